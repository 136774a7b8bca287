"""Whom a pronoun means: a linear ranking of the actors in mind, by features of distance, grammar, speech and agreement.

The weights were learned by ``python -m audit.nlp.training.pronouns`` and lie in ``pronouns.json`` beside this file. Features are
named so that the weights can be read: ``near:S`` = last referred to as the subject of the same sentence, and so on.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path

from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Entity, Reference, Sort
from audit.nlp.actors.lexicon import (
    HE,
    IT,
    OBJECT_DEPS,
    POSSESSIVE,
    POSSESSIVE_DEPS,
    REFLEXIVE,
    SHE,
    SUBJECT_DEPS,
    THEY,
)
from audit.nlp.actors.salience import Salience

WEIGHTS = Path(__file__).with_name("pronouns.json")
NOBODY = "nobody"
_FURTHEST = 12
_MAIN = 2
"""How many times as often as anybody else the main character has been spoken of."""
_SORTS = {
    "he": (Sort.PERSON,),
    "she": (Sort.PERSON,),
    "they": (Sort.GROUP, Sort.BODY, Sort.PLACE, Sort.PERSON),
    "it": (Sort.BODY, Sort.PLACE, Sort.DOCUMENT),
}


@cache
def weights() -> Mapping[str, float]:
    """The shipped weights."""
    loaded: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf8"))["weights"]
    return loaded


def pronoun_class(word: str) -> str | None:
    """The kind of third-person pronoun a word is; None for other words."""
    if word in HE:
        return "he"
    if word in SHE:
        return "she"
    if word in THEY:
        return "they"
    return "it" if word in IT else None


def side_of(kind: str) -> str:
    """The family of features of a class of pronouns: h for he and she, t for they, i for it."""
    return "h" if kind in {"he", "she"} else kind[0]


def grammatical_role(block: Block, index: int, word: str = "") -> str:
    """S subject, O object, P possessor, X anything else (from the dependency label; possessive pronouns by their form)."""
    dep = block.deps[index]
    if dep in SUBJECT_DEPS:
        return "S"
    if dep in POSSESSIVE_DEPS or (word in POSSESSIVE and not (word == "her" and dep in OBJECT_DEPS)):
        return "P"
    return "O" if dep in OBJECT_DEPS else "X"


def candidates(kind: str, block: Block, pronoun: Reference, salience: Salience) -> list[Entity]:
    """The entities in mind that a pronoun of this class can stand for, the latest first."""
    sorts = _SORTS[kind]
    here = block.sentence[pronoun.start]
    found: list[Entity] = []
    for entity in salience.latest():
        if entity.sort not in sorts:
            continue
        last = salience.last[entity.number]
        if last.in_title == pronoun.in_title and here - block.sentence[last.start] > _FURTHEST and len(found) >= 2:
            continue
        if last.in_title is pronoun.in_title and last.end > pronoun.start and last.start <= pronoun.start:
            continue
        found.append(entity)
        if len(found) == 8:
            break
    return found


def features(
    kind: str,
    block: Block,
    pronoun: Reference,
    entity: Entity,
    *,
    rank: int,
    salience: Salience,
    speaker: Entity | None,
    last: Reference,
) -> list[str]:
    """Names of the features that hold of a pronoun and a candidate; ``speaker`` is who says the content around it."""
    word = block.lowers[pronoun.start]
    side = side_of(kind)
    person = side == "h"
    own = grammatical_role(block, pronoun.start, word)
    if last.in_title != block.in_title:
        distance, apart, role = 9, 9, "X"
    else:
        distance = block.sentence[pronoun.start] - block.sentence[last.start]
        apart = block.paragraph[pronoun.start] - block.paragraph[last.start]
        role = grammatical_role(block, last.head, block.lowers[last.start])
    near = _nearness(distance)
    count = salience.counts[entity.number]
    held = [
        f"{side}:rank{min(rank, 4)}",
        f"{side}:{near}",
        f"{side}:{near}:{role}",
        f"{side}:{near}:{own}<{role}",
        f"{side}:form:{last.form.value}:{near}",
        f"{side}:par{min(apart, 3)}",
        f"{side}:count{min(count, 3) if count < 6 else 6}",
    ]
    if count == salience.top_count:
        held.append(f"{side}:top")
        if count >= _MAIN * max((n for other, n in salience.counts.items() if other != entity.number), default=1):
            held.append(f"{side}:main")
    if entity is salience.first:
        held.append(f"{side}:first")
    if salience.last_pronoun.get(entity.number) == kind:
        held.append(f"{side}:chain:{near}")
    if distance == 0:
        held.extend(f"{side}:{name}" for name in _same_sentence(block, pronoun, last, word=word, own=own, role=role))
    if not person:
        held.append(f"{side}:sort:{entity.sort.value}")
        held.append(f"{side}:named:{entity.named}")
    else:
        held.extend(_disagreement(kind, entity))
        held.append(f"h:named:{entity.named}")
    held.extend(f"{side}:{name}" for name in _speech(block, pronoun, last, entity, salience=salience, speaker=speaker))
    return held


def _nearness(distance: int) -> str:
    return "same" if distance == 0 else "prev" if distance == 1 else "near" if distance <= 3 else "far"


def _same_sentence(block: Block, pronoun: Reference, last: Reference, *, word: str, own: str, role: str) -> list[str]:
    """Binding: an object is not the subject of its own verb unless reflexive; a possessive often is."""
    names = []
    verb, other = block.heads[pronoun.start], block.heads[last.head]
    if word in REFLEXIVE:
        names.append("reflexive:same-verb" if verb == other else "reflexive:other-verb")
    elif verb == other and own != "P" and role != "P":
        names.append("bound")
    if own == "P" and block.heads[verb] == other and role == "S":
        names.append("possessive-of-subject")
    if block.heads[other] == verb or block.heads[verb] == other:
        names.append("clause-beside")
    distance = pronoun.start - last.end
    names.append("gap0" if distance < 4 else "gap1" if distance < 10 else "gap2" if distance < 20 else "gap3")
    return names


def _disagreement(kind: str, entity: Entity) -> list[str]:
    """How firmly a person's gender speaks against the pronoun; agreement earns nothing, or the rich get richer."""
    against = entity.lean() * (-1 if kind == "he" else 1)
    if against >= 1:
        return ["h:disagree:hard"]
    return ["h:disagree:firm"] if against > 0.6 else ["h:disagree:soft"] if against > 0.2 else []


