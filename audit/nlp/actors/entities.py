"""Actors under construction: what is known of each while an article is read."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from audit.model import ActorKind, Evidence, Form
from audit.nlp.actors.lexicon import FEMALE, MALE
from audit.nlp.actors.names import PersonName


class Sort(StrEnum):
    """What an entity is, finer than :class:`~audit.model.ActorKind`: decides which pronouns may stand for it."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    GROUP = "group"
    DOCUMENT = "document"


@dataclass(slots=True)
class Reference:
    """One expression that refers to somebody: tokens [start, end) of a block, with its head token."""

    start: int
    end: int
    head: int
    form: Form
    in_title: bool = False
    entity: "Entity | None" = None
    is_source: bool = False


@dataclass(slots=True)
class Role:
    """A role the text gives to somebody: its plain head noun, its other words, and where it stands."""

    noun: str
    words: frozenset[str]
    text: str
    evidence: Evidence


@dataclass(slots=True)
class Entity:
    """Somebody or something that is spoken of, with all its references so far.

    ``male`` and ``female`` are votes: from honorifics and gendered nouns (weight `HARD`) and from pronouns that were
    resolved to it.
    """

    number: int
    sort: Sort
    named: bool
    name: str
    person: PersonName | None = None
    words: tuple[str, ...] = ()
    forms: Counter[str] = field(default_factory=Counter)
    roles: list[Role] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    male: float = 0.0
    female: float = 0.0
    hard_male: float = 0.0
    hard_female: float = 0.0
    is_source: bool = False
    parts: tuple["Entity", ...] = ()
    noun: str = ""
    owner: "Entity | None" = None

    @property
    def kind(self) -> ActorKind:
        """The kind of actor it will be in the tables."""
        if self.sort is Sort.PERSON:
            return ActorKind.PERSON if self.named else ActorKind.UNNAMED
        if self.sort in {Sort.BODY, Sort.PLACE}:
            return ActorKind.ORGANISATION
        return ActorKind.GROUP if self.sort is Sort.GROUP else ActorKind.DOCUMENT

    def vote(self, gender: str | None, *, hard: bool = False, weight: float = 1.0) -> None:
        """Count evidence for a gender."""
        if gender == MALE:
            self.male += weight
            self.hard_male += weight * hard
        elif gender == FEMALE:
            self.female += weight
            self.hard_female += weight * hard

    def lean(self) -> float:
        """How far the votes lean: -1 all female, 1 all male, 0 unknown."""
        if self.hard_male != self.hard_female:
            return 1.0 if self.hard_male > self.hard_female else -1.0
        total = self.male + self.female
        return (self.male - self.female) / (total + 1.0) if total else 0.0

    def forget_soft_votes(self) -> None:
        """Drop the votes of pronouns, keep those of honorifics and nouns."""
        self.male, self.female = self.hard_male, self.hard_female
