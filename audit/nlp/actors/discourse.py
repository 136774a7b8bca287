"""Reads an article from left to right and decides, reference by reference, who is meant.

Names are settled before (:mod:`namebook`). Pronouns, definite nominals and relative pronouns are decided where they stand, with
what the reader has in mind by then; each attribution's source is decided at its head. The article is read twice: the first reading
only gathers which gender each name agrees with, the second decides.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from audit.model import Form
from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Entity, Reference, Sort
from audit.nlp.actors.lexicon import (
    BODY_NOUNS,
    FIRST,
    GENDERED,
    OWNED_BODIES,
    RELATIVE,
    RELCL_DEPS,
    THIRD,
)
from audit.nlp.actors.namebook import NameBook
from audit.nlp.actors.names import plain_words
from audit.nlp.actors.nominals import NOUNS, Nominal, nominal_at, nominals, plain_phrase
from audit.nlp.actors.pronouns import NOBODY, candidates, choose, features, pronoun_class
from audit.nlp.actors.roles import role_fit
from audit.nlp.actors.salience import Salience
from audit.nlp.actors.sources import SourceHead

_GENERIC_BODIES = frozenset(
    ["agency", "company", "group", "organization", "organisation", "network", "newspaper", "paper", "outlet", "firm", "magazine", "center", "institute", "foundation", "bank", "site", "website", "channel", "publication", "chain", "university", "council", "committee", "union", "think-tank", "association", "broadcaster", "station", "daily", "weekly", "retailer", "maker", "giant", "startup", "nonprofit", "charity", "commission", "bureau", "department", "ministry"]
)
_STRANGERS = frozenset(
    ["official", "source", "aide", "adviser", "advisor", "person", "insider", "staffer", "voter", "resident", "witness", "reader", "user"]
)
Item = Reference | Nominal
Names = list[Reference | None]


@dataclass(slots=True)
class Reading:
    """One block with what is known before it is read: names, roles, heads of sources."""

    block: Block
    names: Names
    in_role: bytearray
    heads: list[SourceHead | None]
    items: list[tuple[int, Item]]
    heads_at: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Discourse:
    """The state of reading an article: entities, salience, and who speaks each attribution."""

    book: NameBook
    weights: dict[str, float]
    salience: Salience = field(default_factory=Salience)
    made: dict[tuple[bool, int], Entity] = field(default_factory=dict)
    groups: dict[tuple[str, ...], Entity] = field(default_factory=dict)
    agents: dict[str, Entity] = field(default_factory=dict)
    speakers: dict[tuple[bool, int], Entity | None] = field(default_factory=dict)
    at: dict[tuple[bool, int], Reference] = field(default_factory=dict)
    log: Callable[[Reference, list[Entity], list[list[str]]], int | None] | None = None

    def restart(self) -> None:
        """Forget everything that reading decided; keep the entities and their votes."""
        self.salience = Salience()
        self.agents.clear()
        self.speakers.clear()
        self.at.clear()
        for entity in self.book.entities:
            entity.references.clear()
            entity.is_source = False

    def read(self, reading: Reading) -> None:
        """Read a block from left to right."""
        block = reading.block
        for _, item in reading.items:
            if isinstance(item, Nominal):
                self._nominal(reading, item)
            elif item.form is Form.NAME:
                self._tie(reading, item, item.entity)
            else:
                self._pronoun(reading, item)
        self._first_person(reading)
        del block

    def _tie(self, reading: Reading, reference: Reference, entity: Entity | None) -> None:
        """Record that a reference means an entity, and that it speaks if it heads a source."""
        reference.entity = entity
        numbers = reading.heads_at.get(reference.head, ())
        reference.is_source = bool(numbers)
        if entity is not None:
            self.at[reading.block.in_title, reference.head] = reference
            entity.references.append(reference)
            self.salience.note(entity, reference)
        for number in numbers:
            self._speak(reading, number, entity)

    def _speak(self, reading: Reading, number: int, entity: Entity | None) -> None:
        key = reading.block.in_title, number
        head = reading.heads[number]
        if head is None or (key in self.speakers and not head.parts):
            return
        if head.parts:
            entity = self._joint(reading, head)
            if entity is None:
                return
        self.speakers[key] = entity
        if entity is not None:
            entity.is_source = True
            self.salience.last_speaker = entity

    def _joint(self, reading: Reading, head: SourceHead) -> Entity | None:
        """The group made of the parts of a source, once the last part is known."""
        key = reading.block.in_title, head.start
        parts = [self.at.get((reading.block.in_title, part.at)) for part in head.parts]
        if parts[-1] is None:
            return None
        members = [part.entity for part in parts if part and part.entity]
        if len(members) == 2 and members[0] is members[1]:
            return members[0]
        if len(members) < len(head.parts):
            return members[0] if members else None
        entity = self.made.get(key)
        if entity is None:
            name = " and ".join(member.name for member in members)
            known = tuple(sorted(member.name for member in members))
            entity = self.groups.get(known)
            if entity is None:
                entity = self.groups[known] = self.book.new(
                    Sort.GROUP, name, named=all(member.named for member in members)
                )
                entity.parts = tuple(members)
            self.made[key] = entity
        reference = Reference(head.start, head.end, head.at, Form.NOMINAL, reading.block.in_title, entity, True)
        entity.references.append(reference)
        self.salience.note(entity, reference)
        return entity

    # pronouns ----------------------------------------------------------------------------------------------------------

    def _pronoun(self, reading: Reading, reference: Reference) -> None:
        word = reading.block.lowers[reference.start]
        reference.is_source = bool(reading.heads_at.get(reference.head))
        if word in FIRST:
            return
        if word in RELATIVE:
            self._tie(reading, reference, self._antecedent(reading, reference, word))
            return
        kind = pronoun_class(word)
        if kind is None:
            return
        entity, share = self.rank(reading, reference, kind)
        if entity is None and reference.is_source:
            self._tie(reading, reference, None)
            return
        if entity is not None:
            if entity.sort is Sort.PERSON and kind in {"he", "she"}:
                entity.vote("male" if kind == "he" else "female", weight=share)
            self._tie(reading, reference, entity)
            self.salience.last_pronoun[entity.number] = kind

    def rank(self, reading: Reading, reference: Reference, kind: str) -> tuple[Entity | None, float]:
        """The likeliest entity for a pronoun and its probability; None where it more likely means no actor."""
        block, salience = reading.block, self.salience
        found = candidates(kind, block, reference, salience)
        if not found:
            return None, 0.0
        speaker = self._speaker_around(reading, reference)
        held = [
            features(kind, block, reference, entity, rank=rank, salience=salience, speaker=speaker)
            for rank, entity in enumerate(found)
        ]
        if self.log is not None:
            told = self.log(reference, found, held)
            if told is not None:
                return (found[told], 1.0) if told >= 0 else (None, 1.0)
        weigh = self.weights
        scores = [sum(weigh.get(name, 0.0) for name in names) for names in held]
        side = "h" if kind in {"he", "she"} else kind[0]
        nobody = weigh.get(f"{side}:{NOBODY}", -9.0) - 9.0 * reference.is_source
        best, share = choose(scores, nobody)
        return (found[best], share) if best >= 0 else (None, share)

    def _speaker_around(self, reading: Reading, reference: Reference) -> Entity | None:
        """Who says the content that a reference stands in, as far as that is known without resolving pronouns ahead."""
        number = reading.block.content_of[reference.start]
        if number < 0:
            return None
        key = reading.block.in_title, number
        if key in self.speakers:
            return self.speakers[key]
        head = reading.heads[number]
        return head.name.entity if head and head.name else None

    def _antecedent(self, reading: Reading, reference: Reference, word: str) -> Entity | None:
        """Whom a relative pronoun takes up: the head of its clause by syntax, else the nearest fitting reference before it."""
        block, index = reading.block, reference.start
        verb = index
        for _ in range(4):
            if block.deps[verb] in RELCL_DEPS:
                break
            verb = block.heads[verb]
        if block.deps[verb] in RELCL_DEPS and block.heads[verb] < index:
            found = self._covering(reading, block.heads[verb])
            if found:
                return found
        for entity in self.salience.latest():
            last = self.salience.last[entity.number]
            if last.in_title != block.in_title or index - last.end > 8:
                break
            if word in {"which", "that"} and entity.sort is Sort.PERSON:
                continue
            return entity
        if reference.is_source:
            return self._noun_before(reading, index)
        return None

    def _covering(self, reading: Reading, token: int) -> Entity | None:
        """The entity referred to at a token, or by the reference that holds the token."""
        in_title = reading.block.in_title
        found = self.at.get((in_title, token))
        if found is None:
            found = next(
                (self.at[in_title, at] for at in range(token + 1, token + 4) if (in_title, at) in self.at), None
            )
            if found and not found.start <= token < found.end:
                found = None
        return found.entity if found else None

    def _noun_before(self, reading: Reading, index: int) -> Entity | None:
        for at in range(index - 1, max(index - 10, -1), -1):
            if reading.block.tags[at] in NOUNS:
                nominal = nominal_at(reading.block, at) or nominal_at(reading.block, at, Sort.GROUP)
                if nominal:
                    return self._entity_for(reading, nominal, phrase="", is_source=True)
        return None

    def _first_person(self, reading: Reading) -> None:
        """I and we within what somebody says mean who says it."""
        block = reading.block
        for _, item in reading.items:
            if isinstance(item, Nominal) or item.form is not Form.PRONOUN or block.lowers[item.start] not in FIRST:
                continue
            number = block.content_of[item.start]
            entity = self.speakers.get((block.in_title, number)) if number >= 0 else None
            self._tie(reading, item, entity)

    # nominals ----------------------------------------------------------------------------------------------------------

    def _nominal(self, reading: Reading, nominal: Nominal) -> None:
        numbers = reading.heads_at.get(nominal.head, ())
        head = reading.heads[numbers[0]] if numbers else None
        part = next((part for part in head.parts if part.at == nominal.head), head) if head else None
        phrase = part.phrase if part else ""
        if nominal.sort is Sort.DOCUMENT:
            entity = self._document(reading, nominal, part)
            if entity is None:
                return
        else:
            found = self._entity_for(reading, nominal, phrase=phrase, is_source=bool(numbers))
            if found is None:
                return
            entity = found
        form = Form.NOMINAL
        self._tie(reading, Reference(nominal.start, nominal.end, nominal.head, form, reading.block.in_title), entity)

    def _entity_for(self, reading: Reading, nominal: Nominal, *, phrase: str, is_source: bool) -> Entity | None:
        if nominal.sort is Sort.PERSON:
            return self._person(reading, nominal, phrase=phrase, is_source=is_source)
        if nominal.sort is Sort.BODY:
            return self._body(reading, nominal, is_source=is_source)
        return self._group(reading, nominal, phrase)

    def _words(self, reading: Reading, nominal: Nominal) -> frozenset[str]:
        return frozenset(reading.block.lowers[nominal.start : nominal.end])

    def _person(self, reading: Reading, nominal: Nominal, *, phrase: str, is_source: bool) -> Entity | None:
        """A single person by role: one the article gave that role, one spoken of before, or somebody new."""
        block = reading.block
        words = self._words(reading, nominal)
        if nominal.noun in {"one"} and is_source:
            fake = Reference(nominal.start, nominal.end, nominal.head, Form.PRONOUN, block.in_title, None, True)
            return self.rank(reading, fake, "he")[0]
        if nominal.definite or not nominal.determiner:
            fit = self._by_role(nominal, words)
            if fit:
                return fit
        if nominal.definite and is_source and nominal.owner_at < 0 and nominal.noun not in _STRANGERS:
            found = self._most_salient(reading, nominal)
            if found:
                return found
        if not is_source and (_predicate(block, nominal) or (not nominal.determiner and nominal.owner_at < 0)):
            return None
        key = block.in_title, nominal.head
        if key not in self.made:
            name = phrase or plain_phrase(block, nominal.start, nominal.end)
            entity = self.made[key] = self.book.new(Sort.PERSON, name, named=False)
            entity.noun, entity.words = nominal.noun, tuple(sorted(words))
            entity.vote(GENDERED.get(nominal.noun), hard=True)
        return self.made[key]

    def _by_role(self, nominal: Nominal, words: frozenset[str]) -> Entity | None:
        """The person whose role fits a nominal best; among equals the one in mind last."""
        best, best_score = None, 0.99
        for rank, entity in enumerate(self.salience.latest()):
            if entity.sort is not Sort.PERSON or not _agrees(entity, nominal.noun):
                continue
            score = role_fit(nominal, words, entity) if entity.named else 2.0 * (entity.noun == nominal.noun)
            if score and score - 0.04 * rank > best_score:
                best, best_score = entity, score - 0.04 * rank
        return best

    def _most_salient(self, reading: Reading, nominal: Nominal) -> Entity | None:
        gender = GENDERED.get(nominal.noun)
        fake = Reference(nominal.start, nominal.end, nominal.head, Form.PRONOUN, reading.block.in_title, None, True)
        entity, _ = self.rank(reading, fake, "she" if gender == "female" else "he")
        return entity if entity and _agrees(entity, nominal.noun) else None

    def _body(self, reading: Reading, nominal: Nominal, *, is_source: bool) -> Entity | None:
        block = reading.block
        owner = self._owner(reading, nominal)
        if owner and nominal.noun in OWNED_BODIES:
            return self._owned(owner, nominal, reading)
        phrase = plain_phrase(block, nominal.start, nominal.end)
        if nominal.definite and owner is None:
            for entity in self.salience.latest():
                if entity.sort is Sort.BODY and (nominal.noun in entity.words or entity.noun == nominal.noun):
                    return entity
            if nominal.noun in _GENERIC_BODIES:
                fake = Reference(
                    nominal.start, nominal.end, nominal.head, Form.PRONOUN, block.in_title, None, is_source
                )
                entity, share = self.rank(reading, fake, "it")
                if entity and entity.sort is Sort.BODY and (is_source or share > 0.5):
                    return entity
        if not is_source and (not nominal.definite or nominal.noun not in BODY_NOUNS):
            return None
        words = plain_words(phrase.split())
        known = self.book.bodies.get(words) or self.groups.get(words)
        if known is None:
            known = self.groups[words] = self.book.new(Sort.BODY, phrase, named=block.tags[nominal.head] == "NNP")
            known.words, known.noun = words, nominal.noun
        return known

    def _owned(self, owner: Entity, nominal: Nominal, reading: Reading) -> Entity:
        """ "the Trump campaign", "her campaign": a body named after whom it serves."""
        short = owner.person.last.title() if owner.person and not owner.forms else _short_name(owner)
        key = (str(owner.number), nominal.noun)
        if key not in self.groups:
            entity = self.groups[key] = self.book.new(Sort.BODY, f"{short} {nominal.noun}", named=owner.named)
            entity.words, entity.noun, entity.owner = plain_words([short, nominal.noun]), nominal.noun, owner
        return self.groups[key]

    def _owner(self, reading: Reading, nominal: Nominal) -> Entity | None:
        """Who possesses a nominal ("her campaign") or stands before it as a name ("the Trump campaign")."""
        in_title = reading.block.in_title
        if nominal.owner_at >= 0:
            found = self.at.get((in_title, nominal.owner_at))
            return found.entity if found else None
        name = reading.names[nominal.head - 1] if nominal.head > nominal.start else None
        return name.entity if name and name.entity and name.entity.sort is Sort.PERSON else None

    def _group(self, reading: Reading, nominal: Nominal, phrase: str) -> Entity | None:
        """Several people by a plural noun; the same words mean the same group, a bare definite the latest with that noun."""
        block = reading.block
        name = phrase or plain_phrase(block, nominal.start, nominal.end)
        key = plain_words(name.split()) or (nominal.noun,)
        if key in self.groups:
            return self.groups[key]
        if nominal.definite and nominal.owner_at < 0:
            for entity in self.salience.latest():
                if entity.sort is Sort.GROUP and entity.noun == nominal.noun and entity.noun:
                    return entity
        entity = self.groups[key] = self.book.new(Sort.GROUP, name, named=False)
        entity.noun = nominal.noun
        entity.owner = self._owner(reading, nominal)
        return entity

    def _document(self, reading: Reading, nominal: Nominal, head: SourceHead | None) -> Entity | None:
        """Who stands behind a document; the document itself where nobody is named."""
        block = reading.block
        agent = head.agent.entity if head and head.agent else None
        if agent is None and nominal.owner_at >= 0:
            agent = self._owner(reading, nominal)
        if agent is not None and agent.sort is not Sort.GROUP:
            self.agents[nominal.noun] = agent
            return agent if head else None
        if head is None:
            return None
        if nominal.definite and nominal.noun in self.agents:
            return self.agents[nominal.noun]
        key = ("document", *plain_words(head.phrase.split()))
        if key not in self.groups:
            self.groups[key] = self.book.new(Sort.DOCUMENT, head.phrase, named=False)
            self.groups[key].noun = nominal.noun
        del block
        return self.groups[key]


def _agrees(entity: Entity, noun: str) -> bool:
    gender = GENDERED.get(noun)
    lean = entity.lean()
    return gender is None or abs(lean) < 0.3 or (lean > 0) == (gender == "male")


def _predicate(block: Block, nominal: Nominal) -> bool:
    """Whether a nominal says what somebody is ("is a lawyer", "as president"), not who."""
    before = nominal.start - 1
    return before >= 0 and (
        block.lemmas[before] == "be" or block.lowers[before] in {"as", "become", "became", "not", "like"}
    )


def _short_name(entity: Entity) -> str:
    """The name by which a body is called after a person: the surname as written."""
    if entity.person is None:
        return entity.name
    words = entity.name.replace("’s", "").split()
    return words[-1] if words else entity.name


def items_of(
    reading_block: Block, names: Sequence[Reference], used: bytearray, named: bytearray, extra: Iterable[Nominal]
) -> list[tuple[int, Item]]:
    """Everything in a block that may refer to somebody, in the order of reading."""
    items: list[tuple[int, Item]] = [(name.end - 1, name) for name in names]
    for index, low in enumerate(reading_block.lowers):
        if low in THIRD or low in FIRST or (low in RELATIVE and reading_block.tags[index] in {"WP", "WDT", "WP$"}):
            items.append((index, Reference(index, index + 1, index, Form.PRONOUN, reading_block.in_title)))
    taken: set[int] = set()
    for nominal in (*extra, *nominals(reading_block, named)):
        if nominal.head not in taken and not used[nominal.head]:
            taken.add(nominal.head)
            items.append((nominal.head, nominal))
    items.sort(key=lambda item: item[0])
    return items
