"""`media-audit evidence`: what a figure is made of."""

from pathlib import Path
from typing import Annotated

import typer

from audit.cli import folders
from audit.cli import options as opt
from audit.cli.talk import out, say
from audit.errors import SettingsError

NAME = "evidence"
EXAMPLE = (
    'Example: `media-audit evidence audit-2026 quote_space.speech_share --outlet "The Firebell" --group reform '
    "--out reform.csv`"
)
WRITTEN = (".csv", ".html")

Metric = Annotated[
    str,
    typer.Argument(help="Id of a metric, as `media-audit metrics` lists them.", metavar="METRIC", show_default=False),
]
OfOutlet = Annotated[str | None, typer.Option("--outlet", help="Outlet; all together without it.", show_default=False)]
Group = Annotated[
    str | None,
    typer.Option("--group", "-g", help="Party, actor, source type …: its id or its name.", show_default=False),
]
By = Annotated[
    str | None, typer.Option("--by", help="Grouping, where a group's name stands in several.", show_default=False)
]
Month = Annotated[str | None, typer.Option("--month", help="One month, such as 2016-09.", show_default=False)]
Others = Annotated[bool, typer.Option("--others", help="Also what the figure is counted over, not only what counts.")]
Result = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="Write all of it to this file, .csv or .html.", show_default=False),
]


def command(
    folder: opt.RunFolder,
    metric: Metric,
    outlet: OfOutlet = None,
    group: Group = None,
    by: By = None,
    month: Month = None,
    others: Others = False,
    result: Result = None,
) -> None:
    """Follow a figure down to the words: every statement, sentence or phrase that is counted in it, and what each adds.

    What is listed sums to the figure. Without --out the largest are printed.
    """
    folders.to_read(folder, scored=True)
    if result is not None and result.suffix.lower() not in WRITTEN:
        raise SettingsError(
            f"--out {result}: the evidence is written as CSV or HTML; give a name that ends in .csv or .html"
        )
    from audit.workflow.asked import asked
    from audit.workflow.evidence import figure_evidence
    from reports.figure_evidence import MOST_PRINTED, print_pieces, render_page, write_csv

    which = asked(folder, metric, outlet=outlet, group=group, by=by, month=month)
    found = figure_evidence(folder, which, others=others)
    print_pieces(found, console=out(), most=0 if result else MOST_PRINTED)
    if result is not None:
        if result.suffix.lower() == ".csv":
            write_csv(found, path=result)
        else:
            result.write_text(render_page(found), encoding="utf-8")
        say(f"written: {result}")
    elif (more := found.pieces.height - MOST_PRINTED) > 0:
        say(f"{more:,} more; --out FILE.csv or FILE.html writes them all")
