"""Permutation tests of two outlets' ratios, and the adjustment of many p-values.

The hypothesis is that the outlets' articles (stories) are interchangeable as far as the metric goes. Labels are redrawn;
the statistic is the difference of the ratios over its linearised error: Welch's t of the residuals ``num - R den`` about the
common ratio R, each side's over its mean denominator. Such a t keeps its level when the outlets differ in spread and number only
[1]_, or in the length of their articles. Where both outlets tell a story, their two parts of it trade places or do not; all
other units are shuffled. Units without a denominator (articles that do not mention the party whose tone is compared) say
nothing of the ratio and stay out: shuffled with the others they hide differences where one outlet has many of them.

References
----------
.. [1] Janssen, A. (1997). Studentized permutation tests for non-i.i.d. hypotheses and the generalized Behrens-Fisher problem.
   Statistics & Probability Letters 36(1).
.. [2] Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in Genetics and
   Molecular Biology 9(1).
.. [3] Besag, J. & Clifford, P. (1991). Sequential Monte Carlo p-values. Biometrika 78(2).
.. [4] Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6(2).
.. [5] Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society B
   57(1).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from audit.errors import SettingsError
from metrics.bootstrap import Floats, Keys
from metrics.resampling import Sample

HOLM, BENJAMINI_HOCHBERG = "holm", "bh"
_MOST_BUNDLES = 512  # units of a pair of outlets above which like numbers of units are shuffled together
_FEWEST_BUNDLES = 50  # bundles that the smaller outlet keeps
_ENOUGH = 20  # as extreme draws after which a p-value is known well enough
_PERSISTENCE = 5  # times ``n_permutations`` drawn at most for p-values that stay small
_TIE = 1e-9  # statistics closer than this, relatively, are equal but for rounding


def permutation_p_values(a: Sample, b: Sample, *, seed: int, n_permutations: int) -> Floats:
    """Two-sided p-values, one a column: (as extreme + 1) / (drawn + 1); not a number with fewer than two units.

    ``n_permutations`` are drawn for all; columns with fewer than 20 draws as extreme go on, up to five times as many, so
    that small p-values survive an adjustment for many comparisons.
    """
    p_values = np.full(a.num.shape[1], np.nan)
    if min(len(a.keys), len(b.keys)) < 2:
        return p_values
    units, design = _units(a, b)
    counted = units.lengths > 0
    seeds = [seed & (2**63 - 1), int(a.keys.min() ^ b.keys.max())]
    for columns in _alike(counted):
        kept, own = design.among(counted[:, columns[0]])
        if min(own.n_a, own.n_b) + own.n_pairs > 0:
            rng = np.random.default_rng(seeds)
            p_values[columns] = _p_values(units.of(kept, columns), own, rng=rng, n_permutations=n_permutations)
    return p_values


def _p_values(units: "_Units", design: "_Design", *, rng: np.random.Generator, n_permutations: int) -> Floats:
    """p-values of columns whose units all count."""
    n_columns = units.lengths.shape[1]
    observed = np.abs(_welch(units, design.labels()[None]))[0]
    as_extreme, drawn = np.zeros(n_columns), np.zeros(n_columns)
    open_columns = np.arange(n_columns)
    for _ in range(_PERSISTENCE):
        statistic = np.abs(_welch(units.of(np.s_[:], open_columns), design.draw(rng, n_permutations)))
        as_extreme[open_columns] += (statistic >= observed[open_columns] * (1 - _TIE)).sum(axis=0)
        drawn[open_columns] += n_permutations
        open_columns = open_columns[as_extreme[open_columns] < _ENOUGH]
        if not len(open_columns):
            break
    return np.asarray((as_extreme + 1) / (drawn + 1))


def _alike(counted: npt.NDArray[np.bool_]) -> Iterator[npt.NDArray[np.int64]]:
    """Columns in which the same units count."""
    places: dict[bytes, list[int]] = {}
    for column, bits in enumerate(np.packbits(counted, axis=0).T):
        places.setdefault(bits.tobytes(), []).append(column)
    return (np.array(columns, dtype=np.int64) for columns in places.values())


def adjust(p_values: Floats, *, method: str = HOLM) -> Floats:
    """Adjust the p-values of one family (Holm 1979 or Benjamini & Hochberg 1995); not-a-numbers stay and do not count.

    Raises
    ------
    SettingsError
        for another method.
    """
    if method not in {HOLM, BENJAMINI_HOCHBERG}:
        raise SettingsError(f"no adjustment is called {method!r}; choose {HOLM!r} or {BENJAMINI_HOCHBERG!r}")
    adjusted = np.full(len(p_values), np.nan)
    known = np.flatnonzero(np.isfinite(p_values))
    order = known[np.argsort(p_values[known], kind="stable")]
    n = len(order)
    if method == HOLM:
        steps = np.maximum.accumulate(p_values[order] * np.arange(n, 0, -1))
    else:
        steps = np.minimum.accumulate((p_values[order] * n / np.arange(1, n + 1))[::-1])[::-1]
    adjusted[order] = np.minimum(steps, 1)
    return adjusted


@dataclass(frozen=True, slots=True, kw_only=True)
class _Units:
    """Residuals about the common ratio and denominators, units x columns."""

    residuals: Floats
    lengths: Floats

    def of(self, units: npt.NDArray[np.int64] | slice, columns: npt.NDArray[np.int64]) -> "_Units":
        """Some units and columns."""
        return _Units(residuals=self.residuals[units][:, columns], lengths=self.lengths[units][:, columns])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Design:
    """Who may trade places: first the singles of a and of b, then the pairs' parts in a, then those in b."""

    n_a: int
    n_b: int
    n_pairs: int

    def labels(self) -> npt.NDArray[np.bool_]:
        """Which units are a's, as observed."""
        parts = [(self.n_a, True), (self.n_b, False), (self.n_pairs, True), (self.n_pairs, False)]
        return np.concatenate([np.full(n, label) for n, label in parts])

    def among(self, counted: npt.NDArray[np.bool_]) -> "tuple[npt.NDArray[np.int64], _Design]":
        """The units that count, and who may trade places among them; of a pair with one part left, that is a single."""
        ends = np.cumsum([self.n_a, self.n_b, self.n_pairs])
        single_a, single_b, pair_a, pair_b = np.split(np.arange(len(counted)), ends)
        both = counted[pair_a] & counted[pair_b]
        parts = [
            np.concatenate([single_a[counted[single_a]], pair_a[counted[pair_a] & ~both]]),
            np.concatenate([single_b[counted[single_b]], pair_b[counted[pair_b] & ~both]]),
            pair_a[both],
            pair_b[both],
        ]
        return np.concatenate(parts), _Design(n_a=len(parts[0]), n_b=len(parts[1]), n_pairs=len(parts[2]))

    def draw(self, rng: np.random.Generator, n: int) -> npt.NDArray[np.bool_]:
        """``n`` redrawn labellings, one a row."""
        singles = np.tile(self.labels()[: self.n_a + self.n_b], (n, 1))
        swapped = rng.integers(0, 2, size=(n, self.n_pairs), dtype=np.uint8).astype(np.bool_)
        return np.concatenate([rng.permuted(singles, axis=1), ~swapped, swapped], axis=1)


