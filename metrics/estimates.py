"""Figures of an outlet, of its months and of all outlets, each with its interval and its n.

A figure is the ratio of the sums over articles, times the metric's declared scale; articles whose own value is
``too_few`` add their counts as every other does, articles whose value is undefined have none to add.
"""

import numpy as np
import polars as pl

from audit.config import Settings
from audit.tables import check, empty, schema_of
from metrics.base import Status, status_where
from metrics.bootstrap import intervals
from metrics.cells import Cells, figures, gather, moments_of, too_few
from metrics.resampling import replicates
from metrics.scored import Scored
from metrics.small_samples import second_interval, wider


def estimate(scored: Scored, *, by_month: bool = True) -> pl.DataFrame:
    """Rows of table ``estimates``: per outlet (month null), per outlet and month, and over all outlets ("(all)").

    Notes
    -----
    ``n_articles`` counts articles whose denominator is positive, ``n`` sums their denominators. Status is
    ``undefined`` without a denominator and ``too_few`` under ``minimum_articles``, two stories or the metric's own minimum
    of cases (:func:`metrics.cells.too_few`); value and interval are null then. It is ``all_equal`` where every article has
    the same value and the metric lacks a bound: there is a value without an interval then (see
    :mod:`metrics.small_samples`). Of actors and sparse groups there are rows for the hundred that most articles of an
    outlet hold, where they occur, and none for months.
    """
    gathered = gather(scored.scores, scored.place(by_month=by_month), metrics=scored.metrics)
    parts = [_estimate(cells, scored.settings) for cells in gathered]
    order = ["metric", "group_by", "group", "outlet", "month"]
    return pl.concat([empty("estimates"), *parts]).sort(order, nulls_last=False)


def _estimate(cells: Cells, settings: Settings) -> pl.DataFrame:
    judged = _judge(figures(cells), cells, minimum_articles=settings.minimum_articles)
    return _finish(_with_intervals(judged, cells, settings))


def _judge(found: pl.DataFrame, cells: Cells, *, minimum_articles: int) -> pl.DataFrame:
    """Put names and a status beside the sums, and add the undefined rows of outlets without a denominator."""
    status = status_where(undefined=pl.col("den").is_null() | (pl.col("den") <= 0), few=too_few(minimum_articles))
    outlets = cells.places.levels.filter(pl.col("month").is_null()).select("level")
    expected = outlets.join(cells.columns.filter(~pl.col("many")).select("column"), how="cross")
    whole = pl.concat([found, expected.join(found, on=["level", "column"], how="anti")], how="diagonal")
    named = whole.join(cells.columns, on="column").join(cells.places.levels, on="level")
    return named.with_columns(pl.selectors.numeric().fill_null(0)).with_columns(status=status)


def _with_intervals(judged: pl.DataFrame, cells: Cells, settings: Settings) -> pl.DataFrame:
    """Add value, ci_low and ci_high (unscaled) to the rows whose status is ``ok``."""
    good = judged.filter(pl.col("status") == Status.OK.value).sort("level", "column")
    moments = moments_of(good)
    value, acceleration = moments.ratio(), moments.acceleration()
    low, high = np.full(len(good), np.nan), np.full(len(good), np.nan)
    level, column = good["level"].to_numpy(), good["column"].to_numpy().astype(np.int64)
    second = second_interval(
        moments,
        is_share=good["is_share"].to_numpy(),
        confidence=settings.confidence,
        bounds=cells.bounds(column),
        events=good["events"].to_numpy(),
    )
    for drawn in replicates(cells, n_replicates=settings.n_bootstrap):
        rows = slice(*np.searchsorted(level, [drawn.level, drawn.level + 1]))
        low[rows], high[rows] = intervals(
            drawn.ratios(column[rows]),
            value[rows],
            acceleration=acceleration[rows],
            n=moments.n[rows],
            confidence=settings.confidence,
        )
    low, high = wider((low, high), second)
    figured = good.with_columns(value=pl.Series(value), ci_low=pl.Series(low), ci_high=pl.Series(high))
    return pl.concat([figured, judged.filter(pl.col("status") != Status.OK.value)], how="diagonal")


def _finish(rows: pl.DataFrame) -> pl.DataFrame:
    scaled = [pl.col(name) * pl.col("scale") for name in ("value", "ci_low", "ci_high")]
    inside = [
        pl.max_horizontal("ci_low", pl.min_horizontal("lowest", "value")).alias("ci_low"),
        pl.min_horizontal("ci_high", pl.max_horizontal("highest", "value")).alias("ci_high"),
    ]
    ends_known = pl.col("ci_low").is_finite() & pl.col("ci_high").is_finite()
    unbounded = pl.col("value").is_not_null() & ~ends_known
    status = pl.when(unbounded).then(pl.lit(Status.ALL_EQUAL.value)).otherwise("status").alias("status")
    judged = rows.with_columns(*scaled).with_columns(status, *(pl.when(ends_known).then(end) for end in inside))
    return check(judged.with_columns(n="den").select(schema_of("estimates").names()), "estimates")
