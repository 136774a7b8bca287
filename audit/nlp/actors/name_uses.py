"""The names in a text: what the entity recogniser found, trimmed to the name proper, with its title apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Sort
from audit.nlp.actors.lexicon import (
    FIRST,
    KIN,
    PARTICLES,
    PERSON_NOUNS,
    POSTNOMINALS,
    STYLES,
    SUFFIXES,
    THIRD,
    word_set,
)
from audit.nlp.actors.lists import given_names, role_nouns
from audit.nlp.actors.names import body_words, is_glued, is_title, plain_words, unglued, without_article
from audit.nlp.actors.nicknames import with_nicknames, without_lone_mark
from audit.nlp.actors.nominals import joins
from audit.nlp.actors.type_words import organisation_type
from audit.nlp.attributions.turns import ANSWER, QUESTION
from audit.nlp.datelines import DASHED
from audit.nlp.entities import whole_names

SORTS: dict[str, Sort] = {
    "PERSON": Sort.PERSON,
    "PER": Sort.PERSON,
    "ORG": Sort.BODY,
    "GPE": Sort.PLACE,
    "LOC": Sort.PLACE,
    "FAC": Sort.BODY,
    "NORP": Sort.GROUP,
}
"""Entity labels that can be actors; other labels (dates, money …) cannot."""
_TAG_TOKENS = 3
_MEMBERS = frozenset({"mp", "msp", "td", "mep", "mla", "mlc", "mca", "mpa", "mna", "mha", "mk"})
_FULL_NAME = 2  # words
_LONGEST_SURNAME = 3  # tokens, "Al-Sabah"
_TURNS = ([QUESTION, ":"], [ANSWER, ":"])
_PARTY_TAG = re.compile(r"[DRI]-[A-Z]")
SHORTEST_SHOUTED = 5
OFFICES = word_set(
    "president senator representative secretary governor mayor judge justice general minister chancellor congressman "
    "congresswoman "
    "nominee candidate spokesman spokeswoman spokesperson manager director strategist adviser advisor chairman "
    "chairwoman attorney "
    "former republican democratic democrat leader commissioner ambassador professor analyst reporter editor activist"
)
_NAMES_TOO = word_set(
    "dean hunter prince major porter cook baker bishop pope fisher skipper ranger star guy peer mason carter archer page king "
    "duke earl"
)
"""Nouns for people that are given names as well."""

_COURTESY = frozenset({"Mr", "Mrs", "Ms", "Miss", "Mx", "Madam", "Messrs"})
_HEADS = word_set(
    "president senator congressman congresswoman minister chancellor chairman chairwoman sen. rep. gov. nominee "
    "democrat republican libertarian"
)
"""Words inside a person entity that end the description before the name ("Democratic Sen. Claire McCaskill")."""


@dataclass(slots=True)
class NameUse:
    """One use of a name in the text: tokens [start, end), without title and possessive; ``words`` are plain."""

    block: Block
    start: int
    end: int
    words: tuple[str, ...]
    sort: Sort
    title: str | None = None
    title_at: int = -1

    @property
    def position(self) -> tuple[int, int]:
        """Order of reading: the body first, since a headline abbreviates what the body spells out."""
        return int(self.block.in_title), self.start

    def text(self) -> str:
        """The name as written, without words glued to it."""
        words = self.block.words[self.start : self.end]
        return " ".join(unglued(words)) if any(map(is_glued, words)) else self.block.text(self.start, self.end)


def in_headline(use: NameUse) -> bool:
    """Whether a name stands among capitalised words, as in a headline in title case."""
    return in_title_case(use.block, use.start, use.end)


def in_title_case(block: Block, start: int, end: int) -> bool:
    """Whether most words around tokens [start, end) of their sentence are capitalised."""
    sentence = block.sentence[start]
    begin, stop = max(start - 12, 0), min(end + 12, len(block))
    around = [
        block.words[at] for at in range(begin, stop) if block.sentence[at] == sentence and block.words[at].isalpha()
    ]
    return len(around) > SHORTEST_SHOUTED and sum(word[0].isupper() for word in around) > 0.65 * len(around)


def uses_of(block: Block) -> Iterable[NameUse]:
    """The names of a block that can be actors."""
    for first, behind, label in with_nicknames(block, whole_names(block.doc)):
        sort = SORTS.get(label)
        if sort is None:
            continue
        start, end = _trim(block, *without_lone_mark(block, first, behind), sort)
        if start < end:
            sort = _corrected(block, start, end, sort)
        if sort is Sort.BODY and _is_member(block, start, end):
            continue
        given = _of_party(block, start, end) if sort is Sort.BODY else -1
        start, sort = (given, Sort.PERSON) if given > 0 else (start, sort)
        title, title_at = None, -1
        if sort is Sort.PERSON and end < len(block) and block.lowers[end].strip(".") in SUFFIXES:
            end += 1
        if sort is Sort.PERSON:
            start, title, title_at = strip_titles(block, start, end)
        end = next((at + 1 for at in range(start + 1, end - 1) if is_glued(block.words[at])), end)
        plain = plain_words if sort is Sort.PERSON else body_words
        words = without_article(plain(unglued(block.words[start:end]))) if start < end else ()
        if (
            words
            and not STYLES.keys() >= set(words)
            and words[0] not in THIRD
            and words[0] not in FIRST
            and _is_name(block, start, end, sort)
        ):
            yield NameUse(block, start, end, words, sort, title, title_at)


def _corrected(block: Block, start: int, end: int, sort: Sort) -> Sort:
    """The label that an entity's own words tell better: titles, plural nouns for people, words of organisations."""
    last = block.lowers[end - 1]
    if sort is Sort.PERSON and _is_dateline(block, start):
        return Sort.PLACE
    people = (_titled_person, _is_kin, _is_addressed)
    if sort in {Sort.BODY, Sort.PLACE} and any(rule(block, start, end) for rule in people):
        return Sort.PERSON
    if sort is Sort.BODY and _are_people(block, start, end):
        return Sort.GROUP
    if sort is Sort.PLACE and end - start > 1 and organisation_type((last,)):
        return Sort.BODY
    return sort


