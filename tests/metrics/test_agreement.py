"""Agreement: the textbook's example, hand-counted shares, weights that stand for copies."""

import numpy as np
import pytest

from metrics.agreement import krippendorff_alpha, precision_recall, resampled, with_interval

GAP = np.nan
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: 4 observers, 12 units; he gives .743 and .849.
OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
        [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
    ]
).T


@pytest.mark.parametrize(("level", "published"), [("nominal", 0.743), ("interval", 0.849)])
def test_alpha_of_the_published_example(level, published):
    assert krippendorff_alpha(OBSERVERS, level=level)[0] == pytest.approx(published, abs=0.0005)


def test_alpha_counted_by_hand():
    # 4 units: (1,1) (0,0) (1,0) (0,0). Coincidences: 11: 2, 00: 4, 01 and 10: 1 each; n = 8, n0 = 5, n1 = 3.
    # Observed 2/8; expected 2 * 5 * 3 / (8 * 7); alpha = 1 - (2/8) / (30/56) = .5333
    codes = np.array([[1, 1], [0, 0], [1, 0], [0, 0]], dtype=float)
    for level in ("nominal", "interval"):  # of two values both levels are the same
        assert krippendorff_alpha(codes, level=level)[0] == pytest.approx(1 - (2 / 8) / (30 / 56))


def test_alpha_is_one_where_all_agree_and_undefined_where_nothing_varies():
    assert krippendorff_alpha(np.array([[1.0, 1.0], [2.0, 2.0]]), level="interval")[0] == 1
    assert np.isnan(krippendorff_alpha(np.array([[1.0, 1.0], [1.0, 1.0]]), level="nominal")[0])


def test_alpha_is_about_zero_of_codes_by_chance():
    codes = np.random.default_rng(3).integers(0, 3, (4000, 2)).astype(float)
    assert krippendorff_alpha(codes, level="nominal")[0] == pytest.approx(0, abs=0.04)


def test_equal_weights_change_nothing_and_unequal_ones_stand_for_copies():
    plain = krippendorff_alpha(OBSERVERS, level="interval")
    assert krippendorff_alpha(OBSERVERS, level="interval", weights=np.full((12, 1), 7.0)) == pytest.approx(plain)
    codes = np.random.default_rng(1).integers(0, 3, (60, 2)).astype(float)
    copies = np.arange(60) % 3 + 1
    weighted = krippendorff_alpha(codes, level="nominal", weights=copies[:, None].astype(float))[0]
    assert weighted == pytest.approx(krippendorff_alpha(np.repeat(codes, copies, axis=0), level="nominal")[0], abs=0.01)


def test_precision_and_recall_of_counts():
    # machine 2, 1, 0, 1; people 1, 1, 2, 0: matches 1 + 1 + 0 + 0 of 4 and of 4
    precision, recall = precision_recall(np.array([2.0, 1, 0, 1]), np.array([1.0, 1, 2, 0]))
    assert (precision[0], recall[0]) == (0.5, 0.5)
    doubled = precision_recall(np.array([1.0, 1]), np.array([1.0, 0]), weights=np.array([[3.0], [1.0]]))
    assert doubled[0][0] == 0.75


def test_an_interval_holds_its_value_and_articles_are_resampled_whole():
    rng = np.random.default_rng(5)
    human = rng.integers(0, 2, 300).astype(float)
    machine = np.where(rng.random(300) < 0.1, 1 - human, human)
    names = [f"article-{number // 10}" for number in range(300)]
    weights = resampled(np.ones(300), names, n_replicates=500, seed=1)
    assert (weights[0] == weights[9]).all()
    assert (weights[:, 0] == 1).all()
    found = with_interval(
        krippendorff_alpha(np.column_stack([human, machine]), level="nominal", weights=weights), n=30, confidence=0.95
    )
    assert found.ci_low < found.value < found.ci_high
    assert found.value == pytest.approx(0.8, abs=0.1)
    assert found.ci_high - found.ci_low == pytest.approx(4 * 2 * np.sqrt(0.1 * 0.9 / 300), rel=0.5)
