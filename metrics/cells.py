"""Score rows put into cells (outlet x month) and summed over every level: months, outlets, the whole corpus.

A metric's rows become two sparse matrices, resampled units x columns: a column is one group of one grouping, and groups that
share a denominator (parties of an article, actors) share its column too. Strings are met once, here; all that follows is
arithmetic on matrices.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from audit.errors import SettingsError
from metrics.base import Metric, Status
from metrics.bootstrap import Floats, Moments
from metrics.frequent import has_many, most_held
from metrics.places import Ints, Places

_ENTRIES_AT_ONCE = 6_000_000  # counts of different units and columns held together: 0.2 GB with their denominators
_FEWEST_UNITS = 2  # one story alone, however many articles tell it, says nothing of how stories differ
_ROW = ("article_id", "group_by", "group", "numerator", "denominator")
_OF_NUMERATOR = ("num", "num2", "num3", "num_den", "num2_den", "num_den2")
_OF_DENOMINATOR = ("n", "den", "den2", "den3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Counts of some metrics by resampled unit; units lie in the order of ``places``, cell by cell.

    Attributes
    ----------
    places
        the units and their levels.
    columns
        column, metric, group_by, group, scale, minimum, sparse, many, is_share, events, lowest, highest (its bounds,
        infinite where it has none): one row a group; ``many`` where the groups are actors or sparse, thousands in a large
        corpus.
    numerators
        units x columns.
    denominators
        units x denominators.
    denominator_of
        the denominator of each column.
    sums
        n_articles (with a denominator), n_seen (that hold the group), n_valued (that have a value of their own) and the
        fields of ``Moments``: each columns x cells.
    """

    places: Places
    columns: pl.DataFrame
    numerators: sparse.csr_matrix
    denominators: sparse.csr_matrix
    denominator_of: Ints
    sums: Mapping[str, Floats]

    def bounds(self, columns: Ints) -> tuple[Floats, Floats]:
        """Smallest and largest possible ratio of some columns, before scaling."""
        chosen = self.columns[columns]
        scale = chosen["scale"].to_numpy()
        return chosen["lowest"].to_numpy() / scale, chosen["highest"].to_numpy() / scale

    @property
    def n_entries(self) -> int:
        """Counts held."""
        return int(self.numerators.nnz)


def gather(
    scores: pl.LazyFrame, places: Places, *, metrics: Mapping[str, Metric], many: bool = True
) -> Iterator[Cells]:
    """Put the rows of ``scores`` that are defined into cells, a few metrics at a time.

    Of groupings with ``many`` groups, those among the hundred that most articles of an outlet hold are kept; ``many=False``
    leaves such groupings out.

    Raises
    ------
    SettingsError
        when ``scores`` holds a metric that ``metrics`` does not declare.
    """
    waiting: dict[bool, list[Cells]] = {False: [], True: []}
    placed = {False: places, True: places.by_outlet()}  # by ``many``: of many groups there are no months
    for name in _names(scores, metrics):
        for is_many, cells in _of_metric(scores, placed, metric=metrics[name], many=many):
            if sum(part.n_entries for part in [*waiting[is_many], cells]) > _ENTRIES_AT_ONCE and waiting[is_many]:
                yield together(waiting[is_many])
                waiting[is_many] = []
            waiting[is_many].append(cells)
    yield from (together(parts) for parts in waiting.values() if parts)


def together(parts: Sequence[Cells]) -> Cells:
    """Several cells of the same places as one, equal denominators once."""
    starts = np.cumsum([0, *(part.denominators.shape[1] for part in parts)])
    denominators = sparse.hstack([part.denominators for part in parts], format="csc")
    kept, place = _distinct(denominators)
    of = np.concatenate([part.denominator_of + start for part, start in zip(parts, starts, strict=False)])
    columns = pl.concat([part.columns for part in parts])
    return Cells(
        places=parts[0].places,
        columns=columns.with_columns(column=pl.int_range(pl.len(), dtype=pl.UInt32)),
        numerators=sparse.hstack([part.numerators for part in parts], format="csr"),
        denominators=denominators[:, kept].tocsr(),
        denominator_of=place[of],
        sums={name: np.concatenate([part.sums[name] for part in parts]) for name in parts[0].sums},
    )


