"""What a source span is about: its head name, pronoun or noun, not any name that happens to stand in it.

"Clinton campaign manager Robby Mook" is about Robby Mook, "a spokesman for Mr. Trump" about a spokesman, "a report by
Politico" about Politico, "Mr. King and Mr. Schultz" about both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from audit.nlp.actors.authors import author_of
from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Reference, Sort
from audit.nlp.actors.lexicon import (
    BODY_NOUNS,
    FAMILY,
    FIRST,
    INDEFINITE,
    NO_ONE,
    NOBODY,
    OF_COUNTS,
    OWNED_BODIES,
    PERSON_NOUNS,
    POSTNOMINALS,
    RELATIVE,
    SECOND,
    THIRD,
)
from audit.nlp.actors.lists import role_nouns
from audit.nlp.actors.names import is_title
from audit.nlp.actors.nominals import (
    NOUNS,
    PLURAL,
    Nominal,
    complement_end,
    core_end,
    is_age,
    joins,
    nominal_at,
    noun_of,
    plain_phrase,
    sort_of,
)
from audit.nlp.actors.source_edges import trimmed

_PRONOUNS = THIRD | FIRST | RELATIVE
_IN_OFFICES = frozenset({"of", "for", "and", "the", "in", "&", ","})
"""Small words within an office: "Minister of State for Trade and Industry Ann Lee"."""

_SHARES = frozenset({"each", "either", "neither", "percent", "cent", "half", "third", "quarter", "fifth"})
"""Words for so many of some people: "each of the six said"."""

_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}")
_LONGEST_TITLE = 4
_THINGS = frozenset({"NN", "NNS", "NNP", "JJ"})


@dataclass(frozen=True, slots=True)
class SourceHead:
    """The head of a source: at most one of ``name``, ``pronoun`` and ``nominal``, or several ``parts`` joined by "and".

    ``phrase`` is how the source would be called if it stays without a name; ``agent`` is the named author of a document.
    """

    start: int
    end: int
    at: int
    name: Reference | None = None
    pronoun: str | None = None
    nominal: Nominal | None = None
    phrase: str = ""
    agent: Reference | None = None
    parts: tuple["SourceHead", ...] = ()


Names = Sequence[Reference | None]


def source_head(block: Block, start: int, end: int, names: Names) -> SourceHead | None:
    """The head of the source in tokens [start, end); None where it refers to nobody ("you", "nobody")."""
    start, end = trimmed(block, start, _uncut(block, end, names))
    if end - start > 1 and block.words[end - 1] in POSTNOMINALS and _is_person(names[end - 2]):
        end -= 1
    if start >= end or block.lowers[start] in NO_ONE or block.lowers[start : start + 2] == ["no", "one"]:
        return None
    host = _host(block, start, end, names) or _follower(block, start, end, names)
    if host:
        return SourceHead(start, end, host.end - 1, name=host)
    for form in (_one_office, _joined, _listed):
        head = form(block, start, end, names)
        if head:
            return head
    return _single(block, start, end, names)


def _uncut(block: Block, end: int, names: Names) -> int:
    """Where a source ends that was cut within a role and its bearer's name: "[Tory] MP Ann Lee waded in"."""
    at = end
    while at < len(block) and names[at] is None and block.tags[at] in {"NN", "NNP"} and at - end < _LONGEST_TITLE:
        at += 1
    name = names[at] if at < len(block) else None
    cut = end and block.tags[end - 1] in NOUNS and block.sentence[end - 1] == block.sentence[min(at, len(block) - 1)]
    titled = at > end or (at < len(block) and is_title(block.words[at]))
    if not cut or not titled or not _is_person(name) or name.start > at or name.end >= len(block):
        return end
    role = noun_of(block, at - (at > end)) in PERSON_NOUNS | role_nouns() and block.tags[name.end].startswith("VB")
    return name.end if role else end


def _host(block: Block, start: int, end: int, names: Names) -> Reference | None:
    """The name right before a source that is its apposition: "China, [Pyongyang's only ally,] said"."""
    if start < 2 or block.words[start - 1] != "," or end >= len(block):
        return None
    name = names[start - 2]
    closed = block.words[end] == "," or block.words[end - 1] == ","
    core = core_end(block, start, end)
    if name is None or not closed or names[core - 1] or block.tags[core - 1] not in NOUNS:
        return None
    person = name.entity is not None and name.entity.sort is Sort.PERSON
    noun = noun_of(block, core - 1)
    return name if not person or noun in PERSON_NOUNS or noun in role_nouns() else None


