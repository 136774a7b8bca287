"""How right the actors are: each found attribution's actor against human annotation of who the source is.

The gold is a JSON list of articles, each with ``article`` (its id) and ``attributions``: ``source``, ``cue``, ``content`` (lists
of [start, end)), ``actors`` (every accepted name), ``kinds``, ``parties`` and ``agreed`` (whether the coders gave one answer). An
attribution counts where the coders agree and somebody is its source. Of the predicted attributions the one that shares most
characters of content is compared; its actor is right if its plain name, or the last word of it, equals that of an accepted name.

A gold source is unnamed if every accepted name is a description: it begins with ``UNNAMED:`` or ``GROUP:``. A predicted one is
unnamed if it has an actor that is no document and not ``named``, which is what ``attribution.unnamed_share`` counts. Single
persons (``UNNAMED:``) and groups are measured apart too, as ``unnamed_person_share`` and ``unnamed_group_share`` count them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import polars as pl

from audit.errors import InputError
from audit.model import ActorKind
from audit.nlp.scoring import characters

PRONOUNS = frozenset({"he", "she", "they", "who", "it", "his", "her", "i", "we", "him", "their", "my", "our"})
_TITLES = re.compile(r"\b(the|mr|mrs|ms|dr|sen|rep|gov|president|group|unnamed|doc)\b")
_DESCRIPTIONS = {"UNNAMED:": "person", "GROUP:": "group"}
UNNAMED_KINDS = tuple(_DESCRIPTIONS.values())
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldSource:
    """One annotated attribution and who its source is."""

    source: Spans
    cue: Spans
    content: Spans
    actors: tuple[str, ...]
    kinds: tuple[str, ...]
    parties: tuple[str, ...]
    agreed: bool

    @property
    def counts(self) -> bool:
        """Whether it is measured: the coders agree, and somebody is the source."""
        return self.agreed and "none" not in self.kinds

    @property
    def unnamed(self) -> bool:
        """Whether the coders could only describe it."""
        return all(name.startswith(tuple(_DESCRIPTIONS)) for name in self.actors)

    @property
    def unnamed_kind(self) -> str | None:
        """``person`` or ``group`` where every accepted name describes one; None where named or where they differ."""
        kinds = {_DESCRIPTIONS.get(name.split(" ", maxsplit=1)[0]) for name in self.actors}
        return kinds.pop() if len(kinds) == 1 else None


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A predicted attribution's content, with the name, party, kind, naming and source type of its actor."""

    content: Spans
    actor: str | None
    party: str | None
    kind: str | None = None
    named: bool | None = None
    source_type: str | None = None

    @property
    def unnamed(self) -> bool:
        """Whether it counts as an unnamed source."""
        return self.actor is not None and self.named is False and self.kind != ActorKind.DOCUMENT

    @property
    def unnamed_kind(self) -> str | None:
        """``person``, ``group`` or ``organisation`` of an unnamed source; None of any other."""
        if not self.unnamed:
            return None
        return self.kind if self.kind in {ActorKind.GROUP, ActorKind.ORGANISATION} else ActorKind.PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts that add; rates are made last."""

    total: int = 0
    found: int = 0
    right: int = 0
    named: int = 0
    named_right: int = 0
    pronoun: int = 0
    pronoun_right: int = 0

    def __add__(self, other: Self) -> "Tally":
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})

    def as_dict(self) -> dict[str, float | int]:
        """The counts, and the shares that are right among those found, in percent."""
        counts: dict[str, float | int] = {name: getattr(self, name) for name in self.__slots__}
        pairs = {"all": (self.right, self.found), "named": (self.named_right, self.named)}
        pairs["pronouns"] = (self.pronoun_right, self.pronoun)
        return counts | {f"right_{name}": round(100 * right / max(n, 1), 1) for name, (right, n) in pairs.items()}


def read_gold_sources(path: Path) -> dict[str, list[GoldSource]]:
    """Annotated attributions by article."""
    if not path.is_file():
        seen = "is a folder" if path.is_dir() else "does not exist"
        raise InputError(
            f"gold of actors {path} {seen}; give a JSON file of articles whose attributions name their actors (a folder of brat "
            "files is measured with --task attribution)"
        )
    try:
        articles = json.loads(path.read_text(encoding="utf8"))
        return {article["article"]: [_gold(item) for item in article["attributions"]] for article in articles}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} does not hold annotated sources ({type(error).__name__}: {error}); expected a JSON list of articles with "
            "article and attributions (source, cue, content, actors, kinds, parties, agreed)"
        ) from error


def _gold(item: Mapping[str, Any]) -> GoldSource:
    source, cue, content = (
        tuple((int(start), int(end)) for start, end in item[part]) for part in ("source", "cue", "content")
    )
    actors, kinds, parties = (tuple(map(str, item[part])) for part in ("actors", "kinds", "parties"))
    return GoldSource(source, cue, content, actors, kinds, parties, bool(item["agreed"]))


def found_sources(attributions: pl.DataFrame, actors: pl.DataFrame) -> dict[str, list[FoundSource]]:
    """Predicted attributions of the body by article, from the tables of a run."""
    known = actors.select("article_id", "actor_id", "name", "party", "kind", "named", "source_type")
    who = {(article, actor): told for article, actor, *told in known.iter_rows()}
    found: dict[str, list[FoundSource]] = {}
    body = attributions.filter(~pl.col("in_title").fill_null(value=False)).select("article_id", "actor_id", "content")
    for article, actor, content in body.iter_rows():
        spans = tuple((span["start"], span["end"]) for span in content or ())
        told = who.get((article, actor), (None,) * 5)
        found.setdefault(article, []).append(FoundSource(spans, *told))
    return found


def score_sources(
    gold: Mapping[str, Sequence[GoldSource]], found: Mapping[str, Sequence[FoundSource]], texts: Mapping[str, str]
) -> Tally:
    """Right actors among the attributions found."""
    return sum((_one(item, best, texts[article]) for article, item, best in matched(gold, found, texts)), Tally())


def matched(
    gold: Mapping[str, Sequence[GoldSource]], found: Mapping[str, Sequence[FoundSource]], texts: Mapping[str, str]
) -> Iterator[tuple[str, GoldSource, FoundSource | None]]:
    """Every gold source that counts, with its article and the attribution that shares most of its content, if any does."""
    for article, items in gold.items():
        others = [(other, characters(texts[article], other.content)) for other in found.get(article, ())]
        for item in items:
            if item.counts:
                wanted = characters(texts[article], item.content)
                best = max(others, key=lambda other: len(wanted & other[1]), default=None)
                yield article, item, best[0] if best and wanted & best[1] else None


def _one(item: GoldSource, best: FoundSource | None, text: str) -> Tally:
    if best is None:
        return Tally(total=1)
    right = int(same_actor(best.actor, item.actors))
    named = int(set(item.kinds) <= {"person", "organisation"})
    pronoun = int(" ".join(text[start:end] for start, end in item.source).lower().strip() in PRONOUNS)
    return Tally(
        total=1,
        found=1,
        right=right,
        named=named,
        named_right=right * named,
        pronoun=pronoun,
        pronoun_right=right * pronoun,
    )


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Unnamed sources among the attributions found: how many there are, how many were taken for such, how many rightly."""

    found: int
    gold: int
    predicted: int
    right: int

    def as_dict(self) -> dict[str, float | int]:
        """The counts; precision and recall; the share that the coders and that the tables give (all in percent)."""
        shares = {
            "precision": (self.right, self.predicted),
            "recall": (self.right, self.gold),
            "share_gold": (self.gold, self.found),
            "share_predicted": (self.predicted, self.found),
        }
        counts: dict[str, float | int] = {name: getattr(self, name) for name in self.__slots__}
        return counts | {name: round(100 * part / max(whole, 1), 1) for name, (part, whole) in shares.items()}


