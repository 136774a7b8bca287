"""Who is meant by each name of an article: full names first, then surnames, short forms and acronyms."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from math import log1p

from audit.model import Evidence, Form, Span
from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Entity, Reference, Sort
from audit.nlp.actors.lexicon import FIRST, LINKS, PARTICLES, PERSON_NOUNS, SUFFIXES, THIRD, word_set
from audit.nlp.actors.names import (
    PersonName,
    initials,
    is_title,
    person_name,
    plain_words,
    same_person,
    title_gender,
    without_article,
)
from audit.nlp.actors.nominals import joins
from audit.nlp.actors.types import organisation_type

SORTS: dict[str, Sort] = {
    "PERSON": Sort.PERSON,
    "PER": Sort.PERSON,
    "ORG": Sort.BODY,
    "GPE": Sort.PLACE,
    "LOC": Sort.PLACE,
    "FAC": Sort.BODY,
    "NORP": Sort.GROUP,
}
"""Entity labels that can be actors; other labels (dates, money …) cannot."""

_RECENT_SENTENCES = 2
_TAG_TOKENS = 3
_PARTY_TAG = re.compile(r"[DRI]-[A-Z]")
_SHORTEST_SLIP = 6
_SHORTEST_SHOUTED = 5
_OFFICES = word_set(
    "president senator representative secretary governor mayor judge justice general minister chancellor congressman "
    "congresswoman "
    "nominee candidate spokesman spokeswoman spokesperson manager director strategist adviser advisor chairman "
    "chairwoman attorney "
    "former republican democratic democrat leader commissioner ambassador professor analyst reporter editor activist"
)
_HEADS = word_set(
    "president senator congressman congresswoman minister chancellor chairman chairwoman sen. rep. gov. nominee"
)
"""Words inside a person entity that end the description before the name ("Democratic Sen. Claire McCaskill")."""


@dataclass(slots=True)
class NameUse:
    """One use of a name in the text: tokens [start, end), without title and possessive; ``words`` are plain."""

    block: Block
    start: int
    end: int
    words: tuple[str, ...]
    sort: Sort
    title: str | None = None
    title_at: int = -1

    @property
    def position(self) -> tuple[int, int]:
        """Order of reading: the body first, since a headline abbreviates what the body spells out."""
        return int(self.block.in_title), self.start

    def text(self) -> str:
        """The name as written."""
        return self.block.text(self.start, self.end)


def in_headline(use: NameUse) -> bool:
    """Whether a name stands among capitalised words, as in a headline in title case."""
    block, sentence = use.block, use.block.sentence[use.start]
    begin, end = max(use.start - 12, 0), min(use.end + 12, len(block))
    around = [
        block.words[at] for at in range(begin, end) if block.sentence[at] == sentence and block.words[at].isalpha()
    ]
    return len(around) > _SHORTEST_SHOUTED and sum(word[0].isupper() for word in around) > 0.65 * len(around)


def read_names(blocks: Sequence[Block]) -> list[NameUse]:
    """Every use of a name that the entity recogniser found, its label settled by majority over the article."""
    uses = [use for block in blocks for use in _uses(block)]
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
    for use in uses:
        use.sort = _settled(use, labels[use.words], surnames)
    uses.extend(_missed(blocks, uses, surnames))
    return sorted(uses, key=lambda use: use.position)


def _settled(use: NameUse, votes: Counter[Sort], surnames: set[str]) -> Sort:
    """The label most uses of the name have; a bare surname of a person of the article is that person."""
    best = max(votes, key=lambda sort: (votes[sort], sort is use.sort))
    shouted = use.block.words[use.start].replace(".", "").isupper() and len(use.words[0]) < _SHORTEST_SHOUTED
    if len(use.words) == 1 and use.words[0] in surnames and best is not Sort.PLACE and not shouted:
        return Sort.PERSON
    return best


def _uses(block: Block) -> Iterable[NameUse]:
    for ent in block.doc.ents:
        sort = SORTS.get(ent.label_)
        if sort is None:
            continue
        start, end = _trim(block, ent.start, ent.end, sort)
        if start < end:
            sort = _corrected(block, start, end, sort)
        title, title_at = None, -1
        if sort is Sort.PERSON and end < len(block) and block.lowers[end].strip(".") in SUFFIXES:
            end += 1
        if sort is Sort.PERSON:
            start, title, title_at = _strip_titles(block, start, end)
        words = without_article(plain_words(block.words[start:end])) if start < end else ()
        if words and words[0] not in THIRD and words[0] not in FIRST and _is_name(block, start, end, sort):
            yield NameUse(block, start, end, words, sort, title, title_at)


def _corrected(block: Block, start: int, end: int, sort: Sort) -> Sort:
    """The label that an entity's own words tell better: titles, plural nouns for people, words of organisations."""
    last = block.lowers[end - 1]
    if sort in {Sort.BODY, Sort.PLACE} and _titled_person(block, start, end):
        return Sort.PERSON
    if (
        sort is Sort.BODY
        and end - start == 1
        and block.tags[start] == "NNPS"
        and last.removesuffix("s") in PERSON_NOUNS
    ):
        return Sort.GROUP
    if sort is Sort.PLACE and end - start > 1 and organisation_type((last,)):
        return Sort.BODY
    return sort


