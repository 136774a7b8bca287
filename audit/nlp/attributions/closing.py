"""Sentences that end in who says it: "The bridge is safe, the Roads Agency said on Monday", "…, according to the agency".

The encoder, trained on US political news, passes over one in twenty of them in other countries' papers, where the speaker is
far from what it has seen. The form itself leaves no doubt: a verb that needs an object stands last and has none behind it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from audit.model import Span
from audit.nlp.attributions.decoding import BY_FORM, Linked
from audit.nlp.attributions.tags import ABBREVIATION, Parts, speaker_at
from audit.nlp.datelines import DASHED
from audit.nlp.quotation import quotations
from audit.words import count_words

_SAYING = (
    r"said|says|added|adds|noted|notes|explained|explains|announced|warned|warns|stated|states|recalled|argued|argues|claimed"
    r"|claims|reported|reports|confirmed|revealed"
    r"|say|report|note|warn|argue"
    r"|told (?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}|(?:the )?(?:reporters|journalists|media))"
)
_WHEN = (
    r"(?:on|in|at|during|late|last|this|earlier|yesterday|today|recently|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"\b[^.!?,;:“”\"\n\r]{0,60}"
)
_TAG = re.compile(
    rf" (?P<cue>(?:(?:has|have|had|also|later|then|further) ){{0,3}}(?:{_SAYING}))(?: {_WHEN})?"
    r"(?:\.(?=\s|$)|(?=[ \t\xa0]*(?:[\n\r]|$)))"
)
_ACCORDING = re.compile(r", (?P<cue>according to) (?P<source>[^.,;:“”\"()\n\r]{3,80})\.(?=\s|$)")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*[ \t\xa0]+(?=[\"“‘'(]?[A-Z\d])|[\n\r]+\s*")
_BULLET = re.compile(r"[•·▪●◦■*–—-][ \t\xa0]+")
_LAST_WORD = re.compile(r"\S+$")
_SETTING = re.compile(
    r"(?:When|Asked|Speaking|In (?:a|an|his|her|its|their|the) (?:\w+ )?(?:statement|interview|speech|letter))\b"
)
_BETWEEN = 100  # characters of a speaker
FEWEST_WORDS = 5  # of the statement


def with_closing(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions and those of sentences that end in speaker and verb, where no part of one belongs to any."""
    tags, pointers = list(_TAG.finditer(text)), list(_ACCORDING.finditer(text))
    if not tags and not pointers:
        return list(found)
    parts, starts = Parts(found), _sentence_starts(text)
    more = [_attribution(text, tag, starts[bisect_right(starts, tag.start()) - 1]) for tag in tags]
    more += [_pointed(text, tag, starts[bisect_right(starts, tag.start()) - 1]) for tag in pointers]
    items, new = list(found), []
    for item, end in more:
        near = parts.touching(item.content[0].start, end) if item else set()
        if item and all(_is_strayed(text, items[number], item.content[0]) for number in near):
            new.append(item)
            for number in near:
                items[number] = items[number].without([item.content[0]])
    return [*(item for item in items if item.content), *new]


def _is_strayed(text: str, item: Linked, mine: Span) -> bool:
    """Whether an attribution that has a sentence of a list of bullets speaks on another line."""
    line = Span(text.rfind("\n", 0, mine.start) + 1, mine.end)
    told = [part for part in (item.source, item.cue) if part is not None]
    bulleted = _BULLET.match(text, line.start) is not None
    return (
        bulleted
        and bool(told)
        and not any("\n" not in text[line.start : part.end] for part in told if part.end > line.start)
    )


def _sentence_starts(text: str) -> list[int]:
    """Where sentences begin, to judge by stops and capitals; an abbreviation ends none."""
    starts = [0]
    for gap in _SENTENCE.finditer(text):
        word = _LAST_WORD.search(text, max(0, gap.start() - 12), gap.start())
        if text[gap.start()] in "\n\r" or word is None or not ABBREVIATION.fullmatch(word.group()):
            starts.append(gap.end())
    return starts


def _attribution(text: str, tag: re.Match[str], start: int) -> tuple[Linked | None, int]:
    """The attribution that a closing tag makes of its sentence, None where it makes none; and where the sentence ends."""
    bullet = _BULLET.match(text, start)
    start = bullet.end() if bullet else start
    dateline = DASHED.match(text, start)
    start = dateline.end() if dateline else start
    comma = text.rfind(", ", max(start, tag.start() - _BETWEEN), tag.start())
    if comma < 0 or _SETTING.match(text, start) or _is_quoted(text, comma):
        return None, tag.end()
    source = speaker_at(text, comma + 2)
    whole = source is not None and _closes(text, source, tag.start())
    if source is None or not whole or count_words(text[start:comma]) < FEWEST_WORDS:
        return None, tag.end()
    cue = Span(*tag.span("cue"))
    return Linked(Span(source.start, tag.start()), cue, (Span(start, comma),), BY_FORM), tag.end()


def _pointed(text: str, tag: re.Match[str], start: int) -> tuple[Linked | None, int]:
    """The same of a sentence that ends in "according to" somebody."""
    whole = count_words(text[start : tag.start()]) >= FEWEST_WORDS and not _is_quoted(text, tag.start())
    source, cue = Span(*tag.span("source")), Span(*tag.span("cue"))
    return Linked(source, cue, (Span(start, tag.start()),), BY_FORM) if whole else None, tag.end()


def _closes(text: str, source: Span, end: int) -> bool:
    """Whether nothing but brackets stands between a speaker's last word and the verb."""
    rest = text[source.end : end].strip()
    return not rest or (rest.startswith("(") and rest.endswith(")") and "(" not in rest[1:])


def _is_quoted(text: str, at: int) -> bool:
    quotes = quotations(text)
    number = bisect_right(quotes, at, key=attrgetter("start")) - 1
    return number >= 0 and quotes[number].end > at
