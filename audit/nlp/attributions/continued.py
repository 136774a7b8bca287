"""Paragraphs that are one quotation and follow a paragraph in which somebody speaks: who spoke goes on.

Print leaves such paragraphs without "he said", British papers for half an article. The encoder finds most of them; those that it
leaves over are given here to the speaker before. In PolNeAR 1,564 of 1,580 such paragraphs are attributed, and of those without a
source of their own more than four in five to the speaker before (train and dev).
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from audit.model import Kind, Span
from audit.nlp.attributions.decoding import BY_FORM, Linked
from audit.nlp.attributions.kind import WordCount, count_quoted
from audit.nlp.quotation import Quotation, quotations
from audit.words import count_words

_PARAGRAPH = re.compile(r"[^\r\n]+")
FEWEST_WORDS = 6
QUOTED_SHARE, FREE_SHARE = 0.8, 0.8  # of a paragraph's characters

IntegerArray = npt.NDArray[np.int64]


def with_continued(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions, those of quotations that go on in a paragraph of their own extended, or new ones without a source."""
    growing, taken = _Growing(text, found), _n_parts(text, found)
    for before, paragraph in pairwise(paragraphs(text)):
        if not (is_quotation(text, paragraph) and _is_free(paragraph, taken)):
            continue
        last = growing.last_in(before)
        if last is not None and growing.is_direct(last):
            growing.extend(last, paragraph)
        elif last is not None:
            growing.begin(paragraph)
    return growing.items()


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of a text that hold more than white space, without that around them."""
    for line in _PARAGRAPH.finditer(text):
        words = line.group()
        if not words.isspace():
            yield Span(line.end() - len(words.lstrip()), line.start() + len(words.rstrip()))


def is_quotation(text: str, paragraph: Span) -> bool:
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


def _n_parts(text: str, items: Sequence[Linked]) -> IntegerArray:
    """How many characters of attributions, over all of their parts, stand before each place of a text."""
    steps = np.zeros(len(text) + 2, dtype=np.int64)
    for item in items:
        for part in (*item.content, item.source, item.cue):
            if part is not None:
                steps[part.start + 1] += 1
                steps[part.end + 1] -= 1
    return steps.cumsum().cumsum()


def _is_free(paragraph: Span, taken: IntegerArray) -> bool:
    """Whether hardly any of a paragraph belongs to an attribution."""
    n_taken = int(taken[paragraph.end] - taken[paragraph.start])
    return n_taken <= (1 - FREE_SHARE) * (paragraph.end - paragraph.start)


class _Growing:
    """Attributions to which paragraphs are added from the first to the last."""

    def __init__(self, text: str, found: Sequence[Linked]) -> None:
        self._text = text
        self._items = list(found)
        self._contents = [list(item.content) for item in found]
        self._counts: dict[int, WordCount] = {}
        self._ends = sorted((piece.end, number) for number, item in enumerate(found) for piece in item.content)

    def last_in(self, paragraph: Span) -> int | None:
        """The number of the attribution whose content ends last in a paragraph."""
        at = bisect_right(self._ends, paragraph.end, key=itemgetter(0)) - 1
        return self._ends[at][1] if at >= 0 and self._ends[at][0] > paragraph.start else None

    def is_direct(self, number: int) -> bool:
        """Whether an attribution quotes its content."""
        if number not in self._counts:
            self._counts[number] = count_quoted(self._text, self._contents[number])
        return self._counts[number].kind is Kind.DIRECT

    def extend(self, number: int, paragraph: Span) -> None:
        """Add a paragraph to an attribution's content."""
        self._contents[number].append(paragraph)
        if number in self._counts:
            self._counts[number] = self._counts[number].plus(count_quoted(self._text, [paragraph]))
        insort(self._ends, (paragraph.end, number))

    def begin(self, paragraph: Span) -> None:
        """A new attribution, of a paragraph, without source and cue."""
        insort(self._ends, (paragraph.end, len(self._items)))
        self._items.append(Linked(None, None, (paragraph,), BY_FORM))
        self._contents.append([paragraph])

    def items(self) -> list[Linked]:
        """All attributions with their contents."""
        return [
            replace(item, content=tuple(content)) for item, content in zip(self._items, self._contents, strict=True)
        ]