def _units(a: Sample, b: Sample) -> tuple[_Units, _Design]:
    """The bundled units in the order of the design."""
    den = a.den.sum(axis=0) + b.den.sum(axis=0)
    ratio = np.divide(a.num.sum(axis=0) + b.num.sum(axis=0), den, out=np.zeros_like(den), where=den != 0)
    of_a, of_b = a.num - ratio * a.den, b.num - ratio * b.den
    _, in_a, in_b = np.intersect1d(a.keys, b.keys, return_indices=True)
    single_a, single_b = np.setdiff1d(np.arange(len(a.keys)), in_a), np.setdiff1d(np.arange(len(b.keys)), in_b)
    size = _bundle_size(len(a.keys), len(b.keys))
    parts = [
        (of_a, a.den, _in_key_order(single_a, a.keys)),
        (of_b, b.den, _in_key_order(single_b, b.keys)),
        (of_a, a.den, in_a),
        (of_b, b.den, in_b),
    ]
    bundled = [(_bundle(rows[units], size), _bundle(den[units], size)) for rows, den, units in parts]
    residuals, lengths = (np.concatenate([pair[of] for pair in bundled]) for of in (0, 1))
    n_a, n_b, n_pairs, _ = (len(rows) for rows, _ in bundled)
    return _Units(residuals=residuals, lengths=lengths), _Design(n_a=n_a, n_b=n_b, n_pairs=n_pairs)


def _bundle_size(n_a: int, n_b: int) -> int:
    """Units moved together: one, unless there are so many that bundles of like size cost no power."""
    return max(1, min((n_a + n_b) // _MOST_BUNDLES, min(n_a, n_b) // _FEWEST_BUNDLES))


def _in_key_order(units: npt.NDArray[np.int64], keys: Keys) -> npt.NDArray[np.int64]:
    """Units by key: keys are hashes, so this is a fixed random order."""
    return units[np.argsort(keys[units], kind="stable")]


def _bundle(rows: Floats, size: int) -> Floats:
    if size == 1 or len(rows) <= size:
        return rows
    return np.stack([part.sum(axis=0) for part in _split(rows, len(rows) // size)])


def _split(rows: Floats, n: int) -> Iterator[Floats]:
    return iter(np.array_split(rows, n))


def _welch(units: _Units, labels: npt.NDArray[np.bool_]) -> Floats:
    """The difference of ratios over its error in every column (second axis) under every labelling (first axis)."""
    member = labels.astype(np.float64)
    n_a = member.sum(axis=1)[:, None]
    squares = units.residuals**2
    sums_a = [member @ rows for rows in (units.residuals, squares, units.lengths)]
    sums_b = [
        rows.sum(axis=0) - own for rows, own in zip((units.residuals, squares, units.lengths), sums_a, strict=True)
    ]
    spread = _variance(*sums_a, n=n_a) + _variance(*sums_b, n=labels.shape[1] - n_a)
    gap = sums_a[0] / sums_a[2] - sums_b[0] / sums_b[2]
    scale = np.sqrt(squares.sum(axis=0)) / labels.shape[1]
    gap = np.where(np.abs(gap) <= _TIE * scale, 0.0, gap)
    flat = spread <= (_TIE * scale) ** 2
    return np.where(flat, np.where(gap == 0, 0.0, np.inf), gap / np.sqrt(np.where(flat, 1.0, spread)))


def _variance(total: Floats, square: Floats, length: Floats, *, n: Floats) -> Floats:
    """Linearised variance of a ratio from sums over its ``n`` units."""
    return np.asarray(np.maximum(square - total**2 / n, 0) * n / np.maximum(n - 1, 1) / length**2)
