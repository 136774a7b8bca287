"""Actors under construction: what is known of each while an article is read."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from audit.model import Evidence, Form
from audit.nlp.actors.lexicon import FEMALE, MALE
from audit.nlp.actors.lists import given_names
from audit.nlp.actors.names import PersonName

_NAME_VOTES = 2.0  # pronouns that a given name weighs as much as


class Sort(StrEnum):
    """What an entity is, finer than :class:`~audit.model.ActorKind`: decides which pronouns may stand for it."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    GROUP = "group"
    DOCUMENT = "document"


@dataclass(slots=True, eq=False)
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
    """A role the text gives to somebody: its plain head noun, its other words, and where it stands.

    ``proper``: those of its words that are names ("Central Bank chief"), in small letters.
    ``body``: whom the role's words name ("Tidemark spokesman", "Mr. Lee's aide").
    """

    noun: str
    words: frozenset[str]
    text: str
    evidence: Evidence
    proper: frozenset[str] = frozenset()
    body: "Entity | None" = None


@dataclass(slots=True)
class Standing:
    """What else the text says of the sort of source somebody is: by a party's letter, by where one belongs, by a description.

    ``kind`` is the source type, None where the type of ``body`` decides; ``weight`` as in :mod:`audit.nlp.actors.types`.
    """

    kind: str | None
    weight: float
    evidence: Evidence
    body: "Entity | None" = None


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that is spoken of, with all its references so far.

    ``definite``: without a name, it was brought in as known ("the ministry"). ``evidence`` are its honorifics,
    ``supports`` the places that say whom it supports; ``supposed``: the text imagines it as of another gender.
    ``hard_male`` and ``hard_female`` are votes of honorifics and gendered nouns, ``male`` and ``female`` those of the pronouns
    resolved to it in the last reading of the article, ``new_male`` and ``new_female`` in this one.
    """

    number: int
    sort: Sort
    named: bool
    name: str
    person: PersonName | None = None
    words: tuple[str, ...] = ()
    forms: Counter[str] = field(default_factory=Counter)
    roles: list[Role] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    supports: list[Evidence] = field(default_factory=list)
    male: float = 0.0
    female: float = 0.0
    hard_male: float = 0.0
    hard_female: float = 0.0
    new_male: float = 0.0
    new_female: float = 0.0
    is_source: bool = False
    parts: tuple["Entity", ...] = ()
    noun: str = ""
    owner: "Entity | None" = None
    definite: bool = False
    supposed: bool = False

    def vote(self, gender: str | None, *, hard: bool = False, weight: float = 1.0) -> None:
        """Count evidence for a gender: of honorifics and nouns (``hard``), or of a pronoun just resolved."""
        if gender not in {MALE, FEMALE}:
            return
        if hard:
            self.hard_male += gender == MALE
            self.hard_female += gender == FEMALE
        else:
            self.new_male += weight * (gender == MALE)
            self.new_female += weight * (gender == FEMALE)

    def turn_votes(self) -> None:
        """Before another reading: the votes of the last one count, new ones start at nothing."""
        self.male, self.female = self.new_male, self.new_female
        self.new_male = self.new_female = 0.0

    def lean(self) -> float:
        """How far the votes lean: -1 all female, 1 all male, 0 unknown; the current reading's own votes count in full.

        A given name votes too, so that the first pronouns find their way. It tells no gender: what an actor's gender is
        stated to be rests on honorifics and pronouns alone.
        """
        if self.hard_male != self.hard_female:
            return 1.0 if self.hard_male > self.hard_female else -1.0
        male, female = self.male + self.new_male, self.female + self.new_female
        usual = given_names().get(self.person.given) if self.person else None
        male, female = male + _NAME_VOTES * (usual == MALE), female + _NAME_VOTES * (usual == FEMALE)
        total = male + female
        return (male - female) / (total + 1.0) if total else 0.0
