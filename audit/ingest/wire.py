"""Which news agency an article came from, read from its credits, datelines and bylines.

The agencies and their short forms are ``seeds/wire_agencies.csv``; what is stored is the agency's name there.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache

from audit.config import seeds_path

_PLACE = r"[A-Z][\w.'’ /-]{1,40}"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.?|April|Apr\.?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,\s*\d{{4}})?"
#: A credit is looked for in no more than this many characters at the end of a paragraph.
_CREDIT_LENGTH = 700
_CREDIT = (
    r"(?:(?:with|includes|including)\s+(?:additional\s+)?(?:agency\s+)?"
    r"(?:inputs?|reporting|material|files?|information|contributions?)\s+(?:from|by)"
    r"|(?:additional\s+|further\s+)?reporting\s+(?:by|from)|sources?|credits?|agency|agencies|via|from|by|courtesy(?:\s+of)?|[-–—]+)"
)
#: What may follow a credit. Where two patterns side by side can take the same white space, the first keeps it (``*+``): a long
#: run of it would be shared out in every possible way otherwise.
_END = r"\s*+(?:\.\s*+)?$"
#: Reuters signs "(Reporting by A in B; Editing by C)"; the pair of both halves is its form.
_SIGNATURE = re.compile(
    r"(?<!\s)\s*+(?:[(\[]\s*+)?(?:[-–—]+\s*+)?(?:Additional\s+)?(?:[Rr]eporting|[Ww]riting)\s+by\s[^()]{3,400}?;?\s*+"
    rf"(?:Editing|Writing|Compiled)\s+by\s[^()]{{3,200}}\)?{_END}"
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    names: tuple[tuple[str, re.Pattern[str]], ...]
    dateline: re.Pattern[str]
    credit: re.Pattern[str]
    ending: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    forms = {name: [re.escape(form) for form in listed] for name, listed in _forms().items()}
    agency = "|".join(sorted((form for some in forms.values() for form in some), key=len, reverse=True))
    bounded = rf"(?<![\w-])(?:{agency})(?![\w-])"
    return _Patterns(
        names=tuple((name, re.compile(rf"(?<![\w-])(?:{'|'.join(some)})(?![\w-])")) for name, some in forms.items()),
        dateline=re.compile(
            rf"^\s*(?:{_PLACE}(?:,\s*{_PLACE}){{0,3}}(?:[,.]\s*{_DAY})?[,.:]?\s*)?"
            rf"(?:\((?P<parens>{agency})\)\.?\s*(?:[-–—:]+)|/(?P<slashes>{agency})/\.?)\s*(?=\S)"
        ),
        credit=re.compile(
            rf"\s*[(\[]?\s*(?:[-–—]+\s*)?(?i:{_CREDIT})[\s:]*(?P<names>(?:the\s+)?{bounded}(?:[\s,&/]+(?:and\s+|the\s+|other\s+)*"
            rf"(?:{bounded}|[Aa]genc(?:y|ies)|(?:(?:staff\s)?(?:writer|reporter|journalist|correspondent)s?\s)?[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)){{0,4}})"
            rf"\s*+(?:\.\s*+)?[)\]]?{_END}"
        ),
        ending=re.compile(rf"(?<!\s)\s*+(?:[-–—]+\s*|[(\[]\s*|^)(?P<name>{agency})\s*+[)\]]?{_END}"),
    )


def agency_in(text: str | None) -> str | None:
    """The first agency that a credit names, by its name in the list, or None."""
    if not text:
        return None
    found = [(hit.start(), -len(hit.group()), name) for name, form in _patterns().names if (hit := form.search(text))]
    return min(found)[2] if found else None


def agency_named(text: str | None) -> str | None:
    """The agency that a field of its own names, whatever its capitals if nothing else stands there ("reuters", "AP")."""
    return _by_folded_name().get((text or "").strip().casefold()) or agency_in(text)


@cache
def _by_folded_name() -> dict[str, str]:
    """Agencies by each of their forms in small letters."""
    return {form.casefold(): name for name, forms in _forms().items() for form in forms}


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """The forms of each agency in the list, its name first."""
    with (seeds_path() / "wire_agencies.csv").open(encoding="utf-8", newline="") as stream:
        listed = {
            row["name"]: [*row["aliases"].split(";"), *row["credit_only"].split(";")] for row in csv.DictReader(stream)
        }
    return {name: (name, *filter(None, forms)) for name, forms in listed.items()}


def dateline_of(paragraph: str) -> tuple[str, int] | None:
    """The agency of a dateline such as ``WASHINGTON (AP) — `` and where the dateline ends, or None."""
    found = _patterns().dateline.match(paragraph)
    agency = agency_in(found.group("parens") or found.group("slashes")) if found else None
    return (agency, found.end()) if found and agency else None


def credit_at_end(paragraph: str) -> tuple[str | None, int] | None:
    """A credit that ends a paragraph (or is all of it) and where it starts; the agency is None where none is named."""
    offset = max(0, len(paragraph) - _CREDIT_LENGTH)
    tail = paragraph[offset:]
    if signed := _SIGNATURE.search(tail):
        agency = "Reuters" if ";" in signed.group() else agency_in(signed.group())
        return agency, offset + signed.start()
    for start in {tail.rfind("("), tail.rfind("["), 0 if offset == 0 else -1} - {-1}:
        if credit := _patterns().credit.match(tail, start):
            return agency_in(credit.group("names")), offset + start
    bare = _patterns().ending.search(tail)
    return (agency_in(bare.group("name")), offset + bare.start()) if bare else None
