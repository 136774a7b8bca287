"""Whom a pronoun most likely means, among those in mind."""

from audit.model import Kind
from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Entity, Reference
from audit.nlp.actors.going_on import going_on
from audit.nlp.actors.lexicon import ASKED, THIRD
from audit.nlp.actors.pronouns import NOBODY, candidates, choose, features, side_of
from audit.nlp.actors.state import Reading, State

_LOOKED_BACK = 12
_NEAR_NAME = 6  # tokens of a statement
_GOES_ON = 0.9
"""The probability that a speaker goes on where nobody else came up."""

_SOURCES_ARE_SOMEBODY = 9.0
"""Taken off the score of "nobody" for a pronoun that is a source: somebody must have said it."""


def rank(state: State, reading: Reading, reference: Reference, kind: str) -> tuple[Entity | None, float]:
    """The likeliest entity for a pronoun and its probability; None where it more likely means no actor.

    A source does not mean whom its own words name: "He said that Obama had help" is not Obama's word (the pronoun commands
    the name, Chomsky's condition C; far behind, writers forget it), nor is "“Obama had help,” he said" where nothing else
    speaks of Obama. Nor does it mean whom the question before it names: "Asked whether Obama had help, he said no".
    """
    block, salience = reading.block, state.salience
    named = _named_behind(reading, reference) | _asked_about(reading, reference)
    if reference.is_source and block.lowers[reference.start] in THIRD and state.teacher is None:
        speaker = going_on(state, reading, reference, kind)
        if speaker is not None and speaker.number not in named:
            return speaker, _GOES_ON
    found = candidates(kind, block, reference, salience)
    found = [entity for entity in found if entity.number not in named] or found
    own = {
        number
        for number in reading.heads_at.get(reference.head, ())
        if block.attributions[number].kind is not Kind.INDIRECT
    }
    lasts = {entity.number: _last_outside(block, entity, own) or salience.last[entity.number] for entity in found}
    if own:
        outside = [entity for entity in found if _last_outside(block, entity, own)]
        found = sorted(outside, key=lambda entity: _recency(lasts[entity.number]), reverse=True) or found
    if not found:
        return None, 0.0
    speaker = speaker_around(state, reading, reference)
    held = [
        features(
            kind, block, reference, entity, rank=rank, salience=salience, speaker=speaker, last=lasts[entity.number]
        )
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


def _named_behind(reading: Reading, reference: Reference) -> set[int]:
    """Numbers of the entities that a source's statement in the journalist's words names, where it begins behind the source."""
    block = reading.block
    spans = [
        block.tokens(piece)
        for number in reading.heads_at.get(reference.head, ())
        if block.attributions[number].kind is Kind.INDIRECT
        for piece in block.attributions[number].content
    ]
    near = [range(start, min(end, start + _NEAR_NAME)) for start, end in spans if start > reference.head]
    names = [reading.names[at] for places in near for at in places]
    return {name.entity.number for name in names if name and name.entity}


def _asked_about(reading: Reading, reference: Reference) -> set[int]:
    """Numbers of the entities that a question names to which a source answers: "Asked about Obama's plan, he said"."""
    block, at = reading.block, reference.start
    begin = at
    while begin and block.sentence[begin - 1] == block.sentence[at]:
        begin -= 1
    if not reference.is_source or block.lowers[begin] not in ASKED or "," not in block.words[begin:at]:
        return set()
    return {name.entity.number for name in reading.names[begin:at] if name and name.entity}


def _last_outside(block: Block, entity: Entity, own: set[int]) -> Reference | None:
    """The last reference to an entity that does not stand in the given contents; None where it is none of the latest."""
    for reference in entity.references[: -_LOOKED_BACK - 1 : -1]:
        if reference.in_title != block.in_title or block.content_of[reference.head] not in own:
            return reference
    return None


def _recency(reference: Reference) -> tuple[bool, int]:
    return reference.in_title, reference.start


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
