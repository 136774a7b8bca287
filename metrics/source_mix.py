"""What kind of sources an article quotes: named or not, officials or citizens, women or men; PEJ's marks of good sourcing.

Shares are taken over distinct sources (one that speaks ten times is still one source) and, with the ending ``_words``,
over the words attributed to them.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import partial

import polars as pl

from metrics import literature as by
from metrics.base import Metric, Tables
from metrics.groups import NO_PARTY, UNKNOWN, dense, for_every_article, whole
from metrics.speech import ACTORS, sources

NEEDS = {
    "articles": ("article_id",),
    "attributions": ("article_id", "actor_id", "n_words", "in_title"),
    "actors": ACTORS,
}
ATTRIBUTE = (
    "Attributes are read from the texts of the run alone; a source whose attribute they do not tell is 'unknown', which is a "
    "group of its own and not spread over the others. Unresolved speakers are left out."
)
PEJ_SOURCES, PEJ_SHARE, PEJ_GROUPS = 4, Fraction(2, 3), 4
"""Thresholds of PEJ's content analysis of 2005: four or more transparent sources is its highest level of transparency, a mix of
views is one in which no opinion makes up more than two thirds of the story, four or more is its highest level of stakeholders."""

PERSONS = ("person", "unnamed")


def amount(unit: str) -> pl.Expr:
    """What a source weighs: 1, or the words attributed to it."""
    return pl.lit(1) if unit == "sources" else pl.col("n_words")


def share_of_named(unit: str) -> Callable[[Tables], pl.LazyFrame]:
    """Named sources over all sources of the article, each weighing ``unit``."""

    def compute(tables: Tables) -> pl.LazyFrame:
        weighed = sources(tables).select("article_id", "named", amount=amount(unit))
        counts = weighed.group_by("article_id").agg(
            numerator=(pl.col("amount") * pl.col("named")).sum(), denominator=pl.col("amount").sum()
        )
        return whole(for_every_article(counts, tables=tables))

    return compute


def share_by(attribute: str, *, unit: str, among: tuple[str, ...] | None = None) -> Callable[[Tables], pl.LazyFrame]:
    """Share of each value of ``attribute``, dense over the values of the run; ``among`` keeps some kinds of actor."""

    def compute(tables: Tables) -> pl.LazyFrame:
        kept = sources(tables) if among is None else sources(tables).filter(pl.col("actor_kind").is_in(among))
        weighed = kept.select("article_id", group=attribute, numerator=amount(unit))
        totals = weighed.group_by("article_id").agg(denominator=pl.col("numerator").sum())
        return dense(weighed, totals=totals, groups=weighed.select("group").unique(), group_by=attribute)

    return compute


def has_named_sources(tables: Tables) -> pl.LazyFrame:
    """1 for an article with PEJ's number of named sources, else 0."""
    counts = sources(tables).group_by("article_id").agg(n=pl.col("named").sum())
    return _mark(counts.with_columns(met=pl.col("n") >= PEJ_SOURCES), tables=tables)


def has_stakeholders(tables: Tables) -> pl.LazyFrame:
    """1 for an article in which enough groups speak (party where there is one, else source type), else 0."""
    camp = pl.when(pl.col("party") != NO_PARTY).then(pl.col("party")).otherwise(pl.col("source_type"))
    counts = sources(tables).select("article_id", camp=camp).filter(pl.col("camp") != UNKNOWN)
    counts = counts.group_by("article_id").agg(n=pl.col("camp").n_unique())
    return _mark(counts.with_columns(met=pl.col("n") >= PEJ_GROUPS), tables=tables)


def has_no_ruling_view(tables: Tables) -> pl.LazyFrame:
    """1 where no party has more than two thirds of the words attributed to parties; undefined where none has any."""
    words = (
        sources(tables).filter(pl.col("party") != NO_PARTY).group_by("article_id", "party").agg(pl.col("n_words").sum())
    )
    spoken = words.filter(pl.col("n_words") > 0).group_by("article_id")
    largest, over = pl.col("n_words").max(), PEJ_SHARE
    met = (largest * over.denominator <= pl.col("n_words").sum() * over.numerator).cast(pl.Int8)
    counts = spoken.agg(numerator=met, denominator=pl.lit(1))
    return whole(for_every_article(counts, tables=tables))


def _mark(counts: pl.LazyFrame, *, tables: Tables) -> pl.LazyFrame:
    """Rows for every article: 1 where ``met``, else 0, over 1."""
    met = counts.select("article_id", numerator=pl.col("met").cast(pl.Int8), denominator=pl.lit(1))
    return whole(for_every_article(met, tables=tables).with_columns(denominator=pl.lit(1)))


_of_sources = partial(Metric, unit="share", bounds=(0, 1), minimum_n=1, needs=NEEDS)


def _named(unit: str) -> Metric:
    ending = "" if unit == "sources" else "_words"
    return _of_sources(
        id=f"source_diversity.named_share{ending}",
        label="Named sources" + (", by words" if ending else ""),
        question=(
            "What share of the sources in the news can a reader identify?"
            if unit == "sources"
            else "What share of the words attributed to a source come from one that a reader can identify?"
        ),
        formula="Σ w_i named_i / Σ w_i over the sources i of the article",
        symbols={
            "named_i": "1 if source i is given by a name, a sole holder's office or as a known institution; else 0",
            "w_i": "1" if unit == "sources" else "words attributed to source i",
        },
        unit_of_analysis="article",
        weight=unit,
        direction="higher: more transparent sourcing",
        undefined=f"the article has no resolved source{' with words' if ending else ''}",
        blind_spots="A name is not yet a full identification (position, stake). Unresolved speakers are left out.",
        references=(by.SIGAL_1973, by.PEJ_2005, by.DUFFY_WILLIAMS_2011),
        group_by=("all",),
        compute=share_of_named(unit),
        headline=unit == "sources",
    )


