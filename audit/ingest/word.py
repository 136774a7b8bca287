"""Word documents and RTF, a file an article; their lines are also what exports of press databases are made of."""

import codecs
import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree
from striprtf.striprtf import rtf_to_text

from audit.errors import InputError
from audit.ingest.encoding import decode
from audit.ingest.options import ReadOptions
from audit.ingest.records import Format, Layout, Record, Refusal, Source, one

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_BYTES = 200_000_000
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def read_word(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    """The one record of a document; title, byline and date may stand at its top."""
    text = "\n\n".join(line for line in document_lines(source, options) if line.strip())
    yield Record(index=0, values={"text": text}, layout=Layout.PLAIN)


def document_lines(source: Source, options: ReadOptions) -> list[str]:
    """The lines of a DOCX, RTF or text file, as they stand.

    Raises
    ------
    InputError
        when a document is damaged.
    """
    with source.open() as stream:
        data = stream.read(_MAX_BYTES)
    try:
        if data.startswith(b"PK\x03\x04"):
            return list(_docx_lines(data))
        if data.startswith(b"{\\rtf"):
            return _rtf_lines(data)
    except Exception as error:  # whatever the libraries raise is damage to the file
        seen = f"{type(error).__name__}: {error}"
        raise InputError(
            f"{source.name} is no document that can be read ({seen}); save it again as .docx or .txt"
        ) from error
    return [line.strip("\r\f") for line in decode(data, options).split("\n")]


def _docx_lines(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"), _PARSER)
    for paragraph in root.iter(f"{_W}p"):
        yield from _paragraph(paragraph).split("\n")


def _paragraph(paragraph: etree._Element) -> str:
    pieces = []
    for run in paragraph.iter():
        if run.tag == f"{_W}t":
            pieces.append(run.text or "")
        elif run.tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif run.tag == f"{_W}tab":
            pieces.append(" ")
    return "".join(pieces)


def _rtf_lines(data: bytes) -> list[str]:
    markup = data.decode("latin-1")
    codepage = re.search(r"\\ansicpg(\d{3,5})", markup[:2000])
    encoding = f"cp{codepage.group(1)}" if codepage else "cp1252"
    try:
        codecs.lookup(encoding)
    except LookupError:
        encoding = "cp1252"
    text: str = rtf_to_text(markup, encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
    return text.split("\n")


def is_word(head: bytes) -> bool:
    """Whether the first bytes are those of a DOCX or RTF file."""
    return head.startswith(b"{\\rtf") or (head.startswith(b"PK\x03\x04") and b"word/" in head)


FORMAT = Format(
    name="word",
    suffixes=(".docx", ".rtf"),
    signature=is_word,
    records=read_word,
    count=one,
    one_article=True,
    rank=8,
)
