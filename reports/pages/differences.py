"""Differences between outlets: every pair that differs, with intervals and adjusted p-values."""

from collections.abc import Iterator

import polars as pl

from reports import cells, confirmed, numbers, text
from reports.figures.grid import Column
from reports.labels import labeller
from reports.layout import Page
from reports.pages import space
from reports.pages.flow import Flow
from reports.tables import ReportTables

MAX_ROWS, MAX_NEAREST = 45, 25
COLUMNS = (
    Column("metric", "metric and group", 2.28, lines=2),
    Column("pairs", "differ", 0.56, "right"),
    Column("pair", "clearest pair: A, B", 1.82, lines=2),
    Column("difference", "A − B, with interval", 1.27, "right"),
    Column("n", "n A, B", 0.67, "right"),
    Column("p", "adj. p", 0.48, "right"),
)
NOTE = (
    "p: permutation test over articles (over stories, where outlets share them), adjusted for the number of comparisons within "
    "a metric and grouping. Two outlets are said to differ where p is under .05 and the interval of their difference does not "
    "include 0. Differ: how many of the pairs do. "
    "Clearest pair: the one with the smallest p, then with the largest difference. A − B is in the metric’s unit, "
    "for shares in percentage points (pp). All pairs are in the table of differences. Finding no clear difference does not "
    "show that there is none: few articles reveal only large ones (of five against five no p is under .008). The language models "
    "miss more in some outlets than in others (see data quality), so a small difference may be theirs."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """The metrics on which outlets differ, each with its clearest pair."""
    tested = confirmed.differences(tables).filter(
        pl.col("p_adjusted").is_not_null(),
        ~pl.col("metric").str.ends_with(".hill_0"),
        ~cells.mirrored(tables),
        ~not_shown(tables),
    )
    if tested.is_empty():
        return
    found = text.differing(tested)
    flow = Flow(title="Differences between outlets", lede=lede(tested, found), note=NOTE, section="Comparison")
    shown = (
        clearest(tested) if found.height else tested.sort("p_value", "metric", "group", "outlet_a").head(MAX_NEAREST)
    )
    flow.grid(
        rows(tables, shown.head(MAX_ROWS), tested),
        columns=COLUMNS,
        subtitle="" if found.height else "The largest contrasts, none of them clear",
        nothing="There is no pair of outlets to list.",
    )
    if found.height and shown.height > MAX_ROWS:
        flow.paragraph(
            f"{shown.height - MAX_ROWS:,} further metrics and groups on which outlets differ are in the table of differences."
        )
    yield from flow.pages


def not_shown(tables: ReportTables) -> pl.Expr:
    """Pairs of parties that the pages on quote space do not show either."""
    return pl.col("group_by").str.starts_with("party:party") & ~pl.col("group").is_in(space.pairs(tables))


def clearest(tested: pl.DataFrame) -> pl.DataFrame:
    """One row a metric and group on which outlets differ: its clearest pair; whole articles first, then as declared."""
    ordered = text.differing(tested).sort(
        "p_adjusted", pl.col("difference").abs(), "outlet_a", "outlet_b", descending=[False, True, False, False]
    )
    first = ordered.unique(["metric", "group_by", "group"], keep="first", maintain_order=True)
    return first.sort(~pl.col("group_by").is_in(list(cells.WHOLE)) | (pl.col("group") != cells.ALL), "metric", "group")


def lede(tested: pl.DataFrame, found: pl.DataFrame) -> str:
    """How many of the comparisons show a difference."""
    of = numbers.count(tested.height, "comparison")
    if found.is_empty():
        return f"No clear difference in any of {of} of two outlets."
    show = "shows" if found.height == 1 else "show"
    return f"{found.height:,} of {of} of two outlets {show} a clear difference.{_checked(found)}"


def _checked(found: pl.DataFrame) -> str:
    """How many of the differences people's codes bear out; empty where nobody coded."""
    coded = found["held"].drop_nulls() if "held" in found.columns else pl.Series(dtype=pl.Boolean)
    if coded.is_empty():
        return ""
    lost = int((~coded).sum())
    return f" Of {coded.len():,} that people’s codes correct, {f'{lost:,}' if lost else 'none'} is no longer clear."


def rows(tables: ReportTables, shown: pl.DataFrame, tested: pl.DataFrame) -> pl.DataFrame:
    """Printed rows: a pair of outlets, and how many pairs of the same metric and group differ."""
    key = ("metric", "group_by", "group")
    n_differ = text.differ().sum().alias("n_differ")
    counted = {tuple(row[:3]): row[3:] for row in tested.group_by(key).agg(n_differ, pl.len()).iter_rows()}
    label, printed = labeller(tables), []
    for row in shown.iter_rows(named=True):
        card = cells.card_of(tables, row["metric"])
        n_differ, n_tested = counted[tuple(row[name] for name in key)]
        printed.append(
            {
                "metric": ": ".join(filter(None, (text.capital(card.name), label(row["group_by"], row["group"])))),
                "pairs": f"{n_differ} of {n_tested}",
                "pair": f"{row['outlet_a']}, {row['outlet_b']}",
                "difference": numbers.difference_with_interval(
                    row["difference"], row["ci_low"], row["ci_high"], card.unit
                ),
                "n": f"{row['n_articles_a']}, {row['n_articles_b']}",
                "p": numbers.p_value(row["p_adjusted"]),
            }
        )
    return pl.DataFrame(printed)
