"""Outlet figures as a table for a spreadsheet program, beside the PDF, for those who cannot open Parquet."""

from pathlib import Path

import polars as pl

from reports import cells
from reports.labels import labeller
from reports.tables import ReportTables

_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How texts begin that a spreadsheet program would compute; names come from the articles and could be anything."""


def render_csv(tables: ReportTables, *, path: Path) -> Path:
    """Write every outlet figure to ``path``, whole or not at all; returns the path.

    One row an outlet (or "(all)"), month (empty for the whole period), metric and group, in UTF-8 with the mark that Excel asks
    for. Figures are as in the table of estimates: not rounded, shares from 0 to 1; ``unit`` says what they are.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.tmp")
    figures(tables).write_csv(partial, include_bom=True)
    partial.replace(path)
    return path


def figures(tables: ReportTables) -> pl.DataFrame:
    """The estimates with the names of metrics and groups, and the unit, in the order of the declarations."""
    label = labeller(tables)
    order = {card.id: place for place, card in enumerate(tables.metrics)}
    cards = {metric: cells.card_of(tables, metric) for metric in tables.estimates["metric"].unique()}
    groups = tables.estimates.select("group_by", "group").unique()
    named = groups.with_columns(
        group_name=pl.Series([label(*row) for row in groups.iter_rows()], dtype=pl.String),
    )
    place = pl.col("metric").replace_strict(order, default=len(order), return_dtype=pl.Int64)
    joined = tables.estimates.join(named, on=["group_by", "group"], how="left", nulls_equal=True)
    described = joined.with_columns(
        place=place,
        name=pl.col("metric").replace_strict({key: card.name for key, card in cards.items()}, return_dtype=pl.String),
        unit=pl.col("metric").replace_strict(
            {key: cells.unit_of(card) for key, card in cards.items()}, return_dtype=pl.String
        ),
    )
    ordered = described.sort("place", "metric", "group_by", "group", "outlet", "month", nulls_last=False)
    return ordered.select(
        *(plain(name) for name in ("outlet", "month", "metric", "name", "group_by", "group", "group_name")),
        *("value", "ci_low", "ci_high", "unit", "n_articles", "n", "status"),
    )


def plain(column: str) -> pl.Expr:
    """A text that no spreadsheet program takes for a formula."""
    text = pl.col(column)
    risky = pl.any_horizontal(text.str.starts_with(sign) for sign in _AS_FORMULA)
    return pl.when(risky).then("'" + text).otherwise(text).alias(column)
