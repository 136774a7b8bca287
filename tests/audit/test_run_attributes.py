"""What other articles of the run tell of an actor."""

import polars as pl

from audit import tables
from audit.run_attributes import fill

COLUMNS = ("article_id", "actor_id", "gender", "source_type", "kind", "name", "evidence")


def actors(*rows):
    return tables.from_rows("actors", [dict(zip(COLUMNS, row, strict=False)) for row in rows]).lazy()


def weak(start=0):
    return [{"attribute": "weak_source_type", "start": start, "end": start + 8, "in_title": False}]


def belongs_to(start):
    return [{"attribute": "belongs_to", "start": start, "end": start + 8, "in_title": False}]


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


def test_a_full_role_in_one_article_outweighs_a_weak_noun_in_the_others():
    governors = [(name, "lee", None, "politician", "person", "Lee", weak()) for name in "abc"]
    found = fill(actors(*governors, ("d", "lee", None, "official", "person", "Lee", []))).collect()
    assert found["source_type"].to_list() == ["official"] * 4
    assert fill(actors(*governors)).collect()["source_type"].to_list() == ["politician"] * 3


def test_a_weak_noun_fills_what_is_silent_and_yields_to_no_doubt():
    rows = [
        ("a", "lee", None, "politician", "person", "Lee", weak()),
        ("b", "lee", None, None, "person", "Lee", []),
        ("c", "ray", None, "politician", "person", "Ray", weak()),
        ("d", "ray", None, "official", "person", "Ray", []),
        ("e", "ray", None, "expert", "person", "Ray", []),
    ]
    expected = ["politician", "politician", "politician", "official", "expert"]
    assert fill(actors(*rows)).collect()["source_type"].to_list() == expected


def test_who_speaks_for_a_firm_takes_the_type_that_another_article_gives_it():
    rows = actors(
        ("a", "lee", None, None, "person", "Lee", belongs_to(10)),
        ("a", "tidemark", None, None, "organisation", "Tidemark", []),
        ("b", "tidemark", None, "business", "organisation", "Tidemark", []),
        ("c", "lee", None, None, "person", "Lee", []),
    )
    places = [("a", 0, "lee", 0, False), ("a", 1, "tidemark", 10, False), ("b", 0, "tidemark", 0, False)]
    names = ("article_id", "mention_id", "actor_id", "start", "in_title")
    mentions = tables.from_rows("mentions", [dict(zip(names, place, strict=True)) for place in places]).lazy()
    assert fill(rows, mentions=mentions).collect()["source_type"].to_list() == ["business"] * 4
    assert fill(rows).collect()["source_type"].to_list() == [None, "business", "business", None]


def test_the_outlets_of_the_run_are_media():
    rows = actors(
        ("a", "northline", None, "official", "organisation", "Northline", weak()),
        ("a", "herald", None, None, "organisation", "Herald", []),
        ("a", "north", None, "official", "organisation", "North", []),
        ("b", "northline", None, "citizen", "person", "Northline", []),
    )
    articles = tables.from_rows(
        "articles", [{"article_id": "a", "outlet": "Northline"}, {"article_id": "b", "outlet": "The Herald"}]
    )
    found = fill(rows, articles=articles.lazy()).collect()
    assert found["source_type"].to_list() == ["media", "media", "official", "citizen"]


def test_a_group_of_known_members_has_their_type():
    rows = actors(
        ("a", "group/a/lee-and-ray", None, None, "group", "Ann Lee and Bo Ray"),
        ("a", "group/a/lee-and-aides", None, None, "group", "Ann Lee and aides"),
        ("a", "group/a/lee-and-dee", None, None, "group", "Ann Lee and Cy Dee"),
        ("a", "lee", None, None, "person", "Ann Lee"),
        ("a", "ray", None, "politician", "person", "Bo Ray"),
        ("a", "dee", None, "expert", "person", "Cy Dee"),
        ("b", "lee", None, "politician", "person", "Ann Lee"),
    )
    found = fill(rows).collect()["source_type"].to_list()
    assert found == ["politician", "politician", None, "politician", "politician", "expert", "politician"]


def test_organisations_have_no_gender():
    rows = [
        ("a", "tidemark", "male", None, "person", "Tidemark"),
        ("b", "tidemark", None, None, "organisation", "Tidemark"),
    ]
    assert fill(actors(*rows)).collect()["gender"].to_list() == ["male", None]


def test_a_firm_of_the_same_name_does_not_correct_a_person():
    rows = [
        ("a", "lee", None, "politician", "person", "Lee", weak()),
        ("b", "lee", None, "media", "organisation", "Lee", []),
        ("c", "lee", None, None, "person", "Lee", []),
    ]
    assert fill(actors(*rows)).collect()["source_type"].to_list() == ["politician", "media", "politician"]
