"""Appendix: every outlet's figures, with intervals and n, a row a metric and group, a column an outlet."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import polars as pl

from reports import cells, numbers, text
from reports.figures import grid
from reports.figures.grid import Column
from reports.labels import labeller
from reports.layout import Page
from reports.pages import space
from reports.pages.flow import Flow
from reports.tables import MetricCard, ReportTables

MAX_ROWS, MAX_OUTLETS, ACROSS = 150, 12, 3
TIGHT_ROW = 0.15
"""Inches of rows that stand closer where that saves a page."""

LEFT_OUT = ("actor", "actor:voice", "party:cue_class", "via", "wire", "party:party")
"""Groupings that stand in the tables alone."""

WHY = {"too_few": "too few", "undefined": "undefined"}
ALL_EQUAL = "[all equal]"
"""Stands for an interval where every article has the same value, and nothing bounds the metric."""

NOTE = (
    "Each entry: the figure, its interval in brackets, then n, the articles behind it. Figures of single actors, single months "
    "and further variants are in the table of estimates (tables/estimates.parquet) only."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """The table of estimates, without single actors, months and variants."""
    chosen = whole(tables)
    if chosen.is_empty() or cells.one_by_one(tables):
        return
    loose, tight = (_drawn(tables, chosen, row=row) for row in (grid.ROW, TIGHT_ROW))
    yield from tight if len(tight) < len(loose) else loose


def _drawn(tables: ReportTables, chosen: pl.DataFrame, *, row: float) -> list[Page]:
    """The pages with rows of a given height."""
    flow = Flow(title="All outlet figures", lede=lede(tables, chosen), note=NOTE, section="Appendix")
    single = _single(tables)
    outlets = single if tables.articles["outlet"].n_unique() == 1 else [cells.EVERY_OUTLET, *single]
    printed = rows(tables, chosen.filter(pl.col("outlet").is_in(outlets)))
    across = -(-len(outlets) // -(-len(outlets) // ACROSS))
    for start in range(0, len(outlets), across):
        here = outlets[start : start + across]
        columns = [
            Column("label", "metric and group", 2.55),
            *(Column(name, _heading(name), 1.6, "right") for name in here),
        ]
        missing = [pl.lit(None, dtype=pl.String).alias(name) for name in here if name not in printed.columns]
        flow.grid(printed.with_columns(missing), columns=columns, nothing="", row=row)
    return flow.pages


def _single(tables: ReportTables) -> list[str]:
    """The outlets that are printed."""
    return cells.outlets_of(tables)[:MAX_OUTLETS] if cells.outlets_have_figures(tables.estimates) else []


def _heading(outlet: str) -> str:
    return "all outlets" if outlet == cells.EVERY_OUTLET else outlet


def lede(tables: ReportTables, chosen: pl.DataFrame) -> str:
    """How many figures there are, and how many of them are printed."""
    n_rows = chosen.select("metric", "group_by", "group").n_unique()
    more = f" The first {MAX_ROWS} of {n_rows:,} rows are printed." if n_rows > MAX_ROWS else ""
    n_outlets = tables.articles["outlet"].n_unique()
    n_printed = len(_single(tables))
    are = "is" if n_printed == 1 else "are"
    few = f" Of {n_outlets} outlets, {n_printed or 'none'} {are} printed." if n_printed < n_outlets else ""
    rest = " The rest are in the table of estimates." if more or few else ""
    n_figures = int(chosen["value"].count())
    return f"{numbers.count(n_figures, 'figure')} over the whole period, with intervals and n.{more}{few}{rest}"


def whole(tables: ReportTables) -> pl.DataFrame:
    """Estimates over the whole period that at least one outlet has, the metrics of whole articles first."""
    order = {card.id: place for place, card in enumerate(tables.metrics)}
    place = pl.col("metric").replace_strict(order, default=len(order), return_dtype=pl.Int64)
    headlines = [card.id for card in tables.metrics if card.headline]
    variant = pl.any_horizontal(pl.col("metric").str.ends_with(end) for end in cells.TABLES_ONLY)
    known = pl.col("value").is_not_null().any().over("metric", "group_by", "group")
    minor = (pl.col("group_by") == "text") & (pl.col("group") != cells.ALL) & ~pl.col("metric").is_in(headlines)
    several = pl.col("group_by").str.starts_with("party:party") & ~pl.col("group").is_in(space.pairs(tables))
    return (
        cells.whole_period(tables)
        .filter(~pl.col("group_by").is_in(LEFT_OUT), ~variant, known, ~minor, ~several, ~cells.mirrored(tables))
        .with_columns(grouped=pl.col("group") != cells.ALL, place=place)
        .sort("grouped", "place", "metric", "group_by", "group", "outlet")
    )


def rows(tables: ReportTables, chosen: pl.DataFrame) -> pl.DataFrame:
    """Printed rows: a column ``label`` and one for each outlet; groups stand under the name of their metric."""
    label, printed = labeller(tables), list[dict[str, str]]()
    before, parts = "", chosen.group_by("metric", "group_by", "group", maintain_order=True)
    for key, part in islice(parts, MAX_ROWS):
        metric, group_by, group = (str(one) for one in key)
        card = cells.card_of(tables, metric)
        grouped = label(group_by, group)
        if grouped and metric != before:
            printed.append({"label": f"{text.capital(card.name)}"})
        before = metric if grouped else ""
        printed.append(
            {"label": f"{grid.MEMBER}{grouped}" if grouped else text.capital(card.name)} | _entries(part, card)
        )
    return pl.DataFrame(printed, infer_schema_length=None)


def _entries(part: pl.DataFrame, card: MetricCard) -> dict[str, str]:
    """Outlet -> figure with interval and n, rounded alike."""
    ends = pl.concat([part[name] for name in ("value", "ci_low", "ci_high")])
    digits = numbers.digits_of(ends.to_list(), card.unit)
    return {row["outlet"]: entry(row, card, digits=digits) for row in part.iter_rows(named=True)}


def entry(row: Mapping[str, Any], card: MetricCard, *, digits: int) -> str:
    """One figure with interval and n."""
    n = f"{row['n_articles'] or 0:,}"
    if row["value"] is None:
        return f"{WHY.get(row['status'], '–')} · {n}"
    alike = f" {ALL_EQUAL}" if row["ci_low"] is None else ""
    return (
        f"{numbers.with_interval(row['value'], row['ci_low'], row['ci_high'], card.unit, digits=digits)}{alike} · {n}"
    )
