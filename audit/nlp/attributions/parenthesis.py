"""Attributions in parenthesis: "Pensions, the minister stressed, will rise": one content in two pieces, around source and cue.

The encoder often tags one piece alone, as the form is rare in its training data and common in British prose. Where a verb that
needs a subject follows the comma, what stands before and behind the parenthesis is one clause, so either piece implies the other.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from audit.model import Span
from audit.nlp.attributions.decoding import Linked
from audit.nlp.blocks import overlap, union

_VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did|needs?|isn['’]t|aren['’]t"
    r"|wasn['’]t|weren['’]t|hasn['’]t|haven['’]t|hadn['’]t|won['’]t|wouldn['’]t|can['’]t|couldn['’]t|cannot|doesn['’]t|didn['’]t)\b"
)
_BEHIND = re.compile(rf"(?P<comma>,)? (?={_VERB})")
_CLAUSE_END = re.compile(r"[.!?;](?=[\"”’')]*(?:\s|$))|[\n\r\"“”]|$")
_CLAUSE_START = re.compile(r"(?:^|[.!?;:,]\s|[\n\r\"“”])\s*(?=[^.!?;:,\n\r\"“”]*,\s$)")
_RELATIVE = {"which", "who"}
LONGEST_BLOCK, LONGEST_BEFORE = 120, 160  # characters of source and cue; of the piece before them


def with_parentheses(text: str, found: Sequence[Linked]) -> list[Linked]:
    """Attributions whose content in one piece is half of a clause, with the other half."""
    parts = union(part for item in found for part in (item.source, item.cue, *item.content) if part is not None)
    return [_whole(text, item, parts) for item in found]


def _whole(text: str, item: Linked, parts: Sequence[Span]) -> Linked:
    """The attribution with the other half of its clause, where that touches none of the ``parts`` of any."""
    block = _block(text, item)
    if block is None:
        return item
    behind = _BEHIND.match(text, block.end)
    if behind is None or not (behind["comma"] or text[block.end - 1] == ","):
        return item
    content = item.content[0]
    if content.end <= block.start:
        piece = Span(behind.end(), _end(text, behind.end()))
        fits = text[content.end : block.start].strip() in {",", ""}
    else:
        piece = Span(_start(text, block.start), block.start)
        piece = Span(piece.start, piece.start + len(text[slice(*piece)].rstrip(" ,")))
        plain = not text.endswith(", ", 0, piece.start) or text[slice(*piece)] in _RELATIVE
        fits = plain and content.start == behind.end() and piece.end - piece.start <= LONGEST_BEFORE
    if not fits or piece.start >= piece.end or overlap([piece], parts):
        return item
    return replace(item, content=tuple(sorted((content, piece))))


def _block(text: str, item: Linked) -> Span | None:
    """From the first to the last character of source and cue, where these stand between a comma and a single content."""
    if item.cue is None or item.source is None or len(item.content) != 1:
        return None
    block = Span(min(item.cue.start, item.source.start), max(item.cue.end, item.source.end))
    close = max(item.cue.start, item.source.start) - min(item.cue.end, item.source.end) <= 1
    after_comma = text.endswith(", ", 0, block.start)
    apart = item.content[0].end <= block.start or item.content[0].start >= block.end
    return block if close and after_comma and apart and block.end - block.start <= LONGEST_BLOCK else None


def _end(text: str, start: int) -> int:
    match = _CLAUSE_END.search(text, start)
    return match.start() if match else len(text)


def _start(text: str, end: int) -> int:
    """Where the clause begins that goes on up to a place, as far back as a piece may reach."""
    low = max(0, end - LONGEST_BEFORE - 40)
    match = _CLAUSE_START.search(text[low:end])
    return end if match is None or (low and match.end() == 0) else low + match.end()
