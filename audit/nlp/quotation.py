"""Find what stands within quotation marks: curly, straight, single, angled, unbalanced and over several paragraphs.

Apostrophes are not quotation marks. A quotation that is not closed by the end of its paragraph ends there; where the next
paragraph opens with a mark of its own, as print does it, that paragraph is a quotation again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DOUBLE_OPEN = "“„‟«〝"
DOUBLE_CLOSE = "”»〞"
STRAIGHT = '"＂'
SINGLE_OPEN = "‘‚‹`"
APOSTROPHES = "'’`´"
_DOUBLE = re.compile(r"[“”„‟«»〝〞\"＂]|``|''")
_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
_ELISIONS = re.compile(r"(?:\d0s?\b|\d\d\b|em\b|til\b|till\b|cause\b|n\b|tis\b|twas\b|round\b|bout\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation within a paragraph: half-open character offsets, marks included."""

    start: int
    end: int
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """All outermost quotations of a text, in order; none crosses the end of a paragraph."""
    found: list[Quotation] = []
    for paragraph in _PARAGRAPH.finditer(text):
        found.extend(_in_paragraph(text, paragraph.start(), paragraph.end()))
    return found


def _in_paragraph(text: str, begin: int, end: int) -> list[Quotation]:
    """Double-marked quotations, and single-marked ones that stand outside them or around them."""
    doubles = list(_doubles(text, begin, end))
    found, at = [], begin
    for quotation in [*doubles, Quotation(end, end, True)]:
        if quotation.start < at:
            continue
        for single in _singles(text, at, quotation.start, end, doubles):
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
    for number, (at, after) in enumerate(marks):
        if _is_inch(text, at, start):
            continue
        rest = [text[a:b] for a, b in marks[number + 1 :]]
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


def _is_nested(mark: str, rest: list[str]) -> bool:
    """Whether an opening mark within a quotation opens one more, to judge by the marks left in the paragraph.

    Two marks are still to close where it does; one where the quotation before was never closed.
    """
    if mark in STRAIGHT:
        return sum(other in STRAIGHT for other in rest) % 2 == 0
    opening = sum(other in DOUBLE_OPEN or other == "``" for other in rest)
    return len(rest) - opening >= opening + 2


def _is_inch(text: str, at: int, start: int) -> bool:
    """A straight mark right after a figure, with nothing open, measures inches."""
    return text[at] in STRAIGHT and start < 0 and at > 0 and text[at - 1].isdigit()


def _singles(text: str, begin: int, until: int, end: int, doubles: list[Quotation]) -> Iterator[Quotation]:
    """Single-marked quotations that begin in [begin, until) and close by `end`, outside double-marked ones."""
    at = begin
    while at < until:
        close = -1
        if _opens_single(text, at, end):
            close = _closing_single(text, at + 1, end, curly=text[at] in SINGLE_OPEN, doubles=doubles)
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


def _closing_single(text: str, begin: int, end: int, *, curly: bool, doubles: list[Quotation]) -> int:
    """Where a single-marked quotation ends: the first mark after punctuation, else the first not after an s."""
    marks = "’›'" if curly else "'’"
    weak = -1
    inside = iter(doubles)
    double = next(inside, None)
    for at in range(begin, end):
        while double and double.end <= at:
            double = next(inside, None)
        if text[at] not in marks or (double and double.start <= at):
            continue
        after = text[at + 1] if at + 1 < len(text) else " "
        before = text[at - 1]
        if after.isalnum() or before.isspace():
            continue
        if before not in "sS":
            return at
        weak = at if weak < 0 else weak
    return weak


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
