"""Direct, indirect or mixed: by the share of an attribution's words that stand within quotation marks."""

from collections.abc import Sequence
from functools import lru_cache

from audit.model import Kind, Span
from audit.nlp.quotation import quotations
from audit.words import word_spans

DIRECT_SHARE = 0.9


@lru_cache(maxsize=8)
def _quoted(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((quotation.start, quotation.end) for quotation in quotations(text))


def quoted_share(text: str, content: Sequence[Span]) -> float:
    """Share of the words of some spans that stand within quotation marks; 0 without words."""
    words = quoted = 0
    marks = _quoted(text)
    for start, end in content:
        near = [(a, b) for a, b in marks if a < end and b > start]
        for word in word_spans(text[start:end]):
            words += 1
            quoted += any(a <= start + word.start and start + word.end <= b for a, b in near)
    return quoted / words if words else 0.0


def kind_of(text: str, content: Sequence[Span]) -> Kind:
    """Direct where at least nine words in ten are quoted, indirect where none is, mixed between."""
    share = quoted_share(text, content)
    if share >= DIRECT_SHARE:
        return Kind.DIRECT
    return Kind.MIXED if share > 0 else Kind.INDIRECT
