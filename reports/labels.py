"""What a reader sees in place of the ids of groups: parties, actors, voices, kinds of source."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import polars as pl

from reports import cells
from reports.tables import PartyCard, ReportTables

UNKNOWN = {"party": "speaker unknown", "actor": "speaker unknown"}
"""What the group ``unknown`` of a grouping is called; elsewhere it is an attribute that the text does not tell."""

NAMED = {
    ("via", "none"): "not relayed",
    ("wire", "none"): "no agency",
    ("voice", "journalist"): "in the journalist’s words",
    ("voice", "self"): "in own quotes",
    ("voice", "others"): "in others’ quotes",
    ("text", "journalist"): "journalist’s own text",
    ("text", "quoted"): "quoted text",
}

Labeller = Callable[[str | None, str | None], str]
"""From a grouping (``actor:voice``) and a group (``donald-trump:journalist``) to its label."""


def labeller(tables: ReportTables) -> Labeller:
    """The labels of a report's groups."""
    named = tables.actors.filter(pl.col("name").is_not_null()).select("actor_id", "name")
    return labels_of(tables.parties, dict(named.iter_rows()))


def labels_of(parties: Sequence[PartyCard], actors: Mapping[str, str]) -> Labeller:
    """The labels of groups, given the codebook's parties and the actors' names by their ids."""
    return partial(_label, cells.brief(cells.party_labels(parties)), actors)


def _label(parties: Mapping[str, str], actors: Mapping[str, str], group_by: str | None, group: str | None) -> str:
    if group is None or group == cells.ALL:
        return ""
    kinds = (group_by or "").split(":")
    parts = group.rsplit(":", maxsplit=len(kinds) - 1) if len(kinds) > 1 else [group]
    shown = []
    for place, part in enumerate(parts):
        kind = kinds[place]
        names = parties if kind == "party" else actors if kind == "actor" else {}
        plain = UNKNOWN.get(kind, "unknown") if part == "unknown" else NAMED.get((kind, part), part.replace("_", " "))
        shown.append(names.get(part, plain))
    return ", ".join(shown)
