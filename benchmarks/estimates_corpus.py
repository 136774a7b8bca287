"""Annotation tables of an invented corpus, as large and as uneven as news: the input of the benchmarks of the metrics.

The proportions are those of 84 annotated political articles (PolNeAR dev): .63 attributions, 2 mentions and half an actor a
sentence; half of an article's actors (unnamed people, groups, names met once) occur in it alone, the others are few that
are everywhere and a long tail.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from audit import tables
from metrics.tone import tone_table

FIRST_DAY = date(2023, 1, 1)
DAYS = 365
SENTENCES, ATTRIBUTIONS, MENTIONS, ACTORS, WORDINGS = 27, 0.63, 2.0, 0.49, 0.7  # an article; then for each sentence
KNOWN = 60_000  # actors that more than one article may mention
MEMBERS, PARTIES = 400, ("left", "right", "green", "centre")  # every other of the most frequent actors is in a party
CLASSES = ("neutral", "illocutionary", "other", "cognitive", "endorsing", "directive", "emotive", "doubting")
CLASS_SHARES = (0.58, 0.13, 0.085, 0.07, 0.055, 0.035, 0.03, 0.015)
TYPES = ("politician", "official", "expert", "media", "document", "citizen", "civil_society", "business", "celebrity")
TEXTS = (("all", 1.0), ("journalist", 0.7), ("quoted", 0.25))
BASELINES = {"seats": (240, 200, 60, 40), "polls": (31, 29, 14, 9)}

SEED = 1
PART = 10_000  # articles made and written together
WORD = "words "  # every word of an invented text
SURENESS = (3, 1)  # of a beta distribution: one attribution in eight has a confidence under .5
SHARED = 0.04  # articles whose text another outlet has too
_MOST_ALONE = 1000  # room for the numbers of actors of one article alone

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who stands in which article: pairs of article and actor, sorted by article, and where each article's begin."""

    article: Ints
    rank: Ints  # 0 is the actor met most; those of one article alone are numbered from KNOWN on
    starts: Ints

    def some(self, article: Ints, rng: np.random.Generator) -> Ints:
        """A pair for each of the given articles, the first ones much more often."""
        size = np.diff(self.starts)[article]
        return self.starts[article] + np.minimum((size * rng.random(len(article)) ** 4).astype(np.int64), size - 1)


def write_corpus(out: Path, *, n_articles: int, n_outlets: int) -> None:
    """Write the tables of an invented corpus to a run's folder, as annotation does: a part for some thousands of articles."""
    for number, first in enumerate(range(0, n_articles, PART)):
        made = corpus(min(PART, n_articles - first), n_outlets=n_outlets, first=first)
        made["stories"].write_parquet(_folder(out / "parts") / f"stories-{number:03d}.parquet")
        for name in made.keys() - {"stories", "baselines"}:
            made[name].write_parquet(_folder(out / "tables" / name) / f"{number:03d}.parquet")
    tables.write(made["baselines"], out, "baselines")
    pl.scan_parquet(out / "parts" / "stories-*.parquet").sink_parquet(out / "tables" / "stories.parquet")


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def corpus(n_articles: int, *, n_outlets: int = 10, first: int = 0) -> dict[str, pl.DataFrame]:
    """All annotation tables, and ``stories`` and ``baselines``, of invented articles numbered from ``first``."""
    rng = np.random.default_rng([SEED, first])
    ids = range(first, first + n_articles)
    keys = np.array([f"outlet-{at % n_outlets:02d}_{at:07d}_a-headline-of-the-day" for at in ids])
    length = 4 + rng.gamma(1.6, (SENTENCES - 4) / 1.6, n_articles).astype(np.int64)
    cast = _cast(length, rng, first=first)
    parts = dict(_tables(keys, length, cast, n_outlets=n_outlets, rng=rng))
    _place(parts, length, rng=np.random.default_rng([SEED, first, 1]))
    made = {name: fill(name, columns) for name, columns in parts.items()}
    made["tone"] = tone_table(made["mentions"].lazy()).collect()
    made["stories"] = _stories(keys, rng)
    return made


