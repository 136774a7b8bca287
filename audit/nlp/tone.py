"""Tone toward a target: how a sentence speaks of one of its mentions (negative, neutral, positive).

A small head reads the states that the shared encoder left for the sentence, with the target marked, so two targets of one
sentence can differ. Works on Docs (`target_tone`, or `span._.tone` where the component `audit_tone` is in the pipeline) and on
plain text (`tones_in`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from audit.model import Span
from audit.nlp.decoding import softmax
from audit.nlp.doc_text import text_of
from audit.nlp.encoder import MODEL, Encoder, Encoding, kept, session, shared_encoder

LABELS = ("negative", "neutral", "positive")
STORE = "audit_tone"
LONGEST = 400  # pieces of a sentence that are read around a target
_AT_ONCE = 32

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TargetTone:
    """Tone toward one target; `score` is P(positive) - P(negative), from -1 to 1."""

    label: str
    score: float
    probabilities: Mapping[str, float]


class SentencedBlock(Protocol):
    """A Doc with its sentences as spans of characters (the toolkit's `Block` is one)."""

    @property
    def doc(self) -> Doc: ...  # noqa: D102
    @property
    def sentences(self) -> Sequence[Span]: ...  # noqa: D102


class ToneReader:
    """The tone head of a model folder, with the encoder it belongs to."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._session = session(encoder.folder / "tone.onnx", threads=encoder.threads)

    def tones(self, encoding: Encoding, sentence: Span, targets: Sequence[Span]) -> list[TargetTone | None]:
        """Tone toward each target (spans within the sentence); None for a target that holds no word piece."""
        pieces = encoding.pieces.touching(*sentence)
        marked = [encoding.pieces.touching(*target) for target in targets]
        found: list[TargetTone | None] = [None] * len(targets)
        if len(pieces) > LONGEST:
            for index, target in enumerate(marked):
                near = _around(pieces, target)
                found[index] = self._read(encoding, near, [target])[0] if target and near else None
            return found
        usable = [index for index, target in enumerate(marked) if target and target[0] in pieces]
        for at in range(0, len(usable), _AT_ONCE):
            some = usable[at : at + _AT_ONCE]
            for index, tone in zip(some, self._read(encoding, pieces, [marked[i] for i in some]), strict=True):
                found[index] = tone
        return found

    def _read(self, encoding: Encoding, pieces: range, targets: Sequence[range]) -> list[TargetTone]:
        states = encoding.hidden[pieces.start : pieces.stop].astype(np.float32)
        mask = np.zeros((len(targets), len(pieces)), dtype=np.float32)
        for row, target in enumerate(targets):
            mask[row, target.start - pieces.start : target.stop - pieces.start] = 1
        repeated = np.broadcast_to(states, (len(targets), *states.shape))
        scores = self._session.run(["tone"], {"hidden": np.ascontiguousarray(repeated), "target": mask})[0]
        return [_toned(row) for row in softmax(scores)]

    def tones_in(self, text: str, targets: Sequence[Span]) -> list[TargetTone | None]:
        """Tone of one sentence toward each of its targets."""
        pieces = self.encoder.pieces(text)
        if not len(pieces):
            return [None] * len(targets)
        return self.tones(self.encoder.encode(pieces), Span(0, len(text)), targets)


def _around(pieces: range, target: range) -> range:
    """As much of a very long sentence as can be read, around the target."""
    if not target or target.start not in pieces:
        return range(0)
    start = max(pieces.start, min(target.start - LONGEST // 2, pieces.stop - LONGEST))
    return range(start, max(start + LONGEST, target.stop))


def _toned(probabilities: FloatArray) -> TargetTone:
    shares = {label: round(float(share), 4) for label, share in zip(LABELS, probabilities, strict=True)}
    label = LABELS[int(probabilities.argmax())]
    return TargetTone(label, round(shares["positive"] - shares["negative"], 4), MappingProxyType(shares))


@lru_cache(maxsize=4)
def tone_reader(folder: Path = MODEL, threads: int = 1) -> ToneReader:
    """The tone head of this process."""
    return ToneReader(shared_encoder(folder, threads))


def tones_in(text: str, targets: Sequence[Span]) -> list[TargetTone | None]:
    """Tone of one sentence toward each of its targets, read by the shipped model."""
    return tone_reader().tones_in(text, targets)


def target_tone(block: SentencedBlock, spans: Sequence[Span]) -> list[tuple[str, float] | None]:
    """(label, score) of each mention in its own sentence; None where a mention stands in no sentence.

    Parameters
    ----------
    block
        A Doc and its sentences.
    spans
        The mentions, in code points; any order.
    """
    tones = _block_tones(block.doc, block.sentences, spans)
    return [None if tone is None else (tone.label, tone.score) for tone in tones]


def _block_tones(doc: Doc, sentences: Sequence[Span], spans: Sequence[Span]) -> list[TargetTone | None]:
    reader = tone_reader(*_settings(doc))
    found: list[TargetTone | None] = [None] * len(spans)
    for sentence, numbers in _by_sentence(sentences, spans):
        targets = [spans[number] for number in numbers]
        for number, tone in zip(numbers, _sentence_tones(reader, doc, sentence, targets), strict=True):
            found[number] = tone
    return found


def _sentence_tones(
    reader: ToneReader, doc: Doc, sentence: Span, targets: Sequence[Span]
) -> Sequence[TargetTone | None]:
    encoding = kept(doc)
    if encoding is not None:
        return reader.tones(encoding, sentence, targets)
    moved = [Span(start - sentence.start, end - sentence.start) for start, end in targets]
    return reader.tones_in(text_of(doc)[sentence.start : sentence.end], moved)


def _by_sentence(sentences: Sequence[Span], spans: Sequence[Span]) -> Iterator[tuple[Span, list[int]]]:
    """Sentences with the numbers of the mentions that begin in them."""
    order = sorted(range(len(spans)), key=lambda number: spans[number].start)
    at = 0
    for sentence in sentences:
        numbers = []
        while at < len(order) and spans[order[at]].start < sentence.end:
            if spans[order[at]].start >= sentence.start:
                numbers.append(order[at])
            at += 1
        if numbers:
            yield sentence, numbers


def _settings(doc: Doc) -> tuple[Path, int]:
    folder, threads = doc.user_data.get(STORE, (str(MODEL), 1))
    return Path(folder), int(threads)


def _span_tone(span: TokenSpan) -> TargetTone | None:
    sentence = Span(span.sent.start_char, span.sent.end_char)
    return _block_tones(span.doc, [sentence], [Span(span.start_char, span.end_char)])[0]


if not TokenSpan.has_extension("tone"):
    TokenSpan.set_extension("tone", getter=_span_tone)


class ToneComponent:
    """spaCy component `audit_tone`: makes `span._.tone` read the model of its settings when it is asked for."""

    def __init__(self, folder: Path, *, threads: int) -> None:
        self.folder, self.threads = folder, threads

    def __call__(self, doc: Doc) -> Doc:
        """Note on the Doc which model reads its tone."""
        doc.user_data[STORE] = (str(self.folder), self.threads)
        return doc


@Language.factory("audit_tone", assigns=["span._.tone"], default_config={"path": None, "threads": 1})
def make_tone(nlp: Language, name: str, path: str | None, threads: int) -> ToneComponent:  # noqa: ARG001 - spaCy passes them
    """Factory of `audit_tone`; `path` is a folder with another model of the same kind."""
    return ToneComponent(Path(path) if path else MODEL, threads=threads)
