"""Whom a nominal means: "the senator", "her campaign", "two aides", "the agency"."""

from audit.model import Form
from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Entity, Reference, Sort
from audit.nlp.actors.going_on import going_on
from audit.nlp.actors.identity import is_identified
from audit.nlp.actors.lexicon import (
    BODY_NOUNS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    FEMALE,
    GENDERED,
    KIN,
    MALE,
    OBJECT_DEPS,
    OBLIQUE_DEPS,
    OWNED_BODIES,
    STYLES,
    SUBJECT_DEPS,
    word_set,
)
from audit.nlp.actors.names import plain_words
from audit.nlp.actors.nominals import AGE, Nominal, age_at, plain_phrase, spelled_out
from audit.nlp.actors.ranking import rank
from audit.nlp.actors.roles import LEAST_FIT, proper_words, role_fit
from audit.nlp.actors.state import Reading, State

_GENERIC_BODIES = word_set(
    "agency company group organization organisation network newspaper paper outlet firm magazine center centre "
    "institute foundation "
    "bank site website channel publication chain university council committee union think-tank association broadcaster station "
    "daily weekly retailer maker giant startup nonprofit ngo charity commission bureau department ministry"
)
"""Body nouns by which an article comes back to a body it has named."""

_STRANGERS = word_set("official source aide adviser advisor person insider staffer voter resident witness reader user")
"""Person nouns whose bearer an article usually leaves without a name."""

_ANYBODY = frozenset({"woman", "man", "girl", "boy", "lady", "gentleman"})
"""Nouns by which an article comes back to somebody it brought in by another one."""

_OF_TWO = ("former", "latter")
_JOINED = 6  # tokens between two names joined by "and"

_SEATED = word_set(
    "mp msp td mep mla mlc mca mpa mna mha lawmaker legislator parliamentarian senator member backbencher man woman native"
)
"""Nouns before which print puts somebody's constituency or home."""

_MAY_SIT = _SEATED | word_set(
    "minister secretary leader whip chair chairman chairwoman convener candidate spokesman spokeswoman spokesperson premier "
    "speaker deputy politician ally representative congressman congresswoman democrat republican conservative liberal"
)

_OFFICES = word_set("minister secretary director chief officer inspector commissioner")
"""Nouns for several offices that the words before them tell apart."""

_WHICH = frozenset({"and", "of", "new", "former", "then", "own", "the", "country", "government", "current", "acting"})
_PLACES = frozenset(
    {"country", "nation", "state", "city", "town", "village", "region", "county", "province", "capital"}
)
"""Nouns for what names of places, not of bodies, stand for."""

_INTRODUCING = frozenset(
    {"a", "an", "one", "another", "the", "this", "that", "his", "her", "their", "my", "its", "our"}
)
_JUST = 3  # sentences
_PREDICATIVE = frozenset({"as", "not", "like", "no", "any", "every", "each", "than"})


def referent(state: State, reading: Reading, nominal: Nominal, *, phrase: str, is_source: bool) -> Entity | None:
    """The entity a nominal means, made anew where it brings somebody in; None where it means no actor."""
    one = _of_two(state, reading, nominal) if nominal.noun in _OF_TWO else None
    if one is not None:
        return one
    if nominal.sort is Sort.PERSON:
        return _person(state, reading, nominal, phrase=phrase, is_source=is_source)
    if nominal.sort is Sort.BODY:
        return _body(state, reading, nominal, is_source=is_source)
    return _group(state, reading, nominal, phrase)


