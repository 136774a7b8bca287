"""What a coder may write into a cell, and how it is read, in the spellings that people and Excel use."""

import re
from collections.abc import Mapping

MOST = 50  # statements in one sentence; more is a slip of the keyboard
TONES = {
    -1.0: ("negative", "minus", "-1", "-", "−", "−1"),
    0.0: ("neutral", "0"),
    1.0: ("positive", "plus", "1", "+1", "+"),
}
COUNT = "a whole number such as 0, 1 or 2"
WORDS = "a number of words such as 0 or 12, 'all', or '-3' for all but three"
ALL = 10_000.0  # more words than a sentence has
_SHORTEST = 3  # letters that tell a word: "neg", "pos", "neu"
_NUMBER = re.compile(r"(\d+)(?:[.,]0*)?")
_WRITTEN = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
"""Numbers that people write out."""


def count(cell: str) -> float | None:
    """A count such as ``2``, ``2.0``, ``2,0`` or ``two``; None for anything else."""
    found = _NUMBER.fullmatch(_in_figures(cell.strip().lower()))
    return float(found[1]) if found and int(found[1]) <= MOST else None


def _in_figures(word: str) -> str:
    """A number up to twenty that is written out, in figures; anything else as it is."""
    return str(_WRITTEN[word]) if word in _WRITTEN else word


def tone(cell: str) -> float | None:
    """-1, 0 or 1 for ``negative``, ``neutral``, ``positive``, the beginnings of these words and signs; None for anything else."""
    said = cell.strip().lower().rstrip(".")
    said = str(int(number[2])) if (number := re.fullmatch(r"()(-?\d+)[.,]0*", said)) else said
    for value, spellings in TONES.items():
        if said in spellings or (len(said) >= _SHORTEST and spellings[0].startswith(said)):
            return value
    return None


def words(cell: str) -> float | None:
    """Words of a sentence: a number, `ALL` for ``all``, below 0 for all but so many (``-3``, ``all but three``)."""
    said = " ".join(cell.lower().split()).rstrip(".")
    if said in ("all", "whole"):
        return ALL
    *before, last = said.split(" ")
    said = " ".join([*before, _in_figures(last)])
    found = re.fullmatch(r"(all but |all ?[-−–] ?|[-−–] ?)?(\d{1,4})(?:[.,]0*)?", said)
    if found is None:
        return None
    number = float(found[2])
    if not found[1]:
        return number
    return -number if number else ALL


def some_of(cell: str, spellings: Mapping[str, tuple[str, ...]]) -> float | None:
    """One or several names with plus signs between them, as a sum of powers of two in the order of ``spellings``.

    A name may be cut short where only one begins so, its case does not matter.
    """
    found = 0
    for said in cell.casefold().split("+"):
        places = _places(" ".join(said.split()), [tuple(map(str.casefold, names)) for names in spellings.values()])
        if len(places) != 1:
            return None
        found |= 1 << places[0]
    return float(found)


def _places(said: str, names: list[tuple[str, ...]]) -> list[int]:
    """Which entries a spelling names: those it is equal to, else those that begin with it."""
    same = [place for place, known in enumerate(names) if said in known]
    if same or len(said) < _SHORTEST:
        return same
    return [place for place, known in enumerate(names) if any(name.startswith(said) for name in known)]
