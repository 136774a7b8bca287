"""Web archives, written here by hand."""

import gzip
from pathlib import Path

import pytest

from audit.ingest import count_records, read
from audit.model import Article, Reason

BODY = (
    "<html><head><title>A plan</title></head><body><article><h1>A plan of the ministry</h1><p>The minister said on Monday that the "
    "plan would go ahead in spring, although nobody had been told who would pay for it.</p><p>Officials have said for weeks that they "
    "were not sure about it, and the opposition has asked for a vote that was then held on Friday.</p></article></body></html>"
)


def record(kind: str, url: str, content_type: str, payload: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url))}>\r\nWARC-Date: 2024-03-07T00:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: {content_type}\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def archive(path: Path, *, packed: bool) -> Path:
    data = [record("warcinfo", "info", "application/warc-fields", b"software: test\r\n")]
    for url, kind, status, body in (
        (
            "https://www.example.org/a",
            "text/html; charset=windows-1252",
            "200 OK",
            BODY.replace("plan of", "plan – of").encode("cp1252"),
        ),
        ("https://www.example.org/b.png", "image/png", "200 OK", b"\x89PNG"),
        ("https://www.example.org/c", "text/html", "404 Not Found", b"<html><body>gone</body></html>"),
        ("https://other.example.org/d", "text/html", "200 OK", BODY.encode()),
    ):
        payload = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        data.append(record("response", url, "application/http; msgtype=response", payload))
    path.write_bytes(b"".join(gzip.compress(part) if packed else part for part in data))
    return path


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True), ("archive.bin", False)])
def test_pages_become_articles_and_nothing_vanishes(tmp_path, name, packed):
    path = archive(tmp_path / name, packed=packed)
    first, gone, last, passed = read([path])
    assert (first.outlet, first.url, first.title) == (
        "example.org",
        "https://www.example.org/a",
        "A plan – of the ministry",
    )
    assert gone.reason is Reason.NO_ARTICLE
    assert "404" in gone.message
    assert isinstance(last, Article)
    assert last.outlet == "other.example.org"
    assert "2 archive records" in passed.message
    assert count_records([path]) == 4


def test_a_broken_archive_is_told(tmp_path):
    path = archive(tmp_path / "a.warc.gz", packed=True)
    path.write_bytes(path.read_bytes()[:-200])
    results = list(read([path]))
    assert results[-1].reason is Reason.UNREADABLE_FILE
    assert "pack it again" in results[-1].message or "mend the file" in results[-1].message
