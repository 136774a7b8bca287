"""The day an article was published, from the ways in which dates are written in the wild.

A date that could be read in two ways (03/04/2016) is left empty unless the user says which part is the day, or all other dates of
the table do (:mod:`audit.ingest.day_order`): a wrong month would be silent, an empty one is counted.
"""

import re
from datetime import UTC, date, datetime, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb", "febr"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$")
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[ .\-/]+(?:of )?({_MONTH})\b[ .,\-/]*((?:19|20)\d\d)", re.IGNORECASE
)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\b[ .\-/]*(\d{{1,2}})(?:st|nd|rd|th)?[ .,\-/]+((?:19|20)\d\d)", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-]((?:19|20)?\d\d)(?!\d)")
#: 12-Sep-16, as Excel and databases write a day; with a year of two digits only where nothing else stands beside it.
_SHORT = re.compile(rf"^(\d{{1,2}})[ .\-/]({_MONTH})\.?[ .\-/]+(\d\d)$", re.IGNORECASE)
#: Excel's count of days since 1900, which a table saved from it holds where the column had lost its format: 1954 to 2173.
_SERIAL = re.compile(r"^[2-9]\d{4}(?:\.\d+)?$")
_EXCEL_DAY_0 = date(1899, 12, 30)
_EPOCH = re.compile(r"^-?\d{9,10}(?:\.\d+)?$|^-?\d{12,13}$")


def parse_date(value: object, *, day_first: bool | None = None) -> date | None:
    """The day that a value names, or None where it names none or more than one.

    Times of day are left off and time zones ignored: the day is the one that the publisher wrote. Numbers are seconds or
    milliseconds since 1970 (UTC), or YYYYMMDD.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip()
    if len(text) > 200:
        return None
    return _from_digits(text) or _from_words(text) or _from_numbers(text, day_first=day_first)


def excel_day(value: object) -> date | None:
    """The day that a number of five digits stands for as Excel counts; None for other values."""
    text = str(value).strip() if isinstance(value, str | int | float) else ""
    return _EXCEL_DAY_0 + timedelta(days=int(float(text))) if _SERIAL.match(text) else None


def find_dates(text: str) -> list[str]:
    """The stretches of a text that are written-out dates."""
    return [found.group() for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY) for found in pattern.finditer(text)]


def _from_digits(text: str) -> date | None:
    if compact := _COMPACT.match(text):
        return _date(*compact.groups())
    if _EPOCH.match(text):
        seconds = float(text)
        if abs(seconds) > 1e11:
            seconds /= 1000
        return datetime.fromtimestamp(seconds, tz=UTC).date()
    return None


def _from_words(text: str) -> date | None:
    if iso := _ISO.search(text):
        return _date(*iso.groups())
    if written := _DAY_MONTH.search(text):
        day, month, year = written.groups()
        return _date(year, str(_MONTHS[month.lower()]), day)
    if written := _MONTH_DAY.search(text):
        month, day, year = written.groups()
        return _date(year, str(_MONTHS[month.lower()]), day)
    if short := _SHORT.match(text):
        day, month, year = short.groups()
        return _date(_full_year(year), str(_MONTHS[month.lower()]), day)
    return None


def _from_numbers(text: str, *, day_first: bool | None) -> date | None:
    found = _NUMBERS.search(text)
    if not found:
        return None
    first, second, year = found.groups()
    if len(year) == 2:
        year = _full_year(year)
    if int(first) > 12 or first == second:
        day_first = True
    elif int(second) > 12:
        day_first = False
    if day_first is None:
        return None
    return _date(year, second, first) if day_first else _date(year, first, second)


def is_ambiguous(value: object) -> bool:
    """Whether a value names a day only for those who know whether day or month stands first."""
    return parse_date(value) is None and parse_date(value, day_first=True) is not None


def order_told(value: object) -> bool | None:
    """Whether a date that can be read in one way alone has its day first; None where it does not tell."""
    text = value.strip() if isinstance(value, str) else ""
    found = _NUMBERS.search(text)
    if found is None or parse_date(text) is None or _from_digits(text) or _from_words(text):
        return None
    first, second = int(found[1]), int(found[2])
    return None if first == second else first > second


def _full_year(year: str) -> str:
    """16 is 2016 and 86 is 1986."""
    return f"20{year}" if int(year) < 70 else f"19{year}"


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
