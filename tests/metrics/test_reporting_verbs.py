"""Classes of reporting verbs, in all and by party."""

import pytest

from audit.config import Settings
from metrics.pooling import pooled_estimates
from metrics.registry import all_metrics, outlet_metrics


def metric(name):
    return all_metrics()[f"attribution.{name}"]


def rows(article, *cues):
    return [
        {"article_id": article, "attribution_id": n, "actor_id": key, "cue_class": cue, "n_words": 5}
        for n, (key, cue) in enumerate(cues)
    ]


def actors(article):
    keys = [("l", "left"), ("r", "right"), ("n", None)]
    return [{"article_id": article, "actor_id": key, "named": True, "party": party} for key, party in keys]


@pytest.fixture
def toy(run):
    return run(
        articles=[{"article_id": "a"}, {"article_id": "b"}],
        attributions=rows(
            "a",
            ("l", "neutral"),
            ("l", "doubting"),
            ("l", "other"),
            ("r", "neutral"),
            ("n", "emotive"),
            (None, "neutral"),
            ("r", None),
        ),
        actors=actors("a"),
    )


def test_class_shares_are_dense_over_the_classes_of_the_run(toy, counts):
    assert counts(metric("verb_class_share"), toy, group_by="cue_class") == {
        ("a", "neutral"): (3, 6),
        ("a", "doubting"): (1, 6),
        ("a", "emotive"): (1, 6),
        ("a", "other"): (1, 6),
    }


def test_class_shares_within_each_party_that_speaks(toy, counts):
    found = counts(metric("verb_class_share"), toy, group_by="party:cue_class")
    assert found["a", "left:neutral"] == (1, 3)
    assert found["a", "left:emotive"] == (0, 3)
    assert found["a", "right:neutral"] == (1, 1)
    assert found["a", "unknown:neutral"] == (1, 1)
    assert len(found) == 4 * 4  # left, right, none and unknown speak; four classes


def test_loaded_verbs_over_those_the_list_holds(toy, counts, values):
    assert counts(metric("loaded_verb_share"), toy)["a", "all"] == (2, 5)
    assert values(metric("loaded_verb_share"), toy)["b", "all"] == "undefined"
    assert counts(metric("loaded_verb_share"), toy, group_by="party") == {
        ("a", "left"): (1, 2),
        ("a", "right"): (0, 1),
        ("a", "none"): (1, 1),
        ("a", "unknown"): (0, 1),
    }


def test_gap_sets_a_party_against_the_others(run):
    articles = [f"a{n}" for n in range(10)]
    given = run(
        articles=[{"article_id": key, "outlet": "o"} for key in articles],
        attributions=[
            row
            for key in articles
            for row in rows(
                key,
                ("l", "doubting"),
                ("l", "neutral"),
                ("l", "other"),
                ("r", "neutral"),
                ("r", "neutral"),
                ("n", "emotive"),
            )
        ],
        actors=[row for key in articles for row in actors(key)],
    )
    name = "attribution.loaded_verb_gap"
    found = pooled_estimates(given, metrics={name: outlet_metrics()[name]}, settings=Settings())
    by_group = {(row["outlet"], row["group"]): row for row in found.to_dicts()}
    assert by_group["o", "left"]["value"] == pytest.approx(0.5)  # 10 of 20 against 0 of 20
    assert by_group["o", "right"]["value"] == pytest.approx(-0.5)
    assert by_group["o", "left"]["n"] == 20
    assert set(by_group) == {("o", "left"), ("o", "right"), ("(all)", "left"), ("(all)", "right")}
