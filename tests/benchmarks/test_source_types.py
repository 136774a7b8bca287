"""The measure of source types: counts by hand, and a key that names types alone."""

from benchmarks.source_types import Pair, by_type, read_types, shares

TYPES = {"politician", "official", "expert", "business", "civil_society", "citizen", "media", "celebrity", "document"}


def test_the_key_holds_source_types():
    types = read_types()
    assert len(types) > 100
    assert set().union(*types.values()) == TYPES


def test_shares_and_counts():
    either = frozenset({"media", "expert"})
    pairs = [
        Pair("a", "Ann", frozenset({"politician"}), "politician"),
        Pair("a", "Bob", either, "expert"),
        Pair("b", "Bob", either, "business"),
        Pair("b", "Cy", frozenset({"citizen"}), None),
    ]
    assert shares(pairs) == {"n": 4, "told": 75.0, "right_of_told": 66.7, "right_of_all": 50.0}
    assert by_type(pairs) == {
        "business": (0, 1, 0),
        "citizen": (1, 0, 0),
        "expert": (2, 1, 1),
        "politician": (1, 1, 1),
    }


def test_nothing_to_compare():
    assert shares([]) == {"n": 0, "told": 0.0, "right_of_told": 0.0, "right_of_all": 0.0}