def fill(name: str, columns: dict[str, object]) -> pl.DataFrame:
    """A table of the contract from some of its columns."""
    given = pl.DataFrame(columns)
    schema = tables.schema_of(name)
    return given.with_columns(pl.lit(None).alias(column) for column in schema if column not in given.columns).select(
        pl.col(column).cast(kind) for column, kind in schema.items()
    )


def _cast(length: Ints, rng: np.random.Generator, *, first: int) -> Cast:
    """Actors of every article by Zipf's law, half of them met nowhere else."""
    size = 1 + rng.poisson(length * ACTORS)
    article = np.repeat(np.arange(len(length)), size)
    rank = np.minimum(KNOWN ** rng.random(len(article)), KNOWN - 1).astype(np.int64) - 1
    alone = rng.random(len(article)) < 0.5
    rank = np.where(alone, KNOWN + first * _MOST_ALONE + np.arange(len(article)), np.maximum(rank, 0))
    pairs = np.unique(np.stack([article, rank], axis=1), axis=0)
    starts = np.searchsorted(pairs[:, 0], np.arange(len(length) + 1))
    return Cast(article=pairs[:, 0], rank=pairs[:, 1], starts=starts)


def _tables(
    keys: npt.NDArray[np.str_], length: Ints, cast: Cast, *, n_outlets: int, rng: np.random.Generator
) -> Iterator[tuple[str, dict[str, object]]]:
    """Columns of each table of the contract; those left out are null."""
    n_articles = len(keys)
    days = rng.integers(0, DAYS, n_articles)
    yield (
        "articles",
        {
            "article_id": keys,
            "outlet": [f"outlet-{at % n_outlets:02d}" for at in range(n_articles)],
            "title": np.full(n_articles, "A headline of the day"),
            "published": [FIRST_DAY + timedelta(days=int(day)) for day in days],
            "wire": pick(("reuters", "ap", None, None, None, None), n_articles, rng),
        },
    )
    yield "actors", _actors(keys, cast)
    yield "sentences", _sentences(keys, length, rng)
    yield "attributions", _attributions(keys, length, cast, rng)
    yield "mentions", _mentions(keys, length, cast, rng)
    yield "text_counts", _text_counts(keys, length, rng)
    yield "wording", _wording(keys, length, rng)
    weights = [
        (name, party, float(of)) for name, given in BASELINES.items() for party, of in zip(PARTIES, given, strict=True)
    ]
    yield "baselines", dict(zip(("name", "party", "weight"), map(list, zip(*weights, strict=True)), strict=True))


