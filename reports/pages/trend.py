"""Over time: headline metrics month by month, where there are two months or more."""

from collections.abc import Iterator
from functools import partial

import polars as pl

from reports import cells, numbers, text
from reports.figures import timeline
from reports.layout import Page
from reports.pages.flow import Flow
from reports.pages.overview import headline_metrics
from reports.tables import ReportTables

MAX_METRICS = 6
MAX_OUTLETS = 11


def pages(tables: ReportTables) -> Iterator[Page]:
    """A row of panels a metric; no page where there are not two months with figures."""
    points = monthly(tables)
    months = sorted(points["month"].unique().to_list())
    if len(months) < 2:
        return
    flow = Flow(
        title="Over time",
        lede=lede(months),
        note=text.how_to_read(tables.manifest)
        + " Lines join months that follow each other; no trend is tested, and what happened in a month differs from the next.",
        section="Time",
    )
    for metric in headline_metrics(tables)[:MAX_METRICS]:
        of_metric = points.filter(pl.col("metric") == metric)
        _metric(flow, tables, of_metric.filter(pl.col("value").is_not_null().any().over("outlet")), metric)
    yield from flow.pages


def monthly(tables: ReportTables) -> pl.DataFrame:
    """Figures by month, of all outlets together and of those shown, in months that have at least one figure."""
    outlets = [cells.EVERY_OUTLET, *cells.outlets_of(tables)[:MAX_OUTLETS]]
    return (
        tables.estimates.filter(
            pl.col("month").is_not_null(),
            pl.col("group_by").is_in(list(cells.WHOLE)),
            pl.col("group") == cells.ALL,
            pl.col("outlet").is_in(outlets),
            pl.col("value").is_not_null().any().over("month"),
        )
        .with_columns(
            outlet=pl.col("outlet").replace(cells.EVERY_OUTLET, "all outlets"),
            single=pl.col("outlet") != cells.EVERY_OUTLET,
        )
        .sort("single", "outlet", "month")
    )


def missing(tables: ReportTables) -> str:
    """Why nothing is shown over time; empty where something is."""
    if tables.articles["published"].drop_nulls().is_empty():
        return "Nothing is shown over time: the articles carry no dates." if tables.articles.height else ""
    if monthly(tables)["month"].n_unique() < 2:
        return "Nothing is shown over time: fewer than two months have enough articles for a figure."
    return ""


def lede(months: list[str]) -> str:
    """Which months are shown."""
    return f"{numbers.count(len(months), 'month')}, {months[0]} to {months[-1]}. Look for shifts larger than the intervals."


def _metric(flow: Flow, tables: ReportTables, points: pl.DataFrame, metric: str) -> None:
    card = cells.card_of(tables, metric)
    unit = numbers.unit_name(card.unit)
    heading = text.capital(f"{card.name} ({unit})" if unit and unit.lower() != card.name.lower() else card.name)
    if points["value"].count() == 0:
        flow.silence("No month has enough articles for a figure.", subtitle=heading)
        return
    draw = partial(timeline.timeline, points, unit=card.unit)
    flow.figure(draw, timeline.height(points), subtitle=heading)
