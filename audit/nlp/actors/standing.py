"""What else than roles tells the sort of source: what stands beside a name, and (in `standing_clauses`) what a clause says.

"Jon Tester (D-Mont.)", "CNN's Jake Tapper", "Ann Lee, 25, of Ashton", "Helen Shand, defending,"; of bodies "the energy company
Tidemark", "Tidemark, a developer", "Tidemark's shares". Unlike roles, it decides nothing but types.
"""

import re
from collections.abc import Iterator

from audit.model import Form, Span
from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Entity, Reference, Role, Sort, Standing
from audit.nlp.actors.lexicon import DETERMINERS, POSTNOMINALS, SUBJECT_DEPS, word_set
from audit.nlp.actors.lists import role_nouns
from audit.nlp.actors.names import is_title
from audit.nlp.actors.nominals import NOUNS, PLURAL, complement_end, core_end, meaning, noun_of, phrase_start
from audit.nlp.actors.roles import Names
from audit.nlp.actors.standing_clauses import (
    FURTHEST,
    belongs_to,
    body_at,
    by_clause,
    by_predicate,
    clause_at,
    evidence,
    limit_of,
)
from audit.nlp.actors.state import Reading, State
from audit.nlp.actors.type_words import FIRM, WEAK, collective_type, organisation_type, rated
from audit.nlp.actors.types import ELECTED, LIKELY

_PARTIES = (
    "Democrat|Republican|Libertarian|Labour|Labor|Conservative|Tory|Lib Dem|Liberal Democrat|SNP|Plaid Cymru|DUP|UKIP|"
    "Sinn F[eé]in|Green|BJP|Liberal|NDP"
)
_PARTY_TAG = re.compile(
    rf"\s?(?:[,(\[]\s?[DRI]\s?[-–—]\s?[A-Z][A-Za-z.]|\(\s?[DRI]\s?\)|\(\s?(?:{_PARTIES})\s?[,)]|"
    r",\s(?:an? )?(?:Democrat|Republican)(?:\s?,|\sof\s|\sfrom\s))"
)
_AGE = re.compile(r"\s?,\s(?:aged? )?[1-9]\d(?:\s?,|\s?\.(?:\s|$)|\sand\s|\sof\s|\sfrom\s)")
_HOME = re.compile(r"\s?,\s(?:of|from)\s(?=[A-Z])")
_MARKET = word_set("share shares stock shareholder shareholders investor investors")
_COURT = {"prosecuting": "official", "defending": "expert", "mitigating": "expert"}


def note_standing(state: State, reading: Reading) -> None:
    """Note with each actor what a block says of the sort of source it is; called when all references are decided."""
    block, names = reading.block, reading.names
    for entity in state.book.entities:
        for role in entity.roles:
            if role.evidence.in_title == block.in_title and role.body is None:
                role.body = _named_in(state, reading, role, entity)
        if entity.sort in {Sort.PERSON, Sort.GROUP} and not entity.named and entity.owner is None and entity.references:
            entity.owner = _served(reading, entity)
    seen: set[int] = set()
    for reference in names:
        if reference is None or reference.entity is None or id(reference) in seen:
            continue
        seen.add(id(reference))
        found = _of_person if reference.entity.sort is Sort.PERSON else _of_body
        reference.entity.standings.extend(found(block, reference, names))
    if any(block.deps):
        for (in_title, token), reference in state.at.items():
            if in_title == block.in_title and block.deps[token] in SUBJECT_DEPS and reference.entity is not None:
                reference.entity.standings.extend(by_predicate(block, token))


def _named_in(state: State, reading: Reading, role: Role, entity: Entity) -> Entity | None:
    """Whom the words of a role name: the last name in it, else the possessor."""
    start, end = reading.block.tokens(Span(role.evidence.start, role.evidence.end))
    for at in range(end - 1, start - 1, -1):
        name = reading.names[at]
        if name is not None and name.entity is not None and name.entity is not entity:
            return name.entity
    for at in range(start, end):
        if reading.block.tags[at] == "PRP$":
            found = state.at.get((reading.block.in_title, at))
            return found.entity if found and found.entity is not entity else None
    return None


def _served(reading: Reading, entity: Entity) -> Entity | None:
    """Whom an unnamed source belongs to: "a spokesman for the Tidemark group", "a Lee aide"."""
    first, block = entity.references[0], reading.block
    if first.in_title != block.in_title or first.form is not Form.NOMINAL:
        return None
    before = reading.names[first.head - 1] if first.head > first.start else None
    if before is not None:
        return before.entity
    at = first.head + 1
    if at >= len(block) or block.lowers[at] not in {"for", "of", "to", "at", "with", "in"}:
        return None
    for index in range(at + 1, min(at + 5, len(block))):
        name = reading.names[index]
        if name is not None:
            return name.entity
        if block.tags[index] not in {"DT", "JJ", "NN", "NNP", "PRP$"}:
            return None
    return None


def _of_person(block: Block, reference: Reference, names: Names) -> Iterator[Standing]:
    start, end = reference.start, reference.end
    last = block.starts[end - 1] + len(block.words[end - 1])
    if _PARTY_TAG.match(block.raw, last):
        yield Standing("politician", ELECTED, evidence(block, start, min(end + 4, len(block))))
    if end < len(block) and block.words[end] in POSTNOMINALS:
        yield Standing(POSTNOMINALS[block.words[end]], FIRM, evidence(block, start, end + 1))
    yield from _in_court(block, start, end)
    yield from _by_possessor(block, start, names)
    if end - start - is_title(block.words[start]) > 1:
        yield from _of_full_name(block, reference, names, last)
    yield from _in_a_list(block, reference, names)


