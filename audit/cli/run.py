"""`media-audit run`: from files of articles to tables and a PDF report."""

import typer

from audit.cli import folders
from audit.cli import options as opt
from audit.cli.groups import with_groups
from audit.cli.talk import Talk, out, say
from audit.cli.totals import sum_up

NAME = "run"
EXAMPLE = "Example: `media-audit run articles/ more.csv --out audit-2026 --codebook parties.toml --map outlet=paper`"


@with_groups
def command(
    inputs: opt.Inputs,
    folder: opt.Out,
    *,
    scoring: opt.Scoring,
    annotating: opt.Annotating,
    quiet: opt.Quiet = False,
) -> None:
    """Read, annotate, score and report: everything from INPUT to DIR/report.pdf.

    A run that was stopped goes on where it was when the same command is given again.
    """
    options = annotating.options(annotating.settings(scoring.settings()), codebook=scoring.codebook)
    folders.to_write(folder, inputs=inputs)
    from audit.workflow import run

    with Talk(quiet=quiet) as talk:
        report = run(inputs, folder, options=options, listener=talk)
    refused = sum_up(folder, say)
    out().print(str(report), markup=False)
    if annotating.strict and refused:
        raise typer.Exit(1)
