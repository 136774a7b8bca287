"""The marks of sentences, how hits are held against them, and intervals of shares."""

import pytest

from benchmarks.wilson import share, wilson
from benchmarks.wording import MARKS, compare, read_marks


def test_each_mark_answers_one_hit():
    assert compare(["could", "could", "is likely to"], ["could", "likely", "may"]) == (["could"], ["may"])


def test_marks_are_read_by_lot():
    everything, last = read_marks(MARKS, set()), read_marks(MARKS, {"4"})
    assert len(everything) == 1350
    assert len(last) == 400
    assert all(item.start < item.end for item in everything)
    assert sum(len(item.marked["hedge"]) for item in last) == 38


def test_an_interval_of_a_share():
    low, high = wilson(8, 10)  # by hand: (8 + 1.9207) / 13.8415 = 0.7167, half width 0.2266
    assert low == pytest.approx(0.4902, abs=5e-4)
    assert high == pytest.approx(0.9433, abs=5e-4)
    assert wilson(0, 5)[0] == pytest.approx(0.0, abs=1e-12)
    assert share(88, 100) == "88/100 = 88 % (80 to 93)"
    assert share(0, 0) == "0/0"


@pytest.mark.parametrize(("right", "total"), [(1, 0), (3, 2), (-1, 2)])
def test_what_is_no_share(right, total):
    with pytest.raises(ValueError, match="no share"):
        wilson(right, total)
