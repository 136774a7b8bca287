"""How long 100,000 scored articles of 10 outlets take to become estimates with intervals, and how much memory.

python -m benchmarks.estimates [--articles 100000] [--outlets 10] [--actors 0] [--differences]
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from audit.config import Settings
from audit.tables import schema_of
from metrics.base import Metric
from metrics.differences import differences
from metrics.estimates import estimate

FIRST_DAY = date(2023, 1, 1)
N_PLAIN, N_SHARED, PARTIES = 22, 6, ("left", "right", "none", "unknown")


def declare(name: str, *, group_by: str, sparse: bool = False) -> Metric:
    """A metric that only has a name: the benchmark makes its scores directly."""
    return Metric(
        id=f"benchmark.{name}", question="-", formula="-", symbols={}, unit="share", unit_of_analysis="article",
        weight="words", bounds=(0, 1), direction="-", minimum_n=0, undefined="-", blind_spots="-", references=(),
        needs={}, group_by=(group_by,), compute=_no_scores, sparse=(group_by,) if sparse else (), headline=group_by == "party",
    )  # fmt: skip


def _no_scores(_tables: object) -> pl.LazyFrame:
    return pl.LazyFrame(schema=schema_of("scores"))


def make(folder: Path, *, n_articles: int, n_outlets: int, n_actors: int) -> dict[str, Metric]:
    """Write ``articles`` and ``scores`` of an invented corpus to Parquet; return the declarations."""
    rng = np.random.default_rng(7)
    ids = np.array([f"article-{number:06d}" for number in range(n_articles)])
    articles = pl.DataFrame(
        {
            "article_id": ids,
            "outlet": [f"outlet-{number % n_outlets}" for number in range(n_articles)],
            "published": [FIRST_DAY + timedelta(days=int(day)) for day in rng.integers(0, 365, n_articles)],
        }
    )
    articles.write_parquet(folder / "articles.parquet")
    words = rng.gamma(3, 60, n_articles).round() + 1
    metrics = {}
    for number in range(N_PLAIN):
        metric = declare(f"plain_{number}", group_by="all")
        metrics[metric.id] = metric
        top = np.floor(words * rng.beta(2, 3, n_articles))
        _write(folder, metric, group="all", counts={"article_id": ids, "numerator": top, "denominator": words})
    for number in range(N_SHARED):
        metric = declare(f"shared_{number}", group_by="party")
        metrics[metric.id] = metric
        shares = rng.dirichlet([0.4] * len(PARTIES), n_articles)
        for at, party in enumerate(PARTIES):
            top = np.floor(words * shares[:, at])
            _write(folder, metric, group=party, counts={"article_id": ids, "numerator": top, "denominator": words})
    if n_actors:
        for metric in (declare("actors", group_by="actor", sparse=True), declare("voices", group_by="actor:voice")):
            metrics[metric.id] = metric
            _write_actors(folder, metric, ids=ids, words=words, n_actors=n_actors, rng=rng)
    return metrics


def _write(folder: Path, metric: Metric, *, group: str, counts: dict[str, np.ndarray]) -> None:
    _store(folder, metric, pl.DataFrame(counts).with_columns(group=pl.lit(group)), f"{metric.name}-{group}")


def _write_actors(
    folder: Path, metric: Metric, *, ids: np.ndarray, words: np.ndarray, n_actors: int, rng: np.random.Generator
) -> None:
    """Five actors an article, by Zipf's law."""
    article = np.repeat(np.arange(len(ids)), 5)
    actor = np.minimum(rng.zipf(1.3, len(article)), n_actors)
    frame = pl.DataFrame({"article_id": ids[article], "group": actor, "numerator": 1.0, "denominator": words[article]})
    _store(
        folder,
        metric,
        frame.with_columns(group=pl.format("actor-{}", "group")).unique(["article_id", "group"]),
        metric.name,
    )


def _store(folder: Path, metric: Metric, frame: pl.DataFrame, name: str) -> None:
    whole = frame.with_columns(
        metric=pl.lit(metric.id),
        group_by=pl.lit(metric.group_by[0]),
        value=pl.col("numerator") / pl.col("denominator"),
        status=pl.lit("ok"),
    )
    (folder / "scores").mkdir(exist_ok=True)
    whole.select(list(schema_of("scores"))).write_parquet(folder / "scores" / f"{name}.parquet")


def timed(name: str, work: Callable[[], pl.DataFrame]) -> None:
    """Run, and print rows, seconds and the process's peak memory so far."""
    before, used_before = time.perf_counter(), time.process_time()
    table = work()
    seconds, used = time.perf_counter() - before, time.process_time() - used_before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**30 if sys.platform == "darwin" else 2**20)
    print(f"{name}: {len(table):,} rows in {seconds:.1f} s ({used:.1f} s of processor time), peak memory {peak:.2f} GB")


def main() -> None:
    """Make the scores in a process of its own measure, then estimate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--outlets", type=int, default=10)
    parser.add_argument("--actors", type=int, default=0, help="how many actors there are, five of them in an article")
    parser.add_argument("--differences", action="store_true", help="time the comparison of outlets instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        metrics = make(folder, n_articles=options.articles, n_outlets=options.outlets, n_actors=options.actors)
        scores, articles = (
            pl.scan_parquet(folder / "scores" / "*.parquet"),
            pl.scan_parquet(folder / "articles.parquet"),
        )
        n_rows = scores.select(pl.len()).collect().item()
        print(f"{n_rows:,} score rows of {options.articles:,} articles, {len(metrics)} metrics")
        if options.differences:
            timed("differences", lambda: differences(scores, articles, metrics=metrics, settings=Settings()))
        else:
            timed("estimates", lambda: estimate(scores, articles, metrics=metrics, settings=Settings()))


if __name__ == "__main__":
    main()
