"""Appendix: every outlet's figures, with intervals and n."""

from collections.abc import Iterator

import polars as pl

from reports import cells, numbers
from reports.figures.grid import Column
from reports.layout import Page
from reports.pages.differences import group_label
from reports.pages.flow import Flow
from reports.tables import ReportTables

MAX_ROWS = 330
LEFT_OUT = ("actor", "actor:voice")
COLUMNS = (
    Column("metric", "metric", 2.7),
    Column("group", "group", 1.9),
    Column("outlet", "outlet", 2.0),
    Column("value", "value", 0.75, "right"),
    Column("interval", "interval", 1.3, "right"),
    Column("n", "n", 0.6, "right"),
)
WHY = {"too_few": "too few", "undefined": "undefined"}


def pages(tables: ReportTables) -> Iterator[Page]:
    """The table of estimates, without single actors and months."""
    chosen = whole(tables)
    more = max(0, chosen.height - MAX_ROWS)
    flow = Flow(
        title="All outlet figures",
        lede=f"{numbers.count(chosen.height, 'figure')} over the whole period"
        + (f"; the first {MAX_ROWS} are printed, {more:,} more are in the table of estimates." if more else ".")
        if chosen.height
        else "There are no outlet figures.",
        note="n: articles. Figures of single actors and single months are in the table of estimates only.",
        section="Appendix",
    )
    flow.grid(rows(tables, chosen.head(MAX_ROWS)), columns=COLUMNS, nothing="No outlet has a figure to list.")
    yield from flow.pages


def whole(tables: ReportTables) -> pl.DataFrame:
    """Estimates over the whole period, the metrics of whole articles first."""
    order = {card.id: place for place, card in enumerate(tables.metrics)}
    return (
        cells.whole_period(tables)
        .filter(~pl.col("group_by").is_in(LEFT_OUT))
        .with_columns(
            grouped=pl.col("group_by") != cells.ALL,
            place=pl.col("metric").replace_strict(order, default=len(order), return_dtype=pl.Int64),
        )
        .sort("grouped", "place", "metric", "group", "outlet")
    )


def rows(tables: ReportTables, chosen: pl.DataFrame) -> pl.DataFrame:
    """Printed rows."""
    labels = cells.party_labels(tables.parties)
    cards = {metric: cells.card_of(tables, metric) for metric in chosen["metric"].unique()}
    printed = [
        {
            "metric": cards[row["metric"]].name,
            "group": group_label(row["group"], labels),
            "outlet": row["outlet"],
            "value": WHY.get(row["status"], "–")
            if row["value"] is None
            else numbers.figure(row["value"], cards[row["metric"]].unit),
            "interval": numbers.interval(row["ci_low"], row["ci_high"], cards[row["metric"]].unit),
            "n": f"{row['n_articles'] or 0:,}",
        }
        for row in chosen.iter_rows(named=True)
    ]
    return pl.DataFrame(printed)
