"""Values of absurd length: a record is refused where figures would show them, else the value is left out and told of."""

import csv
import io
import json

import pytest

from audit.ingest.limits import LONGEST
from audit.model import Article, Reason


def rows(*records: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]))
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


@pytest.mark.parametrize(("field", "column"), [("title", "headline"), ("outlet", "paper"), ("article_id", "id")])
def test_a_text_in_place_of_a_headline_outlet_or_id_refuses_the_record(read_bytes, english, field, column):
    most = LONGEST[field]
    fits = {column: "x" * most, "text": english * 10}
    odd = {column: "y" * (most + 1), "text": english * 10}
    article, reject = read_bytes("a.csv", rows(fits, odd))
    assert isinstance(article, Article)
    assert reject.reason is Reason.BAD_RECORD
    assert f"{field} column '{column}' holds {most + 1:,} characters where {most:,} are the most" in reject.message
    assert f"--map {field}=COLUMN" in reject.message
    assert len(reject.message) < 400


def test_title_and_text_that_changed_places(read_bytes, english):
    (reject,) = read_bytes("a.csv", rows({"title": english * 2, "text": "Minister quits"}))
    assert reject.reason is Reason.BAD_RECORD
    assert "are their columns swapped?" in reject.message


def test_a_long_standfirst_in_the_headline_is_one(read_bytes, english):
    (article,) = read_bytes("a.csv", rows({"title": english * 3, "text": english * 4}))
    assert len(article.title) == 3 * len(english)


@pytest.mark.parametrize("field", ["authors", "url", "section", "language", "wire", "published"])
def test_another_value_that_is_too_long_is_left_out_and_told_of_once(read_bytes, english, field):
    long = {field: "a b " * LONGEST[field], "text": english}
    *articles, told = read_bytes("a.csv", rows({field: "", "text": english}, long, long))
    assert [bool(getattr(article, field)) for article in articles] == [field == "language"] * 3
    assert (told.source_record, told.reason) == (3, Reason.TOO_LONG)
    assert f"{field} column '{field}'" in told.message
    assert "2 records (the first: record 1)" in told.message


def test_lists_and_objects_are_measured_whole(read_bytes, english):
    authors = [{"name": "Ann Lee"}] * 1_000
    article, told = read_bytes("a.jsonl", json.dumps({"text": english, "authors": authors}))
    assert article.authors == ()
    assert told.reason is Reason.TOO_LONG


def test_each_file_tells_of_its_own(tmp_path, english):
    from audit.ingest import read

    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(rows({"url": "u" * 5_000, "text": english}))
    found = list(read([tmp_path]))
    assert [type(one).__name__ for one in found] == ["Article", "Reject", "Article", "Reject"]
    assert "1 record (the first: record 0)" in found[1].message
    assert "b.csv" in found[3].message


@pytest.mark.parametrize(
    "name", ["The\u200bPost", "The\u202dPost\u202c", "\u2068ThePost\u2069", "The\u00adPost", "The\x07Post"]
)
def test_signs_that_nobody_sees_make_no_outlet(read_bytes, english, name):
    (article,) = read_bytes("a.csv", rows({"outlet": name, "text": english}))
    assert article.outlet == "ThePost"
