"""How each actor is talked about, and by whom: the journalist, the actor itself, or others who are quoted.

Tone is taken from sentences, never from whole articles: each sentence that mentions an actor counts once for the actor in
each voice. A sentence's score lies between -1 and 1.
"""

from collections.abc import Callable

import polars as pl

from metrics import literature as by
from metrics.base import Metric, Tables
from metrics.groups import NO_PARTY, each
from metrics.speech import ACTORS, body

VADER, TARGET = "vader", "target"
VADER_THRESHOLD = 0.05
"""Compound scores from ±0.05 on are positive or negative (Hutto & Gilbert 2014)."""

COUNTS = ("n_sentences", "n_positive", "n_neutral", "n_negative")
NEEDS = {
    "tone": ("article_id", "actor_id", "voice", "method", *COUNTS, "sum_score"),
    "actors": ACTORS,
}
GROUPINGS = ("actor:voice", "party:voice")


def tone_table(mentions: pl.LazyFrame, *, vader_threshold: float = VADER_THRESHOLD) -> pl.LazyFrame:
    """Build table ``tone`` (article x actor x voice x method) from the body's mentions, each sentence counted once.

    Parameters
    ----------
    mentions
        table ``mentions`` with run-wide actor ids.
    vader_threshold
        smallest absolute compound that is not neutral.
    """
    keys = ["article_id", "actor_id", "voice", "method"]
    sentences = sentence_tones(mentions, vader_threshold=vader_threshold).sort(
        *keys, "sentence_id"
    )  # sums to the last bit
    counted = sentences.group_by(keys, maintain_order=True).agg(
        n_sentences=pl.len(),
        **{f"n_{label}": (pl.col("label") == label).sum() for label in ("positive", "neutral", "negative")},
        sum_score=pl.col("score").sum(),
    )
    columns = ("article_id", "actor_id", "voice", "method", *COUNTS, "sum_score")
    return counted.with_columns(pl.col(COUNTS).cast(pl.UInt32)).select(columns)


def sentence_tones(mentions: pl.LazyFrame, *, vader_threshold: float = VADER_THRESHOLD) -> pl.LazyFrame:
    """Score and label of each sentence of the body toward each actor in each voice, by each method.

    A sentence that mentions an actor several times in one voice counts once. Method ``vader``: the mean compound of those
    mentions' parts of the sentence, classed by the threshold. Method ``target``: the mean score, and the label of the
    mention that is furthest from neutral.
    """
    keys = ["article_id", "actor_id", "voice", "sentence_id"]
    found = body(mentions).filter(pl.col("actor_id").is_not_null())
    compound = pl.col("vader_score").cast(pl.Float64).mean()
    by_vader = found.filter(pl.col("vader_score").is_not_null()).group_by(keys).agg(score=compound)
    by_vader = by_vader.with_columns(
        method=pl.lit(VADER),
        label=pl.when(pl.col("score") >= vader_threshold)
        .then(pl.lit("positive"))
        .when(pl.col("score") <= -vader_threshold)
        .then(pl.lit("negative"))
        .otherwise(pl.lit("neutral")),
    )
    score = pl.col("target_score").cast(pl.Float64)
    strongest = pl.col("target_label").sort_by(score.abs(), "mention_id", descending=[True, False]).first()
    labelled = found.filter(pl.col("target_label").is_not_null() & score.is_not_null())
    by_target = labelled.group_by(keys).agg(score=score.mean(), method=pl.lit(TARGET), label=strongest)
    return pl.concat([by_vader, by_target.select(by_vader.collect_schema().names())])


