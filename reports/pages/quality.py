"""What was read, what was refused, what could not be told, and how accurate the language models are."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from audit.lacking import NO_OUTLET, lacking
from reports import cells, numbers, style, text
from reports.figures import grid
from reports.figures.grid import ROW, Column
from reports.layout import Page
from reports.pages import trend
from reports.pages.flow import Flow
from reports.tables import UNSURE, ModelCard, ReportTables

TITLE = "What was read, and how far to trust it"
MAX_ROWS, MAX_NAMES = 60, 8
OUTLETS = (
    Column("outlet", "outlet", 2.6, lines=2),
    Column("articles", "articles", 0.85, "right"),
    Column("words", "words", 1.0, "right"),
    Column("median", "median words an article", 1.15, "right"),
    Column("wire", "crediting an agency", 1.25, "right"),
    Column("cut", "words cut", 0.85, "right"),
    Column("dates", "published", 2.4, "right"),
)
REFUSED = (
    Column("reason", "reason", 1.6),
    Column("stage", "stage", 1.0),
    Column("records", "records", 0.8, "right"),
    Column("example", "the first of them", 5.0, lines=2),
)
TOLD = (
    Column("outlet", "outlet", 2.3),
    Column("all", "attributions", 1.1, "right"),
    Column("n_without_source", "the text names no source", 1.5, "right"),
    Column("n_unresolved", "unclear who the source is", 1.5, "right"),
    Column("n_undecided", "name fits several actors", 1.5, "right"),
    Column("n_unsure", f"confidence under {UNSURE:.1f}".replace("0.", "."), 1.4, "right"),
    Column("stray", "quoted words in no attribution", 1.5, "right"),
)
CLOSE_ROW = 0.15
"""Inches of a row of the models' figures, where that saves a page."""

