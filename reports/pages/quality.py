"""What was read, what was refused, what could not be told, and how right the language models are."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from reports import cells, numbers, style, text
from reports.figures.grid import Column
from reports.layout import Page
from reports.pages import trend
from reports.pages.flow import Flow
from reports.tables import UNSURE, ModelCard, ReportTables

TITLE = "What was read, and how far to trust it"
MAX_ROWS, MAX_NAMES = 60, 8
OUTLETS = (
    Column("outlet", "outlet", 2.6),
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
    Column("n_unresolved", "not clear whom the source means", 1.6, "right"),
    Column("n_undecided", "name fits several actors", 1.5, "right"),
    Column("n_unsure", f"confidence under {UNSURE:.1f}".replace("0.", "."), 1.4, "right"),
    Column("stray", "quoted words in no attribution", 1.5, "right"),
)
FIGURES = (
    Column("model", "model", 1.5),
    Column("name", "measured", 4.9, lines=2),
    Column("value", "figure", 1.5, "right"),
)
MODELS = "How right the language models are"
NO_MODELS = "Their accuracy was not given to this report; see the model cards shipped with the program."
UNDECIDED = (
    "A short name that fits several full names of the run (“Obama” where Barack and Michelle both appear) is never guessed: it "
    "stays an actor of its own within its article. Such actors look like additional sources, and belong to no party unless the "
    "codebook lists the short name as an alias."
)
ERRING = (
    "Language models made the counts of this report, and they err. The intervals cover the choice of articles, not these "
    "mistakes: an error that falls on one outlet alone looks like a difference between outlets. "
)
ERRING_ON_FEW = (
    "Language models made the counts of this report, and they err: in so few texts a single mistake can change a count "
    "visibly. "
)
READ_FIGURES = (
    "Figures are per cent on development data (dev), which guided choices: expect somewhat less on new texts. PolNeAR: "
    "hand-annotated US political news; GUM, EWT: hand-annotated general English; NewsMTSC: news sentences with rated tone. "
    "Labelled attachment: words whose part in the grammar of the sentence is right. F1: mean of precision (how much of what is "
    "found is right) and recall (how much of what is there is found)."
)
CHECKED = " People coded a sample of this very run: see the pages that follow."
NOTE = (
    "Agency: the article credits a wire service. Words cut: menus, captions, appeals and the like, removed before anything was "
    "measured. Attributions: of article bodies, headlines left out; the columns may overlap. Quoted words: in passages of six "
    "words or more within quotation marks; many in no attribution are a sign that the model misses how an outlet prints them. "
    "□ stands for a sign that the report’s font lacks."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """The sums that must add up, and the limits of what follows."""
    flow = Flow(title=TITLE, lede=lede(tables), note=NOTE, section="Data quality")
    said = " ".join(filter(None, (cleaning(tables), trend.missing(tables))))
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
    n_articles, n_rejects = tables.articles.height, tables.rejects.height
    records, articles = numbers.count(n_articles + n_rejects, "record"), numbers.count(n_articles, "article")
    read = f"{records} read = {articles} + {n_rejects:,} refused."
    total = _sum(tables.trust, "n_attributions")
    if not total:
        return read
    unknown = _sum(tables.trust, "n_without_source") + _sum(tables.trust, "n_unresolved")
    digits = numbers.digits_of([unknown / total], "share")
    return (
        f"{read} Of {numbers.count(total, 'attribution')}, {numbers.figure(unknown / total, 'share', digits=digits)} "
        f"have no identified source{_undecided_said(tables, total)}."
    )


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
    return f"{numbers.count(kept + cut, 'word')} came in, {cut:,} ({share}) were cut as page furniture, {kept:,} were measured."


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
        subtitle="Who is speaking: what could not be told",
        nothing="",
    )
    if tables.undecided.height:
        flow.paragraph(undecided_said(tables.undecided), size=7.5)


def told_rows(trust: pl.DataFrame) -> pl.DataFrame:
    """One printed row an outlet, counts with their share of the outlet's attributions, and all outlets together."""
    shown = trust.sort("n_attributions", "outlet", descending=[True, False]).head(MAX_ROWS).sort("outlet")
    rows = [_told_row(row) for row in shown.iter_rows(named=True)]
    if trust.height > 1:
        rows.append(_told_row({"outlet": "together"} | {name: _sum(trust, name) for name in trust.columns[1:]}))
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
    rest = undecided.height - len(named)
    others = [f"{rest:,} {'others' if named else 'mentioned but not quoted'}"] if rest else []
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
    rows = [(short_name(model), text.capital(name), value) for model in models for name, value in model.figures.items()]
    frame = pl.DataFrame(rows, schema=["model", "name", "value"], orient="row")
    flow.grid(frame, columns=FIGURES, nothing="No figures are given.")
    blind = [f"{short_name(model)}: {model.blind_spots}" for model in models if model.blind_spots]
    if blind:
        flow.paragraph(f"Blind spots. {' '.join(blind)}", size=7.5)


def short_name(model: ModelCard) -> str:
    """Name and version; what the name says in brackets is told by the figures."""
    return f"{model.name.split(' (', maxsplit=1)[0]} {model.version}".strip()


def _sum(frame: pl.DataFrame, column: str) -> int:
    return int(frame[column].sum() or 0)
