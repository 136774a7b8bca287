"""Long texts in syntax: its token vectors are made piece by piece, so that memory does not grow with the longest text.

The network that makes them takes some 19 KB a token while it works, for all tokens that it is given at once. It looks at a few
tokens on either side only, so a piece read with as many more around it gives the vectors that the whole text would.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from spacy.language import Language
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc

AT_ONCE = 16_384  # tokens read at once: 16 articles of 1,000 words are still read together; some 310 MB
AROUND = 32  # tokens around a piece: the shipped network looks at 4 on either side, spaCy's own at up to 8

Vectors = Any


class Piece(NamedTuple):
    """Tokens [start, end) of a Doc, which are read with some before and behind them."""

    doc: Doc
    start: int
    end: int

    @property
    def read(self) -> Doc:
        """What is read: the piece with the tokens around it, or the Doc where that is all of it."""
        first, last = self._first, min(self.end + AROUND, len(self.doc))
        return self.doc if last - first == len(self.doc) else self.doc[first:last].as_doc()

    def own(self, vectors: Vectors) -> Vectors:
        """The piece's own of the vectors of what was read."""
        return vectors[self.start - self._first : self.end - self._first]

    @property
    def _first(self) -> int:
        return max(0, self.start - AROUND)


class PiecewisePredict:
    """Predicts the vectors of Docs with another function, of a bounded number of tokens at a time."""

    def __init__(self, inner: Callable[[Sequence[Doc]], Sequence[Vectors]]) -> None:
        self.inner = inner

    def __call__(self, docs: Sequence[Doc]) -> Sequence[Vectors]:
        """Vectors [tokens, width] of each Doc."""
        docs = list(docs)
        if sum(map(len, docs)) <= AT_ONCE:
            return self.inner(docs)
        found: list[list[Vectors]] = [[] for _ in docs]
        for group in _groups(docs):
            vectors = self.inner([piece.read for _, piece in group])
            for (number, piece), some in zip(group, vectors, strict=True):
                found[number].append(piece.own(some))
        return [parts[0] if len(parts) == 1 else np.concatenate(parts) for parts in found]


def read_in_pieces(nlp: Language) -> None:
    """Let the token vectors of a pipeline be made piece by piece."""
    for _, component in nlp.pipeline:
        if isinstance(component, Tok2Vec):
            setattr(component, "predict", PiecewisePredict(component.predict))  # noqa: B010 - a method, for the type checker


def _groups(docs: Sequence[Doc]) -> Iterator[list[tuple[int, Piece]]]:
    """Pieces with the number of their Doc, in order, those together that can be read at once."""
    group: list[tuple[int, Piece]] = []
    n_tokens = 0
    for number, doc in enumerate(docs):
        for start in range(0, max(len(doc), 1), AT_ONCE):
            piece = Piece(doc, start, min(start + AT_ONCE, len(doc)))
            if group and n_tokens + piece.end - piece.start > AT_ONCE:
                yield group
                group, n_tokens = [], 0
            group.append((number, piece))
            n_tokens += piece.end - piece.start
    if group:
        yield group
