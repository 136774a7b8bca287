"""What stands in a cell of an Excel workbook, as a plain value."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from lxml import etree

#: The most characters (UTF-16 code units) that a cell of Excel holds; what is longer, Excel and its kin cut off.
CELL_LIMIT = 32_767
#: Built-in number formats that show a day or a time, those of East Asian editions included (ECMA-376, part 1, 18.8.30).
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: What stands in a format code without being a part of the date: literals, padding, colours and conditions.
_NO_DATE_PART = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell without a value that can be used, and what was seen in it."""

    seen: str

    def __str__(self) -> str:
        """What was seen."""
        return self.seen


Value = str | int | float | bool | datetime | time | Fault


def written(value: Value) -> str:
    """A value as a program would write it into a CSV file: a whole number without a point, a day without midnight."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return str(value).removesuffix(" 00:00:00")
    return str(value)


def was_cut(text: str) -> bool:
    """Whether a text is exactly as long as a cell can be, so that its end was cut off when it was put there."""
    n = len(text)
    return n == CELL_LIMIT or (n < CELL_LIMIT < 2 * n and n + sum(char > "\uffff" for char in text) == CELL_LIMIT)


def local(element: etree._Element) -> str:
    """An element's name without its namespace: workbooks come in two of them."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: etree._Element) -> str:
    """The text of a string, its runs joined; notes on pronunciation are left out."""
    pieces = []
    for child in element:
        if local(child) == "t":
            pieces.append(child.text or "")
        elif local(child) == "r":
            pieces += [one.text or "" for one in child if local(one) == "t"]
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """The characters for which ``_xHHHH_`` stands (ECMA-376, part 1, 22.9.2.19)."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def moment_of(shown: str) -> datetime | str:
    """A moment in ISO form, or the text where it is none."""
    try:
        return datetime.fromisoformat(shown).replace(tzinfo=None)
    except ValueError:
        return shown


def shows_date(code: str) -> bool:
    """Whether a format code shows a number as a day or a time."""
    return bool(re.search(r"[dmyhs]", _NO_DATE_PART.sub("", code.split(";", maxsplit=1)[0]), re.IGNORECASE))
