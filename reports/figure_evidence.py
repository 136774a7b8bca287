"""A figure and what it is made of, piece by piece: for the terminal, a spreadsheet or a web page."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reports import numbers
from reports.cells import EVERY_OUTLET, TOGETHER, unit_of
from reports.spreadsheet import plain
from reports.tables import MetricCard
from reports.web import environment

PIECES = pl.Schema(
    {
        "outlet": pl.String,
        "article_id": pl.String,
        "article_title": pl.String,
        "published": pl.Date,
        "url": pl.String,
        "part": pl.String,
        "numerator": pl.Float64,
        "denominator": pl.Float64,
        "value": pl.Float64,
        "actor_id": pl.String,
        "actor": pl.String,
        "party": pl.String,
        "source_type": pl.String,
        "voice": pl.String,
        "kind": pl.String,
        "cue_text": pl.String,
        "phrase": pl.String,
        "before": pl.String,
        "text": pl.String,
        "after": pl.String,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "in_title": pl.Boolean,
        "confidence": pl.Float32,
    }
)
"""One row a piece (an attribution, a sentence, a phrase …), or an article, then with its own ``value``."""

TEMPLATE = "evidence.html.j2"
MOST_PRINTED = 20
_LONGEST = 160  # characters of a text in the terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEvidence:
    """A figure of a run with the pieces that it is made of.

    Attributes
    ----------
    metric
        its declaration's card.
    outlet, group, month
        what it is a figure of, as printed; ``group`` and ``month`` may be empty.
    value, low, high
        the estimate and its interval; None where there is none.
    status
        why there is none.
    scale
        factor of the ratio.
    numerator, denominator
        sums over the articles; the denominator is None for metrics of an outlet.
    n_articles
        articles that the figure rests on.
    unit
        what a piece is; empty where the pieces are the articles.
    pieces
        columns of :data:`PIECES`.
    """

    metric: MetricCard
    outlet: str
    group: str = ""
    month: str = ""
    value: float | None
    low: float | None = None
    high: float | None = None
    status: str = "ok"
    scale: float = 1.0
    numerator: float
    denominator: float | None
    n_articles: int
    unit: str
    pieces: pl.DataFrame

    @property
    def of(self) -> str:
        """Whose figure it is."""
        outlet = TOGETHER if self.outlet == EVERY_OUTLET else self.outlet
        return ", ".join(part for part in (outlet, self.group, self.month) if part)

    @property
    def sum(self) -> str:
        """The figure, its interval and the counts behind it: ``37% [28, 46%] = 738 / 1,995 words attributed``."""
        unit = unit_of(self.metric)
        shown = numbers.with_interval(self.value, self.low, self.high, unit)
        if not numbers.is_share(unit):
            shown += f" ({numbers.unit_name(unit)})"
        if self.value is None:
            shown = f"no figure ({self.status.replace('_', ' ')})"
        if self.denominator is None:
            sums = self.pieces.group_by("part").agg(pl.col("numerator").sum()).sort("part")
            return f"{shown}, from {', '.join(f'{part}: {_count(n)}' for part, n in sums.iter_rows())}"
        factor = "" if self.scale == 1 else f"{_count(self.scale)} × "
        weight = self.metric.weight.split(" (", maxsplit=1)[0]
        return f"{shown} = {factor}{_count(self.numerator)} / {_count(self.denominator)} {weight}"

    @property
    def made_of(self) -> str:
        """What stands in the list, in words."""
        articles = numbers.count(self.n_articles, "article")
        if not self.unit:
            return (
                f"from {articles}, each with its own value: the figure is not a sum over single statements or sentences"
            )
        counted = self.pieces.filter(pl.col("numerator") != 0)
        others = self.pieces.height - counted.height
        said = f"from {articles}: {numbers.count(counted.height, self.unit)} in {_articles(counted)}"
        return said + (f", counted over {numbers.count(others, 'other')} as well" if others else "")


def _articles(pieces: pl.DataFrame) -> str:
    return f"{pieces['article_id'].n_unique():,} of them"


def _count(number: float) -> str:
    """A sum of counts as it is; a sum of scores with three digits."""
    whole = abs(number - round(number)) < 1e-9
    return (f"{round(number):,}" if whole else f"{number:,.3f}").replace("-", "−")


def write_csv(evidence: FigureEvidence, *, path: Path) -> Path:
    """Write the pieces as a table for a spreadsheet program, whole or not at all."""
    partial = path.with_name(f"{path.name}.tmp")
    texts = [name for name, kind in PIECES.items() if kind == pl.String]
    evidence.pieces.with_columns(plain(name) for name in texts).write_csv(partial, include_bom=True)
    partial.replace(path)
    return path


def render_page(evidence: FigureEvidence) -> str:
    """A web page that needs nothing from outside: the figure, then its pieces article by article."""
    page, unit = environment().get_template(TEMPLATE), unit_of(evidence.metric)
    articles = list(_by_article(evidence) if evidence.unit else _highest(evidence).iter_rows(named=True))
    return page.render(
        evidence=evidence, articles=articles, count=_count, told=_told, figure=lambda value: numbers.figure(value, unit)
    )


def _by_article(evidence: FigureEvidence) -> Iterator[dict[str, Any]]:
    """The articles with their pieces, those that add most first."""
    weights = evidence.pieces.group_by("article_id").agg(adds=pl.col("numerator").abs().sum())
    order = weights.sort("adds", "article_id", descending=[True, False])["article_id"]
    parts = evidence.pieces.partition_by("article_id", as_dict=True)
    for article_id in order:
        pieces = parts[(article_id,)]
        yield {**pieces.row(0, named=True), "sum": pieces["numerator"].sum(), "pieces": pieces.to_dicts()}


def _highest(evidence: FigureEvidence) -> pl.DataFrame:
    """Pieces by what they add, articles by their values: the largest first."""
    by = pl.col("numerator").abs() if evidence.unit else pl.col("value")
    order = [by, pl.col("article_id"), pl.col("start")]
    return evidence.pieces.sort(order, descending=[True, False, False], nulls_last=True, maintain_order=True)


def _told(piece: dict[str, Any]) -> str:
    """What is known of a piece besides its words."""
    names = ("part", "party", "source_type", "voice", "kind", "cue_text", "phrase")
    said = [str(piece[name]) for name in names if piece[name]]
    sure = [] if piece["confidence"] is None else [f"confidence {piece['confidence']:.2f}"]
    return " · ".join(said + sure)


def print_pieces(evidence: FigureEvidence, *, console: Console, most: int = MOST_PRINTED) -> None:
    """Print the figure and the pieces that add most."""
    console.print(Text(f"{evidence.metric.name} · {evidence.of}", style="bold"))
    console.print(Text(evidence.sum))
    console.print(Text(evidence.made_of))
    if evidence.pieces.is_empty() or not most:
        return
    console.print()
    console.print(_table(evidence, most=most))


def _table(evidence: FigureEvidence, *, most: int) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("adds" if evidence.unit else "value", justify="right", no_wrap=True)
    table.add_column("article", overflow="fold", max_width=40)
    table.add_column("who, what" if evidence.unit else "counts", max_width=26)
    table.add_column("text" if evidence.unit else "title")
    for row in _highest(evidence).head(most).iter_rows(named=True):
        cells = _piece_cells(row) if evidence.unit else _article_cells(row, evidence)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _piece_cells(row: dict[str, Any]) -> tuple[str, ...]:
    told = (row["part"], row["actor"], row["voice"], row["cue_text"] and f"({row['cue_text']})", row["phrase"])
    return _count(row["numerator"]), row["article_id"], " ".join(part for part in told if part), _short(row["text"])


def _article_cells(row: dict[str, Any], evidence: FigureEvidence) -> tuple[str, ...]:
    return (
        numbers.figure(row["value"], unit_of(evidence.metric)),
        row["article_id"],
        f"{_count(row['numerator'])} / {_count(row['denominator'])}"
        if row["denominator"]
        else _count(row["numerator"]),
        _short(row["article_title"]),
    )


def _short(text: str | None) -> str:
    flat = " ".join((text or "").split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1].rstrip()}…"
