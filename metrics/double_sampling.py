"""Figures of a run corrected by a sample that people coded: two-phase (double) sampling.

The machine has coded every unit (a sentence, say) of every article; people have coded a stratified random sample of the
units. A total is the machine's, plus the weighted sum of what people found beyond it,

    T = sum over all units of m_i  +  sum over coded units of w_i (h_i - m_i),      w_i = N_h / n_h in stratum h,

and a figure is the ratio of two such totals (the difference estimator of survey sampling [1]_; for means it is the estimate
of prediction-powered inference [2]_). It is unbiased whatever the machine's errors are; good codes make it precise.

Two things are left to chance, and the variance has a part for each. Which units were coded: the stratified variance of the
residuals ``d_i = u_i(human) - u_i(machine)``, where ``u = (y - R x) / X`` is a unit's influence on the ratio. Which articles
(stories) were published: the variance between them of their sums of ``u``. Of a story, only few units are coded, so the second
part is estimated in two ways, and the larger is taken: (a) without bias, from each story's machine sum corrected by its own
coded units, less the noise that coding a sample puts into it; noisy where a story has few coded units; (b) from the sums that
the strata's mean residuals predict, plus the spread of the residuals; steady, but blind to errors that come in clusters. The
degrees of freedom are Satterthwaite's [3]_.

Where errors are rare, the few coded units of a stratum may show none, which does not mean that there is none. The spread within
a stratum is therefore drawn a little toward the spread that the strata of the same code have over all outlets.

References
----------
.. [1] Särndal, C.-E., Swensson, B. & Wretman, J. (1992). Model Assisted Survey Sampling. Springer, chapters 6 and 9.
.. [2] Angelopoulos, A. N., Bates, S., Fannjiang, C., Jordan, M. I. & Zrnic, T. (2023). Prediction-powered inference.
   Science 382(6671), 669-674.
.. [3] Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. Biometrics
   Bulletin 2(6), 110-114.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import special

from metrics.bootstrap import Floats
from metrics.small_samples import clopper_pearson, of_difference

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
FEWEST = 2  # coded units of a stratum, for a variance within it
_BORROWED = (
    4.0  # degrees of freedom that like strata of all outlets lend to a stratum's spread (from benchmarks.correction)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What the machine says of every unit; arrays, one entry a unit.

    Attributes
    ----------
    outlet, story, code
        numbers, from 0. The units of an outlet with the same code are a stratum; a story may stand in several outlets.
    numerator, denominator
        counts of the figure.
    """

    outlet: Ints
    story: Ints
    code: Ints
    numerator: Floats
    denominator: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Human:
    """What people say of the coded units: their places among the machine's, and the same two counts."""

    unit: Ints
    numerator: Floats
    denominator: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Variance:
    """Variance of a figure: what coding a sample only adds, what the choice of articles adds, degrees of freedom."""

    coding: float
    articles: float
    degrees: float

    @property
    def whole(self) -> float:
        """Both parts together."""
        return self.coding + self.articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A figure by the machine and as corrected; no value where too few units are coded or there is no denominator."""

    machine: float
    n_coded: int
    value: float = np.nan
    ci_low: float = np.nan
    ci_high: float = np.nan
    variance: Variance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A corrected ratio in a domain of units; no value where too few units are coded or there is no denominator.

    Attributes
    ----------
    machine
        the machine's figure.
    by_story
        what the choice of each story is expected to have done to the value, about its outlet's mean.
    """

    machine: float
    n_coded: int
    value: float = np.nan
    variance: Variance | None = None
    by_story: Floats | None = None


