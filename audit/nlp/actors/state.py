"""What reading an article knows so far: the blocks with their names and sources, the entities, who is in mind, who speaks."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Entity, Reference, Sort
from audit.nlp.actors.namebook import NameBook
from audit.nlp.actors.nominals import Nominal
from audit.nlp.actors.salience import Salience
from audit.nlp.actors.sources import SourceHead

Item = Reference | Nominal
Place = tuple[bool, int]
"""A token or attribution of a block: whether it is the title's, and its number."""

Teacher = Callable[[Reference, list[Entity], list[list[str]]], int | None]
"""Watches pronouns: given candidates and features, says which is right (-1 none), or None to let the weights decide."""


@dataclass(slots=True)
class Reading:
    """One block with what is known before it is read from left to right."""

    block: Block
    names: list[Reference | None]
    heads: list[SourceHead | None]
    items: list[tuple[int, Item]]
    heads_at: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class State:
    """The state of reading.

    Attributes
    ----------
    made
        entities that a nominal or joint source brought in, by its place.
    groups
        unnamed groups, bodies and documents by their words.
    agents
        who stands behind each kind of document spoken of so far, the latest last.
    speakers
        who speaks each attribution.
    at
        the reference whose head a token is.
    """

    book: NameBook
    weights: Mapping[str, float]
    salience: Salience = field(default_factory=Salience)
    made: dict[Place, Entity] = field(default_factory=dict)
    groups: dict[tuple[str, ...], Entity] = field(default_factory=dict)
    agents: dict[str, Entity] = field(default_factory=dict)
    speakers: dict[Place, Entity | None] = field(default_factory=dict)
    at: dict[Place, Reference] = field(default_factory=dict)
    teacher: Teacher | None = None

    def restart(self) -> None:
        """Forget what reading decided; keep the entities, and of the votes on gender those of the last reading."""
        self.salience = Salience()
        self.agents.clear()
        self.speakers.clear()
        self.at.clear()
        for entity in self.book.entities:
            entity.references.clear()
            entity.is_source = False
            entity.turn_votes()

    def covering(self, reading: Reading, token: int) -> Entity | None:
        """The entity referred to at a token: by the reference it heads, or by one that holds it."""
        in_title = reading.block.in_title
        found = self.at.get((in_title, token))
        if found is None:
            later = (self.at.get((in_title, at)) for at in range(token + 1, token + 4))
            found = next((item for item in later if item and item.start <= token < item.end), None)
        return found.entity if found else None

    def author(self) -> Entity:
        """Whoever writes "I" outside all quotations."""
        if ("author",) not in self.groups:
            self.groups["author",] = self.book.new(Sort.PERSON, "author")
        return self.groups["author",]

    def together(self, members: Sequence[Entity]) -> Entity:
        """The group that several actors make."""
        known = ("and", *sorted(member.name for member in members))
        if known not in self.groups:
            name = " and ".join(member.name for member in members)
            group = self.book.new(Sort.GROUP, name, named=all(member.named for member in members))
            group.parts = tuple(members)
            self.groups[known] = group
        return self.groups[known]

    def owner(self, reading: Reading, nominal: Nominal) -> Entity | None:
        """Who possesses a nominal ("her campaign") or stands before it as a name ("the Trump campaign")."""
        if nominal.owner_at >= 0:
            found = self.at.get((reading.block.in_title, nominal.owner_at))
            return found.entity if found else None
        name = reading.names[nominal.head - 1] if nominal.head > nominal.start else None
        return name.entity if name else None
