"""A block of an article (its title or its body) as the tables see it: sentences, words, quoted and attributed stretches."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from spacy.tokens import Doc

from audit.model import Span
from audit.nlp.doc_text import text_of
from audit.nlp.quotation import quotations
from audit.words import count_words_in, word_spans

LONG_QUOTE = 6
"""Words from which on somebody's statement is expected within quotation marks."""

_END = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Block:
    """Title or body: offsets point into ``text``; ``first_sentence`` is the number of its first sentence in the article."""

    doc: Doc
    text: str
    in_title: bool
    first_sentence: int
    sentences: tuple[Span, ...]
    words: tuple[Span, ...]
    quotes: tuple[Span, ...]
    _sentence_starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, doc: Doc, *, in_title: bool = False, first_sentence: int = 0) -> "Block":
        """Read off a parsed Doc; sentences without a word or a sign are left out."""
        text = text_of(doc)
        sentences = tuple(trimmed for sent in doc.sents if (trimmed := _trim(text, sent.start_char, sent.end_char)))
        return cls(
            doc=doc,
            text=text,
            in_title=in_title,
            first_sentence=first_sentence,
            sentences=sentences,
            words=tuple(word_spans(text)),
            quotes=tuple(Span(quote.start, quote.end) for quote in quotations(text)),
            _sentence_starts=tuple(span.start for span in sentences),
        )

    def sentence_at(self, offset: int) -> int:
        """Number within the article of the sentence that holds (or last began before) an offset."""
        return self.first_sentence + max(bisect_right(self._sentence_starts, offset) - 1, 0)

    def n_words(self, spans: Iterable[Span]) -> int:
        """Words within any of the spans."""
        return count_words_in(self.words, spans)

    def long_quotes(self) -> list[Span]:
        """The quotations of :data:`LONG_QUOTE` words or more, which hardly ever are mere titles or scare quotes."""
        return [quote for quote in self.quotes if self.n_words([quote]) >= LONG_QUOTE]

    def quoted(self, spans: Iterable[Span]) -> list[Span]:
        """The parts of the spans that stand within quotation marks."""
        return overlap(list(spans), self.quotes)


def overlap(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Intersections of two lists of spans; ``others`` sorted and disjoint."""
    parts = []
    for start, end in spans:
        for index in range(bisect_right(others, start, key=_END), len(others)):
            other = others[index]
            if other.start >= end:
                break
            parts.append(Span(max(start, other.start), min(end, other.end)))
    return parts


def outside(span: Span, holes: Sequence[Span]) -> list[Span]:
    """What is left of a span when sorted, disjoint holes are cut out."""
    rest, at = [], span.start
    for hole in overlap([span], holes):
        if hole.start > at:
            rest.append(Span(at, hole.start))
        at = max(at, hole.end)
    if at < span.end:
        rest.append(Span(at, span.end))
    return rest


def union(spans: Iterable[Span]) -> list[Span]:
    """Spans sorted and merged where they touch or overlap."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(Span(*span))
    return merged


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
