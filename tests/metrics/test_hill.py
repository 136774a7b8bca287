"""Formulas of diversity: identities first, then numbers worked out by hand or counted one by one."""

import math
from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.hill import (
    berger_parker,
    coverage,
    hill,
    hill_number,
    pielou,
    rarefied_hill,
    richness_of_samples,
    simpson_unbiased,
)

abundances = st.lists(st.integers(1, 60), min_size=1, max_size=12)


def of(index, amounts):
    return pl.DataFrame({"x": amounts}).select(index(pl.col("x"))).item()


def naive_hill(amounts, order):
    total = sum(amounts)
    shares = [amount / total for amount in amounts]
    if order == 1:
        return math.exp(-sum(share * math.log(share) for share in shares))
    return sum(share**order for share in shares) ** (1 / (1 - order))


@given(abundances, st.sampled_from([0, 1, 2]))
def test_expression_and_function_equal_the_definition(amounts, order):
    expected = naive_hill(amounts, order)
    assert of(lambda x: hill(x, order=order), amounts) == pytest.approx(expected)
    assert hill_number(np.array(amounts, float), order=order) == pytest.approx(expected)


@given(st.integers(1, 40), st.integers(1, 9))
def test_an_even_community_of_s_sources_has_s(n_sources, each):
    for order in (0, 1, 2):
        assert of(lambda x, order=order: hill(x, order=order), [each] * n_sources) == pytest.approx(n_sources)


@given(abundances)
def test_order_one_is_the_exponential_of_shannon(amounts):
    shares = np.array(amounts) / sum(amounts)
    assert math.log(of(lambda x: hill(x, order=1), amounts)) == pytest.approx(
        -np.sum(shares * np.log(shares)), abs=1e-9
    )


@given(abundances)
def test_numbers_fall_with_the_order_and_stay_above_dominance(amounts):
    zero, one, two = (hill_number(np.array(amounts, float), order=order) for order in (0, 1, 2))
    assert zero >= one - 1e-9
    assert one >= two - 1e-9
    assert two >= 1 / of(berger_parker, amounts) - 1e-9  # order infinity is 1 / max p


@given(abundances)
def test_two_equal_halves_without_common_sources_double_diversity(amounts):
    for order in (0, 1, 2):
        once = hill_number(np.array(amounts, float), order=order)
        assert hill_number(np.array(amounts * 2, float), order=order) == pytest.approx(2 * once)


def test_hill_of_nothing_is_not_a_number():
    assert math.isnan(hill_number(np.array([0.0]), order=1))


def test_hand_counted_article():
    amounts = [2, 1, 1]  # shares 1/2, 1/4, 1/4
    assert of(lambda x: hill(x, order=1), amounts) == pytest.approx(2**1.5)  # entropy 1.5 bits
    assert of(lambda x: hill(x, order=2), amounts) == pytest.approx(8 / 3)  # 1 / (1/4 + 1/16 + 1/16)
    assert of(berger_parker, amounts) == 0.5
    assert of(pielou, amounts) == pytest.approx(1.5 / math.log2(3))
    assert of(simpson_unbiased, amounts) == pytest.approx(5 / 6)  # of 6 pairs, one is of the same source


@given(st.lists(st.integers(1, 5), min_size=1, max_size=5).filter(lambda amounts: sum(amounts) > 1))
def test_unbiased_simpson_is_the_share_of_pairs_that_differ(amounts):
    names = [source for source, amount in enumerate(amounts) for _ in range(amount)]
    pairs = list(combinations(names, 2))
    assert of(simpson_unbiased, amounts) == pytest.approx(sum(a != b for a, b in pairs) / len(pairs))


def test_too_few_draws_leave_simpson_and_evenness_undefined():
    assert math.isnan(of(simpson_unbiased, [1]))
    assert math.isnan(of(pielou, [7]))


@given(abundances, st.sampled_from([0, 1, 2]))
def test_rarefied_to_all_equals_the_observed(amounts, order):
    observed = np.array(amounts, float)
    found = rarefied_hill(observed, order=order, depth=observed.sum())
    assert found == pytest.approx(hill_number(observed, order=order))


@given(abundances, st.sampled_from([0, 1, 2]))
def test_one_draw_finds_one_source(amounts, order):
    assert rarefied_hill(np.array(amounts, float), order=order, depth=1) == pytest.approx(1)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.data())
