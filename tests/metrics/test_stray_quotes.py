"""Quoted words that no attribution covers."""

import polars as pl
import pytest

from audit import tables
from metrics.registry import get

METRIC = get("attribution.stray_quote_share")


def score(rows):
    head = {"n_words": 30, "in_title": False}
    frame = tables.from_rows("sentences", [head | {"sentence_id": at} | row for at, row in enumerate(rows)])
    return METRIC.score({"sentences": frame.lazy()}).collect()


def test_words_are_summed_over_the_sentences_of_the_body():
    found = score(
        [
            {"article_id": "a", "n_words_quoted": 12, "n_words_stray": 0},
            {"article_id": "a", "n_words_quoted": 8, "n_words_stray": 8},
            {"article_id": "a", "n_words_quoted": 40, "n_words_stray": 40, "in_title": True},
        ]
    )
    assert found.select("numerator", "denominator", "value").rows() == [(8, 20, pytest.approx(0.4))]


def test_without_a_quotation_it_is_undefined():
    found = score([{"article_id": "a", "n_words_quoted": 0, "n_words_stray": 0}, {"article_id": "b"}])
    assert found["value"].null_count() == found.height
    assert found.filter(pl.col("status") == "ok").is_empty()