def _distinct(matrix: sparse.csc_matrix) -> tuple[Ints, Ints]:
    """The first of each set of equal columns, and for every column which of those it equals."""
    found: dict[tuple[bytes, bytes], int] = {}
    kept: list[int] = []
    place = np.empty(matrix.shape[1], dtype=np.int64)
    matrix.sort_indices()
    for column in range(matrix.shape[1]):
        part = slice(matrix.indptr[column], matrix.indptr[column + 1])
        key = (matrix.indices[part].tobytes(), matrix.data[part].tobytes())
        if key not in found:
            found[key] = len(kept)
            kept.append(column)
        place[column] = found[key]
    return np.array(kept, dtype=np.int64), place


def _names(scores: pl.LazyFrame, metrics: Mapping[str, Metric]) -> list[str]:
    """The metrics of ``scores``, in the order of the alphabet."""
    found = scores.select(pl.col("metric").unique()).collect(engine="streaming")["metric"].sort().to_list()
    for metric in found:
        if metric not in metrics:
            raise SettingsError(
                f"the scores hold metric {metric!r}, which is not declared (declared: {', '.join(sorted(metrics))}); "
                "run `media-audit score` again with the installed metrics"
            )
    return found


def _of_metric(
    scores: pl.LazyFrame, placed: Mapping[bool, Places], *, metric: Metric, many: bool
) -> Iterator[tuple[bool, Cells]]:
    """The cells of each grouping of a metric, and whether it has many groups."""
    rows = scores.filter((pl.col("metric") == metric.id) & (pl.col("status") != Status.UNDEFINED.value))
    if not many:
        rows = rows.filter(~pl.col("group_by").is_in([name for name in metric.group_by if has_many(metric, name)]))
    valued = pl.col("value").is_not_null() if metric.minimum_n > 1 else pl.lit(value=True)
    found = rows.select(*_ROW, valued=valued).collect(engine="streaming")
    numbered = found.with_columns(placed[False].numbers(found["article_id"])).drop("article_id").drop_nulls("article")
    groupings = numbered["group_by"].unique().sort().to_list()
    for group_by in groupings:
        part = numbered if len(groupings) == 1 else numbered.filter(pl.col("group_by") == group_by)
        is_many = has_many(metric, group_by)
        yield is_many, _grouping(part, placed[is_many], metric=metric, group_by=group_by)


def _grouping(rows: pl.DataFrame, places: Places, *, metric: Metric, group_by: str) -> Cells:
    """One grouping's rows (article, group, numerator, denominator, valued) as matrices."""
    shared, many = group_by in metric.sparse, has_many(metric, group_by)
    held = rows.select("group", outlet=pl.Series(places.outlet_of).gather(rows["article"]))
    groups = (most_held(held) if many else rows["group"].unique()).sort()
    numbers = pl.DataFrame({"group": groups}).with_row_index("column")
    kept = rows.join(numbers, on="group", maintain_order="left").drop("group_by", "group")
    lowest, highest = metric.bounds
    columns = numbers.select(
        "column",
        metric=pl.lit(metric.id),
        group_by=pl.lit(group_by),
        group="group",
        scale=pl.lit(metric.scale, dtype=pl.Float64),
        minimum=pl.lit(metric.minimum_n, dtype=pl.Float64),
        sparse=pl.lit(shared),
        many=pl.lit(many),
        is_share=pl.lit(metric.bounds == (0, metric.scale)),
        events=pl.lit(metric.events),
        lowest=pl.lit(-np.inf if lowest is None else lowest, dtype=pl.Float64),
        highest=pl.lit(np.inf if highest is None else highest, dtype=pl.Float64),
    )
    numerators = _matrix(kept, "numerator", places, n_columns=len(columns))
    if shared:
        whole = rows.group_by("article").agg(pl.col("denominator").max()).with_columns(column=pl.lit(0))
        denominators = _matrix(whole, "denominator", places, n_columns=1)
        beside = np.asarray(denominators.todense()).ravel()[_units(numerators)]
        of, n_articles = np.zeros(len(columns), dtype=np.int64), _count(whole, places, n_columns=1)
    else:
        denominators = _matrix(kept, "denominator", places, n_columns=len(columns))
        beside = denominators.data
        of, n_articles = np.arange(len(columns)), _count(kept, places, n_columns=len(columns))
    seen = _count(kept, places, n_columns=len(columns))
    below = _sums(denominators, places, _OF_DENOMINATOR, np.zeros(denominators.nnz), denominators.data)
    above = _sums(numerators, places, _OF_NUMERATOR, numerators.data, beside)
    return Cells(
        places=places,
        columns=columns,
        numerators=numerators,
        denominators=denominators,
        denominator_of=of,
        sums={
            "n_articles": n_articles[of],
            "n_seen": seen,
            "n_valued": seen if kept["valued"].all() else _count(kept.filter("valued"), places, n_columns=len(columns)),
            **{name: sums[of] for name, sums in below.items()},
            **above,
        },
    )


