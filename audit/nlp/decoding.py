"""Best tag sequences, the spans they spell, and sums over all sequences: pure functions on arrays."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int32]
DoubleArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

_FARTHEST = 60.0  # what a tag may lie behind the best of its piece where paths are summed
_CHUNK = 32  # pieces; sums over paths are made for all chunks of a text side by side


class TagSpan(NamedTuple):
    """A class and the pieces [first, last) that carry it."""

    label: str
    first: int
    last: int


def best_tags(emissions: FloatArray, transitions: FloatArray) -> IntArray:
    """The best tag sequence of a text with an O on both sides: emissions [pieces, tags], transitions [from, to]; tag 0 is O."""
    bounded = emissions.copy()
    bounded[-1:] += transitions[:, 0]
    bounded[:1] += transitions[0]
    return viterbi(bounded, transitions)


def viterbi(emissions: FloatArray, transitions: FloatArray) -> IntArray:
    """The best tag sequence, whatever stands on either side."""
    best = emissions.copy()  # the score of the best path to each tag of each piece
    for at in range(1, len(best)):
        best[at] += (best[at - 1][:, None] + transitions).max(0)
    tags = np.zeros(len(best), dtype=np.int32)
    onward = np.zeros_like(transitions[0])
    for at in reversed(range(len(best))):
        tags[at] = (best[at] + onward).argmax()
        onward = transitions[:, tags[at]]
    return tags


def viterbi_batch(emissions: FloatArray, transitions: FloatArray, lengths: Sequence[int]) -> list[IntArray]:
    """The best tag sequences of several left-aligned sequences: emissions [sequences, pieces, tags]."""
    return [viterbi(rows[:length], transitions) for rows, length in zip(emissions, lengths, strict=True)]


class Paths(NamedTuple):
    """Log weights of the tag paths of a text, summed: `until` each piece (it included), `beyond` it, and of all paths."""

    until: DoubleArray
    beyond: DoubleArray
    total: float


def sum_paths(emissions: FloatArray | DoubleArray, transitions: FloatArray | DoubleArray) -> Paths:
    """Forward and backward sums over the tag paths of a text that has an O on both sides: emissions [pieces, tags].

    The text is cut into chunks whose sums are made side by side, in a tenth of the time of going from end to end. Emissions
    count from the best tag of their piece, so that sums over different texts do not compare.
    """
    n, width = emissions.shape
    chunks = -(-n // _CHUNK)
    lifted = np.ones((chunks * _CHUNK, width))
    lifted[:n] = np.exp(leads(emissions))
    weights, live = lifted.reshape(chunks, _CHUNK, width), (np.arange(len(lifted)) < n).reshape(chunks, _CHUNK)
    steps = np.exp(transitions.astype(np.float64))
    until, beyond, total = _through_chunks(*_chunk_products(weights, steps, live), steps[:, 0])
    with np.errstate(divide="ignore"):
        forward, backward = _forward(weights, steps, until), _backward(weights, steps, beyond, live)
    return Paths(forward.reshape(-1, width)[:n], backward.reshape(-1, width)[:n], total)


def leads(emissions: FloatArray | DoubleArray) -> DoubleArray:
    """Scores of each piece's tags against its best, bounded so that no sum of paths is lost to rounding."""
    found = emissions.astype(np.float64)
    bounded: DoubleArray = np.maximum(found - found.max(1, keepdims=True), -_FARTHEST)
    return bounded


class _Edges(NamedTuple):
    """Sums at one edge of each chunk, scaled to a largest of 1, and the log of the scale."""

    sums: DoubleArray
    scale: DoubleArray


def _chunk_products(weights: DoubleArray, steps: DoubleArray, live: BoolArray) -> tuple[DoubleArray, DoubleArray]:
    """For each chunk the matrix from the sums before it to those at its end, and the log of what was divided out."""
    products = np.tile(np.eye(len(steps)), (len(weights), 1, 1))
    scale = np.zeros(len(weights))
    for at in range(_CHUNK):
        longer = (products @ steps) * weights[:, at, None, :]
        top, more = longer.max((1, 2)), live[:, at]
        products = np.where(more[:, None, None], longer / top[:, None, None], products)
        scale += np.where(more, np.log(top), 0)
    return products, scale


def _through_chunks(products: DoubleArray, scale: DoubleArray, closing: DoubleArray) -> tuple[_Edges, _Edges, float]:
    """The sums before each chunk, those behind each chunk, and the log of the total."""
    count, width, _ = products.shape
    until = _Edges(np.zeros((count, width)), np.zeros(count))
    beyond = _Edges(np.zeros((count, width)), np.zeros(count))
    ahead, behind = np.eye(width)[0], closing
    size = 0.0
    for chunk in range(count):
        until.sums[chunk], until.scale[chunk] = ahead, size
        ahead = ahead @ products[chunk]
        size += float(scale[chunk] + np.log(ahead.max()))
        ahead = ahead / ahead.max()
    total = size + float(np.log(ahead @ closing))
    size = 0.0
    for chunk in reversed(range(count)):
        beyond.sums[chunk], beyond.scale[chunk] = behind, size
        behind = products[chunk] @ behind
        size += float(scale[chunk] + np.log(behind.max()))
        behind = behind / behind.max()
    return until, beyond, total


def _forward(weights: DoubleArray, steps: DoubleArray, edges: _Edges) -> DoubleArray:
    """Log sums of the paths up to each piece of each chunk."""
    found = np.zeros(weights.shape)
    sums, scale = edges
    for at in range(_CHUNK):
        longer = (sums @ steps) * weights[:, at]
        top = longer.max(1)
        sums, scale = longer / top[:, None], scale + np.log(top)
        found[:, at] = np.log(sums) + scale[:, None]
    return found


def _backward(weights: DoubleArray, steps: DoubleArray, edges: _Edges, live: BoolArray) -> DoubleArray:
    """Log sums of the paths beyond each piece of each chunk."""
    found = np.zeros(weights.shape)
    sums, scale = edges
    for at in reversed(range(_CHUNK)):
        found[:, at] = np.log(sums) + scale[:, None]
        longer = (sums * weights[:, at]) @ steps.T
        top, more = longer.max(1), live[:, at]
        sums = np.where(more[:, None], longer / top[:, None], sums)
        scale = scale + np.where(more, np.log(top), 0)
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
