"""Score rows put into cells (outlet x month) and summed over every level: months, outlets, the whole corpus."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from audit.errors import SettingsError
from metrics.base import Metric, Status
from metrics.bootstrap import Moments
from metrics.places import Places

ACTORS = r"(^|:)actor(:|$)"
MOST_GROUPS = 100  # actors of a metric that are estimated for each outlet: those that most of its articles hold
_COLUMN = ("metric", "group_by", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Counts of a corpus by resampled unit.

    Attributes
    ----------
    places
        the units and their levels.
    columns
        column, metric, group_by, group, scale, sparse, many, denominator_column: one row a metric x group; ``many``
        where the groups are actors or sparse, thousands in a large corpus.
    numerators
        unit, cell, column, denominator_column, numerator, n_seen (articles), denominator (of the unit).
    denominators
        unit, cell, denominator_column, denominator, n_articles.
    """

    places: Places
    columns: pl.DataFrame
    numerators: pl.DataFrame
    denominators: pl.DataFrame


def gather(scores: pl.LazyFrame, places: Places, *, metrics: Mapping[str, Metric]) -> Cells:
    """Put the rows of ``scores`` that are defined into cells.

    Of groupings with ``many`` groups, those among the hundred that most articles of an outlet hold are kept.

    Raises
    ------
    SettingsError
        when ``scores`` holds a metric that ``metrics`` does not declare.
    """
    columns = _columns(scores, metrics)
    rows = _numerators(scores, columns, places)
    denominators = _denominators(rows)
    kept = _most_seen(rows, columns, places)
    return Cells(
        places=places,
        columns=columns.join(kept, on="column", how="semi"),
        numerators=_by_unit(rows.lazy().join(kept.lazy(), on="column", how="semi"), denominators),
        denominators=denominators,
    )


def _columns(scores: pl.LazyFrame, metrics: Mapping[str, Metric]) -> pl.DataFrame:
    found = scores.select(_COLUMN).unique().sort(_COLUMN).collect(engine="streaming")
    for metric in found["metric"].unique():
        if metric not in metrics:
            raise SettingsError(
                f"the scores hold metric {metric!r}, which is not declared (declared: {', '.join(sorted(metrics))}); "
                "run `media-audit score` again with the installed metrics"
            )
    declared = pl.DataFrame(
        [
            (metric.id, metric.scale, group_by in metric.sparse, group_by)
            for metric in metrics.values()
            for group_by in metric.group_by
        ],
        schema={"metric": pl.String, "scale": pl.Float64, "sparse": pl.Boolean, "group_by": pl.String},
        orient="row",
    )
    known = found.join(declared, on=["metric", "group_by"], how="left", maintain_order="left")
    shared = pl.struct("metric", "group_by").rle_id() + pl.len()
    numbered = known.with_columns(
        pl.col("scale").fill_null(1.0),
        pl.col("sparse").fill_null(value=False),
        many=pl.col("group_by").str.contains(ACTORS),
    ).with_row_index("column")
    return numbered.with_columns(
        pl.col("many") | pl.col("sparse"),
        family=pl.struct("metric", "group_by").rle_id(),
        denominator_column=pl.when("sparse").then(shared).otherwise("column").cast(pl.UInt32),
    )


def _numerators(scores: pl.LazyFrame, columns: pl.DataFrame, places: Places) -> pl.DataFrame:
    """The defined rows of ``scores`` by number, before units are put together."""
    numbers = columns.lazy().select(*_COLUMN, "column", "sparse", "denominator_column")
    return (
        scores.filter(pl.col("status") != Status.UNDEFINED.value)
        .select("article_id", *_COLUMN, "numerator", "denominator")
        .join(numbers, on=_COLUMN)
        .join(places.articles.lazy(), on="article_id")
        .select("article", "unit", "cell", "column", "sparse", "denominator_column", "numerator", "denominator")
        .collect(engine="streaming")
    )


def _denominators(rows: pl.DataFrame) -> pl.DataFrame:
    """Denominators by unit; what the groups of a sparse grouping share is taken once an article."""
    once = ["article", "unit", "cell", "denominator_column"]
    shared = rows.lazy().filter("sparse").group_by(once).agg(pl.col("denominator").max())
    own = rows.lazy().filter(~pl.col("sparse")).select(*once, "denominator")
    together = pl.concat([own, shared]).group_by("unit", "cell", "denominator_column")
    return together.agg(pl.col("denominator").sum(), n_articles=pl.len().cast(pl.UInt32)).collect(engine="streaming")


def _most_seen(rows: pl.DataFrame, columns: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Columns to keep: all of few groups, and of many those that rank among the first in some outlet."""
    many = columns.filter("many").select("column", "family")
    outlets = places.levels.filter(pl.col("month").is_null()).select("level")
    above = places.parents.join(outlets, on="level", how="semi")
    seen = rows.lazy().group_by("cell", "column").len().join(many.lazy(), on="column").join(above.lazy(), on="cell")
    counted = seen.group_by("level", "family", "column").agg(pl.col("len").sum())
    ranked = counted.with_columns(
        rank=pl.struct(-pl.col("len").cast(pl.Int64), "column").rank("ordinal").over("level", "family")
    )
    first = ranked.filter(pl.col("rank") <= MOST_GROUPS).select("column").unique().collect()
    return pl.concat([columns.filter(~pl.col("many")).select("column"), first])


def _by_unit(rows: pl.LazyFrame, denominators: pl.DataFrame) -> pl.DataFrame:
    """Numerators by unit, each beside the unit's whole denominator."""
    summed = rows.group_by("unit", "cell", "column", "denominator_column")
    counted = summed.agg(pl.col("numerator").sum(), n_seen=pl.len().cast(pl.UInt32))
    whole = denominators.lazy().select("unit", "denominator_column", "denominator")
    return counted.join(whole, on=["unit", "denominator_column"]).collect(engine="streaming")


def figures(cells: Cells) -> pl.DataFrame:
    """Sums of every level and column that has any: level, column, n_articles, n_seen and the fields of ``Moments``."""
    num, den = pl.col("numerator"), pl.col("denominator")
    above = cells.places.parents.lazy()
    seen = (
        cells.numerators.lazy()
        .group_by("cell", "column", "denominator_column")
        .agg(
            pl.col("n_seen").sum(),
            num=num.sum(),
            num2=(num**2).sum(),
            num3=(num**3).sum(),
            num_den=(num * den).sum(),
            num2_den=(num**2 * den).sum(),
            num_den2=(num * den**2).sum(),
        )
        .join(above, on="cell")
        .group_by("level", "column", "denominator_column")
        .agg(pl.all().exclude("cell").sum())
    )
    whole = (
        cells.denominators.lazy()
        .group_by("cell", "denominator_column")
        .agg(
            pl.col("n_articles").sum(),
            n=pl.len().cast(pl.Float64),
            den=den.sum(),
            den2=(den**2).sum(),
            den3=(den**3).sum(),
        )
        .join(above, on="cell")
        .group_by("level", "denominator_column")
        .agg(pl.all().exclude("cell").sum())
    )
    joined = seen.join(whole, on=["level", "denominator_column"])
    return joined.drop("denominator_column").sort("level", "column").collect(engine="streaming")


def moments_of(figures: pl.DataFrame) -> Moments:
    """The moment columns of some rows of :func:`figures` as arrays."""
    return Moments(**{name: figures[name].to_numpy().astype(np.float64) for name in Moments.__slots__})
