"""The tone of an article, sentence by sentence: what each count of an actor rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from reports import style

_TEXTS = dict.fromkeys(("name", "party", "voice", "label"), pl.String())
_PLACES = {"start": pl.Int64(), "end": pl.Int64()}
TONES = pl.Schema({**_TEXTS, "score": pl.Float64(), **_PLACES, "mentions": pl.List(pl.Struct(_PLACES))})
"""One row a sentence of the body, actor and voice: the tone it counts with, its place, and the actor's mentions in it."""

LABELS = ("negative", "neutral", "positive")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToneLine:
    """How a sentence speaks of an actor; ``parts`` are its words, those that mention the actor marked."""

    name: str
    party: str
    voice: str
    label: str
    score: float
    parts: tuple[tuple[str, bool], ...]

    @property
    def is_neutral(self) -> bool:
        """Whether it counts as neutral."""
        return self.label == "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToneSum:
    """An actor in a voice: sentences by tone, and their mean score."""

    name: str
    voice: str
    counts: tuple[int, ...]
    mean: float


def tone_lines(text: str, tones: pl.DataFrame) -> tuple[ToneLine, ...]:
    """The sentences of ``tones`` (columns of :data:`TONES`) in the order of the text."""
    ordered = tones.sort("start", "name", "voice")
    return tuple(
        ToneLine(
            name=row["name"] or "",
            party=row["party"] or "",
            voice=style.VOICE_LABELS.get(row["voice"], row["voice"]),
            label=row["label"],
            score=row["score"],
            parts=tuple(_parts(text, row)),
        )
        for row in ordered.iter_rows(named=True)
    )


def tone_sums(lines: tuple[ToneLine, ...]) -> tuple[ToneSum, ...]:
    """The sums that the metrics of tone are made of, actors with most sentences first."""
    groups: dict[tuple[str, str], list[ToneLine]] = {}
    for line in lines:
        groups.setdefault((line.name, line.voice), []).append(line)
    n_of = {name: sum(len(some) for (other, _), some in groups.items() if other == name) for name, _ in groups}
    ordered = sorted(groups, key=lambda key: (-n_of[key[0]], key[0], list(style.VOICE_LABELS.values()).index(key[1])))
    return tuple(
        ToneSum(
            name=name,
            voice=voice,
            counts=tuple(sum(line.label == label for line in groups[name, voice]) for label in LABELS),
            mean=sum(line.score for line in groups[name, voice]) / len(groups[name, voice]),
        )
        for name, voice in ordered
    )


def _parts(text: str, row: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """The sentence cut at the actor's mentions; of mentions that overlap the first, line ends as spaces."""
    at = row["start"]
    for mention in sorted(row["mentions"] or (), key=lambda span: (span["start"], -span["end"])):
        start, end = mention["start"], min(mention["end"], row["end"])
        if at <= start < end:
            yield from ((part, False) for part in [text[at:start].replace("\n", " ")] if part)
            yield text[start:end].replace("\n", " "), True
            at = end
    yield from ((part, False) for part in [text[at : row["end"]].replace("\n", " ")] if part)
