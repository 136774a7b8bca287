"""Small panels in rows, each with its name and n over it and a common scale; what is drawn in them is the caller's."""

from collections.abc import Callable, Sequence

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import FigureBase

from reports import layout, lettering, numbers, style

NAME_SIZE, SMALL = 7.5, 6.5
HEAD, FOOT, LEFT, RIGHT = 0.42, 0.32, 0.36, 0.16
MOST_IN_A_ROW = 5


def across_for(n_panels: int) -> int:
    """Four panels side by side; so many as there are where they fit in a row, none wider than half the page."""
    return max(2, n_panels) if n_panels <= MOST_IN_A_ROW else 4


def height(n_panels: int, *, panel: float) -> float:
    """Inches that so many panels of ``panel`` inches need."""
    return -(-n_panels // across_for(n_panels)) * panel


def panels(
    names: Sequence[str],
    *,
    notes: Sequence[str],
    panel: float,
    limits: tuple[float, float],
    unit: str,
    draw: Callable[[Axes, str], None],
    into: FigureBase,
    across: int | None = None,
) -> FigureBase:
    """A panel for every name; ``draw`` gets the axes (x free, y scaled to ``limits``) and the name."""
    across = across or across_for(len(names))
    room = layout.size_of(into)[0] / across
    shown = lettering.labels(names, room - LEFT - RIGHT + 0.25, NAME_SIZE)
    for place, (name, label, note) in enumerate(zip(names, shown, notes, strict=True)):
        left, top = place % across * room, place // across * panel
        layout.write(into, label, left=left, top=top + 0.02, size=NAME_SIZE, weight="normal")
        layout.write(
            into, lettering.shorten(note, room - 0.1, SMALL), left=left, top=top + 0.17, size=SMALL, colour=style.SOFT
        )
        axes = layout.axes_at(
            into, left=left + LEFT, top=top + HEAD, width=room - LEFT - RIGHT, height=panel - HEAD - FOOT
        )
        _draw_scale(axes, limits, unit)
        draw(axes, name)
    return into


def _draw_scale(axes: Axes, limits: tuple[float, float], unit: str) -> None:
    axes.set_ylim(*limits)
    ticks = numbers.ticks(limits)
    axes.set_yticks(ticks)
    axes.set_yticklabels([numbers.tick(tick, unit, ticks) for tick in ticks], fontsize=SMALL)
    axes.grid(visible=True, axis="y")
    axes.patch.set_visible(False)


def limits_of(cells: pl.DataFrame) -> tuple[float, float]:
    """A scale that holds all values and intervals, from 0 where the values are not far from it."""
    return numbers.scale_of(
        pl.concat([cells["value"], cells["ci_low"], cells["ci_high"]]).drop_nulls().drop_nans().to_list()
    )