def _follower(block: Block, start: int, end: int, names: Names) -> Reference | None:
    """The person named right behind a source that is a role: "[the regional commissioner], Ann Lee said"."""
    if end + 2 >= len(block) or block.words[end] != ",":
        return None
    name, core = names[end + 1], core_end(block, start, end)
    person = _is_person(name) and name.start == end + 1 and name.end < len(block)
    role = (
        names[core - 1] is None and block.tags[core - 1] in NOUNS - PLURAL and noun_of(block, core - 1) in PERSON_NOUNS
    )
    return name if name and person and role and block.tags[name.end].startswith("VB") else None


def _listed(block: Block, start: int, end: int, names: Names) -> SourceHead | None:
    """The people whom a plural noun introduces: "two voters, Ann Lee and Bo Ray, who"."""
    core = core_end(block, start, end)
    if block.tags[core - 1] not in PLURAL or core + 2 >= end or block.words[core] != "," or not names[core + 1]:
        return None
    stop = next((at for at in range(core + 1, end) if block.words[at] in {",", "―", "--", "–", "—"}), end)
    head = _joined(block, core + 1, stop, names)
    return head if head and all(part.name for part in head.parts) else None


def _joined(block: Block, start: int, end: int, names: Names) -> SourceHead | None:  # noqa: PLR0911 - one return a reason
    """A source of several parts joined by "and" or "or": names, pronouns or plural nouns side by side."""
    stop = complement_end(block, start, end)
    cuts = [
        index
        for index in range(start + 1, stop - 1)
        if block.lowers[index] in {"and", "or", "&"}
        and names[index] is None
        and not block.tags[index - 1] == "CD" == block.tags[index + 1]  # "a hundred and sixty"
    ]
    for cut in cuts:
        left = _single(block, start, cut, names)
        if left is None or cut + 1 >= stop:
            return None
        core = core_end(block, start, cut)
        if core < cut and not (left.nominal and left.nominal.plural):
            return None
        if core < cut and block.tags[cut + 1] not in {"NNS", "NNPS", "DT"}:
            return None
        right = _single(block, cut + 1, stop, names)
        if left.nominal and right and right.name and _roles_of_one(block, cut, left.nominal, right.name):
            return right
        if not _whole(block, start, cut, left) or (block.tags[cut + 1].startswith(("V", "JJ", "RB")) and left.nominal):
            return None
        if right is None or not (right.name or right.pronoun or right.nominal):
            return None
        if left.name and right.name and left.name.end == cut and _shares_surname(block, left.name):
            return None
        if _two_roles(block, cut, left, right):
            return None
        return SourceHead(start, stop, right.at, phrase=plain_phrase(block, start, stop), parts=(left, right))
    return None


def _whole(block: Block, start: int, cut: int, left: SourceHead) -> bool:
    """Whether the part before "and" is a phrase of its own, and "and" does not join two adjectives or nouns before a head."""
    return left.at == cut - 1 or core_end(block, start, cut) < cut or block.lowers[cut - 1] in {"'s", "’s"}


def _two_roles(block: Block, cut: int, left: SourceHead, right: SourceHead) -> bool:
    """Whether two singular nouns under one determiner are two roles of one person: "the former senator and first lady"."""
    if left.nominal is None or right.nominal is None or not left.nominal.determiner:
        return False
    both = left.nominal.sort is Sort.PERSON and right.nominal.sort is Sort.PERSON
    return both and block.tags[cut + 1] not in {"DT", "PRP$"}


def _one_office(block: Block, start: int, end: int, names: Names) -> SourceHead | None:
    """A single office before which two things stand: "the work and pensions minister"."""
    stop = complement_end(block, start, end)
    cut = next((at for at in range(start + 2, stop - 2) if block.lowers[at] == "and"), -1)
    if cut < 0 or block.tags[start] != "DT" or block.tags[cut + 1] in {"DT", "PRP$"}:
        return None
    if any(names[at] or block.tags[at] not in _THINGS or _is_someone(block, at) for at in range(start + 1, cut)):
        return None
    right = _single(block, cut + 1, stop, names)
    office = right.nominal if right else None
    if office is None or office.sort is not Sort.PERSON or office.plural or office.head <= cut + 1:
        return None
    office = replace(office, start=start, determiner=block.lowers[start])
    return SourceHead(start, end, office.head, nominal=office, phrase=plain_phrase(block, start, stop))


def _is_someone(block: Block, at: int) -> bool:
    return noun_of(block, at) in PERSON_NOUNS


def _roles_of_one(block: Block, cut: int, left: Nominal, name: Reference) -> bool:
    """Whether two roles stand before one name: "his wife and current nominee Ann Lee"; a second relative is another person."""
    noun = noun_of(block, name.start - 1)
    single = left.sort is Sort.PERSON and not left.plural and block.tags[cut + 1] not in {"DT", "PRP$"}
    return single and name.start > cut + 1 and _is_person(name) and noun in PERSON_NOUNS - FAMILY


