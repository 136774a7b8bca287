"""Figures that only a collection of articles has: counts put together over an outlet, then a statistic of the pool.

Intervals are the estimate ± t times the bootstrap standard error, kept within the metric's bounds. Articles (or whole
stories) are drawn with the weights of :mod:`metrics.bootstrap`. The quantiles of the replicates are not used: a replicate
holds some articles twice and others not at all, so its sources repeat and its diversity lies under the estimate, however
large the corpus. The standard error is free of that shift, and 200 replicates are enough for one [1]_.

References
----------
.. [1] Efron & Tibshirani 1993, An Introduction to the Bootstrap, Chapman & Hall, chapter 6.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl
from scipy import sparse

from audit.config import Settings
from audit.tables import check, empty
from metrics.base import OutletMetric, Pooled, Status, Tables
from metrics.bootstrap import Floats, expanded_level, poisson_weights, unit_keys

ALL_OUTLETS = "(all)"
NO_OUTLET = "(unknown)"
_REPLICATES = 200
_ENTRIES = 8_000_000  # pooled counts held at once: 64 MB
_COLUMNS = 4096  # counts of several small groups that are drawn together
_DEPTH = 0.5
"""Outlets are rarefied to half the smallest outlet's count, so that the bootstrap's smaller replicates reach it too."""

_GROUP = ["group_by", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Articles sorted by outlet: their ids, the outlets' names and slices, and the drawn weights (observed first)."""

    articles: pl.DataFrame
    outlets: tuple[str, ...]
    slices: tuple[slice, ...]
    weights: Floats


def pooled_estimates(
    tables: Tables, *, metrics: Mapping[str, OutletMetric], settings: Settings, stories: pl.LazyFrame | None = None
) -> pl.DataFrame:
    """Rows of table ``estimates`` per outlet and over all outlets ("(all)"), for metrics that only an outlet has.

    Parameters
    ----------
    tables
        annotation tables by name.
    metrics
        declarations by id.
    settings
        seed, n_bootstrap (200 of them at most are drawn), confidence, minimum_articles.
    stories
        article_id, story_id: whole stories are drawn where given.

    Notes
    -----
    ``n`` is the pooled count that ``minimum_n`` is held against, ``n_articles`` the articles it comes from. A group that
    reaches the minimum in no outlet, nor in all together, has no rows.
    """
    place = _place(tables["articles"], stories, settings)
    sharing: dict[Callable[[Tables], pl.LazyFrame], list[OutletMetric]] = {}
    for metric in metrics.values():
        sharing.setdefault(metric.compute, []).append(metric)
    rows = [row for members in sharing.values() for row in _rows(members, tables, place=place, settings=settings)]
    return check(pl.DataFrame(rows, schema=empty("estimates").schema, orient="row"), "estimates")


