"""`media-audit score`: every metric from the tables, with no model."""

from audit.cli import folders
from audit.cli import options as opt
from audit.cli.groups import with_groups
from audit.cli.talk import Talk, out, say

NAME = "score"
EXAMPLE = "Example: `media-audit score audit-2026 --codebook parties.toml`"


@with_groups
def command(folder: opt.RunFolder, *, scoring: opt.Scoring, quiet: opt.Quiet = False) -> None:
    """Score an annotated run anew: a changed codebook or new metrics take seconds."""
    settings = scoring.settings()
    folders.to_read(folder, anew=True)
    from audit.workflow import score
    from audit.workflow.present import REPORT

    with Talk(quiet=quiet) as talk:
        score(folder, codebook=scoring.codebook, settings=settings, listener=talk)
    if not quiet and (drawn := folder / REPORT).exists():
        say(f"{drawn} shows the figures from before; `media-audit report {folder}` draws it anew")
    out().print(str(folder / "tables" / "estimates.parquet"), markup=False)
