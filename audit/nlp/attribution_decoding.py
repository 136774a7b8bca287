"""From the encoder's scores to linked sources, cues and contents."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from audit.model import Span
from audit.nlp.decoding import TagSpan, best_tags, softmax, spans_of
from audit.nlp.encoder import LINK_WIDTH, Encoder, Encoding

FloatArray = npt.NDArray[np.float32]
REACH = 420  # pieces between a content and its cue, at most: links were learned within windows
PER_GAP, PER_LINE, MOST_LINES = 2.0, 1.0, 3  # what distance costs a link; chosen on PolNeAR dev
TOUCH = 6.0  # what a content gains on a dash or colon that it touches ("…" ― Name, Name: "…")
OUT = -1e4
BOLDNESS = 0.35  # added where a span begins: as many found wrongly as missed, and outlets closer together (PolNeAR dev)


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution before kind and confidence.

    `certainty` are the probabilities behind it; `verbatim` marks a turn of a transcript.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    certainty: tuple[float, ...]
    via: Span | None = None
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """For each content the cue it hangs on, for each cue its source (-1: none), with probabilities."""

    cue_of: list[int]
    cue_share: list[float]
    source_of: list[int]
    source_share: list[float]


@dataclass(frozen=True, slots=True)
class Decoder:
    """Reads attributions off an encoding; made from the model's settings."""

    tags: tuple[str, ...]
    transitions: FloatArray
    calibration: tuple[float, ...]

    @classmethod
    def of(cls, encoder: Encoder) -> "Decoder":
        """The decoder that belongs to an encoder."""
        roles = encoder.settings["roles"]
        transitions = np.array(roles["transitions"], dtype=np.float32)
        transitions[:, [tag.startswith("B-") for tag in roles["tags"]]] += BOLDNESS
        return cls(tuple(roles["tags"]), transitions, tuple(encoder.settings["confidence"]))

    def decode(self, text: str, encoding: Encoding) -> tuple[list[Linked], list[Linked]]:
        """The attributions of a text (or of a segment of it), and the cues that were left without content."""
        tags = best_tags(encoding.roles, self.transitions)
        spans = within_lines(spans_of(tags, self.tags), encoding)
        sources, cues, contents = ([s for s in spans if s.label == role] for role in ("source", "cue", "content"))
        sure = softmax(encoding.roles)[np.arange(len(tags)), tags]
        signs = [not any(map(str.isalnum, text[slice(*_characters(encoding, cue))])) for cue in cues]
        links = link(encoding, sources, cues, contents, signs=signs)
        return _grouped(encoding, sure, (sources, cues, contents), links)

    def confidence(self, item: Linked) -> float:
        """Probability that the attribution is right, by the calibration learned on development data."""
        shift, *weights = self.calibration
        score = shift + sum(w * logit(p) for w, p in zip(weights, item.certainty, strict=True))
        return round(1 / (1 + math.exp(-score)), 4)


def logit(share: float) -> float:
    """Log odds of a probability, bounded."""
    bounded = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def link(
    encoding: Encoding,
    sources: Sequence[TagSpan],
    cues: Sequence[TagSpan],
    contents: Sequence[TagSpan],
    *,
    signs: Sequence[bool] = (),
) -> Links:
    """Choose each content's cue and each cue's source; `signs` are True for cues without a letter, such as a dash."""
    queries = np.split(encoding.links, 4, axis=1)
    line = np.cumsum(encoding.pieces.first.astype(np.int64))
    scores = _scores(queries[0], queries[1], contents, cues) + _nearness(line, contents, cues)
    for number, cue in enumerate(cues):
        if signs and signs[number]:
            scores[:, number] += [
                TOUCH * (content.last == cue.first or cue.last == content.first) for content in contents
            ]
    cue_of, cue_share = _choose(scores)
    scores = _scores(queries[2], queries[3], cues, sources) + _nearness(line, cues, sources)
    none = np.array([encoding.no_source[cue.first : cue.last].mean() for cue in cues], dtype=np.float32)
    source_of, source_share = _choose(np.concatenate([scores, none[:, None]], axis=1))
    return Links(cue_of, cue_share, [index if index < len(sources) else -1 for index in source_of], source_share)


