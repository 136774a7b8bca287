"""Whom a pronoun most likely means, among those in mind."""

from audit.nlp.actors.entities import Entity, Reference
from audit.nlp.actors.pronouns import NOBODY, candidates, choose, features, side_of
from audit.nlp.actors.state import Reading, State

_SOURCES_ARE_SOMEBODY = 9.0
"""Taken off the score of "nobody" for a pronoun that is a source: somebody must have said it."""


def rank(state: State, reading: Reading, reference: Reference, kind: str) -> tuple[Entity | None, float]:
    """The likeliest entity for a pronoun and its probability; None where it more likely means no actor.

    Outside direct quotations only those count whom the journalist has spoken of: "“Obama had help,” he said" is not Obama's word.
    """
    block, salience = reading.block, state.narrative
    if block.aloud(reference.start):
        salience = state.salience
    found = candidates(kind, block, reference, salience)
    if not found and salience is state.narrative:
        salience = state.salience
        found = candidates(kind, block, reference, salience)
    if not found:
        return None, 0.0
    speaker = speaker_around(state, reading, reference)
    held = [
        features(kind, block, reference, entity, rank=rank, salience=salience, speaker=speaker)
        for rank, entity in enumerate(found)
    ]
    if state.teacher is not None:
        told = state.teacher(reference, found, held)
        if told is not None:
            return (found[told], 1.0) if told >= 0 else (None, 1.0)
    weigh = state.weights.get
    scores = [sum([weigh(name, 0.0) for name in names]) for names in held]
    nobody = weigh(f"{side_of(kind)}:{NOBODY}", -9.0) - _SOURCES_ARE_SOMEBODY * reference.is_source
    best, share = choose(scores, nobody)
    return (found[best], share) if best >= 0 else (None, share)


def speaker_around(state: State, reading: Reading, reference: Reference) -> Entity | None:
    """Who says the content that a reference stands in, as far as that is known without resolving pronouns ahead."""
    number = reading.block.content_of[reference.start]
    if number < 0:
        return None
    key = reading.block.in_title, number
    if key in state.speakers:
        return state.speakers[key]
    head = reading.heads[number]
    return head.name.entity if head and head.name else None
