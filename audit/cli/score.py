"""`media-audit score`: every metric from the tables, with no model."""

from dataclasses import replace

from audit.cli import options as opt
from audit.cli.talk import Talk, out

NAME = "score"
EXAMPLE = "Example: `media-audit score audit-2026 --codebook parties.toml`"


def command(
    folder: opt.RunFolder,
    codebook: opt.Codebook = None,
    seed: opt.Seed = opt.DEFAULTS.seed,
    min_articles: opt.MinimumArticles = opt.DEFAULTS.minimum_articles,
    bootstrap: opt.Bootstrap = opt.DEFAULTS.n_bootstrap,
    quiet: opt.Quiet = False,
) -> None:
    """Score an annotated run anew: a changed codebook or new metrics take seconds."""
    from audit.workflow import score

    settings = replace(opt.DEFAULTS, seed=seed, minimum_articles=min_articles, n_bootstrap=bootstrap)
    with Talk(quiet=quiet) as talk:
        score(folder, codebook=codebook, settings=settings, listener=talk)
    out().print(str(folder / "tables" / "estimates.parquet"), markup=False)
