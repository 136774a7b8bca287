"""The reviewed lists that the resolver reads from ``seeds/``: titles with gender, role nouns and organisations by source type."""

import csv
from collections.abc import Iterator
from functools import cache

from audit.config import seeds_path

_GIVEN_NAMES_TOO = frozenset(
    {"earl", "duke", "major", "king", "prince", "master", "count", "private", "sri", "nurse", "chair"}
)
"""Titles that are as often names; they count as titles only where the list has them with a full stop."""


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (seeds_path() / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def titles() -> dict[str, str | None]:
    """Titles of one word before a name (small letters, without full stop) with the gender they state."""
    found: dict[str, str | None] = {}
    for row in _rows("honorifics.csv"):
        title = row["title"].lower().removesuffix(".")
        if " " not in title and (title not in _GIVEN_NAMES_TOO or row["title"].endswith(".")):
            found[title] = row["gender"] if row["gender"] in {"male", "female"} else None
    return found


@cache
def given_names() -> dict[str, str]:
    """Given names (small letters, without accents) -> the gender that nearly all their bearers have."""
    return {row["name"]: row["gender"] for row in _rows("given_names.csv")}


@cache
def shortened_titles() -> frozenset[str]:
    """Titles that are words of another sense unless written with a full stop ("Gen.", "Rep.", "Del.")."""
    return frozenset(row["title"].lower()[:-1] for row in _rows("honorifics.csv") if row["title"].endswith("."))


@cache
def role_types() -> dict[str, tuple[str, bool]]:
    """Role noun or phrase -> source type and whether the noun alone says little."""
    return {row["noun"].lower(): (row["source_type"], row["weak"] == "yes") for row in _rows("role_nouns.csv")}


@cache
def organisation_types() -> dict[str, str]:
    """Words in an organisation's name -> source type."""
    return {row["pattern"].lower(): row["source_type"] for row in _rows("org_patterns.csv")}


@cache
def organisation_names() -> dict[str, str]:
    """Whole names, in plain words, of organisations known by names that do not tell what they are -> source type."""
    return {row["name"].lower().removeprefix("the "): row["source_type"] for row in _rows("organisation_names.csv")}


@cache
def body_types() -> dict[str, str]:
    """Noun or phrase for a collective source ("company", "crowd") -> source type."""
    return {row["noun"].lower(): row["source_type"] for row in _rows("body_nouns.csv")}


@cache
def role_nouns() -> frozenset[str]:
    """Nouns of one word for a single person."""
    groups = {"family", "couple", "charity"}
    return (
        frozenset(noun for noun, (kind, _) in role_types().items() if " " not in noun and kind != "document") - groups
    )
