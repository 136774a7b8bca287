"""Balance over all of an outlet's articles (family quote_space): where a single article says too little to divide."""

from functools import partial

import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics import literature as by
from metrics.balance import PAIR, PARITY, pairs, party_words
from metrics.base import OutletMetric, Pooled, Tables, ratio
from metrics.groups import camps
from metrics.quote_space import ALL_WORDS, MENTION_NEEDS, NESTED, SPEECH_NEEDS, mention_space, speech

SIDES = "party:party"
FIRST, SECOND = "first", "second"
ADJUSTED = "_adjusted"
MINIMUM_WORDS = 200


def sided_words(tables: Tables) -> pl.LazyFrame:
    """Words of both sides of every pair, plain and adjusted to every baseline."""
    known = party_words(tables).join(pairs(tables), on="party")
    sided = known.with_columns(side=pl.when(pl.col("side") > 0).then(pl.lit(FIRST)).otherwise(pl.lit(SECOND)))
    plain = sided.select("article_id", "group", unit="side", count=pl.col("words").cast(pl.Float64))
    adjusted = sided.select(
        "article_id", "group", unit=pl.col("side") + ADJUSTED, count=pl.col("words") * pl.col("factor")
    )
    return pl.concat([plain, adjusted]).with_columns(group_by=pl.lit(PAIR))


def plain_words(tables: Tables) -> pl.LazyFrame:
    """Words of both sides of every pair."""
    parity = f":{PARITY}"
    plain = sided_words(tables).filter(pl.col("group").str.ends_with(parity) & pl.col("unit").is_in([FIRST, SECOND]))
    return plain.with_columns(group_by=pl.lit(SIDES), group=pl.col("group").str.strip_suffix(parity))


def spaces(tables: Tables) -> pl.LazyFrame:
    """Words of speech and of mention space of each party, and of all together (``…_all``)."""
    rows = []
    for space, words, unknown in (
        ("speech", speech(tables, words=ALL_WORDS, by_column="party"), True),
        ("mention", mention_space(tables, by_column="party"), False),
    ):
        groups = camps(tables, unknown=unknown)
        summed = words.group_by("article_id", "group").agg(count=pl.col("numerator").sum())
        whole = summed.group_by("article_id").agg(pl.col("count").sum()).join(groups, how="cross")
        own = summed.join(groups, on="group", how="semi")
        rows.append(own.select("article_id", "group", "count", unit=pl.lit(space)))
        rows.append(whole.select("article_id", "group", "count", unit=pl.lit(f"{space}_all")))
    return pl.concat(rows).with_columns(group_by=pl.lit("party"))


def log_ratio(pool: Pooled) -> NDArray[np.float64]:
    """Binary logarithm of first over second; NaN where one side has nothing."""
    first, second = pool.of(FIRST + ADJUSTED), pool.of(SECOND + ADJUSTED)
    some = (first > 0) & (second > 0)
    return np.where(some, np.log2(np.where(some, first, 1)) - np.log2(np.where(some, second, 1)), np.nan)


def against_others(pool: Pooled) -> NDArray[np.float64]:
    """Balance of shares, each over the other outlets' words for that side."""
    first = ratio(pool.of(FIRST), pool.of_others(FIRST))
    second = ratio(pool.of(SECOND), pool.of_others(SECOND))
    return ratio(first - second, first + second)


def gap(pool: Pooled) -> NDArray[np.float64]:
    """Share of speech space minus share of mention space."""
    return ratio(pool.of("speech"), pool.of("speech_all")) - ratio(pool.of("mention"), pool.of("mention_all"))


_of_words = partial(
    OutletMetric, minimum_n=MINIMUM_WORDS, references=(by.DALESSIO_ALLEN_2000, by.HOPMANN_2012, by.KOTT_2001)
)
_of_sides = partial(_of_words, weight="words of the two parties", needs=SPEECH_NEEDS, total=(FIRST, SECOND))

LOG_RATIO = _of_sides(
    id="quote_space.log_ratio",
    label="Log ratio of speech space",
    question="How many times as much quoted space as a baseline gives it does one party get over another in an outlet?",
    formula="log2((A / v_A) / (B / v_B))",
    symbols={
        "A, B": "words attributed to the first and the second party of the pair in the outlet's bodies",
        "v_A, v_B": "their weights in the baseline (1 and 1 for 'parity')",
    },
    unit="doublings",
    unit_of_analysis="outlet x pair of parties x baseline (group 'a:b:baseline')",
    bounds=(None, None),
    direction="0: as the baseline; 1: the first party gets twice, -1 half, of what would match the second's",
    undefined="one of the two parties has no words in the outlet",
    blind_spots=f"{NESTED} Unlike balance it has no bounds, so a nearly silent party makes it very large.",
    group_by=(PAIR,),
    compute=sided_words,
    statistic=log_ratio,
    listed=(FIRST, SECOND),
)

AGAINST_OTHERS = _of_sides(
    id="quote_space.balance_against_others",
    label="Balance against the other outlets",
    question="Does an outlet give one party more of the quoted space, over another, than the other outlets do?",
    formula="(A/A_o - B/B_o) / (A/A_o + B/B_o)",
    symbols={
        "A, B": "words attributed to the first and the second party of the pair in the outlet's bodies",
        "A_o, B_o": "the same in all other outlets together",
    },
    unit="difference over sum",
    unit_of_analysis="outlet x pair of parties (group 'a:b')",
    bounds=(-1, 1),
    direction="above 0: the outlet leans to the first party compared with the others; 0: like the others",
    undefined="one of the parties is silent in the other outlets, or there are none; always for all outlets together",
    blind_spots=f"{NESTED} If all outlets lean the same way it is 0 for each. Large outlets make up most of 'the others'.",
    group_by=(SIDES,),
    compute=plain_words,
    statistic=against_others,
    against_others=True,
)

GAP = _of_words(
    id="quote_space.gap",
    label="Speech minus mention space",
    question="Is a party more often heard than talked about?",
    formula="Σ w_g / Σ w - Σ m_g / Σ m",
    symbols={
        "w_g, w": "words attributed to party g, and to anybody, in the outlet's bodies (see speech_share)",
        "m_g, m": "words of mention space of party g, and of all groups (see mention_share)",
    },
    unit="difference of shares",
    unit_of_analysis="outlet x party",
    weight="words attributed",
    bounds=(-1, 1),
    direction="above 0: the party speaks for itself; below 0: it is spoken of",
    undefined="the outlet attributes no words or mentions nobody; the run has no codebook",
    blind_spots=(
        f"{NESTED} 'unknown' exists in speech space only, so the gaps of the parties are lower where many speakers could "
        "not be resolved."
    ),
    needs={**MENTION_NEEDS, **SPEECH_NEEDS},
    group_by=("party",),
    compute=spaces,
    statistic=gap,
    total=("speech_all",),
)

METRICS = (LOG_RATIO, AGAINST_OTHERS, GAP)