def _of_two(state: State, reading: Reading, nominal: Nominal) -> Entity | None:
    """The first or second of two people or bodies joined in this sentence or the one before: "the former", "the latter"."""
    block = reading.block
    if block.lowers[nominal.start : nominal.end] != ["the", nominal.noun]:
        return None
    named = (
        one
        for one in state.salience.latest()
        if one.named and state.salience.last[one.number].in_title == block.in_title
    )
    latest = sorted(((state.salience.last[one.number], one) for one in named), key=lambda item: item[0].start)[-2:]
    if len(latest) < len(_OF_TWO) or block.sentence[nominal.head] - block.sentence[latest[0][0].start] > 1:
        return None
    (first, former), (second, latter) = latest
    joined = "and" in block.lowers[first.end : second.start] and second.start - first.end <= _JOINED
    return (former if nominal.noun == "former" else latter) if joined and former.sort is latter.sort else None


def _person(state: State, reading: Reading, nominal: Nominal, *, phrase: str, is_source: bool) -> Entity | None:
    """A single person: one the article gave that role, one spoken of before, or somebody new."""
    block = reading.block
    after = min(nominal.end, len(block) - 1)
    bare = (
        nominal.noun == "one" and is_source and block.lowers[after] != "of"
    )  # one of those just spoken of: "one said"
    if bare and block.tags[after] == "MD":
        return None  # "one would think"
    words = spelled_out(block.lowers[nominal.start : nominal.end])
    known = None if bare else _by_what_it_says(state, reading, nominal, words)
    known = known or (_spoken_of(state, reading, nominal, words) if is_source and not bare else None)
    known = None if known and _in_another_office(known, nominal.noun, words) else known
    if known or not (is_source or _introduces(block, nominal)):
        return known
    key = block.in_title, nominal.head
    if key not in state.made:
        name = phrase or plain_phrase(block, nominal.start, nominal.end)
        entity = state.made[key] = state.book.new(Sort.PERSON, name, named=False)
        entity.noun, entity.words = nominal.noun, tuple(sorted(words))
        entity.definite = nominal.definite or not nominal.determiner
        entity.vote(GENDERED.get(nominal.noun) or _stated(words), hard=True)
    return state.made[key]


def _by_what_it_says(state: State, reading: Reading, nominal: Nominal, words: frozenset[str]) -> Entity | None:
    """The person whose age, style ("His Majesty") or role a nominal tells."""
    if nominal.noun == AGE and nominal.definite:
        aged = _of_age(state, reading, reading.block.lowers[age_at(reading.block, nominal.head)])
        if aged:
            return aged
    if nominal.noun in STYLES and nominal.determiner in {"his", "her"}:
        return _of_style(state, nominal)
    return _by_role(state, reading, nominal, words) if nominal.definite or not nominal.determiner else None


def _spoken_of(state: State, reading: Reading, nominal: Nominal, words: frozenset[str]) -> Entity | None:
    """The person in mind whom a bare definite ("the senator") can mean."""
    if not nominal.definite or nominal.owner_at >= 0 or nominal.noun in _STRANGERS:
        return None
    found = _of_seat(state, reading, nominal)
    if found is not None:
        return found
    found = _unplaced(state, reading, nominal, words) or _person_in_mind(state, reading, nominal)
    found = _just_named(state, reading, nominal, words, instead_of=found) or found
    fits = found is not None and _agrees(found, nominal.noun)
    return found if fits and not (nominal.noun == AGE and found and _ages(reading, found)) else None


def _of_seat(state: State, reading: Reading, nominal: Nominal) -> Entity | None:
    """The speaker who goes on, told by seat or home: "“…,” the Ashton West MP said", "the Roscommon man"."""
    block = reading.block
    told = nominal.noun in _SEATED and proper_words(block, nominal.start, nominal.head)
    if not told:
        return None
    stand_in = Reference(nominal.start, nominal.end, nominal.head, Form.PRONOUN, block.in_title, None, True)
    kinds = ("he", "she") if nominal.noun not in GENDERED else ("she",) if GENDERED[nominal.noun] == FEMALE else ("he",)
    found = next((one for kind in kinds if (one := going_on(state, reading, stand_in, kind))), None)
    return found if found is not None and not _other_seat(found, nominal.noun) else None


