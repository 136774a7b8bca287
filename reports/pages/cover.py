"""The first page: what was audited and what was found, each finding with the page that shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import polars as pl

from reports import cells, layout, lettering, numbers, style, text
from reports.figures.grid import Column
from reports.layout import Page
from reports.pages import overview, quality
from reports.pages.flow import HEADING_ROOM, Flow
from reports.tables import ReportTables, inputs_of, version_of

CHAPTERS = (
    Column("title", "", 1.5, lines=2),
    Column("finding", "what was found", 5.6, lines=8, colour=style.INK),
    Column("page", "page", 0.4, "right", colour=style.ACCENT),
)
HOW_SURE = "How sure this is, and what not to conclude"
FEW_ARTICLES = 50
"""Articles of an outlet below which the page says that only large differences show."""

FEWEST, UNEVEN, TIMES = 5, 0.25, 3
"""Articles of an outlet, share of its words in one of them, and how many times an equal share that is, from which on intervals
may be too narrow (docs/estimates.md)."""

MUCH_COPY = 0.25
"""Share of an outlet's articles that credit an agency, from which on the first page says so."""

POINT_SIZES, POINT_GAP = (7.5, 7.0, 6.6), 0.04
"""Sizes of the letters of the last part, the first that leaves it on the first page; inches between its points."""

INTERVALS = (
    "Brackets hold 95% intervals: how far a figure could be off because these stories were covered and not others."
)
DIFFER = (
    "Two outlets “differ” only where a test, adjusted for the number of comparisons, and the interval of the difference both say "
    "so. “No clear difference” does not mean that there is none{few}."
)
MODELS_ERR = (
    f"Language models did the counting, and they make mistakes that the intervals do not cover. “{quality.TITLE}” says how "
    "accurate they are; read the passages behind a figure before you publish it."
)
PEOPLE = " Where people coded a sample, rely on “Checked by people”."
NO_BIAS = (
    "The figures describe coverage; they do not show bias or intent. Outlets may differ because they covered other events, "
    "and a party may be quoted more because more happened to it. Whether that is fair is for the reader to judge."
)
THESE_ARTICLES = (
    "The figures hold for the articles that were read. They say something about the outlets only as far as these articles are a "
    "fair sample of what the outlets printed."
)