def correct(
    machine: Machine,
    human: Human,
    *,
    domain: Bools | None = None,
    is_share: bool = False,
    confidence: float = 0.95,
    reliance: float = 1.0,
) -> Corrected:
    """The ratio of two totals in a domain of units (None: all), with an interval.

    Parameters
    ----------
    machine, human
        the codes.
    domain
        which units the figure is of: an outlet, an actor.
    is_share
        whether the figure lies between 0 and 1.
    confidence
        coverage, as a share.
    reliance
        factor on the machine's codes: 1 is the difference estimator, 0 leaves the machine out and the hand-coded sample alone
        speaks (PPI++ [4]_ calls it lambda and tunes it). Where the strata are the machine's codes it changes little.

    Notes
    -----
    There is no corrected figure where a stratum of the domain has fewer than two coded units, unless all of it is coded.

    References
    ----------
    .. [4] Angelopoulos, A. N., Duchi, J. C. & Zrnic, T. (2023). PPI++: Efficient prediction-powered inference.
       arXiv:2311.01453.
    """
    domain = np.ones(len(machine.code), dtype=bool) if domain is None else domain
    return figure_of(estimate(machine, human, domain, reliance=reliance), is_share=is_share, confidence=confidence)


def estimate(machine: Machine, human: Human, domain: Bools, *, reliance: float = 1.0) -> Estimate:
    """The corrected ratio in a domain, as `correct` and `difference` need it."""
    sample = _Sample(machine, human, domain)
    found = Estimate(
        machine=_ratio(machine.numerator[domain].sum(), machine.denominator[domain].sum()),
        n_coded=int(sample.inside.sum()),
    )
    if not sample.is_enough():
        return found
    top = sample.total(reliance * machine.numerator, human.numerator)
    bottom = sample.total(reliance * machine.denominator, human.denominator)
    if bottom <= 0:
        return found
    value = top / bottom
    influence = reliance * (machine.numerator - value * machine.denominator) / bottom
    residual = (human.numerator - value * human.denominator) / bottom - influence[human.unit]
    influence = influence * domain
    predicted = influence + sample.predicted(residual * sample.inside)
    return replace(
        found,
        value=value,
        variance=_variance(sample, influence, residual),
        by_story=sample.stories.about_mean(predicted),
    )


