"""The words that set outlets apart: log-odds against the other outlets with intervals, the clearest words first."""

import polars as pl
from matplotlib.figure import FigureBase

from reports.figures import strips

SHOWN, SHOWN_OF_MANY, MANY = 7, 5, 6
"""Words an outlet, fewer where more than so many outlets share the page."""

NORMAL_95 = 1.959964


def _many(distinctive: pl.DataFrame) -> bool:
    return distinctive["group"].n_unique() > MANY


def n_shown(distinctive: pl.DataFrame) -> int:
    """How many words each outlet shows."""
    return SHOWN_OF_MANY if _many(distinctive) else SHOWN


def _look(distinctive: pl.DataFrame) -> strips.Look:
    return strips.Look(across=1, full_head=True, tight=_many(distinctive))


def cells_of(distinctive: pl.DataFrame, *, group: str) -> pl.DataFrame:
    """Cells of one outlet's clearest words; the interval is the log-odds plus and minus 1.96 standard errors."""
    top = (
        distinctive.filter(pl.col("group") == group, pl.col("z") > 0)
        .sort("z", "word", descending=[True, False])
        .head(n_shown(distinctive))
    )
    error = pl.col("log_odds") / pl.col("z")
    return top.select(
        row="word",
        column=pl.lit(group),
        series=pl.lit(""),
        unit=pl.lit("log-odds"),
        value="log_odds",
        ci_low=pl.col("log_odds") - NORMAL_95 * error,
        ci_high=pl.col("log_odds") + NORMAL_95 * error,
        n=pl.col("n_articles").cast(pl.UInt32),
        status=pl.lit("ok"),
        reach=pl.lit(None, dtype=pl.Float64),
    ).match_to_schema(strips.CELLS)


def words(distinctive: pl.DataFrame, *, group: str, into: FigureBase | None = None) -> FigureBase:
    """Draw one outlet's clearest words; n counts its articles that use the word."""
    return strips.strips(cells_of(distinctive, group=group), look=_look(distinctive), into=into)


def height(distinctive: pl.DataFrame, *, group: str) -> float:
    """Inches that the figure needs."""
    return strips.height(cells_of(distinctive, group=group), look=_look(distinctive))
