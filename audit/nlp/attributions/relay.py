"""Who relays an attribution: "…, he said, according to Reuters".

The encoder's tags are flat: of two cues over one content, one gets the content and the other stays without. Where the two
stand beside each other and one is of the kind "according to", that one is the outer one: its source relays what the other said.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from audit.model import Span
from audit.nlp.attributions.decoding import Linked

_RELAYING = re.compile(
    r"(?:as )?(?:according to|per|as per|as reported by|as quoted by|as cited by|quoted by|cited by)", re.IGNORECASE
)
_NEAR = 120
_SAID = re.compile(
    r"(?P<source>\b(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]+|of|the|de|van|von|bin|al-\w+)){0,5}))"
    r" (?P<cue>said|says|added|told [\w ]{3,25}|wrote|warned|argued|claimed|insisted|stated|noted|explained|announced|declared)"
    r"(?: on [A-Z]\w+day)?,? $"
)
_BETWEEN = re.compile(r"[\s,;:()–—“”\"'-]*(?:as|and|also|on \w+day)?[\s,]*")


def with_relays(text: str, found: Sequence[Linked], idle: Sequence[Linked]) -> list[Linked]:
    """Attributions with the relaying source where the text names one.

    Parameters
    ----------
    text
        The text they stand in.
    found
        Attributions with content.
    idle
        Cues left without content, with their sources.
    """
    cues = [item for item in (_source_after(text, item) for item in idle) if item.source]
    return [_relayed(text, _source_after(text, item, idle), cues) for item in found]


def _source_after(text: str, item: Linked, others: Sequence[Linked] = ()) -> Linked:
    """Give "according to" the source that follows it, where the link went to that of a cue beside it."""
    if item.cue is None or not is_relaying(text, item.cue) or item.source is None:
        return item
    if 0 <= item.source.start - item.cue.end <= 1:
        return item
    after = [other.source for other in others if other.source and 0 <= other.source.start - item.cue.end <= 1]
    return replace(item, source=after[0]) if after else item


def is_relaying(text: str, cue: Span) -> bool:
    """Whether a cue is of the kind "according to"."""
    return _RELAYING.fullmatch(text[cue.start : cue.end].strip()) is not None


def _relayed(text: str, item: Linked, idle: Sequence[Linked]) -> Linked:
    if item.cue is None:
        return item
    if is_relaying(text, item.cue) and (said := _said_just_before(text, item.cue)):
        return replace(item, source=said[0], cue=said[1], via=item.source)
    for other in idle:
        if other.cue is None or not _adjacent(text, item, other):
            continue
        outer, inner = (item, other) if is_relaying(text, item.cue) else (other, item)
        if is_relaying(text, outer.cue or item.cue) and not is_relaying(text, inner.cue or other.cue):
            return replace(item, source=inner.source, cue=inner.cue, via=outer.source)
    return item


def _said_just_before(text: str, cue: Span) -> tuple[Span, Span] | None:
    """Source and cue of "Putin said, according to": the tags, being flat, often leave them out."""
    window = max(0, cue.start - _NEAR)
    match = _SAID.search(text, window, cue.start)
    return (Span(*match.span("source")), Span(*match.span("cue"))) if match else None


def _adjacent(text: str, item: Linked, other: Linked) -> bool:
    """Whether two cues with their sources stand beside each other, with no more than a comma between."""
    one, two = sorted((_block(item), _block(other)))
    return one.end <= two.start and _BETWEEN.fullmatch(text, one.end, two.start) is not None


def _block(item: Linked) -> Span:
    """From the first to the last character of cue and source where they stand together, else the cue."""
    cue, source = item.cue, item.source
    if cue is None:
        return item.content[0]
    if source is None or max(source.start, cue.start) - min(source.end, cue.end) > 40:
        return cue
    return Span(min(cue.start, source.start), max(cue.end, source.end))
