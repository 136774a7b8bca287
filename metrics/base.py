"""The contract of a metric: what it declares, what it is given, what it returns.

A metric is a declaration (:class:`Metric`) around one pure function over tables. The function receives lazy frames with
just the columns it declared and returns counts, never ratios:

    article_id, group_by, group, numerator, denominator[, cases]

``value = scale * numerator / denominator`` is taken once, by :func:`finish`, which also says when a value is undefined.
An outlet's figure is the ratio of the sums over its articles. A quantity that is not itself a ratio (a Hill number, a
readability grade) declares its weight: numerator = value x weight, denominator = weight, so the same rule gives a mean
over articles (weight 1) or a word-weighted mean (weight = words), and the declaration says which. ``cases``, where
returned, is what ``minimum_n`` is held against in place of the denominator (attributions behind a Hill number).

Groups that are absent from an article
--------------------------------------
Where the groups of an article share one denominator (speech share of each party), a group that is absent must still
count with numerator 0, or an outlet's ratio of sums leaves out the articles that kept silent about it. Two ways:

dense (the rule)
    the metric returns a row for *every* group of the run in every article whose denominator is not 0. Sum numerators
    and denominators per outlet and group, nothing else.
sparse (named in ``Metric.sparse``, such as ``("actor",)``; thousands of actors would make dense rows too many)
    the metric returns rows of the groups present only, and at least one row for every article that has a denominator;
    all rows of an article under that metric and grouping carry the same denominator. An outlet's denominator for
    *every* group is the sum, over the distinct articles with any row of that metric and ``group_by``, of that
    denominator; numerators are summed per group as ever, articles without a row of the group adding 0.

A group name is made of the parts of its ``group_by``, in order: ``party:cue_class`` has groups like ``labour:neutral``.
Actors without a party are the party ``none``; attributions without a resolved actor are the group ``unknown``.

Figures that only exist for an outlet
-------------------------------------
Rarefied diversity or a log ratio cannot be taken in one article and averaged. An :class:`OutletMetric` returns counts
that add over articles, and a ``statistic`` of the pooled counts; :mod:`metrics.pooling` leaves articles out in turn for
the interval and makes rows of ``estimates``. Both kinds stand in a module's ``METRICS``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from audit.errors import SettingsError
from audit.tables import OPTIONAL, empty

KEYS = ("article_id", "group_by", "group")
COUNTS = ("numerator", "denominator")
ALL = "all"
_DECIMALS = 9


class Status(StrEnum):
    """Why a value, or its interval, is there or not; ``all_equal``: a value without an interval, since all articles have it."""

    OK = "ok"
    ALL_EQUAL = "all_equal"
    UNDEFINED = "undefined"
    TOO_FEW = "too_few"


Tables = Mapping[str, pl.LazyFrame]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What every metric says of itself; the command line, the data dictionary and the report read nothing else.

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
        what one value describes (article, article x party, outlet, …).
    weight
        what the denominator counts when articles are put together (attributions, words, articles, …).
    bounds
        smallest and largest possible value; None where there is none.
    direction
        what a higher value means.
    minimum_n
        fewest cases (in ``weight`` units, or those the function returns as ``cases``) below which a value is null with
        status ``too_few``. An outlet none of whose articles has so many needs as large a denominator together.
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
    label
        short name for axes and tables.
    headline
        whether it stands on the first pages of a report.
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
        """Only the tables and columns declared in ``needs``; a table that a run may lack comes empty."""
        given = {name: empty(name).lazy() for name in OPTIONAL if name in self.needs} | dict(tables)
        return {table: given[table].select(columns) for table, columns in self.needs.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric(Declaration):
    """A metric with a value for every article and group.

    Attributes
    ----------
    compute
        lazy frames in, lazy frame of keys and counts out.
    scale
        factor of the ratio (100 for "per 100 words").
    sparse
        the groupings that leave out absent groups (see the module's docstring for what that asks of outlet figures).
    events
        whether the numerator counts single events along the words of the denominator (hedges per 1,000 words): where an
        outlet has none, how many there could be is told by its words, not by its articles.
    """

    compute: Callable[[Tables], pl.LazyFrame]
    scale: float = 1.0
    sparse: tuple[str, ...] = ()
    events: bool = False

    def score(self, tables: Tables) -> pl.LazyFrame:
        """Rows of the ``scores`` table for every article and group."""
        return finish(self.compute(self.fetch(tables)), metric=self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """Counts of one group put together over the articles of an outlet: all of them first, then with some left out in turn.

    Attributes
    ----------
    counts
        replicates x units; the counts that the metric returned, summed over the replicate's articles.
    units
        names of the columns, sorted.
    others
        the same for all other outlets together (0 where the pool is all outlets); None unless the metric declares
        ``against_others``.
    depth
        the common size that pools are rarefied to: half the smallest total of the outlets that have enough.
    """

    counts: NDArray[np.float64]
    units: tuple[str, ...]
    others: NDArray[np.float64] | None
    depth: float

    def of(self, unit: str) -> NDArray[np.float64]:
        """One unit's count in each replicate (0 where nobody has it)."""
        return self._column(self.counts, unit)

    def of_others(self, unit: str) -> NDArray[np.float64]:
        """One unit's count over the other outlets in each replicate."""
        if self.others is None:
            raise SettingsError(
                f"the statistic asks for the other outlets' count of {unit!r}, which was not pooled; "
                "declare the metric with against_others=True"
            )
        return self._column(self.others, unit)

    def _column(self, counts: NDArray[np.float64], unit: str) -> NDArray[np.float64]:
        if unit not in self.units:
            return np.zeros(len(counts))
        return np.asarray(counts[:, self.units.index(unit)])


def ratio(numerator: NDArray[np.float64], denominator: NDArray[np.float64]) -> NDArray[np.float64]:
    """Quotient of pooled counts in each replicate; NaN where the denominator is 0."""
    undefined = np.full(len(numerator), np.nan)
    return np.asarray(np.divide(numerator, denominator, out=undefined, where=denominator != 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletMetric(Declaration):
    """A metric that only a collection of articles has.

    Attributes
    ----------
    compute
        lazy frames in; out: article_id, group_by, group, unit, count, one row for each count that is not 0.
    statistic
        one value for each replicate from the pooled counts; NaN where undefined.
    total
        the units whose sum is held against ``minimum_n``; None for all of them.
    against_others
        whether the statistic looks at the other outlets; if not, ``Pooled.units`` are those that the outlet has.
    listed
        the units whose pieces are listed as evidence, where others are these times a constant; None for all of them.
    """

    compute: Callable[[Tables], pl.LazyFrame]
    statistic: Callable[[Pooled], NDArray[np.float64]]
    total: tuple[str, ...] | None = None
    against_others: bool = False
    listed: tuple[str, ...] | None = None


def status_where(*, undefined: pl.Expr, few: pl.Expr) -> pl.Expr:
    """The status of a figure: ``undefined`` where there is nothing to divide by, ``too_few`` where too little, else ``ok``."""
    return (
        pl.when(undefined)
        .then(pl.lit(Status.UNDEFINED.value))
        .when(few)
        .then(pl.lit(Status.TOO_FEW.value))
        .otherwise(pl.lit(Status.OK.value))
    )


def finish(counts: pl.LazyFrame, *, metric: Metric) -> pl.LazyFrame:
    """Divide once, and say why where there is nothing to divide.

    Status is ``undefined`` where the denominator is 0 or null or the numerator is null, ``too_few`` where the cases
    (the denominator, unless the metric returns ``cases``) stay under ``metric.minimum_n``, else ``ok``; the value is
    null unless ``ok``. Where one of the two counts is not known, both become null, so that sums stay pairs; rows with
    too few cases keep their counts and enter an outlet's sums. Counts are kept to nine decimals: fractions that were added in
    another order differ in their last bits, and a run that is scored again should be the same to the byte.
    """
    cases = pl.col("cases" if "cases" in counts.collect_schema() else "denominator")
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    known = numerator.is_not_null() & numerator.is_not_nan() & denominator.is_not_null()
    status = status_where(undefined=~known | (denominator == 0), few=cases < metric.minimum_n)
    return (
        counts.with_columns(
            pl.col("numerator", "denominator").cast(pl.Float64).round(_DECIMALS), metric=pl.lit(metric.id)
        )
        .with_columns(status=status)
        .with_columns(
            pl.when(known).then(pl.col("numerator", "denominator")),
            value=pl.when(pl.col("status") == Status.OK.value).then(metric.scale * numerator / denominator),
        )
        .select("article_id", "metric", "group_by", "group", "numerator", "denominator", "value", "status")
    )
