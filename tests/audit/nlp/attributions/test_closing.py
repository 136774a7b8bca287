"""Sentences that end in who says it, on hand-made links."""

import pytest

from audit.model import Span
from audit.nlp.attributions.closing import with_closing
from audit.nlp.attributions.decoding import Linked

from .hand_linked import linked


def read(text: str, *found: Linked) -> list[tuple[str, str, str]]:
    more = [item for item in with_closing(text, found) if item not in found]
    return [
        (text[slice(*item.source)], text[slice(*item.cue)], text[slice(*item.content[0])])
        for item in more
        if item.source and item.cue
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It rained. The bridge is safe for lorries, the Roads Agency said on Monday. Nobody cheered.",
            ("the Roads Agency", "said", "The bridge is safe for lorries"),
        ),
        (
            "PORT ANSEL - Navy ships will serve the islands, Transport Minister Colm Sedgely said.",
            ("Transport Minister Colm Sedgely", "said", "Navy ships will serve the islands"),
        ),
        (
            "The ships, all of them old, will serve the islands, Tsai Tsung-han (蔡宗翰) has also announced.",
            ("Tsai Tsung-han (蔡宗翰)", "has also announced", "The ships, all of them old, will serve the islands"),
        ),
        (
            "Mr. Felch will stay in office until June, his party told The Daily Star.",
            ("his party", "told The Daily Star", "Mr. Felch will stay in office until June"),
        ),
        (
            "• More rain is expected on Thursday, the Met Office has said\n\nMore soon",
            ("the Met Office", "has said", "More rain is expected on Thursday"),
        ),
        (
            "It rained. The insects noticed four times out of five, the researchers report.",
            ("the researchers", "report", "The insects noticed four times out of five"),
        ),
        (
            "It rained. Crime rose by nine percent last year, according to FBI data. It did not double.",
            ("FBI data", "according to", "Crime rose by nine percent last year"),
        ),
    ],
)
def test_the_sentence_before_the_speaker_is_the_statement(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is safe for lorries, which he said.",  # a relative clause
        "The bridge is safe for lorries, and the agency said.",
        "Asked whether the bridge was safe, the minister said.",
        "In a statement on the bridge at noon, the minister said.",
        "The bridge is safe for lorries, the Roads Agency said it was.",  # an object behind the verb
        "It is safe, he said.",  # too short to be sure
        "“The bridge is safe for all lorries, the agency said. Nobody cheered.”",  # somebody's own words
        "They beat Barbados by eight wickets at the said.",
    ],
)
def test_other_sentences_are_left_alone(text):
    assert read(text) == []


def test_a_sentence_of_which_a_part_is_attributed_is_left_alone():
    text = "The bridge is safe for lorries, the Roads Agency said."
    found = Linked(None, None, (Span(4, 10),), (0.9,) * 5)
    assert with_closing(text, [found]) == [found]


def test_a_bullet_is_taken_from_who_speaks_on_another():
    text = "• Trains have been cancelled, National Rail says\n\n• Two people were arrested at Euston, the police have confirmed"
    found = linked(text, "National Rail", "says", "Two people were arrested at Euston")
    assert read(text, found)[-1] == ("the police", "have confirmed", "Two people were arrested at Euston")
    assert found not in with_closing(text, [found])
