"""Voices in a row: "• Ann Lee, 34, nurse: “…”", and lines that hold nothing but who is quoted in the next one.

Newspapers print what readers, passers-by or parties say as a list. The encoder, which has seen few of them, gives a quotation
of such a list to whoever spoke some lines above; here each is the voice's on whose line, or under whose line, it stands.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from audit.model import Span
from audit.nlp.attributions.decoding import BY_FORM, Linked
from audit.nlp.blocks import overlap
from audit.nlp.quotation import quotations
from audit.nlp.reporting import finite_forms

_LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")
_BULLET = r"[ \t\xa0]*(?:[•·▪●◦*–—-][ \t\xa0]*)?"
_PART = r"[A-Z][\w’'-]*\.?"
_JOINT = r"and|&|de|del|der|den|di|da|la|le|van|von|bin|al"
_NAME = rf"{_PART}(?: (?:{_PART}|{_JOINT})){{1,6}}(?=$|[ \t\xa0]?:|, | \()|{_PART}, (?:aged )?\d"
_SPOKESMAN = r"(?:An?|The) (?:[\w’'-]+ )?spokes(?:wo)?(?:man|person)\b"
_LABELLED = re.compile(
    rf"{_BULLET}(?P<label>(?:{_NAME}|{_SPOKESMAN})[^:;!?“”\"‘«]{{0,100}}?)[ \t\xa0]?(?P<colon>:)[ \t\xa0]*(?=[“\"‘'])"
)
_ALONE = re.compile(rf"{_BULLET}(?P<label>(?:{_NAME})[^:;!?“”\"‘«]{{0,80}}?)[ \t\xa0]*$")
_WORD = re.compile(r"[\w’'-]+")
_CLAUSE = re.compile(r",? who\b[^,]*,?")
_NO_LABEL = frozenset({"is", "was", "are", "were", "has", "had", "have", "put", "went", "goes", "read", "reads"})
QUOTED_SHARE = 0.8  # of what stands behind a label
FEWEST = 2  # names on lines of their own


def with_voices(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions, each quotation of a list of voices being that of its voice."""
    items = list(found)
    for voice in _voices(text):
        items = _given(items, voice)
    return items


def _voices(text: str) -> Iterator[Linked]:
    """Labels with the quotations behind or below them."""
    lines = [Span(*line.span()) for line in _LINE.finditer(text)]
    for line in lines:
        match = _LABELLED.match(text, *line)
        if match and _is_voice(match["label"]) and _is_quotation(text, Span(match.end(), line.end)):
            quote = Span(match.end(), _end(text, line))
            yield Linked(Span(*match.span("label")), Span(*match.span("colon")), (quote,), BY_FORM)
    alone = list(_alone(text, lines))
    yield from alone if len(alone) >= FEWEST else ()


def _alone(text: str, lines: Sequence[Span]) -> Iterator[Linked]:
    for line, below in pairwise(lines):
        match = _ALONE.match(text, *line)
        if match and not match["label"].endswith((".", ",")) and _is_quotation(text, below):
            yield Linked(Span(*match.span("label")), None, (Span(below.start, _end(text, below)),), BY_FORM)


def _end(text: str, line: Span) -> int:
    return line.start + len(text[slice(*line)].rstrip())


def _is_voice(label: str) -> bool:
    """Whether a label only names somebody, and is no clause ("The sign read", "Mr Lee went on")."""
    words = {word.lower() for word in _WORD.findall(_CLAUSE.sub("", label))}
    return words.isdisjoint(_NO_LABEL) and words.isdisjoint(finite_forms())


def _is_quotation(text: str, part: Span) -> bool:
    """Whether a part of a line begins with a quotation mark and is quoted nearly as a whole."""
    quotes = quotations(text)
    first = bisect_left(quotes, part.start, key=attrgetter("start"))
    inside = quotes[first : bisect_right(quotes, part.end, key=attrgetter("end"))]
    if not inside or inside[0].start != part.start:
        return False
    return sum(quote.end - quote.start for quote in inside) >= QUOTED_SHARE * (_end(text, part) - part.start)


def _given(items: Sequence[Linked], voice: Linked) -> list[Linked]:
    """The attributions with a voice's own; its quotation is taken from the others, and its label's line from what it heads."""
    label, quote = voice.source, voice.content[0]
    own = next((item for item in items if label and item.source and overlap([item.source], [label])), None)
    if own is not None and overlap(own.content, [quote]):
        voice = replace(voice, certainty=own.certainty)
    kept = (item.without([quote]) for item in items)
    return [*(item for item in kept if item.content), voice]