def _scores(query: FloatArray, key: FloatArray, spans: Sequence[TagSpan], to: Sequence[TagSpan]) -> FloatArray:
    """How strongly the pieces of each span, on average, point to the first piece of each of the others."""
    asking = np.array([query[span.first : span.last].mean(0) for span in spans], dtype=np.float32).reshape(
        -1, LINK_WIDTH
    )
    asked = key[[span.first for span in to]].reshape(-1, LINK_WIDTH)
    found: FloatArray = asking @ asked.T / np.float32(LINK_WIDTH**0.5)
    return found


def _nearness(line: npt.NDArray[np.int64], spans: Sequence[TagSpan], to: Sequence[TagSpan]) -> FloatArray:
    """What distance takes off a link: little by little with the pieces between, more at every new line; far ones are out."""
    first, last = (np.array([span[end] for span in spans], dtype=np.int64).reshape(-1, 1) for end in (1, 2))
    others, ends = (np.array([span[end] for span in to], dtype=np.int64).reshape(1, -1) for end in (1, 2))
    gap = np.maximum(0, np.maximum(first - ends, others - last))
    near_line = np.where(others < first, line[first], line[last - 1])
    lines = np.minimum(np.abs(line[others] - near_line), MOST_LINES)
    cost = PER_GAP * np.log1p(gap / 8) + PER_LINE * lines
    return np.where(gap <= REACH, -cost, OUT).astype(np.float32)


def _choose(scores: FloatArray) -> tuple[list[int], list[float]]:
    """The best column of each row and its probability; -1 where none is within reach."""
    if not scores.size:
        return [-1] * len(scores), [0.0] * len(scores)
    best = scores.argmax(1)
    shares = softmax(scores)[np.arange(len(scores)), best]
    reached = scores[np.arange(len(scores)), best] > OUT / 2
    return np.where(reached, best, -1).tolist(), shares.tolist()


def _grouped(
    encoding: Encoding, sure: FloatArray, spans: tuple[Sequence[TagSpan], ...], links: Links
) -> tuple[list[Linked], list[Linked]]:
    """One attribution a cue that has content, and one a content that has no cue; apart, the cues without content."""
    sources, cues, contents = spans
    found: list[Linked] = []
    idle: list[Linked] = []
    for number, cue in enumerate(cues):
        mine = [index for index, owner in enumerate(links.cue_of) if owner == number]
        source = sources[links.source_of[number]] if links.source_of[number] >= 0 else None
        parts = [contents[index] for index in mine]
        certainty = (
            _mean(sure, parts) if parts else 0.5,
            _mean(sure, [cue]),
            min((links.cue_share[index] for index in mine), default=0.5),
            links.source_share[number],
            _mean(sure, [source]) if source else 0.5,
        )
        characters = tuple(_characters(encoding, part) for part in parts)
        item = Linked(source and _characters(encoding, source), _characters(encoding, cue), characters, certainty)
        (found if parts else idle).append(item)
    for index, owner in enumerate(links.cue_of):
        if owner < 0:
            certainty = (_mean(sure, [contents[index]]), 0.5, 0.5, 0.5, 0.5)
            found.append(Linked(None, None, (_characters(encoding, contents[index]),), certainty))
    return found, idle


def within_lines(spans: Sequence[TagSpan], encoding: Encoding) -> list[TagSpan]:
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


def _mean(sure: FloatArray, spans: Sequence[TagSpan]) -> float:
    return float(np.mean([sure[span.first : span.last].mean() for span in spans]))


def _characters(encoding: Encoding, span: TagSpan) -> Span:
    return Span(int(encoding.pieces.start[span.first]), int(encoding.pieces.end[span.last - 1]))