FIGURES = (
    Column("model", "model", 1.45),
    Column("name", "measured", 4.7, lines=2),
    Column("value", "figure", 1.75, "right", lines=2),
)
MODELS = "How accurate the language models are"
NO_MODELS = "Their accuracy was not given to this report; see the model cards shipped with the program."
UNDECIDED = (
    "A short name that fits several full names in the run (“Obama” where Barack and Michelle both appear) is never guessed: it "
    "stays a separate actor within its article, looks like an additional source, and belongs to no party unless the codebook "
    "lists it as an alias."
)
ERRING = (
    "Language models made the counts in this report, and they make mistakes. The intervals cover the choice of articles, not "
    "these mistakes: an error that affects one outlet more than others looks like a difference between them. "
)
ERRING_ON_FEW = (
    "Language models made the counts in this report, and they make mistakes: in so few texts a single one can change a count "
    "visibly. "
)
READ_FIGURES = (
    "Per cent, on development data (dev) that guided choices: expect somewhat less on new texts. PolNeAR: hand-annotated US "
    "political news; GUM, EWT: general English; NewsMTSC: news sentences with rated tone. Labelled attachment: words whose role "
    "in the sentence is right. F1: mean of precision (how much of what is found is right) and recall (how much of what is there "
    "is found)."
)
CHECKED = " People coded a sample of this very run: see the pages that follow."
NOTE = (
    "Agency: the article credits a wire service. Words cut: menus, captions, appeals and the like, removed before anything was "
    "measured. Attributions: in article bodies, without headlines; the columns may overlap. Quoted words: in passages of six "
    "words or more within quotation marks; where many are in no attribution, the model misses how an outlet prints quotations. "
    "□ stands for a character that the report’s font lacks."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """The sums that must add up, and the limits of what follows."""
    flow = Flow(title=TITLE, lede=lede(tables), note=NOTE, section="Data quality")
    of_articles = (told(tables.articles) for told in (nameless, undated, again))
    said = " ".join(filter(None, (cleaning(tables), *of_articles, trend.missing(tables))))
    if said:
        flow.paragraph(said, colour=style.INK)
    flow.grid(
        outlet_rows(tables.articles),
        columns=OUTLETS,
        bold_last=tables.articles["outlet"].n_unique() > 1,
        nothing="No record could be read as an article: every one of them was refused.",
    )
    if tables.rejects.height:
        flow.grid(refused_rows(tables.rejects), columns=REFUSED, subtitle="What was refused", nothing="")
    _told(flow, tables)
    _models(flow, tables)
    yield from flow.pages


def lede(tables: ReportTables) -> str:
    """That nothing was lost on the way, and how much is not known of who speaks."""
    read = records_read(tables)
    total = _sum(tables.trust, "n_attributions")
    if not total:
        return read
    unknown = _sum(tables.trust, "n_without_source") + _sum(tables.trust, "n_unresolved")
    digits = numbers.digits_of([unknown / total], "share")
    part = numbers.figure(unknown / total, "share", digits=digits) if unknown else "none"
    has = "has" if total == 1 or not unknown else "have"
    return f"{read} Of {numbers.count(total, 'attribution')}, {part} {has} no identified source{_undecided_said(tables, total)}."


def records_read(tables: ReportTables) -> str:
    """The records read, and that articles and refusals add up to them."""
    n_articles, n_rejects = tables.articles.height, tables.rejects.height
    records, articles = numbers.count(n_articles + n_rejects, "record"), numbers.count(n_articles, "article")
    return f"{records} read: {articles}, {f'{n_rejects:,} refused' if n_rejects else 'none refused'}."


def _undecided_said(tables: ReportTables, total: int) -> str:
    undecided = _sum(tables.trust, "n_undecided")
    if not undecided:
        return ""
    return f", and {numbers.figure(undecided / total, 'share')} a name that fits several actors"


def cleaning(tables: ReportTables) -> str:
    """How many words were cut before measuring."""
    if tables.articles.is_empty():
        return ""
    kept, cut = _sum(tables.articles, "n_words"), _sum(tables.articles, "n_cut")
    if tables.manifest.get("settings", {}).get("clean") is False:
        return f"{numbers.count(kept, 'word')} were measured; nothing was cut from the texts, as asked."
    share = numbers.figure(cut / (kept + cut) if kept + cut else 0.0, "share")
    return (
        f"Of {numbers.count(kept + cut, 'word')}, {cut:,} ({share}) were cut as page furniture; {kept:,} were measured."
    )


def nameless(articles: pl.DataFrame) -> str:
    """How many articles stand under an outlet that is none; empty where all name theirs."""
    n_nameless = lacking(articles).nameless
    if not n_nameless:
        return ""
    what = "names no outlet and stands" if n_nameless == 1 else "name no outlet and stand"
    return f"{numbers.count(n_nameless, 'article')} {what} under “{NO_OUTLET}”, which may be several outlets."


def undated(articles: pl.DataFrame) -> str:
    """How many articles no month counts; empty where all have a date, or none."""
    n_undated = lacking(articles).undated
    if n_undated in (0, articles.height):
        return ""
    has = (
        "carries no date that could be read and counts"
        if n_undated == 1
        else "carry no date that could be read and count"
    )
    return f"Of {numbers.count(articles.height, 'article')}, {n_undated:,} {has} in no month."


def again(articles: pl.DataFrame) -> str:
    """How many articles repeat another one of their outlet; empty where none does."""
    n_again = lacking(articles).again
    if not n_again:
        return ""
    one = n_again == 1
    return (
        f"{numbers.count(n_again, 'article')} {'has' if one else 'have'} headline and text of another one of the same outlet, "
        f"and {'counts' if one else 'count'} once more."
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
        rows.append(_outlet_row(cells.TOGETHER, articles))
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
        "dates": dates(part["published"]) or "no dates",
    }


def dates(published: pl.Series) -> str:
    """First and last day, or nothing where no article has a date."""
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


def _told(flow: Flow, tables: ReportTables) -> None:
    if tables.trust.is_empty():
        return
    flow.grid(
        told_rows(tables.trust),
        columns=TOLD,
        bold_last=tables.trust.height > 1,
        subtitle="Speakers that could not be identified",
        nothing="",
    )
    if tables.undecided.height:
        flow.paragraph(undecided_said(tables.undecided), size=7.5)


def told_rows(trust: pl.DataFrame) -> pl.DataFrame:
    """One printed row an outlet, counts with their share of the outlet's attributions, and all outlets together."""
    shown = trust.sort("n_attributions", "outlet", descending=[True, False]).head(MAX_ROWS).sort("outlet")
    rows = [_told_row(row) for row in shown.iter_rows(named=True)]
    if trust.height > 1:
        rows.append(_told_row({"outlet": cells.TOGETHER} | {name: _sum(trust, name) for name in trust.columns[1:]}))
    return pl.DataFrame(rows)


def _told_row(row: dict[str, Any]) -> dict[str, str]:
    total = row["n_attributions"]
    counted = {
        name: f"{count:,} ({numbers.figure(count / total if total else None, 'share', digits=0)})"
        for name, count in row.items()
        if name not in ("outlet", "n_attributions", "n_words_quoted", "n_words_stray")
    }
    quoted = row["n_words_quoted"] or 0
    stray = numbers.figure(row["n_words_stray"] / quoted if quoted else None, "share", digits=0)
    return {"outlet": str(row["outlet"]), "all": f"{total:,}", **counted, "stray": stray}


def undecided_said(undecided: pl.DataFrame) -> str:
    """Which names fit several actors, how often, and what that does to the figures."""
    quoted = undecided.filter(pl.col("n_attributions") > 0)
    named = [
        f"{name} ({numbers.count(articles, 'article')}, {numbers.count(words, 'attributed word')})"
        for name, articles, _, words in quoted.head(MAX_NAMES).iter_rows()
    ]
    counted = numbers.count(undecided.height, "name fits several actors", "names fit several actors")
    if not named:
        return f"{counted}; {'it is' if undecided.height == 1 else 'they are'} mentioned but not quoted."
    rest = undecided.height - len(named)
    others = [f"{rest:,} others"] if rest else []
    return f"{counted}: {text.listed([*named, *others], limit=MAX_NAMES + 1)}. {UNDECIDED}"


def _models(flow: Flow, tables: ReportTables) -> None:
    models, is_checked = tables.models, any(not check.outdated for check in tables.checks)
    if not models:
        flow.silence(NO_MODELS, subtitle=MODELS)
        return
    flow.ensure(1.5)
    flow.page.subtitle(MODELS)
    erring = ERRING_ON_FEW if cells.one_by_one(tables) else ERRING
    flow.paragraph(erring + READ_FIGURES + (CHECKED if is_checked else ""), size=7.5)
    blind = [f"{short_name(model)}: {model.blind_spots}" for model in models if model.blind_spots]
    if blind:
        flow.paragraph(f"Blind spots. {' '.join(blind)}", size=7.5)
    candidates = [
        (figure_rows(models, n_brief=n_brief), row) for n_brief in range(len(models)) for row in (ROW, CLOSE_ROW)
    ]
    fits = [one for one in candidates if grid.height(one[0], FIGURES, row=one[1]) <= flow.page.room]
    frame, row = (fits or candidates)[0]
    flow.grid(frame, columns=FIGURES, row=row, nothing="No figures are given.")


def figure_rows(models: Sequence[ModelCard], *, n_brief: int = 0) -> pl.DataFrame:
    """A printed row a figure; those of the first ``n_brief`` models, which others build on, in one row a model."""
    rows = []
    for place, model in enumerate(models):
        named = [text.capital(name) for name in model.figures]
        if place < n_brief and named:
            rows.append((short_name(model), "; ".join(named), " / ".join(model.figures.values())))
        else:
            rows += [(short_name(model), *pair) for pair in zip(named, model.figures.values(), strict=True)]
    return pl.DataFrame(rows, schema=dict.fromkeys(("model", "name", "value"), pl.String), orient="row")


def short_name(model: ModelCard) -> str:
    """Name and version; what the name says in brackets is told by the figures."""
    return f"{model.name.split(' (', maxsplit=1)[0]} {model.version}".strip()


def _sum(frame: pl.DataFrame, column: str) -> int:
    return int(frame[column].sum() or 0)
