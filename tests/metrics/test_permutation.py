"""Permutation p-values against full enumeration, and adjustments against the worked examples of their papers."""

from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from audit.errors import SettingsError
from metrics.permutation import adjust, permutation_p_values
from metrics.resampling import Sample


def sample(num, den, *, keys):
    num, den = np.asarray(num, float), np.asarray(den, float)
    return Sample(keys=np.asarray(keys, np.uint64), num=num.reshape(len(num), -1), den=den.reshape(len(den), -1))


def p_value(a, b, **options):
    options = {"seed": 1, "n_permutations": 2000} | options
    first = sample(*a, keys=range(len(a[0])))
    return permutation_p_values(first, sample(*b, keys=range(100, 100 + len(b[0]))), **options)[0]


def test_as_full_enumeration():
    """Means of 4 and 4 articles, weight 1: all 70 ways to deal them."""
    a, b = [1.0, 2, 4, 7], [5.0, 8, 9, 12]
    values = np.array(a + b)

    def welch(index):
        one, other = values[list(index)], np.delete(values, list(index))
        return abs(one.mean() - other.mean()) / np.sqrt(one.var(ddof=1) / 4 + other.var(ddof=1) / 4)

    ways = [welch(index) for index in combinations(range(8), 4)]
    exact = np.mean([way >= welch((0, 1, 2, 3)) - 1e-9 for way in ways])
    assert p_value((a, [1] * 4), (b, [1] * 4)) == pytest.approx(exact, abs=0.015)


def test_equal_outlets_have_p_one():
    assert p_value(([1, 2, 3], [2, 4, 6]), ([5, 1, 2], [10, 2, 4])) == 1


def test_p_is_never_zero_and_goes_on_where_it_is_small():
    rng = np.random.default_rng(0)
    far = p_value((rng.normal(0, 1, 40), np.ones(40)), (rng.normal(9, 1, 40), np.ones(40)), n_permutations=100)
    assert far == pytest.approx(1 / 501)  # five times a hundred draws, none as extreme


def test_perfectly_apart_without_spread():
    assert p_value(([1] * 6, [1] * 6), ([0] * 6, [1] * 6)) < 0.01  # 2 of 924 ways


def test_one_unit_is_no_sample():
    assert np.isnan(p_value(([1], [1]), ([1, 2], [1, 1])))


def test_true_hypotheses_are_refused_as_often_as_promised():
    """500 pairs of like outlets of 15 and 60 articles: p under .05 in 5 % (within three standard errors: .029)."""
    rng = np.random.default_rng(5)
    refused = 0
    for _ in range(500):
        den = rng.poisson(8, 75) + 1.0
        num = rng.binomial(den.astype(int), rng.beta(2, 3, 75)).astype(float)
        refused += p_value((num[:15], den[:15]), (num[15:], den[15:]), n_permutations=200) <= 0.05
    assert abs(refused / 500 - 0.05) <= 0.029


def test_unequal_spread_keeps_the_level():
    """8 wide and 40 narrow articles of one mean: a plain difference of means would refuse far too often."""
    rng = np.random.default_rng(6)
    refused = 0
    for _ in range(400):
        wide, narrow = rng.normal(5, 4, 8), rng.normal(5, 0.5, 40)
        refused += p_value((wide, np.ones(8)), (narrow, np.ones(40)), n_permutations=200) <= 0.05
    assert refused / 400 <= 0.10


def test_shared_stories_are_compared_within_the_story():
    """Stories differ widely, outlets little but always: only the paired test sees it."""
    rng = np.random.default_rng(7)
    story = rng.normal(50, 20, 30)
    ours, theirs = story + 1 + rng.normal(0, 0.5, 30), story + rng.normal(0, 0.5, 30)
    ones = np.ones(30)
    paired = permutation_p_values(
        sample(ours, ones, keys=range(30)), sample(theirs, ones, keys=range(30)), seed=1, n_permutations=500
    )
    assert paired[0] < 0.01
    assert p_value((ours, ones), (theirs, ones)) > 0.5


def test_units_without_a_denominator_change_nothing():
    """Articles that do not mention a party say nothing of the tone toward it."""
    a, b = ([1.0, 2, 4, 7], [1.0] * 4), ([5.0, 8, 9, 12], [1.0] * 4)
    silent = ([5.0, 8, 9, 12, *[0] * 60], [1.0] * 4 + [0.0] * 60)
    assert p_value(a, silent) == pytest.approx(p_value(a, b), abs=0.02)  # .057; .0005 with the silent shuffled too


