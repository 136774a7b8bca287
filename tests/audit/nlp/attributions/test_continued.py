"""Quotations that go on in paragraphs of their own."""

import pytest

from audit.model import Span
from audit.nlp.attributions.continued import with_continued
from audit.nlp.attributions.decoding import Linked

FIRST = "“We had no choice at all,” Ann Lee said."
NEXT = "“Nobody asked us about any of it.”"
OTHER = "“It will all be forgotten by the spring of next year.”"


def said(text: str, words: str, *, source: str | None = "Ann Lee") -> Linked:
    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    return Linked(span(source) if source else None, None, (span(words),), (0.9,) * 5)


def contents(text: str, found: list[Linked]) -> list[list[str]]:
    return [[text[piece.start : piece.end] for piece in item.content] for item in found]


def test_a_quotation_goes_on_with_whoever_is_quoted_in_the_paragraph_before():
    text = f"{FIRST}\n\n{NEXT}\n\n{OTHER}\n\nIt rained."
    found = with_continued(text, [said(text, "“We had no choice at all,”")])
    assert contents(text, found) == [["“We had no choice at all,”", NEXT, OTHER]]


def test_behind_indirect_speech_it_is_an_attribution_of_its_own():
    text = f"Ann Lee said that there had been no choice at all.\n{NEXT}"
    found = with_continued(text, [said(text, "that there had been no choice at all")])
    assert contents(text, found) == [["that there had been no choice at all"], [NEXT]]
    assert found[1].source is None


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n\nIt rained that day.\n\n{NEXT}",  # somebody else's paragraph in between
        f"{FIRST}\n\n“Nobody asked us,” he said, and left the room at once without a word.",  # not a quotation as a whole
        f"{FIRST}\n\n“No, never.”",  # too short to be anything
        f"It rained.\n\n{NEXT}",  # nobody spoke before
    ],
)
def test_other_paragraphs_stay_as_they_are(text):
    before = [said(text, "“We had no choice at all,”")] if FIRST in text else []
    assert with_continued(text, before) == before


def test_what_is_attributed_stays_with_its_speaker():
    text = f"{FIRST}\n\n{NEXT}"
    found = [said(text, "“We had no choice at all,”"), said(text, NEXT, source=None)]
    assert with_continued(text, found) == found
