"""Read and check a codebook file; every contradiction is an error with its place and a way out."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

import polars as pl

from audit.codebook.parties import PARITY, Codebook, Membership, Party
from audit.errors import CodebookError
from audit.names import name_key

_TOP = ("title", "party", "baseline")
_PARTY = ("label", "colour", "members", "aliases", "patterns", "membership")
_PATTERNS = ("name", "role", "organisation", "supports")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPED = {"\b": r"\b", "\f": r"\f", "\r": r"\r"}
"""What TOML takes for control characters where regular expressions mean something else."""

_RESERVED = ("none", "unknown", "all")


def load_codebook(path: Path) -> Codebook:
    """Read and check a codebook.

    Raises
    ------
    CodebookError
        with file and place, where it is not TOML, has unknown keys, contradicts itself or holds a bad pattern.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CodebookError(
            f"codebook {path} cannot be read: {error.strerror}; give the path of a TOML file"
        ) from error
    try:
        return parse_codebook(raw, where=str(path))
    except UnicodeDecodeError as error:
        raise CodebookError(f"codebook {path} is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def parse_codebook(raw: bytes, *, where: str = "codebook") -> Codebook:
    """A codebook from the bytes of a TOML file; ``where`` names it in errors."""
    try:
        tree = tomllib.loads(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(
            f"codebook {where} is not valid TOML: {error}; correct that line (an example: docs/codebook.md)"
        ) from error
    if isinstance(tree.get("party"), list):
        raise CodebookError(
            f"codebook {where}: parties stand as a list ([[party]]); write each as a table with its id, such as [party.unity]"
        )
    _known_keys(tree, _TOP, where)
    title = _text(tree.get("title", ""), f"{where}: title")
    parties = tuple(
        _party(key, value, where) for key, value in _table(tree.get("party", {}), f"{where}: party").items()
    )
    if not parties:
        raise CodebookError(f"codebook {where} defines no party; expected at least one table such as [party.unity]")
    baselines = {
        name: _baseline(name, value, parties, where)
        for name, value in _table(tree.get("baseline", {}), f"{where}: baseline").items()
    }
    _one_party_each(parties, where)
    return Codebook(title=title, parties=parties, baselines=baselines, content_hash=sha256(raw).hexdigest())


def _party(key: str, value: object, where: str) -> Party:
    place = f"{where}: [party.{key}]"
    if not _ID.fullmatch(key) or key in _RESERVED:
        raise CodebookError(
            f"{place}: {key!r} cannot be a party's id; use small letters, digits, - and _ (not {', '.join(_RESERVED[:3])})"
        )
    table = _table(value, place)
    _known_keys(table, _PARTY, place)
    members = _texts(table.get("members", []), f"{place} members")
    aliases = {
        name: _texts(names, f"{place} aliases of {name!r}")
        for name, names in _table(table.get("aliases", {}), f"{place} aliases").items()
    }
    dates = {
        name: _membership(span, f"{place} membership of {name!r}")
        for name, span in _table(table.get("membership", {}), f"{place} membership").items()
    }
    for name in (*aliases, *dates):
        if name not in members:
            raise CodebookError(
                f"{place}: {name!r} is no member{_near(name, members)}; add it to members or correct it"
            )
    return Party(
        id=key,
        label=_text(table.get("label", key), f"{place} label"),
        colour=_colour(table.get("colour"), place),
        members=members,
        aliases=aliases,
        patterns=_patterns(table.get("patterns", {}), place),
        dates=dates,
    )


def _patterns(value: object, place: str) -> dict[str, tuple[str, ...]]:
    table = _table(value, f"{place} patterns")
    _known_keys(table, _PATTERNS, f"{place} patterns")
    found = {kind: _texts(items, f"{place} patterns.{kind}") for kind, items in table.items()}
    for kind, items in found.items():
        for item in items:
            _check_pattern(item, f"{place} patterns.{kind}")
    return found


def _check_pattern(pattern: str, place: str) -> None:
    if control := _CONTROL.search(pattern):
        meant = _ESCAPED.get(control[0])
        why = f" (in double quotation marks {meant} stands for one)" if meant else ""
        written = "".join(_ESCAPED.get(sign, sign) for sign in pattern)
        raise CodebookError(
            f"{place}: {pattern!r} holds a control character{why}, so it would never be found; "
            + (f"write it in single quotation marks: '{written}'" if meant else "take it out")
        )
    try:
        pl.Series([""]).str.contains(f"(?i){pattern}")
    except pl.exceptions.ComputeError as error:
        raise CodebookError(
            f"{place}: {pattern!r} is no regular expression ({str(error).splitlines()[-1].strip()}); correct it "
            "(look-around and back-references are not known)"
        ) from error


def _membership(value: object, place: str) -> Membership:
    table = _table(value, place)
    _known_keys(table, ("from", "to"), place)
    begins, ends = (_day(table.get(name), f"{place} {name!r}") for name in ("from", "to"))
    if begins and ends and ends < begins:
        raise CodebookError(f"{place}: it ends ({ends}) before it begins ({begins}); swap the dates")
    return Membership(begins, ends)


def _day(value: object, place: str) -> date | None:
    if value is None:
        return None
    if not isinstance(value, date):
        raise CodebookError(f"{place} is {value!r}; expected a date without quotation marks, such as 2024-01-31")
    return date(value.year, value.month, value.day)


def _baseline(name: str, value: object, parties: Sequence[Party], where: str) -> dict[str, float]:
    place = f"{where}: [baseline.{name}]"
    if name == PARITY:
        raise CodebookError(
            f"{place}: parity (the same weight for all) is always there; give this baseline another name"
        )
    table = _table(value, place)
    _known_keys(table, [party.id for party in parties], place)
    for party, weight in table.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or weight < 0:
            raise CodebookError(
                f"{place} {party} is {weight!r}; expected a number of 0 or more (seats, votes, per cent)"
            )
    return {party: float(str(weight)) for party, weight in table.items()}


def _one_party_each(parties: Sequence[Party], where: str) -> None:
    """Nobody may be claimed twice, by name or alias, unless the dates of membership keep the claims apart."""
    claimed: dict[str, tuple[Party, str, Membership]] = {}
    for party in parties:
        for member in party.members:
            dates = party.dates.get(member, Membership())
            for name in (member, *party.aliases.get(member, ())):
                key = name_key(name)
                other = claimed.get(key)
                if other and other[0] is party and other[1] != member:
                    raise CodebookError(
                        f"{where}: {name!r} stands for both {other[1]!r} and {member!r}; keep it at one"
                    )
                if other and other[0] is not party and _overlap(other[2], dates):
                    raise CodebookError(
                        f"{where}: {name!r} is claimed by two parties, {other[0].id!r} and {party.id!r}; keep one, or give both "
                        f"dates in [party.{party.id}.membership] that do not overlap"
                    )
                claimed[key] = (party, member, dates)


def _overlap(one: Membership, other: Membership) -> bool:
    return (one.begins or date.min) <= (other.ends or date.max) and (other.begins or date.min) <= (one.ends or date.max)


def _known_keys(table: Mapping[str, object], known: Sequence[str], place: str) -> None:
    for key in table:
        if key not in known:
            raise CodebookError(f"{place}: unknown key {key!r}{_near(key, known)}; known: {', '.join(known)}")


def _near(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _table(value: object, place: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise CodebookError(f"{place} is {value!r}; expected a table")
    return value


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise CodebookError(f"{place} is {value!r}; expected text in quotation marks")
    return value.strip()


def _texts(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise CodebookError(f'{place} is {value!r}; expected a list of texts, such as ["Jane Doe"]')
    texts = tuple(_text(item, place) for item in value)
    if not all(texts):
        raise CodebookError(f"{place} holds an empty text; take it out")
    return texts


def _colour(value: object, place: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise CodebookError(f'{place} colour is {value!r}; expected six hexadecimal digits, such as "#0072B2"')
    return value
