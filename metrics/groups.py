"""From counts per article and group to the rows a metric returns: dense, sparse or one row an article."""

import polars as pl

from metrics.base import ALL, Tables

NO_PARTY = "none"
"""The party of an actor whom the codebook puts nowhere."""

UNKNOWN = "unknown"
"""The group of an attribution without a resolved actor, and of an attribute the text does not tell."""

ROW = ("article_id", "group_by", "group", "numerator", "denominator")


def parties(tables: Tables) -> pl.LazyFrame:
    """The run's parties (columns ``group``, ``rank``): the codebook's in its order, then any other that an actor has."""
    listed = tables["baselines"].select(group="party").with_row_index("rank").cast({"rank": pl.Int64})
    found = tables["actors"].select(group="party").unique().sort("group").with_row_index("rank")
    found = found.with_columns(rank=pl.col("rank").cast(pl.Int64) + 2**32)
    known = pl.concat([listed, found.select(listed.collect_schema().names())])
    known = known.filter(pl.col("group").is_not_null() & (pl.col("group") != NO_PARTY))
    return known.group_by("group").agg(pl.col("rank").min()).sort("rank")


def camps(tables: Tables, *, unknown: bool) -> pl.LazyFrame:
    """The parties, ``none`` and, where asked, ``unknown``; empty where the run has no party at all."""
    known = parties(tables).select("group")
    rest = pl.LazyFrame({"group": [NO_PARTY, UNKNOWN] if unknown else [NO_PARTY]})
    return pl.concat([known, rest.join(known.select(any=pl.len() > 0), how="cross").filter("any").select("group")])


def dense(
    counts: pl.LazyFrame, *, totals: pl.LazyFrame, groups: pl.LazyFrame, group_by: str, keys: tuple[str, ...] = ()
) -> pl.LazyFrame:
    """A row for each of ``groups`` in every article whose denominator is not 0; absent groups have numerator 0.

    Parameters
    ----------
    counts
        article_id, group, numerator (several rows of a group add up).
    totals
        article_id, denominator; with ``keys``, one row for each article and key.
    groups
        the column ``group``, one row each.
    group_by
        name of the grouping.
    keys
        columns of ``counts`` and ``totals`` under which ``group`` is nested; they come first in the group's name.
    """
    by = ["article_id", *keys, "group"]
    summed = counts.group_by(by).agg(pl.col("numerator").sum())
    rows = totals.filter(pl.col("denominator") > 0).join(groups, how="cross").join(summed, on=by, how="left")
    return rows.select(
        "article_id",
        group_by=pl.lit(group_by),
        group=pl.concat_str([*keys, "group"], separator=":"),
        numerator=pl.col("numerator").fill_null(0).cast(pl.Float64),
        denominator=pl.col("denominator").cast(pl.Float64),
    )


def sparse(counts: pl.LazyFrame, *, totals: pl.LazyFrame, group_by: str, anchor: str | None = UNKNOWN) -> pl.LazyFrame:
    """A row for each group present, and one of the group ``anchor`` in every article that has a denominator.

    Leave ``anchor`` out (None) only where every article with a denominator has a group anyway.
    """
    given = [counts.select("article_id", "group", pl.col("numerator").cast(pl.Float64))]
    if anchor is not None:
        given.append(totals.select("article_id", group=pl.lit(anchor), numerator=pl.lit(0.0)))
    summed = pl.concat(given).group_by("article_id", "group").agg(pl.col("numerator").sum())
    return (
        summed.join(totals.filter(pl.col("denominator") > 0), on="article_id")
        .with_columns(pl.col("denominator").cast(pl.Float64), group_by=pl.lit(group_by))
        .select(ROW)
    )


def each(counts: pl.LazyFrame, *, group_by: str) -> pl.LazyFrame:
    """A row for each article and group given, where the groups of an article have denominators of their own."""
    return _rows(counts, group_by=pl.lit(group_by), group=pl.col("group"))


def whole(counts: pl.LazyFrame) -> pl.LazyFrame:
    """One row an article, under the grouping ``all``."""
    return _rows(counts, group_by=pl.lit(ALL), group=pl.lit(ALL))


def _rows(counts: pl.LazyFrame, *, group_by: pl.Expr, group: pl.Expr) -> pl.LazyFrame:
    """The columns of a metric's counts; ``cases`` is kept where given."""
    extra = ["cases"] if "cases" in counts.collect_schema() else []
    numbers = pl.col("numerator", "denominator").cast(pl.Float64)
    return counts.with_columns(numbers, group_by=group_by, group=group).select([*ROW, *extra])


def for_every_article(counts: pl.LazyFrame, *, tables: Tables) -> pl.LazyFrame:
    """Add the articles that ``counts`` (article_id, numerator, denominator) leaves out, with both counts 0."""
    rows = tables["articles"].select("article_id").join(counts, on="article_id", how="left")
    return rows.with_columns(pl.col("numerator", "denominator").fill_null(0))
