"""Intervals that do not resample: against scipy's exact intervals, by hand, and at the limits."""

import numpy as np
import pytest
from scipy import stats

from metrics.bootstrap import Moments
from metrics.small_samples import clopper_pearson, correlation, of_difference, second_interval, wider


def moments(num, den):
    num, den = np.asarray(num, float), np.asarray(den, float)
    terms = {
        "n": den > 0, "num": num, "den": den, "num2": num**2, "num_den": num * den, "den2": den**2, "num3": num**3,
        "num2_den": num**2 * den, "num_den2": num * den**2, "den3": den**3,
    }  # fmt: skip
    return Moments(**{name: np.array([float(values.sum())]) for name, values in terms.items()})


def second(num, den, *, is_share=True, confidence=0.95, bounds=(0.0, 1.0)):
    ends = tuple(np.array([end]) for end in bounds)
    low, high = second_interval(moments(num, den), is_share=np.array([is_share]), confidence=confidence, bounds=ends)
    return low[0], high[0]


def exact(k, n, level=0.95):
    found = stats.binomtest(k, n).proportion_ci(level, method="exact")
    return found.low, found.high


@pytest.mark.parametrize(("k", "n"), [(0, 5), (0, 40), (7, 7)])
def test_nothing_or_all_is_clopper_and_pearson_over_articles(k, n):
    held = np.repeat([1.0, 0.0], [k, n - k])
    assert second(10 * held, np.full(n, 10.0)) == pytest.approx(exact(k, n))


def test_many_articles_of_one_trial_each_come_near_clopper_and_pearson():
    held = np.repeat([1.0, 0.0], [300, 1700])  # linearised variance p(1 - p)/(n - 1), t with 1999 degrees of freedom
    assert second(held, np.ones(2000)) == pytest.approx(exact(300, 2000), abs=1e-4)


def test_the_effective_number_of_trials_by_hand():
    # p = .3, variance .01, n = 8: t(7) = 2.364624, z = 1.959964; trials = .21 / .01 x (z / t)^2 = 14.4276, held 4.3283
    low, high = clopper_pearson(np.array([0.3]), np.array([0.01]), n=np.array([8.0]), confidence=0.95)
    assert low[0] == pytest.approx(stats.beta.ppf(0.025, 4.3283, 14.4276 - 4.3283 + 1), abs=1e-4)
    assert high[0] == pytest.approx(stats.beta.ppf(0.975, 4.3283 + 1, 14.4276 - 4.3283), abs=1e-4)


def test_other_quantities_have_students_interval():
    values = np.array([2.0, 3.0, 7.0, 4.0])  # denominators of 1: the mean, and its usual interval
    expected = stats.t.interval(0.9, 3, loc=4.0, scale=stats.sem(values))
    assert second(values, np.ones(4), is_share=False, confidence=0.9) == pytest.approx(expected)


def test_one_article_has_none():
    assert np.isnan(second([3], [10])).all()


def of_events(num, den, *, confidence=0.95):
    low, high = second_interval(
        moments(num, den),
        is_share=np.array([True]),
        confidence=confidence,
        bounds=(np.zeros(1), np.ones(1)),
        events=np.array([True]),
    )
    return low[0], high[0]


def test_words_without_an_event_tell_how_frequent_it_can_be():
    # 2,000 words without a hedge: Garwood's upper limit of 0 is -ln .025 = 3.6889, in clumps of two 7.378
    assert of_events(np.zeros(5), np.full(5, 400.0)) == pytest.approx((0, 7.3778 / 2000), rel=1e-4)
    assert stats.chi2.ppf(0.975, 2) / 2 == pytest.approx(3.6889, rel=1e-4)


def test_where_there_are_events_their_spread_tells():
    assert of_events(np.array([1.0, 0, 2]), np.full(3, 100.0)) == second(np.array([1.0, 0, 2]), np.full(3, 100.0))


