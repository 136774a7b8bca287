"""How many sources speak in an article, and how evenly: counts, Hill numbers, evenness, dominance.

A source is a resolved actor to whom the body of an article attributes something; it counts once however often it speaks.
"""

from collections.abc import Callable
from functools import partial

import polars as pl

from metrics import literature as by
from metrics.base import Metric, Tables
from metrics.groups import for_every_article, whole
from metrics.hill import berger_parker, hill, pielou, simpson_unbiased
from metrics.speech import attributions, sentences

NEEDS = {
    "articles": ("article_id",),
    "attributions": ("article_id", "actor_id", "n_words", "in_title"),
}
RATE_NEEDS = {**NEEDS, "sentences": ("article_id", "n_words", "in_title")}

UNRESOLVED = (
    "Attributions whose speaker could not be resolved count as no source, so articles full of bare pronouns look poorer "
    "than they are; one speaker under two names that were not linked counts as two."
)
LENGTH = "Longer articles have more sources: compare outlets at a common size (rarefied_by_article, rarefied_hill_0)."


def abundances(tables: Tables) -> pl.LazyFrame:
    """One row for each article and source: ``attributions`` and ``words``."""
    resolved = attributions(tables).filter(pl.col("actor_id").is_not_null())
    return resolved.group_by("article_id", "actor_id").agg(
        attributions=pl.len().cast(pl.Int64), words=pl.col("n_words").sum()
    )


def count_sources(tables: Tables) -> pl.LazyFrame:
    """Distinct sources of every article; none is 0."""
    counted = abundances(tables).group_by("article_id").agg(numerator=pl.len(), denominator=pl.lit(1))
    return whole(for_every_article(counted, tables=tables).with_columns(denominator=pl.lit(1)))


def source_rate(tables: Tables) -> pl.LazyFrame:
    """Distinct sources over body words."""
    words = sentences(tables).group_by("article_id").agg(denominator=pl.col("n_words").sum())
    counted = abundances(tables).group_by("article_id").agg(numerator=pl.len())
    return whole(for_every_article(words.join(counted, on="article_id", how="left"), tables=tables))


def diversity(index: Callable[[pl.Expr], pl.Expr], *, unit: str) -> Callable[[Tables], pl.LazyFrame]:
    """Compute ``index`` over the abundances of each article's sources, in attributions or words, weight 1 an article."""

    def compute(tables: Tables) -> pl.LazyFrame:
        amount = pl.col(unit)
        spoken = abundances(tables).filter(amount > 0)
        values = spoken.group_by("article_id").agg(numerator=index(amount), denominator=pl.lit(1), cases=amount.sum())
        return whole(for_every_article(values, tables=tables))

    return compute


_of_article = partial(Metric, unit_of_analysis="article", needs=NEEDS, group_by=("all",))
"""What all of these metrics declare alike."""


def _hill_metric(order: int, *, unit: str) -> Metric:
    what = (
        "richness: every source counts alike",
        "the exponential of Shannon's entropy: sources count by their share",
        "the inverse of Simpson's index: dominant sources count most",
    )
    formulas = ("S", "exp(-Σ p_i ln p_i)", "1 / Σ p_i²")
    paper = ((), (by.SHANNON_1948,), (by.SIMPSON_1949,))
    suffix = "" if unit == "attributions" else "_words"
    return _of_article(
        id=f"source_diversity.hill_{order}{suffix}",
        label=f"Effective sources, q = {order}" + ("" if unit == "attributions" else ", by words"),
        question=f"Among how many equally strong sources would an article with this diversity share its {unit}?",
        formula=formulas[order],
        symbols={
            "S": "number of sources",
            "p_i": f"share of source i in the article's {unit} that have a resolved source",
        },
        unit="effective number of sources",
        weight="articles (an outlet's figure is the mean over its articles that quote a source)",
        bounds=(1, None),
        direction=f"higher: more sources, more evenly heard; order {order} is {what[order]}",
        minimum_n=1,
        undefined=f"the article attributes no {unit} to a resolved source",
        blind_spots=f"{UNRESOLVED} {LENGTH} Many sources of one mind are diverse by this count.",
        references=(by.HILL_1973, by.JOST_2006, *paper[order]),
        compute=diversity(lambda amount: hill(amount, order=order), unit=unit),
        headline=unit == "attributions",
    )


