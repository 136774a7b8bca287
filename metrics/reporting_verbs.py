"""The verbs that introduce what people say (family attribution): neutral ``said`` or doubting ``claimed``, and for whom.

A verb's class comes from the reviewed list ``seeds/reporting_verbs.csv``; cues that it does not hold are ``other``.
"""

from functools import partial

import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics import literature as by
from metrics.base import ALL, Metric, OutletMetric, Pooled, Tables, ratio
from metrics.groups import camps, dense, each, for_every_article, parties, whole
from metrics.speech import ACTORS, BASELINES, spoken

LOADED = ("doubting", "endorsing", "emotive")
"""Classes whose verbs carry the reporter's own view of what was said."""

OTHER = "other"
NEEDS = {
    "articles": ("article_id",),
    "attributions": ("article_id", "actor_id", "cue_class", "in_title"),
    "actors": ACTORS,
    "baselines": BASELINES,
}


def cued(tables: Tables) -> pl.LazyFrame:
    """Attributions of the body that have a cue: article_id, party, cue_class."""
    with_cue = spoken(tables).filter(pl.col("cue_class").is_not_null())
    return with_cue.select("article_id", "party", "cue_class")


def class_shares(tables: Tables) -> pl.LazyFrame:
    """Share of each class of cues, dense; within each party that speaks as well."""
    cues = cued(tables).select("article_id", "party", group="cue_class", numerator=pl.lit(1))
    classes = cues.select("group").unique()
    totals = cues.group_by("article_id").agg(denominator=pl.len())
    of_party = cues.join(camps(tables, unknown=True).rename({"group": "party"}), on="party", how="semi")
    party_totals = of_party.group_by("article_id", "party").agg(denominator=pl.len())
    nested = dense(of_party, totals=party_totals, groups=classes, group_by="party:cue_class", keys=("party",))
    return pl.concat([dense(cues.drop("party"), totals=totals, groups=classes, group_by="cue_class"), nested])


def loaded_share(tables: Tables) -> pl.LazyFrame:
    """Loaded verbs over classed verbs: of the article, and of each party that speaks in it."""
    classed = cued(tables).filter(pl.col("cue_class") != OTHER)
    counts = {"numerator": pl.col("cue_class").is_in(LOADED).sum(), "denominator": pl.len()}
    of_all = whole(for_every_article(classed.group_by("article_id").agg(**counts), tables=tables))
    known = camps(tables, unknown=True)
    of_party = classed.rename({"party": "group"}).join(known, on="group", how="semi")
    return pl.concat([of_all, each(of_party.group_by("article_id", "group").agg(**counts), group_by="party")])


_of_cues = partial(Metric, unit="share", bounds=(0, 1), minimum_n=1, needs=NEEDS)

VERB_CLASS_SHARE = _of_cues(
    id="attribution.verb_class_share",
    label="Classes of reporting verbs",
    question="With what kinds of verbs is speech reported, in all and for each party?",
    formula="N_c / Σ_c N_c; within party g: N_gc / Σ_c N_gc",
    symbols={
        "N_c": "attributions of the body whose cue is of class c",
        "N_gc": "those among them whose speaker is of party g",
    },
    unit_of_analysis="article x cue class, article x party x cue class (group 'party:class')",
    weight="attributions with a cue",
    direction="higher: more of the cues are of this class",
    undefined="the article has no attribution with a cue (the party none)",
    blind_spots=(
        "The class is the verb's usual one: right for 93 of 100 cues in their sentences (docs/wording.md); 'claim' is plain in "
        "British court reports, to confirm a judge confirms no statement. Adverbs ('said angrily') are not seen. "
        "Attributions without a cue are left out."
    ),
    references=(by.MERRILL_1965, by.COLE_SHAW_1974, by.BELL_1991),
    group_by=("cue_class", "party:cue_class"),
    compute=class_shares,
)

LOADED_VERB_SHARE = _of_cues(
    id="attribution.loaded_verb_share",
    label="Non-neutral reporting verbs",
    question="How often does the choice of the reporting verb carry the reporter's own view of what was said?",
    formula="N_loaded / N_classed",
    symbols={
        "N_loaded": f"attributions of the body whose cue is {', '.join(LOADED)}",
        "N_classed": "attributions whose cue the list of reporting verbs holds",
    },
    unit_of_analysis="article; article x party",
    weight="attributions with a listed cue",
    direction="higher: fewer neutral verbs",
    undefined="the article (the party in it) has no attribution with a listed cue",
    blind_spots=(
        "Of 100 cues that are called non-neutral 90 are (docs/wording.md). A doubting verb may be fair where the claim is "
        "false; endorsing and doubting verbs add up here (see verb_class_share for each)."
    ),
    references=(by.MERRILL_1965, by.COLE_SHAW_1974, by.GEIS_1987),
    group_by=(ALL, "party"),
    compute=loaded_share,
)


def loaded_by_side(tables: Tables) -> pl.LazyFrame:
    """Counts of classed and loaded cues of each party (own) and of the other parties together (rest)."""
    known = parties(tables).select(group="group")
    classed = (
        cued(tables).filter(pl.col("cue_class") != OTHER).join(known, left_on="party", right_on="group", how="semi")
    )
    loaded = pl.col("cue_class").is_in(LOADED).sum()
    spoken_by = classed.group_by("article_id", "party").agg(loaded=loaded, classed=pl.len())
    sided = spoken_by.join(known, how="cross").with_columns(
        group_by=pl.lit("party"),
        side=pl.when(pl.col("party") == pl.col("group")).then(pl.lit("own_")).otherwise(pl.lit("rest_")),
    )
    long = sided.unpivot(
        ["loaded", "classed"],
        index=["article_id", "group_by", "group", "side"],
        variable_name="unit",
        value_name="count",
    )
    named = long.with_columns(unit=pl.col("side") + pl.col("unit"))
    return named.group_by("article_id", "group_by", "group", "unit").agg(pl.col("count").cast(pl.Float64).sum())


def loaded_gap(pool: Pooled) -> NDArray[np.float64]:
    """Share of loaded verbs of the party minus that of the other parties."""
    return ratio(pool.of("own_loaded"), pool.of("own_classed")) - ratio(pool.of("rest_loaded"), pool.of("rest_classed"))


LOADED_VERB_GAP = OutletMetric(
    id="attribution.loaded_verb_gap",
    label="Gap in non-neutral verbs",
    question="Does an outlet colour one party's statements more often than those of the others?",
    formula="L_g / C_g - L_-g / C_-g",
    symbols={
        "L_g, C_g": f"{', '.join(LOADED)} cues, and all listed cues, of party g's statements in the outlet's bodies",
        "L_-g, C_-g": "the same of all other parties of the codebook together",
    },
    unit="difference of shares",
    unit_of_analysis="outlet x party",
    weight="attributions with a listed cue",
    bounds=(-1, 1),
    direction="above 0: the party's statements are introduced by non-neutral verbs more often than the others'",
    minimum_n=20,
    undefined="the party, or the others, have no attribution with a listed cue in the outlet; the run has fewer than two parties",
    blind_spots="A party that is answering charges is said to 'deny' or 'insist' more; see verb_class_share for what drives it.",
    references=(by.MERRILL_1965, by.COLE_SHAW_1974, by.GEIS_1987),
    needs=NEEDS,
    group_by=("party",),
    compute=loaded_by_side,
    statistic=loaded_gap,
    total=("own_classed",),
)

METRICS = (VERB_CLASS_SHARE, LOADED_VERB_SHARE, LOADED_VERB_GAP)
