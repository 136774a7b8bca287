"""Cut what is no part of the article, and say what was cut.

Decisions are taken per line (a paragraph of a web page is a line): a line is cut whole by a named rule or it stays. Besides whole
lines only three things are cut: the dateline of an agency at the start of a paragraph, its credit at the end of one, and
damaged or invisible characters. Nothing is ever added, so a cleaned text is never longer than the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audit.ingest.clutter import clutter_rule, is_time_stamp
from audit.ingest.dates import parse_date
from audit.ingest.fields import authors_of
from audit.ingest.mending import mend, unwrap
from audit.ingest.wire import credit_at_end, dateline_of
from audit.words import count_words

#: A headline has no more words than this; the longest of the 924 PolNeAR headlines has 31.
_TITLE_WORDS = 32
_HEAD_LINES = 6
_TOP_LINES = 3
_REPEATED_WORDS = 8
_BYLINE = re.compile(
    r"^(?:(?:story|written|reported|posted|words|text|analysis)\s+)?by[\s:]+(?P<names>[^\d.!?]{3,120}?)"
    r"(?:\s*[|•·,–—-]\s*(?:[\w ]{0,40}\b(?:correspondent|reporter|editor|writer|staff|news|press|times|post|agency|team|bureau|desk)\b.*|.*\d.*))?\s*$",
    re.IGNORECASE,
)
_NAME_WORDS = re.compile(
    r"^(?:[A-ZÀ-Þ][\w.’'-]*|and|&|,|de|van|von|der|den|la|le|el|al|bin|da|di|dos|for|the|of|in|at|/|\|)$"
)
_SECTIONS = frozenset(
    [
        "news",
        "world",
        "politics",
        "business",
        "economy",
        "opinion",
        "analysis",
        "sport",
        "sports",
        "culture",
        "science",
        "health",
        "technology",
        "tech",
        "education",
        "environment",
        "climate",
        "local",
        "national",
        "international",
        "us",
        "uk",
        "europe",
        "asia",
        "africa",
        "americas",
        "features",
        "feature",
        "investigation",
        "exclusive",
        "entertainment",
        "lifestyle",
        "video",
        "live",
        "breaking",
    ]
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch that was cut: by which rule, its text, and how many words it had."""

    rule: str
    text: str
    n_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A text without clutter, what was read from the clutter, and the cuts."""

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    section: str | None = None
    wire: str | None = None
    cuts: tuple[Cut, ...] = ()

    @property
    def n_cut(self) -> int:
        """Words cut, over all rules."""
        return sum(cut.n_words for cut in self.cuts)


class _Page:
    """The lines of a text while rules cut them; empty lines stand for paragraph breaks."""

    def __init__(self, text: str) -> None:
        self.lines = unwrap(mend(text)).split("\n")
        self.cuts: list[Cut] = []

    def filled(self, limit: int | None = None) -> list[int]:
        """Indices of the lines that still hold text, the first ``limit`` of them."""
        found = []
        for index, line in enumerate(self.lines):
            if limit is not None and len(found) == limit:
                break
            if line.strip():
                found.append(index)
        return found

    def cut(self, index: int, rule: str, *, start: int = 0, end: int | None = None) -> str:
        """Cut (a part of) a line and return what was cut."""
        line = self.lines[index]
        piece = line[start:end]
        self.lines[index] = line[:start] + (line[end:] if end is not None else "")
        self.cuts.append(Cut(rule, piece.strip(), count_words(piece)))
        return piece

    def text(self) -> str:
        """The lines joined, trailing spaces and runs of empty lines squeezed."""
        joined = "\n".join(line.rstrip() for line in self.lines)
        return re.sub(r"\n{3,}", "\n\n", joined).strip("\n")


def clean(text: str, *, title: str | None = None, find_title: bool = False, day_first: bool | None = None) -> Cleaned:
    """Cut the clutter out of a text.

    Parameters
    ----------
    text
        an article as it was read, with whatever stands around it.
    title
        the headline where it is known; its repetition at the top of the text is cut.
    find_title
        take the headline from the top of the text where none is given.
    day_first
        how to read an ambiguous date at the top.
    """
    page = _Page(text)
    _cut_clutter(page)
    if title is None and find_title:
        title = _take_title(page)
    elif title is not None:
        title = " ".join(mend(title).split())
        _cut_repeated_title(page, title)
    authors, section = _take_head(page)
    wire = _take_wire(page)
    _cut_repeated(page)
    published = next(
        (day for cut in page.cuts if cut.rule == "updated" and (day := parse_date(cut.text, day_first=day_first))), None
    )
    return Cleaned(
        text=page.text(),
        title=title,
        authors=authors,
        published=published,
        section=section,
        wire=wire,
        cuts=tuple(page.cuts),
    )


def _cut_clutter(page: _Page) -> None:
    for index in page.filled():
        rule = clutter_rule(page.lines[index].strip())
        if rule is not None:
            page.cut(index, rule)


def _take_title(page: _Page) -> str | None:
    """The first line, where it stands alone, is short and doesn't end as a sentence does."""
    filled = page.filled(2)
    if len(filled) < 2 or filled[1] - filled[0] < 2:
        return None
    line = page.lines[filled[0]].strip()
    if count_words(line) > _TITLE_WORDS or line.endswith((".", ",", ";", ":")) or line.lower() in _SECTIONS:
        return None
    page.lines[filled[0]] = ""
    return " ".join(line.split())


