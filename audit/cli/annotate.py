"""`media-audit annotate`: the slow step alone."""

import typer

from audit.cli import folders
from audit.cli import options as opt
from audit.cli.groups import with_groups
from audit.cli.talk import Talk, out, say
from audit.cli.totals import sum_up

NAME = "annotate"
EXAMPLE = "Example: `media-audit annotate articles.jsonl --out audit-2026 --workers 4`"


@with_groups
def command(inputs: opt.Inputs, folder: opt.Out, *, annotating: opt.Annotating, quiet: opt.Quiet = False) -> None:
    """Read and annotate the articles into DIR/tables; score and report come later and never read the texts again."""
    options = annotating.options(annotating.settings())
    folders.to_write(folder, inputs=inputs)
    from audit.workflow import annotate

    with Talk(quiet=quiet) as talk:
        annotate(inputs, folder, options=options, listener=talk)
    refused = sum_up(folder, say)
    out().print(str(folder / "tables"), markup=False)
    if annotating.strict and refused:
        raise typer.Exit(1)
