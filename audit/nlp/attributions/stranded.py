"""Pieces of statements that stand on a line far from their speaker's: a sub-heading, a word, somebody else's quotation.

What is told before its speaker stands on the same line or is a quotation above it, with no other speaker's cue between. A
statement may go on below, paragraph by paragraph; behind another speaker's cue only with quotation marks. Pieces that stand
otherwise go, where others are left.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from audit.model import Span
from audit.nlp.attributions.decoding import Linked
from audit.nlp.attributions.lines import MARKS

_LINE_BREAK = re.compile(r"[\n\r]")


def without_stranded(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions, without the pieces of their contents that belong elsewhere."""
    cues = sorted(item.cue.start for item in found if item.cue)
    return [replace(item, content=_kept(text, item, cues)) if len(item.content) > 1 else item for item in found]


def _kept(text: str, item: Linked, cues: Sequence[int]) -> tuple[Span, ...]:
    told = [part for part in (item.source, item.cue) if part is not None]
    if not told:
        return item.content
    tag = Span(min(told).start, max(part.end for part in told))
    kept = tuple(piece for piece in item.content if not _is_stranded(text, piece, tag, cues))
    return kept or item.content


def _is_stranded(text: str, piece: Span, tag: Span, cues: Sequence[int]) -> bool:
    above = piece.end <= tag.start
    first, last = (piece.end, tag.start) if above else (tag.end, piece.start)
    if not _LINE_BREAK.search(text, first, max(first, last)):
        return False
    quoted, at = text[piece.start] in MARKS, bisect_left(cues, first)
    others = at < len(cues) and cues[at] < last
    return (others or not quoted) if above else (others and not quoted)
