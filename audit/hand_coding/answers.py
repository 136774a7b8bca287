"""What a coder may write into a cell, and how it is read: counts and tones, in the spellings that people and Excel use."""

import re

MOST = 50  # statements in one sentence; more is a slip of the keyboard
TONES = {
    -1.0: ("negative", "minus", "-1", "-", "−", "−1"),
    0.0: ("neutral", "0"),
    1.0: ("positive", "plus", "1", "+1", "+"),
}
COUNT = "a whole number such as 0, 1 or 2"
_SHORTEST = 3  # letters that tell a word: "neg", "pos", "neu"
_NUMBER = re.compile(r"(\d+)(?:[.,]0*)?")


def count(cell: str) -> float | None:
    """A count such as ``2``, ``2.0`` or ``2,0``; None for anything else."""
    found = _NUMBER.fullmatch(cell.strip())
    return float(found[1]) if found and int(found[1]) <= MOST else None


def tone(cell: str) -> float | None:
    """-1, 0 or 1 for ``negative``, ``neutral``, ``positive``, the beginnings of these words and signs; None for anything else."""
    said = cell.strip().lower().rstrip(".")
    said = str(int(number[2])) if (number := re.fullmatch(r"()(-?\d+)[.,]0*", said)) else said
    for value, spellings in TONES.items():
        if said in spellings or (len(said) >= _SHORTEST and spellings[0].startswith(said)):
            return value
    return None