def test_a_pair_of_which_one_part_is_silent_is_a_single():
    """Stories 0 to 5 told by both, the last three without the group in b: as three pairs and three singles of a."""
    a, b = [1.0, 5, 2, 8, 6, 7], [2.0, 4, 4, 0, 0, 0]
    ones, some = [1.0] * 6, [1.0] * 3 + [0.0] * 3
    options = {"seed": 1, "n_permutations": 500}
    told = permutation_p_values(sample(a, ones, keys=range(6)), sample(b, some, keys=range(6)), **options)
    first = sample([*a[:3], *a[3:]], ones, keys=range(6))
    plain = permutation_p_values(first, sample(b[:3], ones[:3], keys=range(3)), **options)
    assert told[0] == pytest.approx(plain[0], abs=0.08)


def test_columns_with_other_silent_units_are_tested_apart_and_each_as_if_alone():
    rng = np.random.default_rng(4)
    num, den = rng.normal(size=(20, 3)), np.ones((20, 3))
    den[:4, 1] = num[:4, 1] = 0
    one, other = sample(num[:10], den[:10], keys=range(10)), sample(num[10:], den[10:], keys=range(50, 60))
    together = permutation_p_values(one, other, seed=1, n_permutations=300)
    for column in range(3):
        alone = [sample(part.num[:, column], part.den[:, column], keys=part.keys) for part in (one, other)]
        assert permutation_p_values(*alone, seed=1, n_permutations=300)[0] == together[column]


def test_true_hypotheses_about_a_group_that_few_articles_hold_are_refused_as_often_as_promised():
    """50 articles against 50 of which 6 hold the group: p under .05 in 5 % (with the silent ones shuffled too, 0.3 %)."""
    rng = np.random.default_rng(12)
    den = np.zeros((100, 500))
    den[:56] = rng.poisson(8, (56, 500)) + 1.0
    num = rng.binomial(den.astype(int), rng.beta(2, 6, den.shape)).astype(float)
    a, b = sample(num[:50], den[:50], keys=range(50)), sample(num[50:], den[50:], keys=range(100, 150))
    refused = permutation_p_values(a, b, seed=1, n_permutations=400) <= 0.05
    assert abs(refused.mean() - 0.05) <= 0.029


def test_many_units_are_bundled_and_agree_with_theory():
    rng = np.random.default_rng(8)
    a, b = rng.normal(0.03, 1, 4000), rng.normal(0, 1, 5000)
    from scipy.stats import ttest_ind

    assert p_value((a, np.ones(4000)), (b, np.ones(5000))) == pytest.approx(ttest_ind(a, b).pvalue, abs=0.05)


def test_the_seed_decides():
    a, b = ([1, 5, 2, 8], [9, 9, 9, 9]), ([4, 6, 8, 9], [9, 9, 9, 9])
    assert p_value(a, b, seed=3) == p_value(a, b, seed=3)


def test_holm():
    # sorted .01 .02 .03 .04: x4 x3 x2 x1 = .04 .06 .06 .04, made monotone
    found = adjust(np.array([0.04, 0.01, 0.03, 0.02]))
    assert found == pytest.approx([0.06, 0.04, 0.06, 0.06])


def test_benjamini_hochberg():
    # sorted .01 .02 .03 .04: x4/1 x4/2 x4/3 x4/4 = .04 .04 .04 .04
    assert adjust(np.array([0.04, 0.01, 0.03, 0.02]), method="bh") == pytest.approx([0.04] * 4)
    assert adjust(np.array([0.01, 0.5, 0.02]), method="bh") == pytest.approx([0.03, 0.5, 0.03])


def test_adjusted_values_stay_under_one_and_skip_the_unknown():
    found = adjust(np.array([0.6, np.nan, 0.9]))
    assert found[[0, 2]] == pytest.approx([1, 1])
    assert np.isnan(found[1])
    assert adjust(np.array([])).size == 0


def test_an_unknown_adjustment_is_refused():
    with pytest.raises(SettingsError, match="'bonferroni'; choose 'holm' or 'bh'"):
        adjust(np.array([0.1]), method="bonferroni")


def test_benjamini_hochberg_agrees_with_scipy():
    p_values = np.random.default_rng(6).beta(0.4, 1, 60)
    assert adjust(p_values, method="bh") == pytest.approx(stats.false_discovery_control(p_values, method="bh"))
