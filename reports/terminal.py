"""One article with its evidence in the terminal, coloured by speaker or party."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from reports.evidence import Evidence, Piece, gather


def print_article(article: Mapping[str, Any], attributions: pl.DataFrame, *, console: Console) -> None:
    """Print the article: what is attributed in its speaker's colour, sources and cues underlined; then the list.

    Parameters
    ----------
    article
        the article's row of table ``articles``.
    attributions
        its rows of table ``attributions``, where known with ``name``, ``party``, ``role`` and ``via_name`` of the actors.
    console
        where to print; one without colours gets the numbers behind the passages alone.
    """
    evidence = gather(article, attributions)
    title = coloured(evidence, evidence.title) if evidence.title else Text("Untitled article")
    title.stylize("bold")
    console.print(title)
    console.print(Text(" · ".join(f"{name}: {value}" for name, value in evidence.facts), style="dim"))
    for paragraph in evidence.paragraphs:
        console.print()
        console.print(coloured(evidence, paragraph))
    console.print()
    console.print(claim_table(evidence) if evidence.claims else Text("No attribution was found in this article."))


def coloured(evidence: Evidence, pieces: tuple[Piece, ...]) -> Text:
    """Text of the pieces, the number of an attribution behind the end of its content."""
    shown = Text()
    for place, piece in enumerate(pieces):
        shown.append(piece.text, style=_style(evidence, piece))
        following = pieces[place + 1].content if place + 1 < len(pieces) else ()
        for number in piece.content:
            if number not in following:
                shown.append(f"[{number}]", style=Style(color=evidence.claim(number).colour, dim=True))
    return shown


def _style(evidence: Evidence, piece: Piece) -> Style:
    claim = evidence.innermost(piece)
    numbers = (*piece.source, *piece.cue)
    if claim is None and numbers:
        claim = evidence.claim(numbers[0])
    inside = Style(color=claim.colour) if claim else Style()
    return inside + Style(underline=True, italic=bool(piece.cue)) if numbers else inside


def claim_table(evidence: Evidence) -> Table:
    """The attributions as a table."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in ("no.", "kind", "speaker", "source", "cue", "words", "confidence"):
        table.add_column(heading, justify="right" if heading in ("no.", "words", "confidence") else "left")
    for claim in evidence.claims:
        who = f"{claim.speaker} ({claim.party})" if claim.party else claim.speaker
        speaker = Text(who + (f", via {claim.via}" if claim.via else ""), style=Style(color=claim.colour))
        kind = f"{claim.kind}, title" if claim.in_title else claim.kind
        sure = "–" if claim.confidence is None else f"{claim.confidence:.2f}"
        table.add_row(
            str(claim.number),
            Text(kind),
            speaker,
            Text(claim.source_text or "–"),
            Text(claim.cue_text or "–"),
            str(claim.n_words),
            sure,
        )
    return table
