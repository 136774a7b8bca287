"""Reporting verbs: the class of the cue that introduces an attribution."""

import csv
from functools import cache

from spacy.tokens import Span as TokenSpan

from audit.config import seeds_path

OTHER = "other"
NEUTRAL = "neutral"
_CUE_POS = ("VERB", "NOUN", "ADJ", "ADP", "ADV")
_NEUTRAL_PHRASES = ("according to", "as per", "per", ":", "in the words of", "told", "quoted")


@cache
def verb_classes() -> dict[str, str]:
    """Lemma -> class, from the reviewed list ``reporting_verbs.csv``."""
    with (seeds_path() / "reporting_verbs.csv").open(encoding="utf-8", newline="") as lines:
        return {row["lemma"]: row["class"] for row in csv.DictReader(lines)}


def cue_lemma(cue: TokenSpan) -> str:
    """The lemma that carries the cue: its listed reporting verb if any, else its syntactic root."""
    known = verb_classes()
    for token in sorted(cue, key=lambda token: token.pos_ != "VERB"):
        if token.lemma_.lower() in known:
            return token.lemma_.lower()
    return cue.root.lemma_.lower()


def cue_class(cue: TokenSpan) -> str:
    """Class of a cue: that of its reporting verb, ``neutral`` for "according to" and the like, else ``other``."""
    known = verb_classes()
    text = cue.text.lower().strip()
    if any(text == phrase or text.startswith(phrase + " ") for phrase in _NEUTRAL_PHRASES):
        return known.get(cue_lemma(cue), NEUTRAL)
    return known.get(cue_lemma(cue), OTHER)
