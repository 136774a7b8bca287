"""Readability: of the whole text, of the journalist's own words, of the quoted words."""

from collections.abc import Iterator

import polars as pl

from reports import cells, text
from reports.figures.strips import Look
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

FAMILY = "readability"
MAIN = f"{FAMILY}.flesch_reading_ease"
GROUPING = "text"
LEFT_OUT = (f"{FAMILY}.ari", f"{FAMILY}.coleman_liau", f"{FAMILY}.rix")
"""Formulas that say much the same as the others; they stand in the appendix."""

SERIES = {
    "all": ("all text", "#222222", "o"),
    "journalist": ("the journalist’s own text", "#e69f00", "s"),
    "quoted": ("quoted text", "#009e73", "D"),
}


def pages(tables: ReportTables) -> Iterator[Page]:
    """One column a formula, one row an outlet, three kinds of text in each."""
    if not cells.has_figures(tables, FAMILY):
        return
    whole = cells.by_group(tables, MAIN, group_by=GROUPING, groups={"all": "all text"})
    chosen = cells.family(tables, FAMILY, group_by=GROUPING, leave_out=LEFT_OUT)
    flow = Flow(
        title="Readability",
        lede=text.spread(cells.card_of(tables, MAIN).name, whole, cells.differences_of(tables, MAIN, group="all"))
        + " Flesch’s score falls as a text gets harder, the others rise; grades are years of school in the United States.",
        note=text.method_note([cells.card_of(tables, metric) for metric in chosen[:1]], tables.manifest)
        + " More formulas (ARI, Coleman-Liau, RIX) are in the appendix.",
        section="Readability",
    )
    frame = cells_of(tables, chosen)
    flow.strips(
        frame,
        look=Look(across=3, series=SERIES, keep_width=True),
        nothing=text.no_value("readability", frame),
    )
    yield from flow.pages


def cells_of(tables: ReportTables, metrics: list[str]) -> pl.DataFrame:
    """Cells with outlets as rows, formulas as columns and kinds of text as series."""
    return cells.in_series(
        {kind: cells.by_metric(tables, metrics, group_by=[GROUPING], group=kind) for kind in SERIES if metrics}
    )
