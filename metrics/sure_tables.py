"""The tables of a run as they would be, had the model found only the attributions that it is sure of.

Leaving rows out of ``attributions`` is not enough. The words of an attribution that goes become the journalist's, so what
other tables tell of voices changes too: ``n_words_attributed`` of sentences, ``attribution_id`` and ``voice`` of mentions,
and ``tone``. What only the models could count anew (:data:`STALE`) stays, and metrics that read it have no such variant.
VADER's compounds of mentions stay as well: those of one that changes voice are of the sentence's part that it stood in.
"""

import polars as pl

from metrics.base import Declaration, Tables
from metrics.speech import body
from metrics.tone import tone_table

UNSURE = 0.5
"""Confidence under which an attribution counts as unsure; one without a confidence counts as sure."""

CHANGED = ("attributions", "sentences", "mentions", "tone")
STALE = {
    "sentences": ("n_words_direct", "n_words_stray"),
    "text_counts": ("text",),
    "wording": ("in_quote",),
}
"""Columns that rest on attributions and are not made anew."""

WORD = r"[^\s\x{2013}\x{2014}]*[\p{L}\p{N}][^\s\x{2013}\x{2014}]*"
"""A word, as :mod:`audit.words` has it."""

_SPANS = ("article_id", "attribution_id", "actor_id", "start", "end", "unsure")


def changes(metric: Declaration) -> bool:
    """Whether the metric's figure without unsure attributions differs and can be told."""
    reads_stale = any(set(columns) & set(metric.needs.get(table, ())) for table, columns in STALE.items())
    return not reads_stale and any(table in metric.needs for table in CHANGED)


def sure_tables(tables: Tables) -> Tables:
    """All tables, those of :data:`CHANGED` without the unsure attributions of the body; the same ones where none is unsure."""
    unsure = pl.col("confidence").fill_null(1) < UNSURE
    spans = _spans(body(tables["attributions"]), unsure=unsure)
    if spans.is_empty():
        return tables
    lost, moved = _lost(spans, tables), _moved(spans, tables["mentions"])
    mentions = _revoiced(tables["mentions"], moved)
    attributed = pl.col("n_words_attributed").cast(pl.Int64) - pl.col("lost").fill_null(0)
    sentences = tables["sentences"].join(lost.lazy(), on=["article_id", "sentence_id"], how="left")
    in_body = ~pl.col("in_title").fill_null(value=False)
    return {
        **tables,
        "attributions": tables["attributions"].filter(~(unsure & in_body)),
        "sentences": sentences.with_columns(n_words_attributed=attributed.clip(lower_bound=0)).drop("lost"),
        "mentions": mentions,
        "tone": _retold(tables["tone"], mentions, moved),
    }


def _spans(attributions: pl.LazyFrame, *, unsure: pl.Expr) -> pl.DataFrame:
    """The spans of unsure contents, a row without a span where there is none, and those of sure ones that overlap them."""
    parts = attributions.with_columns(unsure=unsure).explode("content")
    ends = (pl.col("content").struct.field(end).cast(pl.Int64).alias(end) for end in ("start", "end"))
    placed = parts.with_columns(*ends).select(_SPANS)
    gone = placed.filter("unsure").collect(engine="streaming")
    met = placed.filter(~pl.col("unsure")).join(
        gone.lazy().select("article_id", first="start", last="end"), on="article_id"
    )
    beside = met.filter(pl.col("start") < pl.col("last"), pl.col("end") > pl.col("first")).select(_SPANS).unique()
    return pl.concat([gone, beside.collect(engine="streaming")])