def _shares_surname(block: Block, name: Reference) -> bool:
    return name.end - name.start == 1 and block.lowers[name.start - 1] == "both"


def _single(block: Block, start: int, end: int, names: Names) -> SourceHead | None:
    low = block.lowers[start]
    if end - start == 1 or block.tags[start] in {"PRP", "WP", "WDT"}:
        if low in SECOND:
            return None
        if low in _PRONOUNS and (end - start == 1 or low != "that") and block.tags[start] != "PRP$":
            return SourceHead(start, end, start, pronoun=low)
        if end - start == 1 and low in _PRONOUNS:
            return SourceHead(start, end, start, pronoun=low)
    core = _behind_long_name(block, core_end(block, start, end), end, names)
    name = (
        _behind_aside(block, core, end, names)
        or _name_at_end(names, start, core)
        or _after_title(block, core, end, names)
    )
    if name:
        return SourceHead(start, end, name.end - 1, name=name)
    apposed = _apposed(block, start, core, end, names)
    if apposed:
        return SourceHead(start, end, apposed.end - 1, name=apposed)
    return _nominal(block, start, core, end, names)


def _behind_long_name(block: Block, core: int, end: int, names: Names) -> int:
    """The end of the core where a name with "of" only begins it: "the University of Chicago researchers"."""
    name = names[core - 1]
    if core < end - 1 and block.lowers[core] == "of" and _is_body(block, core, name):
        return _behind_place(block, core, end, names)
    if name is None or not core < name.end < end or names[name.end] or block.tags[name.end] not in NOUNS:
        return core
    behind = core_end(block, name.end, end)
    nouns = (name.end, behind - 1)
    people = any(block.tags[at] in PLURAL or noun_of(block, at) in PERSON_NOUNS | role_nouns() for at in nouns)
    return behind if people else core


def _is_body(block: Block, core: int, name: Reference | None) -> bool:
    """Whether a body's name, or a noun for one with a capital, ends before a token; offices and staffs are somebody's own."""
    if name is not None:
        return name.end == core and name.entity is not None and name.entity.sort is Sort.BODY
    return block.words[core - 1][:1].isupper() and noun_of(block, core - 1) in BODY_NOUNS - OWNED_BODIES


def _behind_place(block: Block, core: int, end: int, names: Names) -> int:
    """The end of a person's name behind a role and a body with a place: "University of Ashton ecologist Ann Lee"."""
    at = core + 1
    while at < end and block.words[at][:1].isupper() and not _is_person(names[at]):
        at += 1
    behind = core_end(block, at, end) if core + 1 < at < end else core
    name = names[behind - 1]
    roles = range(at, name.start + 1) if _is_person(name) else ()
    return behind if any(noun_of(block, index) in PERSON_NOUNS | role_nouns() for index in roles) else core


def _name_at_end(names: Names, start: int, core: int) -> Reference | None:
    """The name that ends the core of the phrase."""
    return names[core - 1] if core > start else None


def _behind_aside(block: Block, core: int, end: int, names: Names) -> Reference | None:
    """The person between whose role and name something stands in brackets: "DCP (Zone II) Ann Lee"."""
    behind = _behind_bracket(block, core, end)
    name = names[behind] if core < behind < end else None
    return name if _is_person(name) and name.start == behind and name.end == end else None


def _after_title(block: Block, core: int, end: int, names: Names) -> Reference | None:
    """The person after a title with "of": "Secretary of State John F. Kerry", "minister of mines and energy Ann Lee"."""
    if core >= end or block.lowers[core] not in {"of", "for"}:
        return None
    if noun_of(block, core - 1) not in PERSON_NOUNS or block.tags[core - 1] in PLURAL:
        return None
    name = next((names[at] for at in range(core + 1, complement_end(block, core + 1, end)) if names[at]), None)
    capital = block.words[core - 1][:1].isupper()
    if not _is_person(name) or name.start <= core + 1:
        return None
    if name.end < complement_end(block, core + 1, end) and not (capital and block.lowers[name.end] in {"of", "from"}):
        return None
    return name if _is_office(block, core, name) or (capital and core_end(block, core + 1, end) >= name.end) else None


def _is_office(block: Block, core: int, name: Reference) -> bool:
    """Whether the words from a title to a name are an office's: "of State for Trade", "of mines and energy"."""
    if block.words[core - 1][:1].isupper():
        return all(word[:1].isupper() or word in _IN_OFFICES for word in block.words[core + 1 : name.start])
    if is_title(block.words[name.start]):
        return False  # "a spokesman for Health Minister Ann Lee"
    field = name.start - 1
    return block.tags[field] in NOUNS and not sort_of(noun_of(block, field), plural=False)


