"""Score rows put into cells (outlet x month), and every cell's sums in every bootstrap replicate.

Sums add: a month's sums over an outlet's months are the outlet's, and the outlets' are the corpus's. So the rows are
read once, the resampled units (articles or stories) of a cell lie side by side in one sparse matrix, and a replicate of
all levels costs one product of that matrix with the units' weights.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from audit.errors import SettingsError
from metrics.base import Metric, Status
from metrics.bootstrap import Floats, Keys, Moments, poisson_weights, unit_keys

ALL_OUTLETS = "(all)"
NO_OUTLET = "(unknown)"
_COLUMN = ("metric", "group_by", "group")
ACTORS = r"(^|:)actor(:|$)"
_ROWS_AT_ONCE = 8192  # units weighted together: 8192 x 1000 replicates are 64 MB
_DENSE = 0.1  # share of filled entries above which a dense product is the faster one

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Counts of a corpus by resampled unit, sorted so that the units of a cell are neighbours.

    Attributes
    ----------
    columns
        column, metric, group_by, group, scale, sparse, many, denominator_column: one row a metric x group; ``many``
        where the groups are actors or sparse, thousands in a large corpus.
    levels
        level, outlet, month: cells first, then outlets, then the whole corpus.
    parents
        cell, level: which levels a cell's sums go into, itself included.
    numerators
        unit, cell, column, denominator_column, numerator, n_seen (articles), denominator (of the unit).
    denominators
        unit, cell, denominator_column, denominator, n_articles.
    starts
        first unit of each cell, and the number of units at the end.
    keys
        the units' keys for :func:`metrics.bootstrap.poisson_weights`.
    """

    columns: pl.DataFrame
    levels: pl.DataFrame
    parents: pl.DataFrame
    numerators: pl.DataFrame
    denominators: pl.DataFrame
    starts: Ints
    keys: Keys


def gather(
    scores: pl.LazyFrame,
    articles: pl.LazyFrame,
    *,
    metrics: Mapping[str, Metric],
    seed: int,
    stories: pl.LazyFrame | None = None,
    by_month: bool = True,
) -> Cells:
    """Put the rows of ``scores`` that are defined into cells.

    Raises
    ------
    SettingsError
        when ``scores`` holds a metric that ``metrics`` does not declare.
    """
    units = _units(articles, stories, by_month=by_month)
    columns = _columns(scores, metrics)
    rows = _numerators(scores, columns, units)
    denominators = _denominators(rows)
    cells = units.select("cell", "outlet", "month").unique().sort("cell")
    levels, parents = _levels(cells)
    first = units.group_by("cell").agg(pl.col("unit").min()).sort("cell")["unit"].to_list()
    names = units.unique("unit").sort("unit")["name"]
    return Cells(
        columns=columns,
        levels=levels,
        parents=parents,
        numerators=_by_unit(rows, denominators),
        denominators=denominators,
        starts=np.array([*first, len(names)], dtype=np.int64),
        keys=unit_keys(names, seed=seed),
    )


def _units(articles: pl.LazyFrame, stories: pl.LazyFrame | None, *, by_month: bool) -> pl.DataFrame:
    """Every article's place: article_id, article, outlet, month, name (of the resampled unit), unit, cell."""
    month = pl.col("published").dt.strftime("%Y-%m") if by_month else pl.lit(None, dtype=pl.String)
    placed = articles.select("article_id", outlet=pl.col("outlet").fill_null(NO_OUTLET), month=month)
    article = pl.format("article:{}", "article_id")
    if stories is None:
        named = placed.with_columns(name=article)
    else:
        told = stories.select("article_id", "story_id").unique("article_id")
        story = pl.format("story:{}", "story_id")
        named = placed.join(told, on="article_id", how="left").with_columns(name=pl.coalesce(story, article))
    ordered = (
        named.select("article_id", "outlet", "month", "name").sort("outlet", "month", "name", "article_id").collect()
    )
    return ordered.with_columns(
        article=pl.int_range(pl.len(), dtype=pl.UInt32),
        unit=pl.struct("outlet", "month", "name").rle_id(),
        cell=pl.struct("outlet", "month").rle_id(),
    )


