"""Counts and diversity of the sources of an article."""

import math

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.registry import all_metrics


def metric(name):
    return all_metrics()[f"source_diversity.{name}"]


@pytest.fixture
def toy(run, attributed):
    """Article a: x twice (10 + 10 words), y 5, z 5, an unknown speaker 3, x in the title; b: x once; c: nobody."""
    title = [{**attributed("a", ("w", 9))[0], "attribution_id": 9, "in_title": True}]
    spoken = attributed("a", ("x", 10), ("x", 10), ("y", 5), ("z", 5), (None, 3)) + attributed("b", ("x", 4)) + title
    return run(
        articles=[{"article_id": key, "outlet": "o"} for key in "abc"],
        attributions=spoken,
        sentences=[{"article_id": key, "sentence_id": n, "n_words": 20} for key in "ab" for n in range(5)],
    )


def test_sources_are_distinct_resolved_actors_of_the_body(toy, counts):
    assert counts(metric("n_sources"), toy) == {("a", "all"): (3, 1), ("b", "all"): (1, 1), ("c", "all"): (0, 1)}


def test_hill_numbers_by_attributions(toy, values):
    # x 2, y 1, z 1
    expected = {0: 3, 1: 2**1.5, 2: 8 / 3}
    for order, value in expected.items():
        found = values(metric(f"hill_{order}"), toy)
        assert found == {("a", "all"): pytest.approx(value), ("b", "all"): 1, ("c", "all"): "undefined"}


def test_hill_numbers_by_words(toy, values):
    # x 20, y 5, z 5 of 30: shares 2/3, 1/6, 1/6
    entropy = -(2 / 3 * math.log(2 / 3) + 2 * 1 / 6 * math.log(1 / 6))
    assert values(metric("hill_0_words"), toy)["a", "all"] == 3
    assert values(metric("hill_1_words"), toy)["a", "all"] == pytest.approx(math.exp(entropy))
    assert values(metric("hill_2_words"), toy)["a", "all"] == pytest.approx(2)  # 1 / (4/9 + 1/36 + 1/36)


def test_a_source_without_words_has_no_share_of_them(run, attributed, values):
    given = run(articles=[{"article_id": "a"}], attributions=attributed("a", ("x", 0), ("y", 4)))
    assert values(metric("hill_0_words"), given) == {("a", "all"): 1}
    assert values(metric("hill_0"), given) == {("a", "all"): 2}


def test_evenness_and_simpson_need_two(toy, values):
    assert values(metric("evenness"), toy) == {
        ("a", "all"): pytest.approx(1.5 / math.log2(3)),
        ("b", "all"): "undefined",
        ("c", "all"): "undefined",
    }
    assert values(metric("simpson_unbiased"), toy) == {
        ("a", "all"): pytest.approx(5 / 6),
        ("b", "all"): "undefined",
        ("c", "all"): "undefined",
    }


def test_dominance_of_one_attribution_rests_on_too_few(toy, values):
    found = values(metric("berger_parker"), toy)
    assert found == {("a", "all"): 0.5, ("b", "all"): "too_few", ("c", "all"): "undefined"}


def test_undefined_rows_leave_the_sums_alone(toy, counts):
    assert counts(metric("evenness"), toy)["b", "all"] == (None, None)


def test_rate_is_over_body_words(toy, counts, values):
    assert counts(metric("sources_per_100_words"), toy)["a", "all"] == (3, 100)
    assert values(metric("sources_per_100_words"), toy)["b", "all"] == 1
    assert values(metric("sources_per_100_words"), toy)["c", "all"] == "undefined"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y", "z", "w", None]), st.integers(0, 30)), max_size=25
    )
)
def test_equals_a_count_by_hand(run, values, spoken):
    rows = [
        {"article_id": article, "attribution_id": n, "actor_id": actor, "n_words": words}
        for n, (article, actor, words) in enumerate(spoken)
    ]
    given_tables = run(articles=[{"article_id": key} for key in "abc"], attributions=rows)
    for article in "abc":
        amounts = {}
        for key, actor, _ in spoken:
            if key == article and actor is not None:
                amounts[actor] = amounts.get(actor, 0) + 1
        total = sum(amounts.values())
        assert values(metric("n_sources"), given_tables)[article, "all"] == len(amounts)
        found = values(metric("hill_2"), given_tables)[article, "all"]
        assert found == (pytest.approx(1 / sum((n / total) ** 2 for n in amounts.values())) if total else "undefined")


def test_values_are_within_the_declared_bounds(toy):
    for name, one in all_metrics().items():
        if one.family == "source_diversity":
            low, high = one.bounds
            found = one.score(toy).filter(pl.col("value").is_not_null()).collect()["value"]
            assert all(
                (low is None or value >= low - 1e-9) and (high is None or value <= high + 1e-9) for value in found
            ), name
