"""Every level's ratios in every bootstrap replicate.

Sums add: a month's sums over an outlet's months are the outlet's, and the outlets' are the corpus's. The units of a cell lie
side by side in one sparse matrix, so that a replicate of all levels costs one product of that matrix with the
units' weights.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from metrics.bootstrap import Floats, Keys, poisson_weights
from metrics.cells import Cells
from metrics.places import Ints

_ROWS_AT_ONCE = 4096  # units weighted together: 4096 x 1000 replicates are 32 MB
_DENSE = 0.1  # share of filled entries above which a dense product is the faster one
Sums = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replicates:
    """Sums of one level in every replicate: columns (of numerators, of denominators) x replicates."""

    level: int
    numerators: Floats
    denominators: Floats
    denominator_of: Ints

    def ratios(self, columns: Ints) -> Floats:
        """Ratios of some columns, one a row; not a number where a replicate has no denominator."""
        top, bottom = self.numerators[columns], self.denominators[self.denominator_of[columns]]
        return np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom != 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The units of an outlet: their keys, and their counts, units x columns."""

    keys: Keys
    num: Floats
    den: Floats


def replicates(cells: Cells, *, n_replicates: int) -> Iterator[Replicates]:
    """The sums of all columns in every level, each as soon as its last cell is drawn."""
    numerators, denominators = _Product(cells.numerators), _Product(cells.denominators)
    sums: dict[int, Sums] = {}
    left = dict(cells.places.parents.group_by("level").len().iter_rows())
    for cell, above in cells.places.parents.group_by("cell", maintain_order=True):
        drawn = _draw(numerators, denominators, cells, cell=int(str(cell[0])), n_replicates=n_replicates)
        for level in above["level"]:
            sums[level] = _plus(sums.get(level), drawn)
            left[level] -= 1
            if not left[level]:
                top, bottom = sums.pop(level)
                yield Replicates(level=level, numerators=top, denominators=bottom, denominator_of=cells.denominator_of)


def sample(cells: Cells, cell: int) -> Sample:
    """The units of a cell: keys, and counts of all columns, dense."""
    units = cells.places.units(cell)
    return Sample(
        keys=cells.places.keys[units],
        num=cells.numerators[units].toarray(),
        den=cells.denominators[units].toarray()[:, cells.denominator_of],
    )


def _draw(numerators: "_Product", denominators: "_Product", cells: Cells, *, cell: int, n_replicates: int) -> Sums:
    """Weighted sums over the units of a cell."""
    units = cells.places.units(cell)
    sums: Sums | None = None
    for start in range(units.start, units.stop, _ROWS_AT_ONCE):
        part = slice(start, min(start + _ROWS_AT_ONCE, units.stop))
        weights = poisson_weights(cells.places.keys[part], n_replicates=n_replicates).astype(np.float64)
        sums = _plus(sums, (numerators.with_weights(weights, part), denominators.with_weights(weights, part)))
    assert sums is not None
    return sums


class _Product:
    """A matrix of counts, units x columns, its full columns dense in each product, where that multiplies faster."""

    def __init__(self, counts: sparse.csr_matrix) -> None:
        filled = np.bincount(counts.indices, minlength=counts.shape[1]) / max(1, counts.shape[0])
        self._full, self._thin = np.flatnonzero(filled > _DENSE), np.flatnonzero(filled <= _DENSE)
        by_column = counts.tocsc()
        self._dense = by_column[:, self._full].tocsr()
        self._sparse = by_column[:, self._thin].tocsr()

    def with_weights(self, weights: Floats, units: slice) -> Floats:
        """Weighted column sums over some units: columns x replicates."""
        product = np.empty((len(self._full) + len(self._thin), weights.shape[1]))
        product[self._full] = self._dense[units].toarray().T @ weights
        product[self._thin] = self._sparse[units].T @ weights
        return product


def _plus(sums: Sums | None, parts: Sums) -> Sums:
    return parts if sums is None else (sums[0] + parts[0], sums[1] + parts[1])
