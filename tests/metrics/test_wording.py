"""Hits per 1,000 words outside attributed content."""

import pytest

from audit.tables import from_rows
from metrics.wording import METRICS

BY_NAME = {metric.name: metric for metric in METRICS}
SENTENCES = from_rows(
    "sentences",
    [
        {"article_id": "x", "sentence_id": 0, "n_words": 10, "n_words_attributed": 0, "in_title": True},
        {"article_id": "x", "sentence_id": 1, "n_words": 150, "n_words_attributed": 30, "in_title": False},
        {"article_id": "x", "sentence_id": 2, "n_words": 70, "n_words_attributed": 0, "in_title": False},
        {"article_id": "y", "sentence_id": 0, "n_words": 120, "n_words_attributed": 0, "in_title": False},
        {"article_id": "z", "sentence_id": 0, "n_words": 99, "n_words_attributed": 99, "in_title": False},
    ],
)


def hit(article, kind, *, in_quote=False, in_title=False):
    return {"article_id": article, "kind": kind, "form": "may", "in_quote": in_quote, "in_title": in_title}


WORDING = from_rows(
    "wording",
    [
        hit("x", "hedge"), hit("x", "hedge"), hit("x", "hedge", in_quote=True), hit("x", "weasel"),
        hit("x", "weasel", in_title=True),
        hit("y", "agentless_passive"), hit("z", "hedge", in_quote=True),
    ],
)  # fmt: skip


def score(name):
    rows = BY_NAME[name].score({"sentences": SENTENCES.lazy(), "wording": WORDING.lazy()}).collect().to_dicts()
    return {row["article_id"]: row for row in rows}


@pytest.mark.parametrize(("name", "x", "y"), [("hedges", 2, 0), ("weasels", 1, 0), ("agentless_passives", 0, 1)])
def test_hits_per_thousand_own_words(name, x, y):
    rows = score(name)
    assert rows["x"]["denominator"] == 190  # 120 + 70; the title's 10 words and its weasel do not count
    assert rows["x"]["value"] == pytest.approx(x / 0.19)
    assert rows["y"]["value"] == pytest.approx(y / 0.12)


def test_an_article_without_own_words_is_undefined():
    assert (score("hedges")["z"]["status"], score("hedges")["z"]["value"]) == ("undefined", None)


def test_needs_are_declared():
    for metric in METRICS:
        assert set(metric.needs) == {"sentences", "wording"}
