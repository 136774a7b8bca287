"""Names of one word that the recogniser took for a person's, though the article tells that nobody bears them.

Only such count as never have a given name, a title or a role: "energy giant Tidemark", "Baromar, the firm that",
"40,000 Rohingya", the game “Valheim”. As people they would draw "he" and "she".
"""

from collections import defaultdict
from collections.abc import Sequence

from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Sort
from audit.nlp.actors.lexicon import BODY_NOUNS, PERSON_NOUNS, word_set
from audit.nlp.actors.lists import role_nouns
from audit.nlp.actors.name_uses import NameUse
from audit.nlp.actors.nominals import NOUNS, core_end, noun_of

_BEFORE_NAMES = word_set(
    "company firm giant maker app startup start-up website retailer operator brand airline party bank newspaper magazine channel "
    "broadcaster station charity agency club union supermarket developer carrier lender insurer platform"
)
"""Nouns for a body that stand before its name: "energy giant Tidemark"."""

_NUMBERS = frozenset({"hundred", "thousand", "million", "dozen"})
_OPENING, _CLOSING = frozenset({'"', "“", "‘", "``"}), frozenset({'"', "”", "’", "''", ".”", ",”"})
_MANY = frozenset({"many", "several", "some", "most", "few", "fewer", "other"})
_PLURAL_VERBS = frozenset({"are", "were", "have"})
_APPOSED = frozenset({",", "that", "which", "."})


def without_mistaken(uses: Sequence[NameUse]) -> list[NameUse]:
    """The uses of names, those of such words with the sort that the article tells; titles of works are left out."""
    parts = {word for use in uses if use.sort is Sort.PERSON and len(use.words) > 1 for word in use.words}
    alone: defaultdict[str, list[NameUse]] = defaultdict(list)
    for use in uses:
        if use.sort is Sort.PERSON and len(use.words) == 1 and use.words[0] not in parts:
            alone[use.words[0]].append(use)
    dropped: set[int] = set()
    for found in alone.values():
        if any(use.title or _has_role(use) for use in found):
            continue
        if any(_is_title_of_work(use) for use in found):
            dropped.update(map(id, found))
        sort = next((told for use in found if (told := _told(use))), None)
        for use in found:
            use.sort = sort or use.sort
    return [use for use in uses if id(use) not in dropped]


def _told(use: NameUse) -> Sort | None:
    """What the words beside a name tell it is, if they tell."""
    block, before = use.block, use.start - 1
    if before >= 0 and block.tags[before] in NOUNS and block.lowers[before] in _BEFORE_NAMES:
        return Sort.BODY
    if _is_apposed(block, use.end):
        return Sort.BODY
    if _is_group(use):
        return Sort.GROUP
    return None


def _is_group(use: NameUse) -> bool:
    """Whether a name counts people: a number or "many" before it, a plural verb behind it."""
    block, before = use.block, use.start - 1
    counted = before >= 0 and _is_number(block, before)
    joined = before >= 0 and block.lowers[before] in {"and", ",", "or"}
    plural = use.end < len(block) and block.lowers[use.end] in _PLURAL_VERBS and not joined
    return (counted and not _goes_on(block, use.end)) or plural


def _is_number(block: Block, at: int) -> bool:
    """Whether a word counts people: "many", "40,000", "thousand", but no year or day."""
    low = block.lowers[at]
    return low in _MANY | _NUMBERS or (low.replace(",", "").isdecimal() and "," in low)


def _goes_on(block: Block, end: int) -> bool:
    return end < len(block) and block.tags[end] in NOUNS


def _is_body(block: Block, at: int) -> bool:
    return noun_of(block, at) in BODY_NOUNS or block.lowers[at] in _BEFORE_NAMES


def _is_apposed(block: Block, end: int) -> bool:
    """Whether a noun for a body follows in apposition: ", the firm that", ", a national institution,"."""
    if end + 2 >= len(block) or block.words[end] != "," or block.tags[end + 1] != "DT":
        return False
    core = core_end(block, end + 1, min(end + 10, len(block)))
    return _is_body(block, core - 1) and core < len(block) and block.lowers[core] in _APPOSED


def _has_role(use: NameUse) -> bool:
    """Whether a noun for a person stands right before a name: "haulier Felch"."""
    block, before = use.block, use.start - 1
    return before >= 0 and block.tags[before] in NOUNS and not _is_body(block, before) and _is_person(block, before)


def _is_person(block: Block, at: int) -> bool:
    noun = noun_of(block, at)
    return noun in PERSON_NOUNS or noun in role_nouns()


def _is_title_of_work(use: NameUse) -> bool:
    """Whether a name stands alone within quotation marks beside a noun for a thing: the game “Valheim”, the “Dune” franchise."""
    block = use.block
    if use.start < 2 or use.end >= len(block) or block.words[use.start - 1] not in _OPENING:
        return False
    close = use.end + (block.words[use.end] in {".", ","})
    beside = [at for at in (use.start - 2, close + 1) if at < len(block) and block.tags[at] == "NN"]
    closed = close < len(block) and block.words[close] in _CLOSING
    return closed and bool(beside) and not any(_is_person(block, at) for at in beside)
