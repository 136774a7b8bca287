"""What a figure is made of: pieces whose counts sum to the figure's, checked by hand on two small articles."""

import polars as pl
import pytest

from audit.errors import SettingsError
from audit.tables import empty
from metrics.base import Metric
from metrics.evidence import ATTRIBUTION, SENTENCE, SOURCE, evidence_of
from metrics.registry import get

ACTORS = [
    {"article_id": article, "actor_id": who, "kind": "person", "named": who != "eve", "party": party}
    for article in ("a", "b")
    for who, party in (("ann", "left"), ("bob", "right"), ("eve", None))
]


@pytest.fixture
def given(run, attributed):
    return run(
        articles=[{"article_id": "a"}, {"article_id": "b"}],
        sentences=[
            {"article_id": article, "sentence_id": n, "n_words": words, "n_words_attributed": inside}
            for article, n, words, inside in (("a", 0, 6, 6), ("a", 1, 8, 0), ("a", 2, 4, 0), ("b", 0, 12, 5))
        ],
        attributions=[
            *attributed("a", ("ann", 6, 2), ("bob", 4), ("ann", 3)),
            *attributed("b", (None, 5)),
        ],
        mentions=[
            {"article_id": "a", "mention_id": 0, "actor_id": "bob", "sentence_id": 1, "start": 0, "end": 3},
            {"article_id": "a", "mention_id": 1, "actor_id": "ann", "sentence_id": 1, "start": 5, "end": 8},
        ],
        actors=ACTORS,
        baselines=[{"name": "seats", "party": party, "weight": 1.0} for party in ("left", "right")],
    )


def look(given, metric, *, group="all", group_by="all", articles=("a", "b")):
    declared = get(metric)
    scores = declared.score(given) if isinstance(declared, Metric) else empty("scores").lazy()
    return evidence_of(declared, given, scores, group_by=group_by, group=group, articles=articles)


def test_words_of_a_party_are_its_attributions(given):
    found = look(given, "quote_space.speech_share", group_by="party", group="left")
    assert found.unit is ATTRIBUTION
    assert dict(found.articles.select("article_id", "numerator").iter_rows()) == {"a": 9, "b": 0}
    assert found.articles["denominator"].sum() == 18
    assert found.pieces.sort("article_id", "attribution_id").select(
        "article_id", "attribution_id", "numerator", "denominator"
    ).rows() == [("a", 0, 6, 6), ("a", 1, 0, 4), ("a", 2, 3, 3), ("b", 0, 0, 5)]


def test_an_actor_of_a_sparse_grouping_is_counted_over_all_articles(given):
    found = look(given, "quote_space.speech_share", group_by="actor", group="bob")
    assert found.articles["denominator"].sum() == 18
    counted = found.pieces.filter(pl.col("numerator") > 0)
    assert counted.select("article_id", "attribution_id", "numerator").rows() == [("a", 1, 4)]


def test_density_counts_attributions_over_words_that_are_none_of_theirs(given):
    found = look(given, "attribution.density")
    assert found.pieces["numerator"].to_list() == [1, 1, 1, 1]
    assert found.pieces["denominator"].to_list() == [None] * 4
    assert found.articles["denominator"].sum() == 30


def test_sources_are_counted_once_an_article(given):
    found = look(given, "source_diversity.n_sources")
    assert found.unit is SOURCE
    assert sorted(found.pieces["actor_id"]) == ["ann", "bob"]


def test_mention_space_is_made_of_sentences(given):
    found = look(given, "quote_space.mention_share", group_by="party", group="right")
    assert found.unit is SENTENCE
    assert found.pieces.filter(pl.col("numerator") > 0).select("article_id", "sentence_id", "numerator").rows() == [
        ("a", 1, 8)
    ]


def test_an_effective_number_of_sources_is_no_sum_over_anything(given):
    found = look(given, "source_diversity.hill_1")
    assert found.unit is None
    assert found.pieces.is_empty()
    assert found.articles["article_id"].to_list() == ["a"]


def test_the_counts_of_an_outlet_metric_are_told_by_part(given):
    found = look(given, "quote_space.gap", group_by="party", group="left")
    sums = dict(found.pieces.group_by("part").agg(pl.col("numerator").sum()).iter_rows())
    assert (sums["speech"], sums["speech_all"]) == (9, 18)
    assert found.pieces["denominator"].null_count() == len(found.pieces)


def test_a_statement_stands_once_though_it_is_counted_plain_and_adjusted_to_a_baseline(given):
    found = look(given, "quote_space.log_ratio", group_by="party:party:baseline", group="left:right:seats")
    assert sorted(found.pieces.select("part", "numerator").iter_rows()) == [("first", 3), ("first", 6), ("second", 4)]
    assert {"first_adjusted", "second_adjusted"} <= set(found.articles["part"])


def test_only_the_articles_asked_for_are_looked_at(given):
    found = look(given, "attribution.density", articles=("b",))
    assert found.pieces["article_id"].to_list() == ["b"]
    assert found.articles.rows() == [("b", "", 1, 12)]


def test_more_articles_than_are_looked_at_together(given, monkeypatch):
    once = look(given, "attribution.density")
    monkeypatch.setattr("metrics.evidence._AT_ONCE", 1)
    assert look(given, "attribution.density").pieces.sort(pl.all()).equals(once.pieces.sort(pl.all()))


def test_no_article_is_no_evidence(given):
    found = look(given, "attribution.density", articles=())
    assert found.articles.is_empty()
    assert found.pieces.is_empty()


def test_a_grouping_that_the_metric_lacks(given):
    with pytest.raises(SettingsError, match="has no grouping 'party'; it has all"):
        look(given, "attribution.density", group_by="party", group="left")
