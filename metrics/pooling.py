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

    group_by: str
    group: str
    units: tuple[str, ...]
    columns: slice


def _rows(
    members: Sequence[OutletMetric], tables: Tables, *, place: _Place, settings: Settings
) -> Iterator[dict[str, object]]:
    """Rows of metrics that share their counts."""
    counts = members[0].compute(members[0].fetch(tables)).filter(pl.col("count") != 0)
    found = counts.join(place.articles.lazy(), on="article_id").sort(*_GROUP, "unit").collect()
    if found.is_empty():
        return
    found = found.with_columns(column=pl.struct(*_GROUP, "unit").rle_id())
    matrix = sparse.csc_matrix(
        (found["count"].cast(pl.Float64).to_numpy(), (found["article"].to_numpy(), found["column"].to_numpy())),
        shape=(len(place.articles), found["column"].n_unique()),
    )
    for block in _blocks(_groups(found)):
        yield from _block(block, matrix, members=members, place=place, settings=settings)


def _groups(found: pl.DataFrame) -> Iterator[_Group]:
    columns = found.select(*_GROUP, "unit", "column").unique("column", maintain_order=True)
    for (group_by, group), part in columns.group_by(_GROUP, maintain_order=True):
        units = tuple(part["unit"])
        start = int(part["column"][0])
        yield _Group(group_by=str(group_by), group=str(group), units=units, columns=slice(start, start + len(units)))


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
    matrix: sparse.csc_matrix,
    *,
    members: Sequence[OutletMetric],
    place: _Place,
    settings: Settings,
) -> Iterator[dict[str, object]]:
    first, last = block[0].columns.start, block[-1].columns.stop
    parts = [matrix[part, first:last].T.tocsr() for part in place.slices]
    kept = [
        judged
        for group in block
        for metric in members
        if (judged := _judge(metric, group, parts, first=first, settings=settings)) is not None
    ]
    values = [[np.empty((0,))] * (len(parts) + 1) for _ in kept]
    step = max(1, _ENTRIES // ((last - first) * (len(parts) + 1)))
    for start in range(0, place.weights.shape[1] if kept else 0, step):
        drawn = [
            np.asarray(part @ place.weights[rows, start : start + step].astype(np.float64)).T
            for part, rows in zip(parts, place.slices, strict=True)
        ]
        drawn.append(np.sum(drawn, axis=0))
        for at, judged in enumerate(kept):
            for level, pooled in enumerate(_pools(judged, drawn, first=first)):
                if judged.status[level] == Status.OK:
                    values[at][level] = np.append(values[at][level], judged.metric.statistic(pooled))
    for at, judged in enumerate(kept):
        for level, outlet in enumerate((*place.outlets, ALL_OUTLETS)):
            yield _row(judged, level, outlet=outlet, values=values[at][level], settings=settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A metric and group with what is there: by outlet and, last, over all of them."""

    metric: OutletMetric
    group: _Group
    n: Floats
    n_articles: Floats
    status: tuple[Status, ...]
    depth: float


def _judge(
    metric: OutletMetric, group: _Group, parts: list[sparse.csr_matrix], *, first: int, settings: Settings
) -> _Judged | None:
    """Count cases and articles; None where the minimum is reached nowhere."""
    counted = [
        index + group.columns.start - first
        for index, unit in enumerate(group.units)
        if metric.total is None or unit in metric.total
    ]
    totals = [np.asarray(part[counted].sum(axis=0)).ravel() for part in parts]
    n = np.array([total.sum() for total in totals])
    n_articles = np.array([(total > 0).sum() for total in totals], dtype=np.float64)
    enough = (n >= metric.minimum_n) & (n_articles >= settings.minimum_articles)
    n, n_articles = np.append(n, n.sum()), np.append(n_articles, n_articles.sum())
    if n[-1] < metric.minimum_n:
        return None
    together = n_articles[-1] >= settings.minimum_articles
    status = tuple(
        Status.OK if good else Status.UNDEFINED if total == 0 else Status.TOO_FEW
        for good, total in zip(np.append(enough, together), n, strict=True)
    )
    depth = _DEPTH * float(n[:-1][enough].min() if enough.any() else n[-1])
    return _Judged(metric=metric, group=group, n=n, n_articles=n_articles, status=status, depth=float(np.floor(depth)))


def _pools(judged: _Judged, drawn: list[Floats], *, first: int) -> Iterator[Pooled]:
    columns = slice(judged.group.columns.start - first, judged.group.columns.stop - first)
    whole = drawn[-1][:, columns]
    for level in drawn:
        own = level[:, columns]
        yield Pooled(counts=own, units=judged.group.units, others=whole - own, depth=judged.depth)


def _row(judged: _Judged, level: int, *, outlet: str, values: Floats, settings: Settings) -> dict[str, object]:
    status, value, low, high = judged.status[level], None, None, None
    if status == Status.OK:
        if np.isfinite(values[0]):
            value, (low, high) = float(values[0]), _interval(judged, level, values=values, settings=settings)
        else:
            status = Status.UNDEFINED
    return {
        "outlet": outlet,
        "month": None,
        "metric": judged.metric.id,
        "group_by": judged.group.group_by,
        "group": judged.group.group,
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
