"""What sort of source an actor is (official, politician, expert …), from its roles, its name or its words.

What an article says weighs differently: a noun that says enough by itself ("senator"), or any with the organisation that
tells its type ("Central Bank governor"), is firm; a weak noun alone ("governor") is less, and what is merely likely
("Ann Lee, 25, of Ashton") least. The weightiest sort of evidence decides; within it, what the article says most often.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.model import ActorKind, Evidence
from audit.nlp.actors.entities import Entity, Role, Sort, Standing
from audit.nlp.actors.identity import FAMILY
from audit.nlp.actors.lexicon import SERVING, word_set
from audit.nlp.actors.lists import organisation_names
from audit.nlp.actors.names import plain_word
from audit.nlp.actors.type_words import (
    FIRM,
    WEAK,
    collective_type,
    is_weak,
    organisation_type,
    rated,
    singular,
    unless_paid,
)

ELECTED, LIKELY = 4, 1
"""Weights beside those of words: a party's letter behind the name, and what is merely likely."""

_PRESIDENTS = frozenset({("president",), ("vice", "president")})
_CONGRESS = frozenset({"Rep.", "Reps.", "Sen.", "Sens.", "Gov.", "Govs."})
_EXECUTIVE = word_set("president premier chancellor mayor governor king queen")
_RUNNING = word_set("candidate nominee hopeful contender")
_LED = word_set("campaign candidacy bid")
_SERVED = frozenset({"politician", "business", "celebrity"})
_SIDES = word_set("former ex then club team national retired england scotland wales ireland australia india county")
_INITIATED = re.compile(r"\b(?:familiar with|briefed on|close to|(?:knowledge|aware) of)\b")
_COMPANIONS = word_set("colleagues team co-authors")
_DEEPEST = 4


class Typed(NamedTuple):
    """A source type, how weighty what tells it is, and where that stands (None for what a name tells by itself)."""

    kind: str | None
    weight: float = 0
    evidence: Evidence | None = None


_NOTHING = Typed(None)


def source_type(entity: Entity, depth: int = 0) -> Typed:
    """The source type of an actor; ``depth`` counts the bodies and people it was asked through."""
    if entity.sort is Sort.DOCUMENT:
        return Typed(ActorKind.DOCUMENT.value, FIRM)
    if depth > _DEEPEST:
        return _NOTHING
    told = [typed for typed in _told(entity, depth) if typed.kind]
    if entity.sort is Sort.PLACE:
        told = [typed for typed in told if typed.kind == "media"]  # a country is called all sorts of things
    by_name = _by_name(entity, depth)
    if by_name.kind and (by_name.weight >= FIRM or not told):
        return by_name
    return _weightiest(told)


def _weightiest(told: Sequence[Typed]) -> Typed:
    """The type that the weightiest evidence gives most often, of equals the first."""
    if not told:
        return _NOTHING
    best = max(typed.weight for typed in told)
    firm = [typed for typed in told if typed.weight == best]
    counts = Counter(typed.kind for typed in firm)
    return max(firm, key=lambda typed: counts[typed.kind])


def _told(entity: Entity, depth: int) -> Iterator[Typed]:
    """What the article's roles and other statements tell, in their order."""
    for role in entity.roles:
        yield _of_role(role, depth)
    for standing in entity.standings:
        yield _of_standing(standing, depth)


def _of_role(role: Role, depth: int) -> Typed:
    words = role.text.split()
    kind, weight = rated(words)
    country = role.body is not None and role.body.sort in {Sort.PLACE, Sort.GROUP}
    if words[-1] == "President" and (country or tuple(map(singular, words)) in _PRESIDENTS):
        return Typed("politician", FIRM, role.evidence)
    if words[-1] in _CONGRESS and kind == "politician":
        return Typed(kind, FIRM, role.evidence)
    if words[-1] in {"Dr", "Dr."}:
        return Typed(kind, LIKELY, role.evidence)  # a degree is no office
    if words[-1] == "captain" and _SIDES.issuperset(word.lower() for word in words[:-1]):
        return Typed("celebrity", WEAK, role.evidence)  # of a team; those of ships and the police are told so
    whom = role.body
    if whom is not None and weight < FIRM and may_lend(whom, kind, role.noun, role.text):
        found = _lent(whom, depth)
        if found.kind:
            return Typed(unless_paid(kind, found.kind), found.weight, role.evidence)
    return Typed(kind, weight, role.evidence)


