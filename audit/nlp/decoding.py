"""Best tag sequences and the spans they spell: pure functions on arrays."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int32]

SURE = 14.0  # an O that leads by so much is on the best path: transitions learned stay well below
_BUCKETS = (16, 64, 256, 1 << 30)


class TagSpan(NamedTuple):
    """A class and the pieces [first, last) that carry it."""

    label: str
    first: int
    last: int


def best_tags(emissions: FloatArray, transitions: FloatArray) -> IntArray:
    """The best tag sequence of a text: emissions [pieces, tags], transitions [from, to]; tag 0 is O.

    The text is cut at pieces that are surely O, and the stretches between are decoded side by side: the same result as
    decoding from end to end, several times as fast.
    """
    tags = np.zeros(len(emissions), dtype=np.int32)
    sure = emissions[:, 0] - emissions[:, 1:].max(1) > SURE if len(emissions) else np.zeros(0, dtype=bool)
    edges = np.flatnonzero(np.diff(np.concatenate([[True], sure, [True]]).astype(np.int8)))
    stretches = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    low = 0
    for high in _BUCKETS:
        batch = [(begin, end) for begin, end in stretches if low < end - begin <= high]
        low = high
        if batch:
            _decode_stretches(emissions, transitions, batch, tags)
    return tags


def _decode_stretches(
    emissions: FloatArray, transitions: FloatArray, stretches: Sequence[tuple[int, int]], tags: IntArray
) -> None:
    """Decode stretches that have an O (or an end of the text) on both sides, into `tags`."""
    lengths = [end - begin for begin, end in stretches]
    padded = np.zeros((len(stretches), max(lengths), emissions.shape[1]), dtype=np.float32)
    for row, (begin, end) in enumerate(stretches):
        padded[row, : end - begin] = emissions[begin:end]
        padded[row, end - begin - 1] += transitions[:, 0]
    padded[:, 0] += transitions[0]
    for (begin, end), found in zip(stretches, viterbi_batch(padded, transitions, lengths), strict=True):
        tags[begin:end] = found


def viterbi_batch(emissions: FloatArray, transitions: FloatArray, lengths: Sequence[int]) -> list[IntArray]:
    """The best tag sequences of several left-aligned sequences: emissions [sequences, pieces, tags]."""
    n, total, _ = emissions.shape
    if not total:
        return [np.zeros(0, dtype=np.int32) for _ in range(n)]
    ends = np.asarray(lengths)
    score = emissions[:, 0].copy()
    back = np.zeros((total, n, emissions.shape[2]), dtype=np.int8)
    for position in range(1, total):
        paths = score[:, :, None] + transitions
        back[position] = paths.argmax(1)
        after = paths.max(1) + emissions[:, position]
        score = np.where((position < ends)[:, None], after, score)
    last = score.argmax(1)
    found = []
    for row in range(n):
        tags = np.zeros(int(ends[row]), dtype=np.int32)
        tag = last[row]
        for position in range(int(ends[row]) - 1, -1, -1):
            tags[position] = tag
            tag = back[position, row, tag]
        found.append(tags)
    return found


def spans_of(tags: IntArray, names: Sequence[str]) -> list[TagSpan]:
    """The spans of a BIO sequence; an I without its B begins a span."""
    spans: list[TagSpan] = []
    label, begin = "", 0
    for index, tag in enumerate([*(names[tag] for tag in tags.tolist()), "O"]):
        goes_on = tag.startswith("I-") and tag[2:] == label
        if label and not goes_on:
            spans.append(TagSpan(label, begin, index))
            label = ""
        if tag != "O" and not goes_on:
            label, begin = tag[2:], index
    return spans


def softmax(scores: FloatArray, axis: int = -1) -> FloatArray:
    """Exponentials that sum to 1 along an axis."""
    lifted = np.exp(scores - scores.max(axis, keepdims=True))
    found: FloatArray = lifted / lifted.sum(axis, keepdims=True)
    return found
