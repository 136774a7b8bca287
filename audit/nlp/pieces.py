"""A text as the encoder reads it: word pieces with their character offsets, letter case, quotation and line starts."""

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from audit.nlp.quotation import quoted_mask

CLS, SEP, MASK = 101, 102, 103
_BLOCK = 20_000  # characters tokenized at a time: keeps the tokenizer's memory bounded
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_BREAKS = re.compile("[\n\r\u2028\u2029\x0b\x0c\x85]")

IntArray = npt.NDArray[np.int32]
ByteArray = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of one text; all arrays have one entry a piece.

    `start` and `end` are code points; `case` is 0 small, 1 capitalised, 2 capitals, 3 mixed; `quote` is that of the piece's
    first character in `quoted_mask`; `first` is 1 where the piece begins a line.
    """

    ids: IntArray
    start: IntArray
    end: IntArray
    case: ByteArray
    quote: ByteArray
    first: ByteArray

    def __len__(self) -> int:
        return len(self.ids)

    def cut(self, start: int, end: int) -> "Pieces":
        """The pieces from one index up to another."""
        return Pieces(*(getattr(self, column.name)[start:end] for column in fields(self)))

    def touching(self, start: int, end: int) -> range:
        """Indices of the pieces that touch a span of characters."""
        first = int(np.searchsorted(self.end, start, side="right"))
        last = int(np.searchsorted(self.start, end, side="left"))
        return range(first, max(first, last))


class Tokenization:
    """Cuts texts into word pieces; made from a `tokenizer.json`, without padding, truncation or special tokens."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._tokenizer.encode_special_tokens = True

    def pieces(self, text: str) -> Pieces:
        """Word pieces of a text of any length and any content."""
        readable = _SURROGATES.sub("\ufffd", text)
        ids, offsets = [np.zeros(0, dtype=np.int32)], [np.zeros((0, 2), dtype=np.int32)]
        cases = [np.zeros(0, dtype=np.uint8)]
        for begin, end in _blocks(readable):
            encoding = self._tokenizer.encode(readable[begin:end], add_special_tokens=False)
            spans = [(begin + start, begin + stop) for start, stop in encoding.offsets]
            ids.append(np.array(encoding.ids, dtype=np.int32))
            offsets.append(np.array(spans, dtype=np.int32).reshape(-1, 2))
            cases.append(np.fromiter((letter_case(readable[a:b]) for a, b in spans), np.uint8, count=len(spans)))
        places = np.concatenate(offsets)
        start, end_of = places[:, 0].copy(), places[:, 1].copy()
        return Pieces(np.concatenate(ids), start, end_of, np.concatenate(cases), *_marks(text, start))


def _blocks(text: str) -> list[tuple[int, int]]:
    """Cut a long text at spaces into blocks of bounded size."""
    blocks, begin = [], 0
    while len(text) - begin > _BLOCK:
        end = begin + _BLOCK
        cut = max(text.rfind("\n", begin + _BLOCK // 2, end), text.rfind(" ", begin + _BLOCK // 2, end))
        end = cut if cut > begin else end
        blocks.append((begin, end))
        begin = end
    if begin < len(text):
        blocks.append((begin, len(text)))
    return blocks


def _marks(text: str, start: IntArray) -> tuple[ByteArray, ByteArray]:
    """Quotation and line start of the pieces that begin at some offsets."""
    first = np.zeros(len(start), dtype=np.uint8)
    if not len(start):
        return first, first.copy()
    breaks = np.array([match.start() for match in _LINE_BREAKS.finditer(text)], dtype=np.int64)
    line = np.searchsorted(breaks, start)
    first[1:] = line[1:] != line[:-1]
    first[0] = 1
    return np.frombuffer(bytes(quoted_mask(text)), dtype=np.uint8)[start], first


@lru_cache(maxsize=1 << 16)
def letter_case(piece: str) -> int:
    """0 no capital, 1 a capital first and none after, 2 capitals only (two or more), 3 anything else."""
    if piece.islower() or (not piece.isalpha() and piece == piece.lower()):
        return 0
    if piece[0].isupper() and not any(letter.isupper() for letter in piece[1:]):
        return 1
    if piece.isupper():
        return 2
    return 3 if any(letter.isupper() for letter in piece) else 0
