"""Which spans are sources, cues and contents: chosen for what is gained on average, not as the one best tag sequence.

The tag scores give each span a probability: the share of all tag sequences, by weight, in which it stands exactly so. Of spans
that do not overlap, those are chosen whose sum of gains is largest. A span that is likely to be there though its ends are in
doubt gains by its pieces; one of several ends wins by itself, where the best sequence of the whole text might take another.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from audit.nlp.decoding import BoolArray, DoubleArray, FloatArray, Paths, TagSpan, leads, sum_paths
from audit.nlp.encoder import Encoding

IntegerArray = npt.NDArray[np.int64]
Spans = tuple[IntegerArray, IntegerArray, DoubleArray]
ROLES = ("source", "cue", "content")
LEAST = 0.03  # probability of a span worth looking at
LONGEST = 2000  # pieces
IN_ROLE, COST = 0.6, 0.58  # gain of a span: its probability, and so much for its pieces' mean; PolNeAR dev, flat around
TORN = 0.14  # odds left of a content that opens a quotation and leaves it open, or closes one from before; PolNeAR dev
OPENS_CLOSES = (2, 3)  # in `Pieces.quote`
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Candidates:
    """Spans that may be there: `role` (index in ROLES), pieces [first, last), probability, mean probability of the pieces' role.

    `begins` and `inside` give, for each piece and role, the probability that a span begins there and that it lies in one.
    """

    role: IntegerArray
    first: IntegerArray
    last: IntegerArray
    probability: DoubleArray
    mean: DoubleArray
    begins: DoubleArray
    inside: DoubleArray

    def spans(self, role: str) -> list[tuple[TagSpan, float]]:
        """The spans of a role with their probabilities, the likeliest first."""
        mine = np.flatnonzero(self.role == ROLES.index(role))
        ordered = mine[np.argsort(-self.probability[mine], kind="stable")].tolist()
        return [(TagSpan(role, int(self.first[n]), int(self.last[n])), float(self.probability[n])) for n in ordered]


def candidates(roles: FloatArray, transitions: FloatArray, within_word: BoolArray) -> Candidates:
    """Spans with their probabilities, from tag scores [pieces, tags] (O, then B and I of each role).

    Parameters
    ----------
    roles
        tag scores of a text, at least one piece.
    transitions
        scores [from tag, to tag].
    within_word
        True for a piece that goes on with the word of the piece before: no span begins there or ends before it.
    """
    scores, steps = leads(roles), transitions.astype(np.float64)
    chain = _Chain(scores, steps, paths := sum_paths(scores, steps))
    shares = np.exp(paths.until + paths.beyond - paths.total)
    begins, inside = shares[:, 1::2], shares[:, 1::2] + shares[:, 2::2]
    ends = np.append(~within_word[1:], True)
    found = []
    for role in range(len(ROLES)):
        starts = np.flatnonzero((begins[:, role] > LEAST) & ~within_word)
        first, last, log_share = _spans(chain, starts, ends, role)
        found.append((np.full(len(first), role), first, last, np.exp(log_share)))
    role_of, first, last, probability = (np.concatenate(column) for column in zip(*found, strict=True))
    summed = np.zeros((len(roles) + 1, len(ROLES)))
    summed[1:] = np.cumsum(inside, 0)
    mean = (summed[last, role_of] - summed[first, role_of]) / (last - first)
    return Candidates(role_of, first, last, probability, mean, begins, inside)


class _Chain(NamedTuple):
    """A text's tag scores, the scores of steps from tag to tag, and the sums over paths that both make."""

    scores: DoubleArray
    steps: DoubleArray
    paths: Paths


def _spans(chain: _Chain, starts: IntegerArray, ends: BoolArray, role: int) -> Spans:
    """First and last pieces of a role's spans above the least probability, and its logarithm.

    Inside a span every step is I to I, so the log weight of a span is a sum over its pieces: a difference of two places in
    the running sum, one part belonging to where it begins and one to where it ends.
    """
    scores, steps, paths = chain
    begin, inner = 1 + 2 * role, 2 + 2 * role
    behind = np.full_like(scores, _NEVER)
    behind[:-1], behind[-1, 0] = (scores + paths.beyond)[1:], 0.0
    others = [tag for tag in range(scores.shape[1]) if tag != inner]
    stop = np.logaddexp.reduce(steps[[begin, inner]][:, None, others] + behind[:, others], axis=2) - paths.total
    single = paths.until[starts, begin] + stop[0, starts]
    short = np.flatnonzero((single > np.log(LEAST)) & ends[starts])
    running = np.cumsum(steps[inner, inner] + scores[:, inner])
    opening = paths.until[:, begin] + steps[begin, inner] - steps[inner, inner] - running
    inside_share = paths.until[:, inner] + paths.beyond[:, inner] - paths.total
    closes = np.flatnonzero(ends & (inside_share > np.log(LEAST)))
    opened, closed = _pairs(starts, closes)
    whole = opening[opened] + (running + stop[1])[closed]
    likely = whole > np.log(LEAST)
    first = np.concatenate([starts[short], opened[likely]])
    last = np.concatenate([starts[short], closed[likely]]) + 1
    return first, last, np.concatenate([single[short], whole[likely]])


