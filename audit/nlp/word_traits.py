"""What readability formulas ask of a single word: its letters, its syllables, whether readers know it.

Every trait depends on the written form alone, so it is worked out once a form; what depends on the context (whether a word
is a name) is added by `audit.nlp.text_counts`.
"""

import importlib.util
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from audit.errors import ModelError
from audit.nlp.syllables import count_syllables, is_in_dictionary, table

POLYSYLLABLE = 3  # syllables, McLaughlin 1969 and Gunning 1952
LONG_WORD = 6  # letters that a long word exceeds, Björnsson 1968
_APOSTROPHES = str.maketrans("’ʼ`´‘", "'''''")
_PIECES = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CONTRACTIONS = frozenset({"s", "ll", "ve", "re", "d", "m", "t"})
_SHORTEST_PART = 3  # letters of a word within a closed compound: book|keeper
_LONGEST_PART = 40  # no listed word is longer, nor with an ending


class WordTraits(NamedTuple):
    """Counts and flags (0 or 1) of a written form."""

    n_letters: int
    n_characters: int
    n_syllables: int
    polysyllable: int
    complex: int
    long: int
    difficult: int
    in_dictionary: int


@lru_cache(maxsize=1 << 17)
def traits(word: str) -> WordTraits:
    """Traits of a word as it stands in the text, punctuation attached or not, taken for no name."""
    n_letters = sum(map(str.isalpha, word))
    n_syllables = count_syllables(word)
    return WordTraits(
        n_letters=n_letters,
        n_characters=sum(map(str.isalnum, word)),
        n_syllables=n_syllables,
        polysyllable=int(n_syllables >= POLYSYLLABLE),
        complex=int(n_syllables >= POLYSYLLABLE and is_complex(word)),
        long=int(n_letters > LONG_WORD),
        difficult=int(not is_familiar(word)),
        in_dictionary=int(is_in_dictionary(word)),
    )


def is_complex(word: str) -> bool:
    """Whether a word of three or more syllables is hard by Gunning (1952).

    Not hard are combinations of short easy words (bookkeeper, well-meaning) and verb forms that reach three syllables by -ed
    or -es alone (created, trespasses). Figures are not words to him. Names are left to the caller.
    """
    pieces = _pieces(word)
    if not pieces or any(map(str.isdigit, word)):
        return False
    if len(pieces) > 1:
        return any(count_syllables(piece) >= POLYSYLLABLE and is_complex(piece) for piece in pieces)
    piece = pieces[0].removesuffix("'s")
    if count_syllables(piece) == POLYSYLLABLE and _grew_by_ending(piece):
        return False
    return not _is_easy_compound(piece)


def is_familiar(word: str) -> bool:
    """Whether Dale's list of 3,000 words holds a word or, by the rules of Dale & Chall (1948), the word it is formed from.

    Plurals, possessives, -s, -ed, -ing, -er and -est count as their word, adverbs in -ly do not; a hyphenated word is familiar
    when all its parts are; figures are familiar. Names are left to the caller.
    """
    return all(piece.isdecimal() or any(map(str.isdigit, piece)) or _is_listed(piece) for piece in _pieces(word))


@cache
def easy_words() -> frozenset[str]:
    """Dale's list of words that four in five children of the fourth grade know, as textstat (MIT) brings it.

    Read from the package's folder without importing it, as importing loads a tokenizer that may want a download.

    Raises
    ------
    ModelError
        when textstat is missing or keeps its list elsewhere.
    """
    found = importlib.util.find_spec("textstat")
    folders = list(found.submodule_search_locations or []) if found else []
    for folder in folders:
        path = Path(folder) / "resources" / "en" / "easy_words.txt"
        if path.is_file():
            return frozenset(path.read_text(encoding="utf-8").lower().split())
    raise ModelError(
        f"textstat's list of easy words is missing (looked in {folders or 'no package textstat'}); "
        'reinstall it with: pip install "textstat>=0.7.7"'
    )


def _pieces(word: str) -> list[str]:
    return _PIECES.findall(word.translate(_APOSTROPHES).lower())


def _is_listed(piece: str) -> bool:
    known = easy_words()
    if piece in known or piece.replace("'", "") in known:
        return True
    stem, _, ending = piece.partition("'")
    if ending:
        return ending in _CONTRACTIONS and _is_listed(stem)
    return any(form in known for form in _base_forms(piece))


def _base_forms(piece: str) -> Iterator[str]:
    """Words that ``piece`` is a plural, verb form or degree of."""
    if piece.endswith("s"):
        yield piece[:-1]
        yield piece[:-2] if piece.endswith("es") else ""
        yield f"{piece[:-3]}y" if piece.endswith("ies") else ""
    for ending in ("ed", "er", "est", "ing"):
        stem = piece.removesuffix(ending)
        if stem == piece or len(stem) < 2:
            continue
        yield stem
        yield f"{stem}e"
        yield stem[:-1] if stem[-1] == stem[-2] else ""
        yield f"{stem[:-1]}y" if stem[-1] == "i" else ""


def _grew_by_ending(piece: str) -> bool:
    """Whether -ed or -es made the last syllable: the word without it is known and a syllable shorter."""
    for ending in ("ed", "es"):
        stem = piece.removesuffix(ending)
        if stem == piece:
            continue
        for base in (stem, f"{stem}e"):
            if table().words.get(base) == POLYSYLLABLE - 1:
                return True
    return False


def _is_easy_compound(piece: str) -> bool:
    """Whether a word is two easy words of one or two syllables written as one, inflected or not."""
    return any(
        _is_listed(piece[:at])
        and _is_listed(piece[at:])
        and max(map(count_syllables, (piece[:at], piece[at:]))) < POLYSYLLABLE
        for at in range(_SHORTEST_PART, min(len(piece) - _SHORTEST_PART, _LONGEST_PART) + 1)
    )
