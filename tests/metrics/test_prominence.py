"""Headline, lead, first to speak, place in the article."""

import pytest

from metrics.registry import all_metrics


def metric(name):
    return all_metrics()[f"quote_space.{name}"]


def actor(article, key, party=None):
    return {"article_id": article, "actor_id": key, "kind": "person", "named": True, "party": party}


def mention(number, key, sentence, **columns):
    return {"article_id": "a", "mention_id": number, "actor_id": key, "sentence_id": sentence, **columns}


@pytest.fixture
def toy(run):
    """a: a title (sentence 0) naming left; body sentences 1-5; right in 3, left in 4. b: no title. Speakers: ?, y, x, y."""
    body = [{"article_id": "a", "sentence_id": n, "n_words": 9} for n in range(1, 6)]
    spoken = [(0, "y", 5), (1, "x", 3), (2, None, 2), (3, "y", 5)]
    return run(
        articles=[
            {"article_id": "a", "title": "Left wins"},
            {"article_id": "b", "title": None},
            {"article_id": "c", "title": " "},
        ],
        sentences=[
            {"article_id": "a", "sentence_id": 0, "n_words": 2, "in_title": True},
            *body,
            {"article_id": "b", "sentence_id": 0},
        ],
        mentions=[mention(0, "x", 0, in_title=True), mention(1, "y", 3), mention(2, "x", 4), mention(3, "x", 4)],
        attributions=[
            {"article_id": "a", "attribution_id": n, "actor_id": key, "sentence_id": sentence, "n_words": 3}
            for n, key, sentence in spoken
        ],
        actors=[actor("a", "x", "left"), actor("a", "y", "right")],
    )


def test_headline_counts_articles_with_a_title(toy, counts):
    assert counts(metric("in_headline"), toy, group_by="party") == {
        ("a", "left"): (1, 1),
        ("a", "right"): (0, 1),
        ("a", "none"): (0, 1),
    }


def test_lead_is_the_first_three_sentences_of_the_body(toy, counts):
    found = counts(metric("in_lead"), toy, group_by="party")
    assert found["a", "right"] == (1, 1)  # sentence 3 is the third of the body
    assert found["a", "left"] == (0, 1)  # sentence 4 is the fourth; the title does not count
    assert found["b", "left"] == (0, 1)


def test_first_to_speak_is_first_in_the_text_not_in_the_table(toy, counts):
    assert counts(metric("first_quoted"), toy, group_by="party") == {
        ("a", "left"): (0, 1),
        ("a", "right"): (0, 1),
        ("a", "none"): (0, 1),
        ("a", "unknown"): (1, 1),
    }
    assert counts(metric("first_quoted"), toy, group_by="actor") == {("a", "unknown"): (1, 1)}


def test_position_is_the_middle_of_the_sentence_spoken_in(toy, counts):
    found = counts(metric("position"), toy, group_by="party")
    assert found["a", "right"] == (pytest.approx(0.9 + 0.9), 2)  # both in the last of five sentences
    assert found["a", "left"] == (pytest.approx(0.5), 1)
    assert found["a", "unknown"] == (pytest.approx(0.3), 1)
    assert counts(metric("position"), toy, group_by="actor")["a", "y"] == (pytest.approx(1.8), 2)
