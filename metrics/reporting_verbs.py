"""The verbs that introduce what people say (family attribution): neutral ``said`` or doubting ``claimed``, and for whom.

A verb's class comes from the reviewed list ``seeds/reporting_verbs.csv``; cues that it does not hold are ``other``.
"""

import polars as pl

from metrics import literature as by
from metrics.base import ALL, Metric, Tables
from metrics.groups import camps, dense, each, for_every_article, whole
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


VERB_CLASS_SHARE = Metric(
    id="attribution.verb_class_share",
    label="Classes of reporting verbs",
    question="With what kinds of verbs is speech reported, in all and for each party?",
    formula="N_c / Σ_c N_c; within party g: N_gc / Σ_c N_gc",
    symbols={
        "N_c": "attributions of the body whose cue is of class c",
        "N_gc": "those among them whose speaker is of party g",
    },
    unit="share",
    unit_of_analysis="article x cue class, article x party x cue class (group 'party:class')",
    weight="attributions with a cue",
    bounds=(0, 1),
    direction="higher: more of the cues are of this class",
    minimum_n=1,
    undefined="the article has no attribution with a cue (the party none)",
    blind_spots=(
        "The class is the verb's usual one; 'claim' is plain in British court reports. Adverbs ('said angrily') are not "
        "seen. Attributions without a cue are left out."
    ),
    references=(by.MERRILL_1965, by.COLE_SHAW_1974, by.BELL_1991),
    needs=NEEDS,
    group_by=("cue_class", "party:cue_class"),
    compute=class_shares,
)

LOADED_VERB_SHARE = Metric(
    id="attribution.loaded_verb_share",
    label="Non-neutral reporting verbs",
    question="How often does the choice of the reporting verb carry the reporter's own view of what was said?",
    formula="N_loaded / N_classed",
    symbols={
        "N_loaded": f"attributions of the body whose cue is {', '.join(LOADED)}",
        "N_classed": "attributions whose cue the list of reporting verbs holds",
    },
    unit="share",
    unit_of_analysis="article; article x party",
    weight="attributions with a listed cue",
    bounds=(0, 1),
    direction="higher: fewer neutral verbs",
    minimum_n=1,
    undefined="the article (the party in it) has no attribution with a listed cue",
    blind_spots=(
        "A doubting verb may be fair where the claim is false; endorsing and doubting verbs add up here (see "
        "verb_class_share for each)."
    ),
    references=(by.MERRILL_1965, by.COLE_SHAW_1974),
    needs=NEEDS,
    group_by=(ALL, "party"),
    compute=loaded_share,
)

METRICS = (VERB_CLASS_SHARE, LOADED_VERB_SHARE)
