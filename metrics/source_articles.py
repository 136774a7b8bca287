"""An outlet's sources when whole articles are drawn (family source_diversity): how many there are, how many are still unseen.

An article returns to its sources, so attributions are no independent draws: those of few articles fall upon fewer sources than
as many of many articles. Drawing attributions one by one (:mod:`metrics.source_pool`) makes an outlet with more articles look
more diverse than one with fewer of the same kind, and takes sources that one article quotes twice for sources that others
will quote. Drawing whole articles does neither.
"""

from functools import partial

import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics import literature as by
from metrics.base import ALL, OutletMetric, Pooled, Tables
from metrics.hill import coverage, richness_of_samples
from metrics.source_diversity import UNRESOLVED, abundances
from metrics.source_pool import MINIMUM, NEEDS

ARTICLES, ATTRIBUTIONS = "(articles)", "(attributions)"
"""Units that count articles with a source, and attributions to one; all others are sources, whose ids have no brackets."""


def held_sources(tables: Tables) -> pl.LazyFrame:
    """1 for each source of an article, 1 for the article, and its attributions."""
    found = abundances(tables)
    rows = [
        found.select("article_id", unit="actor_id", count=pl.lit(1.0)),
        found.select("article_id", unit=pl.lit(ARTICLES), count=pl.lit(1.0)).unique(),
        found.group_by("article_id")
        .agg(count=pl.col("attributions").sum().cast(pl.Float64))
        .select("article_id", unit=pl.lit(ATTRIBUTIONS), count="count"),
    ]
    return pl.concat(rows).with_columns(group_by=pl.lit(ALL), group=pl.lit(ALL))


def _n_holding(pool: Pooled) -> NDArray[np.float64]:
    """How many articles of each replicate quote each source."""
    return pool.counts[:, [unit not in (ARTICLES, ATTRIBUTIONS) for unit in pool.units]]


def in_whole_articles(pool: Pooled) -> NDArray[np.float64]:
    """Sources expected in as many whole articles of each replicate as hold the common number of attributions, or in all."""
    n_articles = pool.of(ARTICLES)
    n_drawn = np.minimum(pool.depth * n_articles / np.maximum(pool.of(ATTRIBUTIONS), 1), n_articles)
    rows = zip(_n_holding(pool), n_articles, n_drawn, strict=True)
    return np.array([richness_of_samples(held, n_samples=n, n_drawn=drawn) for held, n, drawn in rows])


def seen(pool: Pooled) -> NDArray[np.float64]:
    """Estimated coverage of each replicate."""
    rows = zip(_n_holding(pool), pool.of(ARTICLES), strict=True)
    return np.array([coverage(held, n_samples=n) for held, n in rows])


_of_articles = partial(
    OutletMetric,
    unit_of_analysis="outlet",
    weight="attributions with a resolved source",
    minimum_n=MINIMUM,
    needs=NEEDS,
    group_by=(ALL,),
    compute=held_sources,
    total=(ATTRIBUTIONS,),
)

BY_ARTICLE = _of_articles(
    id="source_diversity.rarefied_by_article",
    label="Rarefied sources, by article",
    question="How many different sources does an outlet use in the same number of attributions, articles left whole?",
    formula="Σ_i (1 - C(T - Q_i, t) / C(T, t)), t = m T / N",
    symbols={
        "Q_i": "articles of the outlet that quote source i",
        "T": "articles of the outlet that quote a source",
        "N": "attributions with a resolved source in them",
        "m": "common size: half the smallest outlet's number of attributions",
        "t": "articles that hold so many on average; between two whole numbers the value is taken in proportion",
        "C(a, b)": "binomial coefficient",
    },
    unit="sources",
    bounds=(1, None),
    direction="higher: the outlet draws on more sources; more articles of the same kind do not make it higher",
    undefined="an article of the outlet has more attributions on average than the common size",
    blind_spots=(
        f"{UNRESOLVED} It counts each source once however often it speaks. Where few articles make up the common size it tells "
        "how many sources an article has, and little of how far articles share them."
    ),
    references=(by.GOTELLI_COLWELL_2001, by.CHAO_2014, by.KOTT_2001),
    statistic=in_whole_articles,
)

COVERAGE = _of_articles(
    id="source_diversity.coverage",
    label="Coverage of the outlet's sources",
    question="How complete is the picture: what share of the sources of an outlet's next article is known from this sample?",
    formula="1 - q_1/U · (T-1)q_1 / ((T-1)q_1 + 2q_2)",
    symbols={
        "T": "articles of the outlet that quote a source",
        "U": "Σ Q_i, where Q_i of them quote source i",
        "q_1, q_2": "sources that one, that two of the articles quote; without any q_2 the bias-corrected form is taken",
    },
    unit="share",
    bounds=(0, 1),
    direction="higher: more articles of the outlet would bring few new sources",
    undefined="never, once there are enough attributions",
    blind_spots=(
        f"{UNRESOLVED} Sources count once an article; those that are quoted most are known more often, so of the attributions "
        "more go to known sources. The next article is thought to be of the same time and kind: news moves on, and so do sources."
    ),
    references=(by.CHAO_JOST_2012, by.CHAO_2014, by.KOTT_2001),
    statistic=seen,
)

METRICS = (BY_ARTICLE, COVERAGE)
