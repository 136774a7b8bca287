"""How much room each party and actor gets: to speak (speech space) and to be spoken of by the journalist (mention space).

Both are counted in words of the body. Speech space is every word attributed to an actor, direct or not. Mention space is
the words outside attributed content of the sentences that mention it.
"""

from collections.abc import Callable

import polars as pl

from metrics import literature as by
from metrics.base import Metric, Tables
from metrics.groups import NO_PARTY, UNKNOWN, camps, dense, sparse
from metrics.speech import ACTORS, ATTRIBUTIONS, BASELINES, SENTENCES, actors, body, sentences, spoken

SPEECH_NEEDS = {"attributions": ATTRIBUTIONS, "actors": ACTORS, "baselines": BASELINES}
MENTION_NEEDS = {
    "mentions": ("article_id", "actor_id", "sentence_id", "attribution_id", "in_title"),
    "sentences": SENTENCES,
    "actors": ACTORS,
    "baselines": BASELINES,
}
ALL_WORDS = pl.col("n_words")
DIRECT_WORDS = pl.col("n_words_direct")
INDIRECT_WORDS = pl.col("n_words") - pl.col("n_words_direct")

NESTED = (
    "Words inside an attribution that stands in another count for both speakers. Missed attributions are missing on all "
    "sides only if the model misses them evenly; see the model card's recall by outlet."
)


def speech(tables: Tables, *, words: pl.Expr, by_column: str) -> pl.LazyFrame:
    """Words of the body attributed to each group: article_id, group, numerator."""
    return spoken(tables).select("article_id", group=by_column, numerator=words)


def speech_shares(words: pl.Expr) -> Callable[[Tables], pl.LazyFrame]:
    """Share of ``words`` of each party (dense) and each actor (sparse), unknown speakers being a group."""

    def compute(tables: Tables) -> pl.LazyFrame:
        by_party = speech(tables, words=words, by_column="party")
        by_actor = speech(tables, words=words, by_column="actor")
        totals = by_party.group_by("article_id").agg(denominator=pl.col("numerator").sum())
        return pl.concat(
            [
                dense(by_party, totals=totals, groups=camps(tables, unknown=True), group_by="party"),
                sparse(by_actor, totals=totals, group_by="actor"),
            ]
        )

    return compute


def upper_shares(tables: Tables) -> pl.LazyFrame:
    """Share of each party if every unknown speaker belonged to it."""
    words = speech(tables, words=ALL_WORDS, by_column="party")
    totals = words.group_by("article_id").agg(denominator=pl.col("numerator").sum())
    groups = camps(tables, unknown=False)
    unknown = words.filter(pl.col("group") == UNKNOWN).drop("group").join(groups, how="cross")
    both = pl.concat([words.filter(pl.col("group") != UNKNOWN), unknown.select(words.collect_schema().names())])
    return dense(both, totals=totals, groups=groups, group_by="party")


def mention_space(tables: Tables, *, by_column: str) -> pl.LazyFrame:
    """Words outside attributed content of the sentences that mention each group, a sentence counted once for a group."""
    outside = body(tables["mentions"]).filter(pl.col("attribution_id").is_null() & pl.col("actor_id").is_not_null())
    known = actors(tables).select("article_id", "actor_id", "party")
    grouped = outside.join(known, on=["article_id", "actor_id"], how="left").with_columns(
        pl.col("party").fill_null(NO_PARTY), actor=pl.col("actor_id")
    )
    once = grouped.select("article_id", "sentence_id", group=by_column).unique()
    own = pl.col("n_words") - pl.col("n_words_attributed")
    room = sentences(tables).select("article_id", "sentence_id", numerator=own)
    return once.join(room, on=["article_id", "sentence_id"]).select("article_id", "group", "numerator")


