"""Web archives: the pages of a WARC (or of an old ARC) file, and the plain texts of a WET file.

A record here is an archived web page or text. Requests, images, scripts and the like are no records; they are passed over and
told of once, in a last reject, so that nothing vanishes.
"""

from collections.abc import Iterator
from email.message import Message

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from audit.errors import InputError
from audit.ingest.encoding import decode
from audit.ingest.html import page_record
from audit.ingest.options import ReadOptions
from audit.ingest.records import Format, Layout, Record, Refusal, Source
from audit.model import Reason

_PAGES = ("text/html", "application/xhtml+xml")
_MAX_BYTES = 20_000_001


def read_warc(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    """The pages and texts of an archive, in order."""
    index = n_passed = 0
    for entry in _entries(source):
        if not _is_page(entry):
            n_passed += 1
            continue
        yield _page(entry, options, index=index)
        index += 1
    if n_passed:
        message = f"{n_passed} archive records that are no web pages (requests, images, scripts …) were passed over"
        yield Refusal(index=index, reason=Reason.NO_ARTICLE, message=message)


def count_warc(source: Source, _options: ReadOptions) -> int:
    """Number of pages and texts, and one more where other records are passed over."""
    kinds = [_is_page(entry) for entry in _entries(source)]
    return sum(kinds) + (not all(kinds))


def _entries(source: Source) -> Iterator[ArcWarcRecord]:
    with source.open() as stream:
        try:
            yield from ArchiveIterator(stream)
        except ArchiveLoadFailed as error:
            raise InputError(f"{source.name} is no web archive that can be read ({error}); export it again") from error


def _is_page(entry: ArcWarcRecord) -> bool:
    if entry.rec_type == "conversion":
        return True
    return entry.rec_type in {"response", "resource"} and _content_type(entry).get_content_type() in _PAGES


def _content_type(entry: ArcWarcRecord) -> Message:
    headers = entry.http_headers or entry.rec_headers
    message = Message()
    message["Content-Type"] = headers.get_header("Content-Type") or "application/octet-stream"
    return message


def _page(entry: ArcWarcRecord, options: ReadOptions, *, index: int) -> Record | Refusal:
    url = entry.rec_headers.get_header("WARC-Target-URI") or entry.rec_headers.get_header("uri")
    status = entry.http_headers.get_statuscode() if entry.http_headers else "200"
    if status != "200":
        message = f"{url} was answered with HTTP status {status}; only pages with status 200 are read"
        return Refusal(index=index, reason=Reason.NO_ARTICLE, message=message)
    data = entry.content_stream().read(_MAX_BYTES)
    if entry.rec_type == "conversion":
        return Record(index=index, values={"text": decode(data, options), "url": url}, layout=Layout.PLAIN)
    charset = _content_type(entry).get_content_charset()
    found = page_record(data, options, index=index, url=url, charset=charset)
    if isinstance(found, Record) and url:
        return Record(index=index, values={**found.values, "url": url}, layout=found.layout)
    return found


FORMAT = Format(
    name="warc",
    suffixes=(".warc", ".arc", ".wet"),
    signature=lambda head: head.startswith((b"WARC/", b"filedesc://")),
    records=read_warc,
    count=count_warc,
)