def _of_party(block: Block, start: int, end: int) -> int:
    """Where a person's name begins behind the party that bears it: "the Nationals' Angus Teague"; -1 where none does."""
    for at in range(start + 1, end - 1):
        rest = block.words[at + 1 : end]
        if block.words[at] in {"'", "’", "'s", "’s"} and len(rest) in {2, 3}:
            given = block.lowers[at + 1] in given_names() and not any(
                organisation_type((word.lower(),)) for word in rest
            )
            return at + 1 if given and all(word[:1].isupper() for word in rest) else -1
    return -1


def _is_member(block: Block, start: int, end: int) -> bool:
    """Whether what was taken for a body is a member of parliament: "the Kaptumo MCA", "Labour MSP Ann Lee"."""
    return end - start > 1 and block.lowers[end - 1] in _MEMBERS and block.words[end - 1].isupper()


def _is_dateline(block: Block, start: int) -> bool:
    """Whether a paragraph begins with a name that only says where it was written: "KARLOVO (AP) — The government …"."""
    at = block.starts[start]
    first = not block.raw[:at].rpartition("\n")[2].strip()
    dateline = DASHED.match(block.raw, at) if first else None
    return dateline is not None and dateline["agency"] is not None


def _is_kin(block: Block, start: int, end: int) -> bool:
    """Whether a single word is named as somebody's relative: "Alice Penn's sister, Bet"."""
    return end - start == 1 < start and block.words[start - 1] == "," and block.lowers[start - 2] in KIN


def _is_addressed(block: Block, start: int, end: int) -> bool:
    """Whether a surname stands behind a courtesy title: "Mr Peerawit", "Mr Ó hEochaidh"."""
    if block.words[start].rstrip(".") in _COURTESY:
        return end - start > 1
    return end - start <= _LONGEST_SURNAME and start > 0 and block.words[start - 1].rstrip(".") in _COURTESY


def _are_people(block: Block, start: int, end: int) -> bool:
    """Whether an entity of one or two words ends in a plural noun for people: "Democrats", "Black Lawmakers"."""
    plural = block.tags[end - 1] in {"NNPS", "NNS"} and block.lowers[end - 1].removesuffix("s") in PERSON_NOUNS
    return plural and end - start <= 2 and not organisation_type(block.lowers[start:end])


def _titled_person(block: Block, start: int, end: int) -> bool:
    """Whether an entity that is labelled otherwise is a person with a title: "Rep. Gwen Moore", "South Korean President Park"."""
    if end - start < 2 or organisation_type((block.lowers[end - 1],)):
        return False
    if block.words[start].endswith(".") and is_title(block.words[start]):
        return True
    return any(block.lowers[at] in _HEADS and block.words[at + 1][:1].isupper() for at in range(start, end - 1))


