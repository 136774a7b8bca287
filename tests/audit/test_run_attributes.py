"""What other articles of the run tell of an actor."""

import polars as pl

from audit import tables
from audit.run_attributes import fill


def actors(*rows):
    names = ("article_id", "actor_id", "gender", "source_type")
    return tables.from_rows("actors", [dict(zip(names, row, strict=True)) for row in rows]).lazy()


def test_a_silent_article_takes_what_the_others_agree_on():
    found = fill(
        actors(
            ("a", "trump", "male", "politician"),
            ("b", "trump", None, "politician"),
            ("c", "trump", None, None),
            ("c", "lee", None, None),
        )
    ).collect()
    assert found["gender"].to_list() == ["male", "male", "male", None]
    assert found["source_type"].to_list() == ["politician"] * 3 + [None]
    assert found.columns == tables.schema_of("actors").names()


def test_what_an_article_says_itself_stays():
    rows = [
        ("a", "trump", None, "business"),
        *((name, "trump", None, "politician") for name in "bcd"),
        ("e", "trump", None, None),
    ]
    assert fill(actors(*rows)).collect()["source_type"].to_list() == ["business"] + ["politician"] * 4


def test_where_they_disagree_nothing_is_taken():
    rows = [("a", "lee", "male", None), ("b", "lee", "female", None), ("c", "lee", None, None)]
    assert fill(actors(*rows)).collect()["gender"].to_list() == ["male", "female", None]


def test_actors_of_one_article_are_not_known_elsewhere():
    rows = [("a", "unnamed/a/aide", None, "official"), ("b", "unnamed/a/aide", None, None)]
    assert fill(actors(*rows)).collect().select(pl.col("source_type")).to_series().to_list() == ["official", None]
