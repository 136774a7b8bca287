"""From the encoder's scores to linked sources, cues and contents."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from audit.model import Span
from audit.nlp.attributions.links import (
    SOURCE_WEIGHTS,
    Links,
    SourceWeights,
    content_shares,
    contents_for,
    link_contents,
    link_sources,
    source_options,
)
from audit.nlp.attributions.spans import (
    ROLES,
    Candidates,
    candidates,
    chosen,
    covered,
    doubted,
    free,
    within_lines,
    within_words,
)
from audit.nlp.blocks import overlap
from audit.nlp.decoding import FloatArray, TagSpan
from audit.nlp.encoder import Encoder, Encoding


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

    def without(self, spans: Sequence[Span]) -> "Linked":
        """The attribution without the pieces of its content that touch some spans, which are sorted and disjoint."""
        return replace(self, content=tuple(piece for piece in self.content if not overlap([piece], spans)))


BY_FORM = (0.95, 0.95, 0.95, 0.95, 0.95)
"""The certainty of what a rule finds by its form alone; makes a confidence of four in five."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The spans of a text, chosen and linked: contents to cues, cues to some of the `sources` there may be."""

    sources: list[TagSpan]
    cues: list[TagSpan]
    contents: list[TagSpan]
    cue_of: Links
    source_of: Links


@dataclass(frozen=True, slots=True)
class Decoder:
    """Reads attributions off an encoding; made from the model's settings."""

    transitions: FloatArray
    calibration: tuple[float, ...]
    source_weights: SourceWeights = SOURCE_WEIGHTS

    @classmethod
    def of(cls, encoder: Encoder) -> "Decoder":
        """The decoder that belongs to an encoder."""
        settings = encoder.settings
        transitions = np.array(settings["roles"]["transitions"], dtype=np.float32)
        weights = SourceWeights(*settings.get("source_weights", SOURCE_WEIGHTS))
        return cls(transitions, tuple(settings["confidence"]), weights)

    def candidates(self, text: str, encoding: Encoding) -> Candidates:
        """The spans that may be sources, cues and contents, with their probabilities."""
        found = candidates(encoding.roles, self.transitions, within_words(text, encoding))
        return doubted(found, encoding)

    def decode(self, text: str, encoding: Encoding) -> tuple[list[Linked], list[Linked]]:
        """The attributions of a text (or of a segment of it), and the cues that were left without content."""
        found = self.candidates(text, encoding)
        reading = read(text, encoding, found, self.source_weights)
        return _grouped(encoding, found, reading)

    def confidence(self, item: Linked) -> float:
        """Probability that the attribution is right, by the calibration learned on development data."""
        shift, *weights = self.calibration
        score = shift + sum(w * logit(p) for w, p in zip(weights, item.certainty, strict=True))
        return round(1 / (1 + math.exp(-score)), 4)


def logit(share: float) -> float:
    """Log odds of a probability, bounded."""
    bounded = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def read(text: str, encoding: Encoding, found: Candidates, weights: SourceWeights) -> Reading:
    """Choose spans, link them, and look for a content where a cue was left without."""
    spans = within_lines(chosen(found), encoding)
    cues, contents = ([span for span in spans if span.label == role] for role in ("cue", "content"))
    signs = [not any(map(str.isalnum, text[slice(*_characters(encoding, cue))])) for cue in cues]
    to, share = link_contents(content_shares(encoding, found, contents, cues, signs))
    idle = [number for number in range(len(cues)) if number not in to]
    if idle:
        taken = covered(spans, len(found.begins))
        options = free(found.spans("content"), taken)
        shares = content_shares(encoding, found, [span for span, _ in options], cues, signs)
        for span, cue, link in contents_for(idle, options, shares, taken):
            contents, to, share = [*contents, span], [*to, cue], [*share, link]
    sources = source_options(found, spans)
    return Reading(sources, cues, contents, Links(to, share), link_sources(encoding, found, cues, sources, weights))


def _grouped(encoding: Encoding, found: Candidates, reading: Reading) -> tuple[list[Linked], list[Linked]]:
    """One attribution a cue that has content, and one a content that has no cue; apart, the cues without content."""
    full: list[Linked] = []
    idle: list[Linked] = []
    for number, cue in enumerate(reading.cues):
        mine = sorted(index for index, owner in enumerate(reading.cue_of.to) if owner == number)
        at = reading.source_of.to[number]
        source = reading.sources[at] if at >= 0 else None
        parts = sorted(reading.contents[index] for index in mine)
        certainty = (
            _mean(found, parts) if parts else 0.5,
            _mean(found, [cue]),
            min((reading.cue_of.share[index] for index in mine), default=0.5),
            reading.source_of.share[number],
            _mean(found, [source]) if source else 0.5,
        )
        characters = tuple(_characters(encoding, part) for part in parts)
        item = Linked(source and _characters(encoding, source), _characters(encoding, cue), characters, certainty)
        (full if parts else idle).append(item)
    for index, owner in enumerate(reading.cue_of.to):
        if owner < 0:
            part = reading.contents[index]
            certainty = (_mean(found, [part]), 0.5, 0.5, 0.5, 0.5)
            full.append(Linked(None, None, (_characters(encoding, part),), certainty))
    return full, idle


def _mean(found: Candidates, spans: Sequence[TagSpan]) -> float:
    """Mean probability that the pieces of some spans of one role are of that role."""
    return float(np.mean([found.inside[span.first : span.last, ROLES.index(span.label)].mean() for span in spans]))


def _characters(encoding: Encoding, span: TagSpan) -> Span:
    return Span(int(encoding.pieces.start[span.first]), int(encoding.pieces.end[span.last - 1]))
