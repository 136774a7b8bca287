"""Clauses around a parenthesis, on hand-made links."""

import pytest

from audit.nlp.attributions.parenthesis import with_parentheses

from .hand_linked import linked


def contents(text, *found):
    return [[text[slice(*piece)] for piece in item.content] for item in with_parentheses(text, found)]


CLAUSE = "It rained. Old-age pensions, the minister stressed, will rise in full. Nobody cheered."


@pytest.mark.parametrize("tagged", ["Old-age pensions", "will rise in full"])
def test_either_half_brings_the_other(tagged):
    item = linked(CLAUSE, "the minister", "stressed", tagged)
    assert contents(CLAUSE, item) == [["Old-age pensions", "will rise in full"]]


def test_the_cue_may_come_first_and_hold_the_comma():
    text = "A deal, according to Mr Felch, could be signed."
    item = linked(text, "Mr Felch", "according to", "A deal")
    assert contents(text, item) == [["A deal", "could be signed"]]
    text = "Their vote, Bob added, was a disgrace."
    assert contents(text, linked(text, "Bob", "added,", "Their vote")) == [["Their vote", "was a disgrace"]]


@pytest.mark.parametrize(
    ("text", "source", "cue", "tagged"),
    [
        ("The bridge is safe, Ann said, and nobody laughed.", "Ann", "said", "The bridge is safe"),  # no verb behind
        ("Ann said the bridge, as always, was safe.", "Ann", "said", "the bridge, as always, was safe"),
        ("The man who Ann said, was late, left.", "Ann", "said", "who"),  # no comma before
        ("The bridge, Ann said on the day after the vote. Was it safe?", "Ann", "said", "The bridge"),
    ],
)
def test_other_forms_are_left_alone(text, source, cue, tagged):
    assert contents(text, linked(text, source, cue, tagged)) == [[tagged]]


def test_of_a_relative_clause_only_its_pronoun_is_taken():
    text = "The park is near the stadium, which, Ann said, is full."
    assert contents(text, linked(text, "Ann", "said", "is full")) == [["which", "is full"]]
    text = "The park, a mile off, Ann said, is full."
    assert contents(text, linked(text, "Ann", "said", "is full")) == [["is full"]]


def test_what_belongs_to_another_is_not_taken():
    text = "Pensions, Ann said, will rise, Bob claimed."
    mine = linked(text, "Ann", "said", "Pensions")
    theirs = linked(text, "Bob", "claimed", "will rise")
    assert contents(text, mine, theirs)[0] == ["Pensions"]


def test_quotations_and_lines_bound_a_clause():
    text = "No comment\nTalks, Ann said, have stalled “for good”."
    assert contents(text, linked(text, "Ann", "said", "have stalled")) == [["Talks", "have stalled"]]
    assert contents(text, linked(text, "Ann", "said", "Talks")) == [["Talks", "have stalled "]]
