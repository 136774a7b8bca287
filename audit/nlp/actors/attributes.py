"""What the text tells of an actor: name, role, source type, gender, each with the place where it was read."""

from audit.model import Actor, ActorKind, Evidence, Form
from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Entity, Role, Sort
from audit.nlp.actors.identity import is_identified
from audit.nlp.actors.lexicon import FEMALE, HE, MALE, SHE
from audit.nlp.actors.names import title_gender
from audit.nlp.actors.nicknames import without_lone_marks
from audit.nlp.actors.types import source_type

_FEWEST_VOTES = 1.0
_KINDS = {
    Sort.BODY: ActorKind.ORGANISATION,
    Sort.PLACE: ActorKind.ORGANISATION,
    Sort.GROUP: ActorKind.GROUP,
    Sort.DOCUMENT: ActorKind.DOCUMENT,
}


def finished(entity: Entity, actor_id: str, blocks: dict[bool, Block]) -> Actor:
    """The actor as it enters the tables."""
    role = best_role(entity)
    kind, typed_by = source_type(entity)
    gender, gender_evidence = gender_of(entity, blocks)
    typed = [typed_by.evidence._replace(attribute="source_type")] if typed_by else []
    evidence = [*([role.evidence] if role else []), *typed, *gender_evidence, *entity.supports]
    identified = is_identified(entity)
    return Actor(
        actor_id=actor_id,
        name=canonical_name(entity),
        kind=_KINDS.get(entity.sort) or (ActorKind.PERSON if identified else ActorKind.UNNAMED),
        named=identified,
        role=role.text if role else None,
        source_type=kind,
        gender=gender,
        names=tuple(sorted(entity.forms)),
        evidence=tuple(evidence),
    )


def canonical_name(entity: Entity) -> str:
    """The fullest name the article gives, as written; quotation marks without a counterpart are no part of it."""
    return without_lone_marks(entity.name) or entity.name


def best_role(entity: Entity) -> Role | None:
    """The role that tells most: the longest of the first three that the article gives, so that "President" yields to more."""
    return max(entity.roles[:3], key=lambda role: len(role.words), default=None)


def gender_of(entity: Entity, blocks: dict[bool, Block]) -> tuple[str | None, list[Evidence]]:
    """Gender by honorifics, else by the majority of the pronouns resolved to a person; with the first places that tell it."""
    if entity.sort is not Sort.PERSON:
        return None, []
    if entity.evidence:
        titles = [title_gender(blocks[item.in_title].raw[item.start : item.end].split()[0]) for item in entity.evidence]
        told = MALE if 2 * titles.count(MALE) > len(titles) else FEMALE
        return told, [item for item, title in zip(entity.evidence, titles, strict=True) if title == told][:1]
    if entity.supposed:
        return None, []
    found: dict[str, list[Evidence]] = {MALE: [], FEMALE: []}
    for reference in entity.references:
        if reference.form is not Form.PRONOUN:
            continue
        block = blocks[reference.in_title]
        word = block.lowers[reference.start]
        gender = MALE if word in HE else FEMALE if word in SHE else None
        if gender:
            span = block.span(reference.start, reference.end)
            found[gender].append(Evidence("gender", span.start, span.end, reference.in_title))
    male, female = len(found[MALE]), len(found[FEMALE])
    if abs(male - female) < _FEWEST_VOTES or min(male, female) * 3 > max(male, female):
        return None, []
    gender = MALE if male > female else FEMALE
    return gender, found[gender][:1]
