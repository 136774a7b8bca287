"""What coders write into cells."""

import pytest

from audit.hand_coding.answers import ALL, count, some_of, tone, words


@pytest.mark.parametrize(
    ("cell", "value"),
    [("0", 0), ("2 ", 2), (" 1", 1), ("2.0", 2), ("2,0", 2), ("1.", 1), ("12", 12), ("two", 2), ("Twenty", 20)],
)
def test_counts_in_the_spellings_of_people_and_excel(cell, value):
    assert count(cell) == value


@pytest.mark.parametrize("cell", ["", "x", "?", "twenty-one", "to", "none", "-1", "1.5", "1-2", "99", "#NAME?"])
def test_what_is_no_count(cell):
    assert count(cell) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [("negative", -1), ("Neg", -1), ("neg.", -1), (" -1", -1), ("-", -1), ("NEUTRAL", 0), ("neu", 0), ("0", 0), ("0.0", 0),
     ("pos", 1), ("+", 1), ("1", 1), ("+1", 1), ("1,0", 1), ("-1.0", -1)],
)  # fmt: skip
def test_tones_by_their_beginnings_signs_and_numbers(cell, value):
    assert tone(cell) == value


@pytest.mark.parametrize("cell", ["", "n", "ne", "p", "x", "good", "2", "negativ or neutral", "10"])
def test_what_is_no_tone(cell):
    assert tone(cell) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [("0", 0), ("12", 12), ("12.0", 12), ("7,0", 7), ("all", ALL), ("ALL", ALL), ("whole", ALL), ("-3", -3), ("− 3", -3),
     ("all but 3", -3), ("all-3", -3), ("all - 3", -3), ("-0", ALL), ("three", 3), ("all but Three", -3), ("Zero.", 0)],
)  # fmt: skip
def test_words_as_a_number_all_or_all_but_some(cell, value):
    assert words(cell) == value


@pytest.mark.parametrize("cell", ["", "many", "a hundred", "two three", "1.5", "12345", "all but", "3-4", "#NAME?"])
def test_what_is_no_number_of_words(cell):
    assert words(cell) is None


PARTIES = {"red": ("red", "Red Party"), "rural": ("rural", "Rural Union"), "none": ("none", "no party")}


@pytest.mark.parametrize(
    ("cell", "value"),
    [("red", 1), ("RED", 1), (" Red  Party ", 1), ("rur", 2), ("no party", 4), ("red + rural", 3), ("rural+red", 3),
     ("red+red", 1)],
)  # fmt: skip
def test_parties_by_id_name_or_beginning(cell, value):
    assert some_of(cell, PARTIES) == value


@pytest.mark.parametrize("cell", ["", "r", "ru", "blue", "red +", "red, rural"])
def test_what_names_no_party_or_several(cell):
    assert some_of(cell, PARTIES) is None
