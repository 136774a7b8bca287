"""What a run's last lines say of the articles that were read."""

from datetime import date

import polars as pl

from audit.cli.totals import lacks

WHOLE = {"outlet": "Post", "title": "Rain", "published": date(2024, 3, 14), "content_hash": "a"}


def said(*articles: dict[str, object]) -> list[str]:
    schema = {"outlet": pl.String, "title": pl.String, "published": pl.Date, "content_hash": pl.String}
    return list(lacks(pl.DataFrame([WHOLE | article for article in articles], schema=schema)))


def test_of_articles_that_lack_nothing_nothing_is_said():
    assert said({}, {"content_hash": "b"}, {"outlet": "Times"}) == []


def test_articles_without_a_date_are_counted_with_the_options_that_help():
    (line,) = said({"published": None}, {"content_hash": "b"})
    assert line.startswith("1 of 2 articles without a date")
    assert "--map published=COLUMN" in line
    assert "--day-first" in line


def test_articles_without_an_outlet_are_counted():
    (line,) = said({"outlet": "unknown"}, {"content_hash": "b"}, {"content_hash": "c"})
    assert line.startswith("1 of 3 articles without an outlet")


def test_copies_within_an_outlet_are_counted_but_not_those_of_another():
    (line,) = said({}, {}, {}, {"outlet": "Times"})
    assert line.startswith("2 of 4 articles with headline and text of another one of the outlet")


def test_a_column_of_headlines_that_was_not_found_is_told_but_single_gaps_are_not():
    (line,) = said({"title": None}, {"title": None, "content_hash": "b"})
    assert line.startswith("no article has a headline")
    assert "--map title=COLUMN" in line
    assert said({"title": None}, {"content_hash": "b"}) == []
