"""Find the entries of a word list in a text, the longest first, in one pass whatever the length of the list."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_APOSTROPHE = "['’]"
_END = ""  # marks in a node of the tree that an entry may end there
Node = dict[str, "Node"]


class Hit(NamedTuple):
    """One occurrence: the list's entry and its half-open offsets in the text."""

    entry: str
    start: int
    end: int


class PhraseList:
    """Entries with the forms in which each is looked for; case, kind of space and kind of apostrophe do not matter."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        """Take pairs of form and entry; where two entries share a form, the first keeps it."""
        self._entries: dict[str, str] = {}
        for form, entry in forms:
            self._entries.setdefault(_plain(form), entry)
        tree: Node = {}
        for form in self._entries:
            node = tree
            for letter in form:
                node = node.setdefault(letter, {})
            node[_END] = {}
        self._pattern = re.compile(rf"(?<![\w]){_regex(tree)}(?![\w])", re.IGNORECASE) if tree else None

    def find(self, text: str) -> Iterator[Hit]:
        """Occurrences in order; none overlaps another."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            yield Hit(self._entries[_plain(match.group())], match.start(), match.end())


def _plain(form: str) -> str:
    return " ".join(form.lower().replace("’", "'").split())


def _regex(node: Node) -> str:
    """A tree of letters as a regular expression that tries the longest way first."""
    ways = [_letter(letter) + _regex(child) for letter, child in node.items() if letter != _END]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 and _END not in node else f"(?:{'|'.join(ways)})"
    return f"{joined}?" if _END in node else joined


def _letter(letter: str) -> str:
    if letter == " ":
        return r"\s+"
    return _APOSTROPHE if letter == "'" else re.escape(letter)