def test_a_rate_that_leaves_words_without_events_lies_inside():
    rng, words, rate = np.random.default_rng(5), np.full(8, 150.0), 0.002
    held = []
    for _ in range(400):
        clumped = rng.poisson(rng.gamma(shape=rate * 150, scale=1.0, size=8))  # varies twice as much as Poisson's
        held.append(bool(clumped.any()) or of_events(clumped, words)[1] >= rate)
    assert np.mean(held) > 0.97


def test_articles_that_are_alike_tell_how_rare_others_can_be():
    # seven articles of net tone 0: others are at most 1 - .025 ** (1 / 7) = .4096 of all, at worst all at -1 or all at 1
    zeros, ones = np.zeros(7), np.ones(7)
    reach = exact(0, 7)[1]
    assert reach == pytest.approx(0.4096, abs=1e-4)
    assert second(zeros, ones, is_share=False, bounds=(-1, 1)) == pytest.approx((-reach, reach))
    assert second(ones, ones, is_share=False, bounds=(-1, 1)) == pytest.approx((1 - 2 * reach, 1))


def test_equal_shares_between_the_bounds():
    # three articles of 20 %: others are at most 1 - .025 ** (1 / 3) = .7076; all at 0: .2 x .2924; all at 1: .2 + .8 x .7076
    assert second([2, 4, 6], [10, 20, 30]) == pytest.approx((0.0585, 0.7661), abs=1e-4)


def test_equal_articles_have_no_end_where_nothing_bounds_the_metric():
    low, high = second([1, 2, 3], [1, 2, 3], is_share=False, bounds=(0, np.inf))
    assert (low, high) == (pytest.approx(1 - 0.7076, abs=1e-4), np.inf)


def test_the_share_lies_inside():
    rng = np.random.default_rng(5)
    for n in (2, 3, 10):
        den = rng.integers(1, 30, n).astype(float)
        num = np.floor(den * rng.beta(0.3, 2, n))
        low, high = second(num, den)
        assert 0 <= low <= num.sum() / den.sum() <= high <= 1


def test_wider_takes_each_end_and_skips_what_is_not_a_number():
    low, high = wider((np.array([1.0, 2.0]), np.array([3.0, 4.0])), (np.array([0.5, np.nan]), np.array([2.0, np.nan])))
    assert low.tolist() == [0.5, 2.0]
    assert high.tolist() == [3.0, 4.0]


def test_a_difference_of_independent_sides():
    # sides .6 (.5 to .8) and .2 (.1 to .5): .4 - sqrt(.1^2 + .3^2), .4 + sqrt(.2^2 + .1^2)
    sides = [np.array([x]) for x in (0.6, 0.2)]
    a, b = (np.array([0.5]), np.array([0.8])), (np.array([0.1]), np.array([0.5]))
    low, high = of_difference(tuple(sides), a, b, correlation=np.zeros(1))
    assert (low[0], high[0]) == pytest.approx((0.4 - np.sqrt(0.1), 0.4 + np.sqrt(0.05)))


def test_a_side_without_an_end_leaves_the_difference_without_one():
    sides = tuple(np.array([x]) for x in (0.6, 0.2))
    a, b = (np.array([0.5]), np.array([np.inf])), (np.array([0.1]), np.array([0.5]))
    low, high = of_difference(sides, a, b, correlation=np.ones(1))
    assert np.isfinite(low[0])
    assert high[0] == np.inf


def test_sides_that_move_together_differ_by_a_constant():
    side = (np.array([0.5]), np.array([0.3]))
    low, high = of_difference(
        side, (side[0] - 0.1, side[0] + 0.1), (side[1] - 0.1, side[1] + 0.1), correlation=np.ones(1)
    )
    assert (low[0], high[0]) == pytest.approx((0.2, 0.2))


def test_correlation_of_replicates():
    rng = np.random.default_rng(1)
    one = rng.normal(size=(3, 400))
    other = np.stack([one[0] * 2 + 1, -one[1], rng.normal(size=400)])
    other[0, 5] = np.nan
    found = correlation(one, other)
    assert found[:2] == pytest.approx([1, -1])
    assert found[2] == pytest.approx(np.corrcoef(one[2], other[2])[0, 1])
    assert correlation(np.ones((1, 4)), one[:1, :4])[0] == 0
