"""Where a party or actor stands in an article (family quote_space): in the headline, in the lead, first or last to speak."""

from collections.abc import Callable

import polars as pl

from metrics import literature as by
from metrics.base import Metric, Tables
from metrics.groups import camps, dense, each, sparse
from metrics.speech import ACTORS, BASELINES, actors, body, sentences, spoken

LEAD_SENTENCES = 3
"""Sentences of the body that count as the lead; about the first two paragraphs of a news story."""

FIRST_NEEDS = {
    "attributions": ("article_id", "attribution_id", "actor_id", "sentence_id", "in_title"),
    "actors": ACTORS,
    "baselines": BASELINES,
}
MENTIONS = ("article_id", "actor_id", "sentence_id", "in_title")
SENTENCES = ("article_id", "sentence_id", "in_title")


def _parties_of(mentions: pl.LazyFrame, tables: Tables) -> pl.LazyFrame:
    """Each party mentioned, once an article: article_id, group, numerator 1."""
    known = actors(tables).select("article_id", "actor_id", group="party")
    found = mentions.filter(pl.col("actor_id").is_not_null()).join(known, on=["article_id", "actor_id"])
    return found.select("article_id", "group").unique().with_columns(numerator=pl.lit(1))


def in_headline(tables: Tables) -> pl.LazyFrame:
    """1 for each party that the title mentions, dense over articles that have a title."""
    titled = tables["articles"].filter(pl.col("title").str.strip_chars() != "")
    named = _parties_of(tables["mentions"].filter(pl.col("in_title")), tables)
    totals = titled.select("article_id", denominator=pl.lit(1))
    return dense(named, totals=totals, groups=camps(tables, unknown=False), group_by="party")


def ranked_sentences(tables: Tables) -> pl.LazyFrame:
    """Body sentences with ``rank`` (0 is the first) and ``n``, how many the body has."""
    ordered = sentences(tables).select("article_id", "sentence_id").sort("article_id", "sentence_id")
    rank = pl.int_range(pl.len()).over("article_id")
    return ordered.with_columns(rank=rank, n=pl.len().over("article_id"))


def in_lead(tables: Tables) -> pl.LazyFrame:
    """1 for each party that the first sentences of the body mention, dense over articles with a body."""
    ranked = ranked_sentences(tables)
    lead = ranked.filter(pl.col("rank") < LEAD_SENTENCES).select("article_id", "sentence_id")
    mentions = body(tables["mentions"]).join(lead, on=["article_id", "sentence_id"], how="semi")
    totals = ranked.select("article_id").unique().with_columns(denominator=pl.lit(1))
    return dense(_parties_of(mentions, tables), totals=totals, groups=camps(tables, unknown=False), group_by="party")


def first_quoted(tables: Tables) -> pl.LazyFrame:
    """1 for the party and the actor to whom the body's first attribution belongs."""
    order = pl.struct("sentence_id", "attribution_id")
    first = spoken(tables).group_by("article_id").agg(pl.col("party", "actor").sort_by(order).first())
    totals = first.select("article_id", denominator=pl.lit(1))
    one = first.with_columns(numerator=pl.lit(1))
    by_party = one.select("article_id", "numerator", group="party")
    by_actor = one.select("article_id", "numerator", group="actor")
    return pl.concat(
        [
            dense(by_party, totals=totals, groups=camps(tables, unknown=True), group_by="party"),
            sparse(by_actor, totals=totals, group_by="actor"),
        ]
    )


def position(tables: Tables) -> pl.LazyFrame:
    """Mean place of a group's attributions in the body, 0 the beginning and 1 the end."""
    place = (pl.col("rank") + 0.5) / pl.col("n")
    placed = spoken(tables).join(ranked_sentences(tables), on=["article_id", "sentence_id"])
    rows = []
    for grouping in ("party", "actor"):
        kept = placed.with_columns(group=grouping)
        if grouping == "party":
            kept = kept.join(camps(tables, unknown=True), on="group", how="semi")
        counts = kept.group_by("article_id", "group").agg(numerator=place.sum(), denominator=pl.len())
        rows.append(each(counts, group_by=grouping))
    return pl.concat(rows)


