from audit import parts, tables
from audit.model import Article, Reason, Reject

ARTICLE = Article(article_id="a1", outlet="Post", text="One. Two.")


def test_a_batch_is_done_only_under_its_own_key(tmp_path):
    key = parts.key_of([ARTICLE], "model")
    assert not parts.is_done(tmp_path, 0, key)
    parts.write(tmp_path, 0, key, {"actors": tables.empty("actors")}, [])
    assert parts.is_done(tmp_path, 0, key)
    assert not parts.is_done(tmp_path, 0, parts.key_of([ARTICLE], "another model"))


def test_a_half_written_batch_does_not_count(tmp_path):
    parts.write(tmp_path, 3, "k", {}, [])
    (parts.folder(tmp_path, 3) / parts.KEY).unlink()
    assert not parts.is_done(tmp_path, 3, "k")


def test_batches_beyond_the_run_are_dropped(tmp_path):
    for number in range(3):
        parts.write(tmp_path, number, "k", {}, [])
    parts.drop_after(tmp_path, 1)
    assert [path.name for path in (tmp_path / "parts").iterdir()] == ["000000"]


def test_rejects_become_rows_with_their_fixed_code():
    reject = Reject(source_path="x.csv", source_record=7, stage="read", reason=Reason.EMPTY_TEXT, message="no text")
    assert parts.reject_frame([reject]).row(0) == ("x.csv", 7, "read", "empty_text", "no text")


def test_a_table_without_batches_is_empty_with_its_columns(tmp_path):
    assert parts.scan(tmp_path, "actors").collect().columns == list(tables.schema_of("actors"))
