"""Words on paper: how wide a text is, where its lines break, how a long name is shortened, which signs can be printed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

SANS = "DejaVu Sans"
SERIF = "DejaVu Serif"
MONO = "DejaVu Sans Mono"
MISSING = "□"
ELLIPSIS = "…"

_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"(?<! [=<>]) (?![=<>] )")  # not before or after the sign of "p = .012"
_LONG_PIECE = re.compile(r"(?<=[/_\-.,:;=&?])")


@lru_cache(maxsize=50_000)
def width(text: str, size: float, *, weight: str = "normal", family: str = SANS) -> float:
    """Width of one line of ``text`` in inches, at ``size`` points."""
    if not text:
        return 0.0
    points, _, _ = text_to_path.get_text_width_height_descent(text, font(size, weight, family), False)
    return float(points) / 72


@cache
def font(size: float, weight: str = "normal", family: str = SANS) -> FontProperties:
    """The font of a piece of text; signs that another family lacks come from the sans."""
    return FontProperties(family=[family] if family == SANS else [family, SANS], size=size, weight=weight)


@cache
def _signs() -> frozenset[int]:
    """Code points that the narrowest of the weights in use can print."""
    maps = [
        get_font(findfont(FontProperties(family=SANS, weight=weight))).get_charmap() for weight in ("normal", "bold")
    ]
    return frozenset(set(maps[0]) & set(maps[1]))


def printable(text: str) -> str:
    """``text`` on one line, with signs that the font lacks replaced by a simpler form of theirs or by an empty box."""
    known = _signs()
    return "".join(
        sign if ord(sign) in known else _simpler(sign, known)
        for sign in _SPACE.sub(" ", text).strip()
        if sign.isprintable()
    )


def _simpler(sign: str, known: frozenset[int]) -> str:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if ord(part) in known)
    return plain or MISSING


def shorten(
    text: str, room: float, size: float, *, weight: str = "normal", family: str = SANS, keep_end: bool = False
) -> str:
    """``text`` cut to ``room`` inches with an ellipsis at its end, or in its middle with ``keep_end``."""
    if width(text, size, weight=weight, family=family) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(_cut(text, middle, keep_end=keep_end), size, weight=weight, family=family) <= room:
            low = middle
        else:
            high = middle - 1
    return _cut(text, low, keep_end=keep_end)


def _cut(text: str, n_kept: int, *, keep_end: bool) -> str:
    tail = n_kept * 2 // 5 if keep_end else 0
    return text[: n_kept - tail].rstrip(f" {ELLIPSIS}") + ELLIPSIS + (text[len(text) - tail :].lstrip() if tail else "")


def labels(names: Sequence[str], room: float, size: float) -> list[str]:
    """A label for every name that fits in ``room`` inches; different names keep different labels."""
    shown = [shorten(printable(name) or MISSING, room, size) for name in names]
    for repair in (_keep_ends, _number):
        if len(set(shown)) < len(set(names)):
            shown = repair(names, shown, room, size)
    return shown


def _clashing(names: Sequence[str], shown: Sequence[str]) -> set[str]:
    owners: dict[str, set[str]] = {}
    for name, label in zip(names, shown, strict=True):
        owners.setdefault(label, set()).add(name)
    return {label for label, owned in owners.items() if len(owned) > 1}


def _keep_ends(names: Sequence[str], shown: Sequence[str], room: float, size: float) -> list[str]:
    clashing = _clashing(names, shown)
    return [
        shorten(printable(name) or MISSING, room, size, keep_end=True) if label in clashing else label
        for name, label in zip(names, shown, strict=True)
    ]


def _number(names: Sequence[str], shown: Sequence[str], room: float, size: float) -> list[str]:
    clashing = _clashing(names, shown)
    order = {name: place for place, name in enumerate(dict.fromkeys(names), start=1)}
    numbered = []
    for name, label in zip(names, shown, strict=True):
        tail = f" ({order[name]})"
        fitted = shorten(printable(name) or MISSING, room - width(tail, size), size) + tail
        numbered.append(fitted if label in clashing else label)
    return numbered


def wrap(
    text: str, room: float, size: float, *, weight: str = "normal", family: str = SANS, max_lines: int | None = None
) -> list[str]:
    """Lines of ``text`` no wider than ``room`` inches; pieces too long for a line break inside; the last line is shortened."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_paragraph(printable(paragraph), room, size, weight=weight, family=family)
    if max_lines is not None and len(lines) > max_lines:
        last = lines[max_lines - 1].rstrip() + ELLIPSIS
        lines = [*lines[: max_lines - 1], shorten(last, room, size, weight=weight, family=family)]
    return lines


def _wrap_paragraph(text: str, room: float, size: float, *, weight: str, family: str) -> list[str]:
    lines, line, used = [], "", 0.0
    space = width("a a", size, weight=weight, family=family) - width("aa", size, weight=weight, family=family)
    for word, is_rest in _pieces(_BREAK.split(text), room, size, weight=weight, family=family):
        needed = width(word, size, weight=weight, family=family)
        if line and (is_rest or used + space + needed > room):
            lines.append(line)
            line, used = "", 0.0
        line, used = (f"{line} {word}", used + space + needed) if line else (word, needed)
    return [*lines, line]


def _pieces(words: Iterable[str], room: float, size: float, *, weight: str, family: str) -> Iterator[tuple[str, bool]]:
    """The words, those too long for a line in pieces; with each, whether it goes on with a word that has begun."""
    for word in words:
        if width(word, size, weight=weight, family=family) <= room:
            yield word, False
            continue
        piece, has_begun = "", False
        for part in _parts(word, room * 0.98, size, weight=weight, family=family):
            if piece and width(piece + part, size, weight=weight, family=family) > room * 0.98:
                yield piece, has_begun
                piece, has_begun = "", True
            piece += part
        yield piece, has_begun


def _parts(word: str, room: float, size: float, *, weight: str, family: str) -> Iterator[str]:
    """Where a long word may break: after its signs, and anywhere in a part that is too long by itself."""
    for chunk in _LONG_PIECE.split(word):
        if width(chunk, size, weight=weight, family=family) <= room:
            yield chunk
        else:
            yield from chunk
