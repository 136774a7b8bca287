"""Weights that depend on a unit's name alone, and intervals that cover."""

import numpy as np
import pytest
from scipy import stats

from metrics.bootstrap import Moments, expanded_level, intervals, poisson_weights, unit_keys


def moments(num, den):
    num, den = np.asarray(num, float)[None], np.asarray(den, float)[None]
    sums = {
        "n": (den > 0).astype(float), "num": num, "den": den, "num2": num**2, "num_den": num * den, "den2": den**2,
        "num3": num**3, "num2_den": num**2 * den, "num_den2": num * den**2, "den3": den**3,
    }  # fmt: skip
    return Moments(**{name: values.sum(axis=1) for name, values in sums.items()})


def test_weights_are_poisson_with_mean_one():
    weights = poisson_weights(unit_keys(map(str, range(400)), seed=1), n_replicates=1000)
    assert weights.mean() == pytest.approx(1, abs=0.005)
    assert weights.var() == pytest.approx(1, abs=0.01)
    assert (weights == 0).mean() == pytest.approx(np.exp(-1), abs=0.003)


def test_weights_of_different_units_and_replicates_are_uncorrelated():
    weights = poisson_weights(unit_keys(map(str, range(100)), seed=1), n_replicates=2000).astype(float)
    between_units = np.corrcoef(weights)[np.triu_indices(100, 1)]
    assert abs(between_units.mean()) < 0.002
    assert between_units.std() == pytest.approx(1 / np.sqrt(2000), rel=0.1)
    between_replicates = np.corrcoef(weights[:, :80].T)[np.triu_indices(80, 1)]
    assert between_replicates.std() == pytest.approx(1 / np.sqrt(100), rel=0.1)


def test_a_unit_keeps_its_weights_whoever_stands_beside_it():
    alone = poisson_weights(unit_keys(["b"], seed=5), n_replicates=40)
    among = poisson_weights(unit_keys(["a", "b", "c"], seed=5), n_replicates=40)
    assert (alone[0] == among[1]).all()
    assert (poisson_weights(unit_keys(["b"], seed=6), n_replicates=40) != alone).any()


def test_more_replicates_begin_with_the_same_ones():
    keys = unit_keys(["a", "b"], seed=5)
    assert (poisson_weights(keys, n_replicates=50)[:, :41] == poisson_weights(keys, n_replicates=41)).all()


def test_ratio_and_acceleration_from_moments_agree_with_the_units():
    num, den = np.array([3.0, 0, 5, 1, 9]), np.array([10.0, 4, 12, 2, 11])
    influence = num - num.sum() / den.sum() * den
    expected = (influence**3).sum() / (6 * (influence**2).sum() ** 1.5)
    assert moments(num, den).ratio()[0] == pytest.approx(18 / 39)
    assert moments(num, den).acceleration()[0] == pytest.approx(expected)


def test_acceleration_is_zero_where_every_unit_has_the_same_ratio():
    assert moments([1.0, 2, 3], [10.0, 20, 30]).acceleration()[0] == 0


def test_a_ratio_without_denominator_is_not_a_number():
    assert np.isnan(moments([0.0, 0], [0.0, 0]).ratio()[0])


def test_level_of_a_small_sample_is_wider_and_tends_to_the_normal():
    # n = 5: sqrt(5/4) x t(.025, 4 df) = 1.1180 x -2.7764
    assert expanded_level(np.array([5.0]), confidence=0.95)[0] == pytest.approx(-3.1041, abs=1e-3)
    assert expanded_level(np.array([1e7]), confidence=0.95)[0] == pytest.approx(-1.96, abs=1e-3)


def test_interval_of_a_symmetric_distribution_is_the_percentile_interval():
    replicates = np.arange(-999.0, 1000)[None]
    low, high = intervals(replicates, np.zeros(1), acceleration=np.zeros(1), n=np.array([1e7]), confidence=0.95)
    assert low[0] == pytest.approx(-950, abs=1)
    assert high[0] == pytest.approx(950, abs=1)


def test_undefined_replicates_are_left_out():
    replicates = np.array([[np.nan] * 10 + list(np.linspace(0, 1, 101)), list(np.linspace(0, 1, 111))])
    low, high = intervals(
        replicates, np.array([0.5, 0.5]), acceleration=np.zeros(2), n=np.array([1e7, 1e7]), confidence=0.9
    )
    assert low == pytest.approx([0.05, 0.05], abs=0.02)
    assert high == pytest.approx([0.95, 0.95], abs=0.02)


def test_positive_acceleration_moves_both_ends_up():
    replicates = np.linspace(-1, 1, 2001)[None]
    even = intervals(replicates, np.zeros(1), acceleration=np.zeros(1), n=np.array([1e6]), confidence=0.95)
    skew = intervals(replicates, np.zeros(1), acceleration=np.array([0.05]), n=np.array([1e6]), confidence=0.95)
    assert skew[0][0] > even[0][0]
    assert skew[1][0] > even[1][0]


def test_intervals_cover_the_truth():
    """400 samples of 30 articles; a true 95 % interval holds the truth in 95 % (here: within three standard errors)."""
    rng = np.random.default_rng(3)
    weights = poisson_weights(unit_keys(map(str, range(30)), seed=2), n_replicates=600).astype(float)
    covered = 0
    for _ in range(400):
        den = rng.poisson(9, 30) + 1.0
        num = rng.binomial(den.astype(int), rng.beta(5, 3, 30))
        sums = moments(num, den)
        replicates = (num @ weights / (den @ weights))[None]
        low, high = intervals(replicates, sums.ratio(), acceleration=sums.acceleration(), n=sums.n, confidence=0.95)
        covered += bool(low[0] <= 5 / 8 <= high[0])
    assert 0.917 <= covered / 400 <= 0.983


def test_intervals_agree_with_scipys_bca_where_samples_are_large():
    rng = np.random.default_rng(2)
    den = rng.gamma(2.0, 90.0, 400) + 1
    num = den * np.where(rng.random(400) < 0.3, rng.beta(0.7, 1.5, 400), 0)  # skewed: seven in ten are 0
    sums = moments(num, den)
    weights = poisson_weights(unit_keys((str(unit) for unit in range(400)), seed=3), n_replicates=8000).astype(float)
    ratios = (num @ weights) / (den @ weights)
    low, high = intervals(ratios[None], sums.ratio(), acceleration=sums.acceleration(), n=sums.n, confidence=0.95)
    other = stats.bootstrap(
        (num, den), lambda a, b, axis: a.sum(axis) / b.sum(axis), paired=True, vectorized=True, n_resamples=8000,
        method="BCa", rng=np.random.default_rng(4),
    ).confidence_interval  # fmt: skip
    width = other.high - other.low
    assert [low[0], high[0]] == pytest.approx([other.low, other.high], abs=0.05 * width)
    assert not np.isclose(sums.ratio()[0] - other.low, other.high - sums.ratio()[0], rtol=0.1)  # skewness matters here


def test_replicates_that_equal_the_value_but_for_rounding_count_half():
    value = np.array([0.1 + 0.2])
    exact, off = np.tile([0.2, 0.3, 0.4], 20)[None], np.tile([0.2, 0.1 + 0.2, 0.4], 20)[None]
    at = {"acceleration": np.zeros(1), "n": np.array([50.0]), "confidence": 0.95}
    assert intervals(exact, value, **at)[0] == pytest.approx(intervals(off, value, **at)[0])
    assert intervals(exact, value, **at)[1] == pytest.approx(intervals(off, value, **at)[1])
