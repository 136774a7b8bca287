"""How claims are attributed: how densely, in whose words, to whom, and by whom relayed.

Counts are taken in the body; titles are left out.
"""

from collections.abc import Callable

import polars as pl

from metrics import literature as by
from metrics.base import ALL, Metric, Tables
from metrics.groups import for_every_article, sparse, whole
from metrics.speech import attributions, sentences, spoken

ARTICLES = ("article_id",)
WORDS = ("article_id", "n_words", "n_words_attributed", "in_title")
KIND_NEEDS = {"articles": ARTICLES, "attributions": ("article_id", "kind", "in_title")}
SOURCE_NEEDS = {
    "articles": ARTICLES,
    "attributions": ("article_id", "actor_id", "source_text", "n_words", "in_title"),
    "actors": ("article_id", "actor_id", "kind", "named", "source_type", "gender", "party"),
}
STATEMENT_WORDS = 4
"""Fewest words of a sentence that may state something; shorter ones are bylines, datelines, asides."""

NOBODY = "none"
"""Group of what no medium relays and of articles without an agency's credit."""

FOUND = "It counts what the attribution model finds; a model that misses more in one outlet's style makes it look lower there."


def _over_words(tables: Tables, *, numerator: pl.LazyFrame) -> pl.LazyFrame:
    """``numerator`` (article_id, numerator) over the words of the body, a row for every article."""
    words = sentences(tables).group_by("article_id").agg(denominator=pl.col("n_words").sum())
    return whole(for_every_article(words.join(numerator, on="article_id", how="left"), tables=tables))


def attributions_over_words(tables: Tables) -> pl.LazyFrame:
    """Attributions over words of the body."""
    return _over_words(tables, numerator=attributions(tables).group_by("article_id").agg(numerator=pl.len()))


def attributed_words(tables: Tables) -> pl.LazyFrame:
    """Words inside attributed content (each once) over words of the body."""
    inside = sentences(tables).group_by("article_id").agg(numerator=pl.col("n_words_attributed").sum())
    return _over_words(tables, numerator=inside)


def unsourced_sentences(tables: Tables) -> pl.LazyFrame:
    """Sentences of the body without an attributed word over all of them, leaving out the shortest."""
    stated = sentences(tables).filter(pl.col("n_words") >= STATEMENT_WORDS)
    counts = stated.group_by("article_id").agg(
        numerator=(pl.col("n_words_attributed") == 0).sum(), denominator=pl.len()
    )
    return whole(for_every_article(counts, tables=tables))


def share_where(condition: pl.Expr, *, weight: pl.Expr | None = None) -> Callable[[Tables], pl.LazyFrame]:
    """Attributions (or what they weigh) that meet ``condition`` over all of the article's."""

    def compute(tables: Tables) -> pl.LazyFrame:
        found = spoken(tables) if "actors" in tables else attributions(tables)
        weighed = found.select("article_id", met=condition, weight=pl.lit(1) if weight is None else weight)
        counts = weighed.group_by("article_id").agg(
            numerator=(pl.col("weight") * pl.col("met")).sum(), denominator=pl.col("weight").sum()
        )
        return whole(for_every_article(counts, tables=tables))

    return compute


def direct_words(tables: Tables) -> pl.LazyFrame:
    """Words in quotation marks over all words attributed."""
    counts = (
        attributions(tables)
        .group_by("article_id")
        .agg(numerator=pl.col("n_words_direct").sum(), denominator=pl.col("n_words").sum())
    )
    return whole(for_every_article(counts, tables=tables))


def relayed(tables: Tables) -> pl.LazyFrame:
    """Attributions that another medium relays over all; by relaying actor, those that nobody relays being ``none``."""
    found = attributions(tables)
    totals = found.group_by("article_id").agg(
        numerator=pl.col("via_actor_id").is_not_null().sum(), denominator=pl.len()
    )
    by_relay = found.select("article_id", group=pl.col("via_actor_id").fill_null(NOBODY), numerator=pl.lit(1))
    return pl.concat(
        [
            whole(for_every_article(totals, tables=tables)),
            sparse(by_relay, totals=totals.drop("numerator"), group_by="via", anchor=None),
        ]
    )


