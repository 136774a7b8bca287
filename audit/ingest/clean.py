"""Cut what is no part of the article, and say what was cut.

Decisions are taken per line (a paragraph of a web page is a line): a line is cut whole by a named rule or it stays. Within a line
only these are cut: an agency's dateline at its start, a credit or a stray "Advertisement" at its end, links to pictures, and
damaged or invisible characters. Nothing is ever added, so a cleaned text is never longer than the text.
"""

import re
from dataclasses import dataclass
from datetime import date

from audit.ingest.clutter import clutter_rule
from audit.ingest.dates import parse_date
from audit.ingest.head import Imprint, Known, cut_known, imprint_of, take_head, take_title
from audit.ingest.markup import without_markup
from audit.ingest.mending import mend
from audit.ingest.menus import find_menus
from audit.ingest.page import Cut, Lines, plain
from audit.ingest.wire import agency_in, credit_at_end, dateline_of
from audit.words import count_words

_HEAD_LINES = 6
_TAIL_LINES = 6
_TOP_LINES = 3
#: A shorter paragraph that stands within a longer one may be a refrain ("Lock her up!"), not a pull quote.
_REPEATED_WORDS = 8
#: No article has more paragraphs; comparing each with each would take too long in a text that does.
_MANY_LINES = 1_000
_GLUED = re.compile(r"(?<=[.!?”\"’])\s*Advertisements?\s*$")
_GLUED_LENGTH = 40
_EMBEDDED = re.compile(r" ?(?:https?://t\.co/\w+|pic\.twitter\.com/\w+)")
#: Where more of the lines are in capitals, the article is written so, or is a transcript.
_CAPITAL_SHARE = 0.25
_CAPITAL_WORDS = range(7, 31)
_NO_LINK = re.compile(r"^\W*\d+[.)]|^[^:]{0,12}:|[.”’\"']$")


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


def clean(text: str, *, known: Known | None = None, find_title: bool = False, day_first: bool | None = None) -> Cleaned:
    """Cut the clutter out of a text.

    Parameters
    ----------
    text
        an article as it was read, with whatever stands around it.
    known
        title, authors and outlet where they are known apart from the text; their repetitions are cut.
    find_title
        the text is a copied page: take the headline from its top where none is known, and cut menus.
    day_first
        how to read an ambiguous date at the top.
    """
    known = known or Known()
    title = " ".join(mend(without_markup(known.title)).split()) or None if known.title else None
    lines = Lines(without_markup(text))
    _cut_clutter(lines)
    imprint = Imprint()
    if find_title:
        shown, imprint = _cut_menus(lines)
        title = title or shown or take_title(lines)
    cut_known(lines, known)
    authors, section = take_head(lines, known)
    wire = _take_wire(lines)
    _cut_repeated(lines)
    _cut_capitals(lines)
    dates = (parse_date(cut.text, day_first=day_first) for cut in lines.cuts if cut.rule == "updated")
    return Cleaned(
        text=lines.text(),
        title=title,
        authors=authors or imprint.authors,
        published=next(filter(None, dates), None) or imprint.published,
        section=section,
        wire=wire,
        cuts=tuple(lines.cuts),
    )


def _cut_clutter(lines: Lines) -> None:
    for index in lines.filled():
        rule = clutter_rule(lines[index].strip())
        if rule is not None:
            lines.cut(index, rule)
            continue
        end = max(0, len(lines[index]) - _GLUED_LENGTH)
        if glued := _GLUED.search(lines[index], end):
            lines.cut(index, "advertisement", start=glued.start())
        lines.cut_all(index, "picture_link", _EMBEDDED)


def _cut_menus(lines: Lines) -> tuple[str | None, Imprint]:
    """Cut the menus of a copied page; its headline and what stands under it are taken from among them."""
    places = sorted([*lines.filled(), *lines.cut_whole])
    shown = [lines.cut_whole.get(index, lines[index].strip()) for index in places]
    menus = find_menus(shown, is_clutter=[index in lines.cut_whole for index in places])
    for position in menus.lines:
        if places[position] not in lines.cut_whole:
            lines.cut(places[position], "menu")
    title = lines.take(places[menus.title]) if menus.title is not None else None
    return title, imprint_of([shown[position] for position in menus.below_title])


def _take_wire(lines: Lines) -> str | None:
    """The agency of datelines at the top, credits at the end of paragraphs, and credits cut before."""
    agencies: list[str | None] = []
    for index in lines.filled(_HEAD_LINES):
        if dateline := dateline_of(lines[index]):
            agencies.append(dateline[0])
            lines.cut(index, "dateline", end=dateline[1])
    filled = lines.filled()
    for index in dict.fromkeys([*filled[:_TOP_LINES], *filled[-_TAIL_LINES:]]):
        if credit := credit_at_end(lines[index]):
            agencies.append(credit[0])
            lines.cut(index, "credit", start=credit[1])
    for cut in lines.cuts:
        if cut.rule == "credit":
            credit = credit_at_end(cut.text)
            agencies.append(credit[0] if credit else agency_in(cut.text))
    return next(filter(None, agencies), None)


def _cut_repeated(lines: Lines) -> None:
    """Cut a paragraph that stands word for word within a longer one: a standfirst taken from the body, a pull quote.

    A paragraph that equals another is cut only at the top: further down it is a log that repeats itself, and its text.
    """
    filled = lines.filled()
    if len(filled) > _MANY_LINES:
        return
    words = {index: plain(lines[index]) for index in filled}
    whole = "\n".join(words.values())
    for position, index in enumerate(filled):
        at_top = position < _TOP_LINES
        if count_words(lines[index]) < _REPEATED_WORDS or whole.count(words[index]) < 2:
            continue
        others = [words[other] for other in filled if other != index]
        longer = any(words[index] in other and len(other) > len(words[index]) for other in others)
        if longer or (at_top and words[index] in others):
            lines.cut(index, "repeated_standfirst" if at_top else "pull_quote")
            words[index] = ""


def _cut_capitals(lines: Lines) -> None:
    """Cut links to other articles, which some sites set among the paragraphs in capitals."""
    filled = lines.filled()
    capital = [index for index in filled[1:] if lines[index].isupper()]
    if len(capital) > _CAPITAL_SHARE * len(filled):
        return
    for index in capital:
        if count_words(lines[index]) in _CAPITAL_WORDS and not _NO_LINK.search(lines[index].strip()):
            lines.cut(index, "capitals")
