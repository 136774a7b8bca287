"""Precision, recall and F1 of attributions, entities and tone against human annotation.

Definitions as in the published PolNeAR figures: each contiguous piece of an annotation counts as one span; *exact* means both
ends equal, white space at the ends ignored; *overlap* counts characters that are no white space. *Who said what*: a
character of content is right if the source linked to it overlaps the source the annotator gave it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

ROLES = ("source", "cue", "content")
TONES = ("negative", "neutral", "positive")
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that add; rates are made last. Rates are 0 where nothing was counted."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Self) -> "Tally":
        return Tally(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Right among predicted."""
        return self.right / max(self.predicted, 1)

    @property
    def recall(self) -> float:
        """Right among gold."""
        return self.right / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    def percentages(self) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent, one decimal."""
        return round(100 * self.precision, 1), round(100 * self.recall, 1), round(100 * self.f1, 1)


@dataclass(frozen=True, slots=True)
class Parts:
    """Source, cue and content of one attribution: half-open character spans, any of them empty."""

    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """One article, as annotated by people and by the model."""

    text: str
    outlet: str
    gold: Sequence[Parts]
    predicted: Sequence[Parts]


@dataclass(frozen=True, slots=True)
class AttributionScores:
    """Scores over articles; `exact` and `overlap` by role, recall of who said what by outlet."""

    n_articles: int
    exact: Mapping[str, Tally]
    overlap: Mapping[str, Tally]
    who_said_what: Tally
    by_outlet: Mapping[str, Tally]

    def as_dict(self) -> dict[str, object]:
        """Percentages in the layout of an evaluation report."""
        roles = {r: {"exact": self.exact[r].percentages(), "char": self.overlap[r].percentages()} for r in ROLES}
        recall = {outlet: round(100 * tally.recall, 1) for outlet, tally in sorted(self.by_outlet.items())}
        said = {"who_said_what": self.who_said_what.percentages(), "recall_by_outlet": recall}
        return {"articles": self.n_articles, **roles, **said}


def score_attributions(pairs: Iterable[Pair]) -> AttributionScores:
    """Score predicted attributions against gold ones, summed over articles."""
    exact, overlap = dict.fromkeys(ROLES, Tally()), dict.fromkeys(ROLES, Tally())
    said, outlets, count = Tally(), dict[str, Tally](), 0
    for pair in pairs:
        count += 1
        for role in ROLES:
            exact[role] += exact_tally(pair, role)
            overlap[role] += overlap_tally(pair, role)
        linked = who_said_what(pair)
        said += linked
        outlets[pair.outlet] = outlets.get(pair.outlet, Tally()) + linked
    return AttributionScores(count, exact, overlap, said, outlets)


def exact_tally(pair: Pair, role: str) -> Tally:
    """Spans of a role with both ends right."""
    gold = {trimmed(pair.text, *span) for parts in pair.gold for span in getattr(parts, role)}
    found = {trimmed(pair.text, *span) for parts in pair.predicted for span in getattr(parts, role)}
    return Tally(len(gold & found), len(found), len(gold))


def overlap_tally(pair: Pair, role: str) -> Tally:
    """Characters of a role."""
    gold = characters(pair.text, [span for parts in pair.gold for span in getattr(parts, role)])
    found = characters(pair.text, [span for parts in pair.predicted for span in getattr(parts, role)])
    return Tally(len(gold & found), len(found), len(gold))


def who_said_what(pair: Pair) -> Tally:
    """Characters of content whose source is the right one."""
    gold, found = _speakers(pair.text, pair.gold), _speakers(pair.text, pair.predicted)
    right = sum(1 for place, source in found.items() if place in gold and gold[place] & source)
    return Tally(right, len(found), len(gold))


def _speakers(text: str, attributions: Iterable[Parts]) -> dict[int, set[int]]:
    """Content character to the characters of its source; contents without a source are left out."""
    found: dict[int, set[int]] = {}
    for parts in attributions:
        if parts.source:
            source = characters(text, parts.source)
            found.update(dict.fromkeys(characters(text, parts.content), source))
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def characters(text: str, spans: Spans) -> set[int]:
    """Offsets of the characters in some spans that are no white space."""
    return {place for start, end in spans for place in range(start, end) if not text[place].isspace()}


Entity = tuple[str, int, int]
MAIN_CLASSES = ("PERSON", "ORG", "GPE", "NORP")  # the classes an audit of sources stands on


def score_entities(gold: Iterable[Sequence[Entity]], found: Iterable[Sequence[Entity]]) -> dict[str, Tally]:
    """Exact match by class; one sequence of (class, start, end) a document."""
    tallies: dict[str, Tally] = {}
    for theirs, mine in zip(gold, found, strict=True):
        for label in {entity[0] for entity in (*theirs, *mine)}:
            real, guessed = ({e for e in side if e[0] == label} for side in (theirs, mine))
            tallies[label] = tallies.get(label, Tally()) + Tally(len(real & guessed), len(guessed), len(real))
    return tallies


def total(tallies: Mapping[str, Tally], labels: Iterable[str]) -> Tally:
    """Sum over some classes (micro average)."""
    return sum((tallies.get(label, Tally()) for label in labels), Tally())


@dataclass(frozen=True, slots=True)
class ToneScores:
    """Tone toward targets: a tally by label."""

    by_label: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def macro_f1(self) -> float:
        """Mean F1 of negative, neutral and positive."""
        return sum(self.by_label.get(label, Tally()).f1 for label in TONES) / len(TONES)

    @property
    def accuracy(self) -> float:
        """Share of targets with the right label."""
        return sum(t.right for t in self.by_label.values()) / max(sum(t.gold for t in self.by_label.values()), 1)


def score_tone(gold: Sequence[str], found: Sequence[str]) -> ToneScores:
    """Score labels (`negative`, `neutral`, `positive`), one a target in the same order."""
    pairs = list(zip(gold, found, strict=True))
    tallies = {
        label: Tally(
            sum(real == guessed == label for real, guessed in pairs),
            sum(guessed == label for _, guessed in pairs),
            sum(real == label for real, _ in pairs),
        )
        for label in TONES
    }
    return ToneScores(tallies)
