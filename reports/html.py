"""One article with its evidence as a web page that needs nothing from outside and runs no script."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from reports import numbers
from reports.evidence import Evidence, Piece, gather
from reports.tone_evidence import TONES, tone_lines, tone_sums
from reports.web import environment

TEMPLATE = "article.html.j2"


def render_html(article: Mapping[str, Any], attributions: pl.DataFrame, tones: pl.DataFrame | None = None) -> str:
    """A self-contained page: what is attributed coloured by speaker or party, sources and cues underlined, all listed.

    Below stands the tone toward each actor, sentence by sentence.

    Parameters
    ----------
    article
        the article's row of table ``articles``.
    attributions
        its rows of table ``attributions``, where known with ``name``, ``party``, ``role`` and ``via_name`` of the actors.
    tones
        columns of :data:`reports.tone_evidence.TONES`.
    """
    lines = tone_lines(str(article.get("text") or ""), pl.DataFrame(schema=TONES) if tones is None else tones)
    evidence = gather(article, attributions)
    pages = environment()
    pages.globals.update(classes=_classes, hint=_hint, colour=_colour, endings=_endings, signed=_signed)
    return pages.get_template(TEMPLATE).render(evidence=evidence, tone_lines=lines, tone_sums=tone_sums(lines))


def _endings(parts: Sequence[Piece]) -> list[tuple[Piece, list[int]]]:
    """Pieces with the numbers of the attributions of whose content they are the last piece in this paragraph."""
    following = [*(piece.content for piece in parts[1:]), ()]
    return [
        (piece, [number for number in piece.content if number not in after])
        for piece, after in zip(parts, following, strict=True)
    ]


def _classes(piece: Piece) -> str:
    names = [role for role in ("content", "source", "cue") if getattr(piece, role)]
    return " ".join(names)


def _signed(score: float) -> str:
    return numbers.difference(score, digits=2)


def _hint(evidence: Evidence, piece: Piece) -> str:
    lines = [evidence.claim(number).hint for number in piece.content]
    lines += [f"source of {number}" for number in piece.source] + [f"cue of {number}" for number in piece.cue]
    return "\n".join(lines)


def _colour(evidence: Evidence, piece: Piece) -> str:
    claim = evidence.innermost(piece)
    if claim is None and (piece.source or piece.cue):
        claim = evidence.claim((*piece.source, *piece.cue)[0])
    return claim.colour if claim else ""
