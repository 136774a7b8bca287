"""How hard the text is to read: nine formulas on all text, the journalist's own text and the quoted text.

The formulas are those of their papers, over counts made from the annotation (`audit.nlp.text_counts`): sentences as
parsed, words by the toolkit's one rule, syllables by the pronouncing dictionary. They were fitted on schoolbooks, Navy
manuals and Swedish prose and are used here to compare texts, not to say who can read them. An outlet's figure is the mean
over its articles weighted by words; `docs/readability.md` lists where textstat departs from the papers.
"""

from collections.abc import Callable

import polars as pl

from metrics.base import Metric, Tables

MINIMUM_WORDS = 100  # the sample size of Flesch, Gunning, Dale & Chall, Coleman & Liau
MINIMUM_SENTENCES = 30  # McLaughlin 1969: SMOG is fitted on samples of thirty sentences

_COUNTS = {
    "W": ("n_words", "words"),
    "S": ("n_sentences", "sentences"),
    "Y": ("n_syllables", "syllables"),
    "P": ("n_polysyllables", "words of three or more syllables, names and figures (as read aloud) included"),
    "H": (
        "n_complex_words",
        "words of three or more syllables, but for names, combinations of short easy words, and verbs that -ed or -es made so",
    ),
    "D": (
        "n_difficult_words",
        "words that are neither on Dale's list of 3,000 nor regular forms of one, nor names or figures",
    ),
    "L": ("n_letters", "letters"),
    "C": ("n_characters", "letters and digits"),
    "G": ("n_long_words", "words of more than six letters"),
}
_BLIND_SPOTS = (
    "Sees lengths of words and sentences, not sense, order or what readers know; tables, lists and headings within the text "
    "count as sentences as parsed; quoted speech transcribed by the outlet is punctuated by the outlet."
)
_HARDER = "higher is harder to read"


def _count(symbol: str) -> pl.Expr:
    return pl.col(_COUNTS[symbol][0]).cast(pl.Float64)


W, S, Y, P, H, D, L, C, G = map(_count, "WSYPHDLCG")


def formula_counts(formula: pl.Expr, *, cases: pl.Expr) -> Callable[[Tables], pl.LazyFrame]:
    """A metric's function: the formula weighted by words, null where a text has no sentence, and the ``cases`` behind it."""

    def compute(tables: Tables) -> pl.LazyFrame:
        return tables["text_counts"].select(
            "article_id",
            group_by=pl.lit("text"),
            group=pl.col("text"),
            numerator=pl.when((W > 0) & (S > 0)).then(formula * W),
            denominator=W,
            cases=cases,
        )

    return compute


def _declare(
    name: str,
    *,
    label: str,
    formula: str,
    expression: pl.Expr,
    symbols: str,
    reference: str,
    unit: str = "school grade (United States)",
    direction: str = _HARDER,
    blind_spots: str = "",
    bounds: tuple[float | None, float | None] = (None, None),
    by_sentences: bool = False,
    headline: bool = False,
) -> Metric:
    minimum = f"{MINIMUM_SENTENCES} sentences" if by_sentences else f"{MINIMUM_WORDS} words"
    columns = tuple(dict.fromkeys(_COUNTS[symbol][0] for symbol in f"WS{symbols}"))
    return Metric(
        id=f"readability.{name}",
        label=label,
        question=f"How hard is the text to read, by the {label} formula?",
        formula=formula,
        symbols={symbol: _COUNTS[symbol][1] for symbol in symbols},
        unit=unit,
        unit_of_analysis="article x text (all, journalist, quoted)",
        weight="words",
        bounds=bounds,
        direction=direction,
        minimum_n=MINIMUM_SENTENCES if by_sentences else MINIMUM_WORDS,
        undefined=f"no word or no sentence in that text; too_few under {minimum}",
        blind_spots=f"{blind_spots} {_BLIND_SPOTS}".strip(),
        references=(reference,),
        needs={"text_counts": ("article_id", "text", *columns)},
        group_by=("text",),
        compute=formula_counts(expression, cases=S if by_sentences else W),
        headline=headline,
    )


