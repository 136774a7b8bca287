"""Differences between outlets, corrected by the hand-coded sample."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import polars as pl

from audit.hand_coding.codes import Estimated
from metrics.base import Status
from metrics.double_sampling import difference
from metrics.permutation import adjust

DIFFERENCES = pl.Schema(
    {
        "metric": pl.String,
        "unit": pl.String,
        "group": pl.String,
        "outlet_a": pl.String,
        "outlet_b": pl.String,
        "machine": pl.Float64,
        "difference": pl.Float64,
        "ci_low": pl.Float64,
        "ci_high": pl.Float64,
        "p_value": pl.Float64,
        "p_adjusted": pl.Float64,
    }
)
"""outlet_a minus outlet_b, a before b in the alphabet; p-values adjusted (Holm) over the pairs (and groups) of a metric."""


def differences_of(coded: Sequence[Estimated], corrected: pl.DataFrame, *, confidence: float) -> pl.DataFrame:
    """`DIFFERENCES` of each pair of outlets that both have a corrected figure."""
    rows: dict[str, list[dict[str, object]]] = {}
    for one in coded:
        rows.setdefault(one.quantity.metric, []).extend(_pairs(one, corrected, confidence=confidence))
    return pl.concat([pl.DataFrame(schema=DIFFERENCES), *map(_adjusted, rows.values())])


def _pairs(coded: Estimated, corrected: pl.DataFrame, *, confidence: float) -> Iterator[dict[str, object]]:
    quantity, figures = coded.quantity, coded.by_outlet
    told = corrected.filter(metric=quantity.metric, group=quantity.group, actor="", status=Status.OK.value)["outlet"]
    for one, other in combinations([name for name in figures if name in told], 2):
        found = difference(figures[one], figures[other], is_share=quantity.is_share, confidence=confidence)
        scaled = {
            "machine": found.machine, "difference": found.value, "ci_low": found.ci_low, "ci_high": found.ci_high
        }  # fmt: skip
        yield {
            "metric": quantity.metric,
            "unit": quantity.unit,
            "group": quantity.group,
            "outlet_a": one,
            "outlet_b": other,
            **{name: quantity.scale * value if np.isfinite(value) else None for name, value in scaled.items()},
            "p_value": found.p_value if np.isfinite(found.p_value) else None,
        }


def _adjusted(rows: list[dict[str, object]]) -> pl.DataFrame:
    found = pl.DataFrame(rows, schema=DIFFERENCES, orient="row")
    adjusted = adjust(found["p_value"].fill_null(np.nan).to_numpy())
    return found.with_columns(p_adjusted=pl.Series(adjusted, dtype=pl.Float64).fill_nan(None))
