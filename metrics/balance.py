"""Is the quoted space shared fairly between two parties? Always against a *named* baseline.

Parity (equal space) is one baseline; a codebook may add others, such as seats, votes or polls. Each pair of parties has
one value a baseline, in the codebook's order: above 0 the first of the pair speaks more than the baseline gives it.
"""

import polars as pl

from metrics import literature as by
from metrics.base import ALL, Metric, Tables
from metrics.groups import NO_PARTY, UNKNOWN, dense, each, parties, whole
from metrics.quote_space import ALL_WORDS, NESTED, SPEECH_NEEDS, speech

PARITY = "parity"
PAIR = "party:party:baseline"


def weights(tables: Tables) -> pl.LazyFrame:
    """Every baseline's positive weights (name, party, weight, rank), parity added."""
    known = parties(tables).rename({"group": "party"})
    equal = known.select("party", "rank", name=pl.lit(PARITY), weight=pl.lit(1.0))
    given = tables["baselines"].filter((pl.col("name") != PARITY) & (pl.col("weight") > 0)).join(known, on="party")
    return pl.concat([equal, given.select(equal.collect_schema().names())])


def pairs(tables: Tables) -> pl.LazyFrame:
    """Two rows for each baseline and pair of parties: group (``a:b:baseline``), party, side (1 or -1), factor.

    A factor is the pair's harmonic mean weight over the party's own weight, so that parity leaves words as they are.
    """
    known = weights(tables)
    met = known.join(known, on="name", suffix="_b").filter(pl.col("rank") < pl.col("rank_b"))
    mean = 2 / (1 / pl.col("weight") + 1 / pl.col("weight_b"))
    met = met.with_columns(group=pl.concat_str("party", "party_b", "name", separator=":"), mean=mean)
    first = met.select("group", "party", side=pl.lit(1), factor=pl.col("mean") / pl.col("weight"))
    second = met.select("group", party="party_b", side=pl.lit(-1), factor=pl.col("mean") / pl.col("weight_b"))
    return pl.concat([first, second])


def party_words(tables: Tables) -> pl.LazyFrame:
    """Words of the body attributed to each party: article_id, party, words (above 0)."""
    words = speech(tables, words=ALL_WORDS, by_column="party").filter(~pl.col("group").is_in([NO_PARTY, UNKNOWN]))
    summed = words.group_by("article_id", party="group").agg(words=pl.col("numerator").sum())
    return summed.filter(pl.col("words") > 0)


def balances(tables: Tables) -> pl.LazyFrame:
    """(A' - B') / (A' + B') for every pair and baseline in every article that quotes one of the two."""
    weighed = party_words(tables).join(pairs(tables), on="party")
    adjusted = pl.col("words") * pl.col("factor")
    counts = weighed.group_by("article_id", "group").agg(
        numerator=(adjusted * pl.col("side")).sum(), denominator=adjusted.sum(), cases=pl.col("words").sum()
    )
    return each(counts, group_by=PAIR)


def one_sided(tables: Tables) -> pl.LazyFrame:
    """1 for an article that quotes a single party; by party: 1 if it is that one."""
    quoted = party_words(tables).group_by("article_id").agg(n=pl.len(), group=pl.col("party").first())
    totals = quoted.select("article_id", denominator=pl.lit(1))
    single = (pl.col("n") == 1).cast(pl.Int8)
    known = parties(tables).select("group")
    by_party = dense(
        quoted.select("article_id", "group", numerator=single), totals=totals, groups=known, group_by="party"
    )
    return pl.concat([whole(quoted.select("article_id", numerator=single, denominator=pl.lit(1))), by_party])


BALANCE = Metric(
    id="quote_space.balance",
    label="Balance of speech space",
    question="Which of two parties gets more of the quoted space than a named baseline gives it?",
    formula="(A' - B') / (A' + B'), A' = A m / v_A, B' = B m / v_B, m = 2 / (1/v_A + 1/v_B)",
    symbols={
        "A, B": "words of the body attributed to the first and the second party of the pair (the codebook's order)",
        "v_A, v_B": "their weights in the baseline (1 and 1 for 'parity'; seats, votes, polls as the codebook gives them)",
        "m": "harmonic mean of both weights, so that under parity A' = A and B' = B",
    },
    unit="difference over sum",
    unit_of_analysis="article x pair of parties x baseline (group 'a:b:baseline')",
    weight="words of the two parties, adjusted to the baseline",
    bounds=(-1, 1),
    direction="above 0: the first party gets more than the baseline gives it; 0: exactly the baseline; below 0: the second",
    minimum_n=1,
    undefined="neither party speaks in the article, or the baseline gives one of them no weight",
    blind_spots=(
        f"{NESTED} Parties outside the pair are left out, and so are unknown speakers: if all of these belonged to one side, an "
        "outlet's figure under parity would lie between (a - b - u) / (a + b + u) and (a - b + u) / (a + b + u), where a and b "
        "are the two parties' speech_share, u what speech_share_upper adds to it. A difference from a baseline is not yet "
        "bias: the news of the day may be about one side. In a single article the value is often -1 or 1."
    ),
    references=(by.DALESSIO_ALLEN_2000, by.HOPMANN_2012),
    needs=SPEECH_NEEDS,
    group_by=(PAIR,),
    compute=balances,
    headline=True,
)

ONE_SIDED = Metric(
    id="quote_space.one_sided",
    label="One-sided articles",
    question="What share of the articles that quote a party quote one party only?",
    formula="[number of parties with attributed words = 1]; by party g: [g is the only one]",
    symbols={"[…]": "1 if true, else 0"},
    unit="share of articles",
    unit_of_analysis="article; article x party",
    weight="articles that quote a party",
    bounds=(0, 1),
    direction="higher: more articles in which a single side speaks",
    minimum_n=1,
    undefined="no party is quoted, or the run has no codebook",
    blind_spots=(
        f"One word from the other side is enough to count as two-sided. Short articles are one-sided more often. {NESTED}"
    ),
    references=(by.DALESSIO_ALLEN_2000, by.HOPMANN_2012),
    needs=SPEECH_NEEDS,
    group_by=(ALL, "party"),
    compute=one_sided,
)

METRICS = (BALANCE, ONE_SIDED)
