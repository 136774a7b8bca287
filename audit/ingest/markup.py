"""Texts that hold HTML, as the databases of websites give them: to paragraphs, without tags and what only machines read.

A text is taken for HTML by its tags of paragraphs, line breaks and the like, so that "a < b" and "<sighs>" stay.
"""

import html
import re
from collections.abc import Iterator

from audit.ingest.tags import BLOCKS, HIDDEN, INLINE

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})(?=[\s/>])[^<>]{0,4000}>|<!--|-->|<!\[CDATA\[|\]\]>")
_TAGS = BLOCKS | INLINE | HIDDEN
#: In a text with one of these, a line that ends alone goes on: HTML takes it for a space.
_FLOWING = frozenset({"p", "br", "div"})
_SIGN = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
_MANY_BREAKS = re.compile(r"\n{3,}")


def without_markup(text: str) -> str:
    """The words of a text that holds HTML, its blocks with an empty line between; other texts as they are."""
    if "<" in text and (names := _tag_names(text)):
        lines = _stripped(text)
        if not _FLOWING.isdisjoint(names):
            lines = _SINGLE_BREAK.sub(" ", lines)
        text = _MANY_BREAKS.sub("\n\n", _stripped("".join(_pieces(lines)))).strip()
    return _SIGN.sub(lambda sign: html.unescape(sign.group()), text) if "&" in text else text


def _tag_names(text: str) -> list[str]:
    """The tags of HTML in a text that has one of a block or line, or two others; else none."""
    known = [name for found in _TAG.finditer(text) if (name := (found.group(2) or "").lower()) in _TAGS]
    return known if len(known) > 1 or not (BLOCKS | _FLOWING).isdisjoint(known) else []


def _pieces(text: str) -> Iterator[str]:
    """What stands between the tags, with the breaks that blocks and lines make."""
    at, until = 0, ""
    tags = [(tag, _mark(tag)) for tag in _TAG.finditer(text)]
    last = {mark: tag.start() for tag, mark in tags if mark == "-->" or mark[2:] in HIDDEN}
    for tag, mark in tags:
        name = mark.removeprefix("</")
        if tag.group(2) and name not in _TAGS:
            continue
        if not until:
            yield text[at : tag.start()]
            yield "\n\n" if name in BLOCKS else "\n" if name == "br" else ""
            ends = "-->" if mark == "<!--" else f"</{name}"
            until = ends if mark != ends and last.get(ends, -1) >= tag.end() else ""
        elif mark == until:
            until = ""
        at = tag.end()
    yield text[at:]


def _mark(tag: re.Match[str]) -> str:
    """A tag without what is in it: ``p``, ``</p``, ``<!--``."""
    name = (tag.group(2) or "").lower()
    return f"{'</' if tag.group(1) else ''}{name}" if name else tag.group()


def _stripped(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))