def _apposed(block: Block, start: int, core: int, end: int, names: Names) -> Reference | None:
    """The person named behind a comma: "a lawyer for the news outlets, David Schulz,", "her brother, League boss Ann Lee,"."""
    if block.tags[core - 1] in PLURAL:
        return None
    stop = complement_end(block, start, end)
    behind = _behind_bracket(block, stop, end)
    stop = behind if behind == stop else complement_end(block, behind, end)
    if stop + 1 >= end or block.words[stop] not in {",", "--", "–", "—", ":"}:
        return None
    close = next((names[index] for index in range(stop + 1, min(stop + 4, end)) if names[index]), None)
    last = _name_at_end(names, stop + 1, core_end(block, stop + 1, end))
    if _is_person(close) and close.start <= stop + 2:
        return close
    noun = noun_of(block, core - 1)
    return last if _is_person(last) and (noun in PERSON_NOUNS or noun in role_nouns()) else None


def _behind_bracket(block: Block, index: int, end: int) -> int:
    """Where a phrase goes on behind brackets that open here: "the secretary of the CEI (Bishops' Conference), Ann Lee,"."""
    if index < end and block.words[index] in {"(", "["}:
        return next((at + 1 for at in range(index, end) if block.words[at] in {")", "]"}), index)
    return index


def _is_person(name: Reference | None) -> TypeGuard[Reference]:
    return name is not None and name.entity is not None and name.entity.sort is Sort.PERSON


def _nominal(block: Block, start: int, core: int, end: int, names: Names) -> SourceHead | None:
    """A source without a name: a nominal, a document with its author, or a bare quantifier ("some", "one")."""
    head = core - 1
    while head > start and block.tags[head] not in NOUNS and not _counts(block, head) and not is_age(block, head):
        head -= 1
    if block.tags[head] not in NOUNS and block.tags[core - 1] == "JJ" and not _counts(block, head):
        head = core - 1  # "a serving official" whose noun was tagged as an adjective
    low = block.lowers[head]
    counted = _counted(block, core, end)
    if counted:
        head, core = counted, counted + 1
    stop = complement_end(block, start, end)
    phrase = plain_phrase(block, start, max(stop, core))
    if not counted and _counts(block, head):
        return SourceHead(start, end, head, nominal=_bare(head, low, plural=low not in NOBODY), phrase=phrase)
    agent = author_of(block, start, core, end, names)
    nominal = nominal_at(block, head) or nominal_at(
        block, head, _guess(block, head) or (Sort.DOCUMENT if agent else None)
    )
    if nominal is None:
        return None
    if counted and block.lowers[start] in {"one", "another", "each"} and nominal.sort in {Sort.GROUP, Sort.PERSON}:
        nominal = Nominal(start, core, head, nominal.noun, Sort.PERSON, False, "one", -1)
        phrase = nominal.noun
    agent = agent if nominal.sort is Sort.DOCUMENT else None
    return SourceHead(start, end, head, nominal=nominal, phrase=phrase, agent=agent)


def _counts(block: Block, head: int) -> bool:
    """Whether a word says how many of some people: "some", "each", "six"."""
    low = block.lowers[head]
    return low in INDEFINITE | NOBODY | _SHARES or (block.tags[head] == "CD" and not joins(block, head - 1))


def _counted(block: Block, core: int, end: int) -> int:
    """The noun that is counted in "a group of doctors", "one of the docs"; 0 where there is none."""
    if core >= end or block.lowers[core] != "of" or block.lowers[core - 1] not in OF_COUNTS:
        return 0
    stop = core_end(block, core + 1, end)
    return stop - 1 if stop > core + 1 and block.tags[stop - 1] in NOUNS else 0


def _bare(head: int, low: str, *, plural: bool) -> Nominal:
    return Nominal(head, head + 1, head, low, Sort.GROUP if plural else Sort.PERSON, plural, "", -1)


def _guess(block: Block, head: int) -> Sort | None:
    """What an unlisted noun most likely is as a source: several people, a body with a proper name, else a document.

    An adjective stands for people ("the Japanese"); of any other word nothing is known.
    """
    tag = block.tags[head]
    if _ACRONYM.fullmatch(block.words[head]):
        return Sort.BODY
    if tag in PLURAL or tag == "JJ":
        return Sort.GROUP
    return Sort.BODY if tag == "NNP" else Sort.DOCUMENT if tag in NOUNS else None
