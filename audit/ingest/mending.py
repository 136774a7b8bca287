"""Mend damaged characters and lines broken for a page's width; no word is changed."""

import re
from itertools import pairwise

from audit.ingest.encoding import scrub

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile("[^\\S\n]")
_TRAILING = re.escape("".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0))) + "\u0080-\u00bf"
#: UTF-8 read as Windows-1252, in the forms that no real text has: accented letters (Ã©), signs (Â£), quotes and dashes (â€™) and
#: emoji (ðŸ˜€).
_MOJIBAKE = re.compile(
    f"[\u00c2\u00c3][\u00a0-\u00bf]|\u00e2[\u20ac\u201a\u201e\u2020\u02c6\u0080-\u0088][{_TRAILING}]|\u00f0[\u0178\u009f][{_TRAILING}]{{2}}"
)
#: The same twice over: signs of it that no real text has, and all its forms, some of which a text in another language may have.
_MIXED_AGAIN = ("\u00c3\u00a2\u00e2\u201a\u00ac", "\u00c3\u0192\u00c2", "\u00c3\u201a\u00c2")
_ANY_MOJIBAKE = re.compile(f"[\u00c2-\u00df][{_TRAILING}]|[\u00e0-\u00ef][{_TRAILING}]{{2}}|\u00f0[{_TRAILING}]{{3}}")
_MOST_MIXED = 4
_TO_BYTE = {
    char: byte for byte, char in enumerate((bytes([b]).decode("cp1252", "ignore") or chr(b)) for b in range(256))
}
_WRAP_WIDTH = range(40, 111)
_ENDS = re.compile(r"[.!?:;…”’\"')\]]$")


def mend(text: str) -> str:
    """Unify line ends and spaces, drop invisible and control characters, undo UTF-8 read as Windows-1252."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .replace("\x85", "\n")
    )
    for _ in range(_MOST_MIXED):
        if not any(sign in text for sign in _MIXED_AGAIN):
            break
        text = _ANY_MOJIBAKE.sub(_unmix, text)
    text = _MOJIBAKE.sub(_unmix, text)
    text = scrub(_INVISIBLE.sub("", text))
    return _SPACES.sub(" ", text)


def _unmix(found: re.Match[str]) -> str:
    try:
        return bytes(_TO_BYTE.get(char, ord(char) & 0xFF) for char in found.group()).decode("utf-8")
    except (UnicodeDecodeError, ValueError):
        return found.group()


def unwrap(text: str) -> str:
    """Join the lines of paragraphs that were broken at a fixed width; other line breaks stay."""
    if not _is_wrapped(text):
        return text
    blocks = re.split(r"(\n[ \t]*\n\s*)", text)
    return "".join(block if block.isspace() else _joined(block) for block in blocks)


def _joined(block: str) -> str:
    lines = block.split("\n")
    out = lines[0]
    for before, line in pairwise(lines):
        out += (" " if len(before) in _WRAP_WIDTH else "\n") + line.strip(" \t")
    return out


def _is_wrapped(text: str) -> bool:
    """Whether most lines that another line follows are of a page's width and don't end as a sentence does."""
    lines = [line.rstrip() for line in text.split("\n")]
    inner = [line for line, after in pairwise(lines) if line and after]
    if len(inner) < 4 or max(map(len, lines)) > _WRAP_WIDTH.stop:
        return False
    fitting = sum(len(line) in _WRAP_WIDTH for line in inner)
    open_ended = sum(not _ENDS.search(line) for line in inner)
    return fitting >= 0.8 * len(inner) and open_ended >= 0.6 * len(inner)
