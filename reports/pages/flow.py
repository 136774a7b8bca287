"""Content that flows over as many pages as it needs."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate

import polars as pl
from matplotlib.figure import FigureBase

from reports.figures import grid, strips
from reports.figures.grid import Column
from reports.figures.strips import Look
from reports.layout import CONTINUED, TEXT_SIZE, Page, line_height, write_lines
from reports.lettering import wrap
from reports.style import BODY_WIDTH, SOFT

BETWEEN = 0.12
HEADING_ROOM = 0.35
LINE_ROOM = 0.6
GUTTER, PARAGRAPH_GAP = 0.25, 0.03
FEWEST_ROWS = 3  # of a table that goes on on the next page
MOSTLY_FREE = 0.6  # of a page, from which on rows that need several pages begin on it
SEE_FIRST = "The note on the first page of this chapter says how to read these pages."


def _fitting(heights: Sequence[float], room: float) -> int:
    """How many of the first paragraphs fit in a column of ``room`` inches; one at least."""
    return max(1, sum(bottom <= room for bottom in accumulate(heights))) if heights else 0


def _balanced(heights: Sequence[float], *, most: float) -> float:
    """The least height of two columns that hold all paragraphs, or ``most`` where they need more."""
    for n_first in range(len(heights) + 1):
        first, second = sum(heights[:n_first]), sum(heights[n_first:])
        if second <= first <= most:
            return first
    return most


class Flow:
    """Pages on one topic; a figure that does not fit goes on on a new page under the same title."""

    def __init__(self, *, title: str, lede: str = "", note: str = "", section: str = "") -> None:
        self._title, self._section = title, section
        self.pages = [Page(title=title, lede=lede, note=note, section=section)]

    @property
    def page(self) -> Page:
        """The page that is being filled."""
        return self.pages[-1]

    def turn(self) -> None:
        """Begin a new page; the note stands on the first alone."""
        self.pages.append(Page(title=self._title + CONTINUED, note=SEE_FIRST, section=self._section))

    def ensure(self, height: float) -> None:
        """Begin a new page unless ``height`` inches are free."""
        if self.page.room < height:
            self.turn()

    def paragraph(self, text: str, *, colour: str = SOFT, size: float = TEXT_SIZE) -> None:
        """Add plain text."""
        self.ensure(LINE_ROOM)
        self.page.text(text, colour=colour, size=size)

    def figure(self, draw: Callable[..., FigureBase], height: float, *, subtitle: str = "") -> None:
        """Add a figure of a fixed height; ``draw`` takes the part of the page as ``into``."""
        self.ensure(height + (HEADING_ROOM if subtitle else 0))
        if subtitle:
            self.page.subtitle(subtitle)
        draw(into=self.page.take(height))
        self.page.skip(BETWEEN)

    def strips(self, cells: pl.DataFrame, *, look: Look, nothing: str, subtitle: str = "") -> None:
        """Add dots with intervals, or the sentence that says why there are none."""
        if cells.is_empty() or cells["value"].count() == 0:
            self.silence(nothing, subtitle=subtitle)
            return
        heading = HEADING_ROOM if subtitle else 0.0
        look = strips.fitted(cells, look=look, rooms=(self.page.room - heading, self._whole_room() - heading))
        whole = self._whole_room()
        parts = strips.split_rows(cells, look=look, room=whole - heading)
        if len(parts) > 1 and self.page.room >= MOSTLY_FREE * whole:
            parts = strips.split_rows(cells, look=look, room=self.page.room - heading)
        for part in parts:
            self._strips(part, look=look, subtitle=subtitle, heading=heading)
        self.page.skip(BETWEEN)

    def _strips(self, cells: pl.DataFrame, *, look: Look, subtitle: str, heading: float) -> None:
        one_strip = cells.filter(pl.col("column") == cells["column"][0])
        self.ensure(strips.height(one_strip, look=look) + heading)
        room, here = self._whole_room() - heading, self.page.room - heading
        for piece in strips.split(cells, look=look, room=room, first_room=here):
            height = strips.height(piece, look=look)
            self.ensure(height + heading)
            if subtitle:
                self.page.subtitle(subtitle)
            strips.strips(piece, look=look, into=self.page.take(height))

    def grid(
        self,
        table: pl.DataFrame,
        *,
        columns: Sequence[grid.Column],
        nothing: str,
        subtitle: str = "",
        bold_last: bool = False,
        targets: Sequence[int] = (),
        row: float = grid.ROW,
        whole: bool = False,
    ) -> None:
        """Add a table of text, over several pages where it is long.

        ``targets`` are the pages that its rows lead to; ``row`` inches is the height of a row of one line; a ``whole`` table
        is not broken where it fits on a page.
        """
        if table.is_empty():
            self.silence(nothing, subtitle=subtitle)
            return
        start, heading = 0, HEADING_ROOM if subtitle else 0.0
        inches = heading + grid.height(table, columns, row=row)
        if whole and inches <= self._whole_room():
            self.ensure(inches)
        while start < table.height:
            self.ensure(heading + grid.height(table.slice(start, 4), columns, row=row))
            rest = grid.with_head_again(table, start, columns)
            repeated = rest.height - (table.height - start)
            fitting = grid.rows_for(rest, columns, self.page.room - heading, row=row)
            left = rest.height - fitting
            piece = rest.head(fitting - (FEWEST_ROWS - left) if 0 < left < FEWEST_ROWS < fitting else fitting)
            if piece.height < rest.height:
                piece = grid.without_head_last(piece, columns)
            pages = targets[start : start + piece.height] if targets else ()
            start += piece.height - repeated
            last = bold_last and start >= table.height
            draw = partial(grid.grid, piece, columns=columns, bold_last=last, row=row)
            self.figure(draw, grid.height(piece, columns, row=row), subtitle=subtitle)
            self._link(grid.row_heights(piece, columns, row=row), pages)

    def _link(self, heights: Sequence[float], pages: Sequence[int]) -> None:
        """Make the rows of the table that was just placed lead to ``pages``."""
        above = BETWEEN + sum(heights)
        for height, page in zip(heights, pages, strict=False):
            self.page.link(page, above=above, height=height)
            above -= height

    def couple(self, shown: Mapping[str, pl.DataFrame], *, columns: Sequence[Column]) -> None:
        """Add one or two tables of text side by side, each under its heading; they must fit on a page."""
        if shown:
            self.figure(partial(grid.couple, shown, columns=columns), grid.couple_height(shown, columns))

    def columns(self, texts: Sequence[str], *, size: float, colour: str = SOFT) -> None:
        """Add paragraphs in two columns, of like height on the page where they end."""
        width = (BODY_WIDTH - GUTTER) / 2
        left = [(text, len(wrap(text, width, size)) * line_height(size) + PARAGRAPH_GAP) for text in texts]
        while left:
            self.ensure(LINE_ROOM)
            height = _balanced([inches for _, inches in left], most=self.page.room - BETWEEN)
            canvas = self.page.take(height)
            for column in range(2):
                n_taken, top = _fitting([inches for _, inches in left], height + 1e-6), 0.0
                for text, inches in left[:n_taken]:
                    place = column * (width + GUTTER)
                    write_lines(canvas, text, left=place, top=top, room=width, size=size, colour=colour)
                    top += inches
                left = left[n_taken:]
        self.page.skip(BETWEEN)

    def rows_left(self, table: pl.DataFrame, columns: Sequence[Column]) -> int:
        """How many of a table's rows fit on this page under a heading; where not all do, with a line of text below."""
        room = self.page.room - HEADING_ROOM - BETWEEN
        whole = grid.rows_for(table, columns, room)
        return whole if whole >= table.height else grid.rows_for(table, columns, room - LINE_ROOM)

    def silence(self, why: str, *, subtitle: str = "") -> None:
        """Say why nothing is shown."""
        self.ensure(0.8)
        if subtitle:
            self.page.subtitle(subtitle)
        self.page.text(why, colour=SOFT)
        self.page.skip(BETWEEN)

    def _whole_room(self) -> float:
        return Page(title=self._title + CONTINUED, note=SEE_FIRST, section=self._section).room
