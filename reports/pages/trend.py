"""Over time: headline metrics month by month, of outlets that have figures of two months or more."""

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
FEWEST_MONTHS = 2


def pages(tables: ReportTables) -> Iterator[Page]:
    """A row of panels a metric, of a single outlet a panel; no page where no outlet has two months with figures."""
    points = monthly(tables)
    months = sorted(points["month"].unique().to_list())
    if not months:
        return
    flow = Flow(
        title="Over time",
        lede=lede(months) + alone(tables, points),
        note=text.how_to_read(tables.manifest)
        + " Lines join consecutive months; a month without enough articles is a gap. No trend is tested, and the news itself "
        "changes from month to month.",
        section="Time",
    )
    shown = headline_metrics(tables)[:MAX_METRICS]
    if points["outlet"].n_unique() == 1:
        _of_one_outlet(flow, tables, points, shown)
    else:
        for metric in shown:
            _metric(flow, tables, _of_metric(points, metric), metric)
    yield from flow.pages


def monthly(tables: ReportTables) -> pl.DataFrame:
    """Figures by month, of the outlets shown and of several together, that have two months or more of a metric."""
    outlets = cells.outlets_of(tables)[:MAX_OUTLETS]
    if tables.articles["outlet"].n_unique() > 1:
        outlets = [cells.EVERY_OUTLET, *outlets]
    return (
        tables.estimates.filter(
            pl.col("month").is_not_null(),
            pl.col("group_by").is_in(list(cells.WHOLE)),
            pl.col("group") == cells.ALL,
            pl.col("outlet").is_in(outlets),
        )
        .filter(_several_months())
        .filter(pl.col("value").is_not_null().any().over("month"))
        .with_columns(
            outlet=pl.col("outlet").replace(cells.EVERY_OUTLET, "all outlets"),
            single=pl.col("outlet") != cells.EVERY_OUTLET,
        )
        .sort("single", "outlet", "month")
    )


def _several_months() -> pl.Expr:
    """Whether a row's outlet has figures of the row's metric in so many months that they can be compared."""
    return pl.col("value").count().over("outlet", "metric") >= FEWEST_MONTHS


def missing(tables: ReportTables) -> str:
    """Why nothing is shown over time; empty where something is."""
    if tables.articles["published"].drop_nulls().is_empty():
        return "Nothing is shown over time: the articles carry no dates." if tables.articles.height else ""
    if monthly(tables).is_empty():
        return "Nothing is shown over time: no outlet has two months with enough articles for a figure."
    return ""


def lede(months: list[str]) -> str:
    """Which months are shown."""
    return (
        f"{numbers.count(len(months), 'month')} with figures, {months[0]} to {months[-1]}. Only shifts larger than the intervals "
        "mean anything."
    )


def alone(tables: ReportTables, points: pl.DataFrame) -> str:
    """Which of several outlets is the only one that is shown; empty where others are."""
    shown = points["outlet"].unique().to_list()
    if len(shown) > 1 or tables.articles["outlet"].n_unique() == 1:
        return ""
    return f" Shown is {shown[0]}, which alone has articles enough."


def _of_one_outlet(flow: Flow, tables: ReportTables, points: pl.DataFrame, metrics: list[str]) -> None:
    """Two metrics in a row, of those that have figures; each on its own scale."""
    courses = [
        timeline.Course(_heading(tables, metric), found, cells.card_of(tables, metric).unit)
        for metric in metrics
        if (found := _of_metric(points, metric))["value"].count()
    ]
    for start in range(0, len(courses), 2):
        flow.figure(partial(timeline.couple, courses[start : start + 2]), timeline.PANEL)


def _of_metric(points: pl.DataFrame, metric: str) -> pl.DataFrame:
    return points.filter(pl.col("metric") == metric).filter(_several_months())


def _heading(tables: ReportTables, metric: str) -> str:
    card = cells.card_of(tables, metric)
    unit = numbers.unit_name(card.unit)
    return text.capital(f"{card.name} ({unit})" if unit and unit.lower() not in card.name.lower() else card.name)


def _metric(flow: Flow, tables: ReportTables, points: pl.DataFrame, metric: str) -> None:
    heading = _heading(tables, metric)
    if points["value"].count() == 0:
        flow.silence("No month has enough articles for a figure.", subtitle=heading)
        return
    draw = partial(timeline.timeline, points, unit=cells.card_of(tables, metric).unit)
    flow.figure(draw, timeline.height(points), subtitle=heading)
