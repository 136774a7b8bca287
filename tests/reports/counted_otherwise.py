"""Made-up figures counted otherwise: what follows for table ``robustness`` from made-up estimates."""

import polars as pl

from audit import tables
from metrics.variants import VARIANTS

SHIFTS = {"sure": -0.1, "no_agency": 0.0, "no_short": 0.0, "one_less": 0.2, "equal_weight": -0.05}
"""Shares of the interval's width by which a variant moves every figure; the agency copy moves one outlet's, out of it."""


def counted_otherwise(estimates, *, headlines, agency_outlet):
    """Each main figure of a headline metric, actors left out, by every variant."""
    rows = []
    shown = estimates.filter(pl.col("month").is_null(), pl.col("metric").is_in(list(headlines)))
    for row in shown.filter(~pl.col("group_by").str.contains("actor")).iter_rows(named=True):
        width = (row["ci_high"] or 0) - (row["ci_low"] or 0)
        for variant in VARIANTS:
            value, known = row["value"], row["value"] is not None
            if variant.same_scale:
                leaves = variant.name == "no_agency" and row["outlet"] == agency_outlet
                value = value + width * (2.0 if leaves else SHIFTS[variant.name]) if known else None
                within = row["ci_low"] <= value <= row["ci_high"] if known else None
            elif row["metric"].startswith("tone."):
                value, within = -value if known else None, None
            else:
                continue
            kept = {name: row[name] for name in ("outlet", "metric", "group_by", "group", "ci_low", "ci_high")}
            n_left = 3 if variant.name == "no_agency" and row["outlet"] in {agency_outlet, "(all)"} else 0
            rows.append(
                kept
                | {"variant": variant.name, "main": row["value"], "value": value, "within": within, "n": row["n"]}
                | {"n_articles": max(row["n_articles"] - n_left, 0), "status": row["status"]}
                | {"article_id": f"{row['outlet']}-0" if variant.name == "one_less" and known else None}
            )
    return tables.from_rows("robustness", rows)
