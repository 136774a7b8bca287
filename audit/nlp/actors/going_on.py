"""The last speaker goes on: "“…,” he said" behind a new speaker's introduction means the new speaker.

Whom a speaker's own statements name does not come to the fore by that: the next speaker is introduced by others. A long quotation
therefore puts no distance between its speaker and the "he said" behind it, though it counts many sentences.
"""

from collections.abc import Iterator
from itertools import islice, takewhile

from audit.model import Kind
from audit.nlp.actors.entities import Entity, Reference, Sort
from audit.nlp.actors.state import Reading, State

_AGAINST = 0.2  # a lean that speaks against a pronoun
_KNOWN = 0.3  # a lean by which somebody's gender is known
_FURTHEST = 8  # paragraphs
_LOOKED_BACK = 60  # references


def going_on(state: State, reading: Reading, pronoun: Reference, kind: str) -> Entity | None:
    """The last speaker, if named, where nobody else was spoken of since whom the pronoun can mean, but in the speaker's words."""
    block, speaker = reading.block, state.salience.last_speaker
    if kind not in {"he", "she"} or speaker is None or not (speaker.named and _may_be(speaker, kind)):
        return None
    spoke = next((ref for ref in islice(reversed(speaker.references), _LOOKED_BACK) if ref.is_source), None)
    if spoke is None or spoke.in_title != block.in_title:
        return None
    if block.paragraph[pronoun.start] - block.paragraph[spoke.start] > _FURTHEST:
        return None
    others = (one for one in state.salience.latest() if one is not speaker and _may_be(one, kind))
    since = (ref for one in others for ref in _since(one, spoke))
    return None if any(_came_up(state, reading, ref, pronoun, speaker) for ref in since) else speaker


def _may_be(entity: Entity, kind: str) -> bool:
    against = entity.lean() * (-1 if kind == "he" else 1)
    return entity.sort is Sort.PERSON and against <= _AGAINST


def _since(entity: Entity, spoke: Reference) -> Iterator[Reference]:
    """The references to somebody behind the last source."""
    return takewhile(
        lambda ref: ref.in_title == spoke.in_title and ref.start > spoke.start, reversed(entity.references)
    )


def _came_up(state: State, reading: Reading, ref: Reference, pronoun: Reference, speaker: Entity) -> bool:
    """Whether a reference stands outside the speaker's words.

    Where nothing tells the speaker's gender, it may also stand in them, in the sentence before the pronoun.
    """
    block, inside = reading.block, reading.block.content_of[ref.head]
    apart = block.sentence[pronoun.start] - block.sentence[ref.start]
    if inside in reading.heads_at.get(pronoun.head, ()):
        return apart > 0 and block.attributions[inside].kind is Kind.INDIRECT
    if state.speakers.get((block.in_title, inside)) is not speaker:
        return True
    return ref.entity is not None and abs(ref.entity.lean()) >= _KNOWN > abs(speaker.lean()) and apart <= 1
