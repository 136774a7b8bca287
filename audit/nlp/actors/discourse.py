"""Reads an article from left to right and decides, reference by reference, who is meant and who speaks.

Names are settled before (:mod:`namebook`). Pronouns and nominals are decided where they stand, with what the reader has in mind
by then; each attribution's source is decided at its head.
"""

from collections.abc import Iterable, Sequence

from audit.model import Form, Kind
from audit.nlp.actors.block import Block
from audit.nlp.actors.documents import behind_document
from audit.nlp.actors.entities import Entity, Reference, Sort
from audit.nlp.actors.implied import implied_source
from audit.nlp.actors.lexicon import FEMALE, FIRST, MALE, RELATIVE, THIRD
from audit.nlp.actors.nominals import Nominal, nominals
from audit.nlp.actors.pronouns import pronoun_class
from audit.nlp.actors.ranking import rank
from audit.nlp.actors.referents import referent
from audit.nlp.actors.relatives import antecedent
from audit.nlp.actors.sources import SourceHead
from audit.nlp.actors.state import Item, Reading, State
from audit.nlp.quotation import quoted_mask

_LOOKED_BACK = 4
_JOINING = 8  # tokens between two names
_PHRASE = frozenset({"CC", "DT", "PRP$", "JJ", "NN", "NNP", "HYPH"})


def read(state: State, reading: Reading) -> None:
    """Read a block from left to right."""
    for _, item in reading.items:
        if isinstance(item, Nominal):
            _nominal(state, reading, item)
        elif item.form is not Form.PRONOUN:
            _tie(state, reading, item, item.entity)
        else:
            _pronoun(state, reading, item)
    _imply(state, reading)
    _carry_on(state, reading)
    _first_person(state, reading)


def _tie(state: State, reading: Reading, reference: Reference, entity: Entity | None) -> None:
    """Record that a reference means an entity, and that it speaks if it heads a source."""
    reference.entity = entity
    numbers = reading.heads_at.get(reference.head, ())
    reference.is_source = bool(numbers)
    if entity is not None:
        state.at[reading.block.in_title, reference.head] = reference
        entity.references.append(reference)
        state.salience.note(entity, reference)
    for number in numbers:
        _speak(state, reading, number, entity)


def _speak(state: State, reading: Reading, number: int, entity: Entity | None) -> None:
    key = reading.block.in_title, number
    head = reading.heads[number]
    if head is None or (key in state.speakers and not head.parts):
        return
    speaker = _joint(state, reading, head) if head.parts else entity
    if head.parts and speaker is None:
        return
    state.speakers[key] = speaker
    if speaker is not None:
        speaker.is_source = True
        state.salience.last_speaker = speaker


def _joint(state: State, reading: Reading, head: SourceHead) -> Entity | None:
    """The group made of the parts of a source, once the last part is known."""
    in_title = reading.block.in_title
    parts = [state.at.get((in_title, part.at)) for part in head.parts]
    if parts[-1] is None:
        return None
    members = [part.entity for part in parts if part and part.entity]
    if len(members) < len(head.parts) or len({member.number for member in members}) == 1:
        return members[0] if members else None
    entity = state.together(members)
    reference = Reference(head.start, head.end, head.at, Form.NOMINAL, in_title, entity, is_source=True)
    entity.references.append(reference)
    state.salience.note(entity, reference)
    return entity


def _pronoun(state: State, reading: Reading, reference: Reference) -> None:
    word = reading.block.lowers[reference.start]
    reference.is_source = bool(reading.heads_at.get(reference.head))
    if word in FIRST:
        return
    if word in RELATIVE:
        _tie(state, reading, reference, antecedent(state, reading, reference))
        return
    kind = pronoun_class(word)
    if kind is None:
        return
    entity, share = rank(state, reading, reference, kind)
    if entity is None:
        if reference.is_source:
            _tie(state, reading, reference, None)
        return
    if kind == "they":
        entity = _whole_group(state, entity)
        if reference.is_source and entity.sort is Sort.PERSON:
            entity = _both(state, reading, reference, entity)
    if entity.sort is Sort.PERSON and kind in {"he", "she"}:
        entity.vote(MALE if kind == "he" else FEMALE, weight=share)
    _tie(state, reading, reference, entity)
    state.salience.last_pronoun[entity.number] = kind


def _whole_group(state: State, entity: Entity) -> Entity:
    """The joint source that an entity was last spoken of as a part of: "they" behind "Ann Lee and her colleagues" are all."""
    last = state.salience.last
    here = last[entity.number]
    groups = (one for one in state.salience.latest() if entity in one.parts)
    whole = (one for one in groups if last[one.number].start <= here.start and here.end <= last[one.number].end)
    return next((one for one in whole if last[one.number].in_title == here.in_title), entity)


