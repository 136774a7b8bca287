"""One article with its evidence: its text cut into pieces that know which attributions they belong to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import polars as pl

from reports import style

UNKNOWN = "speaker unknown"
COLOURS = (*style.PARTY_COLOURS, "#56b4e9", "#d55e00", "#8c564b", "#17a2a2")
"""Inks for the speakers of an article who have most words; single speakers hint at no party."""

OTHERS, OTHERS_COLOUR = "other speakers", "#707070"
"""What the speakers are called for whom no ink is left; so no two speakers share one."""

NOBODY = "#a8a8a8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An attribution as a reader sees it."""

    number: int
    kind: str
    in_title: bool
    source_text: str
    cue_text: str
    content_text: str
    speaker: str
    party: str
    role: str
    via: str
    confidence: float | None
    n_words: int
    colour: str

    @property
    def hint(self) -> str:
        """What hovering over the words shows."""
        who = f"{self.speaker} ({self.party})" if self.party else self.speaker
        parts = [f"{self.number}: {self.kind}", who, f"via {self.via}" if self.via else "", self.sureness]
        return " · ".join(part for part in parts if part)

    @property
    def sureness(self) -> str:
        """The model's confidence in words."""
        return "" if self.confidence is None else f"confidence {self.confidence:.2f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that belongs to the same attributions throughout."""

    text: str
    content: tuple[int, ...] = ()
    source: tuple[int, ...] = ()
    cue: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Title and paragraphs in pieces, and the attributions by number."""

    facts: tuple[tuple[str, str], ...]
    title: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    claims: tuple[Claim, ...]

    def legend(self) -> tuple[tuple[str, str, int], ...]:
        """Who an ink stands for, the ink, and how many attributions have it; those with most first."""
        named = {claim.colour: claim.party or claim.speaker for claim in self.claims}
        named |= {OTHERS_COLOUR: OTHERS, NOBODY: UNKNOWN}
        counted = Counter(claim.colour for claim in self.claims)
        rest = (OTHERS_COLOUR, NOBODY)
        ordered = sorted(counted, key=lambda ink: (rest.index(ink) + 1 if ink in rest else 0, -counted[ink]))
        return tuple((named[ink], ink, counted[ink]) for ink in ordered)

    def claim(self, number: int) -> Claim:
        """The attribution of a number."""
        return next(claim for claim in self.claims if claim.number == number)

    def innermost(self, piece: Piece) -> Claim | None:
        """Of the attributions whose content a piece stands in, the shortest."""
        held = [self.claim(number) for number in piece.content]
        return min(held, key=lambda claim: (claim.n_words, -claim.number), default=None)


def gather(article: Mapping[str, Any], attributions: pl.DataFrame) -> Evidence:
    """Evidence of one article.

    Parameters
    ----------
    article
        its row of table ``articles``.
    attributions
        its rows of table ``attributions``, where known with ``name``, ``party``, ``role`` and ``via_name`` of the actors.
    """
    ordered = attributions.sort(pl.col("in_title").not_(), "attribution_id")
    rows = ordered.to_dicts()
    colours = _colours(rows)
    claims = tuple(_claim(row, number, colours) for number, row in enumerate(rows, start=1))
    title, body = str(article.get("title") or ""), str(article.get("text") or "")
    numbered = list(enumerate(rows, start=1))
    in_title = pieces(title, [(number, row) for number, row in numbered if row["in_title"]])
    in_body = pieces(body, [(number, row) for number, row in numbered if not row["in_title"]])
    return Evidence(facts=_facts(article), title=tuple(in_title), paragraphs=_paragraphs(in_body), claims=claims)


def pieces(text: str, attributions: list[tuple[int, Mapping[str, Any]]]) -> list[Piece]:
    """Cut ``text`` wherever a source, a cue or a content begins or ends; together the pieces are the text again."""
    spans = [span for number, row in attributions for span in _spans(number, row, len(text))]
    cuts = sorted({0, len(text), *(edge for _, _, start, end in spans for edge in (start, end))})
    found = []
    for start, end in pairwise(cuts):
        inside = {
            role: tuple(number for what, number, a, b in spans if what == role and a <= start and end <= b)
            for role in ROLES
        }
        found.append(Piece(text=text[start:end], **inside))
    return found


ROLES = ("content", "source", "cue")


def _spans(number: int, row: Mapping[str, Any], length: int) -> list[tuple[str, int, int, int]]:
    given = [("content", span) for span in row["content"] or []] + [(role, row[role]) for role in ("source", "cue")]
    return [
        (role, number, min(span["start"], length), min(span["end"], length))
        for role, span in given
        if span is not None and span["start"] is not None and span["start"] < span["end"]
    ]


def _paragraphs(found: list[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Break pieces at line ends; empty lines are dropped."""
    paragraphs: list[list[Piece]] = [[]]
    for piece in found:
        for place, line in enumerate(piece.text.split("\n")):
            if place:
                paragraphs.append([])
            if line:
                paragraphs[-1].append(Piece(text=line, content=piece.content, source=piece.source, cue=piece.cue))
    return tuple(tuple(part) for part in paragraphs if any(piece.text.strip() for piece in part))


def _colours(rows: list[dict[str, Any]]) -> dict[str, str]:
    """An ink for each speaker or party: its own for those with most words, one for all others."""
    n_words: Counter[str] = Counter()
    for row in rows:
        if key := _colour_key(row):
            n_words[key] += row["n_words"] or 0
    ranked = sorted(n_words, key=lambda key: -n_words[key])
    inked = set(ranked if len(ranked) <= len(COLOURS) else ranked[: len(COLOURS)])
    free = iter(COLOURS)
    return {key: next(free) if key in inked else OTHERS_COLOUR for key in n_words}


def _colour_key(row: Mapping[str, Any]) -> str:
    party = row.get("party")
    return f"party {party}" if party else str(row["actor_id"] or "")


def _claim(row: Mapping[str, Any], number: int, colours: Mapping[str, str]) -> Claim:
    return Claim(
        number=number,
        kind=row["kind"] or "",
        in_title=bool(row["in_title"]),
        source_text=" ".join((row["source_text"] or "").split()),
        cue_text=" ".join((row["cue_text"] or "").split()),
        content_text=" ".join((row["content_text"] or "").split()),
        speaker=row.get("name") or row["actor_id"] or UNKNOWN,
        party=row.get("party") or "",
        role=row.get("role") or "",
        via=row.get("via_name") or row["via_actor_id"] or "",
        confidence=row["confidence"],
        n_words=row["n_words"] or 0,
        colour=colours.get(_colour_key(row), NOBODY),
    )


def _facts(article: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    names = (
        "outlet",
        "published",
        "authors",
        "wire",
        "section",
        "n_words",
        "n_sentences",
        "n_cut",
        "url",
        "article_id",
    )
    said = {
        "n_words": "words",
        "n_sentences": "sentences",
        "n_cut": "words cut",
        "article_id": "article",
        "wire": "agency",
    }
    shown = []
    for name in names:
        value = article.get(name)
        text = (
            ", ".join(map(str, value))
            if isinstance(value, list | tuple | pl.Series)
            else str(value if value is not None else "")
        )
        if text:
            shown.append((said.get(name, name), text))
    return tuple(shown)
