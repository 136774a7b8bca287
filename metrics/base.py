"""The contract of a metric: what it declares, what it is given, what it returns.

A metric is a declaration (:class:`Metric`) around one pure function over tables. The function receives lazy frames with
just the columns it declared and returns counts, never ratios:

    article_id, group_by, group, numerator, denominator

``value = scale * numerator / denominator`` is taken once, by :func:`finish`, which also says when a value is undefined.
An outlet's figure is the ratio of the sums over its articles. A quantity that is not itself a ratio (a Hill number, a
readability grade) declares its weight: numerator = value x weight, denominator = weight, so the same rule gives a mean
over articles (weight 1) or a word-weighted mean (weight = words), and the declaration says which.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

KEYS = ("article_id", "group_by", "group")
COUNTS = ("numerator", "denominator")
ALL = "all"


class Status(StrEnum):
    """Why a value is there or not."""

    OK = "ok"
    UNDEFINED = "undefined"
    TOO_FEW = "too_few"


Tables = Mapping[str, pl.LazyFrame]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric's full declaration; the command line, the data dictionary and the report read nothing else.

    Attributes
    ----------
    id
        ``family.name``; relied upon from outside.
    question
        the research question it answers, one sentence.
    formula
        plain-text formula over the symbols.
    symbols
        every symbol of the formula and what it stands for.
    unit
        unit of the value: share, words, grade, per 100 words, …
    unit_of_analysis
        what one numerator/denominator pair describes (article, article x party, …).
    weight
        what the denominator counts when articles are put together (attributions, words, articles, …).
    bounds
        smallest and largest possible value; None where there is none.
    direction
        what a higher value means.
    minimum_n
        smallest denominator (in ``weight`` units) below which an article's value is null with status ``too_few``.
    undefined
        when there is no value.
    blind_spots
        what it cannot see.
    references
        author, year, title, where.
    needs
        table -> columns read.
    group_by
        the groupings it returns, such as ``("party", "actor")``; ``("all",)`` for none.
    compute
        lazy frames in, lazy frame of keys and counts out.
    scale
        factor of the ratio (100 for "per 100 words").
    """

    id: str
    question: str
    formula: str
    symbols: Mapping[str, str]
    unit: str
    unit_of_analysis: str
    weight: str
    bounds: tuple[float | None, float | None]
    direction: str
    minimum_n: float
    undefined: str
    blind_spots: str
    references: tuple[str, ...]
    needs: Mapping[str, tuple[str, ...]]
    group_by: tuple[str, ...]
    compute: Callable[[Tables], pl.LazyFrame]
    scale: float = 1.0
    label: str = ""
    headline: bool = field(default=False)

    @property
    def family(self) -> str:
        """The part of the id before the dot."""
        return self.id.split(".", 1)[0]

    @property
    def name(self) -> str:
        """The part of the id after the dot."""
        return self.id.split(".", 1)[1]

    def fetch(self, tables: Tables) -> dict[str, pl.LazyFrame]:
        """Only the tables and columns declared in ``needs``."""
        return {table: tables[table].select(columns) for table, columns in self.needs.items()}

    def score(self, tables: Tables) -> pl.LazyFrame:
        """Rows of the ``scores`` table for every article and group."""
        return finish(self.compute(self.fetch(tables)), metric=self)


def finish(counts: pl.LazyFrame, *, metric: Metric) -> pl.LazyFrame:
    """Divide once, and say why where there is nothing to divide.

    Status is ``undefined`` where the denominator is 0 or null or the numerator is null, ``too_few`` where the denominator
    stays under ``metric.minimum_n``, else ``ok``; the value is null unless ``ok``.
    """
    denominator, numerator = pl.col("denominator"), pl.col("numerator")
    undefined = denominator.is_null() | numerator.is_null() | numerator.is_nan() | (denominator == 0)
    status = (
        pl.when(undefined)
        .then(pl.lit(Status.UNDEFINED.value))
        .when(denominator < metric.minimum_n)
        .then(pl.lit(Status.TOO_FEW.value))
        .otherwise(pl.lit(Status.OK.value))
    )
    return (
        counts.with_columns(pl.col("numerator", "denominator").cast(pl.Float64), metric=pl.lit(metric.id))
        .with_columns(status=status)
        .with_columns(value=pl.when(pl.col("status") == Status.OK.value).then(metric.scale * numerator / denominator))
        .select("article_id", "metric", "group_by", "group", "numerator", "denominator", "value", "status")
    )
