"""Parquet files, whole and inside archives."""

import zipfile

import polars as pl

from audit.ingest import ReadOptions, count_records, read
from audit.model import Reason


def test_rows_keep_order_and_text(tmp_path):
    path = tmp_path / "a.parquet"
    texts = [f"Text {index}\r\n\u00a0“yes” " for index in range(5_000)]
    pl.DataFrame({"uid": range(5_000), "content": texts, "publisher": "Post"}).write_parquet(path, row_group_size=700)
    results = list(read([path], options=ReadOptions(clean=False)))
    assert [result.text for result in results] == texts
    assert [result.source_record for result in results] == list(range(5_000))
    assert results[4_999].article_id == "4999"
    assert count_records([path]) == 5_000


def test_dates_lists_and_nulls_are_understood(tmp_path):
    from datetime import UTC, datetime

    path = tmp_path / "a.parquet"
    frame = {
        "id": ["a", "b"],
        "text": ["A text.", None],
        "date": [datetime(2024, 2, 29, 23, 30, tzinfo=UTC), None],
        "authors": [["Jane Doe", "John Roe"], None],
    }
    pl.DataFrame(frame).write_parquet(path)
    first, second = read([path])
    assert str(first.published) == "2024-02-29"
    assert first.authors == ("Jane Doe", "John Roe")
    assert second.reason is Reason.EMPTY_TEXT


def test_a_parquet_file_in_a_zip_archive(tmp_path):
    inner = tmp_path / "a.parquet"
    pl.DataFrame({"id": ["a"], "text": ["A text."]}).write_parquet(inner)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(inner, "a.parquet")
    (article,) = read([tmp_path / "b.zip"])
    assert article.text == "A text."


def test_a_damaged_file_is_refused(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 this is no Parquet")
    (reject,) = read([path])
    assert reject.reason is Reason.UNREADABLE_FILE


def test_texts_that_are_stored_as_bytes(tmp_path):
    path = tmp_path / "a.parquet"
    pl.DataFrame({"text": ["“It’s” a café.".encode()], "outlet": [b"Post"]}).write_parquet(path)
    (article,) = read([path])
    assert (article.text, article.outlet) == ("“It’s” a café.", "Post")
