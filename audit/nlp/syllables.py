"""How many syllables a written word has when it is read aloud.

In order: the CMU Pronouncing Dictionary (first pronunciation), the dictionary's word without its inflection, and a linear
model of letter patterns fitted to the dictionary (`audit.nlp.training.syllable_table` makes the shipped table and measures
both fallbacks on held-out words). Hyphenated words are the sum of their parts, figures are read out (Flesch 1948: "count
the number of syllables in symbols and figures according to the way they are normally read aloud"), abbreviations and
capitals that cannot be spoken are spelt.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from audit.config import seeds_path
from audit.errors import ModelError
from audit.nlp.numerals import count_numeral_syllables

TABLE = "syllables.txt.gz"
STEPS = 64  # the model's weights are stored in 64ths of a syllable
_VOWELS = re.compile(r"[aeiouy]+")
_PARTS = re.compile(r"[^\W_]+(?:(?:['.]|(?<=\d),(?=\d))[^\W_]+)*\.?|[$£€%]")
_INITIALS = re.compile(r"(?:[a-z]\.)+[a-z]?\.?")
_CAPITALS = re.compile(r"([A-Z]{2,})(?:'?s)?")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_SIBILANT_E = re.compile(r"(?:[sxzcg]|ch|sh)e$")
_LONGEST_SPELT = 4  # capitals this short are spelt when they are in no dictionary: IAEA, but NASDAQ
_APOSTROPHES = str.maketrans("’ʼ`´‘", "'''''")


@dataclass(frozen=True, slots=True)
class SyllableTable:
    """Syllables of known words, and the weights (64ths of a syllable) of letter patterns."""

    words: dict[str, int]
    weights: dict[str, int]


@lru_cache(maxsize=1 << 17)
def count_syllables(word: str) -> int:
    """Syllables of a word as it stands in the text, punctuation attached or not; at least 1."""
    plain = word.translate(_APOSTROPHES)
    if plain.isascii() and plain.isalpha():
        return _of_part(plain)
    return max(1, sum(_of_part(part) for part in _PARTS.findall(_without_accents(plain))))


@lru_cache(maxsize=1 << 17)
def is_in_dictionary(word: str) -> bool:
    """Whether each part of the word stands in the dictionary, bare or in a regular inflection, or is a figure."""
    parts = _PARTS.findall(_without_accents(word.translate(_APOSTROPHES)))
    return bool(parts) and all(
        part[0] in "$£€%" or any(map(str.isdigit, part)) or _known(part) is not None for part in parts
    )


@cache
def table() -> SyllableTable:
    """The shipped table.

    Raises
    ------
    ModelError
        when the file is missing.
    """
    return read_table(seeds_path() / TABLE)


def read_table(path: Path) -> SyllableTable:
    """Read a table as `audit.nlp.training.syllable_table` writes it: ``#`` notes, ``=N word word``, ``~pattern weight``."""
    if not path.is_file():
        raise ModelError(f"the table of syllables is missing (looked for {path}); install media-audit again")
    words: dict[str, int] = {}
    weights: dict[str, int] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("="):
                number, *listed = line[1:].split()
                words.update(dict.fromkeys(listed, int(number)))
            elif line.startswith("~"):
                pattern, weight = line[1:].split()
                weights[pattern] = int(weight)
    return SyllableTable(words, weights)


def patterns(word: str) -> Iterator[str]:
    """Letter patterns of a small-lettered word that the model weighs: each run of vowels with what stands around it.

    ``^`` and ``$`` are the word's ends; the marks ``< > | / # =`` tell how much context a pattern holds.
    """
    framed = f"^{word}$"
    yield "*"
    for run in _VOWELS.finditer(framed):
        start, end = run.span()
        before, vowels, after = max(start - 2, 0), run.group(), framed[end : end + 1]
        yield vowels
        yield framed[start - 1 : end]
        yield vowels + after
        yield f"{framed[start - 1 : end + 1]}|"
        yield f"{framed[before:end]}<"
        yield f"{vowels}{framed[end : end + 2]}>"
        yield f"{framed[before : end + 1]}/"
        yield f"{framed[start - 1 : end + 2]}#"
        yield f"{framed[before : end + 2]}="
        yield f"{vowels}{framed[end : end + 3]}!"


def modelled_syllables(word: str, weights: dict[str, int]) -> int:
    """Syllables by letter patterns alone; at least 1."""
    return max(1, round(sum(weights.get(pattern, 0) for pattern in patterns(word)) / STEPS))


def inflected_syllables(word: str, words: dict[str, int]) -> int | None:
    """Syllables of a regular inflection (-s, -es, -ed, -ing, 's) of a known word; None where the word is none."""
    for stem, ending in _stems(word):
        if stem in words:
            return words[stem] + _adds_a_syllable(stem, ending)
    return None


def _of_part(part: str) -> int:
    """Syllables of a part without hyphens or marks, its case kept."""
    if part[0] in "$£€%" or any(map(str.isdigit, part)):
        return count_numeral_syllables(part)
    known = _known(part)
    if known is not None:
        return known
    lower = part.lower().rstrip(".")
    capitals = _CAPITALS.fullmatch(part)
    if capitals and (len(capitals[1]) <= _LONGEST_SPELT or not _VOWELS.search(lower)):
        return spelt_syllables(capitals[1])
    if _INITIALS.fullmatch(f"{lower}."):
        return spelt_syllables(lower)
    pieces = [piece for piece in re.split(r"['.]", lower) if piece and piece != "s"]
    return sum(modelled_syllables(piece, table().weights) for piece in pieces)


def _known(part: str) -> int | None:
    """Syllables by the dictionary, of the word itself or without its inflection."""
    lower = part.lower()
    words = table().words
    found = words.get(lower) or words.get(lower.rstrip("."))
    return found or inflected_syllables(lower.rstrip("."), words)


def spelt_syllables(letters: str) -> int:
    """Syllables of letters read one by one: three for w, one for each other."""
    return sum(3 if letter in "wW" else 1 for letter in letters if letter.isalpha())


def _stems(word: str) -> Iterator[tuple[str, str]]:
    """Words of which ``word`` may be an inflection, likeliest first, each with the ending."""
    if word.endswith("'s"):
        yield word[:-2], "s"
    elif word.endswith("'"):
        yield word[:-1], ""
    elif word.endswith("s") and len(word) > 3:
        yield word[:-1], "s"
        yield word[:-2] if word.endswith("es") else "", "s"
        yield f"{word[:-3]}y" if word.endswith("ies") else "", ""
    elif word.endswith("ed") and len(word) > 4:
        yield word[:-1], "ed"
        yield word[:-2], "ed"
        yield word[:-3] if word[-3] == word[-4] else "", "ed"
        yield f"{word[:-3]}y" if word[-3] == "i" else "", ""
    elif word.endswith("ing") and len(word) > 5:
        yield word[:-3], "ing"
        yield f"{word[:-3]}e", "ing"
        yield word[:-4] if word[-4] == word[-5] else "", "ing"


def _adds_a_syllable(stem: str, ending: str) -> bool:
    if ending == "s":
        return bool(_SIBILANT.search(stem) or _SIBILANT_E.search(stem))
    if ending == "ed":
        return stem.rstrip("e")[-1:] in {"t", "d"}
    return ending == "ing"


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))
