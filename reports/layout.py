"""A page and its furniture: title, the sentence that says what is seen, room for figures, note, footer. All in inches."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase, SubFigure
from matplotlib.gridspec import GridSpec
from matplotlib.lines import Line2D

from reports import lettering, style

TITLE_SIZE, LEDE_SIZE, TEXT_SIZE, NOTE_SIZE, SMALL_SIZE = 17.0, 10.0, 8.5, 7.0, 6.5
TOP = 0.62
FOOT = 0.5
NOTE_GAP = 0.2
CONTINUED = " (continued)"


def line_height(size: float) -> float:
    """Inches from one line to the next, for text of ``size`` points."""
    return size * 1.42 / 72


def size_of(canvas: FigureBase) -> tuple[float, float]:
    """Width and height of a figure or of a part of one, in inches."""
    assert isinstance(canvas, Figure | SubFigure)
    return float(canvas.bbox.width) / canvas.dpi, float(canvas.bbox.height) / canvas.dpi


def canvas_of(into: FigureBase | None, *, width: float = style.BODY_WIDTH, height: float) -> FigureBase:
    """The part of a page to draw on, or a new figure of the given size."""
    return Figure(figsize=(width, height)) if into is None else into


def axes_at(canvas: FigureBase, *, left: float, top: float, width: float, height: float) -> Axes:
    """Axes whose upper left corner lies ``left`` and ``top`` inches from the canvas's."""
    whole_width, whole_height = size_of(canvas)
    return canvas.add_axes(
        (left / whole_width, 1 - (top + height) / whole_height, width / whole_width, height / whole_height)
    )


def write(
    canvas: FigureBase,
    text: str,
    *,
    left: float,
    top: float,
    size: float = TEXT_SIZE,
    colour: str = style.INK,
    weight: str = "normal",
    family: str = lettering.SANS,
    align: str = "left",
) -> None:
    """One line of text whose line box starts ``top`` inches under the canvas's upper edge."""
    whole_width, whole_height = size_of(canvas)
    baseline = top + line_height(size) * 0.76
    canvas.text(
        left / whole_width,
        1 - baseline / whole_height,
        text,
        color=colour,
        fontproperties=lettering.font(size, weight, family),
        ha=align,
        va="baseline",
    )


def write_lines(
    canvas: FigureBase,
    text: str,
    *,
    left: float,
    top: float,
    room: float,
    size: float = TEXT_SIZE,
    colour: str = style.INK,
    weight: str = "normal",
    family: str = lettering.SANS,
    max_lines: int | None = None,
) -> float:
    """Wrapped text; returns the height it took in inches."""
    lines = lettering.wrap(text, room, size, weight=weight, family=family, max_lines=max_lines)
    for place, line in enumerate(lines):
        if line:
            write(
                canvas,
                line,
                left=left,
                top=top + place * line_height(size),
                size=size,
                colour=colour,
                weight=weight,
                family=family,
            )
    return len(lines) * line_height(size)