def _lost(spans: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Words of each sentence that unsure attributions alone hold: article_id, sentence_id, lost."""
    pieces = _uncovered(spans)
    placed = tables["sentences"].filter(~pl.col("in_title").fill_null(value=False))
    placed = placed.select("article_id", "sentence_id", first=pl.col("start"), last=pl.col("end"))
    cut = (
        pieces.lazy()
        .join(placed, on="article_id")
        .filter(pl.col("first") < pl.col("end"), pl.col("last") > pl.col("start"))
    )
    cut = cut.select(
        "article_id", "sentence_id", at=pl.max_horizontal("start", "first"), to=pl.min_horizontal("end", "last")
    )
    found = cut.join(tables["articles"].select("article_id", "text"), on="article_id")
    n_words = pl.col("text").str.slice(pl.col("at"), pl.col("to") - pl.col("at")).str.count_matches(WORD)
    counted = found.select("article_id", "sentence_id", lost=n_words.cast(pl.Int64))
    return counted.group_by("article_id", "sentence_id").agg(pl.col("lost").sum()).collect(engine="streaming")


def _uncovered(spans: pl.DataFrame) -> pl.DataFrame:
    """The stretches of text that an unsure span covers and no sure one does: article_id, start, end.

    A sweep: how many spans of either kind are open behind each of their ends, article by article.
    """
    known = spans.drop_nulls("start")
    ends = [
        known.select("article_id", pl.col(end).alias("start"), "unsure", step=pl.lit(step, dtype=pl.Int64))
        for end, step in (("start", 1), ("end", -1))
    ]
    swept = pl.concat(ends).sort("article_id", "start")
    stretches = swept.with_columns(
        end=pl.col("start").shift(-1),
        unsure_open=(pl.col("step") * pl.col("unsure")).cum_sum(),  # every article closes what it opens
        sure_open=(pl.col("step") * ~pl.col("unsure")).cum_sum(),
    )
    alone = stretches.filter(pl.col("unsure_open") > 0, pl.col("sure_open") == 0, pl.col("end") > pl.col("start"))
    return alone.select("article_id", "start", "end")


def _moved(spans: pl.DataFrame, mentions: pl.LazyFrame) -> pl.DataFrame:
    """Mentions in unsure content: article_id, mention_id, actor_id, and the sure attribution around it, if any, and its voice."""
    gone = spans.filter("unsure").select("article_id", "attribution_id").unique()
    inside = body(mentions).join(gone.lazy(), on=["article_id", "attribution_id"], how="semi")
    keys = ["article_id", "mention_id", "actor_id"]
    met = inside.select(*keys, at=pl.col("start"), to=pl.col("end")).collect(engine="streaming")
    around = spans.filter(~pl.col("unsure")).rename({"actor_id": "speaker"})
    holding = met.join(around, on="article_id").filter(pl.col("start") <= pl.col("at"), pl.col("to") <= pl.col("end"))
    innermost = holding.sort(pl.col("end") - pl.col("start"), "attribution_id").unique(
        ["article_id", "mention_id"], keep="first", maintain_order=True
    )
    held = met.join(innermost.select("article_id", "mention_id", "attribution_id", "speaker"), on=keys[:2], how="left")
    voice = (
        pl.when(pl.col("attribution_id").is_null())
        .then(pl.lit("journalist"))
        .when(pl.col("speaker") == pl.col("actor_id"))
        .then(pl.lit("self"))
        .otherwise(pl.lit("others"))
    )
    return held.select(*keys, holder="attribution_id", new_voice=voice)


def _revoiced(mentions: pl.LazyFrame, moved: pl.DataFrame) -> pl.LazyFrame:
    """``mentions`` with the holders and voices of those that moved."""
    held = mentions.filter(pl.col("attribution_id").is_not_null())
    joined = held.join(moved.lazy().drop("actor_id"), on=["article_id", "mention_id"], how="left")
    has_moved = pl.col("new_voice").is_not_null()
    told = joined.with_columns(
        attribution_id=pl.when(has_moved).then("holder").otherwise("attribution_id"),
        voice=pl.coalesce("new_voice", "voice"),
    )
    free = mentions.filter(pl.col("attribution_id").is_null())
    return pl.concat([free, told.select(mentions.collect_schema().names())])


def _retold(tone: pl.LazyFrame, mentions: pl.LazyFrame, moved: pl.DataFrame) -> pl.LazyFrame:
    """``tone``, made anew for the actors of an article one of whose mentions moved."""
    keys = ["article_id", "actor_id"]
    touched = moved.select(keys).unique().lazy()
    again = tone_table(mentions.join(touched, on=keys, how="semi")).collect(engine="streaming")
    kept = tone.join(touched, on=keys, how="anti")
    return pl.concat([kept, again.lazy().select(kept.collect_schema().names())])
