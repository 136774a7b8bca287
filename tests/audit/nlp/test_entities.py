"""Entities of sentences that leave no doubt."""

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.nlp.entities import find_entities, finer_class
from audit.nlp.entity_pooling import pooled
from audit.nlp.pieces import Pieces

TEXT = "German Chancellor Angela Merkel met officials of the World Bank in Nairobi on 5 May 2019."


def test_names_in_plain_news():
    found = {(label, TEXT[start:end]) for label, start, end in find_entities(TEXT)}
    assert {("PERSON", "Angela Merkel"), ("ORG", "World Bank"), ("GPE", "Nairobi"), ("NORP", "German")} <= found


def test_the_component_writes_whole_tokens():
    nlp = spacy.blank("en")
    nlp.add_pipe("audit_encoder")
    nlp.add_pipe("audit_entities")
    ents = {(ent.label_, ent.text) for ent in nlp(TEXT).ents}
    assert ("PERSON", "Angela Merkel") in ents
    assert ("GPE", "Nairobi") in ents


@pytest.mark.parametrize(
    ("label", "words", "expected"),
    [
        ("GPE", "Kenya", "GPE"),
        ("GPE", "South Africa", "GPE"),
        ("GPE", "the Red Sea", "LOC"),
        ("GPE", "Southeast Asia", "LOC"),
        ("MISC", "World Cup", "EVENT"),
        ("MISC", "Covid", "MISC"),
        ("MISC", "Tuesday", "DATE"),
        ("PERSON", "Europe", "PERSON"),
    ],
)
def test_finer_classes(label, words, expected):
    assert finer_class(label, words) == expected


def test_equal_words_lend_each_other_evidence():
    text = "Lee or Lee"
    index = np.arange(3, dtype=np.int32)
    flags = np.zeros(3, dtype=np.uint8)
    pieces = Pieces(index, np.array([0, 4, 7], np.int32), np.array([3, 6, 10], np.int32), flags, flags, flags)
    scores = np.array([[0, 9, 0], [9, 0, 0], [1, 0.5, -9]], dtype=np.float32)  # O, B, I of one class
    moved = pooled(text, pieces, scores)
    assert moved[2, 1] > moved[2, 0]  # in doubt alone, a name by its twin
    assert moved[0].argmax() == 1
    assert (moved[1] == scores[1]).all()


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="aA B.,\n'é👍", max_size=120))
def test_entities_lie_in_the_text_and_apart(text):
    end = 0
    for _, start, stop in find_entities(text):
        assert end <= start < stop <= len(text)
        end = stop