def _cut_repeated_title(page: _Page, title: str) -> None:
    for index in page.filled(3):
        if _same(page.lines[index], title):
            page.cut(index, "repeated_title")


def _take_head(page: _Page) -> tuple[tuple[str, ...], str | None]:
    """Bylines and section names among the first lines."""
    authors: tuple[str, ...] = ()
    section = None
    for index in page.filled(_HEAD_LINES):
        line = page.lines[index].strip()
        byline = _BYLINE.match(line)
        if not authors and byline and _is_names(byline.group("names")):
            authors = authors_of(byline.group("names"))
            page.cut(index, "byline")
        elif is_time_stamp(line):
            page.cut(index, "updated")
        elif section is None and line.lower().strip(" |:") in _SECTIONS:
            section = line.strip(" |:")
            page.cut(index, "section")
    return authors, section


def _is_names(text: str) -> bool:
    words = text.replace(",", " , ").split()
    return 0 < len(words) <= 16 and all(_NAME_WORDS.match(word) for word in words)


def _take_wire(page: _Page) -> str | None:
    """Agency datelines at the top, agency credits at the end of paragraphs."""
    wire = None
    for index in page.filled(_HEAD_LINES):
        found = dateline_of(page.lines[index])
        if found:
            wire = wire or found[0]
            page.cut(index, "dateline", end=found[1])
    filled = page.filled()
    for index in filled[:3] + filled[3:][-6:]:
        credit = credit_at_end(page.lines[index])
        if credit:
            wire = wire or credit[0]
            page.cut(index, "credit", start=credit[1])
    return wire


def _cut_repeated(page: _Page) -> None:
    """Cut a paragraph that stands word for word within a longer one: a standfirst taken from the body, a pull quote.

    A paragraph that equals another is cut only at the top: further down it is a log that repeats itself, and its text.
    """
    filled = page.filled()
    plain = {index: _plain(page.lines[index]) for index in filled}
    whole = "\n".join(plain.values())
    for position, index in enumerate(filled):
        at_top = position < _TOP_LINES
        if count_words(page.lines[index]) < _REPEATED_WORDS or whole.count(plain[index]) < 2:
            continue
        others = [plain[other] for other in filled if other != index]
        if any(plain[index] in other and len(other) > len(plain[index]) for other in others) or (
            at_top and plain[index] in others
        ):
            page.cut(index, "repeated_standfirst" if at_top else "pull_quote")
            plain[index] = ""


def _plain(line: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", line.lower()).split())


def _same(line: str, title: str) -> bool:
    return _plain(line) == _plain(title) and bool(_plain(title))
