"""Headlines that end in who says it: "Haze may return next week: NEA", "Fuel subsidy: Strike goes on, Ajaero insists".

Papers in Asia, Africa and Canada write so every day. The encoder, trained on bodies of US articles, passes over the first form,
and takes the subject that stands before a colon in the second for the speaker.
"""

import re
from collections.abc import Sequence

from audit.model import Span
from audit.nlp.actors.lexicon import ABBREVIATED, BODY_NOUNS, PERSON_NOUNS, word_set
from audit.nlp.actors.lists import role_nouns
from audit.nlp.attributions.decoding import BY_FORM, Linked
from audit.words import count_words

_SAYS = (
    r"says|said|insists|vows|claims|warns|alleges|admits|reveals|declares|laments|boasts"
    r"|argues|predicts|pleads|fumes|urges|explains"
)
_CLOSED = re.compile(
    rf"(?:(?P<label>[^:,\n]{{2,30}}): )?(?P<words>[^\n]+?), (?P<source>[^,:;\n]{{2,50}}?) (?P<cue>{_SAYS})[.!]?"
)
_SIGNED = re.compile(r"(?P<words>[^:\n]+)(?P<cue>:) (?P<source>[^,:;.?!\n]{2,50})")
_VERB = re.compile(
    r"\b(?:will|wo|ca|must|should|may|might|could|would|can|cannot|is|are|was|were|has|have|had|does|do|did|to|not|never|needs?)\b"
    r"|n[’']t\b|\w[’']ll\b",
    re.IGNORECASE,
)
_ASKS = word_set("how why what who when where which watch live video photos explainer")
_MEASURED = word_set(
    "study report survey poll data experts police officials sources analysts documents court scientists researchers"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_NAME = re.compile(r"(?:[A-Z][\w’'-]+)(?: (?:[A-Z][\w’'.-]+|of|the|bin|de|al|van|&)){0,4}")
_NO_SOURCE = word_set("a an the part day week year season episode review preview")
LONGEST, FEWEST, FEWEST_SIGNED = 30, 2, 3  # words of a headline; of a statement
LONGEST_SOURCE = 5
_SMALL = 3  # letters


def with_headlines(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions of a headline, with the one that its end makes; of any other text as they are."""
    line = text.strip()
    if not line or "\n" in line or count_words(line) > LONGEST:
        return list(found)
    more = _closed(text, line) if not found or _is_labelled(text, found) else None
    more = more or (_signed(text, line) if not found else None)
    return [more] if more else list(found)


def _is_labelled(text: str, found: Sequence[Linked]) -> bool:
    """Whether all that was found is a subject before a colon as speaker."""
    return len(found) == 1 and found[0].cue is not None and text[slice(*found[0].cue)].strip() == ":"


def _closed(text: str, line: str) -> Linked | None:
    match = _CLOSED.fullmatch(line)
    if match is None or count_words(match["words"]) < FEWEST or not _may_speak(match["source"]):
        return None
    if _VERB.search(match["source"]) or (match["label"] and _speaks(match["label"].split()[-1])):
        return None
    return _linked(text, line, match)


def _signed(text: str, line: str) -> Linked | None:
    """A statement, a colon and a source: a noun that speaks, an acronym, or a name where the statement has a verb."""
    match = _SIGNED.fullmatch(line)
    if match is None or count_words(match["words"]) < FEWEST_SIGNED or match["words"].split()[0].lower() in _ASKS:
        return None
    told = _VERB.search(match["words"]) is not None and _is_plain(match["words"])
    return _linked(text, line, match) if _is_source(match["source"], told=told) else None


def _is_plain(words: str) -> bool:
    """Whether words are not in title case, in which capitals tell no names."""
    longer = [word for word in words.split()[1:] if len(word) > _SMALL]
    return bool(longer) and sum(word[0].islower() for word in longer) * 2 > len(longer)


def _is_source(source: str, *, told: bool) -> bool:
    words = source.split()
    last = words[-1]
    if len(words) > LONGEST_SOURCE or words[0].lower() in _NO_SOURCE or last.lower() in _NO_SOURCE:
        return False
    if last.lower() in _MEASURED or last.lower() in ABBREVIATED:
        return True
    return told and bool(_may_speak(source) or _ACRONYM.fullmatch(source) or _NAME.fullmatch(source))


def _may_speak(source: str) -> bool:
    """Whether a phrase ends in a name, an acronym or a noun for a speaker."""
    last = source.rsplit(maxsplit=1)[-1]
    return len(source.split()) <= LONGEST_SOURCE and (last[:1].isupper() or last.lower() in _MEASURED or _speaks(last))


def _speaks(word: str) -> bool:
    """Whether a word is a noun for people or bodies."""
    low = word.lower()
    listed = PERSON_NOUNS | BODY_NOUNS | role_nouns() | ABBREVIATED.keys()
    return low in listed or low.removesuffix("s") in listed


def _linked(text: str, line: str, match: re.Match[str]) -> Linked:
    at = text.index(line)

    def span(group: str) -> Span:
        start, end = match.span(group)
        return Span(at + start, at + end)

    return Linked(span("source"), span("cue"), (span("words"),), BY_FORM)
