"""Attributions linked by hand, for tests of rules that work on the links of a text."""

from audit.model import Span
from audit.nlp.attributions.decoding import Linked


def span(text: str, part: str) -> Span:
    """Where a part of a text stands first."""
    return Span(text.index(part), text.index(part) + len(part))


def linked(text: str, source: str | None, cue: str | None, *content: str) -> Linked:
    """An attribution by the words of its parts."""
    parts = tuple(span(text, part) for part in content)
    return Linked(span(text, source) if source else None, span(text, cue) if cue else None, parts, (0.9,) * 5)
