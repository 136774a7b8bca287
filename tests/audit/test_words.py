from hypothesis import given
from hypothesis import strategies as st

from audit.model import Span
from audit.words import count_words, count_words_in, word_spans


def test_contractions_and_hyphenated_words_count_once():
    assert count_words("We don't trust half-baked plans.") == 5  # We | don't | trust | half-baked | plans.


def test_dashes_separate_words_with_or_without_spaces():
    assert count_words("words—his words – and 2014–16") == 6  # words | his | words | and | 2014 | 16


def test_signs_alone_are_no_words():
    assert count_words("* * * … “ ” - & 7") == 1


def test_typographic_apostrophe_stays_within_its_word():
    assert [word_spans("It’s theirs")[0], count_words("It’s theirs")] == [Span(0, 4), 2]


def test_words_in_spans_are_decided_by_most_of_their_characters():
    text = '"Yes," he said.'
    words = word_spans(text)
    assert count_words_in(words, [Span(0, 6)]) == 1
    assert count_words_in(words, [Span(1, 4)]) == 1  # the quotation mark and the comma do not decide
    assert count_words_in(words, [Span(0, 6), Span(0, 15)]) == 3  # overlapping spans count a word once


@given(st.text())
def test_every_text_has_spans_that_hold_a_letter_or_a_digit(text: str):
    spans = word_spans(text)
    assert len(spans) == count_words(text)
    assert all(any(map(str.isalnum, text[start:end])) for start, end in spans)
    assert count_words_in(spans, [Span(0, len(text))]) == len(spans)


def test_a_megabyte_of_dots_is_read_in_one_pass():
    assert count_words("." * 1_000_000) == 0