def _columns(scores: pl.LazyFrame, metrics: Mapping[str, Metric]) -> pl.DataFrame:
    found = scores.select(_COLUMN).unique().sort(_COLUMN).collect(engine="streaming")
    for metric in found["metric"].unique():
        if metric not in metrics:
            raise SettingsError(
                f"the scores hold metric {metric!r}, which is not declared (declared: {', '.join(sorted(metrics))}); "
                "run `media-audit score` again with the installed metrics"
            )
    declared = pl.DataFrame(
        [
            (metric.id, metric.scale, group_by in metric.sparse, group_by)
            for metric in metrics.values()
            for group_by in metric.group_by
        ],
        schema={"metric": pl.String, "scale": pl.Float64, "sparse": pl.Boolean, "group_by": pl.String},
        orient="row",
    )
    known = found.join(declared, on=["metric", "group_by"], how="left", maintain_order="left")
    shared = pl.struct("metric", "group_by").rle_id() + pl.len()
    numbered = known.with_columns(
        pl.col("scale").fill_null(1.0),
        pl.col("sparse").fill_null(value=False),
        many=pl.col("group_by").str.contains(ACTORS),
    ).with_row_index("column")
    return numbered.with_columns(
        pl.col("many") | pl.col("sparse"),
        denominator_column=pl.when("sparse").then(shared).otherwise("column").cast(pl.UInt32),
    )


