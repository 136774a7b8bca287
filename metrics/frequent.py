"""Which groups of a large corpus have figures: of actors, the hundred that most articles of an outlet hold.

A corpus of 100,000 articles names a million actors, most of them once. An outlet's figure for each would rest on an article or
two and be ``too_few``; a report shows some tens.
"""

import numpy as np
import polars as pl

from metrics.base import Declaration, Metric
from metrics.bootstrap import Floats

MOST_GROUPS = 100
_OFTEN = 20  # articles below which a group is first left out of the ranking
_BUCKETS = 2**20


def has_many(metric: Declaration, group_by: str) -> bool:
    """Whether a grouping may have thousands of groups: actors, and what the metric declares sparse."""
    return "actor" in group_by.split(":") or (isinstance(metric, Metric) and group_by in metric.sparse)


def most_held(held: pl.DataFrame) -> pl.Series:
    """The groups among the hundred that most articles of some outlet hold, or of all outlets together.

    Parameters
    ----------
    held
        group, outlet (a number): one row an article that holds the group. Of equals the first in the alphabet come first.

    Notes
    -----
    Most groups are held by an article or two. They are set aside, and called back if some outlet has fewer than a hundred
    groups that are held more often than they can be.
    """
    first = _first(held.filter(may_reach(held["group"], None, least=_OFTEN)))
    full = first.group_by("outlet").agg(n=pl.len(), least=pl.col("len").min())
    sure = len(full) > held["outlet"].n_unique() and full["n"].min() == MOST_GROUPS
    if not (sure and full.select(pl.col("least").min() >= _OFTEN).item()):
        first = _first(held)
    return first["group"].unique()


def may_reach(groups: pl.Series, amounts: Floats | None, *, least: float) -> pl.Series:
    """Whether the amounts (1 each where none are given) of a row's group may add up to ``least``.

    Amounts are added by a hash of the group's name, so a sum can only be too large: no group that reaches ``least`` is lost.
    """
    bucket = (groups.hash() % _BUCKETS).to_numpy().astype(np.int64)
    return pl.Series((np.bincount(bucket, weights=amounts, minlength=_BUCKETS) >= least)[bucket])


def _first(held: pl.DataFrame) -> pl.DataFrame:
    """The groups that most rows of each outlet, and of all of them (null), hold: group, outlet, len."""
    by_outlet = held.group_by("group", "outlet").len()
    everywhere = by_outlet.group_by("group").agg(pl.col("len").sum())
    none = pl.lit(None, dtype=held.schema["outlet"])
    counted = pl.concat([by_outlet, everywhere.select("group", "len", outlet=none).select(by_outlet.columns)])
    least = pl.col("len").top_k(MOST_GROUPS).min().over("outlet")
    near = counted.filter(pl.col("len") >= least).sort("len", "group", descending=[True, False])
    return near.group_by("outlet", maintain_order=True).head(MOST_GROUPS)
