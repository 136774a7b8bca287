"""Figures of an outlet, of its months and of all outlets, each with its interval and its n.

A figure is the ratio of the sums over articles, times the metric's declared scale; articles whose own value is
``too_few`` add their counts as every other does, articles whose value is undefined have none to add.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl

from audit.config import Settings
from audit.tables import check
from metrics.base import Metric, Status
from metrics.bootstrap import Floats, intervals
from metrics.cells import Cells, Ints, Resampler, figures, gather, moments_of

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
    Actors and sparse groups have rows only where they occur, and for a month only with a value.
    """
    cells = gather(scores, articles, metrics=metrics, seed=settings.seed, stories=stories, by_month=by_month)
    judged = _judge(figures(cells), cells, minimum_articles=settings.minimum_articles)
    kept = judged.filter(~(pl.col("many") & pl.col("month").is_not_null() & (pl.col("status") != Status.OK.value)))
    return _finish(_with_intervals(kept, cells, settings))


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
    outlets = cells.levels.filter(pl.col("month").is_null()).select("level")
    expected = outlets.join(cells.columns.filter(~pl.col("many")).select("column"), how="cross")
    whole = pl.concat([found, expected.join(found, on=["level", "column"], how="anti")], how="diagonal")
    named = whole.join(cells.columns, on="column").join(cells.levels, on="level")
    return named.with_columns(pl.selectors.numeric().fill_null(0)).with_columns(status=status)


def _with_intervals(judged: pl.DataFrame, cells: Cells, settings: Settings) -> pl.DataFrame:
    """Add value, ci_low and ci_high (unscaled) to the rows whose status is ``ok``."""
    good = judged.filter(pl.col("status") == Status.OK.value)
    ends = np.full((3, len(good)), np.nan)
    columns = _by_fill(good)
    resampler = Resampler(cells, columns, n_replicates=settings.n_bootstrap)
    rank = pl.DataFrame(
        {"column": columns, "at": np.arange(len(columns))}, schema={"column": pl.UInt32, "at": pl.Int64}
    )
    placed = good.join(rank, on="column", how="left", maintain_order="left").with_row_index("row").sort("level", "at")
    per_level = {int(str(level[0])): rows for level, rows in placed.group_by("level", maintain_order=True)}
    for block in _blocks(len(columns)):
        for replicates in resampler.draw(block):
            rows = per_level.get(replicates.level)
            if rows is None:
                continue
            rows = rows.filter(pl.col("at").is_between(block.start, block.stop, closed="left"))
            if len(rows):
                chosen = replicates.ratios[rows["at"].to_numpy() - block.start]
                ends[:, rows["row"].to_numpy()] = _ends(rows, chosen, settings)
    named = {name: pl.Series(ends[at]) for at, name in enumerate(("value", "ci_low", "ci_high"))}
    return pl.concat([good.with_columns(**named), judged.filter(pl.col("status") != Status.OK.value)], how="diagonal")


def _ends(rows: pl.DataFrame, ratios: Floats, settings: Settings) -> Floats:
    moments = moments_of(rows)
    value = moments.ratio()
    low, high = intervals(
        ratios, value, acceleration=moments.acceleration(), n=moments.n, confidence=settings.confidence
    )
    return np.stack([value, low, high])


def _by_fill(good: pl.DataFrame) -> Ints:
    """The columns to resample, those seen most first, so that a block is dense or sparse as a whole."""
    seen = good.group_by("column").agg(pl.col("n_seen").max()).sort("n_seen", "column", descending=[True, False])
    return seen["column"].to_numpy().astype(np.int64)


def _blocks(n: int) -> Iterator[slice]:
    return (slice(start, min(start + _BLOCK, n)) for start in range(0, n, _BLOCK))


def _finish(rows: pl.DataFrame) -> pl.DataFrame:
    scaled = [pl.col(name) * pl.col("scale") for name in ("value", "ci_low", "ci_high")]
    table = rows.with_columns(*scaled).with_columns(n=pl.col("den"))
    order = ["metric", "group_by", "group", "outlet", "month"]
    columns = [
        "outlet",
        "month",
        "metric",
        "group_by",
        "group",
        "n_articles",
        "n",
        "value",
        "ci_low",
        "ci_high",
        "status",
    ]
    return check(table.select(columns).sort(order, nulls_last=False), "estimates")
