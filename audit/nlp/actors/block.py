"""One block of text (body or title) as the resolver reads it: parallel lists over the tokens of a spaCy ``Doc``."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.attrs import DEP, HEAD, LEMMA, LOWER, SENT_START, TAG  # type: ignore[import-not-found, unused-ignore]
from spacy.tokens import Doc

from audit.model import AttributionSpan, Kind, Span
from audit.nlp.doc_text import text_of


@dataclass(frozen=True, slots=True)
class Block:
    """Tokens of a block as lists of the same length, with who speaks at each token.

    ``content_of[i]`` is the number of the innermost attribution whose content holds token i, -1 outside;
    ``paragraph[i]`` counts line breaks before token i.
    """

    doc: Doc
    raw: str
    in_title: bool
    words: list[str]
    lowers: list[str]
    lemmas: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    sentence: list[int]
    paragraph: list[int]
    starts: list[int]
    attributions: tuple[AttributionSpan, ...]
    content_of: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def tokens(self, span: Span) -> tuple[int, int]:
        """Half-open range of the tokens that touch a span of characters."""
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        if first < len(self.words) and self.starts[first] + len(self.words[first]) <= span.start:
            first += 1
        return first, max(bisect_left(self.starts, span.end), first)

    def span(self, start: int, end: int) -> Span:
        """Characters of a half-open range of tokens."""
        return Span(self.starts[start], self.starts[end - 1] + len(self.words[end - 1]))

    def text(self, start: int, end: int) -> str:
        """Text of a half-open range of tokens, white space made single."""
        span = self.span(start, end)
        return " ".join(self.raw[span.start : span.end].split())

    def is_direct(self, number: int) -> bool:
        """Whether an attribution's content is quoted."""
        return number >= 0 and self.attributions[number].kind is Kind.DIRECT


def read_block(doc: Doc, *, in_title: bool = False) -> Block:
    """Read the lists off a ``Doc``; unparsed text has empty labels and each token as its own head."""
    strings = doc.vocab.strings
    columns = doc.to_array([LOWER, LEMMA, TAG, DEP, HEAD, SENT_START])
    words = [token.text for token in doc]
    starts = [token.idx for token in doc]
    known: dict[int, str] = {0: ""}

    def texts(column: int) -> list[str]:
        return [
            known[key] if key in known else known.setdefault(key, strings[key]) for key in columns[:, column].tolist()
        ]

    lowers = texts(0)
    lemmas = [lemma.lower() if lemma else low for lemma, low in zip(texts(1), lowers, strict=True)]
    heads = [index + offset for index, offset in enumerate(columns[:, 4].astype("int64").tolist())]
    attributions: tuple[AttributionSpan, ...] = ()
    if Doc.has_extension("attributions"):
        attributions = tuple(doc._.attributions or ())
    sentence, paragraph = _counts(words, columns[:, 5].astype("int64").tolist())
    block = Block(
        doc,
        text_of(doc),
        in_title,
        words,
        lowers,
        lemmas,
        texts(2),
        texts(3),
        heads,
        sentence,
        paragraph,
        starts,
        attributions,
        [-1] * len(words),
    )
    _mark_contents(block)
    return block


def _counts(words: Sequence[str], sentence_starts: Sequence[int]) -> tuple[list[int], list[int]]:
    """Number of the sentence and of the paragraph each token stands in."""
    sentence, paragraph, number, paragraphs = [], [], -1, 0
    for word, start in zip(words, sentence_starts, strict=True):
        number += start == 1
        sentence.append(max(number, 0))
        paragraph.append(paragraphs)
        if word.isspace() and ("\n" in word or "\r" in word or "\u2028" in word or "\u2029" in word):
            paragraphs += 1
    return sentence, paragraph


def _mark_contents(block: Block) -> None:
    """Fill ``content_of``: longer contents first, so that the innermost wins."""
    lengths = [sum(end - start for start, end in item.content) for item in block.attributions]
    for number in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        for piece in block.attributions[number].content:
            start, end = block.tokens(piece)
            block.content_of[start:end] = [number] * (end - start)
