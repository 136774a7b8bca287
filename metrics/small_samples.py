"""Second intervals, for what a bootstrap of few articles cannot see; the interval given is the wider of both at each end.

A bootstrap resamples what is there. Where no article of a sample holds a rare thing, every replicate is 0 and the interval
has no width; where one or two hold it, the upper end is too low. The second interval of a share is therefore Clopper and
Pearson's for as many independent trials as would have the share's linearised error, corrected for the degrees of freedom
(Korn & Graubard [1]_): it asks which shares would make so few likely. Where a share is 0 or 1 throughout, each article
(story) counts as one trial. Quantities that are not shares take Student's t with the linearised error. Both come near the
bootstrap as articles become many.

Articles that all have the same value (net tone 0 throughout) leave no spread to estimate, and an interval of no width would
claim certainty. What they do tell is how rare other values can be: at most ``1 - tail ** (1 / n)`` of all articles, by the same
exact rule as for a share of 0. If those lay at a bound, the mean would lie that far from the value; so far the interval reaches,
which for shares of 0 and 1 is Clopper and Pearson's. Toward a side without a bound it has no end. Where single events are
counted along words (hedges), words without any tell more: the interval reaches to the rate at which so many words would hold
none in ``tail`` of all cases, by Poisson's law [3]_, events coming in clumps of ``CLUMPS`` to be careful.

Those of a difference are put together by MOVER [2]_, the correlation of the two outlets, where they tell the same stories, taken
from the replicates.

References
----------
.. [1] Korn, E. L. & Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of positive
   counts estimated from survey data. Survey Methodology 24(2), 193-201.
.. [2] Zou, G. Y. (2007). Toward using confidence intervals to compare correlations. Psychological Methods 12(4), 399-413.
.. [3] Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28(3/4), 437-442.
"""

import numpy as np
import numpy.typing as npt
from scipy import special

from metrics.bootstrap import Floats, Moments

Ends = tuple[Floats, Floats]
Bools = npt.NDArray[np.bool_]
CLUMPS = 2.0
"""How much more the events of an outlet vary than if each came by itself. Of hedges, weasels and passives in PolNeAR dev's and
the demo corpus's outlets the median is 1; 31 of 34 lie under 2."""

_WHOLE = 1e-12  # shares nearer to 0 or 1 than this are 0 or 1


def second_interval(
    moments: Moments, *, is_share: Bools, confidence: float, bounds: Ends, events: Bools | None = None
) -> Ends:
    """The interval of each ratio that does not rest on resampling; not a number where there are fewer than two units.

    Parameters
    ----------
    moments
        sums over the units.
    is_share
        which of the ratios are shares.
    confidence
        coverage, as a share.
    bounds
        smallest and largest possible value of each ratio, infinite where there is none; an end is infinite where all units
        are alike and nothing bounds the ratio.
    events
        which of the ratios count single events along their denominators; none of them unless given.
    """
    value, variance = moments.ratio(), _variance(moments)
    shares = clopper_pearson(value, variance, n=moments.n, confidence=confidence)
    others = _student(value, variance, n=moments.n, confidence=confidence)
    equal = of_equal(value, n=moments.n, bounds=bounds, confidence=confidence)
    if events is not None:
        none = events & (moments.num == 0) & (moments.den > 0)
        most = -np.log((1 - confidence) / 2) * CLUMPS / np.where(none, moments.den, 1.0)
        equal = np.where(none, 0.0, equal[0]), np.where(none, most, equal[1])
    low, high = (
        np.where(variance == 0, same, np.where(is_share, share, other))
        for same, share, other in zip(equal, shares, others, strict=True)
    )
    enough = moments.n >= 2
    return np.where(enough, low, np.nan), np.where(enough, high, np.nan)


def of_equal(value: Floats, *, n: Floats, bounds: Ends, confidence: float) -> Ends:
    """The interval of ratios that all units have alike, from how rare other values can be and where these may lie."""
    others = 1 - ((1 - confidence) / 2) ** (1 / np.maximum(n, 1))
    value = np.nan_to_num(value)
    return value - others * (value - bounds[0]), value + others * (bounds[1] - value)


