"""Texts with marked mentions, as the tone head and its teachers learn from them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SilverTarget:
    """A mention, its class where people gave one, and the probabilities that each teacher gave."""

    start: int
    end: int
    label: int | None = None
    shares: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SilverSentence:
    """A sentence of a text and the mentions in it."""

    start: int
    end: int
    targets: tuple[SilverTarget, ...]


@dataclass(frozen=True, slots=True)
class SilverText:
    """A text with some of its sentences."""

    name: str
    text: str
    whole: bool
    sentences: tuple[SilverSentence, ...]