def _other_seat(person: Entity, noun: str) -> bool:
    """Whether somebody has a role that no member of a parliament has."""
    return noun not in KIN and bool(person.roles) and not any(role.noun in _MAY_SIT for role in person.roles)


def _of_style(state: State, nominal: Nominal) -> Entity | None:
    """The latest person to whom a role of that style was given: "His Majesty" is the king."""
    against = -1 if nominal.determiner == "his" else 1
    people = (one for one in state.salience.latest() if one.sort is Sort.PERSON and one.lean() != against)
    return next((one for one in people if any(role.noun in STYLES[nominal.noun] for role in one.roles)), None)


def _of_age(state: State, reading: Reading, age: str) -> Entity | None:
    """The latest person whose age the text gives as this one: "Ann Lee, 37, …" for "the 37-year-old"."""
    people = (entity for entity in state.salience.latest() if entity.sort is Sort.PERSON)
    return next((entity for entity in people if age in _ages(reading, entity)), None)


def _ages(reading: Reading, entity: Entity) -> set[str]:
    """The numbers that stand as an age behind a person's mentions, "Ann Lee, 37," or in them, "the 37-year-old"."""
    block, found = reading.block, set()
    for reference in entity.references:
        if reference.in_title == block.in_title:
            behind = block.lowers[reference.end : reference.end + 2]
            if len(behind) > 1 and behind[0] in {",", "("} and block.tags[reference.end + 1] == "CD":
                found.add(behind[1])
            at = block.lowers[reference.start : reference.end]
            found.update(word for word in at[:-1] if word.isdecimal() and "year" in at)
    return found


def _stated(words: frozenset[str]) -> str | None:
    """The gender that an adjective states ("a female voter")."""
    return FEMALE if "female" in words else MALE if "male" in words else None


def _person_in_mind(state: State, reading: Reading, nominal: Nominal) -> Entity | None:
    """Whom "he" in the nominal's place would mean, or "she" where that is a woman and surer, and he is known to be a man."""
    gender = GENDERED.get(nominal.noun)
    he, he_share = _ranked(state, reading, nominal, "he") if gender != FEMALE else (None, 0.0)
    she, she_share = _ranked(state, reading, nominal, "she") if gender != MALE else (None, 0.0)
    if he is None or she is None:
        return she if gender == FEMALE or (she is not None and she.lean() < 0) else he
    return she if she.lean() < 0 < he.lean() and she_share > he_share else he


def _ranked(state: State, reading: Reading, nominal: Nominal, kind: str) -> tuple[Entity | None, float]:
    stand_in = Reference(nominal.start, nominal.end, nominal.head, Form.PRONOUN, reading.block.in_title, None, True)
    return rank(state, reading, stand_in, kind)


def _unplaced(state: State, reading: Reading, nominal: Nominal, words: frozenset[str]) -> Entity | None:
    """Where the person in mind has another role, the latest named person to whom the article gives none."""
    people = [entity for entity in state.salience.latest() if entity.sort is Sort.PERSON and entity.named]
    proper = proper_words(reading.block, nominal.start, nominal.head)
    if nominal.noun in KIN or not people or not people[0].roles or _fits(nominal.noun, words, people[0], proper):
        return None
    return next((entity for entity in people if not entity.roles and _agrees(entity, nominal.noun)), None)


def _just_named(
    state: State, reading: Reading, nominal: Nominal, words: frozenset[str], *, instead_of: Entity | None
) -> Entity | None:
    """Where the roles of the person in mind do not fit, somebody just named who has none: "Bo Ray will. “…,” the leader said"."""
    block, named = reading.block, (one for one in state.salience.latest() if one.sort is Sort.PERSON and one.named)
    latest = next(named, None)
    proper = proper_words(block, nominal.start, nominal.head)
    if instead_of is None or latest is None or latest.roles or nominal.noun in KIN:
        return None
    if not instead_of.roles or _fits(nominal.noun, words, instead_of, proper) or not _agrees(latest, nominal.noun):
        return None
    last = state.salience.last[latest.number]
    near = last.in_title == block.in_title and block.sentence[nominal.head] - block.sentence[last.start] <= _JUST
    return latest if near and last.form is Form.NAME and block.content_of[last.head] < 0 else None


