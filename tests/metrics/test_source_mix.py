"""Kinds of sources: shares over distinct sources and over their words; PEJ's marks."""

import pytest

from metrics.registry import all_metrics


def metric(name):
    return all_metrics()[f"source_diversity.{name}"]


def actor(article, key, **columns):
    return {"article_id": article, "actor_id": key, "kind": "person", "named": True, **columns}


@pytest.fixture
def toy(run, attributed):
    """a: x (named official woman, 2 x 10 words), y (named expert man, 6), u (unnamed official, 4), ? 5; b: a document; c: none."""
    return run(
        articles=[{"article_id": key} for key in "abc"],
        attributions=attributed("a", ("x", 10), ("x", 10), ("y", 6), ("u", 4), (None, 5)) + attributed("b", ("d", 7)),
        actors=[
            actor("a", "x", source_type="official", gender="female", party="left"),
            actor("a", "y", source_type="expert", gender="male"),
            actor("a", "u", source_type="official", kind="unnamed", named=False),
            actor("b", "d", source_type="document", kind="document"),
            actor("b", "z", source_type="citizen"),
        ],
    )


def test_named_share_counts_each_source_once(toy, counts):
    assert counts(metric("named_share"), toy) == {("a", "all"): (2, 3), ("b", "all"): (1, 1), ("c", "all"): (0, 0)}
    assert counts(metric("named_share_words"), toy)["a", "all"] == (26, 30)


def test_source_types_are_dense_over_those_that_speak_in_the_run(toy, counts):
    # the citizen of b is mentioned, never quoted; c has no source and no row
    assert counts(metric("source_type_share"), toy, group_by="source_type") == {
        ("a", "official"): (2, 3),
        ("a", "expert"): (1, 3),
        ("a", "document"): (0, 3),
        ("b", "official"): (0, 1),
        ("b", "expert"): (0, 1),
        ("b", "document"): (1, 1),
    }
    assert counts(metric("source_type_share_words"), toy, group_by="source_type")["a", "official"] == (24, 30)


def test_gender_counts_persons_only_and_keeps_the_unknown(toy, counts):
    assert counts(metric("gender_share"), toy, group_by="gender") == {
        ("a", "female"): (1, 3),
        ("a", "male"): (1, 3),
        ("a", "unknown"): (1, 3),
    }
    assert counts(metric("gender_share_words"), toy, group_by="gender")["a", "female"] == (20, 30)


def test_four_named_sources(run, attributed, counts):
    people = [actor(article, f"p{n}") for article in "ab" for n in range(4)]
    people[7]["named"] = False
    given = run(
        articles=[{"article_id": key} for key in "abc"],
        attributions=[row for key in "ab" for row in attributed(key, *((f"p{n}", 5) for n in range(4)))],
        actors=people,
    )
    found = counts(metric("pej_four_sources"), given)
    assert found == {("a", "all"): (1, 1), ("b", "all"): (0, 1), ("c", "all"): (0, 1)}


@pytest.mark.parametrize(("words", "expected"), [((20, 10), 1), ((21, 10), 0), ((20, 0), 0), ((10, 10), 1)])
def test_no_view_over_two_thirds(run, attributed, counts, words, expected):
    given = run(
        articles=[{"article_id": "a"}],
        attributions=attributed("a", ("l", words[0]), ("r", words[1]), ("n", 100), (None, 100)),
        actors=[actor("a", "l", party="left"), actor("a", "r", party="right"), actor("a", "n")],
    )
    assert counts(metric("pej_no_view_over_two_thirds"), given) == {("a", "all"): (expected, 1)}


def test_views_need_a_party(toy, values):
    found = values(metric("pej_no_view_over_two_thirds"), toy)
    assert found == {("a", "all"): 0, ("b", "all"): "undefined", ("c", "all"): "undefined"}


def test_stakeholders_are_parties_and_types(run, attributed, counts):
    people = [
        actor("a", "p0", party="left", source_type="politician"),
        actor("a", "p1", party="right", source_type="politician"),
        actor("a", "p2", source_type="expert"),
        actor("a", "p3", source_type="citizen"),
        actor("b", "p0", source_type="politician"),
        actor("b", "p1", source_type="politician"),
        actor("b", "p2", source_type="expert"),
        actor("b", "p3"),
    ]
    given = run(
        articles=[{"article_id": key} for key in "ab"],
        attributions=[row for key in "ab" for row in attributed(key, *((f"p{n}", 5) for n in range(4)))],
        actors=people,
    )
    # a: left, right, expert, citizen; b: politician, expert and one that is unknown
    assert counts(metric("pej_four_stakeholders"), given) == {("a", "all"): (1, 1), ("b", "all"): (0, 1)}


def test_an_actor_listed_twice_counts_once(run, attributed, counts):
    given = run(
        articles=[{"article_id": "a"}],
        attributions=attributed("a", ("x", 5)),
        actors=[actor("a", "x"), actor("a", "x", named=False)],
    )
    assert counts(metric("named_share"), given) == {("a", "all"): (1, 1)}
