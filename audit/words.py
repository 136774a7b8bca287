"""What a word is: one rule for every ``n_words`` of the toolkit.

A word is a run of non-space characters that holds a letter or a digit; em and en dashes separate words, hyphens and
apostrophes do not (Flesch 1948: contractions and hyphenated words count as one).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from audit.model import Span

_END = attrgetter("end")
_RUN = re.compile(r"[^\s\u2013\u2014]+")


def word_spans(text: str) -> list[Span]:
    """Spans of the words of ``text``, in order, each from its first to its last letter or digit."""
    spans = []
    for run in _RUN.finditer(text):
        inside = [offset for offset, sign in enumerate(run.group()) if sign.isalnum()]
        if inside:
            spans.append(Span(run.start() + inside[0], run.start() + inside[-1] + 1))
    return spans


def count_words(text: str) -> int:
    """Count the words of ``text``."""
    return sum(1 for run in _RUN.finditer(text) if any(map(str.isalnum, run.group())))


def count_words_in(words: Sequence[Span], spans: Iterable[Span]) -> int:
    """Count the words (sorted, as :func:`word_spans` gives them) of which more than half lies in any of the spans.

    Spans may overlap; a word is counted once.
    """
    return len(words_in(words, spans))


def words_in(words: Sequence[Span], spans: Iterable[Span]) -> set[int]:
    """Indices of the words that :func:`count_words_in` counts."""
    inside: set[int] = set()
    for start, end in spans:
        for index in range(bisect_left(words, start, key=_END), len(words)):
            word = words[index]
            if word.start >= end:
                break
            if 2 * (min(word.end, end) - max(word.start, start)) > word.end - word.start:
                inside.add(index)
    return inside
