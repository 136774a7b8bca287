"""Pairs of outlets, their difference, its interval and its p-value."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from audit.config import Settings
from audit.tables import from_rows, schema_of
from metrics.base import Metric
from metrics.differences import differences
from metrics.scored import Scored

SETTINGS = Settings(n_bootstrap=400, n_permutations=200, minimum_articles=5)


def declare(name, *, group_by="all", sparse=(), headline=True, scale=1.0, highest=None, lowest=0, minimum_n=0):
    return Metric(
        id=f"test.{name}", question="", formula="", symbols={}, unit="", unit_of_analysis="", weight="", bounds=(lowest, highest or scale),
        direction="", minimum_n=minimum_n, undefined="", blind_spots="", references=(), needs={}, group_by=(group_by,),
        compute=lambda _: pl.LazyFrame(), sparse=sparse, headline=headline, scale=scale,
    )  # fmt: skip


def corpus(shares, *, n=30, metric="test.share", group_by="all", group="all", seed=0):
    """Scores of n articles an outlet, 20 words each, with the given expected shares; and the articles."""
    rng = np.random.default_rng(seed)
    scores, articles = [], []
    for outlet, share in shares.items():
        size = n[outlet] if isinstance(n, dict) else n
        for at, num in enumerate(rng.binomial(20, share, size)):
            key = f"{outlet}{at}"
            articles.append({"article_id": key, "outlet": outlet, "published": date(2024, 1, 1)})
            scores.append(
                {
                    "article_id": key, "metric": metric, "group_by": group_by, "group": group, "numerator": num,
                    "denominator": 20, "value": num / 20, "status": "ok",
                }
            )  # fmt: skip
    return from_rows("scores", scores).lazy(), from_rows("articles", articles).lazy()


def run(scores, articles, *metrics, settings=SETTINGS, stories=None, **options):
    declared = {metric.id: metric for metric in metrics}
    scored = Scored(scores=scores, articles=articles, metrics=declared, settings=settings, stories=stories)
    return differences(scored, **options)


def test_every_pair_once_and_the_difference_is_a_minus_b():
    table = run(*corpus({"c": 0.5, "a": 0.2, "b": 0.3}), declare("share"))
    assert table.select("outlet_a", "outlet_b").rows() == [("a", "b"), ("a", "c"), ("b", "c")]
    rows = table.to_dicts()
    assert rows[0]["difference"] + rows[2]["difference"] == pytest.approx(rows[1]["difference"])
    assert rows[1]["difference"] < 0
    assert rows[1]["ci_low"] < rows[1]["difference"] < rows[1]["ci_high"] < 0
    assert rows[1]["p_adjusted"] < 0.01
    assert table.schema == schema_of("differences")


def test_scale():
    data = corpus({"a": 0.2, "b": 0.3})
    plain, scaled = (
        run(*data, declare("share")).row(0, named=True),
        run(*data, declare("share", scale=100)).row(0, named=True),
    )
    for name in ("difference", "ci_low", "ci_high"):
        assert scaled[name] == pytest.approx(100 * plain[name])
    assert scaled["p_value"] == plain["p_value"]


def test_adjusted_over_all_pairs_of_a_metric():
    table = run(*corpus({"a": 0.4, "b": 0.4, "c": 0.45, "d": 0.4}), declare("share"))
    assert (table["p_adjusted"] >= table["p_value"]).all()
    assert (table["p_adjusted"] > table["p_value"]).any()
    softer = run(*corpus({"a": 0.4, "b": 0.4, "c": 0.45, "d": 0.4}), declare("share"), method="bh")
    assert (softer["p_adjusted"] <= table["p_adjusted"]).all()


def test_too_few_articles():
    row = run(*corpus({"a": 0.2, "b": 0.3}, n={"a": 30, "b": 4}), declare("share")).row(0, named=True)
    assert (row["status"], row["n_articles_a"], row["n_articles_b"]) == ("too_few", 30, 4)
    assert row["difference"] is row["ci_low"] is row["p_value"] is row["p_adjusted"] is None


def test_an_outlet_without_denominator():
    scores, articles = corpus({"a": 0.2, "b": 0.3})
    only_a = scores.filter(pl.col("article_id").str.starts_with("a"))
    assert run(only_a, articles, declare("share"))["status"].to_list() == ["undefined"]


def test_one_story_is_too_few():
    scores, articles = corpus({"a": 0.2, "b": 0.3})
    stories = articles.select("article_id", story_id=pl.lit("one"))
    assert run(scores, articles, declare("share"), stories=stories)["status"].to_list() == ["too_few"]


def test_only_headline_metrics_and_dense_groups():
    scores, articles = corpus({"a": 0.2, "b": 0.3})
    voices, _ = corpus({"a": 0.2, "b": 0.3}, metric="test.voices", group_by="actor:voice", group="ann:self")
    actors, _ = corpus({"a": 0.2, "b": 0.3}, metric="test.actors", group_by="actor", group="ann")
    minor, _ = corpus({"a": 0.2, "b": 0.3}, metric="test.minor")
    metrics = (
        declare("share"), declare("actors", group_by="actor", sparse=("actor",)), declare("minor", headline=False), declare("voices", group_by="actor:voice")
    )  # fmt: skip
    table = run(pl.concat([scores, actors, minor, voices]), articles, *metrics)
    assert table["metric"].to_list() == ["test.share"]


def test_stories_told_by_both_make_the_interval_narrower():
    rng = np.random.default_rng(1)
    scores, articles = corpus({"a": 0.5, "b": 0.5}, n=40)
    level = rng.uniform(1, 19, 40).round()
    at = pl.col("article_id").str.slice(1).cast(pl.Int64)
    alike = scores.with_columns(numerator=at.replace_strict(dict(enumerate(level))) + rng.integers(0, 2, 80))
    stories = articles.select("article_id", story_id=pl.format("story-{}", at))
    apart = run(alike, articles, declare("share")).row(0, named=True)
    within = run(alike, articles, declare("share"), stories=stories).row(0, named=True)
    assert within["ci_high"] - within["ci_low"] < (apart["ci_high"] - apart["ci_low"]) / 3


def test_order_does_not_matter():
    scores, articles = corpus({"a": 0.2, "b": 0.3})
    table = run(scores, articles, declare("share"))
    assert run(scores.reverse(), articles.reverse(), declare("share")).equals(table)


def test_one_outlet_or_no_scores():
    assert run(*corpus({"a": 0.2}), declare("share")).is_empty()
    assert run(*corpus({}), declare("share")).is_empty()


def test_where_nothing_bounds_articles_that_are_all_equal_the_difference_has_no_interval():
    scores, articles = corpus({"a": 1.0, "b": 0.4})  # every article of a has 20 of 20
    row = run(scores, articles, declare("share", highest=float("inf"))).row(0, named=True)
    assert (row["status"], row["ci_low"], row["ci_high"]) == ("all_equal", None, None)
    assert row["difference"] > 0.5
    assert row["p_value"] < 0.01
    bounded = run(scores, articles, declare("share")).row(0, named=True)
    assert bounded["status"] == "ok"
    assert bounded["ci_low"] < bounded["difference"] < bounded["ci_high"]


def test_an_interval_does_not_reach_past_what_two_bounded_values_can_differ():
    """Means of 5/6 and -5/6 of six articles each; Student's ends of both lie beyond 1 and -1."""
    scores, articles = corpus({"a": 0.5, "b": 0.5}, n=6)
    sign = pl.when(pl.col("article_id").str.starts_with("a")).then(1).otherwise(-1)
    balance = scores.with_columns(
        numerator=pl.when(pl.col("article_id").str.ends_with("0")).then(0.0).otherwise(20.0 * sign)
    )
    row = run(balance, articles, declare("share", lowest=-1)).row(0, named=True)
    assert row["difference"] == pytest.approx(10 / 6)
    assert row["ci_low"] < row["difference"] < row["ci_high"] == 2


def test_an_outlet_with_fewer_cases_in_all_than_an_article_needs_is_too_few():
    scores, articles = corpus({"a": 0.2, "b": 0.3})  # 30 articles of 20 words
    none_alone = scores.with_columns(value=pl.lit(None, pl.Float64), status=pl.lit("too_few"))
    assert run(none_alone, articles, declare("share", minimum_n=601))["status"].to_list() == ["too_few"]
    assert run(none_alone, articles, declare("share", minimum_n=600))["status"].to_list() == ["ok"]
