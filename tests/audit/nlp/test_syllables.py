"""Syllables as read aloud: dictionary, inflections, letter patterns, figures, abbreviations."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.errors import ModelError
from audit.nlp.numerals import count_numeral_syllables
from audit.nlp.syllables import (
    count_syllables,
    inflected_syllables,
    is_in_dictionary,
    modelled_syllables,
    patterns,
    read_table,
    table,
)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("the", 1), ("water", 2), ("fire", 2), ("idea", 3), ("business", 2), ("rhythm", 2), ("queue", 1),
        ("“hello,”", 2), ("don’t", 1), ("Trump’s", 1), ("Bush’s", 2), ("judges", 2), ("wanted", 2), ("hugged", 1),
        ("well-being", 3), ("state-of-the-art", 4), ("and/or", 2), ("Müller", 2),
        ("FBI", 3), ("NATO", 2), ("U.S.", 2), ("a.m.", 2), ("MPs", 2), ("WWF", 7), ("Mr.", 2), ("COVID-19", 4),
    ],
)  # fmt: skip
def test_words(word, syllables):
    assert count_syllables(word) == syllables


@pytest.mark.parametrize(
    ("figure", "syllables"),
    [
        ("7", 2),  # seven
        ("11", 3),  # eleven
        ("40%", 4),  # for-ty per-cent
        ("1918", 4),  # nine-teen eigh-teen
        ("1905", 4),  # nine-teen oh five
        ("1900", 4),  # nine-teen hun-dred
        ("2005", 4),  # two thou-sand five
        ("2016", 4),  # twen-ty six-teen
        ("1990s", 4),  # nine-teen nine-ties
        ("20th", 3),  # twen-ti-eth
        ("21st", 3),  # twen-ty first
        ("$1.5", 5),  # one point five dol-lars
        ("3.25", 4),  # three point two five
        ("2,500", 6),  # two thou-sand five hun-dred
        ("1,000,000", 3),  # one mil-lion
        ("17,342", 11),  # se-ven-teen thou-sand three hun-dred for-ty two
        ("007", 6),  # ze-ro ze-ro se-ven
        ("9/11", 4),
    ],
)
def test_figures_are_read_aloud(figure, syllables):
    assert count_syllables(figure) == syllables


def test_a_lone_sign_is_read():
    assert count_numeral_syllables("%") == 2


@given(st.text(min_size=1))
def test_any_text_has_a_syllable(word):
    assert count_syllables(word) >= 1


def test_hyphenated_words_are_the_sum_of_their_parts():
    assert count_syllables("government-funded") == count_syllables("government") + count_syllables("funded")


@pytest.mark.parametrize("word", ["government", "boxes", "Obama’s", "1918", "well-known", "$5"])
def test_in_the_dictionary(word):
    assert is_in_dictionary(word)


@pytest.mark.parametrize("word", ["Zelenskyy", "pre-zorbing", "…"])
def test_not_in_the_dictionary(word):
    assert not is_in_dictionary(word)


def test_inflections_of_known_words():
    known = {"box": 1, "want": 1, "hug": 1, "judge": 1, "carry": 2, "make": 1}
    found = {
        word: inflected_syllables(word, known) for word in ("boxes", "wanted", "hugged", "judges", "carried", "making")
    }
    assert found == {"boxes": 2, "wanted": 2, "hugged": 1, "judges": 2, "carried": 2, "making": 2}
    assert inflected_syllables("table", known) is None


def test_patterns_frame_each_run_of_vowels():
    assert list(patterns("at")) == ["*", "a", "^a", "at", "^at|", "^a<", "at$>", "^at/", "^at$#", "^at$=", "at$!"]


def test_letter_patterns_have_at_least_one_syllable():
    assert modelled_syllables("", {}) == 1
    assert modelled_syllables("bcd", {"*": -640}) == 1


@pytest.mark.parametrize(
    ("name", "syllables"), [("Zelenskyy", 3), ("Poroshenko", 4), ("Brexiteers", 3), ("deplatformed", 3)]
)
def test_words_in_no_dictionary(name, syllables):
    assert abs(count_syllables(name) - syllables) <= 1


def test_the_table_is_that_of_the_dictionary(shared):
    from audit.nlp.training.syllable_table import read_dictionary

    assert table().words == read_dictionary(shared / "data" / "cmudict")


def test_the_table_carries_its_licence():
    from audit.config import seeds_path

    with gzip.open(seeds_path() / "syllables.txt.gz", "rt", encoding="utf-8") as lines:
        head = "".join(next(lines) for _ in range(40))
    assert "Carnegie Mellon University" in head
    assert "Redistributions in binary form" in head


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(ModelError, match="table of syllables is missing"):
        read_table(tmp_path / "none.gz")


def test_writing_and_reading_a_table(tmp_path):
    from audit.nlp.training.syllable_table import write

    write(tmp_path / "t.gz", words={"a": 1, "able": 2}, weights={"*": 3, "a#": -4}, notice="Copyright\nNobody")
    read = read_table(tmp_path / "t.gz")
    assert (read.words, read.weights) == ({"a": 1, "able": 2}, {"*": 3, "a#": -4})


def test_letter_patterns_are_fitted_to_words():
    from audit.nlp.training.syllable_table import fit

    words = {f"{a}{b}{c}": 1 for a in "bdfgkl" for b in "aeiou" for c in "mnprst"}
    words |= {f"{word}a": 2 for word in words}
    weights = fit(words)
    assert modelled_syllables("ram", weights) == 1
    assert modelled_syllables("rama", weights) == 2
