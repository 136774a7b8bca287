"""The first page: what was read, what was refused, and that the two add up."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

import polars as pl

from reports import numbers, text
from reports.figures.grid import Column
from reports.layout import Page
from reports.pages.flow import Flow
from reports.style import INK
from reports.tables import ReportTables, inputs_of, version_of

MAX_ROWS = 60
OUTLETS = (
    Column("outlet", "outlet", 2.6),
    Column("articles", "articles", 0.85, "right"),
    Column("words", "words", 1.0, "right"),
    Column("median", "median words", 1.15, "right"),
    Column("wire", "agency copy", 1.1, "right"),
    Column("cut", "words cut", 0.9, "right"),
    Column("dates", "published", 2.4, "right"),
)
REFUSED = (
    Column("reason", "reason", 1.6),
    Column("stage", "stage", 1.0),
    Column("records", "records", 0.8, "right"),
    Column("example", "the first of them", 5.0),
)
CONTENTS = (Column("title", "", 5.0), Column("page", "page", 0.6, "right"))


def pages(tables: ReportTables, *, contents: Sequence[tuple[str, int]] = ()) -> Iterator[Page]:
    """What was read, by outlet, and what was refused, by reason; the chapters and their page numbers."""
    flow = Flow(title=tables.title, lede=_lede(tables), note=_note(tables), section="Media audit")
    for line in key_facts(tables):
        flow.paragraph(line, colour=INK)
    flow.page.skip(0.1)
    flow.grid(
        outlet_rows(tables.articles),
        columns=OUTLETS,
        bold_last=True,
        subtitle="What was read",
        nothing="No record could be read as an article: every one of them was refused.",
    )
    flow.grid(
        refused_rows(tables.rejects), columns=REFUSED, subtitle="What was refused", nothing="No record was refused."
    )
    if contents:
        listed = pl.DataFrame([(title, str(page)) for title, page in contents], schema=["title", "page"], orient="row")
        flow.grid(listed, columns=CONTENTS, subtitle="In this report", nothing="")
    yield from flow.pages


def key_facts(tables: ReportTables) -> list[str]:
    """The sums that must add up, as sentences."""
    n_articles, n_rejects = tables.articles.height, tables.rejects.height
    kept, cut = _sum(tables.articles, "n_words"), _sum(tables.articles, "n_cut")
    records, articles = numbers.count(n_articles + n_rejects, "record"), numbers.count(n_articles, "article")
    facts = [f"{records} read = {articles} + {n_rejects:,} refused."]
    if n_articles:
        facts.append(_cleaning(tables, kept, cut))
    facts.append(_parties(tables))
    return facts


def _cleaning(tables: ReportTables, kept: int, cut: int) -> str:
    if tables.manifest.get("settings", {}).get("clean") is False:
        return f"{numbers.count(kept, 'word')} were measured; nothing was cut from the texts, as asked."
    share = numbers.figure(cut / (kept + cut) if kept + cut else 0.0, "share")
    return f"{numbers.count(kept + cut, 'word')} came in, {cut:,} ({share}) were cut as page furniture, {kept:,} were measured."


def _parties(tables: ReportTables) -> str:
    if not tables.parties:
        return "No parties were defined: actors are measured, parties are not. Give a codebook with --codebook FILE."
    return (
        f"The codebook defines {numbers.count(len(tables.parties), 'party', 'parties')}: "
        + text.listed([party.label for party in tables.parties], limit=8)
        + "."
    )


def _lede(tables: ReportTables) -> str:
    articles = tables.articles
    if articles.is_empty():
        return "Nothing could be measured: no record was readable as an article."
    outlets = articles["outlet"].n_unique()
    dates = _dates(articles["published"])
    when = f", {'published ' + dates}" if dates else ""
    words = numbers.count(_sum(articles, "n_words"), "word")
    return f"{numbers.count(articles.height, 'article')} of {numbers.count(outlets, 'outlet')}{when}: {words}."


def _note(tables: ReportTables) -> str:
    inputs = list(inputs_of(tables))
    version = version_of(tables)
    made = f"Made by media-audit {version}. " if version else ""
    few = text.listed([PurePath(name).name for name in inputs])
    read = f"Read from {few if len(inputs) < 4 else numbers.count(len(inputs), 'file')}. " if inputs else ""
    return (
        f"{made}{read}Every number can be followed to the tables beside this report, and from there to the passage in the "
        "article. □ stands for a sign that the report’s font lacks."
    )


def outlet_rows(articles: pl.DataFrame) -> pl.DataFrame:
    """One printed row an outlet, and their sum."""
    if articles.is_empty():
        return pl.DataFrame()
    rows = [
        _outlet_row(str(name), part)
        for (name,), part in articles.sort("outlet").group_by("outlet", maintain_order=True)
    ]
    if len(rows) > MAX_ROWS:
        rest = articles.filter(~pl.col("outlet").is_in([row["outlet"] for row in rows[: MAX_ROWS - 1]]))
        rows = [*rows[: MAX_ROWS - 1], _outlet_row(f"{len(rows) - MAX_ROWS + 1} further outlets", rest)]
    if len(rows) > 1:
        rows.append(_outlet_row("together", articles))
    return pl.DataFrame(rows)


def _outlet_row(name: str, part: pl.DataFrame) -> dict[str, str]:
    median: Any = part["n_words"].median()
    return {
        "outlet": name,
        "articles": f"{part.height:,}",
        "words": f"{_sum(part, 'n_words'):,}",
        "median": "–" if median is None else f"{median:,.0f}",
        "wire": f"{part['wire'].count():,}",
        "cut": f"{_sum(part, 'n_cut'):,}",
        "dates": _dates(part["published"]) or "no dates",
    }


def _dates(published: pl.Series) -> str:
    known = published.drop_nulls()
    if known.is_empty():
        return ""
    first, last = str(known.min()), str(known.max())
    return first if first == last else f"{first} to {last}"


def refused_rows(rejects: pl.DataFrame) -> pl.DataFrame:
    """One printed row a reason."""
    counted = (
        rejects.group_by("reason", "stage")
        .agg(records=pl.len(), source=pl.col("source_path").first(), message=pl.col("message").first())
        .sort("records", "reason", descending=[True, False])
    )
    return counted.select(
        reason=pl.col("reason").str.replace_all("_", " "),
        stage="stage",
        records=pl.col("records").map_elements("{:,}".format, return_dtype=pl.String),
        example=pl.format(
            "{}: {}", pl.col("source").fill_null("").str.split("/").list.last(), pl.col("message").fill_null("")
        ),
    )


def _sum(frame: pl.DataFrame, column: str) -> int:
    return int(frame[column].sum() or 0)