def score_unnamed(
    gold: Mapping[str, Sequence[GoldSource]],
    found: Mapping[str, Sequence[FoundSource]],
    texts: Mapping[str, str],
    *,
    kind: str | None = None,
) -> Unnamed:
    """How well unnamed sources (of one kind: see ``UNNAMED_KINDS``) are told from all others, over the attributions found."""
    compared = [(item, best) for _, item, best in matched(gold, found, texts) if best is not None]
    if kind is None:
        pairs = [(item.unnamed, best.unnamed) for item, best in compared]
    else:
        pairs = [(item.unnamed_kind == kind, best.unnamed_kind == kind) for item, best in compared]
    gold_count, predicted = (sum(side) for side in zip(*pairs, strict=True)) if pairs else (0, 0)
    return Unnamed(len(pairs), gold_count, predicted, sum(wanted and told for wanted, told in pairs))


def plain(name: str | None) -> str:
    """A name for comparison: small letters, no titles, no punctuation."""
    text = (name or "").lower().replace("’s", "").replace("'s", "")
    return re.sub(r"\s+", " ", re.sub(r"[^a-z0-9 ]", " ", _TITLES.sub(" ", text))).strip()


def same_actor(name: str | None, accepted: Iterable[str]) -> bool:
    """Whether a predicted name equals an accepted one, or ends with the same word."""
    words = plain(name).split()
    return bool(words) and any(
        words == plain(other).split() or words[-1:] == plain(other).split()[-1:] for other in accepted
    )


@dataclass(frozen=True, slots=True)
class Shares:
    """Parties' shares of an article's attributed words: predicted against annotated, over articles and parties."""

    n: int
    r: float
    mean_absolute_error: float
    bias: float


def score_shares(
    gold: Mapping[str, Sequence[GoldSource]],
    found: Mapping[str, Sequence[FoundSource]],
    texts: Mapping[str, str],
    *,
    parties: Sequence[str],
) -> Shares:
    """Pearson's r, mean absolute error and bias of the parties' shares per article."""
    pairs: list[tuple[float, float]] = []
    for article, items in gold.items():
        mine = [(other.party, _n_words(other.content, texts[article])) for other in found.get(article, ())]
        theirs = [
            (item.parties[0] if len(item.parties) == 1 else None, _n_words(item.content, texts[article]))
            for item in items
        ]
        pairs.extend((_share(mine, party), _share(theirs, party)) for party in parties)
    n = max(len(pairs), 1)
    mean_x, mean_y = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread = (sum((x - mean_x) ** 2 for x, _ in pairs) * sum((y - mean_y) ** 2 for _, y in pairs)) ** 0.5
    error = sum(abs(x - y) for x, y in pairs) / n
    return Shares(len(pairs), round(covariance / max(spread, 1e-9), 3), round(error, 3), round(mean_x - mean_y, 3))


def _n_words(spans: Spans, text: str) -> int:
    return sum(len(text[start:end].split()) for start, end in spans)


def _share(words: Sequence[tuple[str | None, int]], party: str) -> float:
    return sum(n for who, n in words if who == party) / max(sum(n for _, n in words), 1)
