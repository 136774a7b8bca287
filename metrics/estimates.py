"""Figures of an outlet, of its months and of all outlets, each with its interval and its n.

A figure is the ratio of the sums over articles, times the metric's declared scale; articles whose own value is
``too_few`` add their counts as every other does, articles whose value is undefined have none to add.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl

from audit.config import Settings
from audit.tables import check, empty, schema_of
from metrics.base import Metric, Status
from metrics.bootstrap import intervals
from metrics.cells import Cells, figures, gather, moments_of
from metrics.places import Ints, Places, place
from metrics.resampling import Resampler

_ROWS_AT_ONCE = 4_000_000  # score rows held together: 0.4 GB with what is made of them
_BLOCK = 256  # columns resampled together: 256 x 1000 replicates are 2 MB a level


def estimate(
    scores: pl.LazyFrame,
    articles: pl.LazyFrame,
    *,
    metrics: Mapping[str, Metric],
    settings: Settings,
    stories: pl.LazyFrame | None = None,
    by_month: bool = True,
) -> pl.DataFrame:
    """Rows of table ``estimates``: per outlet (month null), per outlet and month, and over all outlets ("(all)").

    Parameters
    ----------
    scores
        table ``scores``.
    articles
        article_id, outlet and published.
    metrics
        declarations of every metric in ``scores``, by id.
    settings
        seed, n_bootstrap, confidence, minimum_articles.
    stories
        article_id, story_id: whole stories are resampled where given; an article without a story is one of its own.
    by_month
        whether months are estimated.

    Notes
    -----
    ``n_articles`` counts articles whose denominator is positive, ``n`` sums their denominators. Status is
    ``undefined`` without a denominator and ``too_few`` under ``minimum_articles``; value and interval are null then. Of
    a sparse grouping, a group that fewer than ``minimum_articles`` of the level's articles hold is ``too_few`` as well.
    Of
    actors and sparse groups there are rows for the hundred that most articles of an outlet hold, where they occur, and
    none for months.
    """
    places = place(articles, seed=settings.seed, stories=stories, by_month=by_month)
    parts = [
        _estimate_batch(scores.filter(pl.col("metric").is_in(batch)), places, metrics=metrics, settings=settings)
        for batch in _batches(scores)
    ]
    order = ["metric", "group_by", "group", "outlet", "month"]
    return pl.concat([empty("estimates"), *parts]).sort(order, nulls_last=False)


def _batches(scores: pl.LazyFrame) -> Iterator[list[str]]:
    """Metrics whose rows fit into memory together."""
    batch: list[str] = []
    n_rows = 0
    for metric, size in scores.group_by("metric").len().sort("metric").collect(engine="streaming").iter_rows():
        if batch and n_rows + size > _ROWS_AT_ONCE:
            yield batch
            batch, n_rows = [], 0
        batch.append(metric)
        n_rows += size
    if batch:
        yield batch


def _estimate_batch(
    scores: pl.LazyFrame, places: Places, *, metrics: Mapping[str, Metric], settings: Settings
) -> pl.DataFrame:
    cells = gather(scores, places, metrics=metrics)
    judged = _judge(figures(cells), cells, minimum_articles=settings.minimum_articles)
    return _finish(_with_intervals(judged.filter(~pl.col("many") | pl.col("month").is_null()), cells, settings))


def _judge(found: pl.DataFrame, cells: Cells, *, minimum_articles: int) -> pl.DataFrame:
    """Put names and a status beside the sums, and add the undefined rows of outlets without a denominator."""
    few = (pl.col("n_articles") < minimum_articles) | (pl.col("sparse") & (pl.col("n_seen") < minimum_articles))
    status = (
        pl.when(pl.col("den").is_null() | (pl.col("den") <= 0))
        .then(pl.lit(Status.UNDEFINED.value))
        .when(few)
        .then(pl.lit(Status.TOO_FEW.value))
        .otherwise(pl.lit(Status.OK.value))
    )
    outlets = cells.places.levels.filter(pl.col("month").is_null()).select("level")
    expected = outlets.join(cells.columns.filter(~pl.col("many")).select("column"), how="cross")
    whole = pl.concat([found, expected.join(found, on=["level", "column"], how="anti")], how="diagonal")
    named = whole.join(cells.columns, on="column").join(cells.places.levels, on="level")
    return named.with_columns(pl.selectors.numeric().fill_null(0)).with_columns(status=status)


def _with_intervals(judged: pl.DataFrame, cells: Cells, settings: Settings) -> pl.DataFrame:
    """Add value, ci_low and ci_high (unscaled) to the rows whose status is ``ok``."""
    columns = _by_fill(judged.filter(pl.col("status") == Status.OK.value))
    rank = pl.DataFrame({"column": columns}, schema={"column": pl.UInt32}).with_row_index("at")
    good = judged.filter(pl.col("status") == Status.OK.value).join(rank, on="column").sort("level", "at")
    moments = moments_of(good)
    value, acceleration = moments.ratio(), moments.acceleration()
    low, high = np.full(len(good), np.nan), np.full(len(good), np.nan)
    level, at = good["level"].to_numpy(), good["at"].to_numpy().astype(np.int64)
    resampler = Resampler(cells, columns, n_replicates=settings.n_bootstrap)
    for block in _blocks(len(columns)):
        for replicates in resampler.draw(block):
            begin, end = np.searchsorted(level, [replicates.level, replicates.level + 1])
            first, last = begin + np.searchsorted(at[begin:end], [block.start, block.stop])
            rows = slice(int(first), int(last))
            low[rows], high[rows] = intervals(
                replicates.ratios[at[rows] - block.start],
                value[rows],
                acceleration=acceleration[rows],
                n=moments.n[rows],
                confidence=settings.confidence,
            )
    figured = good.with_columns(value=pl.Series(value), ci_low=pl.Series(low), ci_high=pl.Series(high))
    return pl.concat([figured, judged.filter(pl.col("status") != Status.OK.value)], how="diagonal")


def _by_fill(good: pl.DataFrame) -> Ints:
    """The columns to resample, those seen most first, so that a block is dense or sparse as a whole."""
    seen = good.group_by("column").agg(pl.col("n_seen").max()).sort("n_seen", "column", descending=[True, False])
    return seen["column"].to_numpy().astype(np.int64)


def _blocks(n: int) -> Iterator[slice]:
    return (slice(start, min(start + _BLOCK, n)) for start in range(0, n, _BLOCK))


def _finish(rows: pl.DataFrame) -> pl.DataFrame:
    scaled = [pl.col(name) * pl.col("scale") for name in ("value", "ci_low", "ci_high")]
    table = rows.with_columns(*scaled).with_columns(n=pl.col("den"))
    return check(table.select(schema_of("estimates").names()), "estimates")
