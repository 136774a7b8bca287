"""Which content hangs on which cue, and which source a cue has."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from audit.nlp.attributions.spans import ROLES, Candidates, covered, free
from audit.nlp.decoding import BoolArray, DoubleArray, FloatArray, TagSpan
from audit.nlp.encoder import LINK_WIDTH, Encoding

REACH = 420  # pieces between two linked spans, at most: links were learned within windows
MOST_LINES = 3
TOUCH = 6.0  # what a content gains on a dash or colon that it touches ("…" ― Name, Name: "…")
FILL = 0.15  # probability of a content and its link that is enough for a cue left without; PolNeAR dev
_RARE, _OUT = 1e-4, -1e4


class LinkWeights(NamedTuple):
    """What counts for a link: the encoder's score, distance (log of pieces / 8), lines between, log probability of a start."""

    score: float
    distance: float
    lines: float
    start: float


class SourceWeights(NamedTuple):
    """Weights of the link from a cue to its source, and of having none: a constant and the encoder's score of "no source"."""

    score: float
    distance: float
    lines: float
    start: float
    none: float
    no_source: float


CONTENT_WEIGHTS = LinkWeights(score=0.5, distance=-2.0, lines=-1.0, start=0.3)  # chosen on PolNeAR dev
SOURCE_WEIGHTS = SourceWeights(0.4, -0.7, -1.5, 0.6, -2.2, 0.5)  # fitted on every other article of PolNeAR train


class Links(NamedTuple):
    """For each span the index of the one it hangs on (-1: none), with probabilities."""

    to: list[int]
    share: list[float]


def content_shares(
    encoding: Encoding,
    found: Candidates,
    contents: Sequence[TagSpan],
    cues: Sequence[TagSpan],
    signs: Sequence[bool],
) -> DoubleArray:
    """Probability [contents, cues] that a content hangs on a cue; `signs` are True for cues without a letter, such as a dash."""
    if not contents or not cues:
        return np.zeros((len(contents), len(cues)))
    queries, keys = (encoding.links[:, part * LINK_WIDTH : (part + 1) * LINK_WIDTH] for part in (0, 1))
    scores = link_traits(encoding, found, (queries, keys), contents, cues) @ np.array(CONTENT_WEIGHTS)
    for number, cue in enumerate(cues):
        if signs[number]:
            scores[:, number] += [TOUCH * (span.last == cue.first or cue.last == span.first) for span in contents]
    return _shares(scores, _in_reach(contents, cues))


def link_contents(shares: DoubleArray) -> Links:
    """The likeliest cue of each content."""
    if not shares.shape[1]:
        return Links([-1] * len(shares), [0.0] * len(shares))
    best, share = shares.argmax(1), shares.max(1)
    return Links(np.where(share > 0, best, -1).tolist(), share.tolist())


def contents_for(
    cues: Sequence[int], options: Sequence[tuple[TagSpan, float]], shares: DoubleArray, taken: BoolArray
) -> list[tuple[TagSpan, int, float]]:
    """For cues left without content the likeliest one there may be: content, index of the cue, probability of the link."""
    found, taken = [], taken.copy()
    for cue in cues:
        worth = [(share * shares[number, cue], number) for number, (_, share) in enumerate(options)]
        likely, number = max(worth, default=(0.0, 0))
        if likely > FILL and not taken[slice(*options[number][0][1:])].any():
            span = options[number][0]
            found.append((span, cue, float(shares[number, cue])))
            taken[span.first : span.last] = True
    return found


def source_options(found: Candidates, spans: Sequence[TagSpan]) -> list[TagSpan]:
    """What may be a cue's source: the chosen ones, and the likeliest of each start that touches neither these nor a cue."""
    options = {span.first: span for span in spans if span.label == "source"}
    taken = covered((span for span in spans if span.label != "content"), len(found.begins))
    for span, _ in free(found.spans("source"), taken):
        options.setdefault(span.first, span)
    return list(options.values())


def source_traits(
    encoding: Encoding, found: Candidates, cues: Sequence[TagSpan], options: Sequence[TagSpan]
) -> tuple[DoubleArray, BoolArray]:
    """What speaks for each option of each cue [cues, options + 1, weights], no source being the last; and which are in reach."""
    traits = np.zeros((len(cues), len(options) + 1, len(SourceWeights._fields)))
    reached = np.ones(traits.shape[:2], dtype=bool)
    traits[:, -1, 4] = 1.0
    traits[:, -1, 5] = [encoding.no_source[cue.first : cue.last].mean() for cue in cues]
    if cues and options:
        queries, keys = (encoding.links[:, part * LINK_WIDTH : (part + 1) * LINK_WIDTH] for part in (2, 3))
        traits[:, :-1, :4] = link_traits(encoding, found, (queries, keys), cues, options)
        reached[:, :-1] = _in_reach(cues, options)
    return traits, reached


def link_sources(
    encoding: Encoding,
    found: Candidates,
    cues: Sequence[TagSpan],
    options: Sequence[TagSpan],
    weights: SourceWeights,
) -> Links:
    """The likeliest source of each cue, or none."""
    traits, reached = source_traits(encoding, found, cues, options)
    shares = _shares(traits @ np.array(weights), reached)
    best = shares.argmax(1)
    return Links(np.where(best < len(options), best, -1).tolist(), shares.max(1).tolist())


def link_traits(
    encoding: Encoding,
    found: Candidates,
    vectors: tuple[FloatArray, FloatArray],
    spans: Sequence[TagSpan],
    to: Sequence[TagSpan],
) -> DoubleArray:
    """What speaks for each link [spans, to, weights]; the encoder's score is that of the span's pieces on average."""
    asking = np.array([vectors[0][span.first : span.last].mean(0) for span in spans])
    starts = np.array([span.first for span in to])
    score = asking @ vectors[1][starts].T / LINK_WIDTH**0.5
    line = np.cumsum(encoding.pieces.first.astype(np.int64))
    first, last = (np.array([span[end] for span in spans]).reshape(-1, 1) for end in (1, 2))
    near_line = np.where(starts < first, line[first], line[last - 1])
    lines = np.minimum(np.abs(line[starts] - near_line), MOST_LINES)
    begins = np.log(found.begins[starts, ROLES.index(to[0].label)] + _RARE)
    return np.stack([score, np.log1p(_gaps(spans, to) / 8), lines, np.broadcast_to(begins, score.shape)], axis=2)


def _gaps(spans: Sequence[TagSpan], to: Sequence[TagSpan]) -> np.ndarray:
    """Pieces between each span and each of the others."""
    first, last = (np.array([span[end] for span in spans]).reshape(-1, 1) for end in (1, 2))
    others, ends = (np.array([span[end] for span in to]) for end in (1, 2))
    found: np.ndarray = np.maximum(0, np.maximum(first - ends, others - last))
    return found


def _in_reach(spans: Sequence[TagSpan], to: Sequence[TagSpan]) -> BoolArray:
    near: BoolArray = _gaps(spans, to) <= REACH
    return near


def _shares(scores: DoubleArray, reached: BoolArray) -> DoubleArray:
    """Probabilities by row, 0 for what is out of reach."""
    bounded = np.where(reached, scores, _OUT)
    lifted = np.exp(bounded - bounded.max(1, keepdims=True)) * reached
    found: DoubleArray = lifted / np.maximum(lifted.sum(1, keepdims=True), _RARE)
    return found