def _is_name(block: Block, start: int, end: int, sort: Sort) -> bool:
    """Whether a trimmed entity can be a name: capital letters; people with a capital last; nationalities as plural nouns."""
    if sort is Sort.GROUP:
        after = block.tags[end] if end < len(block) else ""
        return block.tags[end - 1] in {"NNPS", "NNS"} and after not in {"NN", "NNS", "NNP", "NNPS"}
    if (
        _PARTY_TAG.match(block.words[start])
        or block.words[start : end + 1] in _TURNS
        or (end - start == _TAG_TOKENS and joins(block, start + 1) and len(block.words[start]) == 1)
    ):
        return False
    if sort is Sort.PERSON and not (_capital(block, end - 1) or block.lowers[end - 1].strip(".") in SUFFIXES):
        return False
    return any(map(str.isupper, block.raw[block.starts[start] : block.starts[end - 1] + len(block.words[end - 1])]))


def _capital(block: Block, index: int) -> bool:
    """Whether a word begins with a capital letter, ends one that does ("Ki-moon", "Chan-o-cha"), has one next ("hEochaidh")."""
    while not block.words[index][:1].isupper() and index > 1 and joins(block, index - 1):
        index -= 2
    word = block.words[index]
    return word[:1].isupper() or (len(word) > _FULL_NAME and word[1].isupper())


def _trim(block: Block, start: int, end: int, sort: Sort) -> tuple[int, int]:
    """Leave out a leading article, brackets with what follows, a person's comma or place, possessive, small edge words."""
    for index in range(start + 1, end):
        jr = index + 1 < end and block.lowers[index + 1].strip(".") in SUFFIXES
        if block.words[index] in {"(", "-LRB-", "["} or (
            sort is Sort.PERSON and ((block.words[index] == "," and not jr) or _says_where(block, start, index))
        ):
            end = index
            break
    if sort is Sort.PERSON and end - start > _FULL_NAME and block.words[end - 1] in POSTNOMINALS:
        end -= 1
    while start < end and (block.lowers[start] == "the" or not any(map(str.isalpha, block.words[start]))):
        start += 1
    while end > start and (not any(map(str.isalnum, block.words[end - 1])) or block.lowers[end - 1] in {"'s", "’s"}):
        end -= 1
    if start < end and any(word[:1].isupper() for word in block.words[start:end]):
        while block.words[end - 1].islower() and not (end - 2 > start and joins(block, end - 2)):
            end -= 1
        while block.words[start].islower() and block.lowers[start] not in PARTICLES:
            start += 1
    return start, end


def _says_where(block: Block, start: int, index: int) -> bool:
    """Whether a word says where the person lives or works who is named before it: "Stacey Plaskett of the Virgin Islands"."""
    named = block.words[start:index]
    return (
        block.lowers[index] in {"of", "from", "at"}
        and len(named) >= _FULL_NAME
        and all(word[:1].isupper() for word in named)
        and OFFICES.isdisjoint(word.lower() for word in named)
    )


def _is_described(block: Block, start: int, end: int) -> bool:
    """Whether a noun for a person begins a name of three words or more: "Crofter Donald John Morrison" opens a sentence."""
    noun, sentence = block.lowers[start], block.sentence[start]
    opens = start == 0 or block.sentence[start - 1] != sentence or block.words[start - 1].isspace()
    listed = noun in PERSON_NOUNS or noun in role_nouns()
    capitals = all(block.words[at][:1].isupper() for at in range(start, end))
    return opens and listed and capitals and end - start > _FULL_NAME and noun not in _NAMES_TOO


def strip_titles(block: Block, start: int, end: int) -> tuple[int, str | None, int]:
    """Where the name proper begins, and the title before it (inside the entity or just in front)."""
    title, at = None, -1
    for index in range(start, end - 1):
        word = block.words[index]
        role = (is_title(word) and (index == start or word.endswith("."))) or block.lowers[index] in OFFICES
        if (role or (index == at + 1 and is_title(word))) and block.words[index + 1][:1].isupper():
            title, at = word, index
    if at >= 0:
        return at + 1, title, at
    if _is_described(block, start, end):
        return start + 1, block.words[start], start
    if start > 0 and is_title(block.words[start - 1]):
        title, at = block.words[start - 1], start - 1
    return start, title, at
