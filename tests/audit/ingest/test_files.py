"""Folders, archives, and what lies in them that is no article."""

import bz2
import gzip
import hashlib
import lzma
import os
import random
import zipfile

import pytest

from audit.errors import InputError, SettingsError
from audit.ingest import ReadOptions, all_formats, count_records, inventory, read
from audit.model import Article, Reason


def write(folder, **files):
    for name, data in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def test_a_folder_is_walked_in_sorted_order(tmp_path, english):
    write(tmp_path, times__b_dot_txt=english, times__a_dot_txt=english, post__c_dot_txt=english)
    articles = list(read([tmp_path]))
    assert [article.article_id for article in articles] == ["post/c", "times/a", "times/b"]
    assert [article.outlet for article in articles] == ["post", "times", "times"]


def test_nothing_in_a_folder_vanishes(tmp_path, english):
    write(
        tmp_path,
        a_dot_txt=english,
        README_dot_md="About this corpus.",
        LICENSE="Terms.",
        b_dot_xyz=b"\x00\x01",
        c_dot_png=b"\x89PNG",
    )
    write(tmp_path, _dot_hidden_dot_txt=english, _dot_git__config="x")
    results = list(read([tmp_path]))
    assert len(results) == 5 == count_records([tmp_path])
    rejects = {result.source_path.rsplit("/", 1)[1]: result for result in results if not isinstance(result, Article)}
    assert set(rejects) == {"README.md", "LICENSE", "b.xyz", "c.png"}
    assert {result.reason for result in rejects.values()} == {Reason.UNKNOWN_FORMAT}
    assert "note about the corpus" in rejects["README.md"].message
    assert "--format" in rejects["b.xyz"].message


def test_files_that_windows_hides_are_no_part_of_a_corpus(tmp_path, english):
    write(tmp_path, a_dot_txt=english, Thumbs_dot_db="x", desktop_dot_ini="[.ShellClassInfo]")
    assert [result.source_path.rsplit("/", 1)[1] for result in read([tmp_path])] == ["a.txt"]


def test_a_note_named_by_the_user_is_read(tmp_path, english):
    write(tmp_path, README_dot_txt=english)
    assert isinstance(next(iter(read([tmp_path / "README.txt"]))), Article)


def test_the_format_can_be_given(tmp_path, english):
    write(tmp_path, a_dot_xyz=english)
    (article,) = read([tmp_path / "a.xyz"], options=ReadOptions(format="text"))
    assert article.text == english
    with pytest.raises(SettingsError, match="no format is called 'pdf'"):
        list(read([tmp_path / "a.xyz"], options=ReadOptions(format="pdf")))


def test_a_file_named_twice_is_read_once(tmp_path, english):
    write(tmp_path, a_dot_txt=english)
    assert len(list(read([tmp_path / "a.txt", tmp_path, tmp_path / "a.txt"]))) == 1
    assert len(inventory([tmp_path, tmp_path / "a.txt"])) == 1


def test_a_missing_input_is_an_error_before_anything_is_read(tmp_path, english):
    write(tmp_path, a_dot_txt=english)
    with pytest.raises(InputError, match=r"nowhere\.txt does not exist"):
        next(iter(read([tmp_path / "a.txt", tmp_path / "nowhere.txt"])))


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_compressed_files_are_read(tmp_path, suffix, pack):
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(pack(b'{"id": 1, "text": "A text."}\n{"id": 2, "text": "Another."}\n'))
    assert [article.text for article in read([path])] == ["A text.", "Another."]


def test_a_compressed_file_that_breaks_off_keeps_what_came_before(tmp_path):
    words = random.Random(1)
    lines = [f'{{"id": {number}, "text": "{words.randbytes(300).hex()}"}}' for number in range(2_000)]
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode())[:-20_000])
    *articles, reject = read([path], options=ReadOptions(check_language=False))
    assert 1_000 < len(articles) < 2_000
    assert all(isinstance(article, Article) for article in articles)
    assert reject.reason is Reason.UNREADABLE_FILE
    assert f"after {len(articles)} records" in reject.message


def test_an_archive_is_read_member_by_member(tmp_path, english):
    with zipfile.ZipFile(tmp_path / "corpus.zip", "w") as archive:
        archive.writestr("times/b.txt", english)
        archive.writestr("times/a.jsonl", '{"text": "A text."}')
        archive.writestr("__MACOSX/times/a.jsonl", "x")
        archive.writestr("c.exe", b"MZ\x00")
    results = list(read([tmp_path / "corpus.zip"]))
    assert [result.source_path.rsplit("!", 1)[1] for result in results] == ["c.exe", "times/a.jsonl", "times/b.txt"]
    assert results[2].outlet == "times"
    (listed,) = inventory([tmp_path / "corpus.zip"])
    assert listed.format == "zip (jsonl, text, unknown)"


