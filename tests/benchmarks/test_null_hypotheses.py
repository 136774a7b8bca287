"""The simulation of outlets that are alike: its populations have one ratio, and its rule is the report's."""

import numpy as np
import pytest

from benchmarks.coverage import uneven_lengths
from benchmarks.null_hypotheses import PAIRS, even_lengths, families, null_p_values


@pytest.mark.parametrize("name", PAIRS)
def test_both_outlets_of_a_pair_have_the_same_ratio(name):
    ratios = []
    for population in PAIRS[name]:
        num, den = population(200_000, np.random.default_rng(4))
        ratios.append(num.sum() / den.sum())
    assert ratios[0] == pytest.approx(ratios[1], abs=0.002)


def test_lengths_are_unlike():
    rng = np.random.default_rng(4)
    spread = [den.std() / den.mean() for _, den in (uneven_lengths(20_000, rng), even_lengths(20_000, rng))]
    assert spread[0] > 1
    assert spread[1] < 0.3


def test_the_interval_as_a_second_condition_only_takes_claims_away():
    unadjusted, by_bh, by_holm, with_interval = families(PAIRS["unlike lengths"], n=10, n_families=15)
    assert with_interval <= by_holm <= by_bh <= unadjusted
    assert with_interval < 0.3  # under one true hypothesis in three, by far


def test_p_values_of_like_outlets_are_no_smaller_than_chance_makes_them():
    p = null_p_values(PAIRS["named_share"], n=10, n_samples=300)
    assert abs((p < 0.05).mean() - 0.05) < 0.04  # three standard errors