def wire_copy(tables: Tables) -> pl.LazyFrame:
    """1 for an article that credits a news agency; by agency: 1 if it is that one, no credit being ``none``."""
    articles = tables["articles"]
    by_agency = articles.select("article_id", group=pl.col("wire").fill_null(NOBODY), numerator=pl.lit(1))
    totals = articles.select("article_id", denominator=pl.lit(1))
    credited = articles.select("article_id", numerator=pl.col("wire").is_not_null(), denominator=pl.lit(1))
    return pl.concat([whole(credited), sparse(by_agency, totals=totals, group_by="wire", anchor=None)])


DENSITY = Metric(
    id="attribution.density",
    label="Attributions per 100 words",
    question="How often does the text say where what it reports comes from?",
    formula="100 N / W",
    symbols={"N": "attributions in the body", "W": "words of the body"},
    unit="attributions per 100 words",
    unit_of_analysis="article",
    weight="words",
    bounds=(0, None),
    direction="higher: claims are tied to a source more often",
    minimum_n=1,
    undefined="the body has no words; an article without attributions has 0",
    blind_spots=f"{FOUND} One attribution over three paragraphs counts like one over three words; see attributed_share.",
    references=(by.BELL_1991, by.PARETI_2016, by.NEWELL_2018),
    needs={"articles": ARTICLES, "attributions": ("article_id", "in_title"), "sentences": WORDS},
    group_by=(ALL,),
    compute=attributions_over_words,
    scale=100,
    events=True,
    headline=True,
)

ATTRIBUTED_SHARE = Metric(
    id="attribution.attributed_share",
    label="Attributed share of words",
    question="How much of the text is somebody else's statement rather than the journalist's?",
    formula="W_a / W",
    symbols={"W_a": "words of the body inside attributed content, each counted once", "W": "words of the body"},
    unit="share",
    unit_of_analysis="article",
    weight="words",
    bounds=(0, 1),
    direction="higher: more of the text is what sources say",
    minimum_n=1,
    undefined="the body has no words; an article without attributions has 0",
    blind_spots=FOUND,
    references=(by.BELL_1991, by.PARETI_2016),
    needs={"articles": ARTICLES, "sentences": WORDS},
    group_by=(ALL,),
    compute=attributed_words,
    headline=True,
)

UNSOURCED_SHARE = Metric(
    id="attribution.unsourced_share",
    label="Sentences without attribution",
    question="What share of the sentences states something on the journalist's own authority?",
    formula="[sentences without an attributed word] / n, over the n sentences of 4 words or more",
    symbols={"n": f"sentences of the body with {STATEMENT_WORDS} words or more"},
    unit="share",
    unit_of_analysis="article",
    weight="sentences",
    bounds=(0, 1),
    direction="higher: more sentences without a source",
    minimum_n=1,
    undefined="the body has no sentence of that length",
    blind_spots=(
        f"{FOUND} What a reporter saw and what everybody knows needs no source and counts all the same. Questions count "
        "as sentences."
    ),
    references=(by.BELL_1991, by.ZELIZER_1989),
    needs={"articles": ARTICLES, "sentences": WORDS},
    group_by=(ALL,),
    compute=unsourced_sentences,
)


def _kind_share(kind: str, *, words: str) -> Metric:
    return Metric(
        id=f"attribution.{kind}_share",
        label=f"{kind.capitalize()} attributions",
        question=f"What share of attributions is {kind}: {words}?",
        formula=f"N_{kind} / N",
        symbols={f"N_{kind}": f"{kind} attributions in the body", "N": "attributions in the body"},
        unit="share",
        unit_of_analysis="article",
        weight="attributions",
        bounds=(0, 1),
        direction=f"higher: more of the attributions are {kind}",
        minimum_n=1,
        undefined="the article has no attribution",
        blind_spots="Direct, indirect and mixed shares sum to 1. Scare quotes may turn an indirect attribution into a mixed one.",
        references=(by.ZELIZER_1989, by.PARETI_2016),
        needs=KIND_NEEDS,
        group_by=(ALL,),
        compute=share_where(pl.col("kind") == kind),
    )


DIRECT_WORDS_SHARE = Metric(
    id="attribution.direct_words_share",
    label="Quoted share of attributed words",
    question="How much of what sources say is given in their own words?",
    formula="Σ d_k / Σ w_k over the attributions k of the article",
    symbols={"d_k": "words of attribution k inside quotation marks", "w_k": "words of its content"},
    unit="share",
    unit_of_analysis="article",
    weight="words attributed",
    bounds=(0, 1),
    direction="higher: more verbatim",
    minimum_n=1,
    undefined="the article attributes no words",
    blind_spots="A quotation may be cut or translated; quotation marks say nothing of that.",
    references=(by.ZELIZER_1989,),
    needs={"articles": ARTICLES, "attributions": ("article_id", "n_words", "n_words_direct", "in_title")},
    group_by=(ALL,),
    compute=direct_words,
)

