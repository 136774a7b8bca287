"""From a figure back to what it was made of: the attributions, sentences or phrases behind an outlet's number.

A metric is a pure function over tables. Handed one piece of its material at a time, as if each were an article of its own,
it says what the piece adds to its counts. Where the pieces' counts sum to the article's they are the evidence of the
figure, and the sum proves it. Where they do not (a Hill number is no sum over sources) the articles are all there is.
Nothing is declared for it, so every metric has its evidence, one of somebody else's package as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from audit.errors import SettingsError
from metrics.base import Declaration, Metric, OutletMetric, Status, Tables
from metrics.tone import tone_table

_AT_ONCE = 200  # articles whose tables are multiplied by their pieces together
_ENOUGH = 1e-6  # a difference of sums that is rounding
_PIECE = "piece"


@dataclass(frozen=True, slots=True)
class Unit:
    """A kind of piece: the rows of ``table`` that agree in ``keys``; the tables ``along`` are cut by the same keys."""

    name: str
    table: str
    keys: tuple[str, ...]
    along: tuple[str, ...] = ()


ATTRIBUTION = Unit("attribution", "attributions", ("attribution_id",))
SOURCE = Unit("source", "attributions", ("actor_id",))
SENTENCE = Unit("sentence", "sentences", ("sentence_id",), ("mentions", "attributions"))
TOLD = Unit("sentence", "mentions", ("sentence_id", "actor_id", "voice"))
TOLD_OF = ("actor_id", "voice", "sentence_id", "mention_id", "in_title", "vader_score", "target_label", "target_score")
"""Columns of ``mentions`` that table ``tone`` is made of."""

PHRASE = Unit("phrase", "wording", ("start", "end", "kind", "in_title"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a figure is made of.

    Attributes
    ----------
    articles
        article_id, part, numerator, denominator: the counts of each article that has a denominator.
    unit
        the kind of the pieces; None where the figure is no sum over any.
    pieces
        article_id, the unit's keys, part, numerator, denominator: what each piece adds. Left out are those that add nothing
        to either, and parts that the metric does not list; ``denominator`` is null where the pieces' denominators do not sum
        to the article's.

    ``part`` is empty but for metrics of an outlet, whose counts are of several parts.
    """

    articles: pl.DataFrame
    unit: Unit | None
    pieces: pl.DataFrame


def evidence_of(
    metric: Declaration,
    tables: Tables,
    scores: pl.LazyFrame,
    *,
    group_by: str,
    group: str,
    articles: Sequence[str],
) -> Evidence:
    """The counts of some articles under one metric and group, and the pieces that they are made of.

    Parameters
    ----------
    metric
        a declaration of the registry.
    tables
        the run's annotation tables.
    scores
        the run's table ``scores``.
    group_by, group
        as in ``scores``.
    articles
        ids of the articles looked at.

    Raises
    ------
    SettingsError
        when the metric does not group in that way.
    """
    if group_by not in metric.group_by:
        raise SettingsError(f"{metric.id} has no grouping {group_by!r}; it has {', '.join(metric.group_by)}")
    of = _Counted(metric=metric, group_by=group_by, group=group)
    batches = _batches(tables, articles, columns=_columns(metric))
    if isinstance(metric, OutletMetric):
        whole = pl.concat([_NOTHING, *(of.counts(batch.tables) for batch in batches)])
    else:
        whole = _scored(of, scores, articles)
    found = [Evidence(articles=whole, unit=None, pieces=_NOTHING)]
    for unit in units_of(metric):
        pieces = _pieces(of, unit, batches, whole=whole)
        if pieces is not None:
            found.append(Evidence(articles=whole, unit=unit, pieces=_with_denominators(pieces, whole)))
    best = max(found, key=_reach)
    if isinstance(metric, OutletMetric) and metric.listed is not None:
        return replace(best, pieces=best.pieces.filter(pl.col("part").is_in(metric.listed)))
    return best


