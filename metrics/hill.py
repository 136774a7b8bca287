"""Diversity of an abundance vector: the pure formulas, as Polars expressions for many articles and in numpy for one pool.

Everywhere x_i is the abundance of source i (attributions or words), N their sum, S the number of sources, p_i = x_i / N.

References
----------
.. [1] Hill 1973, Diversity and evenness: a unifying notation and its consequences, Ecology 54(2), 427-432.
.. [2] Jost 2006, Entropy and diversity, Oikos 113(2), 363-375.
.. [3] Hurlbert 1971, The nonconcept of species diversity: a critique and alternative parameters, Ecology 52(4), 577-586.
.. [4] Simpson 1949, Measurement of diversity, Nature 163, 688.
.. [5] Chao et al. 2014, Rarefaction and extrapolation with Hill numbers, Ecological Monographs 84(1), 45-67.
.. [6] Chao & Jost 2012, Coverage-based rarefaction and extrapolation, Ecology 93(12), 2533-2547.
.. [7] Gotelli & Colwell 2001, Quantifying biodiversity: procedures and pitfalls in the measurement and comparison of species
   richness, Ecology Letters 4(4), 379-391.
"""

from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import gammaln

FloatArray = NDArray[np.float64]


def hill(abundance: pl.Expr, *, order: int) -> pl.Expr:
    """Hill number of order 0, 1 or 2 of the positive values of an aggregated column [1]_, [2]_.

    (Σ p_i^q)^(1/(1-q)); for q = 1 its limit exp(-Σ p_i ln p_i).
    """
    present = abundance.filter(abundance > 0)
    share = present / present.sum()
    if order == 0:
        return present.count().cast(pl.Float64)
    if order == 1:
        return (-(share * share.log()).sum()).exp()
    return share.pow(order).sum().pow(1 / (1 - order))


def berger_parker(abundance: pl.Expr) -> pl.Expr:
    """Share of the most abundant, max p_i."""
    return abundance.max() / abundance.sum()


def simpson_unbiased(abundance: pl.Expr) -> pl.Expr:
    """Chance that two draws without replacement differ, 1 - Σ x(x-1) / (N(N-1)) [3]_, [4]_; NaN where N < 2."""
    total = abundance.sum()
    return 1 - (abundance * (abundance - 1)).sum() / (total * (total - 1))


def pielou(abundance: pl.Expr) -> pl.Expr:
    """Shannon entropy over its largest value, H / ln S; NaN where S < 2."""
    return hill(abundance, order=1).log() / hill(abundance, order=0).log()


def hill_number(abundance: FloatArray, *, order: float) -> float:
    """Hill number of any order of one abundance vector; NaN where nothing is there."""
    present = abundance[abundance > 0]
    if not present.size:
        return float("nan")
    share = present / present.sum()
    if order == 1:
        return float(np.exp(-np.sum(share * np.log(share))))
    return float(np.sum(share**order) ** (1 / (1 - order)))


def rarefied_hill(abundance: FloatArray, *, order: int, depth: float) -> float:
    """Hill number of order 0, 1 or 2 expected of ``depth`` draws without replacement [5]_.

    Order 0 is Hurlbert's expected number of species [3]_: Σ (1 - C(N - x_i, m) / C(N, m)). For orders 1 and 2 the shares
    k/m enter with their expected frequencies f_k(m). NaN where fewer than ``depth`` are there.
    """
    present = np.round(abundance[abundance > 0])
    total, depth = float(present.sum()), float(np.floor(depth))
    if depth < 1 or total < depth:
        return float("nan")
    values, times = np.unique(present, return_counts=True)
    if order == 0:
        return float(np.sum(times * (1 - np.exp(_log_missed(values, total=total, depth=depth)))))
    if order == 2:
        again = np.sum(times * values * (values - 1)) / (total * max(total - 1, 1))
        return float(1 / (1 / depth + (depth - 1) / depth * again))
    return float(np.exp(np.sum(times * _expected_entropy(values, total=total, depth=depth))))


