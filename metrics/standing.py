"""How far the figures of a metric stand by each variant: how many leave their intervals, and whether the order of outlets stays.

The order is what most readers take from a comparison. It is compared by Kendall's tau-b [1]_: 1 where every pair of outlets
stays in its order, 0 where as many turn round as stay, -1 where all turn round. With one article left out, each outlet's
figure is changed in turn while the others stay, and the smallest tau is given: what a single article can do to the order.

References
----------
.. [1] Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33(3), 239-251.
"""

from collections.abc import Sequence
from typing import Any

import polars as pl

from audit.tables import STANDING
from metrics.places import ALL_OUTLETS
from metrics.variants import ONE_LESS, VARIANTS

_SAME = 1e-9  # relative; sums taken in another order differ by less


def standing(robustness: pl.DataFrame) -> pl.DataFrame:
    """One row a metric, group and variant, over the outlets (not all together), in the order of the table.

    Parameters
    ----------
    robustness
        table ``robustness``.

    Notes
    -----
    ``n_outlets`` have the main figure and the variant's; of these ``n_moved`` differ at all. ``n_judged`` can be held against the
    interval, and ``n_off`` lie outside of it. Where the scales differ (VADER), those are judged whose interval excludes 0, and
    off are those on the other side of it. ``tau`` is null with fewer than two outlets, or where all have one value.
    """
    single = robustness.filter(
        pl.col("outlet") != ALL_OUTLETS, pl.col("value").is_not_null(), pl.col("main").is_not_null()
    )
    by = ["metric", "group_by", "group", "variant"]
    rows = [
        dict(zip(by, map(str, key), strict=True)) | _counted(part, str(key[3]))
        for key, part in single.group_by(by, maintain_order=True)
    ]
    return pl.DataFrame(rows, schema=STANDING)


def _counted(part: pl.DataFrame, variant: str) -> dict[str, Any]:
    same_scale = next((one.same_scale for one in VARIANTS if one.name == variant), True)
    value, main = pl.col("value"), pl.col("main")
    moved = (value - main).abs() > _SAME * pl.max_horizontal(value.abs(), main.abs())
    if same_scale:
        judged, off = pl.col("within").is_not_null(), ~pl.col("within").fill_null(value=True)
    else:
        judged = (pl.col("ci_low") > 0) | (pl.col("ci_high") < 0)
        off = judged & (value * main < 0)
    counts = part.select(
        n_outlets=pl.len(),
        n_judged=judged.fill_null(value=False).sum(),
        n_off=off.fill_null(value=False).sum(),
        n_moved=moved.sum(),
    )
    mains, values = part["main"].to_list(), part["value"].to_list()
    return counts.row(0, named=True) | {
        "tau": _lowest(mains, values) if variant == ONE_LESS.name else tau(mains, values)
    }


def _lowest(mains: Sequence[float], values: Sequence[float]) -> float | None:
    """The smallest tau when one outlet's figure is changed and the others stay."""
    taus = [tau(mains, [*mains[:at], value, *mains[at + 1 :]]) for at, value in enumerate(values)]
    return min((one for one in taus if one is not None), default=None)


def tau(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Kendall's tau-b of two orders; None where there are fewer than two values, or all of one order are the same."""
    from scipy.stats import kendalltau  # half a second that listing the metrics need not wait for

    if len(set(one)) < 2 or len(set(other)) < 2:
        return None
    return float(kendalltau(one, other).statistic)