def _titled_person(block: Block, start: int, end: int) -> bool:
    """Whether an entity that is labelled otherwise is a person with a title: "Rep. Gwen Moore", "South Korean President Park"."""
    if end - start < 2 or organisation_type((block.lowers[end - 1],)):
        return False
    if block.words[start].endswith(".") and is_title(block.words[start]):
        return True
    return any(block.lowers[at] in _HEADS and block.words[at + 1][:1].isupper() for at in range(start, end - 1))


def _is_name(block: Block, start: int, end: int, sort: Sort) -> bool:
    """Whether a trimmed entity can be a name: capital letters; people with a capital last; nationalities as plural nouns."""
    if sort is Sort.GROUP:
        after = block.tags[end] if end < len(block) else ""
        return block.tags[end - 1] in {"NNPS", "NNS"} and after not in {"NN", "NNS", "NNP", "NNPS"}
    if _PARTY_TAG.match(block.words[start]) or (
        end - start == _TAG_TOKENS and joins(block, start + 1) and len(block.words[start]) == 1
    ):
        return False
    if sort is Sort.PERSON and not (block.words[end - 1][:1].isupper() or block.lowers[end - 1].strip(".") in SUFFIXES):
        return False
    return any(map(str.isupper, block.raw[block.starts[start] : block.starts[end - 1] + len(block.words[end - 1])]))


def _trim(block: Block, start: int, end: int, sort: Sort) -> tuple[int, int]:
    """Leave out a leading article, what stands behind a bracket (or a person's comma), possessives, small words at the edges."""
    for index in range(start + 1, end):
        jr = index + 1 < end and block.lowers[index + 1].strip(".") in SUFFIXES
        if block.words[index] in {"(", "-LRB-", "["} or (block.words[index] == "," and sort is Sort.PERSON and not jr):
            end = index
            break
    while start < end and (block.lowers[start] == "the" or not any(map(str.isalpha, block.words[start]))):
        start += 1
    while end > start and (not any(map(str.isalnum, block.words[end - 1])) or block.lowers[end - 1] in {"'s", "’s"}):
        end -= 1
    if start < end and any(word[:1].isupper() for word in block.words[start:end]):
        while block.words[end - 1].islower() and not (end - 2 > start and joins(block, end - 2)):
            end -= 1
        while block.words[start].islower() and block.lowers[start] not in PARTICLES:
            start += 1
    return start, end


def _strip_titles(block: Block, start: int, end: int) -> tuple[int, str | None, int]:
    """Where the name proper begins, and the title before it (inside the entity or just in front)."""
    title, at = None, -1
    for index in range(start, end - 1):
        word = block.words[index]
        role = (is_title(word) and (index == start or word.endswith("."))) or block.lowers[index] in _OFFICES
        if (role or (index == at + 1 and is_title(word))) and block.words[index + 1][:1].isupper():
            title, at = word, index
    if at >= 0:
        return at + 1, title, at
    if start > 0 and is_title(block.words[start - 1]):
        title, at = block.words[start - 1], start - 1
    return start, title, at


def _missed(blocks: Sequence[Block], uses: Sequence[NameUse], surnames: set[str]) -> list[NameUse]:
    """Names of the article's people, and its bodies' single-word names, where the recogniser passed over them."""
    known = {use.words[0]: use.sort for use in uses if len(use.words) == 1 and use.sort in {Sort.PERSON, Sort.BODY}}
    known |= dict.fromkeys(surnames, Sort.PERSON)
    known = {word: sort for word, sort in known.items() if len(word) > 2 and word not in LINKS}
    full = {(use.words[0], use.words[-1]) for use in uses if use.sort is Sort.PERSON and len(use.words) > 1}
    found = []
    for block in blocks:
        taken = _taken(block)
        for index, low in enumerate(block.lowers):
            if low in known and not taken[index] and block.words[index][0].isupper():
                use = _missed_at(block, index, known[low], full)
                if use:
                    found.append(use)
    return found


