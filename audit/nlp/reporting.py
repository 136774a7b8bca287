"""Reporting verbs: the lemma and class of the cue that introduces an attribution.

Classes come from the reviewed lists ``reporting_verbs.csv`` and ``reporting_nouns.csv`` ("his claim that"). A cue with no
listed word is ``other``; "according to" and its like are ``neutral``.
"""

import csv
from collections.abc import Iterator
from functools import cache
from itertools import chain

from spacy.tokens import Span as TokenSpan

from audit.config import seeds_path

OTHER = "other"
NEUTRAL = "neutral"
_ENDINGS = (("ied", "y"), ("ies", "y"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"))
"""Regular endings of verbs, and what stands in their place in the lemma."""

_VOWELS = frozenset("aeiou")
_IRREGULAR = {
    "said": "say",
    "told": "tell",
    "wrote": "write",
    "spoke": "speak",
    "swore": "swear",
    "thought": "think",
    "sang": "sing",
    "wept": "weep",
    "spat": "spit",
    "held": "hold",
    "found": "find",
    "read": "read",
}
"""Irregular past tenses of verbs that report."""

_CARRIERS = frozenset(
    {"cast", "deliver", "express", "give", "issue", "level", "lodge", "make", "offer", "raise", "voice"}
)
"""Verbs that say little beside the noun they carry ("issued a denial")."""

_NEUTRAL_PHRASES = ("according to", "as per", "per", ":", "―", "—", "–", "in the words of")


@cache
def finite_forms() -> frozenset[str]:
    """Past tenses and third persons of the listed verbs of one word: "fumed", "snapped", "cries", "said"."""
    forms = set(_IRREGULAR)
    with (seeds_path() / "reporting_verbs.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            forms.update(_inflected(row["lemma"]))
    return frozenset(forms)


def _inflected(lemma: str) -> Iterator[str]:
    """Regular forms of a verb of one word; a last consonant both single and doubled where either may be right."""
    if not lemma.isalpha() or lemma in _IRREGULAR.values():
        yield from [f"{lemma}s"] * lemma.isalpha()
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        yield from (f"{lemma[:-1]}ied", f"{lemma[:-1]}ies")
    else:
        yield f"{lemma}d" if lemma.endswith("e") else f"{lemma}ed"
        yield f"{lemma}es" if lemma.endswith(("s", "x", "ch", "sh", "z")) else f"{lemma}s"
        if lemma[-1] not in _VOWELS and lemma[-2:-1] in _VOWELS:
            yield f"{lemma}{lemma[-1]}ed"


@cache
def cue_classes() -> dict[str, str]:
    """Lemma -> class, of verbs (phrasal ones with their particle) and nouns; a verb's class wins over a noun's."""
    found: dict[str, str] = {}
    for name, column in (("reporting_nouns.csv", "noun"), ("reporting_verbs.csv", "lemma")):
        with (seeds_path() / name).open(encoding="utf-8", newline="") as lines:
            found.update((row[column], row["class"]) for row in csv.DictReader(lines))
    return found


def cue_lemma(cue: TokenSpan) -> str:
    """The lemma that carries the cue: its listed word if any (verbs first), else the lemma of its syntactic root.

    Where the list has none of the lemmas, the regular inflections of its words are tried: a rare verb's lemma may be wrong
    ("blasted" as "blaste"), and a verb may have been taken for a noun or an adjective.
    """
    known = cue_classes()
    given = (lemma for lemma in chain(_candidates(cue), _uninflected(cue)) if lemma in known)
    return next(given, cue.root.lemma_.lower())


def cue_class(cue: TokenSpan) -> str:
    """Class of a cue; ``neutral`` for phrases that only point at a source, ``other`` where no list has it."""
    listed = cue_classes().get(cue_lemma(cue))
    if listed is not None:
        return listed
    text = " ".join(cue.text.lower().split())
    pointing = any(text == phrase or text.startswith(f"{phrase} ") for phrase in _NEUTRAL_PHRASES)
    return NEUTRAL if pointing else OTHER


def _candidates(cue: TokenSpan) -> Iterator[str]:
    """Lemmas of the cue, verbs before the rest, each first with the particles that follow it.

    A verb that only carries a noun comes last ("expressed outrage"); what is known for something knows nothing.
    """
    tokens = sorted(cue, key=lambda token: token.pos_ != "VERB")
    carried = any(token.lemma_.lower() in cue_classes() for token in cue if token.pos_ == "NOUN")
    held = [token for token in tokens if not (carried and token.lemma_.lower() in _CARRIERS)]
    for token in tokens:
        following = [other.lower_ for other in cue if 0 < other.i - token.i < 3]
        lemma = token.lemma_.lower()
        if token.lower_ == "known" and not any(other.lemma_ == "have" for other in cue):
            lemma = "be known"
        yield from (" ".join((lemma, *following[:length])) for length in range(len(following), 0, -1))
        if token in held:
            yield lemma
    yield from (token.lemma_.lower() for token in tokens if token not in held)


def _uninflected(cue: TokenSpan) -> Iterator[str]:
    """What the words of the cue would be without a regular ending of verbs, a doubled consonant undone."""
    for token in cue:
        for ending, instead in _ENDINGS:
            stem = token.lower_.removesuffix(ending)
            if stem != token.lower_ and len(stem) > 2:
                yield stem + instead
                if stem[-1] == stem[-2]:
                    yield stem[:-1]