def test_rarefied_richness_and_entropy_are_means_over_all_samples(amounts, data):
    names = [source for source, amount in enumerate(amounts) for _ in range(amount)]
    depth = data.draw(st.integers(1, len(names)))
    samples = [np.bincount(sample) for sample in combinations(names, depth)]
    richness = np.mean([np.sum(sample > 0) for sample in samples])
    entropy = np.mean([math.log(hill_number(sample.astype(float), order=1)) for sample in samples])
    observed = np.array(amounts, float)
    assert rarefied_hill(observed, order=0, depth=depth) == pytest.approx(richness)
    assert rarefied_hill(observed, order=1, depth=depth) == pytest.approx(math.exp(entropy))


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.data())
def test_rarefied_order_two_inverts_the_mean_simpson_index_over_all_samples(amounts, data):
    names = [source for source, amount in enumerate(amounts) for _ in range(amount)]
    depth = data.draw(st.integers(1, len(names)))
    simpson = np.mean([np.sum((np.bincount(sample) / depth) ** 2) for sample in combinations(names, depth)])
    assert rarefied_hill(np.array(amounts, float), order=2, depth=depth) == pytest.approx(1 / simpson)


@given(abundances.filter(lambda amounts: sum(amounts) > 2))
def test_more_draws_find_no_fewer_sources(amounts):
    observed = np.array(amounts, float)
    curve = [rarefied_hill(observed, order=0, depth=depth) for depth in range(1, sum(amounts) + 1)]
    assert np.all(np.diff(curve) >= -1e-9)


def test_rarefaction_needs_as_many_as_it_draws():
    assert math.isnan(rarefied_hill(np.array([2.0, 1.0]), order=0, depth=4))
    assert math.isnan(rarefied_hill(np.array([2.0, 1.0]), order=0, depth=0))


def test_rarefaction_of_large_counts_is_finite():
    observed = np.array([900_000.0, 90_000.0, *([1.0] * 500)])
    for order in (0, 1, 2):
        assert 2 <= 1 + rarefied_hill(observed, order=order, depth=400_000) <= 503


def test_coverage_by_hand():
    # N = 10 single attributions, f1 = 2, f2 = 1: 1 - 2/10 * 9*2 / (9*2 + 2*1) = 1 - 0.2 * 0.9
    assert coverage(np.array([6.0, 2.0, 1.0, 1.0]), n_samples=10) == pytest.approx(0.82)
    # without doubletons: 1 - 2/5 * 4*1 / (4*1 + 2)
    assert coverage(np.array([3.0, 1.0, 1.0]), n_samples=5) == pytest.approx(1 - 2 / 5 * 4 / 6)
    # 4 articles, U = 3 + 2 + 1 + 1 = 7, two sources in one article, one in two: 1 - 2/7 * 3*2 / (3*2 + 2*1)
    assert coverage(np.array([3.0, 2.0, 1.0, 1.0]), n_samples=4) == pytest.approx(1 - 2 / 7 * 6 / 8)
    assert coverage(np.array([3.0, 3.0]), n_samples=6) == 1
    assert math.isnan(coverage(np.array([0.0]), n_samples=0))


@given(st.lists(st.sets(st.integers(0, 5), min_size=1), min_size=1, max_size=6), st.data())
def test_richness_of_samples_is_the_mean_over_all_ways_to_draw_articles(articles, data):
    n_drawn = data.draw(st.integers(1, len(articles)))
    n_holding = np.bincount([source for held in articles for source in held]).astype(float)
    ways = [len(set().union(*drawn)) for drawn in combinations(articles, n_drawn)]
    found = richness_of_samples(n_holding, n_samples=len(articles), n_drawn=n_drawn)
    assert found == pytest.approx(np.mean(ways))


def test_richness_between_two_numbers_of_articles_is_in_proportion():
    held = np.array([2.0, 1.0, 1.0])  # three articles: one source in two of them, two in one each
    one, two = (richness_of_samples(held, n_samples=3, n_drawn=n) for n in (1, 2))
    assert (one, two) == pytest.approx((4 / 3, 1 + 2 * 2 / 3))  # the first is in any two of the three articles
    assert richness_of_samples(held, n_samples=3, n_drawn=1.25) == pytest.approx(0.75 * one + 0.25 * two)


def test_less_than_an_article_and_more_than_all_cannot_be_drawn():
    assert math.isnan(richness_of_samples(np.array([2.0, 1.0]), n_samples=3, n_drawn=0.9))
    assert math.isnan(richness_of_samples(np.array([2.0, 1.0]), n_samples=3, n_drawn=3.1))


@pytest.mark.parametrize("depth", [1, 2, 7, 20, 34])
def test_rarefaction_agrees_with_the_hypergeometric_distribution(depth):
    abundance = np.array([12.0, 9, 5, 4, 2, 1, 1])
    chances = [stats.hypergeom(34, int(x), depth).pmf(np.arange(depth + 1)) for x in abundance]
    seen = sum(1 - chance[0] for chance in chances)
    assert rarefied_hill(abundance, order=0, depth=depth) == pytest.approx(seen)
    share = np.arange(1, depth + 1) / depth
    entropy = -sum(float(chance[1:] @ (share * np.log(share))) for chance in chances)
    assert rarefied_hill(abundance, order=1, depth=depth) == pytest.approx(np.exp(entropy))
    concentration = sum(float(chance[1:] @ share**2) for chance in chances)
    assert rarefied_hill(abundance, order=2, depth=depth) == pytest.approx(1 / concentration)
