"""Paragraphs that a line before or a label introduces, on hand-made links."""

import pytest

from audit.nlp.attributions.introduced import with_introduced

from .hand_linked import linked


def read(text, *found):
    return [
        (text[slice(*item.source)], [text[slice(*piece)] for piece in item.content])
        for item in with_introduced(text, found)
    ]


def test_a_letter_goes_on_to_the_end_of_its_paragraph():
    text = "A reader, Joyce, has emailed:\n\nI am 81. Nobody came.\n\nIt rains."
    assert read(text, linked(text, "A reader, Joyce,", "has emailed:", "I am 81.")) == [
        ("A reader, Joyce,", ["I am 81. Nobody came."])
    ]


def test_what_stands_behind_a_user_name_goes_on_to_the_end_of_its_line():
    text = "Ashton Council (@ashton): We are open. Are you free?\n\nIt rains."
    assert read(text, linked(text, "Ashton Council", ":", "We are open.")) == [
        ("Ashton Council", ["We are open. Are you free?"])
    ]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Here is a statement from the dam's owner, Halden Water", "the dam's owner, Halden Water"),
        ("Here's the full response from Ann Lee", "Ann Lee"),
        ("This is from Ann Lee on the scene", "Ann Lee"),
        ("A commuter, Derek, has written in from Leeds", "A commuter, Derek"),
    ],
)
def test_an_announced_statement_is_found(line, source):
    text = f"It rains.\n\n{line}:\n\nPumps are running. The level has fallen.\n\nMore soon."
    assert read(text) == [(source, ["Pumps are running. The level has fallen."])]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ann Lee said: It is over. The hall was empty.", ("Ann Lee", "said:", "It is over.")),
        ("Lee added:\n\n“It is over.” The hall was empty.", ("Lee", "added:", "“It is over.”")),
        ("Lee: It is over. The hall was empty.", ("Lee", ":", "It is over.")),
    ],
)
def test_other_statements_stay_as_they_are(text, parts):
    found = linked(text, *parts)
    assert with_introduced(text, [found]) == [found]


def test_it_stops_before_what_somebody_else_says():
    text = "A reader has emailed:\n\nI am 81. Nobody came, police said."
    found = [
        linked(text, "A reader", "has emailed:", "I am 81."),
        linked(text, "police", "said", "Nobody came"),
    ]
    assert with_introduced(text, found) == found


@pytest.mark.parametrize(
    "text",
    [
        "He read a statement from the owner.\n\nPumps are running.",
        "Letters from Paris:\n\n",
        "Statements from people who know:\n\nOne.",
    ],
)
def test_a_line_without_a_colon_or_speaker_announces_nothing(text):
    assert read(text) == []


def test_whose_user_name_stands_before_the_cue_speaks():
    text = "“Nonsense.” — Cerys (@cerys) March 4\n\n@dai wrote: “Never heard of him.”"
    found = linked(text, "Cerys (@cerys)", "wrote:", "“Never heard of him.”")
    assert read(text, found) == [("@dai", ["“Never heard of him.”"])]


def test_an_announced_statement_of_which_only_some_words_were_found_is_taken_whole():
    text = "Here is the statement from the Drivers' Union:\n\nWe regret the disruption. It is over.\n\nMore soon."
    found = linked(text, "the Drivers' Union", ":", "the disruption")
    assert read(text, found) == [("the Drivers' Union", ["We regret the disruption. It is over."])]


def test_a_source_that_ends_in_a_user_name_stays():
    text = "One user @dai wrote: “Never heard of him.”"
    found = linked(text, "One user @dai", "wrote:", "“Never heard of him.”")
    assert with_introduced(text, [found]) == [found]