def test_a_damaged_archive_is_refused(tmp_path):
    write(tmp_path, a_dot_zip=b"PK\x03\x04 this is no archive")
    (reject,) = read([tmp_path / "a.zip"])
    assert reject.reason is Reason.UNREADABLE_FILE


def test_the_inventory_gives_formats_sizes_and_hashes(tmp_path):
    data = b'{"text": "A text."}\n'
    write(tmp_path, a_dot_jsonl=data, b_dot_bin=b"\x00")
    first, second = inventory([tmp_path])
    assert (first.format, first.n_bytes, first.sha256) == ("jsonl", len(data), hashlib.sha256(data).hexdigest())
    assert second.format == "unknown"


def test_two_files_of_one_name_get_two_ids(tmp_path, english):
    write(tmp_path, a_dot_txt=english, a_dot_html=f"<html><body><article><p>{english}</p></article></body></html>")
    assert [article.article_id for article in read([tmp_path])] == ["a", "a-2"]


def test_the_outlet_falls_back_from_column_to_option_to_address_to_unknown(tmp_path):
    lines = '{"text": "A text.", "outlet": "Post", "url": "https://www.times.example/a"}\n{"text": "B.", "url": "https://www.times.example/a"}\n{"text": "C."}'
    write(tmp_path, a_dot_jsonl=lines)
    assert [article.outlet for article in read([tmp_path])] == ["Post", "times.example", "unknown"]
    assert [article.outlet for article in read([tmp_path], options=ReadOptions(outlet="Mail"))] == [
        "Post",
        "Mail",
        "Mail",
    ]


def test_wrong_options_are_refused_plainly():
    with pytest.raises(SettingsError, match="'body' is no field"):
        ReadOptions(mapping={"body": "text"})
    with pytest.raises(SettingsError, match="encoding 'utf-99' is not known"):
        ReadOptions(encoding="utf-99")


def test_formats_are_found_by_themselves():
    assert list(all_formats()) == ["nexis", "csv", "excel", "html", "jsonl", "parquet", "warc", "word", "text"]


@pytest.mark.parametrize("name", ["nexis/sample.TXT", "nexis/sample.DOCX", "speakers_dev.json", "polnear/dev/text"])
def test_records_are_counted_as_they_are_read(shared, name):
    path = shared / "data" / name
    try:
        n_read = len(list(read([path], options=ReadOptions(clean=False, check_language=False))))
    except InputError:
        pytest.skip("no column of text in this file")
    assert count_records([path]) == n_read


def test_links_in_a_folder(tmp_path, english):
    outside = write(tmp_path / "elsewhere", post__b_dot_txt=english)
    folder = write(tmp_path / "corpus", a_dot_txt=english)
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (folder / "linked").symlink_to(outside / "post")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    found = list(read([folder]))
    assert [one.article_id for one in found if isinstance(one, Article)] == ["a", "linked/b"]
    gone, itself = [one for one in found if not isinstance(one, Article)]
    assert gone.reason is itself.reason is Reason.UNREADABLE_FILE
    assert "nowhere.txt, which is not there" in gone.message
    assert count_records([folder]) == 4
    assert len(inventory([folder])) == 2


def test_a_pipe_in_a_folder_is_told_of_and_not_opened(tmp_path, english):
    write(tmp_path, a_dot_txt=english)
    os.mkfifo(tmp_path / "b.txt")
    article, reject = read([tmp_path])
    assert isinstance(article, Article)
    assert "is no file but a pipe" in reject.message


def test_a_folder_that_may_not_be_read_is_told_of(tmp_path, english, monkeypatch):
    write(tmp_path, a_dot_txt=english, closed__b_dot_txt=english)
    scan = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    article, reject = read([tmp_path])
    assert isinstance(article, Article)
    assert reject.reason is Reason.UNREADABLE_FILE
    assert "closed cannot be opened (Permission denied)" in reject.message


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_and_of_odd_places(tmp_path, english):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (("a.txt", english), ("a.txt", english[:100]), ("../b.txt", english)):
            archive.writestr(name, text)
    found = list(read([path]))
    assert sorted(len(one.text) for one in found) == [100, len(english), len(english)]


@pytest.mark.parametrize(
    ("name", "advice"), [("a.mhtml", "HTML alone"), ("a.xml", "make a table"), ("a.eml", "as plain text")]
)
def test_files_that_are_not_read_come_with_advice(tmp_path, name, advice):
    (tmp_path / name).write_text("x")
    (reject,) = read([tmp_path])
    assert advice in reject.message


def test_a_name_of_a_file_that_is_no_text_can_be_stored(tmp_path, english):
    (tmp_path / "bad\udcffname.txt").write_text(english)
    (file,) = inventory([tmp_path])
    (article,) = read([tmp_path])
    assert file.path.encode() == article.source_path.encode()
