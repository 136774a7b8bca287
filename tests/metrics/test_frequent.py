"""Which of many groups have figures: those that most articles of an outlet hold."""

import numpy as np
import polars as pl
import pytest

from metrics import frequent
from metrics.frequent import has_many, may_reach, most_held
from metrics.registry import get


@pytest.fixture(autouse=True)
def two_groups(monkeypatch):
    monkeypatch.setattr(frequent, "MOST_GROUPS", 2)


def held(**outlets):
    """``a="x x y"``: of outlet a two articles hold x, one y."""
    rows = [(group, at) for at, groups in enumerate(outlets.values()) for group in groups.split()]
    return pl.DataFrame(rows, schema={"group": pl.String, "outlet": pl.Int64}, orient="row")


def test_the_first_of_each_outlet_and_of_all():
    # a: x 3, y 2, v 1; b: z 3, w 2, v 1; all: x and z 3 each
    assert set(most_held(held(a="x x x y y v", b="z z z w w v"))) == {"x", "y", "z", "w"}


def test_a_group_that_is_second_everywhere_may_be_first_of_all():
    # v is third in each outlet; of all it has 4 articles, more than any other, or fewer than x and z
    assert "v" in set(most_held(held(a="x x x y y y v v", b="z z z w w w v v")))
    assert "v" not in set(most_held(held(a="x x x x x y y y v v", b="z z z z z w w w v v")))


def test_equals_are_taken_by_the_alphabet():
    assert set(most_held(held(a="c c b b a a"))) == {"a", "b"}


def test_setting_rare_groups_aside_changes_nothing(monkeypatch):
    rng = np.random.default_rng(3)
    rows = pl.DataFrame({"group": [f"g{n}" for n in rng.zipf(1.4, 3000)], "outlet": rng.integers(0, 3, 3000)})
    aside = set(most_held(rows))
    monkeypatch.setattr(frequent, "_OFTEN", 10**9)  # nothing is that frequent: all are ranked
    assert set(most_held(rows)) == aside


def test_no_group_that_reaches_is_lost(monkeypatch):
    monkeypatch.setattr(frequent, "_BUCKETS", 4)  # so that names collide
    rng = np.random.default_rng(4)
    groups = pl.Series([f"g{n}" for n in rng.integers(0, 30, 500)])
    amounts = rng.random(500)
    sums = pl.DataFrame({"group": groups, "amount": amounts}).with_columns(pl.col("amount").sum().over("group"))
    kept = may_reach(groups, amounts, least=9.0)
    assert kept.filter(sums["amount"] >= 9.0).all()


def test_actors_and_sparse_groupings_are_many():
    assert has_many(get("tone.mean"), "actor:voice")
    assert has_many(get("attribution.via_share"), "via")
    assert not has_many(get("tone.mean"), "party:voice")
