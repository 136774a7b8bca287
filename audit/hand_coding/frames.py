"""Every unit of a run that could be coded by hand, with what the machine says of it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from audit import manifest, tables
from audit.errors import SettingsError
from audit.model import Span
from audit.words import word_spans, words_in
from metrics.groups import NO_PARTY, UNKNOWN
from metrics.speech import sentences, spoken
from metrics.tone import told_tones
from metrics.unnamed_sources import UNNAMED

VOICES = ("journalist", "self", "others")
TONES = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}


class Party(NamedTuple):
    """A party of the codebook."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a sheet is drawn from; empty: everything.

    Attributes
    ----------
    outlets, actors
        those that are kept.
    voice
        of tone: in whose words the actor is mentioned; None for anybody's.
    parties
        of speakers: those of the codebook when the sheet was drawn.
    """

    outlets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    voice: str | None = None
    parties: tuple[Party, ...] = ()

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


def parties_of(run: Path) -> tuple[Party, ...]:
    """The parties of the codebook that a run was scored with.

    Raises
    ------
    SettingsError
        when it was scored without one.
    """
    listed = (manifest.read(run).get("codebook") or {}).get("parties", ())
    if not listed:
        raise SettingsError(
            f"--unit speakers asks for parties, and {run} was scored without a codebook; write one (`media-audit codebook "
            f"suggest {run}`), give it to `media-audit score {run} --codebook FILE`, then draw the sheet"
        )
    return tuple(Party(party["id"], party["label"]) for party in listed)


def groups_of(parties: Iterable[Party]) -> list[str]:
    """Whose a statement may be: a party's, that of a source without party, an unknown source's."""
    return [*(party.id for party in parties), NO_PARTY, UNKNOWN]


def words_of(group: str) -> str:
    """The column with a group's words."""
    return f"words of {group}"


def speaker_frame(run: Path, scope: Scope) -> pl.DataFrame:
    """The sentences of all bodies with the words in them that the machine attributes to each group (`groups_of`).

    Columns: article_id, sentence_id, start, end, n_words, "words of GROUP" for each, words (their sum), party (the groups that
    have any, as a sum of powers of two in their order), code, outlet.
    """
    given = {name: tables.scan(run, name) for name in ("articles", "sentences", "attributions", "actors")}
    groups, keys = groups_of(scope.parties), ["article_id", "sentence_id"]
    where = sentences(given).select(*keys, "start", "end", "n_words").sort("article_id", "start").collect()
    known = pl.col("party").is_in([*(party.id for party in scope.parties), UNKNOWN])
    group = pl.when(known).then("party").otherwise(pl.lit(NO_PARTY))
    said = spoken(given).select("article_id", "content", group=group).collect()
    counted = words_by_sentence(said, where, given["articles"].select("article_id", "text").collect())
    wide = where.lazy().join(counted.lazy(), on=keys, how="left").group_by(keys).agg(
        pl.col("start", "end", "n_words").first(),
        *(pl.col("words").filter(pl.col("group") == name).sum().cast(pl.Float64).alias(words_of(name)) for name in groups),
    )  # fmt: skip
    has_any = [(pl.col(words_of(name)) > 0) for name in groups]
    party = pl.sum_horizontal(has.cast(pl.Float64) * 2**place for place, has in enumerate(has_any))
    coded = wide.with_columns(
        pl.col("n_words").cast(pl.Float64),
        words=pl.sum_horizontal(words_of(name) for name in groups),
        party=party,
        code=pl.when(pl.any_horizontal(*has_any[: len(scope.parties)], pl.lit(value=False)))
        .then(pl.lit("party"))
        .when(pl.any_horizontal(has_any))
        .then(pl.lit("other"))
        .otherwise(pl.lit("without")),
    )
    return _placed(coded.filter(pl.col("n_words") > 0), given["articles"], scope, keys=keys)


def words_by_sentence(said: pl.DataFrame, where: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """How many words of each group stand in each sentence, as the metrics count them, an attribution at a time.

    Parameters
    ----------
    said
        article_id, content (spans), group: the attributions.
    where
        article_id, sentence_id, start, end: the sentences, by article in their order.
    texts
        article_id, text.

    Returns
    -------
    polars.DataFrame
        article_id, sentence_id, group, words; a row where there are some.
    """
    bounds = where.partition_by("article_id", as_dict=True)
    by_article = said.partition_by("article_id", as_dict=True)
    rows: list[tuple[str, int, str, int]] = []
    for article, text in texts.iter_rows():
        if (article,) in by_article and (article,) in bounds:
            ids, ends = (bounds[article,][name].to_list() for name in ("sentence_id", "end"))
            words, counts = word_spans(text), Counter[tuple[int, str]]()
            for content, group in by_article[article,].select("content", "group").iter_rows():
                for index in words_in(words, [Span(span["start"], span["end"]) for span in content or ()]):
                    at = min(bisect_right(ends, words[index].start), len(ends) - 1)
                    counts[ids[at], group] += 1
            rows += [(article, sentence, group, n) for (sentence, group), n in counts.items()]
    schema = {"article_id": pl.String, "sentence_id": pl.Int64, "group": pl.String, "words": pl.Int64}
    found = pl.DataFrame(rows, schema=schema, orient="row")
    return found.cast({"sentence_id": where.schema["sentence_id"]})


def _placed(units: pl.LazyFrame, articles: pl.LazyFrame, scope: Scope, *, keys: list[str]) -> pl.DataFrame:
    """Units with their outlets, in the order of their keys; those of the scope's outlets."""
    known = articles.select("article_id", pl.col("outlet").fill_null("unknown"))
    if scope.outlets:
        known = known.filter(pl.col("outlet").is_in(scope.outlets))
    return units.join(known, on="article_id").sort(keys).collect()
