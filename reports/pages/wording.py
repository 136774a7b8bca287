"""Wording: hedges, weasels and passives in the journalist's own text, and the words that set outlets apart."""

from collections.abc import Iterator, Sequence
from functools import partial

import polars as pl
from matplotlib.figure import FigureBase
from matplotlib.gridspec import GridSpec

from reports import cells, numbers, text
from reports.figures import words
from reports.figures.strips import Look
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

FAMILY = "wording"
ACROSS = 3
APART = "Words that set outlets apart"
WORDS_NOTE = (
    " Words: log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008), names of actors left out; above 0, "
    "the outlet uses the word more than the others do. n: its articles that use the word. Intervals: 95% for each word by "
    "itself, every use counted as if it were independent: too narrow where few articles use a word often. Of a thousand words "
    "some stand out by chance, and a word may show what an outlet writes about, not how."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """The family's metrics, then each outlet's words."""
    if not cells.has_figures(tables, FAMILY):
        return
    chosen = [metric for metric in cells.family(tables, FAMILY) if not metric.endswith(cells.TABLES_ONLY)]
    frame = cells.by_metric(tables, chosen)
    first = chosen[0] if chosen else f"{FAMILY}.hedges"
    found = outlet_words(tables.distinctive)
    note = text.method_note([cells.card_of(tables, metric) for metric in chosen[:1]], tables.manifest)
    flow = Flow(
        title="Wording",
        lede=_lede(tables, first) + lede(found, shown_outlets(tables, found)),
        note=note + (WORDS_NOTE if found.height else ""),
        section="Wording",
    )
    flow.strips(frame, look=Look(across=3, keep_width=True), nothing=text.no_value("wording", frame))
    _words(flow, found, shown_outlets(tables, found))
    yield from flow.pages


def _lede(tables: ReportTables, metric: str) -> str:
    frame, tested = cells.by_metric(tables, [metric]), cells.differences_of(tables, metric)
    card = cells.card_of(tables, metric)
    unit = numbers.unit_name(card.unit)
    return text.spread(f"{card.name} ({unit})" if unit else card.name, frame, tested)


def shown_outlets(tables: ReportTables, found: pl.DataFrame) -> list[str]:
    """The outlets that have words of their own, in the report's order."""
    groups = set(found["group"])
    return [outlet for outlet in cells.outlets_of(tables) if outlet in groups]


def _words(flow: Flow, found: pl.DataFrame, shown: Sequence[str]) -> None:
    for start in range(0, len(shown), ACROSS):
        here = shown[start : start + ACROSS]
        height = max(words.height(found, group=outlet) for outlet in here)
        flow.figure(partial(side_by_side, found, here), height, subtitle="" if start else APART)


def side_by_side(distinctive: pl.DataFrame, outlets: Sequence[str], *, into: FigureBase) -> FigureBase:
    """Draw the words of up to three outlets, each in its third."""
    grid = GridSpec(1, 2 * ACROSS - 1, width_ratios=[*[1, 0.08] * (ACROSS - 1), 1], wspace=0, hspace=0)
    for place, outlet in enumerate(outlets):
        words.words(distinctive, group=outlet, into=into.add_subfigure(grid[0, 2 * place]))
    return into


def outlet_words(distinctive: pl.DataFrame) -> pl.DataFrame:
    """Words that an outlet has more of than the others; names of actors and the words of parties' coverage are left out."""
    found = distinctive.filter(pl.col("z") > 0)
    if "group_by" in found.columns:
        found = found.filter(pl.col("group_by") == "outlet")
    return found.filter(~pl.col("is_name")) if "is_name" in found.columns else found


def lede(found: pl.DataFrame, shown: Sequence[str]) -> str:
    """The first word of each of the first outlets."""
    if not shown:
        return ""
    first = [(outlet, words.cells_of(found, group=outlet)["row"][0]) for outlet in shown[:3]]
    said = text.listed([f"“{word}” at {outlet}" for outlet, word in first])
    return f" The word that sets an outlet apart most: {said}."