def told_tones(mentions: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of `sentence_tones` that the metrics count: method ``target`` where there is any, else ``vader``."""
    return _best(sentence_tones(mentions))


def of_method(tables: Tables, *, method: str | None) -> pl.LazyFrame:
    """Rows of ``tone`` by one method; None is ``target`` where the run has it, else ``vader``."""
    tone = tables["tone"].with_columns(pl.col(COUNTS).cast(pl.Int64))
    if method is not None:
        return tone.filter(pl.col("method") == method)
    return _best(tone)


def _best(tone: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of the better method that there is."""
    best = pl.when((pl.col("method") == TARGET).any()).then(pl.lit(TARGET)).otherwise(pl.lit(VADER))
    return tone.filter(pl.col("method") == best)


def with_group(tone: pl.LazyFrame, *, tables: Tables, grouping: str) -> pl.LazyFrame:
    """Add ``group``: ``actor:voice`` or ``party:voice``; actors whom the codebook puts nowhere are the party ``none``."""
    if grouping == "actor:voice":
        return tone.with_columns(group=pl.concat_str("actor_id", "voice", separator=":"))
    known = tables["actors"].filter(pl.col("party").is_not_null() & (pl.col("party") != NO_PARTY))
    party = known.select("article_id", "actor_id", "party").unique(["article_id", "actor_id"], keep="first")
    some = known.select(any=pl.len() > 0)
    joined = tone.join(party, on=["article_id", "actor_id"], how="left").join(some, how="cross").filter("any")
    return joined.with_columns(group=pl.concat_str(pl.col("party").fill_null(NO_PARTY), "voice", separator=":"))


def tones(numerator: pl.Expr, *, method: str | None = None) -> Callable[[Tables], pl.LazyFrame]:
    """Sum ``numerator`` over sentences, by actor and by party, each in each voice."""

    def compute(tables: Tables) -> pl.LazyFrame:
        chosen = of_method(tables, method=method)
        rows = []
        for grouping in GROUPINGS:
            grouped = with_group(chosen, tables=tables, grouping=grouping)
            counts = grouped.select("article_id", "group", numerator=numerator, denominator="n_sentences")
            rows.append(each(counts.group_by("article_id", "group").agg(pl.all().sum()), group_by=grouping))
        return pl.concat(rows)

    return compute


BLIND = (
    "Irony, insinuation and the choice of facts are not seen. Tone toward an actor includes bad news about it: a report "
    "of a defeat is negative without being unfair."
)
PAIRS = "of a party, pairs of a sentence and an actor: one that mentions two of its actors counts twice"
SENTENCE_ONLY = (
    "The word list scores the sentence, not the attitude toward the actor: in 'X condemned the massacre' X is negative."
)


def _mean(ending: str, *, method: str | None) -> Metric:
    how = {None: "target-dependent where the run has it, else vader", VADER: "vader", TARGET: "target-dependent"}[
        method
    ]
    return Metric(
        id=f"tone.mean{ending}",
        label="Tone" + (f" ({method})" if method else ""),
        question=f"How positively is an actor or party talked about by the journalist, by itself and by others ({how})?",
        formula="Σ s_k / n",
        symbols={
            "s_k": "score of sentence k toward the actor, -1 to 1"
            + (": VADER's compound of the part in this voice" if method == VADER else ""),
            "n": f"sentences of the body that mention the actor in this voice; {PAIRS}",
        },
        unit="score",
        unit_of_analysis="article x actor x voice, article x party x voice (group 'actor:voice')",
        weight="sentences",
        bounds=(-1, 1),
        direction="above 0: more positive than negative; below 0: more negative",
        minimum_n=1,
        undefined="the actor is not mentioned in that voice, or the run lacks the method",
        blind_spots=f"{BLIND} {SENTENCE_ONLY}" if method == VADER else BLIND,
        references=(by.HUTTO_GILBERT_2014,) if method == VADER else (by.HAMBORG_DONNAY_2021, by.HUTTO_GILBERT_2014),
        needs=NEEDS,
        group_by=GROUPINGS,
        compute=tones(pl.col("sum_score"), method=method),
        headline=method is None,
    )


def _share(name: str, *, numerator: pl.Expr, formula: str, question: str, net: bool = False) -> Metric:
    return Metric(
        id=f"tone.{name}",
        label="Net tone" if net else f"{name.removesuffix('_share').capitalize()} sentences",
        question=question,
        formula=formula,
        symbols={
            "n_+, n_-": "sentences that are positive, negative toward the actor in this voice",
            "n": f"sentences of the body that mention the actor in this voice, neutral ones included; {PAIRS}",
        },
        unit="difference of shares" if net else "share",
        unit_of_analysis="article x actor x voice, article x party x voice (group 'actor:voice')",
        weight="sentences",
        bounds=(-1 if net else 0, 1),
        direction="above 0: more positive than negative sentences" if net else "higher: more of the sentences",
        minimum_n=1,
        undefined="the actor is not mentioned in that voice",
        blind_spots=f"{BLIND} Method: target-dependent where the run has it, else vader.",
        references=(by.HAMBORG_DONNAY_2021, by.HUTTO_GILBERT_2014),
        needs=NEEDS,
        group_by=GROUPINGS,
        compute=tones(numerator),
    )


METRICS = (
    _mean("", method=None),
    _mean("_vader", method=VADER),
    _mean("_target", method=TARGET),
    _share(
        "positive_share",
        numerator=pl.col("n_positive"),
        formula="n_+ / n",
        question="What share of the sentences about an actor is positive toward it?",
    ),
    _share(
        "negative_share",
        numerator=pl.col("n_negative"),
        formula="n_- / n",
        question="What share of the sentences about an actor is negative toward it?",
    ),
    _share(
        "net",
        numerator=pl.col("n_positive") - pl.col("n_negative"),
        formula="(n_+ - n_-) / n",
        question="Do positive or negative sentences about an actor prevail?",
        net=True,
    ),
)
