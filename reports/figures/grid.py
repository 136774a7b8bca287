"""A table of text on a page: columns of given widths, hairlines between rows, long entries wrapped or shortened."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import polars as pl
from matplotlib.figure import FigureBase

from reports import layout, lettering, style

SIZE, HEAD_SIZE = 7.0, 6.5
ROW = 0.165
HEAD, HEAD_LINE, BARE_HEAD = 0.22, 0.115, 0.06
BETWEEN = 0.1
"""Inches between the columns."""

MEMBER = "· "
"""How the first entry of a row begins that stands under a heading row."""

AGAIN = " (continued)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a printed table: its name in the frame, its heading, its share of the width, how it is printed.

    ``lines``: so many lines an entry may take before it is shortened.
    """

    name: str
    heading: str
    share: float
    align: str = "left"
    family: str = lettering.SANS
    lines: int = 1
    colour: str = style.INK


def rooms_of(columns: Sequence[Column], width: float) -> list[float]:
    """Inches that each column has for its text."""
    total = sum(column.share for column in columns)
    return [width * column.share / total - BETWEEN for column in columns]


def head_of(columns: Sequence[Column], *, width: float = style.BODY_WIDTH) -> float:
    """Inches over the first row: little where no column has a heading, more where one takes two lines."""
    if not any(column.heading for column in columns):
        return BARE_HEAD
    most = max(len(_heading(column, room)) for column, room in zip(columns, rooms_of(columns, width), strict=True))
    return HEAD + (most - 1) * HEAD_LINE


def row_heights(table: pl.DataFrame, columns: Sequence[Column], *, width: float = style.BODY_WIDTH) -> list[float]:
    """Inches that each row takes."""
    most = [1] * table.height
    for column, room in zip(columns, rooms_of(columns, width), strict=True):
        if column.lines > 1:
            found = (len(_entry(column, entry, room)) for entry in table[column.name])
            most = [max(pair) for pair in zip(most, found, strict=True)]
    return [ROW + (lines - 1) * layout.line_height(SIZE) for lines in most]


def height(table: pl.DataFrame, columns: Sequence[Column], *, width: float = style.BODY_WIDTH) -> float:
    """Inches that the table needs."""
    return head_of(columns, width=width) + sum(row_heights(table, columns, width=width))


def rows_for(table: pl.DataFrame, columns: Sequence[Column], room: float) -> int:
    """How many of the table's first rows fit in ``room`` inches; at least one."""
    left = room - head_of(columns)
    n_rows = 0
    for inches in row_heights(table, columns):
        left -= inches
        if left < 0:
            break
        n_rows += 1
    return max(1, n_rows)


def grid(
    table: pl.DataFrame, *, columns: Sequence[Column], bold_last: bool = False, into: FigureBase | None = None
) -> FigureBase:
    """Print the named columns of ``table`` (all text) under their headings."""
    canvas = layout.canvas_of(into, height=height(table, columns))
    width = layout.size_of(canvas)[0]
    head, heights = head_of(columns, width=width), row_heights(table, columns, width=width)
    tops = [head + sum(heights[:place]) for place in range(table.height)]
    bold = headings_of(table, columns) | ({table.height - 1} if bold_last else set())
    left = 0.0
    for column, room in zip(columns, rooms_of(columns, width), strict=True):
        _draw_heading(canvas, column, left=left, room=room, bottom=head)
        _draw_entries(canvas, table[column.name].to_list(), column, left=left, tops=tops, room=room, bold=bold)
        left += room + BETWEEN
    layout.rule(canvas, left=0, top=head - 0.03, width=width, colour=style.FAINT)
    for place, top in enumerate(tops[1:], start=1):
        last = bold_last and place == table.height - 1
        layout.rule(canvas, left=0, top=top, width=width, colour=style.FAINT if last else style.HAIR)
    return canvas


def headings_of(table: pl.DataFrame, columns: Sequence[Column]) -> set[int]:
    """Rows that have an entry in the first column alone: they head those that follow."""
    first, *others = (table[column.name].to_list() for column in columns)
    if not others:
        return set()
    return {place for place, entry in enumerate(first) if entry and not any(other[place] for other in others)}


def with_head_again(table: pl.DataFrame, start: int, columns: Sequence[Column]) -> pl.DataFrame:
    """The rows from ``start`` on, under their heading once more where they begin within a group."""
    rest, first = table.slice(start), columns[0].name
    above = [place for place in headings_of(table, columns) if place < start]
    if not above or rest.is_empty() or not (rest[first][0] or "").startswith(MEMBER):
        return rest
    head = table.slice(max(above), 1).with_columns(pl.col(first) + AGAIN)
    return pl.concat([head, rest])


def without_head_last(piece: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """The rows without headings at the end, which would head nothing on this page."""
    heads = headings_of(piece, columns)
    kept = piece.height
    while kept > 1 and kept - 1 in heads:
        kept -= 1
    return piece.head(kept)


def _heading(column: Column, room: float) -> list[str]:
    return lettering.wrap(column.heading, room, HEAD_SIZE, max_lines=2) if column.heading else []


def _entry(column: Column, entry: str | None, room: float, *, weight: str = "normal") -> list[str]:
    if not entry:
        return []
    if column.lines > 1:
        return lettering.wrap(entry, room, SIZE, weight=weight, family=column.family, max_lines=column.lines)
    return [lettering.shorten(lettering.printable(entry), room, SIZE, weight=weight)]


def _draw_heading(canvas: FigureBase, column: Column, *, left: float, room: float, bottom: float) -> None:
    lines = _heading(column, room)
    edge = left + room if column.align == "right" else left
    first = bottom - HEAD + 0.04 - (len(lines) - 1) * HEAD_LINE
    for place, line in enumerate(lines):
        top = first + place * HEAD_LINE
        layout.write(canvas, line, left=edge, top=top, size=HEAD_SIZE, colour=style.SOFT, align=column.align)


def _draw_entries(
    canvas: FigureBase,
    entries: Sequence[str | None],
    column: Column,
    *,
    left: float,
    tops: Sequence[float],
    room: float,
    bold: AbstractSet[int],
) -> None:
    edge = left + room if column.align == "right" else left
    step = layout.line_height(SIZE)
    for place, (entry, top) in enumerate(zip(entries, tops, strict=True)):
        weight = "bold" if place in bold else "normal"
        for number, line in enumerate(_entry(column, entry, room, weight=weight)):
            layout.write(
                canvas,
                line,
                left=edge,
                top=top + (ROW - step) / 2 + number * step,
                size=SIZE,
                colour=column.colour,
                weight=weight,
                align=column.align,
                family=column.family,
            )
