"""The Janis-Fadner coefficient of imbalance (family tone): one figure for favourable against unfavourable sentences."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics import literature as by
from metrics.base import OutletMetric, Pooled, Tables, ratio
from metrics.tone import BLIND, GROUPINGS, NEEDS, PAIRS, of_method, with_group

LABELS = ("n_positive", "n_neutral", "n_negative")


def labelled_sentences(tables: Tables) -> pl.LazyFrame:
    """Positive, neutral and negative sentences of each actor and party in each voice."""
    chosen = of_method(tables, method=None)
    rows = []
    for grouping in GROUPINGS:
        grouped = with_group(chosen, tables=tables, grouping=grouping).group_by("article_id", "group")
        counted = grouped.agg(pl.col(LABELS).sum()).with_columns(group_by=pl.lit(grouping))
        keys = ["article_id", "group_by", "group"]
        rows.append(counted.unpivot(list(LABELS), index=keys, variable_name="unit", value_name="count"))
    return pl.concat(rows)


def coefficient_of_imbalance(
    favourable: NDArray[np.float64], unfavourable: NDArray[np.float64], total: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Janis & Fadner's C, every content unit being about the actor (r = t).

    C = (f² - f u) / t² where f ≥ u, C = (f u - u²) / t² where f < u; NaN where there is no unit.
    """
    larger = np.maximum(favourable, unfavourable)
    return ratio(larger * (favourable - unfavourable), total**2)


def imbalance(pool: Pooled) -> NDArray[np.float64]:
    """The coefficient in each replicate."""
    return coefficient_of_imbalance(pool.of("n_positive"), pool.of("n_negative"), pool.counts.sum(axis=1))


JANIS_FADNER = OutletMetric(
    id="tone.janis_fadner",
    label="Coefficient of imbalance",
    question="How far is an outlet's talk about an actor out of balance, taking neutral talk into account?",
    formula="(f² - f u) / (r t) where f ≥ u; (f u - u²) / (r t) where f < u; here r = t",
    symbols={
        "f, u": "favourable and unfavourable sentences toward the actor in this voice, over the outlet",
        "r": f"relevant units: sentences that mention the actor in this voice, neutral ones included; {PAIRS}",
        "t": "all units; only relevant ones are counted, so t = r",
    },
    unit="coefficient",
    unit_of_analysis="outlet x actor x voice, outlet x party x voice (group 'actor:voice')",
    weight="sentences",
    bounds=(-1, 1),
    direction="above 0: favourable sentences prevail; it is 0 where both are equal, and shrinks as neutral ones are added",
    minimum_n=20,
    undefined="the actor is not mentioned in that voice",
    blind_spots=f"{BLIND} Method: target-dependent where the run has it, else vader.",
    references=(by.JANIS_FADNER_1943, by.KOTT_2001),
    needs=NEEDS,
    group_by=GROUPINGS,
    compute=labelled_sentences,
    statistic=imbalance,
)

METRICS = (JANIS_FADNER,)
