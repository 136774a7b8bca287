"""The evidence of a figure: the pieces that it is made of, with their articles, actors and words."""

from pathlib import Path
from typing import Any

import polars as pl

from audit import tables
from audit.workflow.asked import Asked
from metrics.base import Metric
from metrics.evidence import ATTRIBUTION, PHRASE, SENTENCE, SOURCE, TOLD, Evidence, evidence_of
from metrics.groups import NO_PARTY
from metrics.places import ALL_OUTLETS
from reports.figure_evidence import PIECES, FigureEvidence
from reports.tables import MetricCard

MATERIAL = ("sentences", "attributions", "mentions", "actors", "text_counts", "wording", "tone", "baselines")

AROUND = 160
"""Characters of the same paragraph that are shown before and after a piece."""

_SAME_PARAGRAPH_BEFORE, _SAME_PARAGRAPH_AFTER = r"([^\n]*)$", r"^([^\n]*)"


def figure_evidence(out: Path, asked: Asked, *, others: bool = False) -> FigureEvidence:
    """The figure with the pieces that are counted; with ``others`` also those that it is counted over."""
    articles = _articles(out, asked)
    given = {name: tables.scan(out, name) for name in MATERIAL if tables.files_of(out, name)}
    given["articles"] = tables.scan(out, "articles").drop("text")
    found = evidence_of(
        asked.metric,
        given,
        tables.scan(out, "scores"),
        group_by=asked.group_by,
        group=asked.group,
        articles=articles["article_id"].to_list(),
    )
    pieces = _with_words(out, found) if found.unit else _with_values(out, found, asked)
    if found.unit is SENTENCE and "mentions" in asked.metric.needs:
        pieces = pieces.join(_mentioned(out, asked), on=["article_id", "sentence_id"], how="left")
    if found.unit and not others:
        pieces = pieces.filter(pl.col("numerator") != 0)
    estimate = _estimate(out, asked)
    known = found.articles["denominator"].drop_nulls()
    return FigureEvidence(
        metric=MetricCard.of(asked.metric),
        outlet=asked.outlet,
        group=asked.label,
        month=asked.month or "",
        value=estimate.get("value"),
        low=estimate.get("ci_low"),
        high=estimate.get("ci_high"),
        status=estimate.get("status") or _unestimated(asked),
        scale=asked.metric.scale if isinstance(asked.metric, Metric) else 1.0,
        numerator=float(found.articles["numerator"].sum()),
        denominator=float(known.sum()) if known.len() or isinstance(asked.metric, Metric) else None,
        n_articles=found.articles["article_id"].n_unique(),
        unit=found.unit.name if found.unit else "",
        pieces=_shaped(pieces, articles),
    )


def _unestimated(asked: Asked) -> str:
    """Why a figure has no row in table ``estimates``."""
    if asked.month is not None and asked.outlet == ALL_OUTLETS:
        return "months are estimated outlet by outlet: name one with --outlet"
    return "no estimate is made of it"


def _articles(out: Path, asked: Asked) -> pl.DataFrame:
    """The articles that the figure is taken of, without their texts."""
    found = tables.scan(out, "articles").select("article_id", "outlet", "published", "url", article_title="title")
    if asked.outlet != ALL_OUTLETS:
        found = found.filter(pl.col("outlet") == asked.outlet)
    if asked.month is not None:
        found = found.filter(pl.col("published").dt.strftime("%Y-%m") == asked.month)
    return found.collect()


def _estimate(out: Path, asked: Asked) -> dict[str, Any]:
    """The figure's row of table ``estimates``; empty where there is none (an actor whom few articles hold)."""
    month = pl.col("month").is_null() if asked.month is None else pl.col("month") == asked.month
    rows = tables.scan(out, "estimates").filter(
        month,
        pl.col("metric") == asked.metric.id,
        pl.col("group_by") == asked.group_by,
        pl.col("group") == asked.group,
        pl.col("outlet") == asked.outlet,
    )
    return next(iter(rows.collect().to_dicts()), {})


def _with_values(out: Path, found: Evidence, asked: Asked) -> pl.DataFrame:
    """The articles with their own values, null where they have too few cases for one."""
    of = [pl.col(name) == getattr(asked, name) for name in ("group_by", "group")]
    scores = tables.scan(out, "scores").filter(pl.col("metric") == asked.metric.id, *of).select("article_id", "value")
    return found.articles.join(scores.collect(), on="article_id", how="left")