def _fits(noun: str, words: frozenset[str], person: Entity, proper: frozenset[str]) -> bool:
    """Whether somebody's roles allow a nominal."""
    return role_fit(noun, words, person, proper) > LEAST_FIT


def _by_role(state: State, reading: Reading, nominal: Nominal, words: frozenset[str]) -> Entity | None:
    """The person whose role fits a nominal best; among equals the one in mind last."""
    best, best_score = None, LEAST_FIT
    proper = proper_words(reading.block, nominal.start, nominal.head)
    for place, entity in enumerate(state.salience.latest()):
        if entity.sort is not Sort.PERSON or not _agrees(entity, nominal.noun):
            continue
        fit = role_fit(nominal.noun, words, entity, proper)
        score = fit if entity.named else 2.0 * _same_noun(entity, nominal.noun, words)
        score -= 0.01 * place - 0.02 * min(len(entity.references), 5) * (not entity.named)
        if score > best_score:
            best, best_score = entity, score
    return best


def _same_noun(entity: Entity, noun: str, words: frozenset[str]) -> bool:
    """Whether an unnamed person was brought in by this noun; where words before it tell offices apart, also by those."""
    own = words - DETERMINERS - {noun, "and"}
    other = noun in _OFFICES and own and entity.words and not own & set(entity.words)
    if noun in _ANYBODY and not own and entity.noun != noun:
        return abs(entity.lean()) == 1 and _agrees(entity, noun)
    return entity.noun == noun and not other


def _in_another_office(person: Entity, noun: str, words: frozenset[str]) -> bool:
    """Whether the words before an office tell it from the one that somebody has: a health minister is no prime minister."""
    own = words - DETERMINERS - _WHICH - {noun}
    held = [set(role.words) - DETERMINERS - _WHICH - {noun} for role in person.roles if role.noun == noun]
    return noun in _OFFICES and bool(own and held) and all(others and not own & others for others in held)


def _agrees(entity: Entity, noun: str) -> bool:
    gender = GENDERED.get(noun)
    lean = entity.lean()
    return gender is None or abs(lean) < 0.3 or (lean > 0) == (gender == "male")


def _introduces(block: Block, nominal: Nominal) -> bool:
    """Whether a nominal brings somebody on stage: a determiner, a place in the clause, and no predicate ("is a lawyer")."""
    if nominal.determiner not in _INTRODUCING and nominal.owner_at < 0:
        return False
    before = nominal.start - 1
    if before >= 0 and (block.lemmas[before] in {"be", "become"} or block.lowers[before] in _PREDICATIVE):
        return False
    dep = block.deps[nominal.head]
    if dep and dep not in SUBJECT_DEPS and dep not in OBJECT_DEPS and dep not in OBLIQUE_DEPS:
        return False
    nearby = range(max(nominal.start - 4, 0), nominal.start)
    return not any(block.deps[index] == "cop" and block.heads[index] == nominal.head for index in nearby)


def _body(state: State, reading: Reading, nominal: Nominal, *, is_source: bool) -> Entity | None:
    block = reading.block
    owner = state.owner(reading, nominal)
    if owner and owner.sort is Sort.PERSON and nominal.noun in OWNED_BODIES:
        return _owned(state, owner, nominal)
    if owner and nominal.owner_at >= 0 and nominal.noun in DOCUMENT_NOUNS:
        return owner
    phrase = plain_phrase(block, nominal.start, nominal.end)
    words = plain_words(phrase.split())
    if nominal.definite and owner is None:
        found = _body_in_mind(state, reading, nominal, own=set(words) - {nominal.noun}, is_source=is_source)
        if found:
            return found
    if not is_source and (not nominal.definite or nominal.noun not in BODY_NOUNS):
        return None
    known = state.book.bodies.get(words) or state.groups.get(words)
    if known is None:
        known = state.groups[words] = state.book.new(Sort.BODY, phrase, named=block.tags[nominal.head] == "NNP")
        known.words, known.noun = words, nominal.noun
        known.definite = nominal.definite or not nominal.determiner
    return known


