"""Who is meant by each name of an article: full names first, then surnames, short forms and acronyms."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from math import log1p

from audit.model import Evidence, Form, Span
from audit.nlp.actors.acronyms import with_defined, with_offices
from audit.nlp.actors.aliases import with_aliases
from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Entity, Reference, Sort
from audit.nlp.actors.handles import with_handles
from audit.nlp.actors.identity import FAMILY
from audit.nlp.actors.lexicon import KNOWN_ACRONYMS, LINKS, PARTICLES, SUFFIXES, word_set
from audit.nlp.actors.missed_names import missed_names
from audit.nlp.actors.mistaken_people import without_mistaken
from audit.nlp.actors.name_uses import SHORTEST_SHOUTED, NameUse, in_headline, uses_of
from audit.nlp.actors.names import (
    PersonName,
    body_name,
    initials,
    is_surname,
    person_name,
    same_person,
    title_gender,
)
from audit.nlp.actors.type_words import organisation_type

_RECENT_SENTENCES = 2
_NEAR_SENTENCES = 6
_TWO_WORDS = 2
_SHORTEST_SLIP, _LIKE_ENOUGH = 5, 0.8  # one letter of five


def read_names(blocks: Sequence[Block]) -> list[NameUse]:
    """Every use of a name that the entity recogniser found, its label settled by majority over the article."""
    uses = with_defined(blocks, [use for block in blocks for use in uses_of(block)])
    labels: defaultdict[tuple[str, ...], Counter[Sort]] = defaultdict(Counter)
    for use in uses:
        labels[use.words][use.sort] += 1
        if use.title:
            labels[use.words][Sort.PERSON] += 3
    surnames = {
        next((word for word in reversed(use.words) if word not in SUFFIXES), "")
        for use in uses
        if use.sort is Sort.PERSON and len(use.words) > 1
    }
    bare = {use.words[0] for use in uses if use.sort is Sort.PERSON and len(use.words) == 1}
    people = (use for use in uses if use.sort is Sort.PERSON and not in_headline(use))
    middles = {word for use in people for word in use.words[1:-1] if word not in PARTICLES}
    for use in uses:
        use.sort = _settled(use, labels[use.words], surnames, bare)
        if use.sort is Sort.BODY and len(use.words) == 1 and use.words[0] in middles and _may_be_person(use):
            use.sort = Sort.PERSON
    uses = with_handles(blocks, without_mistaken(uses))
    uses.extend(missed_names(blocks, uses, surnames))
    uses = with_offices(blocks, with_aliases(uses))
    return sorted(uses, key=lambda use: use.position)


def _may_be_person(use: NameUse) -> bool:
    """Whether a name that was taken for a body's has none of a body's words or signs."""
    block = use.block
    return (
        not any(organisation_type((word,)) for word in use.words)
        and all(block.words[at].istitle() and block.words[at].isalpha() for at in range(use.start, use.end))
        and block.lowers[use.start - 1 if use.start else 0] != "the"
        and (use.end >= len(block) or block.tags[use.end] not in {"NN", "NNP"})
    )


def _settled(use: NameUse, votes: Counter[Sort], surnames: set[str], bare: set[str]) -> Sort:
    """The label most uses of the name have; a surname of a person of the article is that person."""
    best = max(votes, key=lambda sort: (votes[sort], sort is use.sort))
    if best is Sort.BODY and len(use.words) == _TWO_WORDS and use.words[1] in surnames | bare and _may_be_person(use):
        return Sort.PERSON
    shouted = use.block.words[use.start].replace(".", "").isupper() and len(use.words[0]) < SHORTEST_SHOUTED
    if len(use.words) == 1 and use.words[0] in surnames and best is not Sort.PLACE and not shouted:
        return Sort.PERSON
    return best


_TOO_GENERAL = {
    (word,) for word in sorted(word_set("new united national american university department north south federal state"))
} | set(KNOWN_ACRONYMS.values())


@dataclass(slots=True)
class NameBook:
    """The entities of an article by name. ``add`` must be called in the order of reading, full names settled before."""

    entities: list[Entity] = field(default_factory=list)
    by_last: defaultdict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    by_given: defaultdict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    by_middle: defaultdict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    bodies: dict[tuple[str, ...], Entity] = field(default_factory=dict)
    short_for: defaultdict[tuple[str, ...], list[tuple[int, Entity]]] = field(default_factory=lambda: defaultdict(list))
    bearers: dict[str, Entity] = field(default_factory=dict)
    seen: dict[int, tuple[int, int]] = field(default_factory=dict)

    def new(self, sort: Sort, name: str, *, named: bool = True) -> Entity:
        """Start an entity."""
        entity = Entity(number=len(self.entities), sort=sort, named=named, name=name)
        self.entities.append(entity)
        return entity

    def open_full_names(self, uses: Sequence[NameUse]) -> None:
        """Make an entity of every full name of a person and of every longest name of a body."""
        people = [(use, person) for use in uses if use.sort is Sort.PERSON and (person := person_name(use.words))]
        for use, person in sorted(people, key=lambda named: is_surname(named[1])):
            if person.is_full and not self._with_name(person):
                self._open_person(use, person)
        others = [use for use in uses if use.sort is not Sort.PERSON]
        for use in sorted(others, key=lambda use: (in_headline(use), -len(use.words))):
            self._open_body(use)

    def _with_name(self, person: PersonName) -> Entity | None:
        family = person.last.split()[-1]  # "Van der Lee" begins a sentence, "Jaco van der Lee" was named before
        near = [*self.by_last[person.last], *self.by_last[family], *self.by_given[person.given]]
        return next((entity for entity in near if entity.person and same_person(entity.person, person)), None)

    def _open_person(self, use: NameUse, person: PersonName) -> Entity:
        entity = self.new(Sort.PERSON, use.text())
        entity.person = person
        self.by_last[person.last].append(entity)
        if " " in person.last:
            self.by_last[person.last.split()[-1]].append(entity)
        if person.given:
            self.by_given[person.given].append(entity)
        for word in () if in_headline(use) else person.middle:
            self.by_middle[word].append(entity)
        return entity

    def _open_body(self, use: NameUse) -> None:
        words = use.words
        if words in self.bodies:
            return
        longer = self._longer_name(use) or (self._shorter_name(use) if in_headline(use) else None)
        if longer is None:
            longer = self.new(use.sort, body_name(use.text()))
            longer.words = words
            for part, rank in self._parts_of(words, use.sort).items():
                self.short_for[part].append((rank, longer))
        self.bodies[words] = longer

    def _longer_name(self, use: NameUse) -> Entity | None:
        """The only longer name that this one shortens: by its first or last words, else by its initials."""
        longer = self.short_for.get(use.words, ())
        for rank in (0, 1):
            fitting = [entity for found, entity in longer if found == rank and (rank or entity.sort is use.sort)]
            if fitting:
                return fitting[0] if len(fitting) == 1 and fitting[0].sort is not Sort.GROUP else None
        return None

    def _shorter_name(self, use: NameUse) -> Entity | None:
        """A known body whose name begins or ends a longer run of capitals in a headline ("Washington Post Hit Piece")."""
        sizes = range(len(use.words) - 1, 1, -1)
        parts = (part for size in sizes for part in (use.words[:size], use.words[-size:]))
        return next((self.bodies[part] for part in parts if part in self.bodies), None)

    @staticmethod
    def _parts_of(words: tuple[str, ...], sort: Sort) -> dict[tuple[str, ...], int]:
        """Short forms by which a longer name may come back: 0 for its first or last words, 1 for its initials."""
        if len(words) < 2 or sort is Sort.GROUP:
            return {}
        parts: dict[tuple[str, ...], int] = {(acronym,): 1 for acronym in initials(words) if len(acronym) > 1}
        if sort is Sort.BODY:
            for size in range(1, len(words)):
                if words[size] not in LINKS:
                    parts[words[size:]] = 0
                    if words[size - 1] not in LINKS:
                        parts[words[:size]] = 0
        return {part: rank for part, rank in parts.items() if part not in _TOO_GENERAL}

    def add(self, use: NameUse) -> Reference:
        """The reference a use of a name makes, tied to its entity."""
        entity = self._entity_of(use)
        start = use.title_at if 0 <= use.title_at == use.start - 1 else use.start
        reference = Reference(start, use.end, use.end - 1, Form.NAME, use.block.in_title, entity)
        entity.references.append(reference)
        entity.forms[use.text()] += 1
        self.seen[entity.number] = (int(use.block.in_title), use.block.sentence[use.start])
        gender = title_gender(use.title) if use.title else None
        if gender:
            entity.vote(gender, hard=True)
            span: Span = use.block.span(use.title_at, use.end)
            entity.evidence.append(Evidence("gender", span.start, span.end, use.block.in_title))
        return reference

    def _entity_of(self, use: NameUse) -> Entity:
        if use.sort is not Sort.PERSON:
            return self.bodies[use.words]
        person = person_name(use.words) or PersonName("", (), " ".join(use.words))
        if person.is_full:
            found = self._with_name(person)
            if found is None:
                return self._open_person(use, person)
            if found.person and not found.person.is_full:
                found.person, found.name = person, use.text()
            return found
        return self._bare(use, person)

    def _bare(self, use: NameUse, person: PersonName) -> Entity:
        """Who a single word means: a surname, else a given name; among several the one who bore it first in this article."""
        family = (
            self.by_last.get(person.last) or self.by_given.get(person.last) or self._plural_family(use, person.last)
        )
        if not family:
            family = self._of_middle(person.last) or self._misspelt(person.last)
        if not family:
            return self._open_person(use, person)
        gender = title_gender(use.title) if use.title else None
        fitting = [entity for entity in family if not gender or _fits(entity, gender)] or family
        bearer = self.bearers.get(person.last)
        if bearer in fitting and bearer is not None:
            return bearer
        chosen = max(fitting, key=lambda entity: self._likely(entity, use))
        self.bearers.setdefault(person.last, chosen)
        return chosen

    def _of_middle(self, word: str) -> list[Entity]:
        """The only person spoken of so far in whose full name a word stands between the others: "Ip" of Regina Ip Lau."""
        bearers = self.by_middle.get(word, []) if len(word) > 1 and word not in PARTICLES else []
        return bearers if len(bearers) == 1 and bearers[0].number in self.seen else []

    def _misspelt(self, last: str) -> list[Entity]:
        """The article's only person whose surname differs by a slip of the pen ("McLenney" for McClenney)."""
        if len(last) < _SHORTEST_SLIP:
            return []
        near = get_close_matches(last, [name for name in self.by_last if name[0] == last[0]], n=2, cutoff=_LIKE_ENOUGH)
        full = [entity for name in near for entity in self.by_last[name] if entity.person and entity.person.is_full]
        return full if len(full) == 1 else []

    def _plural_family(self, use: NameUse, last: str) -> list[Entity]:
        """A family by its name ("the Clintons") is a group of its own."""
        if not last.endswith("s") or not self.by_last.get(last[:-1]):
            return []
        group = self.bodies.get((last,))
        if group is None:
            group = self.bodies[(last,)] = self.new(Sort.GROUP, use.text())
            group.noun = FAMILY
        return [group]

    def _likely(self, entity: Entity, use: NameUse) -> float:
        """How likely a bare surname means this entity: introduced first, seen just now, seen often."""
        block, sentence = self.seen.get(entity.number, (-1, -1))
        here = use.block.sentence[use.start]
        here_too = block == int(use.block.in_title)
        recent = here_too and here - sentence < _RECENT_SENTENCES
        near = here_too and here - sentence < _NEAR_SENTENCES
        unseen = -2.0 if entity.number not in self.seen else 0.0
        return unseen + 0.4 * recent + 0.1 * near + 0.5 * log1p(len(entity.references)) - 0.001 * entity.number


def _fits(entity: Entity, gender: str) -> bool:
    lean = entity.lean()
    return lean == 0 or (lean > 0) == (gender == "male")
