"""Who speaks in an interview that is printed as "Q: … A: …": the interviewer, and whom the article is about until then."""

from collections.abc import Iterator, Sequence

from audit.model import Form
from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Entity, Reference, Sort
from audit.nlp.actors.namebook import NameBook
from audit.nlp.attributions.turns import ANSWER, QUESTION

LABELS = frozenset({QUESTION, ANSWER})


def interview_labels(book: NameBook, blocks: Sequence[Block]) -> list[tuple[Block, Reference]]:
    """References of the letters before the turns of an interview; none in other articles.

    The answers are the person's whom headline and text mention most before the first turn, of equals the one named first. Who
    asks is known, as the writer of an article is: whoever signs it.
    """
    labels = [(block, at) for block in blocks if not block.in_title for at in _labels(block)]
    if {block.words[at] for block, at in labels} != LABELS:
        return []
    first = min(block.starts[at] for block, at in labels)
    speakers = {
        QUESTION: _somebody(book, "interviewer", definite=True),
        ANSWER: _introduced(book, blocks, first) or _somebody(book, "interviewee", definite=False),
    }
    return [(block, _reference(speakers[block.words[at]], at)) for block, at in labels]


def _labels(block: Block) -> Iterator[int]:
    for item in block.attributions:
        if item.source and item.cue and block.raw[slice(*item.cue)] == ":" and block.raw[slice(*item.source)] in LABELS:
            yield block.tokens(item.source)[0]


def _introduced(book: NameBook, blocks: Sequence[Block], first: int) -> Entity | None:
    body = next(block for block in blocks if not block.in_title)

    def before(entity: Entity) -> list[Reference]:
        return [one for one in entity.references if one.in_title or body.starts[one.start] < first]

    people = [entity for entity in book.entities if entity.sort is Sort.PERSON and before(entity)]
    return max(people, key=lambda entity: (len(before(entity)), -entity.number), default=None)


def _somebody(book: NameBook, noun: str, *, definite: bool) -> Entity:
    entity = book.new(Sort.PERSON, noun, named=False)
    entity.noun, entity.definite = noun, definite
    return entity


def _reference(entity: Entity, at: int) -> Reference:
    reference = Reference(at, at + 1, at, Form.NOMINAL, entity=entity)
    entity.references.append(reference)
    return reference
