"""From bytes to text, and what to do about damaged characters.

Most files are UTF-8; some are UTF-16 (exports of office programs), some Windows-1252, some mix the two; a few come from old
Macs. A byte that is not UTF-8 is read as Windows-1252, which is what it nearly always is; a byte that is not even that
becomes a lone surrogate, so that it is seen later and never mistaken for text.
"""

import codecs
import io
import re

from audit.ingest.options import ReadOptions
from audit.ingest.records import HEAD_BYTES, Source

_HANDLER = "media-audit-cp1252"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: More than this share of control characters and undecodable bytes is not text: English text has none.
_BINARY_SHARE = 0.01


#: Apostrophes and closing quotation marks of old Macs ("isn\xd5t", ".\xd3"), where other encodings have a capital letter;
#: and those of Windows.
_MAC = re.compile(rb"[A-Za-z]\xd5(?:s|t|re|ve|ll|d|m)\b|[.,?!]\xd3(?=\s)")
_WINDOWS = re.compile(rb"[A-Za-z]\x92(?:s|t|re|ve|ll|d|m)\b|[.,?!]\x94(?=\s)")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(_CP1252.get(byte, chr(0xDC00 + byte)) for byte in wrong), error.end


def _cp1252_table() -> dict[int, str]:
    table = {}
    for byte in range(0x80, 0x100):
        try:
            table[byte] = bytes([byte]).decode("cp1252")
        except UnicodeDecodeError:
            continue
    return table


_CP1252 = _cp1252_table()
codecs.register_error(_HANDLER, _as_cp1252)


def encoding_of(head: bytes, options: ReadOptions) -> str:
    """The codec of a file that starts with these bytes."""
    if options.encoding is not None:
        return options.encoding
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec
    even, odd = head[0:4096:2].count(0), head[1:4096:2].count(0)
    if max(even, odd) > 0.3 * min(len(head), 4096) / 2 and min(even, odd) < 0.2 * max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    return "mac_roman" if len(_MAC.findall(head)) > max(1, len(_WINDOWS.findall(head))) else "utf-8"


def errors_for(codec: str) -> str:
    """The error handler that goes with a codec."""
    name = codecs.lookup(codec).name
    if name in {"utf-8", "utf-8-sig"}:
        return _HANDLER
    return "replace" if name.startswith(("utf-16", "utf-32")) else "surrogateescape"


def decode(data: bytes, options: ReadOptions) -> str:
    """The text of a whole file, without its byte order mark; line ends stay as they are."""
    codec = encoding_of(data[:HEAD_BYTES], options)
    return data.decode(codec, errors_for(codec)).removeprefix("\ufeff")


def as_utf8(head: bytes, options: ReadOptions) -> bytes:
    """The first bytes of a file as UTF-8, where they are text in UTF-16 or UTF-32; others as they are."""
    codec = encoding_of(head, options)
    if not codec.startswith(("utf-16", "utf-32")):
        return head
    return decode(head[: len(head) // 4 * 4], options).encode("utf-8", "replace")


def open_text(source: Source, options: ReadOptions) -> io.TextIOWrapper:
    """A source as a stream of text; line ends stay as they are."""
    codec = encoding_of(source.head(), options)
    return io.TextIOWrapper(source.open(), encoding=codec, errors=errors_for(codec), newline="")


def unstorable(text: str) -> int | None:
    """Offset of the first code point that no file can hold (a lone surrogate), or None."""
    found = _SURROGATE.search(text)
    return found.start() if found else None


def is_binary(text: str) -> bool:
    """Whether a text is so full of control characters and undecodable bytes that it can't be one."""
    n_odd = len(_CONTROL.findall(text)) + len(_SURROGATE.findall(text))
    return n_odd > max(3, _BINARY_SHARE * len(text))


def scrub(text: str) -> str:
    """The text with lone surrogates replaced and control characters dropped; for names and other metadata."""
    return _CONTROL.sub("", _SURROGATE.sub("\ufffd", text))
