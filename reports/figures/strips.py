"""Dots with intervals in rows and columns: the report's main figure.

Every cell shows a value as a dot, its interval as a line, and both the value and its n as numbers at the right. Rows share
their labels at the left; columns either have one scale (to be compared) or each its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import FigureBase

from reports import layout, lettering, numbers, style

CELLS = pl.Schema(
    {
        "row": pl.String,
        "column": pl.String,
        "series": pl.String,
        "unit": pl.String,
        "value": pl.Float64,
        "ci_low": pl.Float64,
        "ci_high": pl.Float64,
        "n": pl.UInt32,
        "status": pl.String,
        "reach": pl.Float64,
    }
)
"""Rows and columns stand in the order of their first appearance; ``series`` splits a row, "" where it does not.

``reach``, where not null, is a value that the figure could have at most for another reason than chance; a pale line runs there.
"""

LABEL_ROOM, LABEL_SIZE, NUMBER_SIZE, N_SIZE, HEAD_SIZE = 1.75, 7.5, 7.0, 6.5, 7.5
ROWS = ((4, 0.24), (8, 0.205), (1_000, 0.19))
"""Few rows stand further apart: up to so many rows, so many inches each."""

TIGHT_ROW, TIGHT_SUBROW = 0.165, 0.122
"""Inches of rows that stand as close as their numbers allow."""

SUBROW, HEAD, AXIS, GAP = 0.145, 0.52, 0.2, 0.12
VALUE_ROOM, N_ROOM, COLUMN_GAP, HEAD_LINE, UNIT_LINE = 0.44, 0.3, 0.16, 0.13, 0.105
UNIT_TOP, CLEAR = 0.32, 0.07
MARK_ROW, MARK_ROW_TIGHT, LANE, MARK, MARK_OFF = 0.26, 0.215, 0.056, 2.7, 3.9
"""Inches of a row with marks, and of their way from its middle, as the dot's way upward; the marks' sizes in points."""

OFF = "off"
"""The status of a mark that stands out."""

WORDS_FOR = {"too_few": "too few"}
"""What stands in place of a value; a dash where there is nothing to measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How strips are drawn.

    Attributes
    ----------
    across
        columns side by side before the next strip begins.
    common_scale
        one scale for all columns.
    row_colours
        colour of a row's dots by the row's name.
    series
        series name -> (label, colour, marker), in the order of drawing.
    limits
        scale to use instead of one that fits the data.
    keep_width
        columns keep the width they have in a full strip, even where they are fewer.
    tight
        rows stand closer, which may save a page.
    full_head
        heads keep room for two lines, so that figures side by side stand level.
    marks
        series name -> marker of series that stand as small marks under the row's dot, without numbers: hollow, or filled where
        their status is :data:`OFF`.
    """

    across: int = 3
    common_scale: bool = False
    row_colours: Mapping[str, str] | None = None
    series: Mapping[str, tuple[str, str, str]] | None = None
    limits: tuple[float, float] | None = None
    keep_width: bool = False
    tight: bool = False
    full_head: bool = False
    marks: Mapping[str, str] | None = None

    @property
    def subrow(self) -> float:
        """Inches that each series takes within a row."""
        return TIGHT_SUBROW if self.tight else SUBROW

    def row_height(self, n_rows: int) -> float:
        """Inches that each of ``n_rows`` rows takes."""
        if self.series and len(self.series) > 1:
            return self.subrow * len(self.series) + (0.06 if self.tight else 0.08)
        if self.marks:
            return MARK_ROW_TIGHT if self.tight else MARK_ROW
        return TIGHT_ROW if self.tight else next(inches for most, inches in ROWS if n_rows <= most)


def across_for(n_columns: int) -> int:
    """Three columns side by side, or four where that saves a strip or leaves none half empty."""
    return 4 if n_columns > 3 and -(-n_columns // 4) < -(-n_columns // 3) else 3


def height(cells: pl.DataFrame, *, look: Look, width: float = style.BODY_WIDTH) -> float:
    """Inches that the cells need on a canvas ``width`` inches wide."""
    n_columns = cells["column"].n_unique()
    return -(-n_columns // look.across) * _strip_height(cells, look, width) + _key_height(look)


def fitted(cells: pl.DataFrame, *, look: Look, rooms: Sequence[float]) -> Look:
    """The look, with one scale for all columns where they share it, and tight where only that makes the cells fit a room."""
    if look.common_scale and look.limits is None:
        look = replace(look, limits=_limits(cells))
    tight = replace(look, tight=True)
    loose, closer = height(cells, look=look), height(cells, look=tight)
    return next((look if loose <= room else tight for room in rooms if closer <= room), look)


def split_rows(cells: pl.DataFrame, *, look: Look, room: float) -> list[pl.DataFrame]:
    """Cut the rows into pieces of which one strip fits in ``room`` inches."""
    names = cells["row"].unique(maintain_order=True).to_list()
    n_rows = len(names)
    bare = _strip_height(cells, look) - n_rows * look.row_height(n_rows) + _key_height(look)
    while n_rows > 1 and bare + n_rows * look.row_height(n_rows) > room:
        n_rows -= 1
    return [cells.filter(pl.col("row").is_in(names[start : start + n_rows])) for start in range(0, len(names), n_rows)]


def split(cells: pl.DataFrame, *, look: Look, room: float, first_room: float) -> list[pl.DataFrame]:
    """Cut the columns into pieces of whole strips, the first for ``first_room`` inches, the others for ``room`` inches."""
    names = cells["column"].unique(maintain_order=True).to_list()
    strip = _strip_height(cells, look)
    pieces, start, here = [], 0, first_room
    while start < len(names):
        n_strips = max(1, int((here - _key_height(look) + 1e-6) // strip))
        taken = names[start : start + n_strips * look.across]
        pieces.append(cells.filter(pl.col("column").is_in(taken)))
        start, here = start + len(taken), room
    return pieces


def strips(cells: pl.DataFrame, *, look: Look | None = None, into: FigureBase | None = None) -> FigureBase:
    """Draw ``cells`` (columns of :data:`CELLS`) as dots with intervals."""
    look = look or Look()
    canvas = layout.canvas_of(into, height=height(cells, look=look))
    width = layout.size_of(canvas)[0]
    rows = cells["row"].unique(maintain_order=True).to_list()
    columns = cells["column"].unique(maintain_order=True).to_list()
    shown = lettering.labels(rows, LABEL_ROOM, LABEL_SIZE)
    label_room, column_room = _rooms(cells, look, width)
    limits = look.limits or (_limits(cells) if look.common_scale else None)
    digits = _digits(cells) if look.common_scale else None
    top = _draw_key(canvas, look) - _spare(cells, look, width)
    for start in range(0, len(columns), look.across):
        here = columns[start : start + look.across]
        _draw_labels(canvas, shown, top + HEAD, label_room + len(here) * column_room - COLUMN_GAP, look)
        for place, column in enumerate(here):
            part = cells.filter(pl.col("column") == column)
            left = label_room + place * column_room
            _draw_column(
                canvas, part, rows, left=left, top=top, room=column_room, look=look, limits=limits, digits=digits
            )
        top += _strip_height(cells, look, width)
    return canvas


def _rooms(cells: pl.DataFrame, look: Look, width: float) -> tuple[float, float]:
    """Inches that the labels of the rows take, and that each column has with the gap behind it."""
    shown = lettering.labels(cells["row"].unique(maintain_order=True).to_list(), LABEL_ROOM, LABEL_SIZE)
    label_room = max(0.5, *(lettering.width(label, LABEL_SIZE) for label in shown)) + 0.12
    n_across = look.across if look.keep_width else min(look.across, cells["column"].n_unique())
    return label_room, (width - label_room + COLUMN_GAP) / n_across


def _strip_height(cells: pl.DataFrame, look: Look, width: float = style.BODY_WIDTH) -> float:
    n_rows = cells["row"].n_unique()
    return HEAD - _spare(cells, look, width) + n_rows * look.row_height(n_rows) + AXIS + GAP


def _spare(cells: pl.DataFrame, look: Look, width: float) -> float:
    """Inches of the heads' two lines that stay empty where all take one; below 0 where a name takes a third."""
    if look.full_head:
        return 0.0
    room = _head_room(_rooms(cells, look, width)[1])
    heads = cells.select("column", pl.col("unit").fill_null("")).unique(maintain_order=True)
    lines = [_head_lines(name, unit, room, most=3) for name, unit in heads.iter_rows()]
    return HEAD_LINE * (2 - max((max(len(names), len(units)) for names, units in lines), default=2))