def rule(
    canvas: FigureBase, *, left: float, top: float, width: float, colour: str = style.HAIR, thick: float = 0.6
) -> None:
    """A horizontal hairline."""
    whole_width, whole_height = size_of(canvas)
    height = 1 - top / whole_height
    canvas.add_artist(
        Line2D([left / whole_width, (left + width) / whole_width], [height, height], color=colour, linewidth=thick)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A rectangle on a page, in inches from its upper left corner, and the number of the page that a click on it opens."""

    left: float
    top: float
    width: float
    height: float
    page: int


class Page:
    """An A4 page that is filled from the top.

    Attributes
    ----------
    figure
        the page itself.
    title
        as printed.
    lede
        the sentence under it.
    room
        inches of height still free between what was placed and the note.
    links
        the places that lead to other pages.
    """

    def __init__(self, *, title: str, lede: str = "", note: str = "", section: str = "") -> None:
        self.figure = Figure(figsize=(style.PAGE_WIDTH, style.PAGE_HEIGHT))
        self.title = title
        self.lede = lede
        self.section = section
        self.links: list[Link] = []
        self._top = TOP
        self._bottom = style.PAGE_HEIGHT - FOOT - 0.22
        self._head(title, lede)
        self._foot_note(note)

    def _head(self, title: str, lede: str) -> None:
        if self.section:
            self.text(self.section.upper(), size=SMALL_SIZE, colour=style.ACCENT, weight="bold", gap=0.03)
        self.text(title, size=TITLE_SIZE, family=lettering.SERIF, max_lines=3, gap=0.06)
        if lede:
            self.text(lede, size=LEDE_SIZE, colour=style.INK, max_lines=7, gap=0.1)
        self._top += 0.08

    def _foot_note(self, note: str) -> None:
        if not note:
            return
        lines = lettering.wrap(note, style.BODY_WIDTH, NOTE_SIZE, max_lines=12)
        top = self._bottom - len(lines) * line_height(NOTE_SIZE)
        rule(self.figure, left=style.MARGIN, top=top - 0.07, width=style.BODY_WIDTH, colour=style.FAINT)
        for place, line in enumerate(lines):
            here = top + place * line_height(NOTE_SIZE)
            write(self.figure, line, left=style.MARGIN, top=here, size=NOTE_SIZE, colour=style.SOFT)
        self._bottom = top - NOTE_GAP

    @property
    def room(self) -> float:
        """Inches still free."""
        return self._bottom - self._top

    def text(
        self,
        text: str,
        *,
        size: float = TEXT_SIZE,
        colour: str = style.INK,
        weight: str = "normal",
        family: str = lettering.SANS,
        max_lines: int | None = None,
        gap: float = 0.08,
    ) -> None:
        """Add wrapped text under what is there."""
        self._top += gap + write_lines(
            self.figure,
            text,
            left=style.MARGIN,
            top=self._top,
            room=style.BODY_WIDTH,
            size=size,
            colour=colour,
            weight=weight,
            family=family,
            max_lines=max_lines,
        )

    def subtitle(self, text: str) -> None:
        """Add a small heading over the next figure."""
        self._top += 0.06
        self.text(text, size=9.5, weight="bold", gap=0.05, max_lines=2)

    def take(self, height: float) -> FigureBase:
        """The next ``height`` inches of the page, to draw on."""
        top = self._top
        grid = GridSpec(
            3,
            3,
            figure=self.figure,
            width_ratios=[style.MARGIN, style.BODY_WIDTH, style.MARGIN],
            height_ratios=[top, height, max(style.PAGE_HEIGHT - top - height, 1e-6)],
            wspace=0,
            hspace=0,
        )
        self._top += height
        return self.figure.add_subfigure(grid[1, 1])

    def link(self, page: int, *, above: float, height: float) -> None:
        """Make the strip of the body that begins ``above`` inches over what comes next lead to the page of a number."""
        strip = {"left": style.MARGIN, "width": style.BODY_WIDTH, "top": self._top - above, "height": height}
        self.links.append(Link(**strip, page=page))

    def skip(self, height: float) -> None:
        """Leave a gap."""
        self._top += height

    def footer(self, left: str, right: str) -> None:
        """Print the run's name at the left of the foot and the page number at its right."""
        top = style.PAGE_HEIGHT - FOOT
        rule(self.figure, left=style.MARGIN, top=top - 0.06, width=style.BODY_WIDTH)
        room = style.BODY_WIDTH - lettering.width(right, SMALL_SIZE) - 0.3
        shown = lettering.shorten(lettering.printable(left), room, SMALL_SIZE)
        write(self.figure, shown, left=style.MARGIN, top=top, size=SMALL_SIZE, colour=style.SOFT)
        edge = style.PAGE_WIDTH - style.MARGIN
        write(self.figure, right, left=edge, top=top, size=SMALL_SIZE, colour=style.SOFT, align="right")
