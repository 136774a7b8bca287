"""One pass of the encoder over a text, shared by the heads for attributions, entities and tone.

The text is cut into windows at line starts, each with some context on both sides; every word piece takes its values from the
one window whose core holds it. Windows are read one by one: without padding, one sequence at a time is what a core does
fastest. The heads read long texts in segments, so that what they work with stays bounded whatever the length.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc

from audit.errors import ModelError
from audit.nlp.doc_text import text_of
from audit.nlp.pieces import CLS, SEP, Pieces, Tokenization

MODEL = Path(__file__).parent / "model" / "encoder"
WINDOW = 256  # pieces in a window's core; measured on PolNeAR dev, see the model card
CONTEXT = 0  # pieces of context on either side of it: more costs time and gains nothing on dev
SEGMENT = 16_384  # pieces that the heads read at a time; some 60,000 characters
LINK_WIDTH = 128
_COLUMNS = ("roles", "entities", "links", "no_source", "hidden")
_SLOW_FUSIONS = (
    "SkipLayerNormFusion",
)  # its kernel takes five times as long as sum and layer norm apart (onnxruntime 1.32)

FloatArray = npt.NDArray[np.float32]
HalfArray = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the encoder made of a text (or a segment of a long one); arrays have one row a word piece.

    `roles` and `entities` are scores by tag; `links` four vectors (content's query, cue's key, cue's query, source's key);
    `no_source` the score of "this cue has no source"; `hidden` the states that the tone head reads.
    """

    pieces: Pieces
    roles: FloatArray
    entities: FloatArray
    links: FloatArray
    no_source: FloatArray
    hidden: HalfArray

    def cut(self, start: int, end: int) -> "Encoding":
        """The encoding of the pieces from one index up to another."""
        return Encoding(
            self.pieces.cut(start, end),
            self.roles[start:end],
            self.entities[start:end],
            self.links[start:end].astype(np.float32, copy=False),
            self.no_source[start:end],
            self.hidden[start:end],
        )


class Window(NamedTuple):
    """Pieces [start, end) are read, the values of [core_start, core_end) are kept."""

    start: int
    core_start: int
    core_end: int
    end: int


