"""One odd record or damaged file is refused, and the others are read."""

import json

import pytest

from audit.errors import SettingsError
from audit.ingest import ReadOptions, clean, count_records, read
from audit.ingest.html import page_record
from audit.ingest.records import Refusal
from audit.model import Article, Reason, Reject


def test_authors_nested_deeper_than_python_goes(read_bytes, english):
    authors = "[" * 700 + '"Ann Lee"' + "]" * 700
    lines = [f'{{"text": {json.dumps(english)}, "authors": {authors}}}', json.dumps({"text": english})]
    odd, good = read_bytes("a.jsonl", "\n".join(lines))
    assert isinstance(odd, Reject)
    assert odd.reason is Reason.BAD_RECORD
    assert "RecursionError" in odd.message
    assert isinstance(good, Article)


@pytest.mark.parametrize("escape", [rb"\u9999999 ", rb"\u99999999999999999999 "])
def test_a_letter_in_rtf_that_there_is_not(read_bytes, english, escape):
    (found,) = read_bytes("a.rtf", rb"{\rtf1\ansi " + english.encode() + escape + b"}")
    assert isinstance(found, Reject)
    assert found.reason is Reason.UNREADABLE_FILE
    assert "save it again as .docx or .txt" in found.message


def test_a_web_archive_that_breaks_off_in_the_head_of_a_record(tmp_path):
    path = tmp_path / "a.warc"
    path.write_bytes(b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWA")
    (found,) = read([path])
    assert isinstance(found, Reject)
    assert found.reason is Reason.UNREADABLE_FILE
    assert count_records([path]) == 1


def test_a_page_that_breaks_its_reader_is_refused_by_itself(monkeypatch):
    monkeypatch.setattr("audit.ingest.html.page_data", lambda *_: {}["title"])
    found = page_record(
        b"<html><body><p>" + b"It was said. " * 40 + b"</p></body></html>", ReadOptions(), index=3, url=None
    )
    assert isinstance(found, Refusal)
    assert (found.index, found.reason) == (3, Reason.BAD_RECORD)


@pytest.mark.parametrize("encoding", ["rot13", "hex", "no-such-one"])
def test_a_codec_that_is_no_encoding_of_text(encoding):
    with pytest.raises(SettingsError, match="common ones are utf-8"):
        ReadOptions(encoding=encoding)


def test_links_to_pictures_by_the_thousand():
    cleaned = clean("It was said on Monday. " + "So it was pic.twitter.com/abc " * 2_000 + "in the end.")
    assert cleaned.text == "It was said on Monday. " + "So it was " * 2_000 + "in the end."
    assert len(cleaned.cuts) == 2_000
