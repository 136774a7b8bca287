"""Density and kinds of attribution, unnamed and relayed sources."""

import pytest

from metrics.registry import all_metrics


def metric(name):
    return all_metrics()[f"attribution.{name}"]


@pytest.fixture
def toy(run):
    """a: five attributions in 100 body words and one in the title; b: 40 words, none; c: no body."""
    spoken = [  # kind, actor, source_text, words, quoted, via
        ("direct", "x", "Ann Lee", 10, 10, None),
        ("direct", "x", "she", 6, 6, "reuters"),
        ("indirect", "u", "officials", 12, 0, "reuters"),
        ("mixed", None, "he", 8, 3, None),
        ("indirect", None, None, 4, 0, None),
    ]
    rows = [
        {
            "article_id": "a",
            "attribution_id": n,
            "kind": kind,
            "actor_id": key,
            "source_text": text,
            "n_words": words,
            "n_words_direct": quoted,
            "via_actor_id": via,
        }
        for n, (kind, key, text, words, quoted, via) in enumerate(spoken)
    ]
    title = {**rows[0], "attribution_id": 9, "in_title": True}
    sentences = [(30, 10), (30, 20), (30, 0), (7, 0), (3, 0)]
    return run(
        articles=[
            {"article_id": "a", "wire": "Reuters"},
            {"article_id": "b", "wire": None},
            {"article_id": "c", "wire": "AP"},
        ],
        attributions=[*rows, title],
        actors=[
            {"article_id": "a", "actor_id": "x", "named": True},
            {"article_id": "a", "actor_id": "u", "named": False},
        ],
        sentences=[
            {"article_id": "a", "sentence_id": n + 1, "n_words": words, "n_words_attributed": inside}
            for n, (words, inside) in enumerate(sentences)
        ]
        + [
            {"article_id": "a", "sentence_id": 0, "n_words": 8, "n_words_attributed": 8, "in_title": True},
            {"article_id": "b", "sentence_id": 0, "n_words": 40, "n_words_attributed": 0},
        ],
    )


def test_density_is_per_hundred_body_words_and_zero_without_attributions(toy, counts, values):
    assert counts(metric("density"), toy) == {("a", "all"): (5, 100), ("b", "all"): (0, 40), ("c", "all"): (0, 0)}
    assert values(metric("density"), toy) == {("a", "all"): 5, ("b", "all"): 0, ("c", "all"): "undefined"}


def test_attributed_share_of_words(toy, counts):
    assert counts(metric("attributed_share"), toy) == {
        ("a", "all"): (30, 100),
        ("b", "all"): (0, 40),
        ("c", "all"): (0, 0),
    }


def test_kinds_sum_to_one_and_are_undefined_without_attributions(toy, counts, values):
    expected = {"direct": 2, "indirect": 2, "mixed": 1}
    for kind, n in expected.items():
        assert counts(metric(f"{kind}_share"), toy)["a", "all"] == (n, 5)
        assert values(metric(f"{kind}_share"), toy)["b", "all"] == "undefined"


def test_quoted_share_of_attributed_words(toy, counts):
    assert counts(metric("direct_words_share"), toy)["a", "all"] == (19, 40)


def test_unnamed_unresolved_and_sourceless_are_three_things(toy, counts):
    assert counts(metric("unnamed_share"), toy)["a", "all"] == (1, 5)
    assert counts(metric("unnamed_share_words"), toy)["a", "all"] == (12, 40)
    assert counts(metric("unresolved_share"), toy)["a", "all"] == (2, 5)
    assert counts(metric("sourceless_share"), toy)["a", "all"] == (1, 5)


def test_unsourced_sentences_leave_out_the_shortest(toy, counts):
    assert counts(metric("unsourced_share"), toy) == {("a", "all"): (2, 4), ("b", "all"): (1, 1), ("c", "all"): (0, 0)}


def test_relayed_attributions_by_relay(toy, counts, values):
    assert counts(metric("via_share"), toy)["a", "all"] == (2, 5)
    assert values(metric("via_share"), toy)["b", "all"] == "undefined"
    assert counts(metric("via_share"), toy, group_by="via") == {("a", "reuters"): (2, 5), ("a", "none"): (3, 5)}


def test_wire_credits_by_agency(toy, counts):
    assert counts(metric("wire_share"), toy) == {("a", "all"): (1, 1), ("b", "all"): (0, 1), ("c", "all"): (1, 1)}
    assert counts(metric("wire_share"), toy, group_by="wire") == {
        ("a", "Reuters"): (1, 1),
        ("b", "none"): (1, 1),
        ("c", "AP"): (1, 1),
    }
