"""One id for one actor over a run."""

import polars as pl
import pytest

from audit import tables
from audit.linking import link_actors
from audit.names import name_key, slug

FIELDS = ("article_id", "actor_id", "name", "kind", "named", "names")


def actors(*rows: tuple[str, str, str, str, bool, list[str]]) -> pl.DataFrame:
    return tables.from_rows("actors", [dict(zip(FIELDS, row, strict=True)) for row in rows])


def person(article: str, number: int, name: str, *names: str) -> tuple[str, str, str, str, bool, list[str]]:
    return article, f"a{number}", name, "person", True, list(names or (name,))


def ids(frame: pl.DataFrame, **aliases: list[str]) -> list[str]:
    return link_actors(frame, aliases={key.replace("_", " "): value for key, value in aliases.items()})[
        "actor_id"
    ].to_list()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Sen. Charles B. Rangel", "charles rangel"),
        ("José Núñez’s", "jose nunez"),
        ("Ludwig van Beethoven", "ludwig van beethoven"),
        ("Donald Trump Jr.", "donald trump jr"),
        ("Trump", "trump"),
    ],
)
def test_key_of_a_person(name, key):
    assert name_key(name) == key


def test_key_of_a_body_keeps_every_word_but_the_article():
    assert name_key("The New York Times", "organisation") == "new york times"


def test_slug_keeps_letters_of_other_scripts():
    assert slug("AT&T Inc.") == "at-and-t-inc"
    assert slug("Владимир Путин") == "владимир-путин"


def test_spellings_of_a_full_name_meet():
    frame = actors(person("x", 0, "Loretta E. Lynch"), person("y", 0, "Loretta Lynch"), person("z", 0, "Loretta Lynch"))
    linked = link_actors(frame, aliases={})
    assert linked["actor_id"].unique().to_list() == ["loretta-lynch"]
    assert linked["name"].unique().to_list() == ["Loretta Lynch"]  # two articles to one


def test_surname_is_linked_where_one_full_name_fits():
    frame = actors(person("x", 0, "Donald Trump"), person("y", 0, "Trump"))
    assert ids(frame) == ["donald-trump", "donald-trump"]


def organisation(article: str, number: int, name: str) -> tuple[str, str, str, str, bool, list[str]]:
    return article, f"a{number}", name, "organisation", True, [name]


def test_a_company_with_a_surname_for_a_name_is_nobody():
    frame = actors(person("x", 0, "Harrison Ford"), organisation("y", 0, "Ford"), person("z", 0, "Ford"))
    assert ids(frame) == ["harrison-ford", "ford", "harrison-ford"]


def test_a_person_who_is_taken_for_an_organisation_once_in_ten_articles_is_still_that_person():
    many = [person(f"x{number}", 0, "Barack Obama", "Barack Obama", "Obama") for number in range(9)]
    assert ids(actors(*many, organisation("y", 0, "Obama"))) == ["barack-obama"] * 10


def test_one_letter_is_no_surname():
    assert ids(actors(person("x", 0, "Malcolm X"), person("y", 0, "X"))) == ["malcolm-x", "x"]


def test_surname_of_two_people_stays_apart_and_is_marked():
    frame = actors(
        person("x", 0, "Bill Clinton", "Clinton"),
        person("y", 0, "Hillary Clinton", "Clinton"),
        person("z", 0, "Clinton"),
    )
    linked = link_actors(frame, aliases={})
    assert linked["actor_id"].to_list() == ["bill-clinton", "hillary-clinton", "person/z/clinton"]
    assert linked["linked_by"].to_list() == ["name", "name", "undecided"]


def test_surname_goes_to_whom_it_means_in_nine_articles_of_ten():
    many = [person(f"x{number}", 0, "Hillary Clinton", "Clinton") for number in range(9)]
    frame = actors(*many, person("y", 0, "Bill Clinton", "Clinton"), person("z", 0, "Clinton"))
    assert ids(frame)[-1] == "hillary-clinton"
    assert ids(frame.filter(pl.col("article_id") != "x0"))[-1] == "person/z/clinton"  # eight of nine are too few


def test_alias_wins_over_all():
    frame = actors(person("x", 0, "Bill Clinton", "Clinton"), person("z", 0, "Clinton"))
    linked = link_actors(frame, aliases={"Hillary Rodham Clinton": ["Clinton"]})
    assert linked.row(1, named=True) == {
        "article_id": "z",
        "local_id": "a0",
        "actor_id": "hillary-clinton",
        "name": "Hillary Rodham Clinton",
        "linked_by": "alias",
    }


def test_acronym_is_linked_by_its_letters_or_by_an_article_that_gives_both():
    full = ("x", "a0", "Republican National Committee", "organisation", True, ["Republican National Committee"])
    short = ("y", "a0", "RNC", "organisation", True, ["RNC"])
    assert ids(actors(full, short)) == ["republican-national-committee"] * 2


def test_unnamed_actors_never_meet_across_articles():
    row = ("unnamed", False, [])
    frame = actors(("x", "a0", "aide", *row), ("x", "a1", "aide", *row), ("y", "a0", "aide", *row))
    assert ids(frame) == ["unnamed/x/aide", "unnamed/x/aide-2", "unnamed/y/aide"]


def test_ids_do_not_depend_on_the_order_of_articles():
    frame = actors(
        person("x", 0, "Bill Clinton", "Clinton"),
        person("y", 0, "Hillary Clinton", "Clinton"),
        person("z", 0, "Clinton"),
        person("z", 1, "Ada Quill"),
    )
    there = link_actors(frame, aliases={}).sort("article_id", "local_id")
    back = link_actors(frame.reverse(), aliases={}).sort("article_id", "local_id")
    assert there.equals(back)


def test_no_actors():
    assert link_actors(tables.empty("actors"), aliases={}).columns == [
        "article_id",
        "local_id",
        "actor_id",
        "name",
        "linked_by",
    ]


def test_whoever_is_identified_without_a_name_stays_in_the_article():
    rows = [(article, "a0", "Finance Minister", "person", True, []) for article in ("x", "y")]
    linked = link_actors(actors(*rows), aliases={})
    assert linked["actor_id"].to_list() == ["person/x/finance-minister", "person/y/finance-minister"]
    assert linked["linked_by"].to_list() == ["article", "article"]
