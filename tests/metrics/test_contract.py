"""What holds for every metric that is declared, tried on a random run: bounds, groups, one denominator where promised."""

import random

import polars as pl
import pytest

from metrics.registry import all_metrics
from metrics.tone import tone_table

METRICS = all_metrics()
CLASSES = ("neutral", "doubting", "emotive", "other", None)
ONE_DENOMINATOR = (
    ("source_diversity.source_type_share", "source_type"),
    ("source_diversity.gender_share", "gender"),
    ("quote_space.speech_share", "party"),
    ("quote_space.speech_share", "actor"),
    ("quote_space.speech_share_direct", "party"),
    ("quote_space.speech_share_indirect", "party"),
    ("quote_space.mention_share", "party"),
    ("quote_space.mention_share", "actor"),
    ("quote_space.first_quoted", "party"),
    ("attribution.verb_class_share", "cue_class"),
    ("attribution.via_share", "via"),
    ("attribution.wire_share", "wire"),
)


def article(key, rng):
    """Random rows of one article: up to 6 attributions, 8 mentions, 6 sentences, 5 actors."""
    ids = [f"p{n}" for n in range(5)]
    head = {"article_id": key}
    spoken = [
        head
        | {
            "attribution_id": n,
            "kind": rng.choice(("direct", "indirect", "mixed")),
            "source_text": rng.choice(("he", None)),
            "cue_class": rng.choice(CLASSES),
            "n_words": (words := rng.randint(0, 20)),
            "n_words_direct": rng.randint(0, words),
            "actor_id": rng.choice([*ids, None]),
            "via_actor_id": rng.choice((None, None, "wire")),
            "sentence_id": rng.randint(0, 5),
            "in_title": rng.random() < 0.1,
        }
        for n in range(rng.randint(0, 6))
    ]
    seen = [
        head
        | {
            "mention_id": n,
            "actor_id": rng.choice(ids),
            "sentence_id": rng.randint(0, 5),
            "attribution_id": rng.choice((None, 1)),
            "in_title": rng.random() < 0.1,
            "voice": rng.choice(("journalist", "self", "others")),
            "vader_score": rng.uniform(-1, 1),
        }
        for n in range(rng.randint(0, 8))
    ]
    body = [
        head | {"sentence_id": n, "n_words": (words := rng.randint(0, 30)), "n_words_attributed": rng.randint(0, words)}
        for n in range(rng.randint(0, 6))
    ]
    people = [
        head
        | {
            "actor_id": actor,
            "kind": rng.choice(("person", "organisation", "unnamed")),
            "named": rng.random() < 0.7,
            "source_type": rng.choice(("official", "citizen", None)),
            "gender": rng.choice(("female", "male", None)),
            "party": rng.choice(("left", "right", None)),
        }
        for actor in ids
    ]
    return spoken, seen, body, people


@pytest.fixture(scope="module")
def articles():
    rng = random.Random(11)
    return {f"a{n}": article(f"a{n}", rng) for n in range(40)}


@pytest.fixture
def given(run, articles):
    spoken, seen, body, people = ([row for part in articles.values() for row in part[n]] for n in range(4))
    tables = run(
        articles=[{"article_id": key, "title": "t", "wire": "AP" if n % 3 else None} for n, key in enumerate(articles)],
        attributions=spoken,
        mentions=seen,
        sentences=body,
        actors=people,
        baselines=[{"name": "seats", "party": party, "weight": 9.0} for party in ("right", "left", "green")],
    )
    return {**tables, "tone": tone_table(tables["mentions"])}


@pytest.fixture(params=list(METRICS))
def scored(request, given):
    metric = METRICS[request.param]
    return metric, metric.score(given).collect()


def test_rows_are_unique_and_named_as_declared(scored):
    metric, rows = scored
    assert not rows.select("article_id", "group_by", "group").is_duplicated().any()
    assert set(rows["group_by"]) <= set(metric.group_by)
    assert not rows["group"].is_null().any()
    for group_by, group in rows.select("group_by", "group").unique().iter_rows():
        assert group.count(":") == group_by.count(":")


def test_values_stay_within_the_declared_bounds(scored):
    metric, rows = scored
    low, high = metric.bounds
    values = rows["value"].drop_nulls()
    assert low is None or (values >= low - 1e-9).all()
    assert high is None or (values <= high + 1e-9).all()


def test_no_value_without_a_status_and_no_status_without_a_reason(scored):
    _, rows = scored
    for row in rows.iter_rows(named=True):
        if row["status"] == "ok":
            assert row["value"] is not None
            assert row["denominator"] > 0
        else:
            assert row["value"] is None
            assert row["status"] == "too_few" or not row["denominator"]


def test_sparse_groups_share_one_denominator_in_an_article(scored):
    metric, rows = scored
    for grouping in metric.sparse:
        kept = rows.filter(pl.col("group_by") == grouping)
        if metric.family in {"quote_space", "attribution"}:
            assert len(kept)
        assert (kept.group_by("article_id").agg(pl.col("denominator").n_unique())["denominator"] == 1).all()


@pytest.mark.parametrize(("name", "grouping"), ONE_DENOMINATOR)
def test_shares_of_an_article_add_up_to_one(given, name, grouping):
    rows = METRICS[name].score(given).filter(pl.col("group_by") == grouping).collect()
    summed = rows.group_by("article_id").agg(pl.col("numerator").sum(), pl.col("denominator").unique())
    assert len(summed) > 10
    for row in summed.iter_rows(named=True):
        assert [row["numerator"]] == row["denominator"]


@pytest.mark.parametrize(
    ("name", "grouping"), [pair for pair in ONE_DENOMINATOR if pair[1] not in METRICS[pair[0]].sparse]
)
def test_dense_groups_stand_in_every_article(given, name, grouping):
    rows = METRICS[name].score(given).filter(pl.col("group_by") == grouping).collect()
    assert len(rows) == rows["article_id"].n_unique() * rows["group"].n_unique()


def test_scores_do_not_hang_on_the_order_of_the_rows(given):
    keys = ["metric", "article_id", "group_by", "group"]
    turned = {name: table.reverse() for name, table in given.items() if name != "baselines"}
    turned["baselines"] = given["baselines"]
    for name, metric in METRICS.items():
        one, other = (metric.score(tables).sort(keys).collect() for tables in (given, turned))
        assert one.select(*keys, "status").equals(other.select(*keys, "status")), name
        assert ((one["value"] - other["value"]).abs().max() or 0) < 1e-9, name


def test_adding_an_article_leaves_the_scores_of_the_others_alone(given):
    """Dense groups may come and go with the run; what an article has is its own."""
    fewer = {
        name: table.filter(pl.col("article_id") != "a0") if "article_id" in table.collect_schema() else table
        for name, table in given.items()
    }
    keys = ["article_id", "group_by", "group"]
    for name, metric in METRICS.items():
        alone = metric.score(fewer).collect()
        together = metric.score(given).filter(pl.col("article_id") != "a0").collect()
        joined = alone.join(together, on=keys, suffix="_more")
        assert len(joined) == len(alone), name
        assert ((joined["value"] - joined["value_more"]).abs().max() or 0) < 1e-9, name