def plan_windows(first: npt.NDArray[np.uint8], *, size: int = WINDOW, context: int = CONTEXT) -> list[Window]:
    """Cut a text, given which of its pieces begin a line, into windows whose cores do not overlap."""
    total, breaks = len(first), np.flatnonzero(first)
    cuts = [0]
    while total - cuts[-1] > size + context:
        begin = cuts[-1]
        near = breaks[(breaks > begin + size // 4) & (breaks <= begin + size)]
        cuts.append(int(near[-1]) if len(near) else begin + size)
    cuts.append(total)
    windows = []
    for begin, end in pairwise(cuts):
        if end > begin:
            before = _line_start(breaks, max(0, begin - context), begin)
            windows.append(Window(before, begin, end, min(total, end + context)))
    return windows


def _line_start(breaks: npt.NDArray[np.int64], lowest: int, begin: int) -> int:
    """The first line start in the context before a window, or all of that context."""
    near = breaks[(breaks >= lowest) & (breaks < begin)]
    return int(near[0]) if len(near) else lowest


class Encoder:
    """The ONNX session with its tokenizer and settings; made anew from folder and threads where it is unpickled."""

    def __init__(self, folder: Path = MODEL, *, threads: int = 1) -> None:
        self.folder, self.threads = Path(folder), threads
        self.settings: dict[str, Any] = _settings(self.folder)
        self.tokenization = Tokenization(self.folder / "tokenizer.json")
        self._session = session(self.folder / "encoder.onnx", threads=threads, arena=True)

    def __reduce__(self) -> tuple[Callable[..., "Encoder"], tuple[Path, int]]:
        return shared_encoder, (self.folder, self.threads)

    @property
    def version(self) -> str:
        """Version of the weights."""
        return str(self.settings["version"])

    def pieces(self, text: str) -> Pieces:
        """Word pieces of a text."""
        return self.tokenization.pieces(text)

    def segments(self, text: str) -> Iterator[Encoding]:
        """Encodings of a text, one for most; offsets always point into the whole text."""
        pieces = self.pieces(text)
        for begin, end in _segments(pieces):
            yield self.encode(pieces.cut(begin, end))

    def whole(self, text: str) -> Encoding | None:
        """The encoding of all of a text, in one; None where it holds no piece.

        A text of several segments has its links in half precision: they are by far the largest part.
        """
        pieces = self.pieces(text)
        segments = list(_segments(pieces))
        if len(segments) < 2:
            return self.encode(pieces) if segments else None
        columns: dict[str, npt.NDArray[Any]] = {}
        for begin, end in segments:
            part = self.encode(pieces.cut(begin, end))
            for name in _COLUMNS:
                values = getattr(part, name)
                columns.setdefault(name, _column(len(pieces), name, values))[begin:end] = values
        return Encoding(pieces, **columns)

    def encode(self, pieces: Pieces) -> Encoding:
        """Read some pieces, window by window."""
        parts = [self._window(pieces, window) for window in plan_windows(pieces.first)]
        roles, entities, links, no_source, hidden = (np.concatenate(column) for column in zip(*parts, strict=True))
        return Encoding(pieces, roles, entities, links, no_source, hidden)

    def _window(
        self, pieces: Pieces, window: Window
    ) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray, HalfArray]:
        size = window.end - window.start
        ids = np.full((1, size + 2), CLS, dtype=np.int64)
        ids[0, 1:-1], ids[0, -1] = pieces.ids[window.start : window.end], SEP
        marks = np.zeros_like(ids)
        columns = (
            getattr(pieces, name)[window.start : window.end].astype(np.int64) for name in ("case", "quote", "first")
        )
        case, quote, first = columns
        marks[0, 1:-1] = case * 8 + quote * 2 + first
        names = ["roles", "entities", "links", "hidden"]
        roles, entities, links, hidden = self._session.run(names, {"ids": ids, "marks": marks})
        core = slice(1 + window.core_start - window.start, 1 + window.core_end - window.start)
        kept = links[0, core]
        no_source = kept[:, 2 * LINK_WIDTH : 3 * LINK_WIDTH] @ links[0, 0, 3 * LINK_WIDTH :] / LINK_WIDTH**0.5
        return roles[0, core], entities[0, core], kept, no_source, hidden[0, core].astype(np.float16)


def _column(size: int, name: str, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Room for a column of an encoding of so many pieces, some of whose values are given."""
    return np.empty((size, *values.shape[1:]), dtype=np.float16 if name == "links" else values.dtype)


def _segments(pieces: Pieces) -> Iterator[tuple[int, int]]:
    """Where the segments of a text begin and end; one for most."""
    begin = 0
    while begin < len(pieces):
        end = _segment_end(pieces, begin)
        yield begin, end
        begin = end


def _segment_end(pieces: Pieces, begin: int) -> int:
    if len(pieces) - begin <= SEGMENT + SEGMENT // 4:
        return len(pieces)
    near = np.flatnonzero(pieces.first[begin + SEGMENT // 2 : begin + SEGMENT])
    return begin + SEGMENT // 2 + int(near[-1]) if len(near) else begin + SEGMENT


def _settings(folder: Path) -> dict[str, Any]:
    path = folder / "config.json"
    if not path.exists():
        raise ModelError(
            f"no encoder at {folder} (config.json is missing); reinstall media-audit or train one, see docs"
        )
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
    return found


def session(path: Path, *, threads: int, arena: bool = False) -> onnxruntime.InferenceSession:
    """An inference session on the CPU that keeps no idle thread spinning.

    With an arena it keeps the memory of its largest run for the next: faster, and right where inputs are of bounded size.
    """
    if not path.exists():
        raise ModelError(f"model file {path} is missing; reinstall media-audit or export it anew, see the model card")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = arena
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(_SLOW_FUSIONS)
    )


@lru_cache(maxsize=4)
def shared_encoder(folder: Path = MODEL, threads: int = 1) -> Encoder:
    """The encoder of this process: components and functions that name the same folder share one."""
    return Encoder(folder, threads=threads)


_kept: WeakKeyDictionary[Doc, Encoding] = WeakKeyDictionary()


def keep(doc: Doc, encoding: Encoding) -> None:
    """Remember a Doc's encoding for as long as the Doc lives."""
    _kept[doc] = encoding


def kept(doc: Doc) -> Encoding | None:
    """The encoding of a Doc, if it was read and holds a piece."""
    return _kept.get(doc)


def forget(doc: Doc) -> None:
    """Free a Doc's encoding; heads that need it later read the text again."""
    _kept.pop(doc, None)


def segments_of(doc: Doc, encoder: Encoder) -> Iterable[Encoding]:
    """The encodings of a Doc's text, one for most: of the one kept, or read now."""
    encoding = kept(doc)
    if encoding is None:
        return encoder.segments(text_of(doc))
    places = list(_segments(encoding.pieces))
    return [encoding] if len(places) == 1 else (encoding.cut(*place) for place in places)


class EncoderComponent:
    """spaCy component `audit_encoder`: reads each Doc once for the heads that follow."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        self.set_annotations([doc], [self.predict(doc)])
        return doc

    def predict(self, doc: Doc) -> Encoding | None:
        """The Doc's encoding; None where its text holds no piece."""
        return self.encoder.whole(text_of(doc))

    def set_annotations(self, docs: Iterable[Doc], encodings: Iterable[Encoding | None]) -> None:
        """Keep the encodings for the heads."""
        for doc, encoding in zip(docs, encodings, strict=True):
            if encoding is not None:
                keep(doc, encoding)


def slim(encoding: Encoding) -> Encoding:
    """The encoding without the vectors that only the attribution head reads."""
    return replace(encoding, links=np.zeros((0, 0), dtype=np.float32))


@Language.factory("audit_encoder", default_config={"path": None, "threads": 1})
def make_encoder(nlp: Language, name: str, path: str | None, threads: int) -> EncoderComponent:  # noqa: ARG001 - spaCy passes them
    """Factory of `audit_encoder`; `path` is a folder with another model of the same kind."""
    return EncoderComponent(shared_encoder(Path(path) if path else MODEL, threads))
