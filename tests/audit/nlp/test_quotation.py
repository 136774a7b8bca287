"""Quotation marks of every kind, balanced or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.nlp.quotation import quotations, quoted_mask


def quoted(text):
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” he said.", ["“Yes,”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("''Yes,'' she said, ''and no.''", ["''Yes,''", "''and no.''"]),
        ("``Yes,'' she said.", ["``Yes,''"]),
        ("«Oui», dit-il.", ["«Oui»"]),
        ("‘Yes,’ she said. ‘It’s mine.’", ["‘Yes,’", "‘It’s mine.’"]),
        ("'Yes,' she said.", ["'Yes,'"]),
        ("The ‘so-called’ reform.", ["‘so-called’"]),
        ("“He called it a ‘deal’ then.”", ["“He called it a ‘deal’ then.”"]),
        ("‘He called it a “deal” then.’ ‘Never.’", ["‘He called it a “deal” then.’", "‘Never.’"]),
    ],
)
def test_marks_of_each_style(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    ["It's the workers' right.", "Rock ’n’ roll of the ’80s", "She doesn’t; they can’t.", "A 6\" nail and a 5' pole"],
)
def test_apostrophes_and_measures_are_no_quotation_marks(text):
    assert quoted(text) == []


def test_same_marks_nested():
    assert quoted("“He said “no” to me,” she said.") == ["“He said “no” to me,”"]
    assert quoted('He said: "It is "fine" now." Then left.') == ['"It is "fine" now."']


def test_a_closing_mark_that_opens():
    assert quoted("”Fear. I am afraid.” ― A Name") == ["”Fear. I am afraid.”"]


def test_unclosed_quotation_ends_with_its_paragraph():
    text = "“One. Two.\n\nHe left."
    assert quoted(text) == ["“One. Two."]
    assert not quotations(text)[0].closed


def test_unclosed_quotation_ends_where_the_next_opens():
    assert quoted("“One, he said. “Two.”") == ["“One, he said. ", "“Two.”"]


def test_quotation_over_paragraphs_opens_anew_in_each():
    assert quoted("“One.\n\n“Two.\n\n“Three,” he said.") == ["“One.", "“Two.", "“Three,”"]


def test_mask_tells_marks_from_words():
    assert list(quoted_mask("a “b” c")) == [0, 0, 2, 1, 3, 0, 0]


@given(st.text(alphabet="ab s.,\n\"'“”‘’«»`-―5", max_size=80))
def test_quotations_are_in_order_disjoint_and_within_a_paragraph(text):
    end = 0
    for quotation in quotations(text):
        assert end <= quotation.start < quotation.end <= len(text)
        assert "\n" not in text[quotation.start : quotation.end]
        end = quotation.end
    assert len(quoted_mask(text)) == len(text)
