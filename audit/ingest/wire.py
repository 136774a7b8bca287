"""Which news agency an article came from, read from its credits, datelines and bylines."""

import re

#: Agency → the ways in which it is written in credits (regular expressions, whole words). The first name is the one stored.
AGENCIES: dict[str, tuple[str, ...]] = {
    "Reuters": (r"Reuters(?: News Agency| Health)?", r"Thomson Reuters(?: Foundation)?"),
    "AP": (r"AP(?: News)?", r"(?:The )?Associated Press"),
    "AFP": (r"AFP", r"Agence[- ]France[- ]Presse"),
    "UPI": (r"UPI", r"United Press International"),
    "dpa": (r"dpa(?:-AFX)?", r"DPA", r"Deutsche Presse-Agentur"),
    "PTI": (r"PTI", r"Press Trust of India"),
    "ANI": (r"ANI", r"Asian News International"),
    "IANS": (r"IANS", r"Indo-Asian News Service"),
    "UNI": (r"UNI", r"United News of India"),
    "PA": (r"PA(?: Media| News(?: Agency)?)", r"(?:UK )?Press Association"),
    "CP": (r"(?:The )?Canadian Press",),
    "AAP": (r"AAP", r"Australian Associated Press"),
    "EFE": (r"EFE",),
    "ANSA": (r"ANSA",),
    "Xinhua": (r"Xinhua(?: News Agency)?",),
    "TASS": (r"(?:ITAR-)?TASS",),
    "Interfax": (r"Interfax",),
    "RIA Novosti": (r"RIA(?: Novosti)?",),
    "Kyodo": (r"Kyodo(?: News)?",),
    "Jiji": (r"Jiji(?: Press)?",),
    "Yonhap": (r"Yonhap(?: News Agency)?",),
    "Anadolu": (r"Anadolu(?: Agency| Ajansi)?",),
    "Bernama": (r"Bernama",),
    "Bloomberg": (r"Bloomberg(?: News)?",),
    "Tribune News Service": (r"Tribune News Service", r"TNS"),
    "CNN Newsource": (r"CNN (?:Wire|Newsource)",),
}
_NAMES = [(name, re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])")) for name, forms in AGENCIES.items()]
AGENCY = "|".join(form for forms in AGENCIES.values() for form in forms)
_PLACE = r"[A-Z][\w.'’ /-]{1,40}"
_DAY = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.?|April|Apr\.?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)\s+\d{1,2}(?:,\s*\d{4})?"
DATELINE = re.compile(
    rf"^\s*(?:{_PLACE}(?:,\s*{_PLACE}){{0,3}}(?:[,.]\s*{_DAY})?[,:]?\s*)?"
    rf"(?:\((?P<parens>{AGENCY})\)|/(?P<slashes>{AGENCY})/)\.?\s*(?:[-–—:]+|(?<=/)|(?<=/\.))\s*(?=\S)"
)
_CREDIT_WORDS = (
    r"(?:with\s+(?:additional\s+)?(?:agency\s+)?(?:inputs?|reporting|material|files?|information|contributions?)\s+(?:from|by)"
    r"|(?:additional\s+|further\s+)?reporting\s+by|source|credit|agency|agencies|via|from|by|courtesy(?:\s+of)?)"
)
#: A line, or a bracket that ends a paragraph, which says nothing but where the text came from.
CREDIT = re.compile(
    rf"\s*[(\[]?\s*(?:[-–—]+\s*)?{_CREDIT_WORDS}[\s:]+(?P<names>(?:(?:the|and|&|,|/|\s|news|agency|agencies|{AGENCY}|[A-Z]\w+)\s*){{1,12}})\s*\.?\s*[)\]]?\s*\.?\s*$",
    re.IGNORECASE,
)
#: Reuters signs "(Reporting by A in B; Editing by C)"; the pair of both halves is its form.
SIGNATURE = re.compile(
    r"\s*[(\[]?\s*(?:[-–—]+\s*)?(?:Additional\s+)?(?:Reporting|Writing)\s+by\s[^()]{3,400}?;?\s*(?:Editing|Writing|Compiled)\s+by\s[^()]{3,200}\)?\s*\.?\s*$"
)
_LINE_END = re.compile(rf"\s*(?:[-–—]+\s*|[(\[]\s*)(?P<name>{AGENCY})\s*[)\]]?\s*\.?\s*$")


def agency_in(text: str | None) -> str | None:
    """The first agency that a credit names, by its short name, or None."""
    if not text:
        return None
    found = [(match.start(), -len(match.group()), name) for name, form in _NAMES if (match := form.search(text))]
    return min(found)[2] if found else None


def dateline_of(paragraph: str) -> tuple[str, int] | None:
    """The agency of a dateline such as ``WASHINGTON (AP) — `` and where the dateline ends, or None."""
    found = DATELINE.match(paragraph)
    if not found:
        return None
    agency = agency_in(found.group("parens") or found.group("slashes"))
    return (agency, found.end()) if agency else None


def credit_at_end(paragraph: str) -> tuple[str | None, int] | None:
    """A credit that ends a paragraph (or is the whole of it): the agency, None where none is known, and where it starts."""
    if signed := SIGNATURE.search(paragraph):
        return ("Reuters" if ";" in signed.group() else agency_in(signed.group())), signed.start()
    start = max(paragraph.rfind("("), paragraph.rfind("["))
    for begin in sorted({0, start} - {-1}, reverse=True):
        credit = CREDIT.match(paragraph, begin)
        agency = agency_in(credit.group("names")) if credit else None
        if agency:
            return agency, begin
    if bare := _LINE_END.search(paragraph):
        return agency_in(bare.group("name")), bare.start()
    return None
