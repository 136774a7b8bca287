"""Entities of sentences that leave no doubt."""

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Span

from audit.nlp.entities import find_entities, finer_class, whole_names
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


def test_capitals_and_possessives_are_the_same_word():
    text = "LEE’S or Lee"
    index = np.arange(3, dtype=np.int32)
    flags = np.zeros(3, dtype=np.uint8)
    pieces = Pieces(index, np.array([0, 6, 9], np.int32), np.array([5, 8, 12], np.int32), flags, flags, flags)
    scores = np.array([[1, 0.5, -9], [9, 0, 0], [0, 9, 0]], dtype=np.float32)
    moved = pooled(text, pieces, scores)
    assert moved[0, 1] > moved[0, 0]
    assert (moved[1] == scores[1]).all()


def test_names_of_organisations_are_joined_with_the_places_in_them():
    text = "Ann met the Bank of Ghana and South African Catholic Church leaders in Accra, Ghana."
    doc = spacy.blank("en")(text)
    parts = [(0, 1, "PERSON"), (3, 5, "ORG"), (5, 6, "GPE"), (7, 9, "NORP"), (9, 10, "NORP"), (10, 11, "ORG")]
    doc.ents = [Span(doc, *part) for part in [*parts, (13, 14, "GPE"), (15, 16, "GPE")]]
    assert [(name.label_, name.text) for name in whole_names(doc)] == [
        ("PERSON", "Ann"),
        ("ORG", "Bank of Ghana"),
        ("ORG", "South African Catholic Church"),
        ("GPE", "Accra"),
        ("GPE", "Ghana"),
    ]


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="aA B.,\n'é👍", max_size=120))
def test_entities_lie_in_the_text_and_apart(text):
    end = 0
    for _, start, stop in find_entities(text):
        assert end <= start < stop <= len(text)
        end = stop
