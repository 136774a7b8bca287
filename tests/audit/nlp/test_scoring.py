"""Scores, counted by hand, and against the independent scorer where the corpora are."""

import importlib.util
import random

import pytest

from audit.nlp.gold import read_brat
from audit.nlp.scoring import (
    Pair,
    Parts,
    Tally,
    exact_tally,
    overlap_tally,
    score_attributions,
    score_entities,
    score_tone,
    total,
    who_said_what,
)

TEXT = "Ann said it rains. Bob denied that."
#       0123456789012345678901234567890123
GOLD = [
    Parts(source=[(0, 3)], cue=[(4, 8)], content=[(9, 17)]),
    Parts(source=[(19, 22)], cue=[(23, 29)], content=[(30, 34)]),
]


def pair(*predicted):
    return Pair(TEXT, "outlet", GOLD, predicted)


def test_exact_ignores_white_space_at_the_ends_alone():
    found = pair(Parts(source=[(0, 4)], content=[(9, 18)]))
    assert exact_tally(found, "source") == Tally(1, 1, 2)
    assert exact_tally(found, "content") == Tally(0, 1, 2)


def test_overlap_counts_characters_without_white_space():
    # gold content: "it rains" (7) and "that" (4); found: "rains. B" = 5 right + "." and "B"
    assert overlap_tally(pair(Parts(content=[(12, 20)])), "content") == Tally(5, 7, 11)


def test_who_said_what_needs_the_right_source():
    # content right and whole in both; the second is given to Ann
    found = pair(Parts(source=[(0, 3)], content=[(9, 17)]), Parts(source=[(0, 3)], content=[(30, 34)]))
    assert who_said_what(found) == Tally(7, 11, 11)


def test_content_without_source_is_not_said_by_anyone():
    assert who_said_what(pair(Parts(content=[(9, 17)]))) == Tally(0, 0, 11)


def test_tallies_add_and_divide_last():
    tally = Tally(1, 2, 4) + Tally(1, 2, 1)
    assert (tally.precision, tally.recall) == (0.5, 0.4)
    assert tally.f1 == pytest.approx(2 * 0.5 * 0.4 / 0.9)
    assert Tally().f1 == 0


def test_entities_by_class():
    gold = [[("PERSON", 0, 3), ("ORG", 5, 8)], [("PERSON", 1, 2)]]
    found = [[("PERSON", 0, 3), ("PERSON", 5, 8)], []]
    tallies = score_entities(gold, found)
    assert tallies == {"PERSON": Tally(1, 2, 2), "ORG": Tally(0, 0, 1)}
    assert total(tallies, ("PERSON", "ORG", "GPE")) == Tally(1, 2, 3)


def test_tone_is_averaged_over_classes():
    gold = ["negative", "negative", "neutral", "positive"]
    found = ["negative", "neutral", "neutral", "neutral"]
    # F1: negative 2·1·½/1.5 = 2/3, neutral P 1/3 R 1 = 1/2, positive 0
    assert score_tone(gold, found).macro_f1 == pytest.approx((2 / 3 + 1 / 2) / 3)
    assert score_tone(gold, found).accuracy == 0.5


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_agrees_with_the_independent_scorer(shared):
    spec = importlib.util.spec_from_file_location("independent_score", shared / "tools" / "score.py")
    independent = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(independent)
    folder = shared / "data" / "polnear" / "dev"
    theirs = independent.load_gold(str(folder))[:20]
    predicted = {article["name"]: damaged(article, random.Random(5)) for article in theirs}
    expected = independent.score_attribution(theirs, predicted)
    names = set(predicted)
    pairs = [
        Pair(article.text, article.outlet, article.attributions, [Parts(**p) for p in predicted[article.name]])
        for article in read_brat(folder)
        if article.name in names
    ]
    assert score_attributions(pairs).as_dict() == {"articles": 20, **expected}


def damaged(article, rng):
    """Gold with spans moved, lost and linked to another source."""
    sources = [attribution["source"] for attribution in article["attrs"]]
    found = []
    for attribution in article["attrs"]:
        if rng.random() < 0.2:
            continue
        content = [(start + rng.choice((0, 0, 1, 7)), end) for start, end in attribution["content"]]
        source = attribution["source"] if rng.random() < 0.7 else rng.choice(sources)
        cue = attribution["cue"] if rng.random() < 0.8 else []
        found.append({"source": source, "cue": cue, "content": [(s, e) for s, e in content if s < e]})
    return found
