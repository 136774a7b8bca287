"""What the reader has in mind at each point of the text: who was spoken of last, how often, and who spoke last."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from audit.nlp.actors.entities import Entity, Reference

_REMEMBERED = 24


@dataclass(slots=True)
class Salience:
    """The entities of an article by the time they were last referred to; only the latest few are remembered in order."""

    recent: list[Entity] = field(default_factory=list)
    last: dict[int, Reference] = field(default_factory=dict)
    last_pronoun: dict[int, str] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    first: Entity | None = None
    last_speaker: Entity | None = None
    top_count: int = 0

    def note(self, entity: Entity, reference: Reference) -> None:
        """An entity was referred to."""
        if entity in self.recent:
            self.recent.remove(entity)
        self.recent.append(entity)
        if len(self.recent) > _REMEMBERED:
            del self.recent[0]
        self.last[entity.number] = reference
        count = self.counts[entity.number] = self.counts.get(entity.number, 0) + 1
        self.top_count = max(self.top_count, count)
        self.first = self.first or entity

    def latest(self) -> Iterator[Entity]:
        """Remembered entities, the latest first."""
        return reversed(self.recent)

    def recall_whole(self) -> None:
        """Before a title, which sums up the body: everybody is in mind, the most spoken of last."""
        self.recent.sort(key=lambda entity: self.counts[entity.number])
        self.last_speaker = None
