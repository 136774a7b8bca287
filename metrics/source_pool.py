"""How diverse an outlet's sources are, all its articles together, at a common number of attributions.

More text has more sources, so outlets of different size are compared after rarefaction: how many sources would there be
if only so many of the outlet's attributions were drawn? Drawing them one by one takes the amount away, but not the number of
articles; :mod:`metrics.source_articles` draws whole articles.
"""

from collections.abc import Callable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics import literature as by
from metrics.base import ALL, OutletMetric, Pooled, Tables, ratio
from metrics.hill import rarefied_hill
from metrics.source_diversity import UNRESOLVED, abundances

NEEDS = {"articles": ("article_id",), "attributions": ("article_id", "actor_id", "n_words", "in_title")}
Statistic = Callable[[Pooled], NDArray[np.float64]]
BUNDLED = (
    "Attributions are drawn one by one, as if articles did not bundle them. An article returns to its sources, so of two "
    "outlets with like articles the one with more of them comes out more diverse: {measured} (PolNeAR dev). Compare outlets "
    "with like numbers of articles, or by rarefied_by_article."
)
"""What all of these do not see; figures by ``benchmarks/rarefaction.py``: 100 draws of 12 of PolNeAR dev's articles, and all."""

MINIMUM = 50
"""Fewest attributions of a pool; below, half of them are too few to be rarefied to."""


def source_counts(tables: Tables) -> pl.LazyFrame:
    """Attributions of each article to each source."""
    return abundances(tables).select(
        "article_id", group_by=pl.lit(ALL), group=pl.lit(ALL), unit="actor_id", count="attributions"
    )


def rarefied(order: int) -> Statistic:
    """Rarefied Hill number of each replicate; one that is smaller than the depth is taken whole."""

    def statistic(pool: Pooled) -> NDArray[np.float64]:
        totals = pool.counts.sum(axis=1)
        depths = np.minimum(pool.depth, totals)
        values = [rarefied_hill(row, order=order, depth=at) for row, at in zip(pool.counts, depths, strict=True)]
        return np.array(values)

    return statistic


def two_sources(pool: Pooled) -> NDArray[np.float64]:
    """Unbiased Simpson index of each replicate."""
    totals = pool.counts.sum(axis=1)
    return 1 - ratio((pool.counts * (pool.counts - 1)).sum(axis=1), totals * (totals - 1))


def _declare(
    name: str,
    *,
    label: str,
    question: str,
    formula: str,
    symbols: dict[str, str],
    unit: str,
    bounds: tuple[float | None, float | None],
    direction: str,
    references: tuple[str, ...],
    measured: str,
    statistic: Statistic,
) -> OutletMetric:
    return OutletMetric(
        id=f"source_diversity.{name}",
        label=label,
        question=question,
        formula=formula,
        symbols={"x_i": "attributions to source i over all articles of the outlet", "N": "Σ x_i", **symbols},
        unit=unit,
        unit_of_analysis="outlet",
        weight="attributions with a resolved source",
        bounds=bounds,
        direction=direction,
        minimum_n=MINIMUM,
        undefined="never, once there are enough attributions",
        blind_spots=f"{UNRESOLVED} {BUNDLED.format(measured=measured)}",
        references=(*references, by.KOTT_2001),
        needs=NEEDS,
        group_by=(ALL,),
        compute=source_counts,
        statistic=statistic,
    )


def _rarefied(order: int) -> OutletMetric:
    formulas = (
        "Σ_i (1 - C(N - x_i, m) / C(N, m))",
        "exp(-Σ_k (k/m) ln(k/m) f_k(m))",
        "1 / (1/m + (m-1)/m · Σ x_i(x_i - 1) / (N(N - 1)))",
    )
    papers = (
        (by.HURLBERT_1971, by.CHAO_2014),
        (by.CHAO_2014, by.HILL_1973),
        (by.CHAO_2014, by.HILL_1973, by.SIMPSON_1949),
    )
    measured = ("70 sources in 12 articles, 96 in 83", "43 in 12 articles, 64 in 83", "23 in 12 articles, 30 in 83")
    symbols = {"m": "common size: half the smallest outlet's number of attributions", "C(a, b)": "binomial coefficient"}
    if order == 1:
        symbols = {
            **symbols,
            "f_k(m)": "expected number of sources drawn k times: Σ_i C(x_i, k) C(N-x_i, m-k) / C(N, m)",
        }
    return _declare(
        f"rarefied_hill_{order}",
        label=f"Rarefied sources, q = {order}",
        question=(
            "How many different sources does an outlet use in the same number of attributions?"
            if order == 0
            else f"Among how many equally strong sources (order {order}) would the same number of an outlet's attributions fall?"
        ),
        formula=formulas[order],
        symbols=symbols,
        unit="effective number of sources",
        bounds=(1, None),
        direction="higher: the outlet draws on more sources" + ("" if order == 0 else ", more evenly"),
        references=papers[order],
        measured=measured[order] + " at the same size",
        statistic=rarefied(order),
    )


POOLED_SIMPSON = _declare(
    "pooled_simpson",
    label="Chance of two sources, over the outlet",
    question="How likely is it that two attributions drawn from an outlet come from different sources?",
    formula="1 - Σ x_i(x_i - 1) / (N(N - 1))",
    symbols={},
    unit="probability",
    bounds=(0, 1),
    direction="higher: more diverse; more attributions alone do not make it higher, more articles do (see the blind spots)",
    references=(by.SIMPSON_1949, by.HURLBERT_1971),
    measured=".959 in 12 articles, .974 in 83",
    statistic=two_sources,
)

METRICS = (*(_rarefied(order) for order in (0, 1, 2)), POOLED_SIMPSON)
