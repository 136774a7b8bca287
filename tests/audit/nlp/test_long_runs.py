"""Runs of characters that are longer than any word."""

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.nlp.long_runs import LONGEST, PIECE, PieceTokenizer

WHOLE = spacy.blank("en").tokenizer
IN_PIECES = PieceTokenizer(WHOLE)


def test_other_texts_are_tokenized_as_they_are():
    text = "“We don't,” she said.\n\n  So " + "a" * LONGEST
    assert [(token.text, token.whitespace_) for token in IN_PIECES(text)] == [
        (token.text, token.whitespace_) for token in WHOLE(text)
    ]


def test_a_long_run_is_cut_and_nothing_of_its_neighbours_changes():
    doc = IN_PIECES("I don't " + "a" * (LONGEST + 1) + "  so.")
    words = [token.text for token in doc]
    assert words == ["I", "do", "n't", *["a" * PIECE] * (LONGEST // PIECE), "a", " ", "so", "."]
    assert doc[2].norm_ == "not"


@pytest.mark.parametrize("mark", ['"', "'", "(", "."])
def test_marks_in_a_row_take_no_time_to_speak_of(mark):
    text = f"He said so. {mark * 100_000}"
    began = time.process_time()
    assert IN_PIECES(text).text == text
    assert time.process_time() - began < 3


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["a", " ", "\n", '"', "“", "don't ", "a" * LONGEST, "'" * LONGEST, "\u3000"]), max_size=12)
)
def test_the_text_stays_as_it_is(parts):
    text = "".join(parts)
    assert IN_PIECES(text).text == text