def _missed_at(block: Block, index: int, sort: Sort, full: set[tuple[str, str]]) -> NameUse | None:
    low, begin = block.lowers[index], index
    if sort is Sort.BODY and index + 1 < len(block) and block.tags[index + 1] == "NNP":
        return None
    before = block.words[index - 1] if index else ""
    if before[:1].isupper() and not is_title(before):
        if sort is not Sort.PERSON or (before.lower(), low) not in full:
            return None if block.tags[index - 1].startswith("NNP") else NameUse(block, index, index + 1, (low,), sort)
        begin = index - 1
    start, title, at = _strip_titles(block, begin, index + 1)
    return NameUse(block, start, index + 1, tuple(block.lowers[start : index + 1]), sort, title, at)


def _taken(block: Block) -> bytearray:
    taken = bytearray(len(block))
    for ent in block.doc.ents:
        taken[ent.start : ent.end] = b"\x01" * (ent.end - ent.start)
    return taken


_TOO_GENERAL = {
    (word,) for word in sorted(word_set("new united national american university department north south federal state"))
}


@dataclass(slots=True)
class NameBook:
    """The entities of an article by name. ``add`` must be called in the order of reading, full names settled before."""

    entities: list[Entity] = field(default_factory=list)
    by_last: defaultdict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    by_given: defaultdict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
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
        for use in uses:
            if use.sort is Sort.PERSON:
                person = person_name(use.words)
                if person and person.is_full and not self._with_name(person):
                    self._open_person(use, person)
        others = [use for use in uses if use.sort is not Sort.PERSON]
        for use in sorted(others, key=lambda use: (in_headline(use), -len(use.words))):
            self._open_body(use)

    def _with_name(self, person: PersonName) -> Entity | None:
        near = [*self.by_last[person.last], *self.by_given[person.given]]
        return next((entity for entity in near if entity.person and same_person(entity.person, person)), None)

    def _open_person(self, use: NameUse, person: PersonName) -> Entity:
        entity = self.new(Sort.PERSON, use.text())
        entity.person = person
        self.by_last[person.last].append(entity)
        if " " in person.last:
            self.by_last[person.last.split()[-1]].append(entity)
        if person.given:
            self.by_given[person.given].append(entity)
        return entity

    def _open_body(self, use: NameUse) -> None:
        words = use.words
        if words in self.bodies:
            return
        longer = self._longer_name(use) or (self._shorter_name(use) if in_headline(use) else None)
        if longer is None:
            longer = self.new(use.sort, use.text())
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
            family = self._misspelt(person.last)
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

    def _misspelt(self, last: str) -> list[Entity]:
        """The article's only person whose surname differs by a slip of the pen ("McLenney" for McClenney)."""
        if len(last) < _SHORTEST_SLIP:
            return []
        near = get_close_matches(last, [name for name in self.by_last if name[0] == last[0]], n=2, cutoff=0.84)
        full = [entity for name in near for entity in self.by_last[name] if entity.person and entity.person.is_full]
        return full if len(full) == 1 else []

    def _plural_family(self, use: NameUse, last: str) -> list[Entity]:
        """A family by its name ("the Clintons") is a group of its own."""
        if not last.endswith("s") or not self.by_last.get(last[:-1]):
            return []
        group = self.bodies.get((last,))
        if group is None:
            group = self.bodies[(last,)] = self.new(Sort.GROUP, use.text())
        return [group]

    def _likely(self, entity: Entity, use: NameUse) -> float:
        """How likely a bare surname means this entity: introduced first, seen just now, seen often."""
        block, sentence = self.seen.get(entity.number, (-1, -1))
        here = use.block.sentence[use.start]
        recent = block == int(use.block.in_title) and here - sentence < _RECENT_SENTENCES
        unseen = -2.0 if entity.number not in self.seen else 0.0
        return unseen + 0.4 * recent + 0.5 * log1p(len(entity.references)) - 0.001 * entity.number


def _fits(entity: Entity, gender: str) -> bool:
    lean = entity.lean()
    return lean == 0 or (lean > 0) == (gender == "male")


def _is_acronym(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and len(words[0]) <= 6
