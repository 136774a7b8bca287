import polars as pl
import pytest

from audit import tables
from audit.errors import TableError


def test_a_table_written_is_the_table_read(tmp_path):
    frame = tables.from_rows(
        "rejects",
        [{"source_path": "a.txt", "source_record": 0, "stage": "read", "reason": "empty_text", "message": "m"}],
    )
    tables.write(frame, tmp_path, "rejects")
    assert tables.read(tmp_path, "rejects").equals(frame)


def test_a_folder_of_parts_reads_as_one_table(tmp_path):
    folder = tmp_path / "tables" / "rejects"
    folder.mkdir(parents=True)
    for number in range(2):
        tables.from_rows("rejects", [{"source_path": f"{number}"}]).write_parquet(folder / f"part-{number}.parquet")
    assert tables.read(tmp_path, "rejects")["source_path"].to_list() == ["0", "1"]


def test_extra_columns_stay_behind_the_promised_ones():
    frame = tables.empty("rejects").with_columns(extra=pl.lit(1))
    assert tables.check(frame, "rejects").columns == [*tables.schema_of("rejects"), "extra"]


def test_a_missing_column_is_named_with_those_there_and_the_next_step():
    with pytest.raises(TableError, match=r"lacks column 'message' \(columns: source_path.*annotate"):
        tables.check(tables.empty("rejects").drop("message"), "rejects")


def test_a_missing_table_says_how_to_make_it(tmp_path):
    with pytest.raises(TableError, match=r"holds no table 'scores'.*media-audit run"):
        tables.scan(tmp_path, "scores")


def test_a_table_that_a_run_may_lack_comes_empty(tmp_path):
    for name in tables.OPTIONAL:
        assert tables.read(tmp_path, name).equals(tables.empty(name))


def test_an_unknown_table_is_refused_with_the_known_ones():
    with pytest.raises(TableError, match=r"no table is called 'score'.*scores"):
        tables.empty("score")


def test_attributions_carry_spans_as_structs_of_unsigned_numbers():
    row = {"article_id": "a", "source": {"start": 1, "end": 3}, "content": [{"start": 5, "end": 9}]}
    frame = tables.from_rows("attributions", [row])
    assert frame["source"].struct.field("end").item() == 3
    assert frame["content"].dtype == pl.List(tables.SPAN)
    assert frame["cue"].item() is None


def test_columns_that_came_later_are_null_in_older_runs(tmp_path):
    older = tables.from_rows("sentences", [{"article_id": "a", "n_words": 9}]).drop("n_words_quoted", "n_words_stray")
    tables.path_of(tmp_path, "sentences").parent.mkdir()
    older.write_parquet(tables.path_of(tmp_path, "sentences"))
    found = tables.read(tmp_path, "sentences")
    assert found["n_words_stray"].to_list() == [None]
    assert found.schema["n_words_quoted"] == pl.UInt32
    assert found["n_words"].to_list() == [9]