def _key_height(look: Look) -> float:
    return 0.24 if look.series and len(look.series) > 1 else 0.0


def _draw_key(canvas: FigureBase, look: Look) -> float:
    if not _key_height(look):
        return 0.0
    assert look.series is not None
    left = 0.05
    for label, colour, marker in look.series.values():
        axes = layout.axes_at(canvas, left=left, top=0.02, width=0.12, height=0.12)
        axes.set_axis_off()
        axes.plot([0], [0], marker=marker, color=colour, markersize=4.5)
        layout.write(canvas, label, left=left + 0.16, top=0.0, size=7, colour=style.INK)
        left += 0.16 + lettering.width(label, 7) + 0.3
    return _key_height(look)


def _draw_labels(canvas: FigureBase, shown: Sequence[str], top: float, width: float, look: Look) -> None:
    step = look.row_height(len(shown))
    for place, label in enumerate(shown):
        middle = top + (place + 0.5) * step
        layout.write(canvas, label, left=0, top=middle - layout.line_height(LABEL_SIZE) * 0.53, size=LABEL_SIZE)
        layout.rule(canvas, left=0, top=top + (place + 1) * step, width=width)


def _draw_column(
    canvas: FigureBase,
    part: pl.DataFrame,
    rows: Sequence[str],
    *,
    left: float,
    top: float,
    room: float,
    look: Look,
    limits: tuple[float, float] | None,
    digits: int | None,
) -> None:
    unit = part["unit"][0] or ""
    right = left + room - COLUMN_GAP
    plot_room = room - COLUMN_GAP - VALUE_ROOM - N_ROOM
    lines = _head_lines(str(part["column"][0]), unit, _head_room(room), most=2 if look.full_head else 3)
    _draw_head(canvas, *lines, left=left, top=top)
    layout.write(canvas, "n", left=right, top=top + UNIT_TOP, size=N_SIZE, colour=style.SOFT, align="right")
    body = len(rows) * look.row_height(len(rows))
    digits = _digits(part) if digits is None else digits
    _draw_numbers(canvas, part, rows, right=right, top=top + HEAD, digits=digits, look=look)
    if part["value"].count() == 0:
        return  # the words that stand in place of the values say why
    axes = layout.axes_at(canvas, left=left, top=top + HEAD, width=plot_room, height=body)
    _draw_scale(axes, limits or _limits(part), body=body, width=plot_room, unit=unit)
    _draw_dots(axes, part, rows, look)


