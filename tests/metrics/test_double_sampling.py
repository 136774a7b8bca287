"""Correction by a hand-coded sample: identities and limits, all samples of a small population, the textbook's formulas."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from metrics.double_sampling import Difference, Human, Machine, correct, difference, estimate

RNG = np.random.default_rng(11)


def population(n_articles=12, n_outlets=3, n_sentences=9):
    """Machine and human counts of every unit: (outlet, article, machine, human, words)."""
    article = np.repeat(np.arange(n_articles * n_outlets), n_sentences)
    human = RNG.binomial(2, 0.3, len(article)).astype(float)
    wrong = RNG.random(len(article)) < 0.2
    machine = np.where(wrong, RNG.binomial(2, 0.3, len(article)), human).astype(float)
    return article // n_articles, article, machine, human, RNG.integers(5, 30, len(article)).astype(float)


OUTLET, ARTICLE, MACHINE, HUMAN, WORDS = population()
FRAME = Machine(outlet=OUTLET, story=ARTICLE, code=(MACHINE > 0).astype(int), numerator=MACHINE, denominator=WORDS)


def coded(rows, human=HUMAN, words=WORDS):
    return Human(unit=np.asarray(rows), numerator=human[rows], denominator=words[rows])


def some_rows(n_each, seed=1):
    rng = np.random.default_rng(seed)
    strata = OUTLET * 2 + FRAME.code
    return np.concatenate([rng.choice(np.flatnonzero(strata == at), n_each, replace=False) for at in np.unique(strata)])


def linearised(numerator, denominator, articles):
    """Variance of a ratio of sums over articles, written out anew."""
    ratio = numerator.sum() / denominator.sum()
    sums = [((numerator - ratio * denominator)[articles == at]).sum() / denominator.sum() for at in np.unique(articles)]
    n = len(sums)
    return n / (n - 1) * np.sum(np.square(sums))


@pytest.mark.parametrize("outlet", [0, 1, 2])
def test_where_all_agree_it_is_the_machines_figure_with_the_variance_of_articles(outlet):
    here = outlet == OUTLET
    rows = some_rows(6)
    found = correct(FRAME, coded(rows, human=MACHINE), domain=here)
    assert found.value == pytest.approx(found.machine) == pytest.approx(MACHINE[here].sum() / WORDS[here].sum())
    assert found.variance.coding == 0
    assert found.variance.articles == pytest.approx(linearised(MACHINE[here], WORDS[here], ARTICLE[here]))
    assert found.variance.degrees == pytest.approx(11)  # 12 articles
    assert found.n_coded == 12


def test_a_census_is_the_human_truth():
    found = correct(FRAME, coded(np.arange(len(HUMAN))), domain=OUTLET == 1)
    here = OUTLET == 1
    assert found.value == pytest.approx(HUMAN[here].sum() / WORDS[here].sum(), rel=1e-12)
    assert found.variance.coding == 0
    assert found.variance.articles >= linearised(HUMAN[here], WORDS[here], ARTICLE[here]) * (1 - 1e-9)


def test_without_reliance_the_hand_coded_sample_speaks_alone():
    rows = some_rows(6)
    here = OUTLET == 2
    top = bottom = 0.0
    for code in (0, 1):
        units, drawn = here & (FRAME.code == code), rows[here[rows] & (FRAME.code[rows] == code)]
        top += units.sum() * HUMAN[drawn].mean()
        bottom += units.sum() * WORDS[drawn].mean()
    assert correct(FRAME, coded(rows), domain=here, reliance=0).value == pytest.approx(top / bottom)


def test_reliance_does_not_matter_where_the_strata_are_the_machines_codes():
    equal = replace(FRAME, code=MACHINE.astype(int), denominator=np.ones(len(WORDS)))
    strata = OUTLET * 3 + equal.code
    rows = np.concatenate([np.flatnonzero(strata == at)[:3] for at in np.unique(strata)])
    human = Human(unit=rows, numerator=HUMAN[rows], denominator=np.ones(len(rows)))
    values = [correct(equal, human, reliance=reliance).value for reliance in (0, 0.4, 1)]
    assert values == pytest.approx([values[0]] * 3)


def test_one_stratum_of_a_mean_is_prediction_powered_inference():
    one = replace(FRAME, outlet=np.zeros_like(OUTLET), code=np.zeros_like(OUTLET), denominator=np.ones(len(WORDS)))
    rows = np.arange(0, len(HUMAN), 7)
    human = Human(unit=rows, numerator=HUMAN[rows], denominator=np.ones(len(rows)))
    assert correct(one, human).value == pytest.approx(MACHINE.mean() + (HUMAN[rows] - MACHINE[rows]).mean())


def test_over_all_samples_the_mean_is_the_truth_and_the_variance_is_right():
    # 4 units without and 4 with a code, 2 drawn of each: 6 x 6 samples, all of them
    machine = np.array([0.0, 0, 0, 0, 1, 2, 1, 1])
    human = np.array([0.0, 1, 0, 2, 1, 1, 0, 1])
    words = np.array([9.0, 4, 12, 7, 8, 15, 5, 10])
    frame = Machine(
        outlet=np.zeros(8, dtype=int),
        story=np.arange(8) // 2,
        code=np.arange(8) // 4,
        numerator=machine,
        denominator=words,
    )
    pairs = product(combinations(range(4), 2), combinations(range(4, 8), 2))
    found = [correct(frame, coded(np.array(a + b), human, words)) for a, b in pairs]
    values = np.array([one.value for one in found])
    assert len(values) == 36
    assert values.mean() == pytest.approx(human.sum() / words.sum())
    assert np.mean([one.variance.coding for one in found]) == pytest.approx(values.var())


def test_a_figure_counted_by_hand():
    # Machine: 2 of 40 words. Stratum without: 3 units, coded 2 with errors 1, 0: adds 3 * 1/2 = 1.5. With: 2 units, both coded.
    machine, human = np.array([0.0, 0, 0, 1, 1]), np.array([1.0, 0, 9, 1, 0])
    words = np.array([8.0, 8, 8, 8, 8])
    frame = Machine(
        outlet=np.zeros(5, dtype=int),
        story=np.arange(5),
        code=np.array([0, 0, 0, 1, 1]),
        numerator=machine,
        denominator=words,
    )
    found = correct(frame, coded(np.array([0, 1, 3, 4]), human, words))
    assert found.machine == pytest.approx(2 / 40)
    assert found.value == pytest.approx((2 + 1.5 - 1) / 40)
    # Of the first stratum: 3 * (3 - 2) / 2 * variance of (1, 0) = 3/2 * 1/2; the second is coded whole.
    assert found.variance.coding == pytest.approx(0.75 / 40**2)


def test_strata_without_codes_give_no_figure_but_hinder_no_other_outlet():
    rows = some_rows(6)
    rows = rows[(OUTLET[rows] != 0) | (FRAME.code[rows] == 1)]
    first, second = (correct(FRAME, coded(rows), domain=outlet == OUTLET) for outlet in (0, 1))
    assert np.isnan(first.value)
    assert first.variance is None
    assert first.machine == pytest.approx(MACHINE[OUTLET == 0].sum() / WORDS[OUTLET == 0].sum())
    assert np.isfinite(second.value)


def test_a_stratum_without_seen_errors_borrows_from_the_other_outlets():
    rows = some_rows(6)
    human = HUMAN.copy()
    here = OUTLET == 0
    human[here] = MACHINE[here]
    found = correct(FRAME, coded(rows, human=human), domain=here)
    assert found.value == pytest.approx(found.machine)
    assert found.variance.coding > 0


def test_shares_stay_between_0_and_1_and_other_figures_may_be_negative():
    kinds = replace(FRAME, numerator=np.minimum(MACHINE, 1), denominator=np.ones(len(WORDS)))
    nothing = np.zeros(len(HUMAN))
    rows = some_rows(4)
    human = Human(unit=rows, numerator=nothing[rows], denominator=np.ones(len(rows)))
    share = correct(kinds, human, is_share=True)
    assert share.value == pytest.approx(0, abs=1e-12)
    assert 0 <= share.ci_low <= share.ci_high < 0.5
    assert correct(kinds, human).ci_low <= 0


def test_a_domain_across_strata_takes_its_own_units_alone():
    actor = np.arange(len(HUMAN)) % 2 == 0
    found = correct(FRAME, coded(np.arange(len(HUMAN))), domain=actor)
    assert found.value == pytest.approx(HUMAN[actor].sum() / WORDS[actor].sum())
    assert found.n_coded == actor.sum()


def test_a_story_that_two_outlets_tell_is_one():
    apart = correct(FRAME, coded(some_rows(6)))
    shared = correct(replace(FRAME, story=ARTICLE % 12), coded(some_rows(6)))
    assert shared.value == apart.value
    assert shared.variance.coding == apart.variance.coding
    assert shared.variance.articles != apart.variance.articles


def compared(machine: Machine, human: Human, *, one: np.ndarray, other: np.ndarray) -> Difference:
    return difference(estimate(machine, human, one), estimate(machine, human, other))


def test_a_difference_of_outlets_without_common_stories_adds_the_variances():
    human = coded(some_rows(6))
    sides = [correct(FRAME, human, domain=outlet == OUTLET) for outlet in (0, 2)]
    found = compared(FRAME, human, one=OUTLET == 0, other=OUTLET == 2)
    assert found.value == pytest.approx(sides[0].value - sides[1].value)
    assert found.machine == pytest.approx(sides[0].machine - sides[1].machine)
    down = np.hypot(sides[0].value - sides[0].ci_low, sides[1].ci_high - sides[1].value)
    assert found.value - found.ci_low == pytest.approx(down)
    back = compared(FRAME, human, one=OUTLET == 2, other=OUTLET == 0)
    assert (back.ci_low, back.ci_high) == pytest.approx((-found.ci_high, -found.ci_low))
    assert back.p_value == pytest.approx(found.p_value)


def test_outlets_that_tell_the_same_stories_alike_are_compared_within_them():
    # Outlet 1 prints outlet 0's articles with one more word in each sentence: what varies between stories is common to both.
    first = np.flatnonzero(OUTLET == 0)
    story = np.concatenate([ARTICLE[first], ARTICLE[first]])
    outlet = np.repeat([0, 1], len(first))
    human = np.concatenate([HUMAN[first], HUMAN[first]])
    words = np.concatenate([WORDS[first], WORDS[first] + 1])
    frame = Machine(outlet=outlet, story=story, code=np.zeros_like(story), numerator=human, denominator=words)
    everything = Human(unit=np.arange(len(story)), numerator=human, denominator=words)
    paired = compared(frame, everything, one=outlet == 0, other=outlet == 1)
    apart = compared(
        replace(frame, story=np.concatenate([ARTICLE[first], ARTICLE[first] + 100])),
        everything,
        one=outlet == 0,
        other=outlet == 1,
    )
    assert paired.value == apart.value > 0
    assert paired.ci_high - paired.ci_low < 0.3 * (apart.ci_high - apart.ci_low)
    assert paired.p_value < 0.01 < apart.p_value


def test_there_is_no_difference_where_a_side_has_too_few_coded_units():
    rows = some_rows(6)
    found = compared(FRAME, coded(rows[OUTLET[rows] != 2]), one=OUTLET == 0, other=OUTLET == 2)
    assert np.isnan([found.value, found.ci_low, found.p_value]).all()
    assert np.isfinite(found.machine)
