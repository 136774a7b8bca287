"""Entities of sentences that leave no doubt."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.nlp.entities import find_entities, finer_class

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


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="aA B.,\n'é👍", max_size=120))
def test_entities_lie_in_the_text_and_apart(text):
    end = 0
    for _, start, stop in find_entities(text):
        assert end <= start < stop <= len(text)
        end = stop
