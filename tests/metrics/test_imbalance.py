"""Janis and Fadner's coefficient: the conditions its authors set, and both branches by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.config import Settings
from metrics.imbalance import coefficient_of_imbalance
from metrics.pooling import pooled_estimates
from metrics.registry import outlet_metrics

number = st.integers(0, 200)


def coefficient(f, u, t):
    return float(coefficient_of_imbalance(np.array([float(f)]), np.array([float(u)]), np.array([float(t)]))[0])


def test_both_branches_by_hand():
    assert coefficient(6, 2, 10) == pytest.approx(0.24)  # (36 - 12) / 100
    assert coefficient(2, 6, 10) == pytest.approx(-0.24)  # (12 - 36) / 100
    assert coefficient(5, 0, 5) == 1
    assert coefficient(0, 5, 5) == -1
    assert np.isnan(coefficient(0, 0, 0))


@given(number, number, number)
def test_bounds_sign_and_symmetry(f, u, neutral):
    total = f + u + neutral
    if total:
        found = coefficient(f, u, total)
        assert -1 <= found <= 1
        assert np.sign(found) == np.sign(f - u)
        assert found == pytest.approx(-coefficient(u, f, total))


@given(st.integers(1, 200), st.integers(0, 200), number)
def test_neutral_content_draws_it_toward_zero(f, u, neutral):
    assert abs(coefficient(f, u, f + u + neutral + 1)) <= abs(coefficient(f, u, f + u + neutral))


@given(st.integers(1, 200), st.integers(0, 200), number)
def test_it_rises_with_favourable_content(f, u, neutral):
    total = f + u + neutral + 1
    assert coefficient(f + 1, u, total) > coefficient(f, u, total)


def test_pooled_over_an_outlet_by_actor_and_party(run):
    articles = [f"a{n}" for n in range(10)]
    rows = [
        {
            "article_id": key,
            "actor_id": "x",
            "voice": "journalist",
            "method": "vader",
            "n_sentences": 4,
            "n_positive": 2,
            "n_neutral": 1,
            "n_negative": 1,
            "sum_score": 0.5,
        }
        for key in articles
    ]
    given_tables = run(
        articles=[{"article_id": key, "outlet": "o"} for key in articles],
        tone=rows,
        actors=[{"article_id": key, "actor_id": "x", "party": "left"} for key in articles],
    )
    only = {"tone.janis_fadner": outlet_metrics()["tone.janis_fadner"]}
    found = pooled_estimates(given_tables, metrics=only, settings=Settings()).to_dicts()
    assert {(row["outlet"], row["group_by"], row["group"]) for row in found} == {
        (outlet, grouping, group)
        for outlet in ("o", "(all)")
        for grouping, group in (("actor:voice", "x:journalist"), ("party:voice", "left:journalist"))
    }
    for row in found:
        assert row["value"] == pytest.approx(0.125)  # f = 20, u = 10, t = 40: (400 - 200) / 1600
        assert row["n"] == 40
        assert (row["status"], row["ci_low"], row["ci_high"]) == ("all_equal", None, None)