def _source_type(unit: str) -> Metric:
    ending = "" if unit == "sources" else "_words"
    return _of_sources(
        id=f"source_diversity.source_type_share{ending}",
        label="Source types" + (", by words" if ending else ""),
        question="Which kinds of sources make the news: officials, politicians, experts, business, citizens, …?",
        formula="Σ_{i in type} w_i / Σ_i w_i over the sources i of the article",
        symbols={"w_i": "1" if unit == "sources" else "words attributed to source i", "type": "the source's type"},
        unit_of_analysis="article x source type",
        weight=unit,
        direction="higher: more of the article's sources are of this type",
        undefined="the article has no resolved source",
        blind_spots=f"{ATTRIBUTE} One type per source: a senator who is a doctor is a politician.",
        references=(by.SIGAL_1973, by.GANS_1979, by.TIFFEN_2014),
        group_by=("source_type",),
        compute=share_by("source_type", unit=unit),
        headline=unit == "sources",
    )


def _gender(unit: str) -> Metric:
    ending = "" if unit == "sources" else "_words"
    return _of_sources(
        id=f"source_diversity.gender_share{ending}",
        label="Gender of sources" + (", by words" if ending else ""),
        question="How much of the quoted world is female, how much male?",
        formula="Σ_{i of gender} w_i / Σ_i w_i over the persons i quoted in the article",
        symbols={"w_i": "1" if unit == "sources" else "words attributed to person i"},
        unit_of_analysis="article x gender",
        weight="persons quoted" if unit == "sources" else "words of persons",
        direction="higher: more of the persons quoted are of this gender",
        undefined="the article quotes no resolved person",
        blind_spots=f"{ATTRIBUTE} Gender comes from honorifics, pronouns and nouns; a first name alone never states it.",
        references=(by.ASR_2021,),
        group_by=("gender",),
        compute=share_by("gender", unit=unit, among=PERSONS),
    )


def _pej(
    name: str,
    *,
    label: str,
    question: str,
    formula: str,
    symbols: dict[str, str],
    departs: str,
    compute: Callable[[Tables], pl.LazyFrame],
    weight: str = "articles",
    undefined: str = "never",
    references: tuple[str, ...] = (by.PEJ_2005,),
) -> Metric:
    """One of PEJ's marks, as far as the text alone can tell it; ``departs`` says how it falls short of PEJ's coders."""
    return Metric(
        id=f"source_diversity.pej_{name}",
        label=label,
        question=question,
        formula=formula,
        symbols={**symbols, "[…]": "1 if true, else 0"},
        unit="share of articles",
        unit_of_analysis="article",
        weight=weight,
        bounds=(0, 1),
        direction="higher: more articles meet the mark",
        minimum_n=1,
        undefined=undefined,
        blind_spots=f"An approximation of PEJ's mark. {departs}",
        references=references,
        needs=NEEDS,
        group_by=("all",),
        compute=compute,
    )


PEJ_NAMED = _pej(
    "four_sources",
    label="Four named sources or more",
    question="What share of articles rests on at least four transparent sources?",
    formula="[number of named sources ≥ 4]",
    symbols={},
    departs=(
        "A named source is taken for a transparent one; PEJ's coders also asked for its relation to the story, its expertise "
        "and its possible bias. Short articles fail more often."
    ),
    compute=has_named_sources,
)

PEJ_VIEWS = _pej(
    "no_view_over_two_thirds",
    label="No view over two thirds",
    question="In what share of articles does no single side fill more than two thirds of the story?",
    formula="[max_g w_g / Σ_g w_g ≤ 2/3]",
    symbols={"w_g": "words attributed to party g"},
    departs=(
        "PEJ's coders weighed the opinions in stories about a dispute; here parties stand for opinions, words attributed to "
        "them for the story, and an article in which a party speaks for one about a dispute. Dissent within a party and views "
        "outside the codebook are not seen."
    ),
    compute=has_no_ruling_view,
    weight="articles in which a party speaks",
    undefined="no words are attributed to a party, or the run has no parties",
    references=(by.PEJ_2005, by.HOPMANN_2012),
)

PEJ_STAKEHOLDERS = _pej(
    "four_stakeholders",
    label="Four stakeholder groups or more",
    question="What share of articles lets at least four groups with a stake speak?",
    formula="[number of distinct groups among the sources ≥ 4]",
    symbols={"group": "the source's party, or its source type where it has no party"},
    departs=(
        "PEJ's coders counted interested groups that a story mentions or consults; here only those that speak count, and types "
        "and parties stand for interests. Sources of unknown type add no group. Short articles fail more often."
    ),
    compute=has_stakeholders,
)

METRICS = (
    _named("sources"),
    _named("words"),
    _source_type("sources"),
    _source_type("words"),
    _gender("sources"),
    _gender("words"),
    PEJ_NAMED,
    PEJ_VIEWS,
    PEJ_STAKEHOLDERS,
)
