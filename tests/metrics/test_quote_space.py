"""Speech space and mention space of parties and actors."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.registry import all_metrics


def metric(name):
    return all_metrics()[f"quote_space.{name}"]


def actor(article, key, party=None):
    return {"article_id": article, "actor_id": key, "kind": "person", "named": True, "party": party}


@pytest.fixture
def toy(run, attributed):
    """a: left x 20 words (8 quoted), right y 10 (5), z without party 6 (0), unknown 4 (4); b: x 5 (0); c: silent."""
    title = {**attributed("b", ("y", 50, 50))[0], "attribution_id": 9, "in_title": True}
    return run(
        articles=[{"article_id": key} for key in "abc"],
        attributions=[
            *attributed("a", ("x", 12, 8), ("x", 8, 0), ("y", 10, 5), ("z", 6, 0), (None, 4, 4)),
            *attributed("b", ("x", 5, 0)),
            title,
        ],
        actors=[actor("a", "x", "left"), actor("a", "y", "right"), actor("a", "z"), actor("b", "x", "left")],
    )


def test_speech_share_is_dense_over_parties(toy, counts):
    assert counts(metric("speech_share"), toy, group_by="party") == {
        ("a", "left"): (20, 40),
        ("a", "right"): (10, 40),
        ("a", "none"): (6, 40),
        ("a", "unknown"): (4, 40),
        ("b", "left"): (5, 5),
        ("b", "right"): (0, 5),
        ("b", "none"): (0, 5),
        ("b", "unknown"): (0, 5),
    }


def test_speech_share_is_sparse_over_actors_with_the_unknown_as_anchor(toy, counts):
    assert metric("speech_share").sparse == ("actor",)
    assert counts(metric("speech_share"), toy, group_by="actor") == {
        ("a", "x"): (20, 40),
        ("a", "y"): (10, 40),
        ("a", "z"): (6, 40),
        ("a", "unknown"): (4, 40),
        ("b", "x"): (5, 5),
        ("b", "unknown"): (0, 5),
    }


def test_direct_and_indirect_words_apart(toy, counts):
    direct = counts(metric("speech_share_direct"), toy, group_by="party")
    assert direct["a", "left"] == (8, 17)
    assert direct["a", "unknown"] == (4, 17)
    assert ("b", "left") not in direct  # nothing is quoted in b
    indirect = counts(metric("speech_share_indirect"), toy, group_by="party")
    assert indirect["a", "left"] == (12, 23)
    assert indirect["b", "left"] == (5, 5)


def test_upper_share_adds_the_unknown_to_each_party(toy, counts):
    upper = counts(metric("speech_share_upper"), toy, group_by="party")
    assert upper["a", "left"] == (24, 40)
    assert upper["a", "right"] == (14, 40)
    assert upper["b", "right"] == (0, 5)
    assert ("a", "unknown") not in upper


def test_a_party_of_the_codebook_that_never_speaks_has_zero(run, attributed, counts):
    given_tables = run(
        attributions=attributed("a", ("x", 5)),
        actors=[actor("a", "x", "left")],
        baselines=[{"name": "parity", "party": party, "weight": 1.0} for party in ("right", "left", "green")],
    )
    assert counts(metric("speech_share"), given_tables, group_by="party")["a", "green"] == (0, 5)


def test_without_a_codebook_only_actors_are_scored(run, attributed, counts):
    given_tables = run(attributions=attributed("a", ("x", 5)), actors=[actor("a", "x")])
    assert counts(metric("speech_share"), given_tables, group_by="party") == {}
    assert counts(metric("speech_share"), given_tables, group_by="actor") == {
        ("a", "x"): (5, 5),
        ("a", "unknown"): (0, 5),
    }


def test_an_empty_run_has_no_rows(run, counts):
    for name in ("speech_share", "speech_share_upper", "mention_share", "balance", "one_sided"):
        assert counts(metric(name), run(), group_by="party") == {}


def test_mention_space_counts_the_journalists_words_once_a_group(run, counts):
    sentences = [(0, 20, 0), (1, 10, 6), (2, 30, 0), (3, 8, 0)]
    mentions = [
        ("x", 0, None),  # 20 words for left
        ("x", 0, None),  # the same sentence again
        ("w", 0, None),  # another actor of the left in it: once for the party
        ("y", 0, None),  # and 20 for the right
        ("y", 1, None),  # 4 words are not attributed
        ("x", 2, 7),  # inside somebody's statement
        ("z", 3, None),  # no party
    ]
    given_tables = run(
        sentences=[
            {"article_id": "a", "sentence_id": key, "n_words": words, "n_words_attributed": inside}
            for key, words, inside in sentences
        ],
        mentions=[
            {"article_id": "a", "mention_id": n, "actor_id": key, "sentence_id": sentence, "attribution_id": inside}
            for n, (key, sentence, inside) in enumerate(mentions)
        ],
        actors=[actor("a", "x", "left"), actor("a", "w", "left"), actor("a", "y", "right"), actor("a", "z")],
    )
    assert counts(metric("mention_share"), given_tables, group_by="party") == {
        ("a", "left"): (20, 52),
        ("a", "right"): (24, 52),
        ("a", "none"): (8, 52),
    }
    assert counts(metric("mention_share"), given_tables, group_by="actor") == {
        ("a", "x"): (20, 72),
        ("a", "w"): (20, 72),
        ("a", "y"): (24, 72),
        ("a", "z"): (8, 72),
    }


def test_mentions_in_the_title_take_no_space(run, counts):
    given_tables = run(
        sentences=[{"article_id": "a", "sentence_id": 0, "n_words": 9, "n_words_attributed": 0, "in_title": True}],
        mentions=[{"article_id": "a", "mention_id": 0, "actor_id": "x", "sentence_id": 0, "in_title": True}],
        actors=[actor("a", "x", "left")],
    )
    assert counts(metric("mention_share"), given_tables, group_by="party") == {}


spoken_words = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y", "z", None]), st.integers(0, 20)), max_size=15
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoken_words)
def test_shares_of_an_article_sum_to_one_and_equal_a_count_by_hand(run, counts, spoken):
    party = {"x": "left", "y": "right", "z": "none", None: "unknown"}
    given_tables = run(
        attributions=[
            {"article_id": article, "attribution_id": n, "actor_id": key, "n_words": words}
            for n, (article, key, words) in enumerate(spoken)
        ],
        actors=[actor(article, key, {"x": "left", "y": "right"}.get(key)) for article in "ab" for key in "xyz"],
    )
    found = counts(metric("speech_share"), given_tables, group_by="party")
    expected = {}
    for article in "ab":
        total = sum(words for where, _, words in spoken if where == article)
        for group in party.values():
            if total:
                own = sum(words for where, key, words in spoken if where == article and party[key] == group)
                expected[article, group] = (own, total)
    assert found == expected
