"""Resampling: how much a ratio of sums would change, had other articles been published.

The resampled unit is an article, or a story where stories are known. Replicate ``b`` gives unit ``i`` the weight
``w[i, b]``, a Poisson(1) count (the Poisson bootstrap), drawn by a hash of the unit's name and the seed. An outlet's
interval therefore depends on its own articles alone, whatever order they come in and whoever else is in the corpus;
sums over months or outlets are sums of replicates; and two outlets that cover one story share its weights, so that their
difference is a paired one.

Intervals are bias-corrected and accelerated (BCa), at levels widened for small samples. `docs/estimates.md` reports the
coverage that was measured for this and other choices.

References
----------
.. [1] Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association 82(397).
.. [2] Hesterberg, T. (2015). What teachers should know about the bootstrap. The American Statistician 69(4).
.. [3] Chamandy, N., Muralidharan, O., Najmi, A. & Naidu, S. (2012). Estimating uncertainty for massive data streams.
   Google technical report (the Poisson bootstrap).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]
Keys = npt.NDArray[np.uint64]

# Multipliers of the SplitMix64 generator (Steele, Lea & Flood 2014, Fast splittable pseudorandom number generators).
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_DRAWS_A_WORD = 4  # a 64-bit hash serves four replicates of 16 bits each
_RELATIVE_TIE = 1e-9
_RELATIVE_ZERO = 1e-12  # sums of squares below this share of their terms are rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Additive sums over units that give a ratio's value and the skewness of its influence; arrays, one entry a ratio.

    ``n`` is the number of units whose denominator is positive; ``num_den`` is the sum of numerator times denominator, and
    so on.
    """

    n: Floats
    num: Floats
    den: Floats
    num2: Floats
    num_den: Floats
    den2: Floats
    num3: Floats
    num2_den: Floats
    num_den2: Floats
    den3: Floats

    def ratio(self) -> Floats:
        """Sum of numerators over sum of denominators; not a number where the latter is 0."""
        return np.divide(self.num, self.den, out=np.full_like(self.num, np.nan), where=self.den != 0)

    def influence(self) -> tuple[Floats, Floats]:
        """Sums of squares and of cubes of the units' influences on the ratio, ``(num - ratio * den) / sum of den``."""
        ratio = np.nan_to_num(self.ratio())
        second = self.num2 - 2 * ratio * self.num_den + ratio**2 * self.den2
        third = self.num3 - 3 * ratio * self.num2_den + 3 * ratio**2 * self.num_den2 - ratio**3 * self.den3
        flat = second <= _RELATIVE_ZERO * (self.num2 + ratio**2 * self.den2)
        whole = np.where(self.den == 0, 1.0, self.den)
        return np.where(flat, 0.0, second / whole**2), np.where(flat, 0.0, third / whole**3)

    def acceleration(self) -> Floats:
        """Efron's acceleration, a sixth of the skewness of the influences."""
        second, third = self.influence()
        return np.where(second == 0, 0.0, third / (6 * np.where(second == 0, 1.0, second) ** 1.5))


def unit_keys(names: Iterable[str], *, seed: int) -> Keys:
    """A 64-bit key for each unit's name; equal names and seeds give equal keys, on every machine."""
    salt = seed.to_bytes(16, "little", signed=True)
    digests = (
        hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8, salt=salt).digest() for name in names
    )
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def poisson_weights(keys: Keys, *, n_replicates: int) -> npt.NDArray[np.uint8]:
    """Poisson(1) counts, one row a unit and one column a replicate."""
    n_words = -(-n_replicates // _DRAWS_A_WORD)
    steps = np.arange(1, n_words + 1, dtype=np.uint64) * _GOLDEN
    state = keys[:, None] + steps[None, :]
    state = (state ^ (state >> np.uint64(30))) * _MIX[0]
    state = (state ^ (state >> np.uint64(27))) * _MIX[1]
    state ^= state >> np.uint64(31)
    draws: npt.NDArray[np.uint8] = _POISSON[state.astype("<u8").view("<u2")[:, :n_replicates]]
    return draws


def _poisson_table() -> npt.NDArray[np.uint8]:
    """The Poisson(1) count that each 16-bit number stands for."""
    reach = special.pdtr(np.arange(12), 1.0)
    return np.searchsorted(reach, (np.arange(65536) + 0.5) / 65536).astype(np.uint8)


_POISSON = _poisson_table()


def expanded_level(n: Floats, *, confidence: float) -> Floats:
    """Normal quantile of the lower end, widened by ``sqrt(n / (n - 1))`` and Student's t for samples of ``n`` units."""
    degrees = np.maximum(n - 1, 1)
    return np.asarray(np.sqrt((degrees + 1) / degrees) * special.stdtrit(degrees, (1 - confidence) / 2))


def intervals(
    replicates: Floats, value: Floats, *, acceleration: Floats, n: Floats, confidence: float
) -> tuple[Floats, Floats]:
    """Expanded BCa intervals, one a row of ``replicates``.

    Parameters
    ----------
    replicates
        statistics x replicates; not a number where a replicate is undefined (left out).
    value
        the statistics themselves.
    acceleration
        Efron's acceleration constants.
    n
        numbers of resampled units.
    confidence
        coverage, as a share.

    Returns
    -------
    tuple
        lower and upper ends; not a number where no replicate is defined.
    """
    ordered = np.sort(replicates, axis=1)
    n_defined = np.isfinite(ordered).sum(axis=1)
    tie = _RELATIVE_TIE * np.abs(value)
    under, reached = ((ordered < (value + side * tie)[:, None]).sum(axis=1) for side in (-1, 1))
    below = (under + reached) / 2  # replicates that equal the value but for rounding count half
    at_least = np.maximum(n_defined, 1)
    bias = special.ndtri(np.clip(below / at_least, 1 / (at_least + 1), 1 - 1 / (at_least + 1)))
    reach = expanded_level(n, confidence=confidence)
    ends = [_quantile(ordered, n_defined, _level(bias, side * reach, acceleration)) for side in (1, -1)]
    return np.minimum(ends[0], ends[1]), np.maximum(ends[0], ends[1])  # rounding may cross the ends of a constant


def _level(bias: Floats, z: Floats, acceleration: Floats) -> Floats:
    """The BCa level of a normal quantile: Phi(b + (b + z) / (1 - a (b + z))), the bracket held positive."""
    shifted = bias + z
    return np.asarray(special.ndtr(bias + shifted / np.maximum(1 - acceleration * shifted, 0.1)))


def _quantile(ordered: Floats, n_defined: npt.NDArray[np.int64], level: Floats) -> Floats:
    """Row-wise quantiles of the first ``n_defined`` entries, at one level a row."""
    last = np.maximum(n_defined - 1, 0)
    position = np.clip(level * (n_defined + 1) - 1, 0, last)
    low = np.floor(position).astype(np.int64)
    part = position - low
    rows = np.arange(len(ordered))
    return np.asarray(ordered[rows, low] * (1 - part) + ordered[rows, np.minimum(low + 1, last)] * part)
