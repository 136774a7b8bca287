"""From the encoder's scores to linked sources, cues and contents."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from audit.model import Span
from audit.nlp.decoding import TagSpan, best_tags, softmax, spans_of
from audit.nlp.encoder import LINK_WIDTH, Encoder, Encoding

FloatArray = npt.NDArray[np.float32]
REACH = 420  # pieces between a content and its cue, at most: links were learned within windows


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution, before kind and confidence; `certainty` are the probabilities behind it."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    certainty: tuple[float, ...]
    via: Span | None = None


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
        return cls(tuple(roles["tags"]), transitions, tuple(encoder.settings["confidence"]))

    def decode(self, text: str, encoding: Encoding) -> list[Linked]:
        """The attributions of a text (or of a segment of it)."""
        tags = best_tags(encoding.roles, self.transitions)
        spans = spans_of(tags, self.tags)
        sources, cues, contents = ([s for s in spans if s.label == role] for role in ("source", "cue", "content"))
        sure = softmax(encoding.roles)[np.arange(len(tags)), tags]
        links = link(encoding, sources, cues, contents)
        return list(_grouped(encoding, sure, (sources, cues, contents), links))

    def confidence(self, item: Linked) -> float:
        """Probability that the attribution is right, by the calibration learned on development data."""
        shift, *weights = self.calibration
        logit = shift + sum(w * _logit(p) for w, p in zip(weights, item.certainty, strict=True))
        return round(1 / (1 + math.exp(-logit)), 4)


def _logit(share: float) -> float:
    bounded = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def link(encoding: Encoding, sources: Sequence[TagSpan], cues: Sequence[TagSpan], contents: Sequence[TagSpan]) -> Links:
    """Choose each content's cue and each cue's source."""
    queries = np.split(encoding.links, 4, axis=1)
    cue_of, cue_share = _choose(queries[0], queries[1], contents, cues, None)
    source_of, source_share = _choose(queries[2], queries[3], cues, sources, encoding.no_source)
    return Links(cue_of, cue_share, source_of, source_share)


def _choose(
    query: FloatArray, key: FloatArray, from_: Sequence[TagSpan], to: Sequence[TagSpan], none: FloatArray | None
) -> tuple[list[int], list[float]]:
    """For each span the best of the others (by its first piece) and its probability; -1 where there is none."""
    if not from_ or (not to and none is None):
        return [-1] * len(from_), [0.0] * len(from_)
    firsts = np.array([span.first for span in to], dtype=np.int64)
    chosen, shares = [], []
    for span in from_:
        scores = query[span.first : span.last] @ key[firsts].T / LINK_WIDTH**0.5
        distance = np.maximum(span.first - firsts, firsts - span.last)
        scores = np.where(distance <= REACH, scores, -1e4)
        if none is not None:
            scores = np.concatenate([scores, none[span.first : span.last, None]], axis=1)
        share = softmax(scores).mean(0)
        best = int(share.argmax())
        chosen.append(best if best < len(to) and scores[:, best].max() > -1e3 else -1)
        shares.append(float(share[best]))
    return chosen, shares


def _grouped(encoding: Encoding, sure: FloatArray, spans: tuple[Sequence[TagSpan], ...], links: Links) -> list[Linked]:
    """One attribution a cue that has content, and one a content that has no cue."""
    sources, cues, contents = spans
    found = []
    for number, cue in enumerate(cues):
        mine = [index for index, owner in enumerate(links.cue_of) if owner == number]
        if not mine:
            continue
        source = sources[links.source_of[number]] if links.source_of[number] >= 0 else None
        parts = [contents[index] for index in mine]
        certainty = (
            _mean(sure, parts),
            _mean(sure, [cue]),
            min(links.cue_share[index] for index in mine),
            links.source_share[number],
            _mean(sure, [source]) if source else 0.5,
        )
        characters = tuple(_characters(encoding, part) for part in parts)
        found.append(
            Linked(source and _characters(encoding, source), _characters(encoding, cue), characters, certainty)
        )
    for index, owner in enumerate(links.cue_of):
        if owner < 0:
            certainty = (_mean(sure, [contents[index]]), 0.5, 0.5, 0.5, 0.5)
            found.append(Linked(None, None, (_characters(encoding, contents[index]),), certainty))
    return found


def _mean(sure: FloatArray, spans: Sequence[TagSpan]) -> float:
    return float(np.mean([sure[span.first : span.last].mean() for span in spans]))


def _characters(encoding: Encoding, span: TagSpan) -> Span:
    return Span(int(encoding.pieces.start[span.first]), int(encoding.pieces.end[span.last - 1]))


def relinked(item: Linked, **changes: object) -> Linked:
    """A copy with some parts changed."""
    return replace(item, **changes)  # type: ignore[arg-type]
