"""Wording: hedges, weasels and passives in the journalist's own text, and the words that set outlets apart."""

from collections.abc import Iterator, Sequence
from functools import partial

import polars as pl
from matplotlib.figure import FigureBase
from matplotlib.gridspec import GridSpec

from reports import cells, text
from reports.figures import words
from reports.figures.strips import Look
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

FAMILY = "wording"
WORDS_NOTE = (
    "Log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008): above 0, the outlet uses the word more "
    "than the others do. Intervals: 95%, one word at a time; of a thousand words, some stand out by chance. n: uses of the "
    "word at the outlet. Names of actors are left out. A word sets apart what is written about, too, not only how."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """The family's metrics, then each outlet's words."""
    yield from _rates(tables)
    yield from _words(tables)


def _rates(tables: ReportTables) -> Iterator[Page]:
    chosen = cells.family(tables, FAMILY)
    frame = cells.by_metric(tables, chosen)
    first = chosen[0] if chosen else f"{FAMILY}.hedges"
    flow = Flow(
        title="Wording",
        lede=text.spread(
            cells.card_of(tables, first).name, cells.by_metric(tables, [first]), cells.differences_of(tables, first)
        ),
        note=text.method_note([cells.card_of(tables, metric) for metric in chosen[:2]], tables.manifest),
        section="Wording",
    )
    flow.strips(frame, look=Look(across=3, keep_width=True), nothing=text.no_value("wording", frame))
    yield from flow.pages


def _words(tables: ReportTables) -> Iterator[Page]:
    found = outlet_words(tables.distinctive)
    groups = set(found["group"])
    shown = [outlet for outlet in cells.outlets_of(tables) if outlet in groups]
    if not shown:
        return
    flow = Flow(title="Words that set outlets apart", lede=lede(found, shown), note=WORDS_NOTE, section="Wording")
    for start in range(0, len(shown), 2):
        pair = shown[start : start + 2]
        height = max(words.height(found, group=outlet) for outlet in pair)
        flow.figure(partial(side_by_side, found, pair), height)
    yield from flow.pages


def side_by_side(distinctive: pl.DataFrame, outlets: Sequence[str], *, into: FigureBase) -> FigureBase:
    """Draw the words of one or two outlets, each in its half."""
    grid = GridSpec(1, 3, width_ratios=[1, 0.08, 1], wspace=0, hspace=0)
    for outlet, place in zip(outlets, (0, 2), strict=False):
        words.words(distinctive, group=outlet, into=into.add_subfigure(grid[0, place]))
    return into


def outlet_words(distinctive: pl.DataFrame) -> pl.DataFrame:
    """Words that an outlet has more of than the others; names of actors and the words of parties' coverage are left out."""
    found = distinctive.filter(pl.col("z") > 0)
    if "group_by" in found.columns:
        found = found.filter(pl.col("group_by") == "outlet")
    return found.filter(~pl.col("is_name")) if "is_name" in found.columns else found


def lede(found: pl.DataFrame, shown: list[str]) -> str:
    """The first word of each of the first outlets."""
    first = [(outlet, words.cells_of(found, group=outlet)["row"][0]) for outlet in shown[:4]]
    said = text.listed([f"“{word}” at {outlet}" for outlet, word in first])
    more = f"; {len(shown) - 4} more outlets follow" if len(shown) > 4 else ""
    return f"The words that stand out most: {said}{more}."
