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
from audit.nlp.attributions.decoding import BY_FORM, Linked
from audit.nlp.attributions.tags import Parts, speaker_at
from audit.nlp.quotation import quotations

_LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")
_TEXTS = r"statements?|emails?|e-mails?|letters?|messages?|posts?|tweets?|responses?|replies|reply|reactions?|comments?|lines?"
_INTRODUCTION = re.compile(rf"\b(?P<cue>(?:{_TEXTS}) (?:\w+ ){{0,3}}?(?:from|by)|[Tt]his (?:is |just in )?from) (?=\S)")
_SENT = re.compile(
    r"[ \t\xa0]*(?P<source>[A-Z][^:;.!?“”\"\n\r]{2,80}?),? "
    r"(?P<cue>(?:has|have) (?:written|e-?mailed|texted|tweeted|messaged|posted|been|got) ?(?:in touch|in)?)\b"
    r"[^:;“”\"\n\r]{0,60}:$"
)
_HANDLED = re.compile(r"[^\n\r:]*\(@\w+\)$")
_HANDLE = re.compile(r"(?<![\w(])(?P<handle>@\w+)[ \xa0]$")
LONGEST = 100  # characters of a speaker with a description


def with_introduced(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions, those of introduced paragraphs made whole, and those that were missing."""
    found = [_by_its_handle(text, item) for item in found]
    parts = Parts(found)
    grown = [_made_whole(text, item, parts, number) for number, item in enumerate(found)]
    gone: set[int] = set()
    fresh: list[Linked] = []
    for item in _announced(text):
        words = item.content[0]
        near = parts.touching(_line_start(text, item.cue.start if item.cue else words.start), words.end)
        if not any(_answers(grown[number], words) for number in near):
            gone |= near
            fresh.append(item)
    return [*(item for number, item in enumerate(grown) if number not in gone), *fresh]


def _answers(item: Linked, words: Span) -> bool:
    """Whether an attribution is to stay where a paragraph is announced: it speaks in it, has it whole, or more than it."""
    inside = item.source is not None and item.source.start >= words.start
    return inside or words in item.content or any(piece.end > words.end for piece in item.content)


def _by_its_handle(text: str, item: Linked) -> Linked:
    """An attribution whose cue follows a user name is that user's: "@dai wrote: “…”"."""
    handle = _HANDLE.search(text, max(0, item.cue.start - LONGEST), item.cue.start) if item.cue else None
    mine = handle and (item.source is None or item.source.end <= handle.start("handle"))
    return replace(item, source=Span(*handle.span("handle"))) if handle and mine else item


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


def _announced(text: str) -> Iterator[Linked]:
    """Paragraphs below "Here is the statement from …:" or "A reader, Joyce, has written in:"."""
    lines = [Span(*line.span()) for line in _LINE.finditer(text)]
    for line, below in pairwise(lines):
        end = line.start + len(text[slice(*line)].rstrip())
        told = _told(text, Span(line.start, end)) if text[end - 1] == ":" else None
        if told is not None:
            start = below.end - len(text[slice(*below)].lstrip())
            words = Span(start, below.start + len(text[slice(*below)].rstrip()))
            yield Linked(*told, (words,), BY_FORM)


def _told(text: str, line: Span) -> tuple[Span, Span] | None:
    """Source and cue of a line that announces what stands below it."""
    sent = _SENT.match(text, *line)
    if sent:
        return Span(*sent.span("source")), Span(*sent.span("cue"))
    matches = list(_INTRODUCTION.finditer(text, *line))
    source = _speaker(text, matches[-1].end(), line.end - 1) if matches else None
    return (source, Span(*matches[-1].span("cue"))) if source else None


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