def _reach(found: Evidence) -> int:
    """How much is explained: nothing, what is counted, or also what it is counted over."""
    if found.unit is None:
        return 0
    return 2 if found.pieces["denominator"].null_count() == 0 and not found.pieces.is_empty() else 1


def units_of(metric: Declaration) -> tuple[Unit, ...]:
    """The kinds of pieces that a metric's tables can be cut into, the finest first."""
    if "tone" in metric.needs:
        return (TOLD,)
    if "wording" in metric.needs:
        return (PHRASE,)
    if "mentions" in metric.needs or ("sentences" in metric.needs and "attributions" not in metric.needs):
        return (SENTENCE,)
    return (ATTRIBUTION, SOURCE) if "attributions" in metric.needs else ()


_COUNTS = ("part", "numerator", "denominator")
_NOTHING = pl.DataFrame(
    schema={"article_id": pl.String, "part": pl.String, "numerator": pl.Float64, "denominator": pl.Float64}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """One group of one metric."""

    metric: Declaration
    group_by: str
    group: str

    def counts(self, tables: Tables) -> pl.DataFrame:
        """article_id, part, numerator, denominator of each article of the tables."""
        metric = self.metric
        assert isinstance(metric, Metric | OutletMetric), f"{type(metric)} has no counts"
        rows = metric.compute(metric.fetch(tables)).filter(pl.col("group_by") == self.group_by)
        if isinstance(metric, Metric):
            return self.over_groups(rows)
        chosen = rows.filter(pl.col("group") == self.group)
        summed = chosen.group_by("article_id", part="unit").agg(numerator=pl.col("count").sum())
        return _shaped(summed.with_columns(denominator=pl.lit(None, pl.Float64)))

    def over_groups(self, rows: pl.LazyFrame) -> pl.DataFrame:
        """The group's counts from the rows of one grouping.

        An article's denominator is that of any of its rows where the groups share one: in a sparse grouping, or in a dense one
        of tables in which the group does not occur.
        """
        chosen = pl.col("group") == self.group
        shared = isinstance(self.metric, Metric) and self.group_by in self.metric.sparse
        own = pl.lit(value=shared) | chosen | ~chosen.any()
        numerator = pl.col("numerator").filter(chosen).sum()
        summed = (
            rows.filter(own).group_by("article_id").agg(numerator=numerator, denominator=pl.col("denominator").max())
        )
        return _shaped(summed.with_columns(part=pl.lit("")))


def _shaped(counts: pl.LazyFrame) -> pl.DataFrame:
    return counts.select([pl.col(name).cast(kind) for name, kind in _NOTHING.schema.items()]).collect()


def _scored(of: _Counted, scores: pl.LazyFrame, articles: Sequence[str]) -> pl.DataFrame:
    """The articles' counts as the run has them; those that are undefined are no part of the figure."""
    here = pl.col("article_id").is_in(pl.Series(articles, dtype=pl.String).implode())
    rows = scores.filter((pl.col("metric") == of.metric.id) & (pl.col("group_by") == of.group_by) & here)
    known = rows.filter(pl.col("status") != Status.UNDEFINED.value).collect()
    return of.over_groups(known.lazy()) if of.group in known["group"] or _is_shared(of) else _NOTHING


def _is_shared(of: _Counted) -> bool:
    return isinstance(of.metric, Metric) and of.group_by in of.metric.sparse


def _columns(metric: Declaration) -> dict[str, set[str]]:
    """What must be at hand: what the metric reads, and what its pieces are told apart by."""
    needed = {table: {"article_id", *columns} for table, columns in metric.needs.items()}
    for unit in units_of(metric):
        needed.setdefault(unit.table, {"article_id"}).update(unit.keys)
        for table in needed.keys() & set(unit.along):
            needed[table].update(unit.keys)
        if unit is TOLD:
            needed["mentions"].update(TOLD_OF)
    return needed


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some articles (a column article_id) and their rows of each table; tables that are not of articles whole."""

    articles: pl.DataFrame
    tables: dict[str, pl.LazyFrame]


def _batches(tables: Tables, articles: Sequence[str], *, columns: Mapping[str, set[str]]) -> list[_Batch]:
    """The articles a few at a time, in the order of their ids."""
    ids = pl.DataFrame({"article_id": sorted(set(articles))}, schema={"article_id": pl.String})
    numbered = ids.with_columns(batch=pl.int_range(pl.len(), dtype=pl.Int64) // _AT_ONCE)
    shared = {name: frame for name, frame in tables.items() if name in columns and not _of_articles(frame)}
    batches = [_Batch(ids[start : start + _AT_ONCE], dict(shared)) for start in range(0, ids.height, _AT_ONCE)]
    for name in columns.keys() & (tables.keys() - shared.keys()):
        here = tables[name].select(columns[name] & set(tables[name].collect_schema()))
        rows = here.join(numbered.lazy(), on="article_id").collect()
        parts = rows.partition_by("batch", include_key=False, as_dict=True)
        for number, batch in enumerate(batches):
            batch.tables[name] = parts.get((number,), rows.clear().drop("batch")).lazy()
    return batches


def _of_articles(frame: pl.LazyFrame) -> bool:
    return "article_id" in frame.collect_schema()


def _pieces(of: _Counted, unit: Unit, batches: Sequence[_Batch], *, whole: pl.DataFrame) -> pl.DataFrame | None:
    """article_id, the unit's keys, and the counts of each piece alone; None where they do not sum to the articles'."""
    parts = []
    for batch in batches:
        numbered = batch.tables[unit.table].select("article_id", *unit.keys).unique().with_row_index(_PIECE).collect()
        numbered = numbered.with_columns(pl.col(_PIECE).cast(pl.String))
        counts = of.counts(_one_by_one(batch.tables, unit, numbered.lazy())).rename({"article_id": _PIECE})
        part = numbered.join(counts, on=_PIECE).drop(_PIECE)
        if not _sums_match(part, whole.join(batch.articles, on="article_id", how="semi"), "numerator"):
            return None
        parts.append(part)
    return pl.concat(parts).select("article_id", *unit.keys, *_COUNTS) if parts else None


def _one_by_one(tables: Tables, unit: Unit, numbered: pl.LazyFrame) -> dict[str, pl.LazyFrame]:
    """The tables as they would be if each piece were an article: its own rows, and a copy of all that it shares."""
    cut = {
        name: _renamed(frame, numbered, keys=unit.keys if name in (unit.table, *unit.along) else ())
        for name, frame in tables.items()
    }
    return cut | {"tone": tone_table(cut["mentions"])} if unit is TOLD else cut


def _renamed(frame: pl.LazyFrame, numbered: pl.LazyFrame, *, keys: tuple[str, ...]) -> pl.LazyFrame:
    """A table's rows under the numbers of the pieces that they belong to."""
    if not _of_articles(frame):
        return frame
    by = ["article_id", *keys]
    joined = frame.join(numbered.select(*by, _PIECE), on=by, nulls_equal=True)
    return joined.with_columns(article_id=_PIECE).drop(_PIECE)


def _with_denominators(pieces: pl.DataFrame, whole: pl.DataFrame) -> pl.DataFrame:
    """Pieces that come to something; their denominators only where they sum to the articles'."""
    if not _sums_match(pieces, whole, "denominator"):
        pieces = pieces.with_columns(denominator=pl.lit(None, pl.Float64))
    counted = pl.col("numerator") != 0
    return pieces.filter(counted | (pl.col("denominator").fill_null(0) != 0))


def _sums_match(pieces: pl.DataFrame, whole: pl.DataFrame, count: str) -> bool:
    """Whether the pieces' counts sum to the article's, in every article."""
    by = ["article_id", "part"]
    sums = pieces.group_by(by).agg(sum=pl.col(count).sum())
    both = whole.select(*by, count).join(sums, on=by, how="full", coalesce=True).fill_null(0)
    apart = (both[count] - both["sum"]).abs() > _ENOUGH * (1 + both[count].abs())
    return not apart.any()