def _digits(cells: pl.DataFrame) -> int:
    """Digits after the point for all values of a column, or of all columns that share a scale."""
    return numbers.digits_of(cells["value"].to_list(), str(cells["unit"].drop_nulls().first() or ""))


def _head_room(column_room: float) -> float:
    return column_room - COLUMN_GAP - 0.12


def _head_lines(name: str, unit: str, room: float, *, most: int) -> tuple[list[str], list[str]]:
    """The column's name in ``most`` lines at most, and its unit in two, which is left out where the name says it."""
    said = numbers.unit_name(unit)
    units = [] if said.casefold() in name.casefold() else lettering.wrap(said, room, N_SIZE, max_lines=2)
    return lettering.wrap(name, room, HEAD_SIZE, weight="bold", max_lines=most), units


def _draw_head(canvas: FigureBase, lines: Sequence[str], units: Sequence[str], *, left: float, top: float) -> None:
    unit_top = top + UNIT_TOP - (len(units) - 1) * UNIT_LINE / 2
    first = min(top + UNIT_TOP - HEAD_LINE, unit_top - HEAD_LINE) - (len(lines) - 1) * HEAD_LINE
    for place, line in enumerate(lines):
        layout.write(canvas, line, left=left, top=first + place * HEAD_LINE, size=HEAD_SIZE, weight="bold")
    for place, line in enumerate(units):
        layout.write(canvas, line, left=left, top=unit_top + place * UNIT_LINE, size=N_SIZE, colour=style.SOFT)


def _places(row: str, rows: Sequence[str], series: str, look: Look) -> float:
    place = (rows.index(row) + 0.5) * look.row_height(len(rows))
    if look.series and len(look.series) > 1 and series in look.series:
        names = list(look.series)
        place += (names.index(series) - (len(names) - 1) / 2) * look.subrow
    if look.marks:
        place += LANE if series in look.marks else -LANE
    return place


