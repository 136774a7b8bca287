"""How well two codings of the same units agree: Krippendorff's alpha, precision and recall, with weights and intervals.

Units that were drawn with unequal chances are weighted by what each stands for, so that the figures are those that coding
every unit would give. Where all weights are equal, alpha is the textbook's.

References
----------
.. [1] Krippendorff, K. (2018). Content Analysis: An Introduction to Its Methodology, 4th ed. Sage, chapter 12.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from metrics.bootstrap import Floats, intervals, poisson_weights, unit_keys
from metrics.small_samples import clopper_pearson, wider

Level = Literal["nominal", "interval"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its interval; not a number where it is not defined."""

    value: float
    ci_low: float
    ci_high: float


def krippendorff_alpha(codes: Floats, *, level: Level, weights: Floats | None = None) -> Floats:
    """``1 - observed disagreement / disagreement expected by chance``.

    Parameters
    ----------
    codes
        units x coders; not a number where a coder gave no code. Units with one code count for nothing.
    level
        ``nominal``: codes are the same or not; ``interval``: they differ by the square of their distance.
    weights
        units x replicates; None for equal ones. Their sizes count only relative to each other.

    Returns
    -------
    numpy.ndarray
        one alpha a replicate: 1 is agreement, 0 is chance; not a number where all codes are the same.
    """
    paired = np.isfinite(codes).sum(axis=1) >= 2
    codes = codes[paired]
    weights = np.ones((len(codes), 1)) if weights is None else weights[paired]
    weights = weights * _over(np.full(weights.shape[1], len(codes)), weights.sum(axis=0))
    n_codes = np.isfinite(codes).sum(axis=1).astype(float)
    values = np.unique(codes[np.isfinite(codes)])
    counts = np.stack([(codes == value).sum(axis=1) for value in values], axis=1) if len(values) else np.zeros((0, 0))
    apart = (values[:, None] - values[None, :]) ** 2 if level == "interval" else 1.0 - np.eye(len(values))
    within = ((counts @ apart) * counts).sum(axis=1) / np.maximum(n_codes - 1, 1)
    total, by_value = n_codes @ weights, counts.T @ weights
    observed = _over(within @ weights, total)
    expected = _over(((apart @ by_value) * by_value).sum(axis=0), total * (total - 1))
    return 1 - _over(observed, expected)


def precision_recall(machine: Floats, human: Floats, *, weights: Floats | None = None) -> tuple[Floats, Floats]:
    """What of the machine's counts people found too, and what of people's counts the machine found; one a replicate.

    A unit's matches are the smaller of its two counts, so two wrong ones that make a right number are not told.
    """
    weights = np.ones((len(machine), 1)) if weights is None else weights
    both = np.minimum(machine, human) @ weights
    return _over(both, machine @ weights), _over(both, human @ weights)


def resampled(weights: Floats, names: Sequence[str], *, n_replicates: int, seed: int) -> Floats:
    """Weights of the units in each bootstrap replicate, units of the same name (story) together, after those as they are."""
    drawn = poisson_weights(unit_keys(names, seed=seed), n_replicates=n_replicates).astype(np.float64)
    return np.asarray(weights[:, None] * np.column_stack([np.ones(len(names)), drawn]))


def with_interval(replicates: Floats, *, n: int, confidence: float, is_share: bool = False) -> Figure:
    """The first entry with the bias-corrected interval that the others give; ``n`` resampled units lie behind them.

    A share has Korn and Graubard's as well, the wider at each end counting: where all agree, no replicate differs.
    """
    value, others = replicates[:1], replicates[1:]
    others = others[np.isfinite(others)]
    if not np.isfinite(value[0]) or not len(others):
        return Figure(float(value[0]), np.nan, np.nan)
    sizes = np.array([float(n)])
    ends = intervals(others[None], value, acceleration=np.zeros(1), n=sizes, confidence=confidence)
    if is_share:
        ends = wider(ends, clopper_pearson(value, np.array([others.var()]), n=sizes, confidence=confidence))
    return Figure(float(value[0]), float(ends[0][0]), float(ends[1][0]))


def _over(top: Floats, bottom: Floats) -> Floats:
    return np.asarray(np.divide(top, bottom, out=np.full(len(bottom), np.nan), where=bottom != 0))