def _speech(
    block: Block, pronoun: Reference, last: Reference, entity: Entity, *, salience: Salience, speaker: Entity | None
) -> list[str]:
    """Who speaks: the last speaker goes on; nobody calls himself "he" in his own quotation."""
    names = []
    within = block.content_of[pronoun.start]
    before = block.content_of[last.head] if last.in_title == block.in_title else -1
    if pronoun.is_source:
        names.append(f"source:sort:{entity.sort.value}:{entity.named}")
        names.append("source:speaker" if entity is salience.last_speaker else "source:other")
        if last.is_source:
            names.append("source:source")
        if before >= 0 and before != within:
            names.append("source:spoken-of")
    elif entity is salience.last_speaker:
        names.append("speaker")
    if within < 0 <= before:
        names.append(f"aside:{_told(block, pronoun, entity)}")
    if within >= 0 and entity is speaker:
        names.append("own-words:direct" if block.is_direct(within) else "own-words:indirect")
    if within >= 0 and within == before:
        names.append("same-content")
    return names


def _told(block: Block, pronoun: Reference, entity: Entity) -> str:
    """How near the journalist's own words last spoke of an entity that somebody's words spoke of since."""
    for reference in entity.references[: -_FURTHEST - 1 : -1]:
        if reference.in_title != block.in_title:
            return "far"
        if block.content_of[reference.head] < 0:
            return _nearness(block.sentence[pronoun.start] - block.sentence[reference.start])
    return "never"


def choose(scores: Sequence[float], nobody: float) -> tuple[int, float]:
    """The best candidate (-1 for none) and its share of the probability."""
    best = max(range(len(scores)), key=scores.__getitem__)
    top = max(scores[best], nobody)
    total = sum(exp(score - top) for score in scores) + exp(nobody - top)
    if nobody > scores[best]:
        return -1, exp(nobody - top) / total
    return best, exp(scores[best] - top) / total