def may_lend(whom: Entity, kind: str | None, noun: str, phrase: str) -> bool:
    """Whether a role can have its type from whom it belongs to: any body, or a person whom one serves.

    A country tells no more than "governor" does.
    """
    if kind and whom.sort in {Sort.PLACE, Sort.GROUP}:
        return False
    if whom.sort is Sort.PERSON and noun not in SERVING:
        return False
    weak = is_weak(phrase)
    return noun in SERVING if weak is None else weak


def _lent(whom: Entity, depth: int) -> Typed:
    """The type that somebody has from whom a weak role belongs to.

    Who serves a head of government is an official, unless that is spoken of as a candidate.
    """
    found = source_type(whom, depth + 1)
    if whom.sort is not Sort.PERSON:
        return Typed(found.kind, min(found.weight, FIRM))
    if found.kind not in _SERVED:
        return _NOTHING
    nouns = {role.noun for role in whom.roles}
    return Typed("official" if nouns & _EXECUTIVE and not nouns & _RUNNING else found.kind, min(found.weight, FIRM))


def _of_standing(standing: Standing, depth: int) -> Typed:
    if standing.kind is not None or standing.body is None:
        return Typed(standing.kind, standing.weight, standing.evidence)
    found = source_type(standing.body, depth + 1)
    return Typed(found.kind, min(found.weight, standing.weight), standing.evidence)


def _by_name(entity: Entity, depth: int) -> Typed:
    """What the name, the words or the parts of an actor tell."""
    if entity.sort in {Sort.BODY, Sort.PLACE}:
        return _of_body(entity, depth)
    if entity.parts:
        kinds = {source_type(part, depth + 1).kind for part in entity.parts}
        return Typed(kinds.pop(), FIRM) if len(kinds) == 1 else _NOTHING
    if entity.named and entity.sort is Sort.PERSON:
        return _NOTHING
    return _by_words(entity, depth)


def _by_words(entity: Entity, depth: int) -> Typed:
    """What the words tell by which somebody without a name is called."""
    words = entity.name.split()
    if entity.sort is Sort.GROUP and words[-1][:1].isupper() and "for" in words:
        named = organisation_type(map(plain_word, words))
        if named:
            return Typed(named, FIRM)  # "Citizens for Tax Justice"
    kind, weight = ("expert", WEAK) if words == ["authors"] else rated(words)  # of a study; novelists have names
    if kind == "citizen" and _INITIATED.search(entity.name):
        return _NOTHING
    found = _by_owner(entity, kind, weight, depth)
    if found.kind:
        return found
    if kind is None and entity.sort is Sort.GROUP:
        kind = collective_type(words)
        weight = FIRM
    return Typed(kind, weight)


def _by_owner(entity: Entity, kind: str | None, weight: float, depth: int) -> Typed:
    """The type that somebody without a name has from whom he or she belongs to: "a Tidemark spokesman", "her colleagues"."""
    if entity.owner is None:
        return _NOTHING
    if kind is None and entity.name.split()[-1] in _COMPANIONS:
        return source_type(entity.owner, depth + 1)
    if weight < FIRM and may_lend(entity.owner, kind, entity.noun, entity.name):
        found = _lent(entity.owner, depth)
        return found._replace(kind=unless_paid(kind, found.kind))
    return _NOTHING


def _of_body(entity: Entity, depth: int) -> Typed:
    written = [plain_word(word) for word in entity.name.split()]
    plain = tuple(word for word in written if word != "&")
    names = organisation_names() if entity.named and not entity.name.islower() else {}
    found = names.get(" ".join(written)) or names.get(" ".join(entity.words))
    found = found or organisation_type(plain) or organisation_type(entity.words)
    if entity.sort is Sort.PLACE:
        # "The New Yorker" is taken for a place at times
        return Typed(found, FIRM) if found == "media" else Typed("official", WEAK)
    if found is None and entity.owner is not None and entity.noun != FAMILY:
        owner = source_type(entity.owner, depth + 1)
        if owner.kind or entity.noun in _LED:
            return owner if owner.kind else Typed("politician", FIRM)
    if found:
        return Typed(found, FIRM)
    kind = collective_type(entity.name.split())
    if kind == "citizen" and entity.named and entity.owner is None and len(plain) > 1:
        return _NOTHING  # "New York Communities for Change"
    return Typed(kind, FIRM if kind else 0)
