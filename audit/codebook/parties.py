"""A codebook as a value: parties with members, aliases and patterns, and the baselines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

PARITY = "parity"


@dataclass(frozen=True, slots=True)
class Membership:
    """From when to when (both days included) somebody belongs to a party; None leaves an end open."""

    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A camp of the codebook.

    ``dates`` holds the members whose membership is limited in time; ``patterns`` the regular expressions by what
    they are looked for in
    (``name``, ``role``, ``organisation``, and ``supports``: the words of declared support).
    """

    id: str
    label: str
    colour: str | None = None
    members: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    patterns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: Mapping[str, Membership] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """A checked codebook; parties and baselines in the order of the file."""

    title: str
    parties: tuple[Party, ...]
    baselines: Mapping[str, Mapping[str, float]]
    content_hash: str

    @property
    def aliases(self) -> dict[str, tuple[str, ...]]:
        """Every member's full name with the other names it goes by (none for most); the linking of actors reads it."""
        return {name: tuple(party.aliases.get(name, ())) for party in self.parties for name in party.members}

    def baseline_table(self) -> pl.DataFrame:
        """Every baseline's weights (``name``, ``party``, ``weight``), parity first, so that all parties stand in their order."""
        rows = [(PARITY, party.id, 1.0) for party in self.parties]
        rows += [
            (name, party.id, weights[party.id])
            for name, weights in self.baselines.items()
            for party in self.parties
            if party.id in weights
        ]
        return pl.DataFrame(rows, schema={"name": pl.String, "party": pl.String, "weight": pl.Float64}, orient="row")
