"""Texts of any length in time that grows with the length: each text here took ten seconds to minutes by comparing all with all."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import spacy

from audit.model import AttributionSpan, Form, Kind, Mention, ResolvedAttribution, Span
from audit.nlp.attributions.continued import with_continued
from audit.nlp.attributions.decoding import Linked
from audit.nlp.attributions.labels import without_labels
from audit.nlp.attributions.parenthesis import with_parentheses
from audit.nlp.attributions.turns import with_turns
from audit.nlp.blocks import Block
from audit.nlp.rows import MentionRows

CERTAINTY = (0.9,) * 5


@contextmanager
def within_seconds(limit: float) -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < limit


def test_five_thousand_paragraphs_of_one_quotation():
    text = "\n".join(["“It is the end,” he said.", *["“And I have no more than this to say of it.”"] * 5_000])
    first = Linked(Span(20, 22), Span(23, 27), (Span(0, 16),), CERTAINTY)
    with within_seconds(3):
        (found,) = with_continued(text, [first])
    assert len(found.content) == 1 + 5_000


def test_twenty_thousand_turns():
    lines = ["ANN: We have always wanted to go.", "BOB: And we never believed it of you."] * 10_000
    text = "\n".join(lines)
    starts = [0, *(index + 1 for index, letter in enumerate(text) if letter == "\n")]
    inside = [Linked(None, None, (Span(at + 5, at + 20),), CERTAINTY) for at in starts]
    with within_seconds(4):
        found = with_turns(text, inside)
    assert len(found) == 20_000
    assert all(item.verbatim for item in found)


def test_ten_thousand_headings_of_one_word():
    text = "\n".join(f"Weight{'x' * (at % 50)}: About nine hundred grams" for at in range(10_000))
    with within_seconds(2):
        assert with_parentheses(text, without_labels(text, [])) == []


def test_ten_thousand_parentheses():
    clause = "Pensions, the minister stressed, will rise. "
    found = [
        Linked(Span(at + 10, at + 22), Span(at + 23, at + 31), (Span(at, at + 8),), CERTAINTY)
        for at in range(0, 10_000 * len(clause), len(clause))
    ]
    with within_seconds(3):
        whole = with_parentheses(clause * 10_000, found)
    assert all(len(item.content) == 2 for item in whole)


def test_ten_thousand_mentions_in_as_many_contents():
    text = "he is in " * 10_000
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    block = Block.of(nlp(text))
    places = [*range(0, len(text), 9), len(text)]
    items = [
        (number, ResolvedAttribution(attribution=_indirect(Span(*ends)), actor_id="a1"))
        for number, ends in enumerate(pairwise(places))
    ]
    mentions = [
        (number, Mention(actor_id="a0", start=at, end=at + 2, form=Form.PRONOUN))
        for number, at in enumerate(places[:-1])
    ]
    with within_seconds(4):
        rows = list(MentionRows(block, items).rows("x", mentions, lambda _, spans: [None] * len(spans)))
    assert [row["attribution_id"] for row in rows] == list(range(10_000))


def _indirect(content: Span) -> AttributionSpan:
    return AttributionSpan(kind=Kind.INDIRECT, source=None, cue=None, content=(content,), confidence=0.9)
