"""What the text tells of an actor: name, role, source type, gender, each with the place where it was read."""

from collections.abc import Iterator

from audit.model import Actor, ActorKind, Evidence, Form
from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Entity, Role, Sort
from audit.nlp.actors.identity import is_identified
from audit.nlp.actors.lexicon import FEMALE, HE, MALE, SHE, TELLING
from audit.nlp.actors.names import title_gender
from audit.nlp.actors.nicknames import without_lone_marks
from audit.nlp.actors.type_words import FIRM
from audit.nlp.actors.types import Typed, may_lend, source_type

_FEWEST_VOTES = 1.0
_NEAR = 60
"""Characters behind an unnamed source in which whom it belongs to is looked for."""

_KINDS = {
    Sort.BODY: ActorKind.ORGANISATION,
    Sort.PLACE: ActorKind.ORGANISATION,
    Sort.GROUP: ActorKind.GROUP,
    Sort.DOCUMENT: ActorKind.DOCUMENT,
}


def finished(entity: Entity, actor_id: str, blocks: dict[bool, Block]) -> Actor:
    """The actor as it enters the tables."""
    role = best_role(entity)
    typed = source_type(entity)
    gender, gender_evidence = gender_of(entity, blocks)
    evidence = [
        *([role.evidence] if role else []),
        *_evidence_of_type(entity, typed, blocks),
        *gender_evidence,
        *entity.supports,
    ]
    identified = is_identified(entity)
    return Actor(
        actor_id=actor_id,
        name=canonical_name(entity),
        kind=_KINDS.get(entity.sort) or (ActorKind.PERSON if identified else ActorKind.UNNAMED),
        named=identified,
        role=role.text if role else None,
        source_type=typed.kind,
        gender=gender,
        names=tuple(sorted(entity.forms)),
        evidence=tuple(evidence),
    )


def _evidence_of_type(entity: Entity, typed: Typed, blocks: dict[bool, Block]) -> Iterator[Evidence]:
    """Where the source type was read; where the article leaves it open, whom the actor belongs to."""
    if typed.evidence is not None:
        yield typed.evidence._replace(attribute="source_type" if typed.weight >= FIRM else "weak_source_type")
    elif typed.kind and typed.weight < FIRM:
        yield _first_mention(entity, blocks)._replace(attribute="weak_source_type")
    if typed.weight >= FIRM:
        return
    for body, place in _belonging(entity, typed.kind, blocks):
        found = _mention_within(body, place, blocks)
        if found is not None:
            yield found._replace(attribute="belongs_to")
            return


def _belonging(entity: Entity, kind: str | None, blocks: dict[bool, Block]) -> Iterator[tuple[Entity, Evidence]]:
    """Whom an actor may have its type from, with the place that tells it."""
    for role in entity.roles:
        if role.body is not None and may_lend(role.body, kind, role.noun, role.text):
            yield role.body, role.evidence
    for standing in entity.standings:
        if standing.body is not None:
            yield standing.body, standing.evidence
    if entity.owner is not None and not entity.named and may_lend(entity.owner, kind, entity.noun, entity.name):
        first = _first_mention(entity, blocks)
        yield entity.owner, first._replace(end=first.end + _NEAR)


def _first_mention(entity: Entity, blocks: dict[bool, Block]) -> Evidence:
    reference = min(entity.references, key=lambda item: (item.in_title, item.start))
    return Evidence("", *blocks[reference.in_title].span(reference.start, reference.end), reference.in_title)


def _mention_within(body: Entity, place: Evidence, blocks: dict[bool, Block]) -> Evidence | None:
    """Where a stretch of the text mentions a body."""
    for reference in body.references:
        if reference.in_title == place.in_title:
            start, end = blocks[reference.in_title].span(reference.start, reference.end)
            if place.start <= start and end <= place.end:
                return Evidence("", start, end, place.in_title)
    return None


def canonical_name(entity: Entity) -> str:
    """The fullest name the article gives, as written; quotation marks without a counterpart are no part of it."""
    return without_lone_marks(entity.name) or entity.name


def best_role(entity: Entity) -> Role | None:
    """The role that tells most: the longest of the first three that the article gives, so that "President" yields to more."""
    return max(entity.roles[:3], key=lambda role: len(role.words), default=None)


def gender_of(entity: Entity, blocks: dict[bool, Block]) -> tuple[str | None, list[Evidence]]:
    """Gender by honorifics, else by nouns ("his wife Ann"), else by most pronouns; with the first place that tells it."""
    if entity.sort is not Sort.PERSON:
        return None, []
    titles = [title_gender(blocks[item.in_title].raw[item.start : item.end].split()[0]) for item in entity.evidence]
    if titles:
        told = MALE if 2 * titles.count(MALE) > len(titles) else FEMALE
        return told, [item for item, title in zip(entity.evidence, titles, strict=True) if title == told][:1]
    return _by_nouns(entity, blocks) or ((None, []) if entity.supposed else _by_pronouns(entity, blocks))


def _by_nouns(entity: Entity, blocks: dict[bool, Block]) -> tuple[str, list[Evidence]] | None:
    """The gender that all telling nouns state; "chairman" and "spokesman" are said of women too and tell nothing."""
    told = [(TELLING[role.noun], role.evidence) for role in entity.roles if role.noun in TELLING]
    if not entity.named and entity.noun in TELLING and entity.references:
        told.append((TELLING[entity.noun], _first_mention(entity, blocks)))
    if len({gender for gender, _ in told}) != 1:
        return None
    return told[0][0], [told[0][1]._replace(attribute="gender")]


def _by_pronouns(entity: Entity, blocks: dict[bool, Block]) -> tuple[str | None, list[Evidence]]:
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
