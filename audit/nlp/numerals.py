"""Figures read aloud, for the count of their syllables: 1918, 20th, $1.5, 40%, 1990s, 9/11."""

import re

_ONES = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # zero, one, … nineteen
_TENS = (0, 1, 2, 2, 2, 2, 2, 3, 2, 2)  # (none), ten, twenty, … ninety
_SIGNS = {"$": 2, "£": 1, "€": 2, "%": 2}  # dollars, pounds, euros, percent
_HUNDRED, _OH = 2, 1
_SCALES = ((10**12, 2), (10**9, 2), (10**6, 2), (10**3, 2))  # trillion, billion, million, thousand
_FIGURE = re.compile(r"\d+|[^\W\d_]+|[$£€%.,]")
_FIRST_YEAR, _LAST_YEAR = 1100, 2099
_LONGEST = 15  # longer runs of digits are read digit by digit


def count_numeral_syllables(part: str) -> int:
    """Syllables of a word part that holds a digit or is a sign of currency or percent.

    A point within the figure is read ("point"), letters after it are spelt or, as endings (20th, 1990s), silent.
    """
    total, decimals = 0, False
    pieces = _FIGURE.findall(part.replace(",", ""))
    for at, piece in enumerate(pieces):
        if piece.isdecimal():
            total += _digits(piece) if decimals else _number(piece)
        elif piece == ".":
            decimals = 0 < at < len(pieces) - 1 and pieces[at + 1].isdecimal()
            total += decimals
        elif piece in _SIGNS:
            total += _SIGNS[piece]
        elif not (at and piece.lower() in {"st", "nd", "rd", "th", "s"}):
            total += sum(3 if letter in "wW" else 1 for letter in piece)
    return max(1, total + _ending(part))


def _ending(part: str) -> int:
    """Ordinals add a syllable after a tens word (20th: twen-ti-eth); plurals do after six (1960s do not)."""
    ordinal = re.search(r"(\d)(\d)th$", part.lower())
    return int(bool(ordinal and ordinal[2] == "0" and ordinal[1] not in "01"))


def _number(digits: str) -> int:
    if len(digits) > _LONGEST or (digits[0] == "0" and len(digits) > 1):
        return _digits(digits)
    number = int(digits)
    if len(digits) == 4 and _FIRST_YEAR <= number <= _LAST_YEAR and not 2000 <= number <= 2009:
        return _year(number)
    return _cardinal(number)


def _digits(digits: str) -> int:
    return sum(_ONES[int(digit)] for digit in digits)


def _year(number: int) -> int:
    """Read in two halves: nineteen eighteen, nineteen oh five, nineteen hundred."""
    century, year = divmod(number, 100)
    if year == 0:
        return _below_hundred(century) + _HUNDRED
    return _below_hundred(century) + (_OH if year < 10 else 0) + _below_hundred(year)


def _cardinal(number: int) -> int:
    total = 0
    for size, syllables in _SCALES:
        many, number = divmod(number, size)
        total += _below_thousand(many) + syllables if many else 0
    return total + (_below_thousand(number) if number or not total else 0)


def _below_thousand(number: int) -> int:
    hundreds, rest = divmod(number, 100)
    total = _ONES[hundreds] + _HUNDRED if hundreds else 0
    return total + (_below_hundred(rest) if rest or not hundreds else 0)


def _below_hundred(number: int) -> int:
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (_ONES[ones] if ones else 0)
