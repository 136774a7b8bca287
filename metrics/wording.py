"""How the journalist words it: hedges, weasels and passives without a doer, per 1,000 words outside attributed content.

What sources say in their own words is theirs; only words that no attribution claims are counted, title and body alike.
"""

from collections.abc import Callable

import polars as pl

from metrics.base import ALL, Metric, Tables

PER_WORDS = 1000.0
MINIMUM_WORDS = 100
_OWN = "words outside the content of any attribution, title and body"


def _per_own_words(kind: str) -> Callable[[Tables], pl.LazyFrame]:
    """Hits of a kind outside attributed content, over the words there; articles without a hit count with 0."""

    def compute(tables: Tables) -> pl.LazyFrame:
        own = (
            tables["sentences"]
            .group_by("article_id")
            .agg(denominator=(pl.col("n_words").cast(pl.Int64) - pl.col("n_words_attributed").cast(pl.Int64)).sum())
        )
        hits = (
            tables["wording"]
            .filter((pl.col("kind") == kind) & ~pl.col("in_quote"))
            .group_by("article_id")
            .len("numerator")
        )
        return own.join(hits, on="article_id", how="left").select(
            "article_id",
            "denominator",
            numerator=pl.col("numerator").fill_null(0),
            group_by=pl.lit(ALL),
            group=pl.lit(ALL),
        )

    return compute


def _declare(
    name: str, *, kind: str, label: str, question: str, counted: str, blind_spots: str, references: tuple[str, ...]
) -> Metric:
    return Metric(
        id=f"wording.{name}",
        label=label,
        question=question,
        formula="1000 * H / W",
        symbols={"H": counted, "W": _OWN},
        unit="per 1,000 words",
        unit_of_analysis="article",
        weight="words",
        bounds=(0, PER_WORDS),
        direction="higher means more of them in the journalist's own text; neither good nor bad by itself",
        minimum_n=MINIMUM_WORDS,
        undefined=f"no word outside attributed content; too_few under {MINIMUM_WORDS} such words",
        blind_spots=blind_spots,
        references=references,
        needs={
            "sentences": ("article_id", "n_words", "n_words_attributed"),
            "wording": ("article_id", "kind", "in_quote"),
        },
        group_by=(ALL,),
        compute=_per_own_words(kind),
        scale=PER_WORDS,
        events=True,
    )


_LIST_LIMITS = (
    "Finds the entries of a list in their usual sense, told by parts of speech, not by meaning; a caution put in other words is "
    "not seen. Attributed content that the attribution model missed counts as the journalist's."
)

METRICS = (
    _declare(
        "hedges",
        kind="hedge",
        label="hedges",
        question="How often does the journalist's own text soften what it says (may, apparently, about 300)?",
        counted="entries of seeds/hedges.csv outside attributed content, verbs that are cues of an attribution left out",
        blind_spots=_LIST_LIMITS,
        references=(
            (
                "Lakoff, G. (1973). Hedges: a study in meaning criteria and the logic of fuzzy concepts. Journal of "
                "Philosophical Logic 2(4), 458-508."
            ),
            "Hyland, K. (2005). Metadiscourse: exploring interaction in writing. Continuum.",
        ),
    ),
    _declare(
        "weasels",
        kind="weasel",
        label="weasel words",
        question="How often does the journalist's own text put a claim to nobody in particular (critics say, it is believed)?",
        counted="entries of seeds/weasels.csv outside attributed content; many, some … only as the source of an attribution",
        blind_spots=_LIST_LIMITS,
        references=(
            (
                "Ganter, V. & Strube, M. (2009). Finding hedges by chasing weasels: hedge detection using Wikipedia tags and "
                "shallow linguistic features. Proceedings of ACL-IJCNLP 2009 (short papers), 173-176."
            ),
        ),
    ),
    _declare(
        "agentless_passives",
        kind="agentless_passive",
        label="passives without a doer",
        question="How often does the journalist's own text report a deed without its doer (mistakes were made)?",
        counted="verbs with a passive auxiliary or subject and no doer named by it or the verb it is joined to",
        blind_spots=(
            "Rests on the parser. Participles that tell a state (is known, was married) are left out by list, though some tell a "
            "deed; the doer may stand in the sentence before, or be of no interest (ballots were counted)."
        ),
        references=(
            "Trew, T. (1979). Theory and ideology at work. In R. Fowler et al., Language and control. Routledge.",
            (
                "Henley, N. M., Miller, M. & Beazley, J. A. (1995). Syntax, semantics, and sexual violence: agency and the "
                "passive voice. Journal of Language and Social Psychology 14(1-2), 60-84."
            ),
        ),
    ),
)
