"""`media-audit run`: from files of articles to tables and a PDF report."""

from dataclasses import replace

import typer

from audit.cli import options as opt
from audit.cli.talk import Talk, out, say
from audit.cli.totals import sum_up

NAME = "run"
EXAMPLE = "Example: `media-audit run articles/ more.csv --out audit-2026 --codebook parties.toml --map outlet=paper`"


def command(
    inputs: opt.Inputs,
    folder: opt.Out,
    codebook: opt.Codebook = None,
    no_clean: opt.NoClean = False,
    workers: opt.Workers = 0,
    engine: opt.EngineName = "local",
    scheduler: opt.Scheduler = None,
    format_name: opt.Format = None,
    pairs: opt.Map = None,
    outlet: opt.Outlet = None,
    encoding: opt.Encoding = None,
    day_first: opt.DayFirst = None,
    any_language: opt.AnyLanguage = False,
    model: opt.Model = None,
    seed: opt.Seed = opt.DEFAULTS.seed,
    min_articles: opt.MinimumArticles = opt.DEFAULTS.minimum_articles,
    bootstrap: opt.Bootstrap = opt.DEFAULTS.n_bootstrap,
    strict: opt.Strict = False,
    quiet: opt.Quiet = False,
) -> None:
    """Read, annotate, score and report: everything from INPUT to DIR/report.pdf.

    A run that was stopped goes on where it was when the same command is given again.
    """
    from audit.codebook import load_codebook
    from audit.ingest import ReadOptions
    from audit.workflow import run

    settings = replace(
        opt.DEFAULTS, clean=not no_clean, model=model, seed=seed, minimum_articles=min_articles, n_bootstrap=bootstrap
    )
    if codebook:
        load_codebook(codebook)  # a wrong codebook is better found before the articles are read
    options = opt.run_options(
        settings=settings,
        engine=opt.engine_of(engine, workers=workers, scheduler=scheduler),
        codebook=codebook,
        reading=ReadOptions(
            format=format_name,
            mapping=opt.columns(pairs),
            outlet=outlet,
            encoding=encoding,
            day_first=day_first,
            check_language=not any_language,
        ),
    )
    with Talk(quiet=quiet) as talk:
        report = run(inputs, folder, options=options, listener=talk)
    refused = sum_up(folder, say)
    out().print(str(report), markup=False)
    if strict and refused:
        raise typer.Exit(1)
