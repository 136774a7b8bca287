"""Seeing, knowing and meeting somebody is no statement."""

import pytest

from audit.nlp.attributions.sightings import without_sightings

from .hand_linked import linked


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Northline has not seen the memo.", "Northline", "has not seen", "the memo"),
        ("He looked at his wife.", "He", "looked at", "his wife"),
        ("The prince was seen off by two ministers.", "two ministers", "was seen off by", "The prince"),
        ("Pinto is known for his defence.", None, "is known for", "his defence"),
        ("Douban, once known as a haven, shut.", None, "once known", "a haven"),
        ("HFCs, also known as refrigerants, warm.", None, "also known as", "refrigerants"),
    ],
)
def test_a_thing_seen_or_named_is_no_statement(text, source, cue, content):
    assert without_sightings(text, [linked(text, source, cue, content)]) == []


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("He saw the vote as a snub.", "He", "saw", "the vote as a snub"),
        ("She knows that it is over.", "She", "knows", "that it is over"),
        ("He knew why.", "He", "knew", "why"),
        ("He saw “a snub” there.", "He", "saw", "“a snub”"),
        ("Critics know him as the Duke.", "Critics", "know", "him as the Duke"),
        ("The ministry denied the memo.", "The ministry", "denied", "the memo"),
        ("It is known that they left.", None, "is known", "that they left"),
        ("It was seen to be over.", None, "was seen", "to be over"),
        ("She knew the price of bread in every town of the coast.", "She", "knew", "the price of bread in every town"),
    ],
)
def test_what_somebody_thinks_or_says_stays(text, source, cue, content):
    found = [linked(text, source, cue, content)]
    assert without_sightings(text, found) == found
