"""Names that come later: "A New York judge has ruled …" before "Justice Frank Nervo" is introduced is Frank Nervo already."""

from collections.abc import Sequence

from audit.model import Evidence
from audit.nlp.actors.entities import Entity, Role, Sort
from audit.nlp.actors.lexicon import GENDERED
from audit.nlp.actors.roles import role_fit
from audit.nlp.actors.state import Reading, State

_LEAD_SENTENCES = 6
_LATER_SENTENCES = 8


def identify_later(state: State, readings: Sequence[Reading]) -> None:
    """For the next reading: an unnamed person of the lead is the first person named near it whose role fits."""
    body = readings[0].block
    named = (
        sorted(
            ((first.start, entity.number), entity)
            for entity in state.book.entities
            if entity.named and entity.sort is Sort.PERSON and entity.roles
            for first in [next((item for item in entity.references if not item.in_title), None)]
            if first is not None
        )
        if body
        else []
    )
    for place, entity in list(state.made.items()):
        if entity.named or entity.sort is not Sort.PERSON or not entity.references:
            continue
        at = -1 if place[0] else place[1]
        sentence = -1 if at < 0 else body.sentence[at]
        if sentence >= _LEAD_SENTENCES:
            continue
        last = max(sentence, 0) + _LATER_SENTENCES
        later = [other for (first, _), other in named if first > at and body.sentence[first] <= last]
        found = next((other for other in later if _is_same(entity, other)), None)
        if found:
            state.made[place] = found
            _hand_over(entity, found, readings[0])


def _is_same(unnamed: Entity, named: Entity) -> bool:
    gender = GENDERED.get(unnamed.noun)
    if gender and named.lean() and (named.lean() > 0) != (gender == "male"):
        return False
    return role_fit(unnamed.noun, frozenset(unnamed.words), named) > 0


def _hand_over(unnamed: Entity, named: Entity, reading: Reading) -> None:
    """What the lead called somebody becomes a role."""
    first = next((item for item in unnamed.references if not item.in_title), None)
    if first is None or any(role.noun == unnamed.noun for role in named.roles):
        return
    span = reading.block.span(first.start, first.end)
    evidence = Evidence("role", span.start, span.end)
    named.roles.append(Role(unnamed.noun, frozenset(unnamed.words), unnamed.name, evidence))
