"""Paragraphs without quotation marks that the line before, or a label, gives to a speaker.

Live blogs and round-ups print letters, statements and posts so: "A reader, Joyce, has emailed:" or "Here is the statement from
Halden Water:", and below what they say; "Ashton Council (@ashton): We are open." on one line. The encoder takes their first
sentence, or nothing; they go on to the end of their paragraph, up to what somebody else says in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from audit.model import Span
from audit.nlp.attribution_decoding import Linked
from audit.nlp.attribution_tags import Parts, speaker_at
from audit.nlp.quotation import quotations

_LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")
_TEXTS = r"statements?|emails?|e-mails?|letters?|messages?|posts?|tweets?|responses?|replies|reply|reactions?|comments?|lines?"
_INTRODUCTION = re.compile(rf"\b(?P<cue>(?:{_TEXTS}) (?:\w+ ){{0,3}}?(?:from|by)|[Tt]his (?:is |just in )?from) (?=\S)")
_HANDLED = re.compile(r"[^\n\r:]*\(@\w+\)$")
_HANDLE = re.compile(r"(?<![\w(])(?P<handle>@\w+)[ \xa0]$")
LONGEST = 100  # characters of a speaker with a description
CERTAINTY = (0.95, 0.95, 0.95, 0.95, 0.95)  # makes a confidence of four in five


def with_introduced(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions, those of introduced paragraphs made whole, and those that were missing."""
    found = [_by_its_handle(text, item) for item in found]
    parts = Parts(found)
    grown = [_made_whole(text, item, parts, number) for number, item in enumerate(found)]
    return [*grown, *_announced(text, parts)]


def _by_its_handle(text: str, item: Linked) -> Linked:
    """An attribution whose cue follows a user name is that user's: "@dai wrote: “…”"."""
    handle = _HANDLE.search(text, max(0, item.cue.start - LONGEST), item.cue.start) if item.cue else None
    if handle is None or (item.source and item.source.end == handle.end("handle")):
        return item
    return replace(item, source=Span(*handle.span("handle")))


def _made_whole(text: str, item: Linked, parts: Parts, number: int) -> Linked:
    """An attribution whose content goes on to the end of its paragraph, where it is introduced by a colon."""
    if item.cue is None or item.source is None or len(item.content) != 1 or not _is_introduced(text, item):
        return item
    piece = item.content[0]
    end = _line_end(text, piece.end)
    if not text[piece.end : end].strip(" .") or _is_quoted(text, piece) or parts.touching(piece.end, end) - {number}:
        return item
    return replace(item, content=(Span(piece.start, end),))


def _is_introduced(text: str, item: Linked) -> bool:
    """Whether the line before ends in the cue's colon, or the line begins with a label that has a user name."""
    start = item.content[0].start
    line = _line_start(text, start)
    if text[line:start].strip():
        label = text[line:start].strip()
        return label.endswith(":") and _HANDLED.fullmatch(label[:-1]) is not None
    before = text[:line].rstrip()
    introduced = max(item.cue.end if item.cue else 0, item.source.end if item.source else 0)
    return before.endswith(":") and _line_start(text, len(before)) <= introduced <= len(before)


def _announced(text: str, parts: Parts) -> Iterator[Linked]:
    """Paragraphs below "Here is the statement from …:" that nobody has."""
    lines = [Span(*line.span()) for line in _LINE.finditer(text)]
    for line, below in pairwise(lines):
        end = line.start + len(text[slice(*line)].rstrip())
        matches = list(_INTRODUCTION.finditer(text, *line)) if text[end - 1] == ":" else []
        source = _speaker(text, matches[-1].end(), end - 1) if matches else None
        words = Span(
            below.end - len(text[slice(*below)].lstrip()),
            _line_end(text, below.start + len(text[slice(*below)].rstrip()) - 1),
        )
        if source is not None and not parts.touching(matches[-1].start(), end) and not parts.touching(*words):
            yield Linked(source, Span(*matches[-1].span("cue")), (words,), CERTAINTY)


def _speaker(text: str, start: int, end: int) -> Span | None:
    """Who is named at the end of an introduction, with what describes it: "the dam's owner, Halden Water"."""
    named = speaker_at(text, start)
    return Span(start, end) if named and text.startswith(", ", named.end) and end - start <= LONGEST else named


def _is_quoted(text: str, piece: Span) -> bool:
    return any(quote.start <= piece.start < quote.end for quote in quotations(text))


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    """Where the words of a line end."""
    ends = [place for mark in "\n\r" if (place := text.find(mark, at)) >= 0]
    end = min(ends, default=len(text))
    return at + len(text[at:end].rstrip())