def _matrix(rows: pl.DataFrame, value: str, places: Places, *, n_columns: int) -> sparse.csr_matrix:
    """Units x columns; rows of one unit and column add up."""
    units = places.unit_of[rows["article"].to_numpy()]
    entries = (rows[value].to_numpy(), (units, rows["column"].to_numpy().astype(np.int32)))
    return sparse.csr_matrix(entries, shape=(len(places.keys), n_columns))


def _count(rows: pl.DataFrame, places: Places, *, n_columns: int) -> Floats:
    """Rows of each column and cell."""
    cell = places.cell_of[places.unit_of[rows["article"].to_numpy()]]
    at = rows["column"].to_numpy().astype(np.int64) * places.n_cells + cell
    return np.bincount(at, minlength=n_columns * places.n_cells).astype(np.float64).reshape(n_columns, -1)


def _units(matrix: sparse.csr_matrix) -> Ints:
    """The unit of each stored count."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def _sums(
    matrix: sparse.csr_matrix, places: Places, names: Sequence[str], num: Floats, den: Floats
) -> dict[str, Floats]:
    """Sums over the units of each cell of the named products of ``num`` and ``den``, which lie in the matrix's order."""
    n_columns = matrix.shape[1]
    at = matrix.indices.astype(np.int64) * places.n_cells + places.cell_of[_units(matrix)]

    def sums(values: npt.NDArray[np.float64]) -> Floats:
        summed = np.bincount(at, weights=values, minlength=n_columns * places.n_cells)
        return summed.astype(np.float64, copy=False).reshape(n_columns, -1)

    return {name: sums(_product(name, num, den)) for name in names}


def _product(name: str, num: Floats, den: Floats) -> Floats:
    """What ``num2_den`` and its like stand for; ``n`` is 1 where there is a denominator."""
    if name == "n":
        return np.ones(len(den))
    product = np.ones(1)
    for factor in name.split("_"):
        for _ in range(int(factor[3:] or 1)):
            product = product * (num if factor.startswith("num") else den)
    return product


def figures(cells: Cells) -> pl.DataFrame:
    """Sums of every level and column that has any: level, column, n_articles, n_seen, n_valued, fields of ``Moments``."""
    parents = cells.places.parents
    ends = (parents["cell"].to_numpy(), parents["level"].to_numpy())
    above = sparse.csr_matrix((np.ones(len(parents)), ends), shape=(cells.places.n_cells, len(cells.places.levels)))
    sums = {name: np.asarray(values @ above) for name, values in cells.sums.items()}
    column, level = np.nonzero(sums["n_seen"])
    found = {"level": level.astype(np.uint32), "column": column.astype(np.uint32)}
    rows = pl.DataFrame({**found, **{name: values[column, level] for name, values in sums.items()}})
    return rows.cast({"n_articles": pl.UInt32, "n_seen": pl.UInt32}).sort("level", "column")


def too_few(minimum_articles: int) -> pl.Expr:
    """Whether a figure rests on too little, from :func:`figures` beside ``columns``.

    Too few articles (of a sparse group also too few that hold it), a single story, or fewer cases in all than one article
    needs (``minimum_n``): no article has a value of its own, and their denominators together stay under the minimum.
    """
    articles = (pl.col("n_articles") < minimum_articles) | (pl.col("sparse") & (pl.col("n_seen") < minimum_articles))
    cases = (pl.col("n_valued") == 0) & (pl.col("den") < pl.col("minimum"))
    return articles | (pl.col("n") < _FEWEST_UNITS) | cases


def moments_of(figures: pl.DataFrame) -> Moments:
    """The moment columns of some rows of :func:`figures` as arrays."""
    return Moments(**{name: figures[name].to_numpy().astype(np.float64) for name in Moments.__slots__})
