"""Who is who in one article: from two parsed blocks to actors, mentions and attributions with their actors."""

from collections.abc import Sequence

from spacy.tokens import Doc

from audit.model import Actor, ArticleActors, Mention, ResolvedAttribution, Span
from audit.nlp.actors.attributes import finished
from audit.nlp.actors.block import Block, read_block
from audit.nlp.actors.discourse import items_of, read
from audit.nlp.actors.entities import Entity, Reference, Sort
from audit.nlp.actors.identify import identify_later
from audit.nlp.actors.implied import listens
from audit.nlp.actors.interviews import interview_labels
from audit.nlp.actors.namebook import NameBook, read_names
from audit.nlp.actors.nominals import Nominal
from audit.nlp.actors.pronouns import weights
from audit.nlp.actors.roles import read_roles
from audit.nlp.actors.sources import SourceHead, source_head
from audit.nlp.actors.standing import note_standing
from audit.nlp.actors.state import Reading, State
from audit.nlp.actors.support import note_support
from audit.nlp.actors.suppositions import note_supposed


def resolve(body: Doc, title: Doc | None = None) -> ArticleActors:
    """Resolve the names, nominals and pronouns of an article to actors, and each attribution's source to its actor.

    Parameters
    ----------
    body
        the article's text, tagged and parsed (Universal Dependencies or ClearNLP labels), with names in ``doc.ents`` (OntoNotes
        labels) and attributions in ``doc._.attributions``.
    title
        the title as a Doc of its own.

    Returns
    -------
    ArticleActors
        actors with ids ``a0``, ``a1`` … in the order of their first mention (body before title), their mentions in the order of
        the text, and all attributions, the body's first.
    """
    blocks = [read_block(body), *([read_block(title, in_title=True)] if title is not None else [])]
    return _written(*understand(blocks))


def understand(blocks: Sequence[Block]) -> tuple[State, list[Reading]]:
    """Read the blocks: names first, then everything else twice; the first reading gathers which gender each name agrees with."""
    state, readings = prepare(blocks)
    for first in (True, False):
        state.restart()
        for reading in readings:
            if reading.block.in_title:
                state.salience.recall_whole()
            read(state, reading)
        if first:
            identify_later(state, readings)
    for reading in readings:
        note_support(state, reading)
        note_supposed(state, reading)
        note_standing(state, reading)
    return state, readings


def prepare(blocks: Sequence[Block]) -> tuple[State, list[Reading]]:
    """Settle names, roles and heads of sources, which need no reading from left to right."""
    book = NameBook()
    uses = read_names(blocks)
    book.open_full_names(uses)
    references = [(use.block, book.add(use)) for use in uses]
    references += interview_labels(book, blocks)
    state = State(book, weights())
    return state, [_reading(block, [reference for of, reference in references if of is block]) for block in blocks]


def _reading(block: Block, references: list[Reference]) -> Reading:
    names: list[Reference | None] = [None] * len(block)
    named = bytearray(len(block))
    for reference in references:
        names[reference.start : reference.end] = [reference] * (reference.end - reference.start)
        named[reference.start : reference.end] = b"\x01" * (reference.end - reference.start)
    used = read_roles(block, references, names)
    heads = [
        source_head(block, *block.tokens(item.source), names) if item.source and not listens(block, item) else None
        for item in block.attributions
    ]
    extra = [nominal for head in heads if head for nominal in _nominals(head)]
    for nominal in extra:
        used[nominal.head] = 0
    items = items_of(block, references, in_role=used, named=named, sources=extra)
    reading = Reading(block, names, heads, items)
    for number, head in enumerate(heads):
        if head:
            for at in {head.at, *(part.at for part in head.parts)}:
                reading.heads_at[at].append(number)
    return reading


def _nominals(head: SourceHead) -> list[Nominal]:
    own = [head.nominal] if head.nominal else []
    return own + [nominal for part in head.parts for nominal in _nominals(part)]


def _written(state: State, readings: Sequence[Reading]) -> ArticleActors:
    entities = [entity for entity in state.book.entities if _counts(entity)]
    entities.sort(key=_first_position)
    ids = {entity.number: f"a{index}" for index, entity in enumerate(entities)}
    blocks = {reading.block.in_title: reading.block for reading in readings}
    actors: list[Actor] = [finished(entity, ids[entity.number], blocks) for entity in entities]
    mentions = [
        _mention(reference, ids[entity.number], blocks)
        for entity in entities
        for reference in entity.references
        if not entity.parts
    ]
    mentions.sort(key=lambda mention: (mention.in_title, mention.start, mention.end))
    attributions = []
    for reading in readings:
        block = reading.block
        for number, item in enumerate(block.attributions):
            speaker = state.speakers.get((block.in_title, number))
            via = _via(reading, item.via)
            attributions.append(
                ResolvedAttribution(
                    attribution=item,
                    actor_id=ids.get(speaker.number) if speaker else None,
                    via_actor_id=ids.get(via.number) if via else None,
                    in_title=block.in_title,
                )
            )
    return ArticleActors(actors=tuple(actors), mentions=tuple(mentions), attributions=tuple(attributions))


def _via(reading: Reading, via: Span | None) -> Entity | None:
    if via is None:
        return None
    head = source_head(reading.block, *reading.block.tokens(via), reading.names)
    return head.name.entity if head and head.name else None


def _counts(entity: Entity) -> bool:
    """Whether an entity becomes an actor: whoever speaks, and every named person, body and group."""
    if not entity.references:
        return False
    return entity.is_source or (entity.named and entity.sort in {Sort.PERSON, Sort.BODY, Sort.GROUP})


def _first_position(entity: Entity) -> tuple[bool, int]:
    return min((reference.in_title, reference.start) for reference in entity.references)


def _mention(reference: Reference, actor_id: str, blocks: dict[bool, Block]) -> Mention:
    span = blocks[reference.in_title].span(reference.start, reference.end)
    return Mention(actor_id=actor_id, start=span.start, end=span.end, form=reference.form, in_title=reference.in_title)
