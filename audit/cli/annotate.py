"""`media-audit annotate`: the slow step alone."""

from dataclasses import replace

import typer

from audit.cli import options as opt
from audit.cli.talk import Talk, out, say
from audit.cli.totals import sum_up

NAME = "annotate"
EXAMPLE = "Example: `media-audit annotate articles.jsonl --out audit-2026 --workers 4`"


def command(
    inputs: opt.Inputs,
    folder: opt.Out,
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
    strict: opt.Strict = False,
    quiet: opt.Quiet = False,
) -> None:
    """Read and annotate the articles into DIR/tables; score and report come later and never read the texts again."""
    from audit.ingest import ReadOptions
    from audit.workflow import annotate

    options = opt.run_options(
        settings=replace(opt.DEFAULTS, clean=not no_clean, model=model),
        engine=opt.engine_of(engine, workers=workers, scheduler=scheduler),
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
        annotate(inputs, folder, options=options, listener=talk)
    refused = sum_up(folder, say)
    out().print(str(folder / "tables"), markup=False)
    if strict and refused:
        raise typer.Exit(1)
