"""Diversity profile: the effective number of sources as rare sources count less and less (Hill numbers, q = 0, 1, 2)."""

from functools import partial

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import FigureBase

from reports import layout, numbers, style
from reports.figures import panels

PANEL = 1.75
ORDERS = ("q = 0", "q = 1", "q = 2")


def height(cells: pl.DataFrame) -> float:
    """Inches that the profiles need."""
    return panels.height(cells["row"].n_unique(), panel=PANEL)


def profile(cells: pl.DataFrame, *, into: FigureBase | None = None) -> FigureBase:
    """Draw one panel an outlet (``row``) with one point an order (``column``: ``q = 0`` …), all on one scale."""
    canvas = layout.canvas_of(into, height=height(cells))
    names = cells["row"].unique(maintain_order=True).to_list()
    return panels.panels(
        names,
        notes=[_note(cells.filter(pl.col("row") == name)) for name in names],
        panel=PANEL,
        limits=_with_headroom(panels.limits_of(cells)),
        unit="",
        draw=partial(_draw, cells),
        into=canvas,
    )


def _with_headroom(limits: tuple[float, float]) -> tuple[float, float]:
    return limits[0], limits[1] + 0.12 * (limits[1] - limits[0])


def _note(part: pl.DataFrame) -> str:
    if part["value"].count() == 0:
        return "too few cases" if (part["status"] == "too_few").any() else "undefined"
    return f"n = {max(part['n'].drop_nulls())}"


def _draw(cells: pl.DataFrame, axes: Axes, name: str) -> None:
    for other in cells["row"].unique(maintain_order=True):
        if other != name:
            part = _points(cells, other)
            axes.plot(part["x"], part["value"], color=style.HAIR, linewidth=1.0, zorder=1)
    part = _points(cells, name)
    digits = numbers.digits_of(cells["value"].to_list())
    axes.plot(part["x"], part["value"], color=style.ACCENT, marker="o", zorder=3)
    for point in part.iter_rows(named=True):
        if point["ci_low"] is not None and point["ci_high"] is not None:
            axes.plot(
                [point["x"]] * 2, [point["ci_low"], point["ci_high"]], color=style.ACCENT, linewidth=1.1, alpha=0.75
            )
        _label(axes, point, digits)
    axes.set_xlim(-0.35, 2.35)
    axes.set_xticks(range(3), ORDERS, fontsize=panels.SMALL)


def _label(axes: Axes, point: dict[str, float], digits: int) -> None:
    top = point["value"] if point["ci_high"] is None else point["ci_high"]
    axes.annotate(
        numbers.figure(point["value"], digits=digits),
        (point["x"], top),
        xytext=(0, 2),
        textcoords="offset points",
        ha="center",
        fontsize=panels.SMALL,
    )


def _points(cells: pl.DataFrame, name: str) -> pl.DataFrame:
    orders = {order: place for place, order in enumerate(ORDERS)}
    return (
        cells.filter(pl.col("row") == name, pl.col("value").is_not_null())
        .with_columns(x=pl.col("column").replace_strict(orders, default=None, return_dtype=pl.Int64))
        .sort("x")
    )