def _place(parts: dict[str, dict[str, object]], length: Ints, *, rng: np.random.Generator) -> None:
    """Give sentences, statements and mentions their places in texts of one word, and statements their confidence."""
    n_words = np.asarray(parts["sentences"]["n_words"]) * len(WORD)
    ends = np.cumsum(n_words)
    first = np.cumsum(length) - length  # of each article's sentences
    size = np.add.reduceat(n_words, first)
    start = ends - n_words - np.repeat(np.cumsum(size) - size, length)
    parts["sentences"] |= {"start": start, "end": start + n_words}
    longest = WORD * int(size.max() // len(WORD))
    parts["articles"] |= {"text": [longest[: int(end)] for end in size], "n_words": size // len(WORD)}
    said, seen = parts["attributions"], parts["mentions"]
    article = _article_of(said, parts)
    at = start[first[article] + np.asarray(said["sentence_id"])]
    to = np.minimum(at + np.asarray(said["n_words"]) * len(WORD), size[article])
    spans = pl.DataFrame({"start": at, "end": to}, schema=tables.SPAN.to_schema()).to_struct()
    said |= {"content": spans.reshape((len(spans), 1)).arr.to_list(), "confidence": rng.beta(*SURENESS, len(at))}
    article = _article_of(seen, parts)
    at = start[first[article] + np.asarray(seen["sentence_id"])]
    n_said = np.bincount(_article_of(said, parts), minlength=len(length))[article]
    holder = pl.Series((n_said * rng.random(len(at))).astype(np.int64))
    seen |= {"start": at, "end": at + len(WORD)}
    seen["attribution_id"] = without(holder, pl.Series(seen["attribution_id"]).is_null().to_numpy() | (n_said == 0))


def _article_of(rows: dict[str, object], parts: dict[str, dict[str, object]]) -> Ints:
    """The number of each row's article."""
    keys = pl.DataFrame({"article_id": parts["articles"]["article_id"]}).with_row_index("article")
    found = pl.DataFrame({"article_id": rows["article_id"]}).join(
        keys, on="article_id", how="left", maintain_order="left"
    )
    return found["article"].to_numpy().astype(np.int64)


def _actors(keys: npt.NDArray[np.str_], cast: Cast) -> dict[str, object]:
    rank = cast.rank
    member = (rank < MEMBERS) & (rank % 2 == 0)
    return {
        "article_id": keys[cast.article],
        "actor_id": _names(rank),
        "kind": np.where(rank % 5 < 2, "person", np.where(rank % 5 == 4, "group", "organisation")),
        "named": (rank < KNOWN) | (rank % 3 == 0),
        "source_type": _by_rank(rank, (*TYPES, None, None, None, None)),
        "gender": _by_rank(rank, (None, "male", None, "female", None, "male", None)),
        "party": pl.Series(np.where(member, _by_rank(rank // 2, PARTIES).to_numpy(), "")).replace("", None),
    }


def _sentences(keys: npt.NDArray[np.str_], length: Ints, rng: np.random.Generator) -> dict[str, object]:
    article = np.repeat(np.arange(len(keys)), length)
    n_words = 2 + rng.gamma(2, 9, len(article)).astype(np.int64)
    attributed = np.where(rng.random(len(article)) < 0.55, n_words * rng.beta(4, 1, len(article)), 0)
    quoted = np.where(rng.random(len(article)) < 0.25, n_words, 0)
    return {
        "article_id": keys[article],
        "sentence_id": within(length),
        "n_words": n_words,
        "n_words_attributed": attributed.astype(np.int64),
        "n_words_quoted": quoted,
        "n_words_stray": np.where(attributed == 0, quoted, 0),
        "in_title": np.zeros(len(article), bool),
    }


def _attributions(keys: npt.NDArray[np.str_], length: Ints, cast: Cast, rng: np.random.Generator) -> dict[str, object]:
    size = rng.poisson(length * ATTRIBUTIONS)
    article = np.repeat(np.arange(len(keys)), size)
    n = len(article)
    n_words = 1 + rng.gamma(1.2, 13, n).astype(np.int64)
    kind = rng.choice(3, n, p=(0.2, 0.65, 0.15))
    direct = np.select([kind == 0, kind == 1], [n_words, 0], n_words // 2)
    actor = pl.Series(_names(cast.rank[cast.some(article, rng)]))
    return {
        "article_id": keys[article],
        "attribution_id": within(size),
        "actor_id": without(actor, rng.random(n) < 0.09),
        "via_actor_id": without(pl.Series(np.full(n, "reuters")), rng.random(n) > 0.01),
        "kind": pl.Series(("direct", "indirect", "mixed"))[kind],
        "source_text": without(pl.Series(np.full(n, "he")), rng.random(n) < 0.07),
        "cue_class": pl.Series(CLASSES)[rng.choice(len(CLASSES), n, p=CLASS_SHARES)],
        "n_words": n_words,
        "n_words_direct": direct,
        "sentence_id": (length[article] * rng.random(n)).astype(np.int64),
        "in_title": np.zeros(n, bool),
    }


def _mentions(keys: npt.NDArray[np.str_], length: Ints, cast: Cast, rng: np.random.Generator) -> dict[str, object]:
    size = rng.poisson(length * MENTIONS)
    article = np.repeat(np.arange(len(keys)), size)
    n = len(article)
    score = rng.normal(0, 0.5, n).clip(-1, 1)
    return {
        "article_id": keys[article],
        "mention_id": within(size),
        "actor_id": _names(cast.rank[cast.some(article, rng)]),
        "sentence_id": (length[article] * rng.random(n)).astype(np.int64),
        "attribution_id": without(pl.Series(np.zeros(n, np.int64)), rng.random(n) < 0.59),
        "in_title": rng.random(n) < 0.03,
        "voice": pl.Series(("journalist", "self", "others"))[rng.choice(3, n, p=(0.59, 0.14, 0.27))],
        "vader_score": rng.normal(0, 0.4, n).clip(-1, 1).round(4),
        "target_score": score,
        "target_label": np.where(score < -0.3, "negative", np.where(score > 0.3, "positive", "neutral")),
    }


def _text_counts(keys: npt.NDArray[np.str_], length: Ints, rng: np.random.Generator) -> dict[str, object]:
    sentences = np.concatenate([np.maximum(length * share, 0).astype(np.int64) for _, share in TEXTS])
    n = len(sentences)
    words = sentences * rng.normal(20, 3, n).clip(8, None)
    shares = {
        "n_letters": 4.8, "n_characters": 4.9, "n_syllables": 1.62, "n_polysyllables": 0.15, "n_complex_words": 0.11,
        "n_long_words": 0.27, "n_difficult_words": 0.23, "n_dictionary_words": 0.97,
    }  # fmt: skip
    counted = {name: (words * rng.normal(of, of / 12, n)).astype(np.int64) for name, of in shares.items()}
    return {
        "article_id": np.tile(keys, len(TEXTS)),
        "text": np.repeat([name for name, _ in TEXTS], len(keys)),
        "n_words": words.astype(np.int64),
        "n_sentences": sentences,
        **counted,
    }


def _wording(keys: npt.NDArray[np.str_], length: Ints, rng: np.random.Generator) -> dict[str, object]:
    article = np.repeat(np.arange(len(keys)), rng.poisson(length * WORDINGS))
    n = len(article)
    return {
        "article_id": keys[article],
        "kind": pl.Series(("hedge", "weasel", "agentless_passive"))[rng.choice(3, n, p=(0.58, 0.24, 0.18))],
        "in_title": np.zeros(n, bool),
        "in_quote": rng.random(n) < 0.59,
    }


def _stories(keys: npt.NDArray[np.str_], rng: np.random.Generator) -> pl.DataFrame:
    """Half of the articles tell a story of their own, the others share one with a few."""
    n = len(keys)
    shared = rng.integers(0, max(1, n // 6), n)
    story = np.where(rng.random(n) < 0.5, np.arange(n), shared)
    return pl.DataFrame({"article_id": keys, "story_id": keys[story], "is_shared": rng.random(n) < SHARED})


def pick(values: tuple[str | None, ...], n: int, rng: np.random.Generator) -> pl.Series:
    """``n`` of the values, each as likely as the others."""
    return pl.Series(values, dtype=pl.String)[rng.integers(0, len(values), n)]


def without(values: pl.Series, gone: npt.NDArray[np.bool_]) -> pl.Series:
    """The values, null where ``gone``."""
    return values.set(pl.Series(gone), None)


def within(size: Ints) -> Ints:
    """Numbers from 0 in each run of the given sizes."""
    ends = np.cumsum(size)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - size, size)


def _names(rank: Ints) -> pl.Series:
    number = pl.Series("rank", rank)
    known = pl.when(number < KNOWN).then(pl.format("a-person-{}", number))
    return pl.select(known.otherwise(pl.format("unnamed/of-one-article/{}", number))).to_series()


def _by_rank(rank: Ints, values: tuple[str | None, ...]) -> pl.Series:
    return pl.Series(values, dtype=pl.String)[rank % len(values)]