def _body_in_mind(state: State, reading: Reading, nominal: Nominal, *, own: set[str], is_source: bool) -> Entity | None:
    """A body whose name holds the noun and all the nominal's other words, else (by a general noun) the one in mind."""
    for entity in state.salience.latest():
        named_so = nominal.noun in entity.words or entity.noun == nominal.noun
        if entity.sort is Sort.BODY and named_so and own <= set(entity.words):
            return entity
    if nominal.noun not in _GENERIC_BODIES or own:
        return None
    stand_in = Reference(
        nominal.start, nominal.end, nominal.head, Form.PRONOUN, reading.block.in_title, None, is_source
    )
    found, share = rank(state, reading, stand_in, "it")
    return found if found and found.sort is Sort.BODY and (is_source or share > 0.5) else None


def _owned(state: State, owner: Entity, nominal: Nominal) -> Entity:
    """A body known by whom it serves ("the Trump campaign", "her campaign")."""
    key = (f"#{owner.number}", nominal.noun)
    if key not in state.groups:
        short = (owner.name.replace("’s", "").split() or [owner.name])[-1] if owner.named else owner.name
        entity = state.groups[key] = state.book.new(Sort.BODY, f"{short} {nominal.noun}", named=owner.named)
        entity.words, entity.noun, entity.owner = plain_words([short, nominal.noun]), nominal.noun, owner
        entity.definite = is_identified(owner)
        if owner.named:
            entity.forms[entity.name] += 1
    return state.groups[key]


def _group(state: State, reading: Reading, nominal: Nominal, phrase: str) -> Entity | None:
    """Several people: the same words mean the same group, a bare definite the latest with that noun."""
    block = reading.block
    owner = state.owner(reading, nominal)
    if owner and owner.named and owner.sort is Sort.PERSON and nominal.noun in OWNED_BODIES and not nominal.plural:
        return _owned(state, owner, nominal)
    pair = _the_two(state, block, nominal)
    if pair:
        return state.together(pair)
    name = phrase or plain_phrase(block, nominal.start, nominal.end)
    key = plain_words(name.split()) or (nominal.noun,)
    if key in state.groups:
        return state.groups[key]
    if nominal.definite and nominal.owner_at < 0:
        for entity in state.salience.latest():
            if entity.sort is Sort.GROUP and entity.noun and entity.noun == nominal.noun:
                return entity
    entity = state.groups[key] = state.book.new(Sort.GROUP, name, named=False)
    entity.noun, entity.owner = nominal.noun, owner
    return entity


def _the_two(state: State, block: Block, nominal: Nominal) -> tuple[Entity, Entity] | None:
    """The two people, or the two bodies, spoken of last whom "the two senators", "both companies" can mean."""
    words = block.lowers[nominal.start : nominal.end]
    if not nominal.plural or not (
        "both" in words or (nominal.determiner in {"the", "these", "those"} and "two" in words)
    ):
        return None
    if nominal.noun in _PLACES:
        return None
    sort = Sort.BODY if nominal.noun in BODY_NOUNS else Sort.PERSON
    near = [entity for entity in state.salience.latest() if entity.sort is sort and entity.named]
    fitting = [entity for entity in near if sort is Sort.BODY or _may_be(entity, nominal.noun, frozenset(words))]
    return (fitting[1], fitting[0]) if len(fitting) > 1 else None


def _may_be(entity: Entity, noun: str, words: frozenset[str]) -> bool:
    """Whether a person's gender and roles allow a noun."""
    return _agrees(entity, noun) and (noun in KIN or not entity.roles or role_fit(noun, words, entity) > 0)
