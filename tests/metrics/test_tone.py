"""Table tone from mentions, and tone by actor, party and voice."""

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit import tables
from metrics.registry import all_metrics
from metrics.tone import tone_table


def metric(name):
    return all_metrics()[f"tone.{name}"]


def mention(number, key, sentence, voice="journalist", **scores):
    base = {"article_id": "a", "mention_id": number, "actor_id": key, "sentence_id": sentence, "voice": voice}
    return {**base, "in_title": False, **scores}


def tone_of(*mentions):
    found = tone_table(tables.from_rows("mentions", mentions).lazy()).collect()
    return {(row["actor_id"], row["voice"], row["method"]): row for row in tables.check(found, "tone").to_dicts()}


def test_a_sentence_counts_once_for_an_actor_in_a_voice():
    found = tone_of(
        mention(0, "x", 0, vader_score=0.5),
        mention(1, "x", 0, vader_score=0.5),
        mention(2, "x", 1, vader_score=-0.25),
        mention(3, "x", 1, "others", vader_score=0.75),
        mention(4, "y", 0, vader_score=0.5),
    )
    x = found["x", "journalist", "vader"]
    assert (x["n_sentences"], x["n_positive"], x["n_neutral"], x["n_negative"]) == (2, 1, 0, 1)
    assert x["sum_score"] == pytest.approx(0.25)
    assert found["x", "others", "vader"]["n_sentences"] == 1
    assert found["y", "journalist", "vader"]["sum_score"] == 0.5


@pytest.mark.parametrize(
    ("score", "label"),
    [(0.05, "positive"), (0.0499, "neutral"), (0.0, "neutral"), (-0.0499, "neutral"), (-0.05, "negative")],
)
def test_vader_classes_begin_at_a_twentieth(score, label):
    row = tone_of(mention(0, "x", 0, vader_score=score))["x", "journalist", "vader"]
    assert [name for name in ("positive", "neutral", "negative") if row[f"n_{name}"]] == [label]


def test_target_takes_the_label_furthest_from_neutral_and_the_mean_score():
    found = tone_of(
        mention(0, "x", 0, target_label="neutral", target_score=0.1),
        mention(1, "x", 0, target_label="negative", target_score=-0.7),
        mention(2, "x", 1, target_label="positive", target_score=0.6),
    )
    row = found["x", "journalist", "target"]
    assert (row["n_sentences"], row["n_positive"], row["n_neutral"], row["n_negative"]) == (2, 1, 0, 1)
    assert row["sum_score"] == pytest.approx(-0.3 + 0.6, abs=1e-6)


def test_methods_stand_apart_and_what_is_missing_makes_no_row():
    found = tone_of(mention(0, "x", 0, vader_score=0.5), mention(1, "y", 0, target_label="neutral", target_score=0.0))
    assert set(found) == {("x", "journalist", "vader"), ("y", "journalist", "target")}


def test_titles_and_mentions_of_nobody_are_left_out():
    assert not tone_of(mention(0, "x", 0, vader_score=0.5) | {"in_title": True}, mention(1, None, 1, vader_score=0.5))


def tone_row(article, key, voice, labels, score, *, method="vader"):
    positive, neutral, negative = labels
    return {
        "article_id": article,
        "actor_id": key,
        "voice": voice,
        "method": method,
        "n_sentences": positive + neutral + negative,
        "n_positive": positive,
        "n_neutral": neutral,
        "n_negative": negative,
        "sum_score": score,
    }


def actor(article, key, party=None):
    return {"article_id": article, "actor_id": key, "kind": "person", "named": True, "party": party}


VADER_ROWS = (
    tone_row("a", "x", "journalist", (3, 1, 0), 1.5),
    tone_row("a", "w", "journalist", (0, 0, 2), -1.0),
    tone_row("a", "x", "self", (0, 1, 0), 0.0),
    tone_row("b", "n", "others", (0, 0, 1), -0.5),
)
ACTORS = (actor("a", "x", "left"), actor("a", "w", "left"), actor("b", "n"))


def test_mean_by_actor_and_voice(run, counts):
    given_tables = run(tone=list(VADER_ROWS), actors=list(ACTORS))
    assert counts(metric("mean"), given_tables, group_by="actor:voice") == {
        ("a", "x:journalist"): (1.5, 4),
        ("a", "w:journalist"): (-1.0, 2),
        ("a", "x:self"): (0.0, 1),
        ("b", "n:others"): (-0.5, 1),
    }


def test_mean_by_party_and_voice_adds_the_actors(run, counts):
    given_tables = run(tone=list(VADER_ROWS), actors=list(ACTORS))
    assert counts(metric("mean"), given_tables, group_by="party:voice") == {
        ("a", "left:journalist"): (0.5, 6),
        ("a", "left:self"): (0.0, 1),
        ("b", "none:others"): (-0.5, 1),
    }


def test_without_a_codebook_there_are_no_parties(run, counts):
    given_tables = run(tone=list(VADER_ROWS), actors=[actor("a", "x"), actor("a", "w"), actor("b", "n")])
    assert counts(metric("mean"), given_tables, group_by="party:voice") == {}


def test_shares_and_net_tone(run, counts):
    given_tables = run(tone=list(VADER_ROWS), actors=list(ACTORS))
    key = ("a", "left:journalist")
    assert counts(metric("positive_share"), given_tables, group_by="party:voice")[key] == (3, 6)
    assert counts(metric("negative_share"), given_tables, group_by="party:voice")[key] == (2, 6)
    assert counts(metric("net"), given_tables, group_by="party:voice")[key] == (1, 6)
    assert counts(metric("net"), given_tables, group_by="actor:voice")["a", "w:journalist"] == (-2, 2)


def test_the_run_is_measured_by_one_method(run, counts):
    target = tone_row("a", "x", "journalist", (0, 1, 1), -0.25, method="target")
    given_tables = run(tone=[*VADER_ROWS, target], actors=list(ACTORS))
    assert counts(metric("mean"), given_tables, group_by="actor:voice") == {("a", "x:journalist"): (-0.25, 2)}
    assert counts(metric("mean_target"), given_tables, group_by="actor:voice") == {("a", "x:journalist"): (-0.25, 2)}
    assert counts(metric("mean_vader"), given_tables, group_by="actor:voice")["a", "x:journalist"] == (1.5, 4)


labelled = st.lists(
    st.tuples(
        st.sampled_from("xy"),
        st.integers(0, 3),
        st.sampled_from(["journalist", "self", "others"]),
        st.sampled_from([-0.5, -0.25, 0.0, 0.25, 0.5]),
    ),
    max_size=15,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(labelled)
def test_table_equals_a_count_by_hand(found_mentions):
    rows = [mention(n, key, at, voice, vader_score=score) for n, (key, at, voice, score) in enumerate(found_mentions)]
    sentences = defaultdict(list)
    for key, at, voice, score in found_mentions:
        sentences[key, voice, at].append(score)
    expected = defaultdict(lambda: [0, 0, 0, 0, 0.0])
    for (key, voice, _), scores in sentences.items():
        mean = sum(scores) / len(scores)
        row = expected[key, voice]
        row[0] += 1
        row[1 if mean >= 0.05 else 3 if mean <= -0.05 else 2] += 1
        row[4] += mean
    found = tone_of(*rows)
    names = ("n_sentences", "n_positive", "n_neutral", "n_negative", "sum_score")
    assert {(key, voice): [row[name] for name in names] for (key, voice, _), row in found.items()} == {
        group: pytest.approx(row) for group, row in expected.items()
    }
