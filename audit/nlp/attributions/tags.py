"""The words that tell who speaks behind a statement: "fumed haulier Dorian Felch", "the agency's spokesman said".

Found in the raw text by its words alone, so that it works where a model found nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from audit.model import Span
from audit.nlp.actors.lexicon import DAYS, word_set
from audit.nlp.attributions.decoding import Linked

_WORD = re.compile(r"[ \t\xa0]?([^\s,;:!?—–“”\"()]+)")
ABBREVIATION = re.compile(
    r"(?:[A-Z]|Mrs?|Ms|Mx|Dr|Prof|Rev|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Maj|St|Hon|Jr|Sr|(?:[A-Z]\.)+[A-Z])\."
)
_OPENING = word_set("a an the one another some several many his her their its our my no this that these those")
_ALONE = frozenset({"he", "she", "they", "i", "we"})
_OVER = word_set(
    "as at when while after before in on by with who whom whose which where during over under amid among but yet so because if "
    "last this next yesterday today tonight tomorrow earlier later recently again about into through to outside inside"
)
_MONTHS = word_set("january february march april june july august september october november december")
_NO_BEGINNING = (_OVER - _OPENING) | DAYS | _MONTHS | {"of", "for", "from", "and", "or", "than"}
_LONGEST = 12  # words of a speaker


def speaker_at(text: str, start: int) -> Span | None:
    """The speaker whose name or description begins at a place; None where none does.

    A pronoun, or words that begin with a capital or a determiner, or a noun with a name behind ("haulier Dorian Felch"); what
    follows a comma or a preposition of time and place is left out.
    """
    words = [] if start >= len(text) else list(_phrase(text, start))
    plain = [text[slice(*word)] for word in words]
    first = plain[0].lower() if plain else ""
    if first in _ALONE:
        return words[0]
    begins = len(plain) > 1 if first in _OPENING else any(word[:1].isupper() for word in plain)
    return Span(words[0].start, words[-1].end) if begins and first not in _NO_BEGINNING else None


def _phrase(text: str, start: int) -> Iterator[Span]:
    """The words of a noun phrase from a place on, up to a mark, a preposition of time or place, or the end of the sentence."""
    at = start
    for number in range(_LONGEST):
        match = _WORD.match(text, at)
        if match is None:
            return
        word = match[1]
        ends = word.endswith(".") and ABBREVIATION.fullmatch(word) is None
        bare = word.rstrip(".") if ends else word
        over = bare.lower() in _OVER or bare.casefold() in DAYS or (bare == "and" and not _goes_on(text, match.end()))
        if (number and over) or not bare or not bare[0].isalnum():
            return
        yield Span(match.start(1), match.start(1) + len(bare))
        if ends:
            return
        at = match.end()


def _goes_on(text: str, at: int) -> bool:
    """Whether another speaker follows an "and": a capital or a determiner."""
    match = _WORD.match(text, at)
    return match is not None and (match[1][0].isupper() or match[1].lower() in _OPENING)


class Parts:
    """Where the sources, cues and contents of attributions stand, to be asked for what touches a stretch of text."""

    def __init__(self, items: Sequence[Linked]) -> None:
        spans = [
            (part, number)
            for number, item in enumerate(items)
            for part in (item.source, item.cue, *item.content)
            if part is not None
        ]
        self._spans = sorted(spans)
        self._starts = [part.start for part, _ in self._spans]
        self._reach: list[int] = []
        for part, _ in self._spans:
            self._reach.append(max(part.end, self._reach[-1] if self._reach else 0))

    def touching(self, start: int, end: int) -> set[int]:
        """The numbers of the attributions with a part that touches [start, end)."""
        first = bisect_right(self._reach, start)
        behind = bisect_left(self._starts, end)
        return {number for part, number in self._spans[first:behind] if part.end > start}
