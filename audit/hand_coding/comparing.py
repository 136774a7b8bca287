"""Differences between outlets, corrected by the hand-coded sample."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import polars as pl

from audit.hand_coding.codes import Codes, two_phases
from audit.hand_coding.units import Quantity
from metrics.base import Status
from metrics.double_sampling import correct_difference
from metrics.permutation import adjust

DIFFERENCES = pl.Schema(
    {
        "metric": pl.String,
        "unit": pl.String,
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
"""outlet_a minus outlet_b, a before b in the alphabet; p-values adjusted (Holm) over the pairs of a metric."""


def differences_of(codes: Codes, corrected: pl.DataFrame) -> pl.DataFrame:
    """`DIFFERENCES` of each pair of outlets that both have a corrected figure."""
    parts = [_adjusted(list(_pairs(codes, quantity, corrected))) for quantity in codes.unit.quantities]
    return pl.concat([pl.DataFrame(schema=DIFFERENCES), *parts])


def _pairs(codes: Codes, quantity: Quantity, corrected: pl.DataFrame) -> Iterator[dict[str, object]]:
    names = codes.frame["outlet"].unique().sort().to_list()
    told = corrected.filter(metric=quantity.metric, actor="", status=Status.OK.value)["outlet"].to_list()
    if not told:
        return
    machine, human = two_phases(codes, quantity)
    for one, other in combinations([name for name in names if name in told], 2):
        found = correct_difference(
            machine,
            human,
            one=(codes.frame["outlet"] == one).to_numpy(),
            other=(codes.frame["outlet"] == other).to_numpy(),
            is_share=quantity.is_share,
            confidence=codes.settings.confidence,
        )
        scaled = {
            "machine": found.machine, "difference": found.value, "ci_low": found.ci_low, "ci_high": found.ci_high
        }  # fmt: skip
        yield {
            "metric": quantity.metric,
            "unit": quantity.unit,
            "outlet_a": one,
            "outlet_b": other,
            **{name: quantity.scale * value if np.isfinite(value) else None for name, value in scaled.items()},
            "p_value": found.p_value if np.isfinite(found.p_value) else None,
        }


def _adjusted(rows: list[dict[str, object]]) -> pl.DataFrame:
    found = pl.DataFrame(rows, schema=DIFFERENCES, orient="row")
    adjusted = adjust(found["p_value"].fill_null(np.nan).to_numpy())
    return found.with_columns(p_adjusted=pl.Series(adjusted, dtype=pl.Float64).fill_nan(None))