def mention_shares(tables: Tables) -> pl.LazyFrame:
    """Share of the mention space of each party (dense) and each actor (sparse)."""
    rows = []
    for grouping in ("party", "actor"):
        words = mention_space(tables, by_column=grouping)
        totals = words.group_by("article_id").agg(denominator=pl.col("numerator").sum())
        if grouping == "party":
            rows.append(dense(words, totals=totals, groups=camps(tables, unknown=False), group_by=grouping))
        else:
            rows.append(sparse(words, totals=totals, group_by=grouping, anchor=None))
    return pl.concat(rows)


def _speech_share(ending: str, *, words: pl.Expr, kind: str) -> Metric:
    return Metric(
        id=f"quote_space.speech_share{ending}",
        label=f"Share of {kind}words attributed",
        question=f"Who gets to speak: what share of the {kind}words attributed in the news belongs to each party or actor?",
        formula="w_g / Σ_g w_g, the sum running over all groups, 'none' and 'unknown' included",
        symbols={"w_g": f"{kind}words of the body attributed to the actors of group g"},
        unit="share",
        unit_of_analysis="article x party, article x actor",
        weight=f"{kind}words attributed",
        bounds=(0, 1),
        direction="higher: more of the quoted space is the group's",
        minimum_n=1,
        undefined=f"the article attributes no {kind}words; parties only where the run has a codebook",
        blind_spots=(
            f"{NESTED} Speakers who could not be resolved are the group 'unknown', so the share is the lowest that is "
            "possible; speech_share_upper is the highest. It does not see what is said."
        ),
        references=(by.DALESSIO_ALLEN_2000, by.HALLIN_1992, by.HOPMANN_2012),
        needs=SPEECH_NEEDS,
        group_by=("party", "actor"),
        sparse=("actor",),
        compute=speech_shares(words),
        headline=not ending,
    )


SPEECH_SHARE_UPPER = Metric(
    id="quote_space.speech_share_upper",
    label="Share of words attributed, unknown speakers added",
    question="How large would a party's share of the quoted space be if every unknown speaker were its own?",
    formula="(w_g + w_unknown) / Σ_g w_g",
    symbols={
        "w_g": "words of the body attributed to party g",
        "w_unknown": "words attributed to a speaker who could not be resolved",
    },
    unit="share",
    unit_of_analysis="article x party",
    weight="words attributed",
    bounds=(0, 1),
    direction="the upper end of what speech_share can be; the distance between both is what is not known",
    minimum_n=1,
    undefined="the article attributes no words, or the run has no codebook",
    blind_spots=f"{NESTED} Wrongly resolved speakers are not covered by the interval.",
    references=(by.HOPMANN_2012,),
    needs=SPEECH_NEEDS,
    group_by=("party",),
    compute=upper_shares,
)

MENTION_SHARE = Metric(
    id="quote_space.mention_share",
    label="Share of mention space",
    question="Whom does the journalist write about: what share of the mention space is about each party or actor?",
    formula="m_g / Σ_g m_g",
    symbols={
        "m_g": "words outside attributed content of the body's sentences that mention an actor of group g there; "
        "a sentence that mentions two groups counts for both, once each"
    },
    unit="share",
    unit_of_analysis="article x party, article x actor",
    weight="words of mention space",
    bounds=(0, 1),
    direction="higher: more of the journalist's text that mentions anybody is about the group",
    minimum_n=1,
    undefined="the journalist's text mentions nobody; parties only where the run has a codebook",
    blind_spots=(
        "A sentence counts whole, however small the group's part in it. Actors without a party ('none') include places "
        "that act and bodies of state. Mentions that no name, noun or pronoun makes are not seen."
    ),
    references=(by.DALESSIO_ALLEN_2000, by.HOPMANN_2012),
    needs=MENTION_NEEDS,
    group_by=("party", "actor"),
    sparse=("actor",),
    compute=mention_shares,
    headline=True,
)

METRICS = (
    _speech_share("", words=ALL_WORDS, kind=""),
    _speech_share("_direct", words=DIRECT_WORDS, kind="directly quoted "),
    _speech_share("_indirect", words=INDIRECT_WORDS, kind="indirectly reported "),
    SPEECH_SHARE_UPPER,
    MENTION_SHARE,
)
