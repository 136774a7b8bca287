"""Words that somebody "was quoted as saying by" others: the one quoted is the source, who quotes relays.

"“We look and learn,” the minister was quoted as saying by state media", "Mr Lee was quoted by PTI as saying that …", "Xinhua
quoted Mr Lee as saying …" stand in papers of Asia and Africa every day; in the encoder's training data they are rare.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from audit.model import Span
from audit.nlp.attributions.decoding import Linked
from audit.nlp.attributions.tags import speaker_at

_SAYING = r"as (?:saying|having said|telling|stating)\b"
_PASSIVE = re.compile(
    rf"\b(?P<cue>(?:was|were|is|are|has been|have been|had been) (?:\w+ )?quoted "
    rf"(?:by (?P<first>[^.!?“”\"\n]{{2,60}}?) )?{_SAYING})"
    r"(?: by (?P<last>[^\n]{2,60}))?"
)
_ACTIVE = re.compile(
    rf"\b(?:quotes|quoted|has quoted|have quoted) (?P<source>[^.!?,“”\"\n]{{2,60}}?) (?P<cue>{_SAYING})\s*"
)
_BEGIN = re.compile(r"(?<=[,.!?])[”\"’'»][ \xa0]+|(?<=[.!?])[ \xa0]+|[\n\r]\s*|^\s*")
_FURTHEST = 80  # characters of a speaker


def with_quoted(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions, those of people quoted by others given to whom they quote."""
    passives, actives = list(_PASSIVE.finditer(text)), list(_ACTIVE.finditer(text))
    if not passives and not actives:
        return list(found)
    return [_passive(text, item, passives) or _active(item, actives) or item for item in found]


def _at_cue(item: Linked, matches: Sequence[re.Match[str]]) -> re.Match[str] | None:
    cue = item.cue
    return next((match for match in matches if cue and match.start() <= cue.start < match.end("cue")), None)


def _passive(text: str, item: Linked, matches: Sequence[re.Match[str]]) -> Linked | None:
    match = _at_cue(item, matches)
    if match is None:
        return None
    begins = [gap.end() for gap in _BEGIN.finditer(text, max(0, match.start() - _FURTHEST), match.start())]
    begin = max(begins, default=match.start())
    source = speaker_at(text[: match.start()].rstrip(), begin)
    if source is None or text[source.end : match.start()].strip():
        return None
    tag = Span(source.start, match.end("cue"))
    content = tuple(piece for part in item.content for piece in _outside(text, part, tag))
    quoting = match.start("first") if match["first"] else match.start("last")
    end = match.end("first") if match["first"] else len(text)
    via = speaker_at(text[:end], quoting) if quoting >= 0 else None
    kept = tuple(piece for piece in content if via is None or piece.end <= via.start or piece.start >= via.end)
    return replace(item, source=source, cue=Span(*match.span("cue")), content=kept, via=via) if kept else None


def _active(item: Linked, matches: Sequence[re.Match[str]]) -> Linked | None:
    match = _at_cue(item, matches)
    if match is None or item.source is None:
        return None
    kept = tuple(Span(max(part.start, match.end()), part.end) for part in item.content if part.end > match.end())
    source, cue = (Span(*match.span(part)) for part in ("source", "cue"))
    return replace(item, source=source, cue=cue, content=kept, via=item.source) if kept else None


def _outside(text: str, piece: Span, tag: Span) -> list[Span]:
    """What of a piece stands outside a tag."""
    if piece.end <= tag.start or piece.start >= tag.end:
        return [piece]
    before = text[piece.start : tag.start].rstrip() if piece.start < tag.start else ""
    found = [Span(piece.start, piece.start + len(before))] if before else []
    return [*found, *([Span(tag.end + (text[tag.end] == " "), piece.end)] if piece.end > tag.end + 1 else [])]