def _numerators(scores: pl.LazyFrame, columns: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """The defined rows of ``scores`` by number, before units are put together."""
    places = units.lazy().select("article_id", "article", "unit", "cell")
    numbers = columns.lazy().select(*_COLUMN, "column", "sparse", "denominator_column")
    return (
        scores.filter(pl.col("status") != Status.UNDEFINED.value)
        .select("article_id", *_COLUMN, "numerator", "denominator")
        .join(numbers, on=_COLUMN)
        .join(places, on="article_id")
        .select("article", "unit", "cell", "column", "sparse", "denominator_column", "numerator", "denominator")
        .collect(engine="streaming")
    )


def _denominators(rows: pl.DataFrame) -> pl.DataFrame:
    """Denominators by unit; what the groups of a sparse grouping share is taken once an article."""
    once = ["article", "unit", "cell", "denominator_column"]
    shared = rows.lazy().filter("sparse").group_by(once).agg(pl.col("denominator").max())
    own = rows.lazy().filter(~pl.col("sparse")).select(*once, "denominator")
    together = pl.concat([own, shared]).group_by("unit", "cell", "denominator_column")
    return together.agg(pl.col("denominator").sum(), n_articles=pl.len().cast(pl.UInt32)).collect(engine="streaming")


def _by_unit(rows: pl.DataFrame, denominators: pl.DataFrame) -> pl.DataFrame:
    """Numerators by unit, each beside the unit's whole denominator."""
    summed = rows.lazy().group_by("unit", "cell", "column", "denominator_column")
    counted = summed.agg(pl.col("numerator").sum(), n_seen=pl.len().cast(pl.UInt32))
    whole = denominators.lazy().select("unit", "denominator_column", "denominator")
    return counted.join(whole, on=["unit", "denominator_column"]).collect(engine="streaming")


def _levels(cells: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cells with a month, outlets and the corpus as levels; and which levels each cell belongs to."""
    months = cells.filter(pl.col("month").is_not_null()).select("outlet", "month")
    outlets = cells.select("outlet", month=pl.lit(None, dtype=pl.String)).unique().sort("outlet")
    corpus = pl.DataFrame({"outlet": [ALL_OUTLETS], "month": [None]}, schema={"outlet": pl.String, "month": pl.String})
    levels = pl.concat([months, outlets, corpus]).with_row_index("level")
    places = levels.select("level", "outlet", "month")
    own = cells.join(places, on=["outlet", "month"])
    above = cells.select("cell", "outlet").join(places.filter(pl.col("month").is_null()), on="outlet")
    whole = cells.select("cell", level=pl.lit(len(levels) - 1, dtype=pl.UInt32))
    parents = pl.concat([frame.select("cell", "level") for frame in (own, above, whole)])
    return levels, parents.sort("cell", "level")


def figures(cells: Cells) -> pl.DataFrame:
    """Sums of every level and column that has any: level, column, n_articles, n_seen and the fields of ``Moments``."""
    num, den = pl.col("numerator"), pl.col("denominator")
    above = cells.parents.lazy()
    seen = (
        cells.numerators.lazy()
        .group_by("cell", "column", "denominator_column")
        .agg(
            pl.col("n_seen").sum(),
            num=num.sum(),
            num2=(num**2).sum(),
            num3=(num**3).sum(),
            num_den=(num * den).sum(),
            num2_den=(num**2 * den).sum(),
            num_den2=(num * den**2).sum(),
        )
        .join(above, on="cell")
        .group_by("level", "column", "denominator_column")
        .agg(pl.all().exclude("cell").sum())
    )
    whole = (
        cells.denominators.lazy()
        .group_by("cell", "denominator_column")
        .agg(
            pl.col("n_articles").sum(),
            n=pl.len().cast(pl.Float64),
            den=den.sum(),
            den2=(den**2).sum(),
            den3=(den**3).sum(),
        )
        .join(above, on="cell")
        .group_by("level", "denominator_column")
        .agg(pl.all().exclude("cell").sum())
    )
    joined = seen.join(whole, on=["level", "denominator_column"])
    return joined.drop("denominator_column").sort("level", "column").collect(engine="streaming")


def moments_of(figures: pl.DataFrame) -> Moments:
    """The moment columns of some rows of :func:`figures` as arrays."""
    return Moments(**{name: figures[name].to_numpy().astype(np.float64) for name in Moments.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Replicates:
    """Ratios of one level in every replicate: one row a column of the block."""

    level: int
    ratios: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The units of an outlet: their keys, and their counts, units x columns."""

    keys: Keys
    num: Floats
    den: Floats


class Resampler:
    """Draws the replicates of all levels, a block of columns at a time."""

    def __init__(self, cells: Cells, columns: Ints, *, n_replicates: int) -> None:
        """Keep the sparse matrices (units x columns) of the given columns."""
        self._cells = cells
        self._n_replicates = n_replicates
        wanted = pl.DataFrame({"column": columns}, schema={"column": pl.UInt32}).join(
            cells.columns.select("column", "denominator_column"), on="column", how="left", maintain_order="left"
        )
        own = np.unique(wanted["denominator_column"].to_numpy())
        self._denominator_of = np.searchsorted(own, wanted["denominator_column"].to_numpy())
        self._numerators = self._matrix(cells.numerators, "column", "numerator", columns)
        self._denominators = self._matrix(cells.denominators, "denominator_column", "denominator", own)

    def _matrix(self, rows: pl.DataFrame, key: str, value: str, columns: Ints) -> sparse.csc_matrix:
        numbers = pl.DataFrame({key: columns, "at": np.arange(len(columns))}, schema={key: pl.UInt32, "at": pl.Int32})
        kept = rows.lazy().select("unit", key, value).join(numbers.lazy(), on=key).collect(engine="streaming")
        entries = (kept[value].to_numpy(), (kept["unit"].to_numpy().astype(np.int32), kept["at"].to_numpy()))
        return sparse.csc_matrix(entries, shape=(len(self._cells.keys), len(columns)))

    def draw(self, block: slice) -> Iterator[Replicates]:
        """Replicates of a block of columns for every level, lower levels first."""
        denominators, place = np.unique(self._denominator_of[block], return_inverse=True)
        numerator = _Product(self._numerators[:, block])
        denominator = _Product(self._denominators[:, denominators])
        sums: dict[int, tuple[Floats, Floats]] = {}
        left = dict(self._cells.parents.group_by("level").len().iter_rows())
        for cell, levels in self._cells.parents.group_by("cell", maintain_order=True):
            number = int(str(cell[0]))
            parts = self._cell(numerator, denominator, number)
            for level in levels["level"].to_list():
                sums[level] = _plus(sums.get(level), parts)
                left[level] -= 1
                if not left[level]:
                    top, bottom = sums.pop(level)
                    yield Replicates(level=level, ratios=_ratios(top, bottom[place]))

    def sample(self, cell: int) -> Sample:
        """The units of a cell: keys, and counts of all columns, dense."""
        begin, end = int(self._cells.starts[cell]), int(self._cells.starts[cell + 1])
        owned = self._denominators.tocsr()[begin:end].toarray()
        num = self._numerators.tocsr()[begin:end].toarray()
        return Sample(keys=self._cells.keys[begin:end], num=num, den=owned[:, self._denominator_of])

    def _cell(self, numerator: "_Product", denominator: "_Product", cell: int) -> tuple[Floats, Floats]:
        begin, end = int(self._cells.starts[cell]), int(self._cells.starts[cell + 1])
        parts: tuple[Floats, Floats] | None = None
        for start in range(begin, end, _ROWS_AT_ONCE):
            stop = min(start + _ROWS_AT_ONCE, end)
            weights = poisson_weights(self._cells.keys[start:stop], n_replicates=self._n_replicates).astype(np.float64)
            parts = _plus(
                parts, (numerator.with_weights(weights, start, stop), denominator.with_weights(weights, start, stop))
            )
        assert parts is not None
        return parts


class _Product:
    """A matrix of counts, units x columns, dense where that multiplies faster."""

    def __init__(self, counts: sparse.csc_matrix) -> None:
        filled = counts.nnz / max(1, counts.shape[0] * counts.shape[1])
        self._counts = counts.toarray() if filled > _DENSE else counts.tocsr()

    def with_weights(self, weights: Floats, start: int, stop: int) -> Floats:
        """Weighted column sums over units ``start`` to ``stop``: columns x replicates."""
        return np.asarray(self._counts[start:stop].T @ weights)


def _plus(sums: tuple[Floats, Floats] | None, parts: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    return parts if sums is None else (sums[0] + parts[0], sums[1] + parts[1])


def _ratios(top: Floats, bottom: Floats) -> Floats:
    return np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom != 0)