N_SOURCES = _of_article(
    id="source_diversity.n_sources",
    label="Sources per article",
    question="How many different sources does an article quote?",
    formula="S",
    symbols={"S": "number of distinct actors to whom the article's body attributes at least one statement"},
    unit="sources",
    weight="articles (an outlet's figure is the mean over all its articles)",
    bounds=(0, None),
    direction="higher: more sources",
    minimum_n=1,
    undefined="never; an article without a source has 0",
    blind_spots=f"{UNRESOLVED} {LENGTH}",
    references=(by.SIGAL_1973, by.GANS_1979, by.TIFFEN_2014),
    compute=count_sources,
    headline=True,
)

SOURCES_PER_100_WORDS = _of_article(
    id="source_diversity.sources_per_100_words",
    label="Sources per 100 words",
    question="How many different sources does an article quote for its length?",
    formula="100 S / W",
    symbols={"S": "number of distinct sources in the body", "W": "words of the body"},
    unit="sources per 100 words",
    weight="words",
    bounds=(0, None),
    direction="higher: more sources in the same space",
    minimum_n=1,
    undefined="the body has no words",
    blind_spots=(
        f"{UNRESOLVED} The count of sources grows more slowly than length, so the rate favours short articles; "
        "rarefied_by_article corrects for amount without that slant."
    ),
    references=(by.SIGAL_1973, by.TIFFEN_2014),
    needs=RATE_NEEDS,
    compute=source_rate,
    scale=100,
)

EVENNESS = _of_article(
    id="source_diversity.evenness",
    label="Evenness of sources",
    question="How evenly are an article's attributions spread over its sources?",
    formula="H / ln S, with H = -Σ p_i ln p_i",
    symbols={
        "H": "Shannon entropy",
        "S": "number of sources",
        "p_i": "share of source i in the article's attributions with a resolved source",
    },
    unit="share of the largest possible entropy",
    weight="articles (mean over articles with two sources or more)",
    bounds=(0, 1),
    direction="higher: no source speaks more often than the others; 1 is perfectly even",
    minimum_n=2,
    undefined="the article has fewer than two sources",
    blind_spots=f"{UNRESOLVED} Two sources that speak once each are as even as twenty that do.",
    references=(by.PIELOU_1966, by.SHANNON_1948),
    compute=diversity(pielou, unit="attributions"),
)

BERGER_PARKER = _of_article(
    id="source_diversity.berger_parker",
    label="Share of the most quoted source",
    question="How much of what an article attributes comes from its most quoted source?",
    formula="max p_i",
    symbols={"p_i": "share of source i in the article's attributions with a resolved source"},
    unit="share",
    weight="articles (mean over articles that quote a source)",
    bounds=(0, 1),
    direction="higher: one source dominates; 1 is a single source",
    minimum_n=2,
    undefined="the article attributes nothing to a resolved source; too few with a single attribution",
    blind_spots=f"{UNRESOLVED} It sees the first source only. Short articles are dominated more easily.",
    references=(by.BERGER_PARKER_1970,),
    compute=diversity(berger_parker, unit="attributions"),
)

SIMPSON = _of_article(
    id="source_diversity.simpson_unbiased",
    label="Chance of two sources",
    question="How likely is it that two of an article's attributions come from different sources?",
    formula="1 - Σ x_i(x_i - 1) / (N(N - 1))",
    symbols={"x_i": "attributions to source i", "N": "attributions with a resolved source"},
    unit="probability",
    weight="articles (mean over articles with two attributions or more)",
    bounds=(0, 1),
    direction="higher: more diverse; 0 is a single source, 1 is no source heard twice",
    minimum_n=2,
    undefined="the article has fewer than two attributions with a resolved source",
    blind_spots=f"{UNRESOLVED} Unlike a Hill number it does not double when diversity doubles.",
    references=(by.SIMPSON_1949, by.HURLBERT_1971),
    compute=diversity(simpson_unbiased, unit="attributions"),
)

METRICS = (
    N_SOURCES,
    *(_hill_metric(order, unit="attributions") for order in (0, 1, 2)),
    *(_hill_metric(order, unit="words") for order in (0, 1, 2)),
    SOURCES_PER_100_WORDS,
    EVENNESS,
    BERGER_PARKER,
    SIMPSON,
)
