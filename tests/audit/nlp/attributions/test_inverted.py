"""Short quotations with verb and speaker behind them, on hand-made links."""

import pytest

from audit.nlp.attributions.decoding import Linked
from audit.nlp.attributions.inverted import with_inverted

from .hand_linked import linked

ABOVE = "‘All is in order,’ said top mandarin Aldous Finmark."


def read(text: str, *found: Linked) -> list[tuple[str, str, list[str]]]:
    return [
        (
            text[slice(*item.source)] if item.source else "",
            text[slice(*item.cue)] if item.cue else "",
            [text[slice(*piece)] for piece in item.content],
        )
        for item in with_inverted(text, found)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "quoted"),
    [
        ("‘Typical,’ fumed haulier Dorian Felch.", "haulier Dorian Felch", "fumed", "‘Typical,’"),
        ("‘Fantasy,’ snapped a spokesman.", "a spokesman", "snapped", "‘Fantasy,’"),
        ("It rained. “Never!” cried Ann Lee, 34.", "Ann Lee", "cried", "“Never!”"),
        ("“Never?” snapped back Mr. J. Felch on Monday.", "Mr. J. Felch", "snapped back", "“Never?”"),
        ("‘Nonsense’, quipped he.", "he", "quipped", "‘Nonsense’"),
        ("“Out,” chorused Ann.\n“Why,” asked Bo Ray and Cy Dee as they left.", "Bo Ray and Cy Dee", "asked", "“Why,”"),
        ("‘She’s done,’ Verrin roared to the hall.", "Verrin", "roared", "‘She’s done,’"),
        ("‘He asked me whether,’ she choked.", "she", "choked", "‘He asked me whether,’"),
        ("“Never!” Ann Lee, 34, cried.", "Ann Lee", "cried", "“Never!”"),
    ],
)
def test_the_speaker_behind_the_verb_said_it(text, source, cue, quoted):
    assert read(text)[-1] == (source, cue, [quoted])


@pytest.mark.parametrize(
    "text",
    [
        "The film “Typical,” released Monday, is long.",  # within a sentence: a title
        "“The Day He Died,” directed by Ann Lee, is long.",  # no speaker behind the verb
        "“The Day He Died,” released Monday.",
        "“Typical,” the haulier thought.",  # no verb behind the comma
        "“Typical” fumed Ann Lee.",  # no comma: scare quotes
        "“Typical,” perfumed Ann Lee.",  # no reporting verb
        "“Typical,” fumed.",
        "“Thriller,” Ann Lee topped the charts.",  # one word and no reporting verb
        "“Was it he?” Ann Lee choked.",  # no comma and no reporting verb
    ],
)
def test_other_quotations_are_left_alone(text):
    assert read(text) == []


def test_what_goes_on_in_its_paragraph_is_taken_from_the_speaker_above():
    text = (
        f"{ABOVE}\n‘Typical,’ fumed haulier Dorian Felch. ‘My lads lose a tyre.’ It rained. ‘A week!’\n‘Nobody cares.’"
    )
    before = linked(text, "Aldous Finmark", "said", "‘All is in order,’", "‘My lads lose a tyre.’", "‘Nobody cares.’")
    assert read(text, before) == [
        ("Aldous Finmark", "said", ["‘All is in order,’", "‘Nobody cares.’"]),
        ("haulier Dorian Felch", "fumed", ["‘Typical,’", "‘My lads lose a tyre.’", "‘A week!’"]),
    ]


def test_it_ends_at_the_next_speaker():
    text = "‘Typical,’ fumed Felch. ‘A tyre.’ Bo Ray said: ‘So what?’ ‘Never.’"
    other = linked(text, "Bo Ray", "said", "‘So what?’")
    assert read(text, other)[1:] == [("Felch", "fumed", ["‘Typical,’", "‘A tyre.’"])]


def test_a_statement_that_was_all_taken_is_gone():
    text = "‘Typical,’ fumed Felch. ‘A tyre.’"
    assert read(text, linked(text, None, None, "‘A tyre.’")) == [("Felch", "fumed", ["‘Typical,’", "‘A tyre.’"])]


def test_what_has_a_speaker_in_the_paragraph_stays():
    text = "‘Typical,’ fumed Felch."
    found = linked(text, "Felch", "fumed", "‘Typical,’")
    assert with_inverted(text, [found]) == [found]
