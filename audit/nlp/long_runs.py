"""Runs of characters without a space that are longer than any word, such as ten thousand quotation marks or a picture in letters.

spaCy's tokenizer takes marks off the ends of a run one by one, and looks at all of the run each time: 10,000 marks take it ten
seconds, 150,000 an hour. A run is therefore cut into pieces that are tokenized by themselves.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from spacy.tokens import Doc

LONGEST = (
    500  # characters of a run that is tokenized whole: words have 39 at most in PolNeAR dev, web addresses some hundred
)
PIECE = 100  # characters of a piece of a longer one


class PieceTokenizer:
    """A tokenizer that hands texts to another one: whole, or in pieces where a run in them is too long."""

    def __init__(self, inner: Callable[[str], Doc]) -> None:
        self.inner = inner

    def __call__(self, text: str) -> Doc:
        """Tokenize a text."""
        if not any(len(run) > LONGEST for run in text.split()):
            return self.inner(text)
        cuts = [0, *_cuts(text), len(text)]
        pieces = [self.inner(text[start:end]) for start, end in pairwise(cuts)]
        return Doc.from_docs(pieces, ensure_whitespace=False)


def _cuts(text: str) -> Iterator[int]:
    """Where the runs that are too long are cut."""
    at = 0
    for run in text.split():
        start = text.index(run, at)
        at = start + len(run)
        if len(run) > LONGEST:
            yield from range(start + PIECE, at, PIECE)
