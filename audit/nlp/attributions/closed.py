"""Quotations that close with their paragraph, and were given to the speaker of a paragraph below: who spoke before goes on.

Print leaves a quotation open at the end of a paragraph where its speaker goes on in the next. One that closes there, in a
paragraph without "he said", behind one in which somebody speaks, is hardly ever the next paragraph's speaker's: of 80 in PolNeAR
(train and dev) three, of whom two had also spoken before, and three more are signed below ("- Ann Lee.").
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from audit.model import Span
from audit.nlp.attributions.continued import is_quotation, paragraphs
from audit.nlp.attributions.decoding import BY_FORM, Linked
from audit.nlp.quotation import Quotation, quotations


def without_closed_above(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions, without such quotations; each is one of its own, without source and cue."""
    if not any(_reaches_up(text, item) for item in found):
        return list(found)
    cues = sorted(item.cue.start for item in found if item.cue)
    lines = list(paragraphs(text))
    before = {line: above for above, line in pairwise(lines)}
    kept: list[Linked] = []
    for item in found:
        closed = [piece for piece in item.content if _is_closed_above(text, item, piece, (lines, before, cues))]
        rest = tuple(piece for piece in item.content if piece not in closed)
        if not closed or not rest:
            kept.append(item)
            continue
        kept.append(replace(item, content=rest))
        kept.extend(Linked(None, None, (piece,), BY_FORM) for piece in closed)
    return kept


def _reaches_up(text: str, item: Linked) -> bool:
    """Whether some of a statement stands in a paragraph above its speaker's."""
    first = item.content[0]
    return item.cue is not None and len(item.content) > 1 and "\n" in text[first.start : item.cue.start]


def _is_closed_above(
    text: str, item: Linked, piece: Span, around: tuple[Sequence[Span], dict[Span, Span], Sequence[int]]
) -> bool:
    lines, before, cues = around
    if item.cue is None or not any(map(str.isalpha, text[slice(*item.cue)])):
        return False
    line = lines[bisect_left(lines, piece.end, key=lambda one: one.end)] if piece.end <= lines[-1].end else None
    if line is None or line.end > min(part.start for part in (item.cue, item.source) if part):
        return False
    if not _closes(line, quotations(text)):
        return False
    if not is_quotation(text, line):
        return text[piece.start] in "\"“‘'"
    above = before.get(line)
    return above is not None and _has_cue(above, cues) and not _has_cue(line, cues)


def _has_cue(line: Span, cues: Sequence[int]) -> bool:
    at = bisect_left(cues, line.start)
    return at < len(cues) and cues[at] < line.end


def _closes(line: Span, quotes: Sequence[Quotation]) -> bool:
    at = bisect_left(quotes, line.end, key=lambda quote: quote.end)
    return at < len(quotes) and quotes[at].end == line.end and quotes[at].closed
