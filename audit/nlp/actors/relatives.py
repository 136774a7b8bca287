"""Whom a relative pronoun takes up: "Trump, who said …"."""

from audit.nlp.actors.entities import Entity, Reference, Sort
from audit.nlp.actors.lexicon import RELCL_DEPS, SUBJECT_DEPS
from audit.nlp.actors.nominals import NOUNS, nominal_at
from audit.nlp.actors.referents import referent
from audit.nlp.actors.state import Reading, State

_FURTHEST = 8
_STEPS = 6


def antecedent(state: State, reading: Reading, reference: Reference) -> Entity | None:
    """The head of the pronoun's clause by syntax, else the nearest fitting reference before it."""
    index = reference.start
    word = reading.block.lowers[index]
    found = _by_syntax(state, reading, index)
    if found is not None and found.sort is Sort.PLACE and word not in {"which", "that"}:
        return _above_place(state, reading, index) or found
    found = found or _nearest(state, reading, index, thing=word in {"which", "that"})
    if found is None and reference.is_source:
        return _noun_before(state, reading, index)
    return found


def _by_syntax(state: State, reading: Reading, index: int) -> Entity | None:
    block, verb = reading.block, index
    for _ in range(4):
        if block.deps[verb] in RELCL_DEPS:
            break
        verb = block.heads[verb]
    head = block.heads[verb]
    if block.deps[verb] not in RELCL_DEPS or head >= index:
        return None
    return state.covering(reading, head) or _in_role(state, reading, head)


def _in_role(state: State, reading: Reading, head: int) -> Entity | None:
    """Who has the role that a noun heads: Kesk in "Dora Kesk, Halvane's deputy, who is said to doubt it"."""
    at, in_title = reading.block.span(head, head + 1).start, reading.block.in_title
    return next(
        (
            entity
            for entity in state.book.entities
            for role in entity.roles
            if role.evidence.in_title == in_title and role.evidence.start <= at < role.evidence.end
        ),
        None,
    )


def _above_place(state: State, reading: Reading, index: int) -> Entity | None:
    """Who is meant by "who" behind a place: "Ann Lee was a citizen of Ashton, Ontario, who proclaimed herself queen"."""
    block, at = reading.block, index
    begin = next((place for place in range(index, -1, -1) if block.sentence[place] != block.sentence[index]), -1) + 1
    for _ in range(_STEPS):
        at = block.heads[at]
        subjects = (
            token
            for token in range(begin, index)
            if block.heads[token] == at != token and block.deps[token] in SUBJECT_DEPS
        )
        found = [state.covering(reading, token) for token in (at, *subjects)]
        fitting = next((one for one in found if one is not None and one.sort in {Sort.PERSON, Sort.GROUP}), None)
        if fitting is not None:
            return fitting
    return None


def _nearest(state: State, reading: Reading, index: int, *, thing: bool) -> Entity | None:
    for entity in state.salience.latest():
        last = state.salience.last[entity.number]
        if last.in_title != reading.block.in_title or index - last.end > _FURTHEST:
            return None
        if not (thing and entity.sort is Sort.PERSON):
            return entity
    return None


def _noun_before(state: State, reading: Reading, index: int) -> Entity | None:
    for at in range(index - 1, max(index - 10, -1), -1):
        if reading.block.tags[at] in NOUNS:
            nominal = nominal_at(reading.block, at) or nominal_at(reading.block, at, Sort.GROUP)
            if nominal and nominal.sort is not Sort.DOCUMENT:
                return referent(state, reading, nominal, phrase="", is_source=True)
    return None