def _presence(
    name: str,
    *,
    label: str,
    where: str,
    weight: str,
    undefined: str,
    needs: dict[str, tuple[str, ...]],
    compute: Callable[[Tables], pl.LazyFrame],
) -> Metric:
    return Metric(
        id=f"quote_space.{name}",
        label=label,
        question=f"Which parties make it into {where}?",
        formula="[an actor of party g is mentioned there]",
        symbols={"[…]": "1 if true, else 0", "g": "the party"},
        unit="share of articles",
        unit_of_analysis="article x party",
        weight=weight,
        bounds=(0, 1),
        direction="higher: the party stands in the most read place more often",
        minimum_n=1,
        undefined=undefined,
        blind_spots="Being named there may be praise or blame. Headlines use short forms that are harder to resolve.",
        references=(by.KIOUSIS_2004, by.VAN_DIJK_1988),
        needs=needs,
        group_by=("party",),
        compute=compute,
    )


IN_HEADLINE = _presence(
    "in_headline",
    label="In the headline",
    where="the headline",
    weight="articles with a title",
    undefined="the article has no title, or the run has no codebook",
    needs={"articles": ("article_id", "title"), "mentions": MENTIONS, "actors": ACTORS, "baselines": BASELINES},
    compute=in_headline,
)

IN_LEAD = _presence(
    "in_lead",
    label="In the lead",
    where=f"the lead (the body's first {LEAD_SENTENCES} sentences)",
    weight="articles",
    undefined="the article has no body, or the run has no codebook",
    needs={"mentions": MENTIONS, "sentences": SENTENCES, "actors": ACTORS, "baselines": BASELINES},
    compute=in_lead,
)

FIRST_QUOTED = Metric(
    id="quote_space.first_quoted",
    label="First to speak",
    question="Who is the first to speak in an article?",
    formula="[the first attribution of the body belongs to g]",
    symbols={"[…]": "1 if true, else 0", "g": "the party or the actor"},
    unit="share of articles",
    unit_of_analysis="article x party, article x actor",
    weight="articles with an attribution",
    bounds=(0, 1),
    direction="higher: the group sets the frame more often",
    minimum_n=1,
    undefined="the article has no attribution; parties only where the run has a codebook",
    blind_spots="A missed first attribution hands the place to the second. The title does not count.",
    references=(by.SIGAL_1973, by.VAN_DIJK_1988),
    needs=FIRST_NEEDS,
    group_by=("party", "actor"),
    sparse=("actor",),
    compute=first_quoted,
)

POSITION = Metric(
    id="quote_space.position",
    label="Place of attributions",
    question="How early in the article do parties and actors speak?",
    formula="(1/n) Σ_k (r_k + 1/2) / L",
    symbols={
        "n": "attributions of the group, each called k",
        "r_k": "number of body sentences before the one attribution k stands in",
        "L": "sentences of the body",
    },
    unit="share of the article's length",
    unit_of_analysis="article x party, article x actor",
    weight="attributions",
    bounds=(0, 1),
    direction="lower: the group speaks earlier; 0.5 is the middle",
    minimum_n=1,
    undefined="the group does not speak in the article; parties only where the run has a codebook",
    blind_spots=(
        "Sentences stand for length. An early place is prominent in news written as an inverted pyramid, less so in "
        "features."
    ),
    references=(by.VAN_DIJK_1988,),
    needs={**FIRST_NEEDS, "sentences": SENTENCES},
    group_by=("party", "actor"),
    compute=position,
)

METRICS = (IN_HEADLINE, IN_LEAD, FIRST_QUOTED, POSITION)
