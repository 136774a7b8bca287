"""Differences between outlets: how large, how sure, and how likely by chance alone.

Every pair of outlets is compared in the metrics that a report puts first (`headline`), for each of their groups but for
actors: comparisons that nobody looks at would only cost power. The p-values are adjusted over all comparisons of one
metric and grouping (every pair of outlets, every group): those answer one question and are read side by side in one
figure. Adjusting over all metrics at once would let a question that nobody asks of a figure decide about it, and no
number of permutations that a laptop draws could pass it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import polars as pl

from audit.config import Settings
from audit.tables import check, empty
from metrics.base import Status, status_where
from metrics.bootstrap import Floats, Moments, intervals
from metrics.cells import Cells, figures, gather, moments_of, too_few
from metrics.permutation import HOLM, adjust, permutation_p_values
from metrics.places import ALL_OUTLETS, Ints
from metrics.resampling import Sample, replicates, sample
from metrics.scored import Scored
from metrics.small_samples import Ends, correlation, of_difference, second_interval, wider


def differences(scored: Scored, *, method: str = HOLM) -> pl.DataFrame:
    """Rows of table ``differences``: outlet_a minus outlet_b, a before b in the alphabet, for every headline metric and group.

    Parameters
    ----------
    scored
        scores of the run.
    method
        adjustment of the p-values over each metric and grouping: "holm" or "bh".

    Notes
    -----
    Where either outlet has no denominator (``undefined``) or rests on too little (``too_few``, as in ``estimates``), the
    row has the numbers of articles and nothing else; where all articles of one have the same value and the metric lacks a
    bound (``all_equal``), it has no interval.
    """
    shown = [metric.id for metric in scored.metrics.values() if metric.headline]
    chosen = scored.scores.filter(pl.col("metric").is_in(shown))
    rows = [
        _compare(a, b, cells.columns, scored.settings)
        for cells in gather(chosen, scored.place(by_month=False), metrics=scored.metrics, many=False)
        for a, b in combinations(_outlets(cells, scored.settings), 2)
    ]
    if not rows:
        return empty("differences")
    families = pl.concat(rows).partition_by("metric", "group_by", maintain_order=True)
    return check(pl.concat([_adjusted(family, method=method) for family in families]), "differences")


def _adjusted(family: pl.DataFrame, *, method: str) -> pl.DataFrame:
    """The comparisons of one metric and grouping with their adjusted p-values."""
    adjusted = adjust(family["p_value"].cast(pl.Float64).fill_null(np.nan).to_numpy(), method=method)
    return family.with_columns(p_adjusted=pl.Series(adjusted).fill_nan(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outlet:
    """What a comparison needs of an outlet; arrays in the order of the columns."""

    name: str
    n_articles: Ints
    status: tuple[str, ...]
    moments: Moments
    ratios: Floats
    second: Ends
    sample: Sample


def _outlets(cells: Cells, settings: Settings) -> Iterator[_Outlet]:
    """Every outlet's sums, replicates and units, by name."""
    found = figures(cells)
    judged = cells.columns.select("column", "sparse", "minimum")
    every = np.arange(len(judged))
    is_share, events = cells.columns["is_share"].to_numpy(), cells.columns["events"].to_numpy()
    bounds = cells.bounds(every)
    status = status_where(undefined=pl.col("den") <= 0, few=too_few(settings.minimum_articles)).alias("status")
    drawn = {part.level: part.ratios(every) for part in replicates(cells, n_replicates=settings.n_bootstrap)}
    places = cells.places.parents.group_by("level").agg(pl.col("cell").min())
    for level, outlet, cell in (
        cells.places.levels.join(places, on="level").sort("outlet").select("level", "outlet", "cell").rows()
    ):
        if outlet == ALL_OUTLETS:
            continue
        here = found.filter(pl.col("level") == level)
        rows = judged.join(here, on="column", how="left", maintain_order="left").fill_null(0)
        moments = moments_of(rows)
        yield _Outlet(
            name=outlet,
            n_articles=rows["n_articles"].to_numpy().astype(np.int64),
            status=tuple(rows.select(status).to_series()),
            moments=moments,
            ratios=drawn[level],
            second=second_interval(
                moments, is_share=is_share, confidence=settings.confidence, bounds=bounds, events=events
            ),
            sample=sample(cells, cell),
        )


def _compare(a: _Outlet, b: _Outlet, columns: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """All rows of one pair, without the adjustment."""
    status = [_worse(one, other) for one, other in zip(a.status, b.status, strict=True)]
    good = np.array([value == Status.OK.value for value in status])
    numbers = np.full((4, len(columns)), np.nan)
    if good.any():
        difference = a.moments.ratio() - b.moments.ratio()
        acceleration, n = combined(a.moments, b.moments)
        numbers[0] = difference
        resampled = intervals(
            a.ratios - b.ratios, difference, acceleration=acceleration, n=n, confidence=settings.confidence
        )
        second = of_difference(
            (a.moments.ratio(), b.moments.ratio()), a.second, b.second, correlation=correlation(a.ratios, b.ratios)
        )
        numbers[1], numbers[2] = wider(resampled, second)
        numbers[:3] *= columns["scale"].to_numpy()
        widest = (columns["highest"] - columns["lowest"]).to_numpy()  # of two values within the metric's bounds
        numbers[1:3] = np.clip(numbers[1:3], -widest, widest)
        numbers[3, good] = permutation_p_values(
            _only(a.sample, good), _only(b.sample, good), seed=settings.seed, n_permutations=settings.n_permutations
        )
        numbers[:, ~good] = np.nan
        endless = good & ~np.isfinite(numbers[1:3]).all(axis=0)
        numbers[1:3, endless] = np.nan
        status = [Status.ALL_EQUAL.value if no_end else one for no_end, one in zip(endless, status, strict=True)]
    named = dict(zip(("difference", "ci_low", "ci_high", "p_value"), numbers, strict=True))
    return columns.select("metric", "group_by", "group").with_columns(
        outlet_a=pl.lit(a.name),
        outlet_b=pl.lit(b.name),
        n_articles_a=pl.Series(a.n_articles, dtype=pl.UInt32),
        n_articles_b=pl.Series(b.n_articles, dtype=pl.UInt32),
        status=pl.Series(status, dtype=pl.String),
        **{name: pl.Series(values).fill_nan(None) for name, values in named.items()},
    )


def _worse(one: str, other: str) -> str:
    return next(
        (status.value for status in (Status.UNDEFINED, Status.TOO_FEW) if status.value in {one, other}), Status.OK.value
    )


def _only(sample: Sample, columns: np.ndarray) -> Sample:
    return Sample(keys=sample.keys, num=sample.num[:, columns], den=sample.den[:, columns])


def combined(a: Moments, b: Moments) -> tuple[Floats, Floats]:
    """Acceleration of a difference of independent ratios, and Welch's degrees of freedom plus one as its n."""
    second_a, third_a = a.influence()
    second_b, third_b = b.influence()
    spread = second_a + second_b
    flat = spread <= 0
    acceleration = np.where(flat, 0.0, (third_a - third_b) / (6 * np.where(flat, 1.0, spread) ** 1.5))
    freedom = second_a**2 / np.maximum(a.n - 1, 1) + second_b**2 / np.maximum(b.n - 1, 1)
    n = np.where(freedom > 0, spread**2 / np.where(freedom > 0, freedom, 1.0), a.n + b.n - 2) + 1
    return acceleration, np.maximum(n, 2)
