"""How long 100,000 scored articles of 10 outlets take to become figures with intervals, and how much memory.

    python -m benchmarks.estimates [--articles 100000] [--outlets 10] [--cores 2] [--out out/bench]

Invents annotation tables (`benchmarks.estimates_corpus`), scores them by every metric, and then, in a process of its own,
does what `media-audit score` does with scores: estimates with months, the figures of whole outlets, the differences between
outlets, and the headline figures counted otherwise, all with the settings of a run. Wall time, processor time and peak memory
are those that the operating system states for that process. Scored articles are kept in the folder and used again.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from audit import tables
from audit.config import Settings
from benchmarks.estimates_corpus import write_corpus
from metrics.differences import differences
from metrics.estimates import estimate
from metrics.pooling import pooled_estimates
from metrics.registry import all_metrics, outlet_metrics
from metrics.robustness import robustness
from metrics.scored import Scored

ANNOTATED = (
    "articles",
    "sentences",
    "attributions",
    "mentions",
    "actors",
    "text_counts",
    "wording",
    "tone",
    "baselines",
)
GIB = 2**30 if sys.platform == "darwin" else 2**20  # of the unit in which peak memory is stated


def make(out: Path, *, n_articles: int, n_outlets: int) -> None:
    """Invent the annotation tables and score them."""
    write_corpus(out, n_articles=n_articles, n_outlets=n_outlets)
    given = {name: tables.scan(out, name) for name in ANNOTATED}
    parts = out / "scored"
    parts.mkdir(exist_ok=True)
    for number, metric in enumerate(all_metrics().values()):
        rows = metric.score(given).collect().sort("article_id", "group_by", "group")
        rows.write_parquet(parts / f"{number:03d}.parquet")
    tables.sink(pl.scan_parquet(sorted(parts.glob("*.parquet"))), out, "scores")
    for part in parts.glob("*.parquet"):
        part.unlink()


def aggregate(out: Path) -> None:
    """Make all figures from the scores, and say how long each kind took."""
    scored, given = _scored(out)
    tables.write(_timed("estimates", lambda: estimate(scored)), out, "estimates")
    _timed(
        "outlet figures",
        lambda: pooled_estimates(given, metrics=outlet_metrics(), settings=Settings(), stories=scored.stories),
    )
    _timed("differences", lambda: differences(scored))


def count_otherwise(out: Path) -> None:
    """Count the headline figures otherwise, beside the estimates made before."""
    scored, given = _scored(out)
    estimates = tables.read(out, "estimates")
    _timed("robustness", lambda: robustness(scored, given, estimates=estimates))


def _scored(out: Path) -> tuple[Scored, dict[str, pl.LazyFrame]]:
    scores, stories = tables.scan(out, "scores"), pl.scan_parquet(out / "tables" / "stories.parquet")
    articles = tables.scan(out, "articles").select("article_id", "outlet", "published")
    scored = Scored(scores=scores, articles=articles, metrics=all_metrics(), settings=Settings(), stories=stories)
    return scored, {name: tables.scan(out, name) for name in ANNOTATED}


def _timed(name: str, work: Callable[[], pl.DataFrame]) -> pl.DataFrame:
    start, used = time.perf_counter(), time.process_time()
    found = work()
    spent, used = time.perf_counter() - start, time.process_time() - used
    figured, peak = len(found) - found["ci_low"].null_count(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / GIB
    print(
        f"  {name:16}{len(found):>9,} rows, {figured:,} with intervals: {spent:.1f} s, {used:.1f} s of processor time, "
        f"peak memory so far {peak:.2f} GiB",
        flush=True,
    )
    return found


def _apart(step: str, out: Path, options: argparse.Namespace) -> None:
    """Do one step in a process of its own, and print what the operating system says of it."""
    threads = {"POLARS_MAX_THREADS": str(options.cores), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "benchmarks.estimates", "--step", step, "--out", str(out)]
    command += ["--articles", str(options.articles), "--outlets", str(options.outlets)]
    start = time.perf_counter()
    with subprocess.Popen(command, env={**os.environ, **threads}) as process:  # noqa: S603 this module itself
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(process.returncode)
    print(
        f"{step}: {time.perf_counter() - start:.1f} s, {usage.ru_utime + usage.ru_stime:.1f} s of processor time, "
        f"peak memory {usage.ru_maxrss / GIB:.2f} GiB",
        flush=True,
    )


def main() -> None:
    """Make the scores where they are not there yet, then measure what is made of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--outlets", type=int, default=10)
    parser.add_argument("--cores", type=int, default=2, help="threads of Polars; matrix products use one")
    parser.add_argument("--out", type=Path, default=Path("out/bench"))
    parser.add_argument("--step", choices=("make", "aggregate", "robustness"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step == "make":
        make(options.out, n_articles=options.articles, n_outlets=options.outlets)
    elif options.step == "aggregate":
        aggregate(options.out)
    elif options.step == "robustness":
        count_otherwise(options.out)
    else:
        out = options.out / f"{options.articles}x{options.outlets}"
        if not tables.path_of(out, "scores").exists():
            _apart("make", out, options)
        n_rows = tables.scan(out, "scores").select(pl.len()).collect().item()
        n_metrics = len(all_metrics()) + len(outlet_metrics())
        print(f"{n_rows:,} score rows of {options.articles:,} articles, {n_metrics} metrics", flush=True)
        _apart("aggregate", out, options)
        _apart("robustness", out, options)


if __name__ == "__main__":
    main()
