from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from audit.model import Span
from audit.nlp.blocks import Block, outside, overlap, union

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair))), max_size=6
)


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return pipeline


def characters(spans: list[Span]) -> set[int]:
    return {offset for start, end in spans for offset in range(start, end)}


@given(SPANS)
def test_union_keeps_every_character_once(spans: list[Span]):
    merged = union(spans)
    assert characters(merged) == characters(spans)
    assert all(before.end < after.start for before, after in pairwise(merged))


@given(SPANS, SPANS)
def test_overlap_and_outside_part_a_span(spans: list[Span], others: list[Span]):
    holes = union(others)
    assert characters(overlap(spans, holes)) == characters(spans) & characters(holes)
    whole = Span(0, 50)
    assert characters(outside(whole, holes)) == characters([whole]) - characters(holes)


def test_sentences_are_numbered_on_from_the_title(nlp: spacy.Language):
    block = Block.of(nlp("One fell. Two rose."), in_title=False, first_sentence=1)
    assert block.sentences == (Span(0, 9), Span(10, 19))
    assert [block.sentence_at(0), block.sentence_at(9), block.sentence_at(10)] == [1, 1, 2]


def test_words_in_quotes_are_counted_apart(nlp: spacy.Language):
    block = Block.of(nlp("“We will win,” she said."), in_title=False, first_sentence=0)
    content = Span(0, 14)
    assert block.n_words([content]) == 3  # We will win
    assert block.n_words(block.quoted([content])) == 3
    assert block.n_words([Span(0, 24)]) == 5


def test_an_empty_text_has_nothing(nlp: spacy.Language):
    block = Block.of(nlp(""), in_title=False, first_sentence=0)
    assert (block.sentences, block.words, block.sentence_at(0)) == ((), (), 0)