def figure_of(of: Estimate, *, is_share: bool, confidence: float) -> Corrected:
    """An estimate as a figure with its interval."""
    found = Corrected(machine=of.machine, n_coded=of.n_coded)
    if of.variance is None:
        return found
    low, high = _ends(of.value, of.variance, is_share=is_share, confidence=confidence)
    return replace(found, value=of.value, ci_low=low, ci_high=high, variance=of.variance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure of one domain less that of another, by the machine and as corrected; no value where either has none."""

    machine: float
    value: float = np.nan
    ci_low: float = np.nan
    ci_high: float = np.nan
    p_value: float = np.nan


def difference(a: Estimate, b: Estimate, *, is_share: bool = False, confidence: float = 0.95) -> Difference:
    """The difference of two ratios of one run, of domains that have no unit in common, such as two outlets.

    Notes
    -----
    What coding a sample adds to the variance adds up; what the choice of stories adds goes together where both domains tell
    the same stories. The interval is MOVER's (`metrics.small_samples`), the two-sided p-value Student's with Satterthwaite's
    degrees of freedom; not a number where nothing varies.
    """
    found = Difference(machine=a.machine - b.machine)
    if a.variance is None or b.variance is None:
        return found
    found = replace(found, value=a.value - b.value)
    shared = _shared(a, b)
    variance = a.variance.whole + b.variance.whole - 2 * shared
    if variance <= 0:
        return found
    sides = [(side.value, side.variance) for side in (a, b) if side.variance is not None]
    ends = [_ends(value, spread, is_share=is_share, confidence=confidence) for value, spread in sides]
    low, high = of_difference(
        (np.array([a.value]), np.array([b.value])),
        *((np.array([down]), np.array([up])) for down, up in ends),
        correlation=np.array([shared / np.sqrt(a.variance.whole * b.variance.whole)]) if shared else np.zeros(1),
    )
    parts = [(spread.whole, spread.degrees) for _, spread in sides]
    degrees = sum(part for part, _ in parts) ** 2 / sum(part**2 / freedom for part, freedom in parts)
    p_value = 2 * special.stdtr(degrees, -abs(a.value - b.value) / np.sqrt(variance))
    return replace(found, ci_low=float(low[0]), ci_high=float(high[0]), p_value=float(p_value))


def _shared(a: Estimate, b: Estimate) -> float:
    """Covariance that the choice of stories makes between two domains, at most what their variances allow."""
    if a.variance is None or b.variance is None or a.by_story is None or b.by_story is None:
        return 0.0
    most = float(np.sqrt(a.variance.articles * b.variance.articles))
    return float(np.clip(a.by_story @ b.by_story, -most, most))


class _Sample:
    """Strata, weights and stories, as they are for one domain."""

    def __init__(self, machine: Machine, human: Human, domain: Bools) -> None:
        self.domain, self.unit, self.inside = domain, human.unit, domain[human.unit]
        n_outlets, self.n_codes = (int(numbers.max(initial=-1)) + 1 for numbers in (machine.outlet, machine.code))
        self.n_strata = n_outlets * self.n_codes
        self.outlet, self.code = np.divmod(np.arange(self.n_strata), max(self.n_codes, 1))
        self.of_unit = machine.outlet * self.n_codes + machine.code
        self.stratum, self.story = self.of_unit[human.unit], machine.story[human.unit]
        self.n_units, self.n_coded = (_sums(of, self.n_strata) for of in (self.of_unit, self.stratum))
        self.weight = _over(self.n_units, self.n_coded)[self.stratum]
        self.stories = _Stories(machine, domain)

    def is_enough(self) -> bool:
        """Whether every stratum of the domain can be corrected and its error be told."""
        told = (self.n_coded >= FEWEST) | (self.n_coded == self.n_units)
        return bool(self.inside.any() and told[np.unique(self.of_unit[self.domain])].all())

    def total(self, by_machine: Floats, by_human: Floats) -> float:
        """The corrected total of the domain."""
        more = (by_human - by_machine[self.unit]) * self.inside
        return float(by_machine[self.domain].sum() + (self.weight * more).sum())

    def by_stratum(self, values: Floats) -> Floats:
        """Sums over the coded units of each stratum."""
        return _sums(self.stratum, self.n_strata, values)

    def spread(self, residual: Floats) -> Floats:
        """Variance of the residuals within each stratum, drawn toward that of all strata with the same code."""
        n_inside = _sums(self.of_unit, self.n_strata, self.domain.astype(float))
        cuts_strata = ((n_inside > 0) & (n_inside < self.n_units)).any()
        residual = (
            residual * self.inside if cuts_strata else residual
        )  # of an actor: what others lend is of that actor, too
        n_coded = np.maximum(self.n_coded, 1)
        squares = np.maximum(self.by_stratum(residual**2) - self.by_stratum(residual) ** 2 / n_coded, 0)
        degrees = np.where(n_inside > 0, n_coded - 1, 0) if cuts_strata else n_coded - 1
        alike = _over(_sums(self.code, self.n_codes, squares), _sums(self.code, self.n_codes, degrees))[self.code]
        return np.asarray(np.where(n_inside > 0, (squares + _BORROWED * alike) / (n_coded - 1 + _BORROWED), 0.0))

    def within_stories(self, residual: Floats) -> Floats:
        """Sums over each stratum's stories: of a story's own residuals (0 elsewhere), the squares about the stratum's mean."""
        pairs, place = np.unique(self.story * self.n_strata + self.stratum, return_inverse=True)
        stratum = pairs % self.n_strata
        sums, squares = _sums(place, len(pairs), residual), _sums(place, len(pairs), residual**2)
        return _sums(stratum, self.n_strata, squares - sums**2 / self.n_coded[stratum])

    def with_residuals(self, influence: Floats, residual: Floats) -> Floats:
        """Influences of all units, the weighted residuals of the coded ones added."""
        return influence + _sums(self.unit, len(influence), self.weight * residual)

    def predicted(self, residual: Floats) -> Floats:
        """The residual that each unit of the domain is expected to have: its stratum's mean of those in the domain."""
        mean = _over(self.by_stratum(residual), self.by_stratum(self.inside.astype(float)))
        return np.asarray(mean[self.of_unit] * self.domain)


class _Stories:
    """Units put together to stories, those of each outlet about their mean."""

    def __init__(self, machine: Machine, domain: Bools) -> None:
        n_outlets = int(machine.outlet.max(initial=-1)) + 1
        pairs, self._piece = np.unique(machine.story * n_outlets + machine.outlet, return_inverse=True)
        self._outlet, self._story = pairs % n_outlets, pairs // n_outlets
        self._counts = (_sums(self._piece, len(pairs), domain.astype(float)) > 0).astype(float)
        self.n = _sums(self._outlet, n_outlets, self._counts)
        self.scale = _over(self.n, self.n - 1, otherwise=1.0)

    @property
    def degrees(self) -> float:
        """Degrees of freedom of what lies between them: stories less outlets, or where outlets share stories, less one."""
        n_stories = len(np.unique(self._story[self._counts > 0]))
        return max(min(float((self.n - 1).clip(min=0).sum()), n_stories - 1.0), 1.0)

    def between(self, values: Floats) -> float:
        """Variance of the sum of ``values`` that the choice of stories makes."""
        return float((self.about_mean(values) ** 2).sum())

    def about_mean(self, values: Floats) -> Floats:
        """Sums of ``values`` by story, about the mean of their outlet; their squares add up to the variance."""
        sums = _sums(self._piece, len(self._counts), values)
        mean = _over(_sums(self._outlet, len(self.n), sums), self.n)
        about = (sums - mean[self._outlet]) * np.sqrt(self.scale)[self._outlet] * self._counts
        return np.asarray(np.bincount(self._story, weights=about))


def _variance(sample: _Sample, influence: Floats, residual: Floats) -> Variance:
    """Both parts from the influences (0 outside the domain) and the residuals of all coded units."""
    stories, n_units, n_coded = sample.stories, sample.n_units, np.maximum(sample.n_coded, 1)
    spread, residual = sample.spread(residual), residual * sample.inside
    degrees = np.maximum(n_coded - 1, 1)
    factor = n_units * np.maximum(n_units - n_coded, 0) / n_coded
    coding = factor * spread
    own = factor / degrees * (sample.by_stratum(residual**2) - sample.by_stratum(residual) ** 2 / n_coded)
    noise = factor / degrees * sample.within_stories(residual) - own / np.maximum(stories.n, 1)[sample.outlet]
    noise *= stories.scale[sample.outlet]
    unbiased = stories.between(sample.with_residuals(influence, residual)) - float(noise.sum())
    predicted = stories.between(influence + sample.predicted(residual)) + float((n_units * spread).sum())
    articles = max(unbiased, predicted)
    parts, freedom = np.append(coding, articles), np.append(degrees, stories.degrees)
    squares = float((parts**2 / freedom).sum())
    whole = float(parts.sum())
    return Variance(
        coding=float(coding.sum()),
        articles=articles,
        degrees=whole**2 / squares if squares > 0 else float(freedom[-1]),
    )


def _ends(value: float, variance: Variance, *, is_share: bool, confidence: float) -> tuple[float, float]:
    """Student's interval; for a share Korn and Graubard's, which stays between 0 and 1."""
    if is_share:
        given = (np.array([number]) for number in (value, variance.whole))
        low, high = clopper_pearson(*given, n=np.array([variance.degrees + 1]), confidence=confidence)
        return float(low[0]), float(high[0])
    reach = -float(special.stdtrit(variance.degrees, (1 - confidence) / 2)) * float(np.sqrt(variance.whole))
    return value - reach, value + reach


def _ratio(top: float, bottom: float) -> float:
    return float(top / bottom) if bottom else np.nan


def _over(top: Floats, bottom: Floats, *, otherwise: float = 0.0) -> Floats:
    return np.asarray(np.divide(top, bottom, out=np.full(len(bottom), otherwise), where=bottom > 0))


def _sums(place: Ints, n_places: int, values: Floats | None = None) -> Floats:
    """Sums of ``values`` (how many, without) by place."""
    return np.asarray(np.bincount(place, weights=values, minlength=n_places), dtype=np.float64)
