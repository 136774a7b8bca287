"""Names as sequences of words: parts of a person's name, plain forms for comparison, acronyms."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from audit.nlp.actors.lexicon import KNOWN_ACRONYMS, LINKS, PARTICLES, SUFFIXES, word_set
from audit.nlp.actors.lists import shortened_titles, titles

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})
_POSSESSIVE = re.compile(r"'s?$")
_GLUE = re.compile(r"(?<=[a-z]{2})[)\]}.!?;:,”\"]+(?=[A-Z(“\"$@])")
_EDGES = re.compile(r"^[^\w]+|[^\w.]+$")


def plain_word(word: str) -> str:
    """A word for comparison: no accents, one kind of apostrophe, lower case, no full stops."""
    if word.isascii():
        return word.lower().replace(".", "")
    decomposed = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower().replace(".", "")


def unglued(words: Sequence[str]) -> list[str]:
    """The words of a name without what a page glued to its ends: "Haryana)These" is Haryana, "Reuters)Ann Lee" Ann Lee."""
    kept = list(words)
    if len(kept) > 1:
        kept[0] = _GLUE.split(kept[0])[-1]
    if kept:
        kept[-1] = _GLUE.split(kept[-1])[0]
    return kept


def is_glued(word: str) -> bool:
    """Whether two words lost the space between them at a sign: "Haryana)These"."""
    return not word.isalpha() and _GLUE.search(word) is not None


def plain_words(words: Sequence[str]) -> tuple[str, ...]:
    """Plain forms of the words of a name, without possessive endings and stray punctuation."""
    plain = (_POSSESSIVE.sub("", plain_word(_EDGES.sub("", word))) for word in words)
    return tuple(word for word in plain if word and any(map(str.isalnum, word)))


def body_words(words: Sequence[str]) -> tuple[str, ...]:
    """Plain words of the name of a body or place, with the acronyms that everybody knows spelled out."""
    spelled: list[str] = []
    for word in words:
        spelled.extend(_acronym(word) or plain_words([word]))
    return tuple(spelled)


def body_name(text: str) -> str:
    """The name of a body or place with such acronyms spelled out: "U.N. Charter" is "United Nations Charter"."""
    return " ".join(" ".join(map(str.capitalize, _acronym(word) or ())) or word for word in text.split())


def _acronym(word: str) -> tuple[str, ...] | None:
    plain = plain_words([word])
    return KNOWN_ACRONYMS.get(plain[0]) if plain and word.replace(".", "")[:2].isupper() else None


def is_title(word: str) -> bool:
    """Whether a capitalised word is a title that stands before a name ("Mr.", "Sen.", "President")."""
    plain = plain_word(word)
    return word[:1].isupper() and plain in titles() and (word.endswith(".") or plain not in _DOTTED)


def title_gender(word: str) -> str | None:
    """The gender that a title states."""
    return titles().get(plain_word(word))


_DOTTED = shortened_titles() - word_set(
    "mr mrs ms dr prof rev sen rep gov mme mx messrs cllr adv lt capt sgt maj gen insp supt brig cpl cmdr smt cr engr"
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in plain words: "Hillary Rodham Clinton" is given "hillary", middle ("rodham",), last "clinton".

    A name of one word has only ``last``; whether that is a surname or a given name is for the article to tell.
    """

    given: str
    middle: tuple[str, ...]
    last: str
    younger: bool = False

    @property
    def is_full(self) -> bool:
        """Whether the name has a given name or initial as well."""
        return bool(self.given)


def person_name(words: Sequence[str]) -> PersonName | None:
    """Parse a person's name; None where no word of it is left."""
    every = plain_words(words)
    plain = [word for word in every if word not in SUFFIXES]
    if not plain:
        return None
    if len(plain) == 1:
        return PersonName("", (), plain[0])
    begin = len(plain) - 1
    while begin > 1 and plain[begin - 1] in PARTICLES:
        begin -= 1
    return PersonName(plain[0], tuple(plain[1:begin]), " ".join(plain[begin:]), younger=every[-1] == "jr")


def same_person(one: PersonName, other: PersonName) -> bool:
    """Whether two full names can be one person's: same surname, and given names equal, short or initial of the other.

    A surname with its particle alone ("Al Tayer", "Van Hollen") is that of whoever bears it with a given name.
    """
    if one.last == _with_particle(other) or other.last == _with_particle(one):
        return True
    if one.younger != other.younger and not (one.middle and other.middle):
        return False
    if one.last != other.last:
        return one.given == other.given and (_double(one, other) or _double(other, one))
    if one.given == other.given:
        return True
    return (
        _short(one.given, other.given)
        or _short(other.given, one.given)
        or one.given in other.middle
        or other.given in one.middle
    )


def is_surname(name: PersonName) -> bool:
    """Whether what was read as given and last name may be a surname with its particle alone: "De Blasio"."""
    return bool(_with_particle(name))


def _with_particle(name: PersonName) -> str:
    """Given and last name together where the first is a particle, and nothing else is there."""
    return f"{name.given} {name.last}" if name.given in PARTICLES and not name.middle else ""


def _double(one: PersonName, other: PersonName) -> bool:
    """Whether the last name of one ends the other's middle name ("Ruth Bader" ~ "Ruth Bader Ginsburg")."""
    return bool(other.middle) and one.last == other.middle[-1] and len(one.last) > 1


def _short(short: str, long: str) -> bool:
    """Whether a given name is the initials or a clipped form of another ("g", "dan" ~ "daniel")."""
    if len(short) <= 2:
        return long.startswith(short[:1]) and (
            len(short) == 1 or (len(long) > 2 and short.isalpha() and not _vowel(short))
        )
    return len(long) > len(short) >= 3 and long.startswith(short)


def _vowel(word: str) -> bool:
    return any(letter in "aeiouy" for letter in word)


def initials(words: Sequence[str]) -> frozenset[str]:
    """Acronyms a name of several words can have: with and without its small words."""
    strong = [word[0] for word in words if word not in LINKS]
    every = [word[0] for word in words if word != "the"]
    return frozenset({"".join(strong), "".join(every)}) - {""} if len(strong) > 1 else frozenset()


def without_article(words: Sequence[str]) -> tuple[str, ...]:
    """Plain words without a leading "the"."""
    return tuple(words[1:]) if len(words) > 1 and words[0] == "the" else tuple(words)
