import itertools

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from audit.nlp.paragraphs import audit_paragraphs

BLANK = spacy.blank("en")


@pytest.fixture
def blank() -> Language:
    return BLANK


def _starts(nlp: Language, text: str) -> list[str]:
    """The words that are set to begin a sentence."""
    doc = audit_paragraphs(nlp(text))
    return [token.text for token in doc if token.i > 0 and token.is_sent_start]


def _barred(nlp: Language, text: str) -> list[str]:
    doc = audit_paragraphs(nlp(text))
    return [token.text for token in doc if token.is_sent_start is False]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", " \n ", "\n \n", "\u2029", "\u2028", "\x0b", "\x85"])
def test_a_line_break_begins_a_sentence(blank: Language, gap: str) -> None:
    assert _starts(blank, f"By Jane Doe{gap}and more") == ["and"]


@pytest.mark.parametrize("gap", [" ", "  ", "\t", "\u00a0"])
def test_other_white_space_does_not(blank: Language, gap: str) -> None:
    assert _starts(blank, f"By Jane Doe{gap}and more") == []


def test_leading_white_space_is_no_sentence(blank: Language) -> None:
    assert _starts(blank, "\n\nHello there") == []


def test_a_closing_mark_stays_with_what_it_ends(blank: Language) -> None:
    assert _barred(blank, "“No.” (He Did.)") == ["No", "”", ")"]
    assert _barred(blank, 'She Said "No." Then') == ["No", '"']


def test_a_quotation_opens_a_sentence_after_a_full_stop(blank: Language) -> None:
    assert _starts(blank, "He left. “I came.” She stayed. “No”") == ["“", "She", "“"]
    assert _starts(blank, 'He left. "I came." She stayed. "No"') == ['"', "She", '"']


def test_no_boundary_within_running_speech(blank: Language) -> None:
    assert _starts(blank, "“Is it?” Jane asked, “or 'not'?” she said, “yes.” and left") == []
    assert _starts(blank, "He called the “U.S.” Senate “great,” Tom says") == []


@pytest.mark.parametrize("title", ["Lt.", "Gov.", "Sen.", "Mr.", "Sgt.", "Sens."])
def test_a_title_goes_on(blank: Language, title: str) -> None:
    doc = audit_paragraphs(blank(f"Retired {title} Michael Flynn"))
    assert doc[-2].is_sent_start is False


def test_a_double_space_after_a_full_stop(blank: Language) -> None:
    assert _starts(blank, "He left.  She stayed.  10 men came.  “No”") == ["She", "10", "“"]
    assert _starts(blank, "the hackers  and The  U.S.  Senate") == []


def test_lower_case_after_a_word_goes_on(blank: Language) -> None:
    assert _barred(blank, "something ... how Wilder - himself") == ["how", "himself"]
    assert "then" not in _barred(blank, "He left. then she")


def test_lines_leave_no_boundary_between_words(blank: Language) -> None:
    line = "He said Putin has gone. NEWPORT, Va. - In Bobby's yard, Kim"
    assert {"Putin", "-", "Kim"} <= set(_barred(blank, f"Headline\n\n{line}"))
    assert not {"Putin", "-", "Kim"} & set(_barred(blank, f"{line}\n"))


@pytest.mark.parametrize(
    "text", ["“It’s law,” Scott said", "the ‘Law’ Explores", "Fox News' Chris", "twenty Followers", "so ― Pamela"]
)
def test_no_boundary_without_a_final_mark(blank: Language, text: str) -> None:
    doc = audit_paragraphs(blank(f"Headline\n\n{text}"))
    last = next(token for token in reversed(doc) if token.text[0].isupper() or token.text[0] == "―")
    assert last.is_sent_start is False


def test_numbers_with_their_no(blank: Language) -> None:
    assert "2" in _barred(blank, "Federal mine No. 2 closed")
    assert "She" not in _barred(blank, "No. She left")


def test_the_word_after_an_opening_mark_belongs_to_it(blank: Language) -> None:
    assert _barred(blank, 'said: "We agree "Now') == ["We", "agree", "Now"]


def test_apostrophes_are_left_alone(blank: Language) -> None:
    assert _barred(blank, "The Lawyers’ Offices; O’Brien’s House") == ["’"]
    assert _starts(blank, "the lawyers’ Offices") == []


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aB .\n\r\t\u2028\u00a0\"'“”‘’()")))
def test_every_line_break_is_a_boundary(text: str) -> None:
    doc = audit_paragraphs(BLANK(text))
    assert doc.text == text
    words = [token for token in doc if not token.is_space]
    for before, after in itertools.pairwise(words):
        between = text[before.idx + len(before) : after.idx]
        if any(mark in between for mark in "\n\r\u2028"):
            assert after.is_sent_start
