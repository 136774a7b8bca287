"""How much of what stands within quotation marks no attribution covers (family attribution): a check of the model.

Quotations hardly ever go without a speaker. Where many do, the attribution model does not cope with how an outlet prints
them, and that outlet's other figures are too low; no annotation is needed to see it.
"""

import polars as pl

from metrics import literature as by
from metrics.base import ALL, Metric, Tables
from metrics.groups import whole
from metrics.speech import sentences


def stray_words(tables: Tables) -> pl.LazyFrame:
    """Words of long quotations outside attributed content over all words of long quotations."""
    words = sentences(tables).select("article_id", pl.col("n_words_quoted", "n_words_stray").fill_null(0))
    return whole(
        words.group_by("article_id").agg(
            numerator=pl.col("n_words_stray").sum(), denominator=pl.col("n_words_quoted").sum()
        )
    )


METRICS = (
    Metric(
        id="attribution.stray_quote_share",
        label="Quoted words in no attribution",
        question="How much of what stands within quotation marks did the attribution model leave without a speaker?",
        formula="q_stray / q",
        symbols={
            "q": "words of the body within quotation marks, in passages of six words or more",
            "q_stray": "those of them outside all attributed content",
        },
        unit="share",
        unit_of_analysis="article",
        weight="words within quotation marks",
        bounds=(0, 1),
        direction="higher: more statements were missed, and the outlet's other figures are too low",
        minimum_n=1,
        undefined="the article has no quotation of six words or more",
        blind_spots=(
            "A long title, motto or inscription in quotation marks counts as missed. It sees neither missed indirect speech "
            "nor wrong speakers. On PolNeAR dev it is 0.7 %, where the human annotation leaves 2.1 % out."
        ),
        references=(by.PARETI_2016,),
        needs={"sentences": ("article_id", "n_words", "n_words_quoted", "n_words_stray", "in_title")},
        group_by=(ALL,),
        compute=stray_words,
    ),
)
