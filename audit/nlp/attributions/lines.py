"""Statements that run over the end of a line: a sub-heading before the first paragraph, a sentence of the next one.

Where the lines are not those of a quotation in several paragraphs, the statement is what stands on its speaker's line or, if
that is another, on the line nearest to it. In PolNeAR no statement in the journalist's words runs over a line.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from audit.model import Span
from audit.nlp.attributions.decoding import Linked

_LINE = re.compile(r"[^\n\r]+")
MARKS = "\"“”„«»'‘’`"
"""What a quotation can begin with."""

BULLETS = "•·▪●◦■"


def cut_at_lines(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions, each piece of their contents on one line, but for quotations of several paragraphs."""
    lined = (_within(text, item) if _runs_over(text, item) else item for item in found)
    return [_without_bullets(text, item) for item in lined]


def _without_bullets(text: str, item: Linked) -> Linked:
    """The attribution, no piece of its content beginning with the bullet of a list."""
    if not any(text[piece.start] in BULLETS for piece in item.content):
        return item
    bare = (_behind_bullet(text, piece) for piece in item.content)
    return replace(item, content=tuple(piece for piece in bare if piece.start < piece.end))


def _behind_bullet(text: str, piece: Span) -> Span:
    return Span(piece.end - len(text[slice(*piece)].lstrip(BULLETS + " \t\xa0")), piece.end)


def _runs_over(text: str, item: Linked) -> bool:
    return any(text.find("\n", *piece) >= 0 or text.find("\r", *piece) >= 0 for piece in item.content)


def _within(text: str, item: Linked) -> Linked:
    tag = item.cue or item.source
    content = [line for piece in item.content for line in _lines(text, piece, tag)]
    return replace(item, content=tuple(content))


def _lines(text: str, piece: Span, tag: Span | None) -> list[Span]:
    """What stays of a piece: its lines if the later ones are quotations, else the one next to cue or source."""
    lines = [_trimmed(text, Span(*line.span())) for line in _LINE.finditer(text, *piece)]
    lines = [line for line in lines if line.start < line.end]
    if all(text[line.start] in MARKS for line in lines[1:]):
        return lines or [piece]
    behind = tag is not None and tag.start >= piece.end
    return [lines[-1] if behind else lines[0]]


def _trimmed(text: str, line: Span) -> Span:
    words = text[slice(*line)]
    return Span(line.end - len(words.lstrip()), line.start + len(words.rstrip()))
