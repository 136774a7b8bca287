"""A text as lines that rules cut from, with a record of every cut."""

import re
from dataclasses import dataclass

from audit.ingest.mending import mend, unwrap
from audit.words import count_words


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch that was cut: by which rule, its text, and how many words it had."""

    rule: str
    text: str
    n_words: int


class Lines:
    """The lines of a mended text; empty lines stand for paragraph breaks.

    ``cuts`` are the cuts in the order in which they were made, ``cut_whole`` the text of each line that was cut whole.
    """

    def __init__(self, text: str) -> None:
        self._lines = unwrap(mend(text)).split("\n")
        self.cuts: list[Cut] = []
        self.cut_whole: dict[int, str] = {}

    def __getitem__(self, index: int) -> str:
        return self._lines[index]

    def filled(self, limit: int | None = None) -> list[int]:
        """Indices of the lines that hold text, the first ``limit`` of them."""
        found: list[int] = []
        for index, line in enumerate(self._lines):
            if limit is not None and len(found) == limit:
                break
            if line.strip():
                found.append(index)
        return found

    def stands_alone(self, index: int) -> bool:
        """Whether an empty line, or nothing, follows a line."""
        return index + 1 >= len(self._lines) or not self._lines[index + 1].strip()

    def take(self, index: int) -> str:
        """Empty a line and return what stood there, without counting it as cut."""
        line, self._lines[index] = self._lines[index], ""
        return line.strip()

    def cut(self, index: int, rule: str, *, start: int = 0, end: int | None = None) -> None:
        """Cut a line, or a part of it."""
        line = self._lines[index]
        piece = line[start:end]
        self._lines[index] = line[:start] + (line[end:] if end is not None else "")
        self.cuts.append(Cut(rule, piece.strip(), count_words(piece)))
        if not self._lines[index].strip():
            self.cut_whole[index] = piece.strip()

    def cut_all(self, index: int, rule: str, pattern: re.Pattern[str]) -> None:
        """Cut each stretch of a line that a pattern finds."""
        pieces = pattern.findall(self._lines[index])
        self._lines[index] = pattern.sub("", self._lines[index])
        self.cuts.extend(Cut(rule, piece.strip(), count_words(piece)) for piece in pieces)
        if pieces and not self._lines[index].strip():
            self.cut_whole[index] = pieces[-1].strip()

    def text(self) -> str:
        """The lines joined, trailing spaces and runs of empty lines squeezed."""
        joined = "\n".join(line.rstrip() for line in self._lines)
        return re.sub(r"\n{3,}", "\n\n", joined).strip("\n")


def plain(line: str) -> str:
    """A line's words without case and punctuation, for comparing."""
    return " ".join(re.sub(r"[^\w\s]", "", line.lower()).split())