def _both(state: State, reading: Reading, reference: Reference, entity: Entity) -> Entity:
    """Somebody and whom an "and" joins to the name: "Bo Ray and his ally Ann Lee left early, they said" is what both said."""
    block, here = reading.block, _last_name(reading, entity)
    if here is None or block.sentence[reference.start] - block.sentence[here.start] > 1:
        return entity
    for other in state.salience.latest():
        there = _last_name(reading, other) if other.sort is Sort.PERSON and other is not entity else None
        if there is None:
            continue
        left, right = sorted((there, here), key=lambda one: one.start)
        between = range(left.end, right.start)
        joined = len(between) <= _JOINING and any(block.lowers[at] == "and" for at in between)
        if joined and all(block.tags[at] in _PHRASE for at in between):
            return state.together([entity, other] if here is left else [other, entity])
    return entity


def _last_name(reading: Reading, entity: Entity) -> Reference | None:
    """The last use of somebody's name in a block, among the latest references."""
    latest = (one for one in entity.references[: -_LOOKED_BACK - 1 : -1] if one.in_title == reading.block.in_title)
    return next((one for one in latest if one.form is Form.NAME), None)


def _nominal(state: State, reading: Reading, nominal: Nominal) -> None:
    numbers = reading.heads_at.get(nominal.head, ())
    head = reading.heads[numbers[0]] if numbers else None
    part = next((part for part in head.parts if part.at == nominal.head), head) if head else None
    if nominal.sort is Sort.DOCUMENT:
        entity = behind_document(state, reading, nominal, part)
    else:
        entity = referent(state, reading, nominal, phrase=part.phrase if part else "", is_source=bool(numbers))
    if entity is not None:
        in_title = reading.block.in_title
        _tie(state, reading, Reference(nominal.start, nominal.end, nominal.head, Form.NOMINAL, in_title), entity)


def _imply(state: State, reading: Reading) -> None:
    """A cue without a source has the actor that its syntax names, if it names one."""
    block = reading.block
    for number, item in enumerate(block.attributions):
        token = implied_source(block, number) if item.source is None else None
        entity = state.covering(reading, token) if token is not None else None
        if entity is not None:
            state.speakers[block.in_title, number] = entity
            entity.is_source = True


def _carry_on(state: State, reading: Reading) -> None:
    """A quotation without source or cue goes on where the last one, in its paragraph or the one above, ended."""
    block = reading.block
    placed = [(block.tokens(item.content[0]), number) for number, item in enumerate(block.attributions) if item.content]
    before: tuple[int, Entity | None, bool] | None = None
    for (start, end), number in sorted(placed):
        item, key = block.attributions[number], (block.in_title, number)
        direct = item.kind is not Kind.INDIRECT
        unsaid = item.source is None and key not in state.speakers
        if unsaid and direct and before and start < len(block):
            paragraphs = block.paragraph[start] - before[0]
            alone = before[2] or _is_alone(block, start, end)
            close = paragraphs == 0 or (paragraphs <= 2 and alone and item.cue is None)
            if close and before[1] is not None:
                state.speakers[key] = before[1]
                before[1].is_source = True
        last = max(end - 1, 0)
        before = block.paragraph[min(last, len(block) - 1)], state.speakers.get(key), direct


def _is_alone(block: Block, start: int, end: int) -> bool:
    """Whether tokens [start, end) are all of a paragraph: behind a report of what somebody said print leaves out who says it."""
    number = block.paragraph[start]
    return (start == 0 or block.paragraph[start - 1] != number) and (
        end >= len(block) or block.paragraph[end] != number or block.words[end].isspace()
    )


def _first_person(state: State, reading: Reading) -> None:
    """I and we within what somebody says mean who says it; a source "I" outside all quotation marks is the author."""
    block, mask = reading.block, None
    for _, item in reading.items:
        if isinstance(item, Nominal) or item.form is not Form.PRONOUN or block.lowers[item.start] not in FIRST:
            continue
        number = block.content_of[item.start]
        entity = state.speakers.get((block.in_title, number)) if number >= 0 else None
        if number < 0 and item.is_source and block.words[item.start] == "I":
            mask = quoted_mask(block.raw) if mask is None else mask
            entity = None if mask[block.starts[item.start]] else state.author()
        _tie(state, reading, item, entity)


def items_of(
    block: Block, names: Sequence[Reference], *, in_role: bytearray, named: bytearray, sources: Iterable[Nominal]
) -> list[tuple[int, Item]]:
    """Everything in a block that may refer to somebody, in the order of reading."""
    items: list[tuple[int, Item]] = [(name.end - 1, name) for name in names]
    for index, low in enumerate(block.lowers):
        if low in _PRONOUNS and (low not in RELATIVE or block.tags[index] in {"WP", "WDT", "WP$"}):
            items.append((index, Reference(index, index + 1, index, Form.PRONOUN, block.in_title)))
    taken: set[int] = set()
    for nominal in (*sources, *nominals(block, named)):
        if nominal.head not in taken and not in_role[nominal.head]:
            taken.add(nominal.head)
            items.append((nominal.head, nominal))
    items.sort(key=lambda item: item[0])
    return items


_PRONOUNS = THIRD | FIRST | RELATIVE
