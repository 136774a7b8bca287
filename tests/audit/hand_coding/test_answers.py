"""What coders write into cells."""

import pytest

from audit.hand_coding.answers import count, tone


@pytest.mark.parametrize(
    ("cell", "value"), [("0", 0), ("2 ", 2), (" 1", 1), ("2.0", 2), ("2,0", 2), ("1.", 1), ("12", 12)]
)
def test_counts_in_the_spellings_of_people_and_excel(cell, value):
    assert count(cell) == value


@pytest.mark.parametrize("cell", ["", "x", "?", "two", "-1", "1.5", "1-2", "99", "#NAME?"])
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