NO_PARTIES = (
    "No parties were defined, so only actors are measured. A codebook sorts actors into parties: “media-audit codebook suggest "
    "DIR --toml” lists the actors that matter, “media-audit score DIR --codebook FILE” scores the run again without rereading "
    "the articles."
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
        flow.paragraph(f"Left out, since no outlet has a figure to show there: {text.listed(left_out, limit=12)}.")
    if chapters:
        rows = [(chapter.title, chapter.finding, str(chapter.page)) for chapter in chapters]
        listed = pl.DataFrame(rows, schema=["title", "finding", "page"], orient="row")
        targets = [chapter.page for chapter in chapters]
        flow.grid(listed, columns=CHAPTERS, subtitle="In this report", nothing="", targets=targets)
    if cells.outlets_have_figures(tables.estimates):
        _how_sure(flow, tables)
    yield from flow.pages


def _how_sure(flow: Flow, tables: ReportTables) -> None:
    """What the figures allow to say, point by point."""
    points = [f"– {point}" for point in how_sure(tables)]
    size = next((size for size in POINT_SIZES if _height(points, size) <= flow.page.room), POINT_SIZES[0])
    flow.ensure(_height(points, size))
    flow.page.subtitle(HOW_SURE)
    for point in points:
        flow.page.text(point, size=size, gap=POINT_GAP)


def _height(points: Sequence[str], size: float) -> float:
    """Inches that the points take with their heading."""
    n_lines = sum(len(lettering.wrap(point, style.BODY_WIDTH, size)) for point in points)
    return HEADING_ROOM + n_lines * layout.line_height(size) + POINT_GAP * len(points)


def how_sure(tables: ReportTables) -> list[str]:
    """How to take the figures: chance, the models' mistakes, what a difference is no evidence of, which articles they are of."""
    percent = numbers.figure(tables.manifest.get("settings", {}).get("confidence", 0.95), "share")
    compared = tables.articles.filter(~pl.col("outlet").is_in(cells.bare_outlets(tables)))
    chance = [INTERVALS.replace("95%", percent), _compared(compared), uneven(tables.articles)]
    people = PEOPLE if any(not check.outdated for check in tables.checks) else ""
    fair = [THESE_ARTICLES, agencies(compared)]
    return [" ".join(filter(None, chance)), MODELS_ERR + people, NO_BIAS, " ".join(filter(None, fair))]


def _compared(articles: pl.DataFrame) -> str:
    """What "differ" means, and how large a difference must be to show; empty of a single outlet."""
    per_outlet = articles.group_by("outlet").len().get_column("len").sort()
    if per_outlet.len() < 2:
        return ""
    usual = int(per_outlet[per_outlet.len() // 2])
    few = f": with about {usual:,} articles from each outlet, only large ones show" if usual < FEW_ARTICLES else ""
    return DIFFER.format(few=few)


def uneven(articles: pl.DataFrame) -> str:
    """The outlets one of whose articles has so many of the words that intervals may be too narrow; empty where there is none."""
    lengths = articles.group_by("outlet").agg(pl.col("n_words").max() / pl.col("n_words").sum(), n=pl.len())
    large = (pl.col("n_words") >= UNEVEN) & (pl.col("n_words") * pl.col("n") >= TIMES)
    found = lengths.filter(pl.col("n") >= FEWEST, large)
    if found.is_empty():
        return ""
    ordered = found.sort("n_words", "outlet", descending=[True, False]).select("outlet", "n_words")
    named = [f"{outlet} ({numbers.figure(part, 'share', digits=0)})" for outlet, part in ordered.iter_rows()]
    return f"At {text.listed(named, limit=3)} one article has so many of the words that intervals may be too narrow."


def agencies(articles: pl.DataFrame) -> str:
    """The outlets many of whose articles credit an agency, so that their figures are in part the agency's; else empty."""
    credited = articles.group_by("outlet").agg(part=pl.col("wire").count() / pl.len(), n=pl.len())
    found = credited.filter(pl.col("part") >= MUCH_COPY, pl.col("n") >= FEWEST)
    if found.is_empty():
        return ""
    ordered = found.sort("part", "outlet", descending=[True, False]).select("outlet", "part")
    named = [f"{outlet} ({numbers.figure(part, 'share', digits=0)})" for outlet, part in ordered.iter_rows()]
    return (
        f"At {text.listed(named, limit=3)} many articles credit a news agency, whose work they are in part; “Do the figures hold "
        "up?” counts without them."
    )


def _lede(tables: ReportTables) -> str:
    articles = tables.articles
    if articles.is_empty():
        return "Nothing could be measured: no record was readable as an article."
    outlets = numbers.count(articles["outlet"].n_unique(), "outlet")
    days = quality.dates(articles["published"])
    published = f", published {days}" if days else ""
    words = numbers.count(int(articles["n_words"].sum() or 0), "word")
    return f"{numbers.count(articles.height, 'article')} from {outlets}{published}: {words}."


def key_facts(tables: ReportTables) -> list[str]:
    """The sum that must add up, the parties, and of few articles why there are no figures."""
    facts = [" ".join(filter(None, (quality.records_read(tables), _parties(tables), bare(tables))))]
    if tables.articles.is_empty() or cells.outlets_have_figures(tables.estimates):
        return facts
    return [*facts, of_few(tables)]


def bare(tables: ReportTables) -> str:
    """How many outlets the figures leave out; empty where they leave none."""
    n_bare = len(cells.bare_outlets(tables))
    return (
        f"{n_bare:,} outlets have too few articles for figures of their own; they count in all outlets."
        if n_bare
        else ""
    )


def of_few(tables: ReportTables) -> str:
    """Why no outlet has a figure, what it would take, and what is shown in its place."""
    n_articles, n_outlets = tables.articles.height, tables.articles["outlet"].n_unique()
    fewest = tables.manifest.get("settings", {}).get("minimum_articles")
    needed = f"{fewest} articles of it, on two stories or more" if fewest else "more articles of it"
    read = f"{numbers.count(n_articles, 'article')} from {numbers.count(n_outlets, 'outlet')}"
    first = (
        f"{'One article is' if n_articles == 1 else f'{read} are'} too few for outlet figures, so there are none, and no "
        f"intervals or comparisons. An outlet’s figure needs at least {needed}; a comparison needs that of both outlets."
    )
    said = [first]
    if cells.one_by_one(tables):
        this, it = ("this text", "the outlet’s") if n_articles == 1 else ("these texts", "the outlets’")
        said.append(
            f"In their place stand counts of what the language models found in {this}. They are counts, not estimates; but the "
            f"models make mistakes, and the counts say nothing about {it} other articles."
        )
    if overview.shown_metrics(tables):
        where = "see At a glance" if cells.one_by_one(tables) else "the pages show their figures"
        said.append(f"All outlets together have enough articles: {where}; report.csv has all of them.")
    return " ".join(said)


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
