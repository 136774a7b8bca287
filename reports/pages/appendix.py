"""Appendix: every outlet's figures, with intervals and n, a row a metric and group, a column an outlet."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from reports import cells, numbers, text
from reports.figures.grid import Column
from reports.layout import Page
from reports.pages.differences import group_label
from reports.pages.flow import Flow
from reports.tables import MetricCard, ReportTables

MAX_ROWS, MAX_OUTLETS, ACROSS = 200, 12, 4
LEFT_OUT = ("actor", "actor:voice")
WHY = {"too_few": "too few", "undefined": "undefined"}
NOTE = (
    "Each entry: the figure, its interval in brackets, then n, the articles behind it. Shares are per cent. Figures of single "
    "actors and single months are in the table of estimates only."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """The table of estimates, without single actors and months."""
    chosen = whole(tables)
    flow = Flow(title="All outlet figures", lede=lede(tables, chosen), note=NOTE, section="Appendix")
    outlets = [cells.EVERY_OUTLET, *cells.outlets_of(tables)[:MAX_OUTLETS]]
    if len(outlets) == 2:
        outlets = outlets[1:]
    printed = rows(tables, chosen.filter(pl.col("outlet").is_in(outlets)))
    across = -(-len(outlets) // -(-len(outlets) // ACROSS))
    for start in range(0, len(outlets), across):
        here = outlets[start : start + across]
        columns = [
            Column("label", "metric and group", 2.9),
            *(Column(name, _heading(name), 1.35, "right") for name in here),
        ]
        missing = [pl.lit("–").alias(name) for name in here if name not in printed.columns]
        flow.grid(printed.with_columns(missing), columns=columns, nothing="No outlet has a figure to list.")
    yield from flow.pages


def _heading(outlet: str) -> str:
    return "all outlets" if outlet == cells.EVERY_OUTLET else outlet


def lede(tables: ReportTables, chosen: pl.DataFrame) -> str:
    """How many figures there are, and how many of them are printed."""
    if chosen.is_empty():
        return "There are no outlet figures."
    n_rows = chosen.select("metric", "group").n_unique()
    more = f" The first {MAX_ROWS} of {n_rows:,} rows are printed." if n_rows > MAX_ROWS else ""
    n_outlets = tables.articles["outlet"].n_unique()
    few = f" Of {n_outlets} outlets, {MAX_OUTLETS} are printed." if n_outlets > MAX_OUTLETS else ""
    rest = " The rest are in the table of estimates." if more or few else ""
    return f"{numbers.count(chosen.height, 'figure')} over the whole period.{more}{few}{rest}"


def whole(tables: ReportTables) -> pl.DataFrame:
    """Estimates over the whole period that at least one outlet has, the metrics of whole articles first."""
    order = {card.id: place for place, card in enumerate(tables.metrics)}
    place = pl.col("metric").replace_strict(order, default=len(order), return_dtype=pl.Int64)
    return (
        cells.whole_period(tables)
        .filter(
            ~pl.col("group_by").is_in(LEFT_OUT), pl.col("value").is_not_null().any().over("metric", "group_by", "group")
        )
        .with_columns(grouped=pl.col("group") != cells.ALL, place=place)
        .sort("grouped", "place", "metric", "group_by", "group", "outlet")
    )


def rows(tables: ReportTables, chosen: pl.DataFrame) -> pl.DataFrame:
    """Printed rows: a column ``label`` and one for each outlet."""
    labels = cells.party_labels(tables.parties)
    cards = {metric: cells.card_of(tables, metric) for metric in chosen["metric"].unique()}
    printed: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in chosen.iter_rows(named=True):
        key = (row["metric"], row["group_by"], row["group"])
        if key not in printed and len(printed) == MAX_ROWS:
            break
        card = cards[row["metric"]]
        group = group_label(row["group"], labels)
        name = text.capital(card.name)
        printed.setdefault(key, {"label": f"{name}: {group}" if group else name})[row["outlet"]] = entry(row, card)
    return pl.DataFrame(list(printed.values()), infer_schema_length=None)


def entry(row: Mapping[str, Any], card: MetricCard) -> str:
    """One figure with interval and n."""
    n = f"{row['n_articles'] or 0:,}"
    if row["value"] is None:
        return f"{WHY.get(row['status'], '–')} · {n}"
    return f"{numbers.with_interval(row['value'], row['ci_low'], row['ci_high'], card.unit)} · {n}"
