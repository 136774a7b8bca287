"""Headlines that end in who says it."""

import pytest

from audit.nlp.attributions.headlines import with_headlines

from .hand_linked import linked


def read(text: str, *found):
    return [
        (text[slice(*item.source)], text[slice(*item.cue)], [text[slice(*piece)] for piece in item.content])
        for item in with_headlines(text, found)
    ]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Haze may return next week", "NEA"),
        ("Nobody will be left behind", "PM"),
        ("Red meat linked to cancer", "study"),
        ("Bridge is safe", "transport minister"),
        ("Strike to continue", "Ann Lee"),
    ],
)
def test_a_statement_is_signed_behind_a_colon(words, source):
    assert read(f"{words}: {source}") == [(source, ":", [words])]


@pytest.mark.parametrize(
    "text",
    [
        "Why rates will rise: economists",  # a question's matter
        "Dirty Work Will Go On: Inside The Deal",  # title case: capitals tell no name
        "The man behind the mask: Ann Lee",  # no statement
        "Haze may return next week: a guide",
        "Live updates: London",
        "Haze may return: NEA\nSinging in the rain is over",  # no headline
    ],
)
def test_other_colons_sign_nothing(text):
    assert read(text) == []


@pytest.mark.parametrize("label", ["", "Fuel subsidy: ", "2027: "])
def test_a_closing_verb_tells_the_speaker(label):
    assert read(f"{label}Strike goes on, union leader insists") == [("union leader", "insists", ["Strike goes on"])]


def test_the_subject_before_the_colon_is_no_speaker():
    text = "Guber poll: I'll reclaim my mandate, Okon vows"
    found = linked(text, "Guber poll", ":", "I'll reclaim my mandate")
    assert read(text, found) == [("Okon", "vows", ["I'll reclaim my mandate"])]


def test_what_the_model_found_otherwise_stays():
    text = "Strike goes on, union leader says"
    assert read(text, linked(text, "union leader", "says", "Strike goes on")) == [
        ("union leader", "says", ["Strike goes on"])
    ]


def test_a_speaker_before_the_colon_stays():
    text = "Historians: Nobody will care, analyst says"
    assert read(text, linked(text, "Historians", ":", "Nobody will care")) == [
        ("Historians", ":", ["Nobody will care"])
    ]


def test_a_verb_that_is_a_noun_tells_nothing():
    assert read("Jobs report gives a lift, could blunt Republican claims") == []
