"""Direct, indirect or mixed: by the share of an attribution's words that stand within quotation marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from audit.model import Kind, Span
from audit.nlp.quotation import quotations
from audit.words import word_spans

DIRECT_SHARE = 0.9
_START, _END = attrgetter("start"), attrgetter("end")


class WordCount(NamedTuple):
    """How many words some spans hold, and how many of them stand within quotation marks."""

    n_words: int
    n_quoted: int

    @property
    def share(self) -> float:
        """Share of the words that are quoted; 0 without words."""
        return self.n_quoted / self.n_words if self.n_words else 0.0

    @property
    def kind(self) -> Kind:
        """Direct where at least nine words in ten are quoted, indirect where none is, mixed between."""
        if self.share >= DIRECT_SHARE:
            return Kind.DIRECT
        return Kind.MIXED if self.share > 0 else Kind.INDIRECT

    def plus(self, other: "WordCount") -> "WordCount":
        """The count of the spans of both."""
        return WordCount(self.n_words + other.n_words, self.n_quoted + other.n_quoted)


def count_quoted(text: str, content: Sequence[Span]) -> WordCount:
    """Count the words of some spans, and those within quotation marks."""
    n_words = n_quoted = 0
    marks = quotations(text)
    for start, end in content:
        near = marks[bisect_right(marks, start, key=_END) : bisect_left(marks, end, key=_START)]
        for word in word_spans(text[start:end]):
            n_words += 1
            n_quoted += any(mark.start <= start + word.start and start + word.end <= mark.end for mark in near)
    return WordCount(n_words, n_quoted)


def kind_of(text: str, content: Sequence[Span]) -> Kind:
    """How an attribution reports its content."""
    return count_quoted(text, content).kind
