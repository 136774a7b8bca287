"""What a report is drawn from: plain frames and plain declarations, nothing that knows a metric or a model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from audit import tables
from audit.tables import STANDING


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricCard:
    """A metric's declaration as plain data, for figures' units and the appendix on method."""

    id: str
    label: str = ""
    question: str = ""
    formula: str = ""
    symbols: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    weight: str = ""
    bounds: tuple[float | None, float | None] = (None, None)
    direction: str = ""
    undefined: str = ""
    blind_spots: str = ""
    references: tuple[str, ...] = ()
    headline: bool = False

    @property
    def family(self) -> str:
        """The part of the id before the dot."""
        return self.id.split(".", 1)[0]

    @property
    def name(self) -> str:
        """What the report calls the metric."""
        return self.label or self.id.split(".", 1)[-1].replace("_", " ")

    @classmethod
    def of(cls, declaration: object) -> "MetricCard":
        """The card of a declared metric (any object with the same attributes, such as ``metrics.base.Metric``)."""
        return cls(**{name: getattr(declaration, name) for name in cls.__slots__})


def cards_of(declarations: Iterable[object]) -> tuple[MetricCard, ...]:
    """The cards of declared metrics, in their order."""
    return tuple(MetricCard.of(declaration) for declaration in declarations)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCard:
    """A party of the codebook: its id, its label and, where the codebook gives one, its colour (``#rrggbb``)."""

    id: str
    label: str
    colour: str | None = None
    n_members: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """A language model's name, version, measured accuracy (what was measured -> figure) and blind spots."""

    name: str
    version: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    blind_spots: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandCheck:
    """A sheet that people coded, and what follows (`audit.hand_coding`).

    Attributes
    ----------
    sheet, unit
        its id, and what a row is ("attributions", "tone").
    n_rows
        rows that were drawn.
    corrected, differences, agreement
        figures of machine and people by metric, outlet and actor; corrected differences of outlets; alpha, precision and recall.
    outdated
        why the figures no longer belong to the run; empty where they do.
    """

    sheet: str
    unit: str
    n_rows: int
    corrected: pl.DataFrame
    differences: pl.DataFrame
    agreement: pl.DataFrame
    outdated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantCard:
    """Another way of counting: its name in table ``robustness``, what a legend and a sentence call it, what it does, sources."""

    name: str
    label: str = ""
    sentence: str = ""
    phrase: str = ""
    references: tuple[str, ...] = ()

    @classmethod
    def of(cls, declaration: object) -> "VariantCard":
        """The card of a declared variant (any object with the same attributes, such as ``metrics.variants.Variant``)."""
        return cls(**{name: getattr(declaration, name) for name in cls.__slots__})


ACTORS = pl.Schema(
    {
        "outlet": pl.String,
        "actor_id": pl.String,
        "name": pl.String,
        "kind": pl.String,
        "source_type": pl.String,
        "party": pl.String,
        "n_articles": pl.UInt32,
        "n_attributions": pl.UInt32,
        "n_words": pl.UInt32,
        "undecided": pl.Boolean,
        "longest_words": pl.UInt32,
        "longest_text": pl.String,
        "longest_article": pl.String,
    }
)
"""One row an outlet x actor that is the source of attributions; ``actor_id`` null gathers those without a known speaker.

``undecided``: the name fits several full names; ``longest_…``: the longest statement, where a reader can check the count.
"""

VERBS = pl.Schema(
    {"outlet": pl.String, "cue_lemma": pl.String, "cue_class": pl.String, "party": pl.String, "n": pl.UInt32}
)
"""One row an outlet x reporting verb x party of its speaker."""

DISTINCTIVE = pl.Schema(
    {
        "group": pl.String,
        "word": pl.String,
        "n": pl.UInt32,
        "n_articles": pl.UInt32,
        "log_odds": pl.Float64,
        "z": pl.Float64,
    }
)
"""One row an outlet (column ``group``) x word, with its log-odds against the other outlets and its z score."""

PARTS = pl.Schema({"outlet": pl.String, "kind": pl.String, "n": pl.UInt32, "n_words": pl.UInt32})
"""One row an outlet x kind of attribution."""

TRUST = pl.Schema(
    {
        "outlet": pl.String,
        "n_attributions": pl.UInt32,
        "n_without_source": pl.UInt32,
        "n_unresolved": pl.UInt32,
        "n_undecided": pl.UInt32,
        "n_unsure": pl.UInt32,
        "n_words_quoted": pl.UInt32,
        "n_words_stray": pl.UInt32,
    }
)
"""One row an outlet: its attributions, those of which something could not be told (see :data:`UNSURE`), the words of its long
quotations and those of them in no attribution."""

UNSURE = 0.5
"""Confidence under which an attribution counts as unsure."""

TOLD = pl.Schema(
    {
        "article_id": pl.String,
        "name": pl.String,
        "party": pl.String,
        "voice": pl.String,
        "label": pl.String,
        "score": pl.Float64,
        "sentence": pl.String,
    }
)
"""One row a sentence of an article, actor and voice: the tone that it counts with."""

MAX_ARTICLES = 40
"""Articles that are shown one by one where outlets have too few for figures."""

UNDECIDED = pl.Schema({"name": pl.String, "n_articles": pl.UInt32, "n_attributions": pl.UInt32, "n_words": pl.UInt32})
"""One row a name that fits several full names of the run: its articles, and the attributions given to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTables:
    """Everything a report shows.

    Attributes
    ----------
    title
        the report's title.
    articles
        table ``articles``; the text may be left out.
    estimates, differences, rejects
        the tables of that name.
    scores, tones
        the table of that name, and what it rests on with the columns of :data:`TOLD`, of articles that are shown one by one.
    actors, verbs, kinds
        counts over the run's attributions, with the columns of :data:`ACTORS`, :data:`VERBS` and :data:`PARTS`.
    trust, undecided
        what could not be told, with the columns of :data:`TRUST` and :data:`UNDECIDED`.
    distinctive
        the words that set outlets apart, with the columns of :data:`DISTINCTIVE`.
    manifest
        ``manifest.json`` of the run.
    metrics, parties, models
        the declarations of what was measured, grouped and used.
    checks
        what people coded of the run.
    robustness, standing, variants
        the table of that name, how far its figures stand with the columns of :data:`STANDING`, and the declared variants.
    """

    title: str = "Media audit"
    articles: pl.DataFrame = field(default_factory=lambda: tables.empty("articles"))
    estimates: pl.DataFrame = field(default_factory=lambda: tables.empty("estimates"))
    differences: pl.DataFrame = field(default_factory=lambda: tables.empty("differences"))
    scores: pl.DataFrame = field(default_factory=lambda: tables.empty("scores"))
    tones: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=TOLD))
    rejects: pl.DataFrame = field(default_factory=lambda: tables.empty("rejects"))
    actors: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=ACTORS))
    verbs: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=VERBS))
    kinds: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PARTS))
    trust: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=TRUST))
    undecided: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=UNDECIDED))
    distinctive: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DISTINCTIVE))
    manifest: Mapping[str, Any] = field(default_factory=dict)
    metrics: tuple[MetricCard, ...] = ()
    parties: tuple[PartyCard, ...] = ()
    models: tuple[ModelCard, ...] = ()
    checks: tuple[HandCheck, ...] = ()
    robustness: pl.DataFrame = field(default_factory=lambda: tables.empty("robustness"))
    standing: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=STANDING))
    variants: tuple[VariantCard, ...] = ()


def version_of(tables: ReportTables) -> str:
    """The version of media-audit that made the run; empty where it ran without being installed."""
    version = str(tables.manifest.get("versions", {}).get("media-audit", ""))
    return version if version[:1].isdigit() else ""


def inputs_of(tables: ReportTables) -> dict[str, str]:
    """File -> SHA-256 of its content, in the order of the files' names."""
    inputs = tables.manifest.get("inputs", ())
    if isinstance(inputs, Mapping):
        found = {str(name): str(value) for name, value in inputs.items()}
    else:
        found = {
            str(one["path"]): str(one.get("sha256", "")) for one in inputs if isinstance(one, Mapping) and "path" in one
        }
    return dict(sorted(found.items()))
