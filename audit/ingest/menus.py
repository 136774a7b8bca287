"""Menus and lists of links around an article that was copied from a page with everything on it.

Single lines of a menu look like nothing in particular ("World", "Budget 2025: five questions"); what gives them away is that they
come in long runs with no sentence among them. Only runs before the first and behind the last paragraph of prose are looked at,
and only long ones: lists within an article are its text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.ingest.page import plain
from audit.words import count_words

#: A shorter run before or behind the prose is headline, standfirst, byline and the like.
MENU_LINES = 10
#: Articles do end in long lists (six of the 924 of PolNeAR do: rankings, results). A list at the end is a menu only on a page
#: that shows itself to be a copied one: by a menu at its top, or by so many lines of other clutter behind its prose.
_CLUTTER_LINES = 3
_PROSE_WORDS = 12
_LONG_WORDS = 24
#: Headline candidates stand this near to the first paragraph; what is further up is the site's menu.
_NEAR_LINES = 25
_SHARED_WORDS = 3
_TITLE_WORDS = range(4, 33)
_ENDS = re.compile(r"[.!?…][”’\"')\]]*$")


@dataclass(frozen=True, slots=True)
class Menus:
    """Which lines (indices into those given) are menus; the headline, if any, and the short lines between it and the prose."""

    lines: tuple[int, ...] = ()
    title: int | None = None
    below_title: tuple[int, ...] = ()


def find_menus(lines: Sequence[str], *, is_clutter: Sequence[bool]) -> Menus:
    """Find the menus around the prose of a page.

    ``lines`` are its lines, in order; ``is_clutter`` tells for each whether it was cut already, as advertisement and the like.
    """
    prose = [index for index, line in enumerate(lines) if not is_clutter[index] and _is_prose(line)]
    body = [one for one, after in pairwise(prose) if after - one <= 4]
    if not body:
        return Menus()
    first, last = body[0], prose[prose.index(body[-1]) + 1]
    menu: list[int] = []
    below: list[int] = []
    title = None
    if first - sum(is_clutter[:first]) >= MENU_LINES:
        title = _title_of(["" if cut else line for line, cut in zip(lines, is_clutter, strict=True)], first, last)
        top = first if title is None else title
        below = [index for index in range(top + 1, first) if count_words(lines[index]) < _PROSE_WORDS]
        menu += [*range(top), *below]
    behind = sum(is_clutter[last + 1 :])
    if len(lines) - last - 1 - behind >= MENU_LINES and (menu or behind >= _CLUTTER_LINES):
        menu += range(last + 1, len(lines))
    return Menus(lines=tuple(menu), title=title, below_title=tuple(below))


def _is_prose(line: str) -> bool:
    n_words = count_words(line)
    return n_words >= _LONG_WORDS or (n_words >= _PROSE_WORDS and bool(_ENDS.search(line)))


def _title_of(lines: Sequence[str], first: int, last: int) -> int | None:
    """The line above the prose that shares most words with it; a line that repeats or explains it below does not compete.

    A standfirst shares as many words as the headline, but stands right under it; "Share this story: HEADLINE" holds it.
    """
    known = _content_words(" ".join(lines[first : last + 1]))
    near = [index for index in range(max(0, first - _NEAR_LINES), first) if count_words(lines[index]) in _TITLE_WORDS]
    near = [index for index in near if not lines[index].endswith((".", ":", ",", ";"))]
    scores = {index: len(_content_words(lines[index]) & known) for index in near}
    good = [index for index in near if scores[index] >= _SHARED_WORDS]
    if not good:
        return None
    best = max(good, key=lambda index: (scores[index], index))
    if best - 1 in good and not _holds(lines[best - 1], lines[best]):
        best -= 1
    shorter = [index for index in good if index != best and _holds(lines[best], lines[index])]
    return shorter[-1] if shorter else best


def _holds(line: str, part: str) -> bool:
    return plain(part) in plain(line)


def _content_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}
