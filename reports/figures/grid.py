"""A table of text on a page: columns of given widths, hairlines between rows, long entries shortened."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from matplotlib.figure import FigureBase

from reports import layout, lettering, style

SIZE = 7.0
ROW = 0.165
HEAD, BARE_HEAD = 0.22, 0.06


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a printed table: its name in the frame, its heading, its share of the width, its alignment."""

    name: str
    heading: str
    share: float
    align: str = "left"
    family: str = lettering.SANS


def head_of(columns: Sequence[Column]) -> float:
    """Inches over the first row; little where no column has a heading."""
    return HEAD if any(column.heading for column in columns) else BARE_HEAD


def height(table: pl.DataFrame, columns: Sequence[Column]) -> float:
    """Inches that the table needs."""
    return head_of(columns) + table.height * ROW


def rows_for(room: float) -> int:
    """How many rows fit in ``room`` inches."""
    return max(1, int((room - HEAD) // ROW))


def grid(
    table: pl.DataFrame, *, columns: Sequence[Column], bold_last: bool = False, into: FigureBase | None = None
) -> FigureBase:
    """Print the named columns of ``table`` (all text) under their headings."""
    canvas = layout.canvas_of(into, height=height(table, columns))
    whole, top = layout.size_of(canvas)[0], head_of(columns)
    total = sum(column.share for column in columns)
    left = 0.0
    for column in columns:
        room = whole * column.share / total
        _draw_column(
            canvas, table[column.name].to_list(), column, left=left, top=top, room=room - 0.1, bold_last=bold_last
        )
        left += room
    layout.rule(canvas, left=0, top=top - 0.03, width=whole, colour=style.FAINT)
    for place in range(1, table.height):
        last = bold_last and place == table.height - 1
        colour = style.FAINT if last else style.HAIR
        layout.rule(canvas, left=0, top=top + place * ROW, width=whole, colour=colour)
    return canvas


def _draw_column(
    canvas: FigureBase,
    entries: Sequence[str | None],
    column: Column,
    *,
    left: float,
    top: float,
    room: float,
    bold_last: bool,
) -> None:
    edge = left + room if column.align == "right" else left
    head = lettering.shorten(lettering.printable(column.heading), room, 6.5)
    if head:
        layout.write(canvas, head, left=edge, top=0.04, size=6.5, colour=style.SOFT, align=column.align)
    for place, entry in enumerate(entries):
        if not entry:
            continue
        weight = "bold" if bold_last and place == len(entries) - 1 else "normal"
        shown = lettering.shorten(lettering.printable(entry), room, SIZE, weight=weight)
        here = top + place * ROW + (ROW - layout.line_height(SIZE)) / 2
        layout.write(
            canvas, shown, left=edge, top=here, size=SIZE, weight=weight, align=column.align, family=column.family
        )