METRICS = (
    _declare(
        "flesch_reading_ease",
        label="Flesch reading ease",
        formula="206.835 - 1.015 * W / S - 84.6 * Y / W",
        expression=206.835 - 1.015 * W / S - 84.6 * Y / W,
        symbols="WSY",
        unit="points",
        bounds=(None, 121.22),
        direction="higher is easier to read; newspapers lie around 50",
        reference="Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology 32(3), 221-233.",
        headline=True,
    ),
    _declare(
        "flesch_kincaid_grade",
        label="Flesch-Kincaid grade",
        formula="0.39 * W / S + 11.8 * Y / W - 15.59",
        expression=0.39 * W / S + 11.8 * Y / W - 15.59,
        symbols="WSY",
        bounds=(-3.4, None),
        reference=(
            "Kincaid, J. P., Fishburne, R. P., Rogers, R. L. & Chissom, B. S. (1975). Derivation of new readability formulas "
            "for Navy enlisted personnel. Research Branch Report 8-75, Naval Technical Training Command."
        ),
        headline=True,
    ),
    _declare(
        "gunning_fog",
        label="Gunning fog index",
        formula="0.4 * (W / S + 100 * H / W)",
        expression=0.4 * (W / S + 100 * H / W),
        symbols="WSH",
        bounds=(0.4, None),
        blind_spots="Gunning's first edition counted independent clauses as sentences; here, as in use, sentences are whole.",
        reference="Gunning, R. (1952). The technique of clear writing. McGraw-Hill.",
    ),
    _declare(
        "smog",
        label="SMOG grade",
        formula="3.1291 + 1.0430 * sqrt(30 * P / S)",
        expression=3.1291 + 1.0430 * (30 * P / S).sqrt(),
        symbols="PS",
        bounds=(3.1291, None),
        by_sentences=True,
        blind_spots=(
            "Most news articles have fewer than thirty sentences and no value of their own; their counts enter the outlet's "
            "figure, a mean of square roots of small samples weighted by words. In the outlets of PolNeAR dev and the demo "
            "corpus it lies up to 0.4 of a grade over or under SMOG of all their sentences together, 0.1 on average."
        ),
        reference=(
            "McLaughlin, G. H. (1969). SMOG grading: a new readability formula. Journal of Reading 12(8), 639-646."
        ),
    ),
    _declare(
        "ari",
        label="automated readability index",
        formula="4.71 * C / W + 0.5 * W / S - 21.43",
        expression=4.71 * C / W + 0.5 * W / S - 21.43,
        symbols="CWS",
        bounds=(-16.22, None),
        blind_spots="The paper counts strokes of a typewriter's keys; letters and digits stand for them here, as is usual.",
        reference=(
            "Smith, E. A. & Senter, R. J. (1967). Automated readability index. AMRL-TR-66-220, Wright-Patterson Air Force Base "
            "(often cited as Senter & Smith)."
        ),
    ),
    _declare(
        "coleman_liau",
        label="Coleman-Liau index",
        formula="0.0588 * 100 * L / W - 0.296 * 100 * S / W - 15.8",
        expression=0.0588 * 100 * L / W - 0.296 * 100 * S / W - 15.8,
        symbols="LWS",
        bounds=(-45.4, None),
        reference=(
            "Coleman, M. & Liau, T. L. (1975). A computer readability formula designed for machine scoring. Journal of Applied "
            "Psychology 60(2), 283-284."
        ),
    ),
    _declare(
        "dale_chall",
        label="Dale-Chall score",
        formula="0.1579 * 100 * D / W + 0.0496 * W / S + 3.6365",
        expression=0.1579 * 100 * D / W + 0.0496 * W / S + 3.6365,
        symbols="DWS",
        unit="raw score of 1948 (4.9 and below: grade 4; 10 and above: college graduate)",
        bounds=(3.6861, None),
        blind_spots=(
            "The list is of 1948. Words are taken for names where the tagger takes them so, organisations' names included. "
            "The constant is part of the equation of 1948 and always added; the rule to add it over 5 % difficult words alone is "
            "later and makes no difference for news, where more words than that are difficult."
        ),
        reference=(
            "Dale, E. & Chall, J. S. (1948). A formula for predicting readability. Educational Research Bulletin 27(1), 11-20, "
            "and 27(2), 37-54."
        ),
    ),
    _declare(
        "lix",
        label="LIX",
        formula="W / S + 100 * G / W",
        expression=W / S + 100 * G / W,
        symbols="WSG",
        unit="points",
        bounds=(1, None),
        direction="higher is harder to read; newspapers lie around 50",
        reference="Björnsson, C. H. (1968). Läsbarhet. Liber.",
    ),
    _declare(
        "rix",
        label="RIX",
        formula="G / S",
        expression=G / S,
        symbols="GS",
        unit="long words per sentence",
        bounds=(0, None),
        reference=(
            "Anderson, J. (1983). Lix and Rix: variations on a little-known readability index. "
            "Journal of Reading 26(6), 490-496."
        ),
    ),
)
