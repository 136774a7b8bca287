"""Paragraphs that are one quotation and follow a paragraph in which somebody speaks: who spoke goes on.

Print leaves such paragraphs without "he said", British papers for half an article. The encoder finds most of them; those that it
leaves over are given here to the speaker before. In PolNeAR 1,564 of 1,580 such paragraphs are attributed, and of those without a
source of their own more than four in five to the speaker before (train and dev).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit.model import Kind, Span
from audit.nlp.attribution_decoding import Linked
from audit.nlp.attribution_kind import kind_of
from audit.nlp.quotation import Quotation, quotations
from audit.words import count_words

_PARAGRAPH = re.compile(r"[^\r\n]*\S[^\r\n]*")
FEWEST_WORDS = 6
QUOTED_SHARE, FREE_SHARE = 0.8, 0.8  # of a paragraph's characters
CERTAINTY = (0.95, 0.95, 0.95, 0.95, 0.95)  # makes a confidence of four in five


def with_continued(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions, those of quotations that go on in a paragraph of their own extended, or new ones without a source."""
    items = list(found)
    before: Span | None = None
    for paragraph in _paragraphs(text):
        if before is not None and _is_quotation(text, paragraph) and _is_free(paragraph, items):
            last = _last_in(before, items)
            if last is not None and kind_of(text, items[last].content) is Kind.DIRECT:
                items[last] = replace(items[last], content=(*items[last].content, paragraph))
            elif last is not None:
                items.append(Linked(None, None, (paragraph,), CERTAINTY))
        before = paragraph
    return items


def _paragraphs(text: str) -> Iterator[Span]:
    for line in _PARAGRAPH.finditer(text):
        words = line.group()
        yield Span(line.end() - len(words.lstrip()), line.start() + len(words.rstrip()))


def _is_quotation(text: str, paragraph: Span) -> bool:
    """Whether a paragraph begins with a quotation mark and stands within quotation marks nearly as a whole."""
    inside = list(_within(paragraph, quotations(text)))
    if not inside or inside[0].start != paragraph.start:
        return False
    quoted = sum(quote.end - quote.start for quote in inside)
    long_enough = count_words(text[paragraph.start : paragraph.end]) >= FEWEST_WORDS
    return long_enough and quoted >= QUOTED_SHARE * (paragraph.end - paragraph.start)


def _within(paragraph: Span, quotes: Sequence[Quotation]) -> Iterator[Quotation]:
    first = bisect_left(quotes, paragraph.start, key=lambda quote: quote.start)
    last = bisect_right(quotes, paragraph.end, key=lambda quote: quote.start)
    yield from (quote for quote in quotes[first:last] if quote.end <= paragraph.end)


def _is_free(paragraph: Span, items: Sequence[Linked]) -> bool:
    """Whether hardly any of a paragraph belongs to an attribution."""
    size = paragraph.end - paragraph.start
    parts = [part for item in items for part in (*item.content, item.source, item.cue) if part is not None]
    taken = sum(max(0, min(part.end, paragraph.end) - max(part.start, paragraph.start)) for part in parts)
    return taken <= (1 - FREE_SHARE) * size


def _last_in(paragraph: Span, items: Sequence[Linked]) -> int | None:
    """The attribution whose content ends last in a paragraph."""
    ends = [
        (piece.end, number)
        for number, item in enumerate(items)
        for piece in item.content
        if paragraph.start < piece.end <= paragraph.end
    ]
    return max(ends)[1] if ends else None
