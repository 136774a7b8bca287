"""The first page: what was audited and what was found, each finding with the page that shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import polars as pl

from reports import cells, numbers, style, text
from reports.figures.grid import Column
from reports.layout import Page
from reports.pages import overview, quality
from reports.pages.flow import Flow
from reports.tables import ReportTables, inputs_of, version_of

CHAPTERS = (
    Column("title", "", 1.6, lines=2),
    Column("finding", "what is found there", 5.4, lines=4, colour=style.INK),
    Column("page", "page", 0.4, "right", colour=style.ACCENT),
)
CAUTION = (
    "Figures are estimates with 95% intervals from a sample of articles, counted by language models that err; small differences "
    "between outlets should not be ranked."
)


NO_PARTIES = (
    "No parties were defined: actors are measured, parties are not. A codebook sorts actors into parties: “media-audit codebook "
    "suggest DIR” lists the actors that matter, “media-audit score DIR --codebook FILE” scores the run anew without reading the "
    "articles again."
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the report: its title, the page it begins on, and the sentence under its title."""

    title: str
    page: int
    finding: str = ""


def pages(tables: ReportTables, *, chapters: Sequence[Chapter] = (), left_out: Sequence[str] = ()) -> Iterator[Page]:
    """What was audited, and a line on every chapter; ``left_out`` are those that could have shown no figure."""
    flow = Flow(title=tables.title, lede=_lede(tables), note=_note(tables), section="Media audit")
    for line in key_facts(tables):
        flow.paragraph(line, colour=style.INK)
    if left_out and not tables.articles.is_empty():
        flow.paragraph(f"Left out, because no outlet has a figure to show there: {text.listed(left_out, limit=12)}.")
    if chapters:
        rows = [(chapter.title, chapter.finding, str(chapter.page)) for chapter in chapters]
        listed = pl.DataFrame(rows, schema=["title", "finding", "page"], orient="row")
        targets = [chapter.page for chapter in chapters]
        flow.grid(listed, columns=CHAPTERS, subtitle="In this report", nothing="", targets=targets)
    yield from flow.pages


def _lede(tables: ReportTables) -> str:
    articles = tables.articles
    if articles.is_empty():
        return "Nothing could be measured: no record was readable as an article."
    outlets = numbers.count(articles["outlet"].n_unique(), "outlet")
    days = quality.dates(articles["published"])
    published = f", published {days}" if days else ""
    words = numbers.count(int(articles["n_words"].sum() or 0), "word")
    return f"{numbers.count(articles.height, 'article')} of {outlets}{published}: {words}."


def key_facts(tables: ReportTables) -> list[str]:
    """The sum that must add up, the parties, and how to take the figures."""
    n_articles, n_rejects = tables.articles.height, tables.rejects.height
    records, articles = numbers.count(n_articles + n_rejects, "record"), numbers.count(n_articles, "article")
    facts = [f"{records} read = {articles} + {n_rejects:,} refused. {_parties(tables)}"]
    if not n_articles:
        return facts
    return [*facts, caution(tables) if cells.outlets_have_figures(tables.estimates) else of_few(tables)]


def of_few(tables: ReportTables) -> str:
    """Why no outlet has a figure, what it would take, and what is shown in its place."""
    n_articles, n_outlets = tables.articles.height, tables.articles["outlet"].n_unique()
    fewest = tables.manifest.get("settings", {}).get("minimum_articles")
    needed = f"{fewest} articles of it, on two stories or more" if fewest else "more articles of it"
    read = f"{numbers.count(n_articles, 'article')} of {numbers.count(n_outlets, 'outlet')}"
    first = (
        f"{'One article is' if n_articles == 1 else f'{read} are'} too few for outlet figures: none is given, nor any interval "
        f"or comparison of outlets. An outlet’s figure needs at least {needed}; a comparison needs that of both outlets."
    )
    said = [first]
    if cells.one_by_one(tables):
        this, it = ("this text", "the outlet’s") if n_articles == 1 else ("these texts", "the outlets’")
        said.append(
            f"What stands in their place are counts of what the language models found in {this}. They are exact counts, not "
            f"estimates; but the models err, and the counts say nothing of {it} other articles."
        )
    if overview.shown_metrics(tables):
        said.append("All outlets together have enough articles: see At a glance, and report.csv for all their figures.")
    return " ".join(said)


def caution(tables: ReportTables) -> str:
    """How to take the figures, with the share of intervals that the run asked for."""
    percent = numbers.figure(tables.manifest.get("settings", {}).get("confidence", 0.95), "share")
    return CAUTION.replace("95%", percent)


def _parties(tables: ReportTables) -> str:
    if not tables.parties:
        return NO_PARTIES
    return (
        f"The codebook defines {numbers.count(len(tables.parties), 'party', 'parties')}: "
        f"{text.listed([party.label or party.id for party in tables.parties], limit=8)}."
    )


def _note(tables: ReportTables) -> str:
    inputs = list(inputs_of(tables))
    version = version_of(tables)
    made = f"Made by media-audit {version}. " if version else ""
    few = text.listed([PurePath(name).name for name in inputs])
    read = f"Read from {few if len(inputs) < 4 else numbers.count(len(inputs), 'file')}. " if inputs else ""
    return (
        f"{made}{read}Every number can be followed to the words it is made of: “media-audit evidence DIR METRIC” lists the "
        "statements, sentences or phrases behind it, “media-audit show DIR ARTICLE” shows them in the article."
    )
