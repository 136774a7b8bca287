"""Every unit of a run that could be coded by hand, with what the machine says of it."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from audit import tables
from metrics.speech import sentences, spoken
from metrics.tone import told_tones
from metrics.unnamed_sources import UNNAMED

VOICES = ("journalist", "self", "others")
TONES = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a sheet is drawn from; empty: everything.

    Attributes
    ----------
    outlets, actors
        those that are kept.
    voice
        of tone: in whose words the actor is mentioned; None for anybody's.
    """

    outlets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    voice: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for the design."""
        return asdict(self)


def attribution_frame(run: Path, scope: Scope) -> pl.DataFrame:
    """The sentences of all bodies with the attributions the machine places in them: where the cue is, else the content.

    Columns: article_id, sentence_id, start, end, n_words, attributions, unnamed, direct, code, outlet.
    """
    given = {name: tables.scan(run, name) for name in ("articles", "sentences", "attributions", "actors")}
    keys = ["article_id", "sentence_id"]
    counted = (
        spoken(given)
        .group_by(keys)
        .agg(attributions=pl.len(), unnamed=UNNAMED.sum(), direct=(pl.col("kind") == "direct").sum())
    )
    found = sentences(given).select(*keys, "start", "end", "n_words").join(counted, on=keys, how="left")
    numbers = pl.col("attributions", "unnamed", "direct").fill_null(0).cast(pl.Float64)
    has_some = pl.col("attributions") > 0
    coded = found.with_columns(numbers, pl.col("n_words").cast(pl.Float64)).with_columns(
        code=pl.when(has_some).then(pl.lit("with")).otherwise(pl.lit("without"))
    )
    worth_asking = coded.filter((pl.col("n_words") > 0) | has_some)  # not a line of asterisks
    return _placed(worth_asking, given["articles"], scope, keys=keys)


def tone_frame(run: Path, scope: Scope) -> pl.DataFrame:
    """The sentences that mention an actor in a voice, once for each actor and voice, with the tone the machine hears.

    Columns: article_id, sentence_id, actor_id, voice, start, end, tone, each (1), code, outlet.
    """
    given = {name: tables.scan(run, name) for name in ("articles", "sentences", "mentions")}
    tones = told_tones(given["mentions"])
    if scope.voice:
        tones = tones.filter(pl.col("voice") == scope.voice)
    if scope.actors:
        tones = tones.filter(pl.col("actor_id").is_in(scope.actors))
    where = sentences(given).select("article_id", "sentence_id", "start", "end")
    tone = pl.col("label").replace_strict(TONES, return_dtype=pl.Float64)
    coded = tones.join(where, on=["article_id", "sentence_id"]).select(
        "article_id", "sentence_id", "actor_id", "voice", "start", "end", code="label", tone=tone, each=pl.lit(1.0)
    )
    return _placed(coded, given["articles"], scope, keys=["article_id", "sentence_id", "actor_id", "voice"])


def _placed(units: pl.LazyFrame, articles: pl.LazyFrame, scope: Scope, *, keys: list[str]) -> pl.DataFrame:
    """Units with their outlets, in the order of their keys; those of the scope's outlets."""
    known = articles.select("article_id", pl.col("outlet").fill_null("unknown"))
    if scope.outlets:
        known = known.filter(pl.col("outlet").is_in(scope.outlets))
    return units.join(known, on="article_id").sort(keys).collect()