def _draw_numbers(
    canvas: FigureBase, part: pl.DataFrame, rows: Sequence[str], *, right: float, top: float, digits: int, look: Look
) -> None:
    unit = part["unit"][0] or ""
    for cell in part.filter(~pl.col("series").is_in(list(look.marks or ()))).iter_rows(named=True):
        middle = top + _places(cell["row"], rows, cell["series"], look)
        value = cell["value"]
        shown = numbers.figure(value, unit, digits=digits) if value is not None else WORDS_FOR.get(cell["status"], "–")
        size = NUMBER_SIZE if value is not None else N_SIZE
        colour = style.INK if value is not None else style.SOFT
        offset = layout.line_height(NUMBER_SIZE) * 0.53
        layout.write(canvas, shown, left=right - N_ROOM, top=middle - offset, size=size, colour=colour, align="right")
        n = "" if cell["n"] is None else f"{cell['n']:,}"
        offset = layout.line_height(N_SIZE) * 0.53
        layout.write(canvas, n, left=right, top=middle - offset, size=N_SIZE, colour=style.SOFT, align="right")


def _limits(cells: pl.DataFrame) -> tuple[float, float]:
    """A scale for all values and intervals; one of shares ends at 100 %."""
    known = (
        pl.concat([cells[name] for name in ("value", "ci_low", "ci_high", "reach")]).drop_nulls().drop_nans().to_list()
    )
    low, high = numbers.scale_of(known)
    shares = all(numbers.is_share(unit or "") for unit in cells["unit"].unique())
    return low, min(high, 1.03) if shares and max(known, default=0.0) <= 1 else high


def _draw_scale(axes: Axes, scale: tuple[float, float], *, body: float, width: float, unit: str) -> None:
    axes.set_xlim(*scale)
    axes.set_ylim(body, 0)
    axes.set_yticks([])
    ticks = _fitting_ticks(scale, width, unit)
    axes.set_xticks(ticks)
    axes.set_xticklabels([numbers.tick(tick, unit, ticks) for tick in ticks], fontsize=N_SIZE)
    axes.grid(visible=True, axis="x")
    axes.patch.set_visible(False)
    if scale[0] < 0 < scale[1]:
        axes.axvline(0, color=style.FAINT, linewidth=0.8, zorder=1)


def _fitting_ticks(scale: tuple[float, float], width: float, unit: str) -> list[float]:
    """As many round numbers as stand clear of each other on a scale ``width`` inches wide, or the outer ones alone."""
    found = [numbers.ticks(scale, at_most=at_most) for at_most in (5, 4, 3, 2, 1)]
    outer = [[ticks[0], ticks[-1]] for ticks in found if len(ticks) > 2]
    room = width / (scale[1] - scale[0])
    for ticks in (*found, *outer):
        halves = [lettering.width(numbers.tick(tick, unit, ticks), N_SIZE) / 2 for tick in ticks]
        steps = zip(pairwise(ticks), pairwise(halves), strict=True)
        if len(ticks) > 1 and all((b - a) * room > sum(half) + CLEAR for (a, b), half in steps):
            return ticks
    return [0.0] if scale[0] <= 0 <= scale[1] else found[-1][:1]


def _draw_dots(axes: Axes, part: pl.DataFrame, rows: Sequence[str], look: Look) -> None:
    for cell in part.filter(pl.col("value").is_not_null()).iter_rows(named=True):
        height_here = _places(cell["row"], rows, cell["series"], look)
        if cell["series"] in (look.marks or {}):
            _draw_mark(axes, cell, height_here, look)
            continue
        _, colour, marker = (look.series or {}).get(cell["series"], ("", style.ACCENT, "o"))
        colour = (look.row_colours or {}).get(cell["row"], colour)
        if cell["reach"] is not None:
            axes.plot([cell["value"], cell["reach"]], [height_here] * 2, color=colour, linewidth=4.5, alpha=0.22)
        if cell["ci_low"] is not None and cell["ci_high"] is not None:
            axes.plot([cell["ci_low"], cell["ci_high"]], [height_here] * 2, color=colour, linewidth=1.3, alpha=0.75)
        axes.plot([cell["value"]], [height_here], marker=marker, color=colour, clip_on=False, zorder=3)


def _draw_mark(axes: Axes, cell: Mapping[str, Any], height_here: float, look: Look) -> None:
    off = cell["status"] == OFF
    axes.plot(
        [cell["value"]],
        [height_here],
        marker=(look.marks or {})[cell["series"]],
        color=style.INK if off else style.SOFT,
        markersize=MARK_OFF if off else MARK,
        markerfacecolor=style.INK if off else "none",
        markeredgewidth=0.6,
        clip_on=False,
        zorder=4 if off else 2,
    )