def _shaped(pieces: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """The columns of ``PIECES``, in the order of outlets, dates and offsets."""
    joined = pieces.join(articles, on="article_id", how="left")
    missing = {name: pl.lit(None, kind).alias(name) for name, kind in PIECES.items() if name not in joined.columns}
    columns = [missing.get(name, pl.col(name).cast(kind)) for name, kind in PIECES.items()]
    order = ["outlet", "published", "article_id", "in_title", "start", "end", "part"]
    return joined.select(columns).sort(order, descending=[False] * 3 + [True] + [False] * 3, nulls_last=True)


def _with_words(out: Path, found: Evidence) -> pl.DataFrame:
    """The pieces with what stands there, and who it is."""
    assert found.unit is not None, "articles have no words of their own here"
    ids = found.pieces["article_id"].unique().implode()
    here = pl.col("article_id").is_in(ids)
    actors = tables.scan(out, "actors").filter(here).unique(["article_id", "actor_id"], keep="first")
    who = actors.select("article_id", "actor_id", "party", "source_type", actor="name").collect()
    if found.unit is ATTRIBUTION:
        said = tables.scan(out, "attributions").filter(here).select(_SAID).collect()
        placed = found.pieces.join(said, on=["article_id", "attribution_id"], how="left")
    elif found.unit is SOURCE:
        longest = pl.col("content_text", "content").sort_by("n_words", descending=True).first()
        spoken = tables.scan(out, "attributions").filter(here, ~pl.col("in_title").fill_null(value=False))
        chosen = spoken.group_by("article_id", "actor_id").agg(longest).select("article_id", "actor_id", *_PLACE)
        placed = found.pieces.join(chosen.collect(), on=["article_id", "actor_id"], how="left", nulls_equal=True)
    else:
        placed = _in_sentences(out, found, here)
    if found.unit is not PHRASE:
        placed = _with_surroundings(out, placed)
    if "actor_id" not in placed.columns:
        return placed
    return placed.join(who, on=["article_id", "actor_id"], how="left")


_PLACE = (
    pl.col("content_text").alias("text"),
    pl.col("content").list.first().struct.field("start").alias("start"),
    pl.col("content").list.last().struct.field("end").alias("end"),
)
_SAID = ("article_id", "attribution_id", "actor_id", "kind", "cue_text", "in_title", "confidence", *_PLACE)


def _in_sentences(out: Path, found: Evidence, here: pl.Expr) -> pl.DataFrame:
    """Sentences and phrases with the sentence that they stand in."""
    sentences = (
        tables.scan(out, "sentences").filter(here).select("article_id", "sentence_id", "start", "end", "in_title")
    )
    texts = tables.scan(out, "articles").filter(here).select("article_id", "title", "text")
    written = sentences.join(texts, on="article_id")
    whole = pl.when(pl.col("in_title").fill_null(value=False)).then(pl.col("title")).otherwise(pl.col("text"))
    cut = whole.str.slice(pl.col("start").cast(pl.Int64), pl.col("end").cast(pl.Int64) - pl.col("start"))
    read = written.with_columns(text=cut).drop("title").collect()
    if found.unit in (SENTENCE, TOLD):
        return found.pieces.join(read, on=["article_id", "sentence_id"], how="left")
    assert found.unit is PHRASE, f"nothing is known of the words of {found.unit}"
    keys = ["article_id", *PHRASE.keys]
    hits = tables.scan(out, "wording").filter(here).select(*keys, "sentence_id").unique(keys).collect()
    around = read.select("article_id", "sentence_id", "text", first="start")
    placed = found.pieces.join(hits, on=keys, how="left").join(around, on=["article_id", "sentence_id"], how="left")
    begin = pl.col("start").cast(pl.Int64) - pl.col("first")
    return placed.with_columns(phrase=pl.col("text").str.slice(begin, pl.col("end").cast(pl.Int64) - pl.col("start")))


def _mentioned(out: Path, asked: Asked) -> pl.DataFrame:
    """The names of the actors of the group whom each sentence mentions, outside of statements where only that counts."""
    mentions = tables.scan(out, "mentions").filter(pl.col("actor_id").is_not_null())
    if "attribution_id" in asked.metric.needs["mentions"]:
        mentions = mentions.filter(pl.col("attribution_id").is_null())
    known = tables.scan(out, "actors").select("article_id", "actor_id", "name", pl.col("party").fill_null(NO_PARTY))
    named = mentions.join(known.unique(["article_id", "actor_id"], keep="first"), on=["article_id", "actor_id"])
    column = {"party": "party", "actor": "actor_id"}.get(asked.group_by)
    if column:
        named = named.filter(pl.col(column) == asked.group)
    names = pl.col("name").sort_by("start").unique(maintain_order=True).str.join(", ")
    return named.group_by("article_id", "sentence_id").agg(actor=names).collect()


def _with_surroundings(out: Path, placed: pl.DataFrame) -> pl.DataFrame:
    """Some words before and after each piece, from the same paragraph."""
    here = pl.col("article_id").is_in(placed["article_id"].unique().implode())
    texts = tables.scan(out, "articles").filter(here).select("article_id", "title", "text").rename({"text": "_text"})
    joined = placed.lazy().join(texts, on="article_id", how="left")
    in_title = pl.col("in_title") if "in_title" in placed.columns else pl.lit(value=False)
    whole = pl.when(in_title.fill_null(value=False)).then(pl.col("title")).otherwise(pl.col("_text"))
    start, end = pl.col("start").cast(pl.Int64), pl.col("end").cast(pl.Int64)
    first = pl.max_horizontal(start - AROUND, 0)
    before, after = whole.str.slice(first, start - first), whole.str.slice(end, AROUND)
    cut_before = pl.when(first > 0).then(before.str.replace(r"^\S*", "…")).otherwise(before)
    cut_after = pl.when(after.str.len_chars() == AROUND).then(after.str.replace(r"\S*$", "…")).otherwise(after)
    cut = cut_before.str.extract(_SAME_PARAGRAPH_BEFORE), cut_after.str.extract(_SAME_PARAGRAPH_AFTER)
    return joined.with_columns(before=cut[0], after=cut[1]).drop("title", "_text").collect()