UNRESOLVED = pl.col("actor_id").is_null()

UNRESOLVED_SHARE = Metric(
    id="attribution.unresolved_share",
    label="Attributions without a known source",
    question="How many attributions could not be given to anybody: how much do the other figures not know?",
    formula="N_? / N",
    symbols={"N_?": "attributions of the body without a resolved actor", "N": "attributions in the body"},
    unit="share",
    unit_of_analysis="article",
    weight="attributions",
    bounds=(0, 1),
    direction="higher: more is unknown; compare outlets' shares by speaker only where this is alike",
    minimum_n=1,
    undefined="the article has no attribution",
    blind_spots=(
        "It mixes texts that name no source ('it is believed', see sourceless_share) with speakers the program could not "
        "resolve."
    ),
    references=(by.NEWELL_2018,),
    needs=SOURCE_NEEDS,
    group_by=(ALL,),
    compute=share_where(UNRESOLVED),
)

SOURCELESS_SHARE = Metric(
    id="attribution.sourceless_share",
    label="Attributions that give no source",
    question="How often does the text report what is said or believed without saying by whom?",
    formula="N_0 / N",
    symbols={"N_0": "attributions of the body without a source in the text", "N": "attributions in the body"},
    unit="share",
    unit_of_analysis="article",
    weight="attributions",
    bounds=(0, 1),
    direction="higher: more claims hang in the air ('it is believed', 'reportedly')",
    minimum_n=1,
    undefined="the article has no attribution",
    blind_spots="A source that the model missed looks like no source; a speaker named in the sentence before may be meant.",
    references=(by.BELL_1991, by.NEWELL_2018),
    needs=SOURCE_NEEDS,
    group_by=(ALL,),
    compute=share_where(pl.col("source_text").is_null()),
)

VIA_SHARE = Metric(
    id="attribution.via_share",
    label="Relayed attributions",
    question="How much of what sources say does the outlet have from another medium?",
    formula="N_via / N; by relaying actor r: N_r / N",
    symbols={
        "N_via": "attributions of the body that are relayed ('…, he said, according to Reuters')",
        "N_r": "those among them that r relays",
        "N": "attributions in the body",
    },
    unit="share",
    unit_of_analysis="article; article x relaying actor ('none': nobody relays it)",
    weight="attributions",
    bounds=(0, 1),
    direction="higher: more second-hand sourcing that is owned up to",
    minimum_n=1,
    undefined="the article has no attribution",
    blind_spots="Only a relay that the sentence names is seen; agency copy without a credit is not. See wire_share.",
    references=(by.LEWIS_2008,),
    needs={"articles": ARTICLES, "attributions": ("article_id", "via_actor_id", "in_title")},
    group_by=(ALL, "via"),
    sparse=("via",),
    compute=relayed,
)

WIRE_SHARE = Metric(
    id="attribution.wire_share",
    label="Articles crediting an agency",
    question="What share of articles credits a news agency?",
    formula="[a wire service is credited]; by service: [it is this one]",
    symbols={"[…]": "1 if true, else 0"},
    unit="share of articles",
    unit_of_analysis="article; article x wire service ('none': no credit)",
    weight="articles",
    bounds=(0, 1),
    direction="higher: more reliance on agencies that is owned up to",
    minimum_n=1,
    undefined="never",
    blind_spots="Credits that were cut from the input, or never given, are not seen.",
    references=(by.LEWIS_2008,),
    needs={"articles": ("article_id", "wire")},
    group_by=(ALL, "wire"),
    sparse=("wire",),
    compute=wire_copy,
)

METRICS = (
    DENSITY,
    ATTRIBUTED_SHARE,
    _kind_share("direct", words="the source's own words in quotation marks"),
    _kind_share("indirect", words="reported in the journalist's words"),
    _kind_share("mixed", words="partly quoted, partly reported"),
    DIRECT_WORDS_SHARE,
    UNRESOLVED_SHARE,
    SOURCELESS_SHARE,
    UNSOURCED_SHARE,
    VIA_SHARE,
    WIRE_SHARE,
)
