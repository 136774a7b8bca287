"""How long scoring takes: synthetic tables of N articles, every metric over them, processor seconds by family.

python benchmarks/metrics_speed.py 20000
"""

import sys
import time
from collections import defaultdict

import numpy as np
import polars as pl

from audit import tables
from audit.config import Settings
from metrics.pooling import pooled_estimates
from metrics.registry import all_metrics, outlet_metrics
from metrics.tone import tone_table

ATTRIBUTIONS, SENTENCES, MENTIONS, ACTORS, OUTLETS = 25, 30, 40, 8, 10
CLASSES = ("neutral", "illocutionary", "directive", "cognitive", "endorsing", "doubting", "emotive", "other")


def fill(name: str, columns: dict[str, object]) -> pl.DataFrame:
    """A table of the contract from some of its columns."""
    given = pl.DataFrame(columns)
    schema = tables.schema_of(name)
    return given.with_columns(pl.lit(None).alias(column) for column in schema if column not in given.columns).select(
        pl.col(column).cast(kind) for column, kind in schema.items()
    )


def corpus(n_articles: int, *, seed: int = 1) -> dict[str, pl.LazyFrame]:
    """Annotation tables of articles that share a pool of actors, a few of them quoted everywhere."""
    rng = np.random.default_rng(seed)
    keys = np.array([f"art-{number:07d}" for number in range(n_articles)])
    n_actors = max(50, n_articles // 2)
    cast = np.minimum((rng.pareto(0.8, size=(n_articles, ACTORS)) * 3).astype(int), n_actors - 1)
    names = np.array([f"actor-{number}" for number in range(n_actors)])

    def rows(each: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        at = np.repeat(np.arange(n_articles), each)
        return keys[at], np.tile(np.arange(each), n_articles), names[cast[at, rng.integers(0, ACTORS, len(at))]]

    def pick(values: tuple[str | None, ...], n: int) -> pl.Series:
        return pl.Series(values, dtype=pl.String)[rng.integers(0, len(values), n)]

    article, number, actor = rows(ATTRIBUTIONS)
    n_words = rng.integers(4, 40, len(article))
    attributions = {
        "article_id": article,
        "attribution_id": number,
        "actor_id": pl.Series(actor).set(pl.Series(rng.random(len(article)) < 0.1), None),
        "kind": pick(("direct", "indirect", "mixed"), len(article)),
        "source_text": pick(("he", None), len(article)),
        "cue_class": pick(CLASSES, len(article)),
        "n_words": n_words,
        "n_words_direct": (n_words * rng.random(len(article))).astype(int),
        "sentence_id": rng.integers(0, SENTENCES, len(article)),
        "in_title": np.zeros(len(article), bool),
    }
    pairs = np.unique(np.stack([np.repeat(np.arange(n_articles), ACTORS), cast.ravel()], 1), axis=0)
    parties = pl.Series(("left", "right", "green", None, None))
    people = {
        "article_id": keys[pairs[:, 0]],
        "actor_id": names[pairs[:, 1]],
        "kind": np.full(len(pairs), "person"),
        "named": pairs[:, 1] % 4 != 0,
        "source_type": pl.Series(("official", "politician", "expert", "business", "citizen", None))[pairs[:, 1] % 6],
        "gender": pl.Series(("male", "female", None))[pairs[:, 1] % 3],
        "party": parties[pairs[:, 1] % 5],
    }
    where, order, _ = rows(SENTENCES)
    size = rng.integers(5, 40, len(where))
    body = {
        "article_id": where,
        "sentence_id": order,
        "n_words": size,
        "n_words_attributed": (size * rng.random(len(where)) * 0.6).astype(int),
        "in_title": np.zeros(len(where), bool),
    }
    seen, mention, whom = rows(MENTIONS)
    mentions = {
        "article_id": seen,
        "mention_id": mention,
        "actor_id": whom,
        "sentence_id": rng.integers(0, SENTENCES, len(seen)),
        "attribution_id": pl.Series(np.ones(len(seen))).set(pl.Series(rng.random(len(seen)) < 0.6), None),
        "in_title": rng.random(len(seen)) < 0.03,
        "voice": pick(("journalist", "self", "others"), len(seen)),
        "vader_score": rng.uniform(-1, 1, len(seen)),
    }
    outlet = [f"outlet-{number}" for number in rng.integers(0, OUTLETS, n_articles)]
    made = {
        "articles": {"article_id": keys, "outlet": outlet, "title": np.full(n_articles, "t")},
        "attributions": attributions,
        "actors": people,
        "sentences": body,
        "mentions": mentions,
        "text_counts": {"article_id": pl.Series([], dtype=pl.String)},
        "wording": {"article_id": pl.Series([], dtype=pl.String)},
        "baselines": {"name": ["seats"] * 3, "party": ["left", "right", "green"], "weight": [100.0, 80.0, 20.0]},
    }
    filled = {name: fill(name, columns) for name, columns in made.items()}
    filled["tone"] = tone_table(filled["mentions"].lazy()).collect()
    return {name: frame.lazy() for name, frame in filled.items()}


def main() -> None:
    """Print rows and processor seconds by family, then those of the pooled figures."""
    n_articles = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    given = corpus(n_articles)
    spent: defaultdict[str, float] = defaultdict(float)
    made: defaultdict[str, int] = defaultdict(int)
    for metric in all_metrics().values():
        start = time.process_time()
        made[metric.family] += len(metric.score(given).collect())
        spent[metric.family] += time.process_time() - start
    for family, seconds in spent.items():
        print(f"{family:18} {made[family]:>10,} rows {seconds:7.1f} s")
    start = time.process_time()
    found = pooled_estimates(given, metrics=outlet_metrics(), settings=Settings())
    print(f"{'outlet figures':18} {len(found):>10,} rows {time.process_time() - start:7.1f} s")


if __name__ == "__main__":
    main()