def _pairs(starts: IntegerArray, closes: IntegerArray) -> tuple[IntegerArray, IntegerArray]:
    """Each start with every close behind it that makes no span longer than the longest."""
    low = np.searchsorted(closes, starts, side="right")
    counts = np.searchsorted(closes, starts + LONGEST) - low
    before = np.cumsum(counts) - counts
    which = np.arange(counts.sum()) - np.repeat(before - low, counts)
    return np.repeat(starts, counts), closes[which]


def doubted(found: Candidates, encoding: Encoding) -> Candidates:
    """The same, contents that hold one mark of a quotation without the other being less likely."""
    before = np.zeros((len(encoding.pieces) + 1, 2), dtype=np.int64)
    before[1:] = np.cumsum(encoding.pieces.quote[:, None] == OPENS_CLOSES, axis=0)
    opened, closed = (before[found.last] - before[found.first]).T
    torn = (opened != closed) & (found.role == ROLES.index("content"))
    kept = np.where(torn, TORN, 1.0)
    probability = kept * found.probability / (1 - (1 - kept) * found.probability)
    return replace(found, probability=probability)


def chosen(found: Candidates) -> list[TagSpan]:
    """The spans without overlap whose gains have the largest sum, in their order."""
    gain = found.probability + IN_ROLE * found.mean - COST
    worth = np.flatnonzero(gain > 0)
    worth = worth[np.lexsort((found.first[worth], found.last[worth]))]
    first, last = found.first[worth].tolist(), found.last[worth].tolist()
    best, before = [0.0], []
    for number, value in enumerate(gain[worth].tolist()):
        apart = bisect_right(last, first[number], 0, number)
        taken = best[apart] + value > best[-1]
        before.append(apart if taken else -1)
        best.append(best[apart] + value if taken else best[-1])
    spans, number = [], len(worth)
    while number:
        apart = before[number - 1]
        if apart >= 0:
            spans.append(TagSpan(ROLES[found.role[worth[number - 1]]], first[number - 1], last[number - 1]))
        number = apart if apart >= 0 else number - 1
    return spans[::-1]


def within_words(text: str, encoding: Encoding) -> BoolArray:
    """True for pieces that go on with the word of the piece before."""
    start, end = encoding.pieces.start, encoding.pieces.end
    found = np.zeros(len(start), dtype=bool)
    for number in (np.flatnonzero(start[1:] == end[:-1]) + 1).tolist():
        place = int(start[number])
        found[number] = text[place - 1].isalnum() and text[place].isalnum()
    return found


def covered(spans: Iterable[TagSpan], n_pieces: int) -> BoolArray:
    """True for the pieces that lie in one of some spans."""
    found = np.zeros(n_pieces, dtype=bool)
    for span in spans:
        found[span.first : span.last] = True
    return found


def free(spans: Iterable[tuple[TagSpan, float]], taken: BoolArray) -> list[tuple[TagSpan, float]]:
    """Those of some spans that touch nothing taken."""
    counts = np.concatenate([[0], np.cumsum(taken)])
    return [(span, share) for span, share in spans if counts[span.last] == counts[span.first]]


def within_lines(spans: Iterable[TagSpan], encoding: Encoding) -> list[TagSpan]:
    """Sources and cues that run over the end of a line, cut: the last line stays, or the first where a cue stands before it.

    What is cut is a sub-heading before a name, or a caption after it ("…" ― Name, then a photographer's credit).
    """
    found: list[TagSpan] = []
    for span in spans:
        starts = [at for at in range(span.first + 1, span.last) if encoding.pieces.first[at]]
        follows_cue = bool(found) and found[-1].label == "cue" and found[-1].last == span.first
        if not starts or span.label == "content":
            found.append(span)
        else:
            found.append(span._replace(last=starts[0]) if follows_cue else span._replace(first=starts[-1]))
    return found