def _in_court(block: Block, start: int, end: int) -> Iterator[Standing]:
    """Whom somebody speaks for in court: "Helen Shand, defending, said", "Prosecuting, Simon Aldous told the court"."""
    behind = end + 2 < len(block) and block.words[end] == "," and block.words[end + 2] in {",", ".", ":"}
    before = start > 1 and block.words[start - 1] == "," and block.words[start - 2][:1].isupper()
    for at, stands in ((end + 1, behind), (start - 2, before)):
        if stands and block.lowers[at] in _COURT:
            yield Standing(_COURT[block.lowers[at]], FIRM, evidence(block, min(start, at), max(end, at + 1)))


def _by_possessor(block: Block, start: int, names: Names) -> Iterator[Standing]:
    """The body whose name, as possessor, stands right before a person's: "CNN's Jake Tapper"."""
    if start < 2 or block.lowers[start - 1] not in {"'s", "’s", "'", "’"}:
        return
    owner = body_at(names, start - 2)
    if owner is not None:
        yield Standing(None, FIRM, evidence(block, owner.start, start), owner.entity)
    elif names[start - 2] is None and block.words[start - 2][:1].isupper():
        kind = organisation_type((block.lowers[start - 2],))
        if kind:
            yield Standing(kind, FIRM, evidence(block, start - 2, start))


def _of_full_name(block: Block, reference: Reference, names: Names, last: int) -> Iterator[Standing]:
    """What follows a full name: the body one belongs to, age and home, a relative clause."""
    start, end = reference.start, reference.end
    body = belongs_to(block, end, names)
    if body is not None:
        weight = FIRM if block.lowers[end] == "of" else WEAK
        yield Standing(None, weight, evidence(block, start, body.end), body.entity)
    aged = _AGE.match(block.raw, last)
    office = _office_at_home(block, end, names)
    if office is not None:
        yield Standing(office, FIRM, evidence(block, start, end + 3))
    elif aged or (_HOME.match(block.raw, last) and body is None and _at_home(block, end, names)):
        yield Standing("citizen", LIKELY, evidence(block, start, min(end + 2, len(block))))
    who = clause_at(block, end)
    if who >= 0:
        yield from by_clause(block, who, names)


def _at_home(block: Block, at: int, names: Names) -> bool:
    """Whether what follows a name is "of" or "from" and a place, set off by a comma on both sides."""
    if at + 2 >= len(block) or block.words[at] != ",":
        return False
    name = names[at + 2]
    return name is not None and name.entity is not None and name.entity.sort is Sort.PLACE


def _office_at_home(block: Block, at: int, names: Names) -> str | None:
    """The type of what stands behind the place that somebody is of: "Ruth Amery, of Wendshire police,"."""
    if not _at_home(block, at, names):
        return None
    place = names[at + 2]
    behind = place.end if place else len(block)
    return organisation_type((block.lowers[behind],)) if behind < len(block) and block.tags[behind] in NOUNS else None


def _in_a_list(block: Block, reference: Reference, names: Names) -> Iterator[Standing]:
    """A plural noun before several names: "Senators Ann Lee and Bo Ray", "Reporters Ann Lee, Bo Ray and Cy Dee"."""
    at, joints = reference.start - 1, 0
    sentence = block.sentence[reference.start]
    while at >= 0 and reference.start - at < 3 * FURTHEST and block.sentence[at] == sentence:
        if block.tags[at] in PLURAL and names[at] is None:
            break
        if block.lowers[at] in {"and", ",", "&"}:
            joints += 1
        elif (
            names[at] is None and block.words[at] not in {"(", ")", "-", "–", "."} and not block.words[at][:1].isupper()
        ):
            return
        at -= 1
    else:
        return
    follows = reference.end < len(block) and block.lowers[reference.end] in {"and", ",", "&", "("}
    if not (joints or follows) or at + 1 >= len(block) or names[at + 1] is None:
        return
    if meaning(noun_of(block, at)) not in role_nouns():
        return
    start = phrase_start(block, at)[0]
    kind, weight = rated(block.words[start : at + 1])
    if kind and kind != "citizen" and weight >= WEAK:
        yield Standing(kind, WEAK, evidence(block, start, reference.end))


def _of_body(block: Block, reference: Reference, names: Names) -> Iterator[Standing]:
    """What tells the type of a body whose name does not: a noun before it, an apposition, its shares."""
    start, end = reference.start, reference.end
    if start and block.tags[start - 1] == "NN" and names[start - 1] is None:
        yield from _by_noun(block, phrase_start(block, start - 1)[0], start, start)
    if end + 2 < len(block) and block.words[end] in {",", "--", "–", "—"} and block.tags[end + 1] in {"DT", "PRP$"}:
        limit = limit_of(block, end + 1)
        yield from _by_noun(block, end + 1, core_end(block, end + 1, limit), complement_end(block, end + 1, limit))
    behind = end + 1 if end < len(block) and block.lowers[end] in {"'s", "’s"} else end
    if behind < len(block) and block.lowers[behind] in _MARKET:
        yield Standing("business", WEAK, evidence(block, start, behind + 1))


def _by_noun(block: Block, start: int, core: int, end: int) -> Iterator[Standing]:
    """The type that a common noun gives a body: "energy company", "a developer of flats"."""
    while start < core and block.lowers[start] in DETERMINERS:
        start += 1
    core = next((at for at in range(start, core) if block.tags[at] == "DT"), core)  # "the firm the party hired"
    if start >= core or block.tags[core - 1] != "NN":
        return
    kind = collective_type(block.words[start:core]) or rated(block.words[start:core])[0]
    if kind:
        yield Standing(kind, WEAK, evidence(block, start, max(end, core)))
