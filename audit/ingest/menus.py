"""Menus and lists of links around an article that was copied from a page with everything on it.

Single lines of a menu look like nothing in particular ("World", "Budget 2025: five questions"); what gives them away is that they
come in long runs with no sentence among them. Only runs before the first and behind the last paragraph of prose are looked at,
and only long ones: lists within an article are its text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from audit.words import count_words

#: A shorter run before or behind the prose is headline, standfirst, byline and the like. In the 924 PolNeAR articles no text has
#: a run this long behind its last sentence, and none before its first.
MENU_LINES = 10
_PROSE_WORDS = 12
_LONG_WORDS = 24
_ENDS = re.compile(r"[.!?…][”’\"')\]]*$")
_TITLE_WORDS = range(4, 33)


@dataclass(frozen=True, slots=True)
class Menus:
    """Which lines (indices into those given) are menus, and which one of the head is the headline, if any."""

    lines: tuple[int, ...] = ()
    title: int | None = None


def find_menus(lines: Sequence[str]) -> Menus:
    """Find the menus around the prose of a page; ``lines`` are its lines that hold text, in order."""
    prose = [index for index, line in enumerate(lines) if _is_prose(line)]
    body = [one for one, after in zip(prose, prose[1:], strict=False) if after - one <= 4]
    if not body:
        return Menus()
    first, last = body[0], prose[prose.index(body[-1]) + 1]
    cut: list[int] = []
    title = None
    if first >= MENU_LINES:
        title = _title_of(lines[:first], " ".join(lines[first : last + 1]))
        cut += [
            index for index in range(first) if title is None or index < title or _is_short(lines[index], index, title)
        ]
    if len(lines) - last - 1 >= MENU_LINES:
        cut += range(last + 1, len(lines))
    return Menus(lines=tuple(cut), title=title)


def _is_prose(line: str) -> bool:
    n_words = count_words(line)
    return n_words >= _LONG_WORDS or (n_words >= _PROSE_WORDS and bool(_ENDS.search(line)))


def _is_short(line: str, index: int, title: int) -> bool:
    return index > title and count_words(line) < _PROSE_WORDS


def _title_of(head: Sequence[str], body: str) -> int | None:
    """The line of the head that shares most words with the body; of equals the last, which is nearest to it."""
    known = _content_words(body)
    scores = [
        (len(_content_words(line) & known), index)
        for index, line in enumerate(head)
        if count_words(line) in _TITLE_WORDS
    ]
    best = max(scores, default=(0, 0))
    return best[1] if best[0] >= 3 else None


def _content_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}