def clopper_pearson(share: Floats, variance: Floats, *, n: Floats, confidence: float) -> Ends:
    """Korn and Graubard's interval of shares: Clopper and Pearson's at the effective number of trials.

    Parameters
    ----------
    share, variance
        the shares and their estimated variances.
    n
        units behind each; ``n - 1`` are the degrees of freedom of the variance, and ``n`` the trials where a share is 0 or 1.
    confidence
        coverage, as a share.
    """
    tail, degrees = (1 - confidence) / 2, np.maximum(n - 1, 1)
    share = np.clip(np.nan_to_num(share), 0, 1)
    spread = (share > _WHOLE) & (share < 1 - _WHOLE)
    known = spread & (variance > 0)
    corrected = (special.ndtri(tail) / special.stdtrit(degrees, tail)) ** 2
    trials = np.where(known, corrected * share * (1 - share) / np.where(known, variance, 1.0), n)
    trials = np.maximum(trials, 1.0)
    held = np.where(spread, share, np.round(share)) * trials
    low = special.betaincinv(np.maximum(held, 1e-300), trials - held + 1, tail)
    high = special.betaincinv(held + 1, np.maximum(trials - held, 1e-300), 1 - tail)
    low, high = np.where(held <= 0, 0.0, low), np.where(held >= trials, 1.0, high)
    same = spread & ~known  # nothing to reckon trials from: see of_equal
    return np.where(same, share, np.minimum(low, share)), np.where(same, share, np.maximum(high, share))


def wider(one: Ends, other: Ends) -> Ends:
    """The lower of the lower ends and the higher of the upper ends; an end that is not a number does not count."""
    return np.fmin(one[0], other[0]), np.fmax(one[1], other[1])


def of_difference(values: Ends, a: Ends, b: Ends, *, correlation: Floats) -> Ends:
    """The interval of a difference from those of its two sides (MOVER).

    Parameters
    ----------
    values
        the two sides.
    a, b
        their intervals.
    correlation
        of the two sides' estimates.

    Returns
    -------
    tuple
        lower and upper ends; infinite where an end that they are made of is.
    """
    difference = values[0] - values[1]
    down_a, up_a = values[0] - a[0], a[1] - values[0]
    down_b, up_b = values[1] - b[0], b[1] - values[1]
    return (
        difference - _together(down_a, up_b, correlation=correlation),
        difference + _together(up_a, down_b, correlation=correlation),
    )


def correlation(one: Floats, other: Floats) -> Floats:
    """Correlation of the rows of two tables of replicates, where both are defined; 0 where one does not vary."""
    both = np.isfinite(one) & np.isfinite(other)
    n = np.maximum(both.sum(axis=1), 1)
    one, other = (_centred(np.where(both, rows, 0.0), both, n) for rows in (one, other))
    scale = np.sqrt((one**2).sum(axis=1) * (other**2).sum(axis=1))
    product = (one * other).sum(axis=1)
    return np.asarray(np.divide(product, scale, out=np.zeros_like(product), where=scale > 0))


def _centred(rows: Floats, counted: Bools, n: npt.NDArray[np.int64]) -> Floats:
    return np.asarray(np.where(counted, rows - (rows.sum(axis=1) / n)[:, None], 0.0))


def _together(one: Floats, other: Floats, *, correlation: Floats) -> Floats:
    endless = np.isinf(one) | np.isinf(other)
    one, other = np.where(endless, 0.0, one), np.where(endless, 0.0, other)
    return np.where(endless, np.inf, np.sqrt(np.maximum(one**2 + other**2 - 2 * correlation * one * other, 0)))


def _variance(moments: Moments) -> Floats:
    """Linearised variance of each ratio, the degree of freedom that the ratio took considered."""
    return np.asarray(moments.influence()[0] * moments.n / np.maximum(moments.n - 1, 1))


def _student(value: Floats, variance: Floats, *, n: Floats, confidence: float) -> Ends:
    reach = -special.stdtrit(np.maximum(n - 1, 1), (1 - confidence) / 2) * np.sqrt(variance)
    return value - reach, value + reach
