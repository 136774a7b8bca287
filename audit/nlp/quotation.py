"""Find what stands within quotation marks: curly, straight, single, angled, unbalanced and over several paragraphs.

Apostrophes are not quotation marks. A quotation that is not closed by the end of its paragraph ends there; where the next
paragraph opens with a mark of its own, as print does it, that paragraph is a quotation again.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

DOUBLE_OPEN = "“„‟«〝"
DOUBLE_CLOSE = "”»〞"
STRAIGHT = '"＂'
SINGLE_OPEN = "‘‚‹`"
APOSTROPHES = "'’`´"
_DOUBLE = re.compile(r"[“”„‟«»〝〞\"＂]|``|''")
_SINGLE_CLOSE = re.compile(r"['’›]")
_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
_ELISIONS = re.compile(r"(?:\d0s?\b|\d\d\b|em\b|til\b|till\b|cause\b|n\b|tis\b|twas\b|round\b|bout\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation within a paragraph: half-open character offsets, marks included."""

    start: int
    end: int
    closed: bool


@lru_cache(maxsize=64)  # each part of the pipeline asks for the quotations of the same text
def quotations(text: str) -> tuple[Quotation, ...]:
    """All outermost quotations of a text, in order; none crosses the end of a paragraph."""
    found: list[Quotation] = []
    for paragraph in _PARAGRAPH.finditer(text):
        found.extend(_in_paragraph(text, paragraph.start(), paragraph.end()))
    return tuple(found)


def _in_paragraph(text: str, begin: int, end: int) -> list[Quotation]:
    """Double-marked quotations, and single-marked ones that stand outside them or around them."""
    doubles = list(_doubles(text, begin, end))
    closings = _Closings.of(text, begin, end, doubles)
    found, at = [], begin
    for quotation in [*doubles, Quotation(end, end, True)]:
        if quotation.start < at:
            continue
        for single in _singles(text, at, quotation.start, end, closings):
            found.append(single)
            at = single.end
        if quotation.start >= at and quotation.end > quotation.start:
            found.append(quotation)
        at = max(at, quotation.end)
    return found


def _doubles(text: str, begin: int, end: int) -> Iterator[Quotation]:
    """Double-marked quotations; a straight mark opens or closes by what stands beside it and by what is open."""
    start, depth = -1, 0
    marks = [(match.start(), match.end()) for match in _DOUBLE.finditer(text, begin, end)]
    to_come = _Rest.of([text[at:after] for at, after in marks])
    for (at, after), rest in zip(marks, to_come, strict=True):
        if _is_inch(text, at, start):
            continue
        if not _opens(text, at, after, is_open=start >= 0):
            depth -= start >= 0
            if start >= 0 and not depth:
                yield Quotation(start, after, True)
                start = -1
        elif start >= 0 and _is_nested(text[at:after], rest):
            depth += 1
        else:
            if start >= 0:
                yield Quotation(start, at, False)
            start, depth = at, 1
    if start >= 0:
        yield Quotation(start, end, False)


class _Rest(NamedTuple):
    """How many marks are left in the paragraph: in all, straight ones, opening ones."""

    n: int
    n_straight: int
    n_opening: int

    @classmethod
    def of(cls, marks: Sequence[str]) -> "list[_Rest]":
        """What is left after each mark."""
        found, rest = [], cls(0, 0, 0)
        for mark in reversed(marks):
            found.append(rest)
            opening = mark in DOUBLE_OPEN or mark == "``"
            rest = cls(rest.n + 1, rest.n_straight + (mark in STRAIGHT), rest.n_opening + opening)
        return found[::-1]


def _opens(text: str, at: int, after: int, *, is_open: bool) -> bool:
    """Whether a mark opens a quotation; a closing mark does where it can close nothing, as some sites print it."""
    mark = text[at:after]
    if mark in DOUBLE_OPEN or mark == "``":
        return True
    if is_open and (mark in DOUBLE_CLOSE or mark == "''"):
        return False
    space_before = at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-"
    text_after = after < len(text) and not text[after].isspace()
    if is_open:
        return at > 0 and text[at - 1].isspace() and text_after and text[after].isalnum()
    return (space_before and text_after) or mark in STRAIGHT


def _is_nested(mark: str, rest: _Rest) -> bool:
    """Whether an opening mark within a quotation opens one more, to judge by the marks left in the paragraph.

    Two marks are still to close where it does; one where the quotation before was never closed.
    """
    if mark in STRAIGHT:
        return rest.n_straight % 2 == 0
    return rest.n - rest.n_opening >= rest.n_opening + 2


def _is_inch(text: str, at: int, start: int) -> bool:
    """A straight mark right after a figure, with nothing open, measures inches."""
    return text[at] in STRAIGHT and start < 0 and at > 0 and text[at - 1].isdigit()


def _singles(text: str, begin: int, until: int, end: int, closings: "_Closings") -> Iterator[Quotation]:
    """Single-marked quotations that begin in [begin, until) and close by `end`, outside double-marked ones."""
    at = begin
    while at < until:
        close = closings.after(at + 1, curly=text[at] in SINGLE_OPEN) if _opens_single(text, at, end) else -1
        if close >= 0:
            yield Quotation(at, close + 1, True)
        at = max(at, close) + 1


def _opens_single(text: str, at: int, end: int) -> bool:
    if text[at] not in "'‘‚‹`" or at + 1 >= end:
        return False
    before = text[at - 1] if at else " "
    if before.isalnum() or text[at + 1].isspace() or before in APOSTROPHES:
        return False
    return not (_ELISIONS.match(text, at + 1) and text[at] != "‹")


@dataclass(frozen=True, slots=True)
class _Closings:
    """Where single-marked quotations of a paragraph may end, found once: sorted places by kind of opening mark.

    A mark that follows an s may be a possessive, so it is taken only where no other is left.
    """

    sure: tuple[list[int], list[int]]
    after_s: tuple[list[int], list[int]]

    @classmethod
    def of(cls, text: str, begin: int, end: int, doubles: Sequence[Quotation]) -> "_Closings":
        """All places outside double-marked quotations, for straight and for curly opening marks."""
        found = cls(([], []), ([], []))
        inside = iter(doubles)
        double = next(inside, None)
        for match in _SINGLE_CLOSE.finditer(text, begin, end):
            at = match.start()
            while double and double.end <= at:
                double = next(inside, None)
            if (double and double.start <= at) or not _may_close(text, at):
                continue
            places = found.after_s if text[at - 1 : at] in ("s", "S") else found.sure
            for curly, marks in enumerate(("'’", "’›'")):
                if text[at] in marks:
                    places[curly].append(at)
        return found

    def after(self, begin: int, *, curly: bool) -> int:
        """The end of a quotation whose text begins at an offset: the first sure place, else the first after an s, else -1."""
        for places in (self.sure[curly], self.after_s[curly]):
            index = bisect_left(places, begin)
            if index < len(places):
                return places[index]
        return -1


def _may_close(text: str, at: int) -> bool:
    after = text[at + 1] if at + 1 < len(text) else " "
    return not (after.isalnum() or text[at - 1].isspace())


def quoted_mask(text: str) -> bytearray:
    """For each character of the text: 0 outside, 1 within a quotation, 2 its opening mark, 3 its closing mark."""
    mask = bytearray(len(text))
    for quotation in quotations(text):
        start, end = quotation.start, quotation.end
        mask[start:end] = b"\x01" * (end - start)
        mask[start] = 2
        if quotation.closed:
            mask[end - 1] = 3
    return mask
