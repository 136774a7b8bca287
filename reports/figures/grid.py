"""A table of text on a page: columns of given widths, hairlines between rows, long entries wrapped or shortened."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import polars as pl
from matplotlib.figure import FigureBase
from matplotlib.gridspec import GridSpec

from reports import layout, lettering, style

SIZE, HEAD_SIZE = 7.0, 6.5
ROW = 0.165
HEAD, HEAD_LINE, BARE_HEAD = 0.22, 0.115, 0.06
BETWEEN = 0.1
"""Inches between the columns."""

HEADING, GUTTER = 0.24, 0.06
"""Inches of the heading over each of two tables side by side, and what is between them as a share of either's width."""

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


def row_heights(
    table: pl.DataFrame, columns: Sequence[Column], *, width: float = style.BODY_WIDTH, row: float = ROW
) -> list[float]:
    """Inches that each row takes, ``row`` where no entry has a second line; a heading has the whole width for its one line."""
    most, heads = [1] * table.height, headings_of(table, columns)
    for column, room in zip(columns, rooms_of(columns, width), strict=True):
        if column.lines > 1:
            found = (len(_entry(column, entry, room)) for entry in table[column.name])
            most = [max(pair) for pair in zip(most, found, strict=True)]
    lines = [1 if place in heads else n for place, n in enumerate(most)]
    return [row + (n - 1) * layout.line_height(SIZE) for n in lines]


def height(
    table: pl.DataFrame, columns: Sequence[Column], *, width: float = style.BODY_WIDTH, row: float = ROW
) -> float:
    """Inches that the table needs."""
    return head_of(columns, width=width) + sum(row_heights(table, columns, width=width, row=row))


def rows_for(table: pl.DataFrame, columns: Sequence[Column], room: float, *, row: float = ROW) -> int:
    """How many of the table's first rows fit in ``room`` inches; at least one."""
    left = room - head_of(columns)
    n_rows = 0
    for inches in row_heights(table, columns, row=row):
        left -= inches
        if left < 0:
            break
        n_rows += 1
    return max(1, n_rows)


def grid(
    table: pl.DataFrame,
    *,
    columns: Sequence[Column],
    bold_last: bool = False,
    row: float = ROW,
    into: FigureBase | None = None,
) -> FigureBase:
    """Print the named columns of ``table`` (all text) under their headings."""
    canvas = layout.canvas_of(into, height=height(table, columns, row=row))
    width = layout.size_of(canvas)[0]
    head, heights = head_of(columns, width=width), row_heights(table, columns, width=width, row=row)
    tops = [head + sum(heights[:place]) for place in range(table.height)]
    heads = headings_of(table, columns)
    bold = heads | ({table.height - 1} if bold_last else set())
    left = 0.0
    for column, room in zip(columns, rooms_of(columns, width), strict=True):
        _draw_heading(canvas, column, left=left, room=room, bottom=head)
        entries = _broken(table[column.name].to_list(), column, room=room, width=width, heads=heads, bold=bold)
        _draw_entries(
            canvas, entries, column, left=left, tops=[top + (row - ROW) / 2 for top in tops], room=room, bold=bold
        )
        left += room + BETWEEN
    layout.rule(canvas, left=0, top=head - 0.03, width=width, colour=style.FAINT)
    for place, top in enumerate(tops[1:], start=1):
        last = bold_last and place == table.height - 1
        layout.rule(canvas, left=0, top=top, width=width, colour=style.FAINT if last else style.HAIR)
    return canvas


def couple_height(shown: Mapping[str, pl.DataFrame], columns: Sequence[Column]) -> float:
    """Inches that one or two tables side by side need under their headings."""
    width = style.BODY_WIDTH / (2 + GUTTER)
    return HEADING + max(height(table, columns, width=width) for table in shown.values())


def couple(
    shown: Mapping[str, pl.DataFrame], *, columns: Sequence[Column], into: FigureBase | None = None
) -> FigureBase:
    """Print one or two tables of the same columns side by side, each under its heading."""
    canvas = layout.canvas_of(into, height=couple_height(shown, columns))
    halves = GridSpec(1, 3, width_ratios=[1, GUTTER, 1], wspace=0, hspace=0)
    for (heading, table), place in zip(shown.items(), (0, 2), strict=False):
        part = canvas.add_subfigure(halves[0, place])
        layout.write(part, heading, left=0, top=0.02, size=9.5, weight="bold")
        width, whole = layout.size_of(part)
        inches = height(table, columns, width=width)
        rows = GridSpec(3, 1, height_ratios=[HEADING, inches, max(whole - HEADING - inches, 1e-6)], wspace=0, hspace=0)
        grid(table, columns=columns, into=part.add_subfigure(rows[1, 0]))
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
    return [lettering.shorten(lettering.printable(entry), room, SIZE, weight=weight, family=column.family)]


def _draw_heading(canvas: FigureBase, column: Column, *, left: float, room: float, bottom: float) -> None:
    lines = _heading(column, room)
    edge = left + room if column.align == "right" else left
    first = bottom - HEAD + 0.04 - (len(lines) - 1) * HEAD_LINE
    for place, line in enumerate(lines):
        top = first + place * HEAD_LINE
        layout.write(canvas, line, left=edge, top=top, size=HEAD_SIZE, colour=style.SOFT, align=column.align)


def _broken(
    entries: Sequence[str | None],
    column: Column,
    *,
    room: float,
    width: float,
    heads: AbstractSet[int],
    bold: AbstractSet[int],
) -> list[list[str]]:
    """The lines of each entry; a row that heads others has the width of the table for its only entry."""
    weights = ["bold" if place in bold else "normal" for place in range(len(entries))]
    return [
        [lettering.shorten(lettering.printable(entry or ""), width, SIZE, weight=weight)]
        if place in heads
        else _entry(column, entry, room, weight=weight)
        for place, (entry, weight) in enumerate(zip(entries, weights, strict=True))
    ]


def _draw_entries(
    canvas: FigureBase,
    entries: Sequence[Sequence[str]],
    column: Column,
    *,
    left: float,
    tops: Sequence[float],
    room: float,
    bold: AbstractSet[int],
) -> None:
    edge = left + room if column.align == "right" else left
    step = layout.line_height(SIZE)
    for place, (lines, top) in enumerate(zip(entries, tops, strict=True)):
        for number, line in enumerate(lines):
            layout.write(
                canvas,
                line,
                left=edge,
                top=top + (ROW - step) / 2 + number * step,
                size=SIZE,
                colour=column.colour,
                weight="bold" if place in bold else "normal",
                align=column.align,
                family=column.family,
            )
