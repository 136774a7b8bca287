"""Reporting verbs: the lemma and class of the cue that introduces an attribution.

Classes come from the reviewed lists ``reporting_verbs.csv`` and ``reporting_nouns.csv`` ("his claim that"). A cue with no
listed word is ``other``; "according to" and its like are ``neutral``.
"""

import csv
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span as TokenSpan

from audit.config import seeds_path

OTHER = "other"
NEUTRAL = "neutral"
_NEUTRAL_PHRASES = ("according to", "as per", "per", ":", "―", "—", "–", "in the words of")


@cache
def cue_classes() -> dict[str, str]:
    """Lemma -> class, of verbs (phrasal ones with their particle) and nouns; a verb's class wins over a noun's."""
    found: dict[str, str] = {}
    for name, column in (("reporting_nouns.csv", "noun"), ("reporting_verbs.csv", "lemma")):
        with (seeds_path() / name).open(encoding="utf-8", newline="") as lines:
            found.update((row[column], row["class"]) for row in csv.DictReader(lines))
    return found


def cue_lemma(cue: TokenSpan) -> str:
    """The lemma that carries the cue: its listed word if any (verbs first), else the lemma of its syntactic root."""
    known = cue_classes()
    return next((lemma for lemma in _candidates(cue) if lemma in known), cue.root.lemma_.lower())


def cue_class(cue: TokenSpan) -> str:
    """Class of a cue; ``neutral`` for phrases that only point at a source, ``other`` where no list has it."""
    listed = cue_classes().get(cue_lemma(cue))
    if listed is not None:
        return listed
    text = " ".join(cue.text.lower().split())
    pointing = any(text == phrase or text.startswith(f"{phrase} ") for phrase in _NEUTRAL_PHRASES)
    return NEUTRAL if pointing else OTHER


def _candidates(cue: TokenSpan) -> Iterator[str]:
    """Lemmas of the cue, verbs before the rest, each first with the particle that follows it."""
    for token in sorted(cue, key=lambda token: token.pos_ != "VERB"):
        lemma = token.lemma_.lower()
        if token.i + 1 < cue.end:
            yield f"{lemma} {token.nbor().lower_}"
        yield lemma