def _place(articles: pl.LazyFrame, stories: pl.LazyFrame | None, settings: Settings) -> _Place:
    found = articles.select("article_id", outlet=pl.col("outlet").fill_null(NO_OUTLET))
    name = pl.format("article:{}", "article_id")
    if stories is not None:
        told = stories.select("article_id", "story_id").unique("article_id")
        found = found.join(told, on="article_id", how="left")
        name = pl.coalesce(pl.format("story:{}", "story_id"), name)
    ordered = found.with_columns(name=name).sort("outlet", "article_id").with_row_index("article").collect()
    sizes = ordered.group_by("outlet", maintain_order=True).len()
    ends = np.cumsum([0, *sizes["len"].to_list()])
    n_replicates = min(settings.n_bootstrap, _REPLICATES)
    drawn = poisson_weights(unit_keys(ordered["name"], seed=settings.seed), n_replicates=n_replicates)
    return _Place(
        articles=ordered.select("article_id", "article", "outlet"),
        outlets=tuple(sizes["outlet"]),
        slices=tuple(slice(int(start), int(end)) for start, end in pairwise(ends)),
        weights=np.column_stack([np.ones(len(ordered), dtype=np.uint8), drawn]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """One group's counts: units are the columns of the matrix articles x units."""

    name: tuple[str, str]
    units: tuple[str, ...]
    columns: slice


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """What a metric has of a group: by outlet and, last, over all of them."""

    metric: OutletMetric
    n: Floats
    n_articles: Floats
    status: tuple[Status, ...]
    depth: float


def _rows(
    members: Sequence[OutletMetric], tables: Tables, *, place: _Place, settings: Settings
) -> Iterator[dict[str, object]]:
    """Rows of metrics that share their counts."""
    counts = members[0].compute(members[0].fetch(tables)).filter(pl.col("count") != 0)
    found = counts.join(place.articles.lazy(), on="article_id").drop("article_id").collect()
    judged: dict[tuple[str, str], list[_Judged]] = {}
    for metric in members:
        for name, judgement in _judge(metric, found, outlets=place.outlets, settings=settings):
            judged.setdefault(name, []).append(judgement)
    names = pl.DataFrame(list(judged), schema={"group_by": pl.String, "group": pl.String}, orient="row")
    kept = found.join(names, on=_GROUP, how="semi").sort(*_GROUP, "unit")
    if kept.is_empty():
        return
    kept = kept.with_columns(column=pl.struct(*_GROUP, "unit").rle_id())
    matrix = sparse.csr_matrix(
        (kept["count"].cast(pl.Float64).to_numpy(), (kept["column"].to_numpy(), kept["article"].to_numpy())),
        shape=(kept["column"].n_unique(), len(place.articles)),
    )
    for block in _blocks(_groups(kept)):
        yield from _block(block, matrix, judged=judged, place=place, settings=settings)


def _judge(
    metric: OutletMetric, found: pl.DataFrame, *, outlets: tuple[str, ...], settings: Settings
) -> Iterator[tuple[tuple[str, str], _Judged]]:
    """Count the cases and articles of each group; groups that have enough nowhere are left out."""
    counted = found if metric.total is None else found.filter(pl.col("unit").is_in(metric.total))
    cells = counted.group_by(*_GROUP, "outlet").agg(pl.col("count").sum(), pl.col("article").n_unique())
    enough = cells.group_by(_GROUP).agg(pl.col("count").sum()).filter(pl.col("count") >= metric.minimum_n)
    places = {outlet: number for number, outlet in enumerate(outlets)}
    for (group_by, group), part in cells.join(enough, on=_GROUP, how="semi").group_by(_GROUP):
        n, n_articles = np.zeros(len(outlets)), np.zeros(len(outlets))
        where = [places[outlet] for outlet in part["outlet"]]
        n[where], n_articles[where] = part["count"].to_numpy(), part["article"].to_numpy()
        judged = _judgement(metric, n, n_articles, settings=settings)
        if Status.OK in judged.status:
            yield (str(group_by), str(group)), judged


def _judgement(metric: OutletMetric, n: Floats, n_articles: Floats, *, settings: Settings) -> _Judged:
    enough = (n >= metric.minimum_n) & (n_articles >= settings.minimum_articles)
    smallest = float(n[enough].min() if enough.any() else n.sum())
    n, n_articles = np.append(n, n.sum()), np.append(n_articles, n_articles.sum())
    enough = np.append(enough, n_articles[-1] >= settings.minimum_articles)
    status = tuple(
        Status.OK if good else Status.UNDEFINED if total == 0 else Status.TOO_FEW
        for good, total in zip(enough, n, strict=True)
    )
    return _Judged(metric=metric, n=n, n_articles=n_articles, status=status, depth=float(np.floor(_DEPTH * smallest)))


def _groups(kept: pl.DataFrame) -> Iterator[_Group]:
    columns = kept.group_by(*_GROUP, maintain_order=True).agg(pl.col("unit").unique(maintain_order=True))
    start = 0
    for group_by, group, units in columns.iter_rows():
        yield _Group(name=(group_by, group), units=tuple(units), columns=slice(start, start + len(units)))
        start += len(units)


def _blocks(groups: Iterator[_Group]) -> Iterator[list[_Group]]:
    """Neighbouring groups whose counts are drawn together."""
    block: list[_Group] = []
    for group in groups:
        if block and group.columns.stop - block[0].columns.start > _COLUMNS:
            yield block
            block = []
        block.append(group)
    if block:
        yield block


def _block(
    block: list[_Group],
    matrix: sparse.csr_matrix,
    *,
    judged: Mapping[tuple[str, str], Sequence[_Judged]],
    place: _Place,
    settings: Settings,
) -> Iterator[dict[str, object]]:
    """Draw the replicates of some groups, take every statistic of them, and make the rows."""
    kept = [(group, one) for group in block for one in judged[group.name]]
    values: list[list[Floats]] = [[] for _ in kept]
    for drawn in _draws(matrix[block[0].columns.start : block[-1].columns.stop], place):
        for found, (group, one) in zip(values, kept, strict=True):
            pools = _pools(group, drawn, first=block[0].columns.start, depth=one.depth)
            taken = [
                one.metric.statistic(pool) if good == Status.OK else np.full(len(pool.counts), np.nan)
                for pool, good in zip(pools, one.status, strict=True)
            ]
            found.append(np.column_stack(taken))
    for found, (group, one) in zip(values, kept, strict=True):
        whole = np.concatenate(found)
        for level, outlet in enumerate((*place.outlets, ALL_OUTLETS)):
            yield _row(one, level, outlet=outlet, group=group, values=whole[:, level], settings=settings)


def _draws(matrix: sparse.csr_matrix, place: _Place) -> Iterator[list[Floats]]:
    """Replicates x columns for each outlet and, last, for all of them; some replicates at a time."""
    by_column = matrix.tocsc()
    parts = [by_column[:, articles].tocsr() for articles in place.slices]
    step = max(1, _ENTRIES // (matrix.shape[0] * (len(parts) + 1)))
    for start in range(0, place.weights.shape[1], step):
        drawn = [
            np.asarray(part @ place.weights[articles, start : start + step].astype(np.float64)).T
            for part, articles in zip(parts, place.slices, strict=True)
        ]
        yield [*drawn, np.sum(drawn, axis=0)]


def _pools(group: _Group, drawn: list[Floats], *, first: int, depth: float) -> Iterator[Pooled]:
    columns = slice(group.columns.start - first, group.columns.stop - first)
    whole = drawn[-1][:, columns]
    for level in drawn:
        own = level[:, columns]
        yield Pooled(counts=own, units=group.units, others=whole - own, depth=depth)


def _row(
    judged: _Judged, level: int, *, outlet: str, group: _Group, values: Floats, settings: Settings
) -> dict[str, object]:
    status, value, low, high = judged.status[level], None, None, None
    if status == Status.OK and not np.isfinite(values[0]):
        status = Status.UNDEFINED
    if status == Status.OK:
        value, (low, high) = float(values[0]), _interval(judged, level, values=values, settings=settings)
    return {
        "outlet": outlet,
        "month": None,
        "metric": judged.metric.id,
        "group_by": group.name[0],
        "group": group.name[1],
        "n_articles": int(judged.n_articles[level]),
        "n": float(judged.n[level]),
        "value": value,
        "ci_low": low,
        "ci_high": high,
        "status": status.value,
    }


def _interval(
    judged: _Judged, level: int, *, values: Floats, settings: Settings
) -> tuple[float, float] | tuple[None, None]:
    """Estimate ± t times the standard deviation of the defined replicates, within the metric's bounds."""
    replicates = values[1:][np.isfinite(values[1:])]
    if len(replicates) < 2:
        return None, None
    n = np.array([judged.n_articles[level]])
    reach = -float(expanded_level(n, confidence=settings.confidence)[0]) * float(np.std(replicates, ddof=1))
    lowest, highest = judged.metric.bounds
    low, high = float(values[0]) - reach, float(values[0]) + reach
    return low if lowest is None else max(low, lowest), high if highest is None else min(high, highest)
