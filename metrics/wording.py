"""How the journalist words it: hedges, weasels and passives without a doer, per 1,000 words outside attributed content.

What sources say in their own words is theirs; only words that no attribution claims are counted. Titles are left out, as
everywhere (:mod:`metrics.speech`): headlines have hardly a hedge or an auxiliary, and many input formats have no headlines.
"""

from collections.abc import Callable

import polars as pl

from metrics.base import ALL, Metric, Tables
from metrics.speech import body, sentences

PER_WORDS = 1000.0
MINIMUM_WORDS = 100
_OWN = "words of the body outside the content of any attribution"


def _per_own_words(kind: str) -> Callable[[Tables], pl.LazyFrame]:
    """Hits of a kind outside attributed content, over the words there; articles without a hit count with 0."""

    def compute(tables: Tables) -> pl.LazyFrame:
        own_words = pl.col("n_words") - pl.col("n_words_attributed")
        own = sentences(tables).group_by("article_id").agg(denominator=own_words.sum())
        found = body(tables["wording"]).filter((pl.col("kind") == kind) & ~pl.col("in_quote"))
        hits = found.group_by("article_id").len("numerator")
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
            "sentences": ("article_id", "n_words", "n_words_attributed", "in_title"),
            "wording": ("article_id", "kind", "in_quote", "in_title"),
        },
        group_by=(ALL,),
        compute=_per_own_words(kind),
        scale=PER_WORDS,
        events=True,
    )


_OTHERS_WORDS = "Attributed content that the attribution model missed counts as the journalist's."

METRICS = (
    _declare(
        "hedges",
        kind="hedge",
        label="hedges",
        question="How often does the journalist's own text soften what it says (may, apparently, about 300)?",
        counted=(
            "entries of seeds/hedges.csv outside attributed content, verbs that are cues of an attribution left out but for "
            "seem, appear, tend and the writer's own (I suspect)"
        ),
        blind_spots=(
            "Entries of a list in their usual sense, told by the words around them: of 100 hits 82 soften a claim, of 100 hedges "
            f"that a reader codes 94 are found (docs/wording.md). {_OTHERS_WORDS}"
        ),
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
        counted=(
            "outside attributed content: sources that are nobody in particular (many, critics, polls, a source), passives such "
            "as is seen as, and other entries of seeds/weasels.csv"
        ),
        blind_spots=(
            "They can be put in many ways: of 100 hits 68 put a claim to nobody in particular, of 100 that a reader codes 70 "
            "are found (docs/wording.md; few were coded), so small differences mean little. Whether the text says "
            f"elsewhere who is meant is not seen. {_OTHERS_WORDS}"
        ),
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
        counted=(
            "participles with a passive auxiliary (was, got), their own or that of the verb they are joined to, without a doer "
            "named by the verb or a later one it is joined to"
        ),
        blind_spots=(
            "Rests on the parser: against gold trees of many genres, and news that a reader coded, of 100 hits 93 are "
            "passives without a doer, and of 100 of those 93 to 94 are found (docs/wording.md). Passives without an "
            "auxiliary, as in headlines (two killed in crash), are not found. Participles that tell a state (is known, was "
            "married) are left out by list, a sixth of the passives in those trees. The doer may stand in the sentence "
            "before, or be of no interest (ballots were counted)."
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
