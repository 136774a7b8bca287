"""Balance of two parties against named baselines, and one-sided articles."""

import pytest

from metrics.registry import all_metrics

PAIR = "party:party:baseline"


def metric(name):
    return all_metrics()[f"quote_space.{name}"]


def actors(article):
    keys = [("l", "left"), ("r", "right"), ("g", "green"), ("n", None)]
    return [
        {"article_id": article, "actor_id": key, "kind": "person", "named": True, "party": party} for key, party in keys
    ]


@pytest.fixture
def toy(run, attributed):
    """a: left 30, right 10, nobody's 50; b: right 4; c: only actors without a party."""

    def build(**more):
        return run(
            attributions=[
                *attributed("a", ("l", 30), ("r", 10), ("n", 50), (None, 9)),
                *attributed("b", ("r", 4)),
                *attributed("c", ("n", 7)),
            ],
            actors=[row for article in "abc" for row in actors(article)],
            **more,
        )

    return build


def test_parity_is_always_a_baseline(toy, counts):
    assert counts(metric("balance"), toy(), group_by=PAIR) == {
        ("a", "left:right:parity"): (20, 40),
        ("a", "green:left:parity"): (-30, 30),
        ("a", "green:right:parity"): (-10, 10),
        ("b", "left:right:parity"): (-4, 4),
        ("b", "green:right:parity"): (-4, 4),
    }


def test_pairs_follow_the_codebooks_order(toy, counts):
    given = toy(baselines=[{"name": "parity", "party": party, "weight": 1.0} for party in ("right", "left", "green")])
    found = counts(metric("balance"), given, group_by=PAIR)
    assert found["a", "right:left:parity"] == (-20, 40)
    assert {group for _, group in found} == {"right:left:parity", "right:green:parity", "left:green:parity"}


def test_space_in_proportion_to_the_baseline_is_balanced(toy, values):
    given = toy(
        baselines=[
            {"name": "seats", "party": "left", "weight": 300.0},
            {"name": "seats", "party": "right", "weight": 100.0},
        ]
    )
    found = values(metric("balance"), given, group_by=PAIR)
    assert found["a", "left:right:seats"] == pytest.approx(0)  # 30 to 10 words, 300 to 100 seats
    assert found["a", "left:right:parity"] == pytest.approx(0.5)
    assert found["b", "left:right:seats"] == -1


def test_adjusted_words_by_hand(toy, counts):
    given = toy(
        baselines=[
            {"name": "votes", "party": "left", "weight": 0.5},
            {"name": "votes", "party": "right", "weight": 0.25},
        ]
    )
    # harmonic mean 2 / (2 + 4) = 1/3: left 30 * (1/3) / 0.5 = 20, right 10 * (1/3) / 0.25 = 13.33
    assert counts(metric("balance"), given, group_by=PAIR)["a", "left:right:votes"] == pytest.approx(
        (20 - 40 / 3, 20 + 40 / 3)
    )


def test_a_single_word_is_enough_whatever_its_weight(run, attributed, values):
    seats = [{"name": "seats", "party": "left", "weight": 90.0}, {"name": "seats", "party": "right", "weight": 10.0}]
    given = run(attributions=attributed("a", ("l", 1)), actors=actors("a"), baselines=seats)
    assert values(metric("balance"), given, group_by=PAIR)["a", "left:right:seats"] == 1  # 0.2 words once adjusted


def test_a_party_without_weight_has_no_pair(toy, counts):
    given = toy(
        baselines=[
            {"name": "seats", "party": "left", "weight": 5.0},
            {"name": "seats", "party": "right", "weight": 0.0},
        ]
    )
    assert not [group for _, group in counts(metric("balance"), given, group_by=PAIR) if group.endswith("seats")]


def test_one_sided_articles(toy, counts):
    given = toy()
    assert counts(metric("one_sided"), given) == {("a", "all"): (0, 1), ("b", "all"): (1, 1)}
    by_party = counts(metric("one_sided"), given, group_by="party")
    assert by_party["b", "right"] == (1, 1)
    assert by_party["b", "left"] == (0, 1)
    assert by_party["a", "left"] == (0, 1)


def test_a_statement_without_words_is_no_second_side(run, attributed, counts):
    given = run(attributions=attributed("a", ("l", 5), ("r", 0)), actors=actors("a"))
    assert counts(metric("one_sided"), given) == {("a", "all"): (1, 1)}
