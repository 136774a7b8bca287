"""Whether differences between outlets stay clear once people's codes of a sample have corrected the machine's counts."""

import polars as pl

from reports import text
from reports.tables import HandCheck, ReportTables

WHOLE = "all"
"""The group in table ``differences`` of what the corrections leave without one."""

PAIR = ("metric", "group", "outlet_a", "outlet_b")


def differences(tables: ReportTables) -> pl.DataFrame:
    """Table ``differences`` with column ``held``: whether the corrected difference is clear, null where nobody coded the pair.

    Where several sheets correct a pair, all of them must show the difference.
    """
    parts = [_compared(check) for check in tables.checks if not check.outdated and check.differences.height]
    if not parts:
        return tables.differences.with_columns(held=pl.lit(None, dtype=pl.Boolean))
    both = pl.concat(parts)
    turned = both.rename({"outlet_a": "outlet_b", "outlet_b": "outlet_a"}).select(both.columns)
    held = pl.concat([both, turned]).group_by(PAIR).agg(pl.col("held").all())
    return tables.differences.join(held, on=PAIR, how="left", maintain_order="left")


def of_metric(tables: ReportTables, metric: str, *, group: str = WHOLE) -> pl.DataFrame:
    """The pairs of outlets of one metric and group, with column ``held``."""
    return differences(tables).filter(pl.col("metric") == metric, pl.col("group") == group)


def _compared(check: HandCheck) -> pl.DataFrame:
    """The pairs that a sheet corrects, and whether they differ clearly then."""
    group = pl.when(pl.col("group").fill_null("") == "").then(pl.lit(WHOLE)).otherwise("group")
    known = check.differences.filter(pl.col("p_adjusted").is_not_null())
    return known.select("metric", group.alias("group"), "outlet_a", "outlet_b", text.differ().alias("held"))
