"""Names for comparison: one key for all spellings of one name, and the id made from it.

The key of a person's name is given name and surname, without titles, middle names and initials in the middle ("Sen. Charles B.
Rangel" is ``charles rangel``; "Donald Trump Jr." stays ``donald trump jr``); of any other name all its words but a leading
article.
"""

import re
import unicodedata
from functools import lru_cache

from audit.model import ActorKind

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'"})
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?=\s|$)")
_NOT_WORD = re.compile(r"[^\w&]+")
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "sir",
        "madam",
        "dame",
        "lord",
        "lady",
        "dr",
        "prof",
        "rev",
        "hon",
        "sgt",
        "lt",
        "col",
        "gen",
        "maj",
        "capt",
        "cmdr",
        "adm",
        "sen",
        "rep",
        "gov",
        "pres",
        "president",
        "senator",
        "representative",
        "governor",
        "congressman",
        "congresswoman",
        "secretary",
        "justice",
        "judge",
        "general",
    ]
)
_SUFFIXES = frozenset({"ii", "iii", "iv", "phd", "md", "esq"})
_YOUNGER = frozenset({"jr", "sr"})
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "bin",
        "ibn",
        "al",
        "el",
        "abu",
        "da",
        "dos",
        "das",
        "ter",
        "st",
    ]
)


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The plain words of a name: small letters without accents, possessive endings, full stops and a leading article."""
    text = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    text = "".join(letter for letter in text if not unicodedata.combining(letter)).casefold()
    words = [
        word for word in _NOT_WORD.sub(" ", _POSSESSIVE.sub("", text).replace(".", "").replace("'", "")).split() if word
    ]
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def person_words(name: str) -> tuple[str, ...]:
    """Given name and surname of a person (the surname alone where the name has one word), with Jr. or Sr."""
    words = [word for word in words_of(name) if word not in _SUFFIXES]
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    younger = words[-1:] if len(words) > 2 and words[-1] in _YOUNGER else []
    words = words[: len(words) - len(younger)]
    if len(words) < 3:
        return *words, *younger
    begin = len(words) - 1
    while begin > 1 and words[begin - 1] in _PARTICLES:
        begin -= 1
    return words[0], " ".join(words[begin:]), *younger


def name_key(name: str, kind: str = ActorKind.PERSON) -> str:
    """The key under which all spellings of a name meet."""
    words = person_words(name) if kind == ActorKind.PERSON else words_of(name)
    return " ".join(words)


def slug(text: str) -> str:
    """A text as an id: small letters, digits and hyphens; text in other scripts keeps its letters."""
    return "-".join(_NOT_WORD.sub(" ", text.replace("&", " and ")).replace("_", " ").casefold().split()) or "unnamed"


def initials_of(name: str) -> str:
    """The acronym of a name of several words, small words left out; empty for a single word."""
    words = [word for word in words_of(name) if word not in {"of", "the", "and", "for", "in", "on", "&", "to"}]
    return "".join(word[0] for word in words) if len(words) > 1 else ""
