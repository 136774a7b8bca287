"""What stands at the top of an article before its first paragraph: headline, byline, date, section."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audit.ingest.clutter import is_time_stamp
from audit.ingest.dates import find_dates, parse_date
from audit.ingest.fields import authors_of
from audit.ingest.page import Lines, plain
from audit.words import count_words

#: A headline has no more words than this; the longest of the 924 PolNeAR headlines has 31.
_TITLE_WORDS = 32
_HEAD_LINES = 6
_TITLE_LINES = 3
_BIO_LINES = 3
_BYLINE_LENGTH = 250
_BYLINE = re.compile(
    r"^(?:(?:story|written|reported|posted|words|text|analysis)\s+)?by[\s:]+(?P<names>[^\d.!?]{3,120}?)"
    r"(?:\s*[|•·,–—-]\s*(?:[\w ]{0,40}\b(?:correspondent|reporter|editor|writer|staff|news|press|times|post|agency|team"
    r"|bureau|desk)\b.*|.*\d.*))?\s*$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:written )?by\s*([A-Z].*)$", re.IGNORECASE)
_NAME_WORD = re.compile(r"^[^\W\d_a-zß-ÿ][\w.’'-]*$")
_PARTICLES = frozenset(
    {
        "and",
        "&",
        ",",
        "de",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "da",
        "di",
        "dos",
        "for",
        "the",
        "of",
        "in",
        "at",
    }
)
_BIO = re.compile(
    r"^(?:is|was|covers|writes|reports|has|leads|edits|joined|works|serves|can be reached)\b", re.IGNORECASE
)
_SECTIONS = frozenset(
    {
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
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an article apart from its text."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who wrote an article and when it was published, as the lines under its headline say."""

    authors: tuple[str, ...] = ()
    published: date | None = None


def imprint_of(lines: Sequence[str]) -> Imprint:
    """Authors and date from the short lines under a headline, which sites write without space between ("byJane DoeMay 3, 2025").

    A line with "by" wins over a bare name, and a bare name counts only where a date stands with it or right below.
    """
    dates = [find_dates(line) for line in lines]
    signed: list[str] = []
    bare: list[str] = []
    for position, line in enumerate(lines):
        end = re.escape(dates[position][0]) if dates[position] else r"\d"
        start = re.split(rf"[|/•]|\bPublished\b|{end}", line, maxsplit=1)[0].strip()
        named = _BY.match(start)
        if named and _is_bare_name(named.group(1)):
            signed.append(named.group(1))
        elif _is_bare_name(start) and any(dates[position : position + 3]):
            bare.append(start)
    written = next((found[0] for found in dates if found), None)
    return Imprint(authors=authors_of(next(iter([*signed, *bare]), None)), published=parse_date(written))


def take_title(lines: Lines) -> str | None:
    """Take the first line as headline, where it stands alone, is short and doesn't end as a sentence does."""
    filled = lines.filled(2)
    if len(filled) < 2 or not lines.stands_alone(filled[0]):
        return None
    line = lines[filled[0]].strip()
    if count_words(line) > _TITLE_WORDS or line.endswith((".", ",", ";", ":")) or line.lower() in _SECTIONS:
        return None
    return " ".join(lines.take(filled[0]).split())


def cut_known(lines: Lines, known: Known) -> None:
    """Cut what repeats the metadata: the headline at the top, the authors' names, a line about an author at the end."""
    names = {plain(name) for name in known.authors}
    for index in lines.filled(_TITLE_LINES):
        if known.title and plain(lines[index]) == plain(known.title) != "":
            lines.cut(index, "repeated_title")
    for index in lines.filled(_HEAD_LINES):
        if plain(lines[index]) in names:
            lines.cut(index, "byline")
    for index in lines.filled()[-_BIO_LINES:]:
        if any(_is_bio(lines[index], name) for name in known.authors):
            lines.cut(index, "author_note")


def take_head(lines: Lines, known: Known) -> tuple[tuple[str, ...], str | None]:
    """Authors and section, out of bylines and section names among the first lines; dates there are cut as well."""
    authors: tuple[str, ...] = ()
    section = None
    placeholder = not known.authors or (known.outlet is not None and plain(known.authors[0]) == plain(known.outlet))
    for position, index in enumerate(lines.filled(_HEAD_LINES)):
        line = lines[index].strip()
        byline = _BYLINE.match(line) if len(line) <= _BYLINE_LENGTH else None
        if not authors and byline and _are_names(byline.group("names")):
            authors = authors_of(byline.group("names"))
            lines.cut(index, "byline")
        elif is_time_stamp(line):
            lines.cut(index, "updated")
        elif section is None and line.lower().strip(" |:") in _SECTIONS:
            section = line.strip(" |:")
            lines.cut(index, "section")
        elif not authors and position == 0 and known.title and placeholder and _is_bare_name(line):
            authors = authors_of(line.replace("/", ";"))
            lines.cut(index, "byline")
    return authors, section


def _are_names(text: str) -> bool:
    words = text.replace(",", " , ").split()
    return 0 < len(words) <= 16 and all(word.lower() in _PARTICLES or _NAME_WORD.match(word) for word in words)


def _is_bare_name(line: str) -> bool:
    """Whether a line is nothing but one or two names of two or three words each."""
    names = re.split(r"/|,|&|\band\b", line)
    return len(names) <= 2 and all(2 <= len(name.split()) <= 3 and _are_names(name) for name in names)


def _is_bio(line: str, name: str) -> bool:
    line = line.strip()
    return (
        bool(name)
        and count_words(line) <= 80
        and line.startswith(name)
        and bool(_BIO.match(line[len(name) :].lstrip(" ,")))
    )
