"""Every level's ratios in every bootstrap replicate.

Sums add: a month's sums over an outlet's months are the outlet's, and the outlets' are the corpus's. The units of a cell lie
side by side in one sparse matrix, so that a replicate of all levels costs one product of that matrix with the
units' weights.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import sparse

from metrics.bootstrap import Floats, Keys, poisson_weights
from metrics.cells import Cells
from metrics.places import Ints

_ROWS_AT_ONCE = 8192  # units weighted together: 8192 x 1000 replicates are 64 MB
_DENSE = 0.1  # share of filled entries above which a dense product is the faster one


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
        self._places = cells.places
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
        return sparse.csc_matrix(entries, shape=(len(self._places.keys), len(columns)))

    def draw(self, block: slice) -> Iterator[Replicates]:
        """Replicates of a block of columns for every level, lower levels first."""
        denominators, place = np.unique(self._denominator_of[block], return_inverse=True)
        numerator = _Product(self._numerators[:, block])
        denominator = _Product(self._denominators[:, denominators])
        sums: dict[int, tuple[Floats, Floats]] = {}
        drawn: dict[int, tuple[Floats, Floats]] = {}
        left = dict(self._places.parents.group_by("level").len().iter_rows())
        for cell, level in self._places.parents.iter_rows():  # by cell, each followed by its levels
            if cell not in drawn:
                drawn = {cell: self._cell(numerator, denominator, cell)}
            sums[level] = _plus(sums.get(level), drawn[cell])
            left[level] -= 1
            if not left[level]:
                top, bottom = sums.pop(level)
                yield Replicates(level=level, ratios=_ratios(top, bottom[place]))

    def sample(self, cell: int) -> Sample:
        """The units of a cell: keys, and counts of all columns, dense."""
        begin, end = int(self._places.starts[cell]), int(self._places.starts[cell + 1])
        owned = self._denominators.tocsr()[begin:end].toarray()
        num = self._numerators.tocsr()[begin:end].toarray()
        return Sample(keys=self._places.keys[begin:end], num=num, den=owned[:, self._denominator_of])

    def _cell(self, numerator: "_Product", denominator: "_Product", cell: int) -> tuple[Floats, Floats]:
        begin, end = int(self._places.starts[cell]), int(self._places.starts[cell + 1])
        parts: tuple[Floats, Floats] | None = None
        for start in range(begin, end, _ROWS_AT_ONCE):
            stop = min(start + _ROWS_AT_ONCE, end)
            weights = poisson_weights(self._places.keys[start:stop], n_replicates=self._n_replicates).astype(np.float64)
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
