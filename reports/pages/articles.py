"""The articles themselves: what was counted in each, where no outlet has enough of them for figures with intervals."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from reports import cells, numbers, style
from reports.figures.grid import Column
from reports.layout import Page
from reports.pages import attribution
from reports.pages.article_counts import SECTIONS, counted, counts, entry, shown_groups
from reports.pages.flow import Flow
from reports.tables import ReportTables

SIDE_BY_SIDE = 4
"""Up to so many articles have a column each; more have a row each, with fewer counts."""

MAX_COLUMNS = 5
"""Parties that have a column."""

TITLE = "Article by article"
N_SOURCES, DENSITY, ATTRIBUTED = SECTIONS["Sources"][0], *SECTIONS["Attribution"][:2]
SPEECH = SECTIONS["Parties"][0]
ROWS = {
    N_SOURCES: "sources",
    DENSITY: "attributions in words",
    ATTRIBUTED: "attributed words",
    "attribution.direct_share": "direct attributions",
    "attribution.unnamed_share": "of unnamed sources",
    "readability.flesch_kincaid_grade": "Flesch-Kincaid",
}
"""What is shown of each article where they are many, and its heading."""

NOTE = (
    "Every entry is a count of what the language models found in {these}: “4 of 16 · 25%” means 4 of 16 attributions. A count of "
    "a whole text is no estimate from a sample, so it has no interval, and it says nothing of the outlet’s other articles. "
    "too few: the text is too short for a rate. –: nothing to measure; what no article has is left out. What each measure "
    "means stands under Method and definitions; “media-audit show DIR ARTICLE” shows an article with all attributions."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """Which articles there are, what was counted in each, and the reporting verbs; nothing where no scores were given."""
    if tables.scores.is_empty() or tables.articles.is_empty():
        return
    shown = tables.articles.sort("outlet", "article_id")
    alone = tables.articles.height == 1
    first = shown.row(0, named=True)
    flow = Flow(
        title=(first["title"] or first["article_id"]) if alone else TITLE,
        lede=lede(tables),
        note=NOTE.format(these="this text" if alone else "these texts"),
        section=TITLE if alone else "Articles",
    )
    if shown.height > SIDE_BY_SIDE:
        flow.grid(in_rows(tables, shown), columns=ROW_COLUMNS, subtitle="What was counted", nothing="")
        _parties_in_rows(flow, tables, shown)
    elif alone:
        _of_single(flow, tables, str(first["article_id"]))
    else:
        _side_by_side(flow, tables, shown)
    if cells.one_by_one(tables) and tables.verbs.height:
        flow.grid(
            attribution.verb_rows(tables.verbs),
            columns=attribution.VERBS,
            subtitle="Reporting verbs, in counts",
            nothing="",
        )
    yield from flow.pages


def lede(tables: ReportTables) -> str:
    """Of one article its size, sources and attributed words; of several, how much they differ."""
    n_attributions = _numerators(tables, DENSITY)
    if tables.articles.height == 1:
        return _of_one(tables, tables.articles.row(0, named=True), sum(n_attributions))
    articles = numbers.count(tables.articles.height, "article")
    if not n_attributions:
        return f"What was counted in {articles}."
    low, high = (f"{end:,.0f}" for end in (min(n_attributions), max(n_attributions)))
    each = f"{low} in each" if low == high else f"from {low} to {high} in an article"
    return f"{numbers.count(round(sum(n_attributions)), 'attribution')} in {articles}: {each}."


def _of_one(tables: ReportTables, article: Mapping[str, Any], n_attributions: float) -> str:
    day = f", {article['published']}" if article["published"] else ""
    size = numbers.count(article["n_words"] or 0, "word")
    sentences = f" in {numbers.count(article['n_sentences'], 'sentence')}" if article["n_sentences"] else ""
    about = f"{article['outlet']}{day}: {size}{sentences}."
    if not n_attributions:
        return f"{about} No attribution was found in it: nobody is quoted, so there is little to count."
    sources, words = (round(sum(_numerators(tables, metric))) for metric in (N_SOURCES, ATTRIBUTED))
    to = f" to {numbers.count(sources, 'source')}" if sources else ""
    share = f" ({numbers.figure(words / article['n_words'], 'share')})" if words and article["n_words"] else ""
    held = f", over {words:,} of its words{share}" if words else ""
    return f"{about} {numbers.count(round(n_attributions), 'attribution')}{to}{held}."


def _numerators(tables: ReportTables, metric: str) -> list[float]:
    """What was counted of a metric in each article as a whole."""
    return tables.scores.filter(pl.col("metric") == metric, pl.col("group") == cells.ALL)["numerator"].to_list()


def shown_metrics(tables: ReportTables) -> set[str]:
    """The metrics that these pages show."""
    if tables.scores.is_empty():
        return set()
    if tables.articles.height > SIDE_BY_SIDE:
        return set(tables.scores["metric"].unique()) & {*ROWS, *([SPEECH] if tables.parties else [])}
    articles = tables.articles["article_id"].to_list()
    every = [metric for metrics in SECTIONS.values() for metric in metrics]
    return {metric for metric in every if counts(tables, articles, (metric,)).height}


ARTICLES = (
    Column("letter", "", 0.3),
    Column("title", "headline", 3.0, lines=2),
    Column("outlet", "outlet", 1.5),
    Column("published", "published", 0.95),
    Column("n_words", "words", 0.6, "right"),
    Column("article_id", "article", 2.2, lines=2),
)
ABOUT = (Column("title", "headline", 2.9, lines=2), Column("outlet", "outlet", 1.5, lines=2))
ROW_COLUMNS = (*ABOUT, *(Column(metric, heading, 1.05, "right") for metric, heading in ROWS.items()))
HALF = (Column("label", "", 1.6, lines=2), Column("unit", "", 0.97, lines=2, colour=style.SOFT))


def _of_single(flow: Flow, tables: ReportTables, article: str) -> None:
    """The counts of the only article, two tables side by side."""
    sections = {subtitle: counts(tables, [article], metrics) for subtitle, metrics in SECTIONS.items()}
    filled = [(subtitle, rows) for subtitle, rows in sections.items() if rows.height]
    columns = (*HALF, Column(article, "", 1.2, "right", lines=2))
    for start in range(0, len(filled), 2):
        flow.couple(dict(filled[start : start + 2]), columns=columns)


def _side_by_side(flow: Flow, tables: ReportTables, shown: pl.DataFrame) -> None:
    """A column an article, each called by a letter."""
    letters = {str(article): chr(ord("A") + place) for place, article in enumerate(shown["article_id"])}
    flow.grid(listed(shown, letters), columns=ARTICLES, subtitle="The articles", nothing="")
    columns = [
        Column("label", "", 2.4, lines=2),
        Column("unit", "", 1.3, lines=2, colour=style.SOFT),
        *(Column(article, letter, 1.5, "right", lines=2) for article, letter in letters.items()),
    ]
    for subtitle, metrics in SECTIONS.items():
        rows = counts(tables, list(letters), metrics)
        if rows.height:
            flow.grid(rows, columns=columns, subtitle=subtitle, nothing="", whole=True)


def listed(shown: pl.DataFrame, letters: Mapping[str, str]) -> pl.DataFrame:
    """Printed rows: the letter of each article, and what it is."""
    return shown.select(
        pl.col("title", "outlet").fill_null("–"),
        pl.col("published").cast(pl.String).fill_null("–"),
        pl.col("n_words").fill_null(0).map_elements("{:,}".format, return_dtype=pl.String),
        "article_id",
        letter=pl.col("article_id").replace_strict(dict(letters), return_dtype=pl.String),
    )


def in_rows(tables: ReportTables, shown: pl.DataFrame) -> pl.DataFrame:
    """Printed rows: an article each, with the counts of :data:`ROWS`."""
    return _in_rows(tables, shown, {metric: (metric, cells.ALL) for metric in ROWS})


def _parties_in_rows(flow: Flow, tables: ReportTables, shown: pl.DataFrame) -> None:
    """The words attributed to the first parties, an article a row."""
    parties = [party for party in shown_groups(tables, SPEECH) if party not in style.NO_PARTY_COLOURS][:MAX_COLUMNS]
    labels = cells.brief(cells.party_labels(tables.parties))
    if parties:
        keys = {party: (SPEECH, party) for party in parties}
        columns = [*ABOUT, *(Column(party, labels.get(party, party), 1.25, "right") for party in parties)]
        flow.grid(_in_rows(tables, shown, keys), columns=columns, subtitle="Words attributed to each party", nothing="")


def _in_rows(tables: ReportTables, shown: pl.DataFrame, keys: Mapping[str, tuple[str, str]]) -> pl.DataFrame:
    """Printed rows: an article each, with what it is and the counts of some metrics and groups."""
    found = counted(tables, [metric for metric, _ in keys.values()])
    printed = []
    for article in shown.iter_rows(named=True):
        row = {"title": article["title"] or article["article_id"], "outlet": article["outlet"]}
        for column, key in keys.items():
            one = found.get((*key, article["article_id"]))
            row[column] = entry(one, cells.card_of(tables, key[0]), bare=True) if one else "–"
        printed.append(row)
    return pl.DataFrame(printed, schema=dict.fromkeys(("title", "outlet", *keys), pl.String))
