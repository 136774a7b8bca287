"""People whom a text imagines as of another gender ("if Marrish were a man"): its pronouns then tell nothing of their gender."""

from audit.nlp.actors.block import Block
from audit.nlp.actors.clauses import bearer
from audit.nlp.actors.implied import dependents
from audit.nlp.actors.lexicon import word_set
from audit.nlp.actors.state import Reading, State

_GENDERS = word_set("woman man girl boy lady female male")
"""In the singular alone: with it, "were" is no past but unreal."""


def note_supposed(state: State, reading: Reading) -> None:
    """Mark the people of a block whose gender it supposes; called when all references are decided."""
    block = reading.block
    for noun, low in enumerate(block.lowers):
        if low not in _GENDERS or not _supposed(block, noun):
            continue
        who = bearer(block, noun)
        entity = state.covering(reading, who) if who != noun else None
        if entity is not None:
            entity.supposed = True


def _supposed(block: Block, noun: int) -> bool:
    """Whether a noun is the predicate of an unreal "were" (of one person: "if he were a woman")."""
    if any(block.deps[at] == "cop" and block.lowers[at] == "were" for at in dependents(block, noun)):
        return True
    return block.deps[noun] == "attr" and block.lowers[block.heads[noun]] == "were"
