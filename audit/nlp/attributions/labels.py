"""Labels with a colon that name no speaker: datelines ("NEW DELHI: The government …"), dates in a chronicle, headings of a list.

The encoder was trained on US news, where a name and a colon at the start of a line is a headline's or a transcript's speaker;
in other countries' papers the place stands so before the first paragraph, and in a guide what is spoken of ("Sleeping bags: …").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from audit.model import Span
from audit.nlp.actors.lexicon import BODY_NOUNS, DOCUMENT_NOUNS, GROUP_NOUNS, PERSON_NOUNS, THIRD
from audit.nlp.actors.lists import role_nouns
from audit.nlp.attributions.decoding import Linked
from audit.nlp.datelines import IN_CAPITALS

_LINE = re.compile(r"[^\n\r]+")
_DAY = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
_IN_CAPITALS = rf"{IN_CAPITALS}(?:, [^:\n]{{1,40}})?"
_WITH_DAY = rf"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,2}}, {_DAY}"
_DATELINE = re.compile(
    rf"\s*(?P<label>(?:{_IN_CAPITALS}|{_WITH_DAY})(?: ?\([^)\n]{{1,30}}\))?)\s?(?P<colon>:)[ \t\xa0]+(?P<lead>[^\s\"“'‘].*)"
)
_PLACE = re.compile(rf"(?:{_IN_CAPITALS}|{_WITH_DAY})(?: ?\([^)\n]{{1,30}}\))?")
_DASH = re.compile(r"(?: ?\([^)\n]{1,30}\))? ?[-–—]+ (?=[A-Z])")
_DATE = re.compile(rf"^[ \t\xa0]*(?:{_DAY}(?:, \d{{4}})?|\d{{4}})\s?(?P<colon>:)", re.MULTILINE)
_HEADING = re.compile(
    r"^[ \t\xa0]*(?P<label>[A-Z][\w’'-]+(?: [\w’'-]+){0,5})\s?(?P<colon>:)[ \t\xa0]+[A-Z]", re.MULTILINE
)
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?:\s|$)")
FEWEST_WORDS = 12  # of a first paragraph; what is shorter may be a headline ("TRUMP: WE WILL WIN")
FIRST_LINES = 3


def without_labels(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions but for those that a dateline's or a date's colon introduces; a place before a dash is no source."""
    dates = (match.start("colon") for match in _DATE.finditer(text))
    words = frozenset(_WORD.findall(text))
    headings = (match.start("colon") for match in _HEADING.finditer(text) if _is_heading(text, match["label"], words))
    colons = {*_dateline_colons(text), *dates, *headings}
    kept = (item for item in found if item.cue is None or not colons.intersection(range(*item.cue)))
    return [replace(item, source=None) if _is_place(text, item.source) else item for item in kept]


def _is_place(text: str, source: Span | None) -> bool:
    """Whether a source is no more than a dateline before a dash: "KARLOVO (AP) — Prime Minister Eva Marek …"."""
    if source is None or text[: source.start].rpartition("\n")[2].strip():
        return False
    return bool(_PLACE.fullmatch(text, *source) and _DASH.match(text, source.end))


def _dateline_colons(text: str) -> Iterator[int]:
    """Where the colon of a dateline stands: before a paragraph of sentences at the top, its label on no other line."""
    lines = (line for line in _LINE.finditer(text) if not line.group().isspace())
    for line in islice(lines, FIRST_LINES):
        match = _DATELINE.match(text, line.start(), line.end())
        if (
            match
            and len(match["lead"].split()) >= FEWEST_WORDS
            and _SENTENCE_END.search(match["lead"])
            and len(re.findall(rf"^\s*{re.escape(match['label'])}\s?:", text, re.MULTILINE)) == 1
        ):
            yield match.start("colon")


def _is_heading(text: str, label: str, words: frozenset[str]) -> bool:
    """Whether a label is a common noun, or ends in one, for what can't speak: "Women's sleeping bags", "Weight"."""
    *before, last = label.split()
    word = last.lower()
    if not (last.islower() if before else _stands_in(text, word, words)):
        return False
    speaking = PERSON_NOUNS | GROUP_NOUNS | BODY_NOUNS | DOCUMENT_NOUNS | role_nouns() | THIRD
    return word not in speaking and word.removesuffix("s") not in speaking


def _stands_in(text: str, word: str, words: frozenset[str]) -> bool:
    """Whether a text, whose plain words are given, holds a word as it is written, which may have hyphens and apostrophes."""
    if word in words or not words.issuperset(_WORD.findall(word)):
        return word in words
    return re.search(rf"\b{re.escape(word)}\b", text) is not None
