"""A metric month by month: a panel an outlet, all on one scale, with intervals; of a single outlet two metrics in a row."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import FigureBase
from matplotlib.gridspec import GridSpec

from reports import layout, style
from reports.figures import panels

PANEL = 1.55


def height(points: pl.DataFrame) -> float:
    """Inches that the panels need."""
    return panels.height(points["outlet"].n_unique(), panel=PANEL)


def timeline(points: pl.DataFrame, *, unit: str, into: FigureBase | None = None) -> FigureBase:
    """Draw ``points`` (columns outlet, month, value, ci_low, ci_high, n_articles) of one metric."""
    canvas = layout.canvas_of(into, height=height(points))
    names = points["outlet"].unique(maintain_order=True).to_list()
    months = calendar(points["month"])
    return panels.panels(
        names,
        notes=[_note(points.filter(pl.col("outlet") == name)) for name in names],
        panel=PANEL,
        limits=panels.limits_of(points),
        unit=unit,
        draw=partial(_draw, points, months),
        into=canvas,
    )


class Course(NamedTuple):
    """A metric of a single outlet, month by month: what stands over it, its points, its unit."""

    heading: str
    points: pl.DataFrame
    unit: str


def couple(courses: Sequence[Course], *, into: FigureBase | None = None) -> FigureBase:
    """Draw one or two metrics of a single outlet side by side, each on its own scale."""
    canvas = layout.canvas_of(into, height=PANEL)
    halves = GridSpec(1, 2, wspace=0, hspace=0)
    for place, (heading, points, unit) in enumerate(courses):
        panels.panels(
            [heading],
            notes=[_note(points)],
            panel=PANEL,
            limits=panels.limits_of(points),
            unit=unit,
            draw=partial(_draw_single, points),
            into=canvas.add_subfigure(halves[0, place]),
            across=1,
        )
    return canvas


def calendar(months: pl.Series) -> list[str]:
    """Every month (``2025-03``) from the first to the last, those without a figure too, so that gaps show as gaps."""
    numbers = [12 * int(month[:4]) + int(month[5:7]) - 1 for month in months.drop_nulls().unique()]
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(min(numbers), max(numbers) + 1)] if numbers else []


def _note(part: pl.DataFrame) -> str:
    shown = part.filter(pl.col("value").is_not_null())["n_articles"]
    if shown.is_empty():
        return "too few articles in every month"
    low, high = min(shown), max(shown)
    return f"n = {low} a month" if low == high else f"n = {low} to {high} a month"


def _draw(points: pl.DataFrame, months: list[str], axes: Axes, name: str) -> None:
    part = points.filter(pl.col("outlet") == name, pl.col("value").is_not_null()).sort("month")
    places = [months.index(month) for month in part["month"]]
    for run in _runs(places):
        inside = [place in run for place in places]
        axes.plot(
            run, part.filter(inside)["value"], color=style.ACCENT, linewidth=1.0, marker="o", markersize=3, zorder=3
        )
    for place, point in zip(places, part.iter_rows(named=True), strict=True):
        if point["ci_low"] is not None and point["ci_high"] is not None:
            axes.plot([place] * 2, [point["ci_low"], point["ci_high"]], color=style.ACCENT, linewidth=1.0, alpha=0.6)
    axes.set_xlim(-0.5, len(months) - 0.5)
    axes.set_xticks([-0.5, len(months) - 0.5], [months[0], months[-1]], fontsize=panels.SMALL)
    first, last = axes.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")


def _draw_single(points: pl.DataFrame, axes: Axes, _heading: str) -> None:
    _draw(points, calendar(points["month"]), axes, points["outlet"][0])


def _runs(places: list[int]) -> list[list[int]]:
    """Months in a row, so that no line is drawn over a month without a figure."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
