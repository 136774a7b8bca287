"""Saved web pages: the article's body by trafilatura, its metadata from the page's own declarations."""

import logging
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import trafilatura
from lxml import etree
from trafilatura.settings import Document

from audit.ingest.encoding import decode, scrub
from audit.ingest.options import ReadOptions
from audit.ingest.page_data import PageData, page_data
from audit.ingest.records import Format, Layout, Record, Refusal, Source, one, told
from audit.model import Reason
from audit.words import count_words

#: A page with fewer words of body is a list, a video or an error page; the shortest of the 41 pages at hand has 109.
MIN_WORDS = 25
_MAX_BYTES = 20_000_000
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_BLOCKS = {"p", "head", "item", "quote", "cell", "code", "lb"}
_QUIET = ("trafilatura", "htmldate", "courlan", "justext", "readability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says: the paragraphs of its article, and its metadata."""

    paragraphs: tuple[str, ...]
    data: PageData


def read_html(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    """The one record of a saved page, or why it holds no article."""
    if source.suffix.startswith(".xl"):  # Excel opens such exports, so that their owners take them for workbooks
        message = (
            f"{source.name} is a table written as a web page; open it in Excel or LibreOffice and save it as .xlsx"
        )
        yield Refusal(index=0, reason=Reason.UNKNOWN_FORMAT, message=message)
        return
    with source.open() as stream:
        data = stream.read(_MAX_BYTES + 1)
    yield page_record(data, options, index=0, url=None)


def page_record(
    data: bytes, options: ReadOptions, *, index: int, url: str | None, charset: str | None = None
) -> Record | Refusal:
    """The record of a page from its bytes; ``url`` and ``charset`` are where it came from and what the server said."""
    if len(data) > _MAX_BYTES:
        message = f"the page has more than {_MAX_BYTES:,} bytes; no article is that long, take it out"
        return Refusal(index=index, reason=Reason.TOO_LONG, message=message)
    try:
        page = extract(decode_page(data, options, charset=charset), url=url)
    except Exception as error:  # noqa: BLE001 - no odd page may end the reading of an archive
        message = f"the page cannot be read ({told(error)}); save it again, or take it out"
        return Refusal(index=index, reason=Reason.BAD_RECORD, message=message)
    n_words = sum(map(count_words, page.paragraphs)) if page else 0
    if page is None or n_words < MIN_WORDS:
        message = (
            f"no article on the page ({n_words} words of text, {MIN_WORDS} are the least): a list, video or error page?"
        )
        return Refusal(index=index, reason=Reason.NO_ARTICLE, message=message)
    values = {**page.data.as_values(), "text": "\n\n".join(page.paragraphs)}
    return Record(index=index, values=values, layout=Layout.PAGE)


def decode_page(data: bytes, options: ReadOptions, *, charset: str | None = None) -> str:
    """The page's characters: UTF-8 where they are, else by the encoding that the server or the page declares."""
    found = _CHARSET.search(data[:4096])
    declared = charset or (found.group(1).decode("ascii") if found else None)
    if options.encoding is None and declared:
        for codec in ("utf-8", declared):
            try:
                return data.decode(codec)
            except (LookupError, UnicodeDecodeError):
                continue
    return decode(data, options)


def extract(markup: str, *, url: str | None = None) -> Page | None:
    """Body and metadata of a page, or None where there is no body to be found."""
    markup = scrub(markup)  # one character that XML cannot hold would make the page look empty
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            document = trafilatura.bare_extraction(
                markup,
                url=url,
                include_comments=False,
                include_tables=False,
                with_metadata=True,
                date_extraction_params={"extensive_search": False, "original_date": True},
            )
        except (ValueError, TypeError, AttributeError, RecursionError, etree.Error):
            return None
    if not isinstance(document, Document) or document.body is None:
        return None
    return Page(paragraphs=tuple(_paragraphs(document.body)), data=page_data(markup, document))


def body_of(text: str) -> str:
    """The article's text where a text is the markup of a whole page; other texts as they are."""
    if not _is_page(text[:1024].encode("utf-8", "replace")):
        return text
    page = extract(text)
    return "\n\n".join(page.paragraphs) if page and sum(map(count_words, page.paragraphs)) >= MIN_WORDS else text


def _paragraphs(body: etree._Element) -> Iterator[str]:
    """The text blocks of trafilatura's tree, in order, each once."""
    for element in body:
        if element.tag in {"list", "table", "row"} or (element.tag == "quote" and element.find(".//p") is not None):
            yield from _paragraphs(element)
            continue
        for line in "".join(_pieces(element)).split("\n"):
            text = " ".join(line.split())
            if text:
                yield text


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield "\n"
        yield from _pieces(child)
        yield child.tail or ""


def _hush() -> None:
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _is_page(head: bytes) -> bool:
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    start = re.sub(rb"^(?:<\?xml[^>]*>|<!--.*?-->|\s)+", b"", start, flags=re.DOTALL)
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


_hush()

FORMAT = Format(
    name="html",
    suffixes=(".html", ".htm", ".xhtml", ".shtml"),
    signature=_is_page,
    records=read_html,
    count=one,
    one_article=True,
)