def richness_of_samples(n_holding: FloatArray, *, n_samples: float, n_drawn: float) -> float:
    """Sources expected in ``n_drawn`` whole samples (articles) of ``n_samples``, drawn without replacement [5]_, [7]_.

    Σ_i (1 - C(T - Q_i, t) / C(T, t)), where Q_i of the T samples hold source i; between two whole numbers t in proportion. NaN
    where less than one sample or more than there are would be drawn.
    """
    if not 1 <= n_drawn <= n_samples:
        return float("nan")
    values, times = np.unique(np.round(n_holding[n_holding > 0]), return_counts=True)
    least = np.floor(n_drawn)
    fewer, more = (
        float(np.sum(times * (1 - np.exp(_log_missed(values, total=n_samples, depth=t)))))
        for t in (least, min(least + 1, n_samples))
    )
    return float(fewer + (n_drawn - least) * (more - fewer))


def coverage(counts: FloatArray, *, n_samples: float) -> float:
    """Estimated share of what the next sample brings that belongs to sources already seen [5]_, [6]_.

    1 - q1/U · (T-1)q1 / ((T-1)q1 + 2 q2), where q1 sources are held by one of the T samples, q2 by two, and U is the sum of the
    counts; where q2 = 0 in the bias-corrected form 1 - q1/U · (T-1)(q1-1) / ((T-1)(q1-1) + 2). With single attributions for
    samples, T = U and the counts are abundances.
    """
    total = float(counts.sum())
    once, twice = float(np.sum(counts == 1)), float(np.sum(counts == 2))
    if total < 1:
        return float("nan")
    if once == 0:
        return 1.0
    if twice > 0:
        return 1 - once / total * (n_samples - 1) * once / ((n_samples - 1) * once + 2 * twice)
    return 1 - once / total * (n_samples - 1) * (once - 1) / ((n_samples - 1) * (once - 1) + 2)


def _log_missed(values: FloatArray, *, total: float, depth: float) -> FloatArray:
    """Logarithm of C(N - x, m) / C(N, m), the chance that none of a source's x is drawn; -inf where that cannot be."""
    left = total - values - depth
    possible = left >= 0
    logarithm = _log_factorial(total - values) - _log_factorial(np.where(possible, left, 0))
    logarithm += _log_factorial(total - depth) - _log_factorial(total)
    return np.asarray(np.where(possible, logarithm, -np.inf), dtype=np.float64)


def _expected_entropy(values: FloatArray, *, total: float, depth: float) -> FloatArray:
    """Expectation of -(k/m) ln(k/m) for each abundance, where k of its x are among the m drawn (hypergeometric).

    Numbers k further than twelve standard deviations from the mean are left out; their chance is below 1e-30.
    """
    mean = values * depth / total
    reach = 12 * np.sqrt(mean) + 12
    least = np.floor(np.maximum(np.maximum(1, depth - (total - values)), mean - reach))
    most = np.floor(np.minimum(np.minimum(values, depth), np.maximum(mean + reach, 1)))
    sizes = (most - least + 1).astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    k = np.arange(sizes.sum()) - np.repeat(starts - least, sizes)
    x = np.repeat(values, sizes)
    log_chance = _log_choose(x, k) + _log_choose(total - x, depth - k) - _log_choose(total, depth)
    share = k / depth
    return np.asarray(np.add.reduceat(-np.exp(log_chance) * share * np.log(share), starts), dtype=np.float64)


def _log_choose(n: FloatArray | float, k: FloatArray | float) -> FloatArray:
    return _log_factorial(n) - _log_factorial(k) - _log_factorial(np.subtract(n, k))


def _log_factorial(n: FloatArray | float) -> FloatArray:
    """Logarithm of n! for whole numbers, looked up: rarefaction asks for millions of them."""
    whole = np.asarray(n, dtype=np.int64)
    size = int(whole.max(initial=0)).bit_length()
    return _log_factorials(2**size)[whole]


@lru_cache(maxsize=4)
def _log_factorials(size: int) -> FloatArray:
    return np.asarray(gammaln(np.arange(size + 1) + 1.0), dtype=np.float64)
