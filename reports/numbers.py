"""Numbers as a reader expects them: shares in per cent, three digits at most, a real minus sign."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from matplotlib.ticker import MaxNLocator

SHARE_UNITS = ("share", "proportion", "fraction")


def is_share(unit: str) -> bool:
    """Whether values of this unit lie on 0 to 1 and are printed in per cent."""
    return unit.lower().startswith(SHARE_UNITS)


def is_gap(unit: str) -> bool:
    """Whether values of this unit are differences of shares and are printed in percentage points."""
    return unit.lower().startswith("difference of shares")


def unit_name(unit: str) -> str:
    """The unit as printed over a column: shares are per cent of what they are shares of, remarks in brackets are left out."""
    if is_gap(unit):
        return "percentage points"
    return "per cent" if unit == "share" else unit.split(" (", maxsplit=1)[0].replace("share of", "% of")


def digits_of(values: Iterable[float | None], unit: str = "") -> int:
    """Digits after the point that serve all of the values, so that numbers read together are rounded alike.

    Shares have none, but one where all lie under 10 per cent; other figures have two up to 1, one up to 100, then none.
    """
    top = max((abs(value) for value in values if value is not None and math.isfinite(value)), default=0.0)
    if is_share(unit) or is_gap(unit):
        return 1 if 0 < 100 * top < 9.95 else 0
    return 0 if top >= 99.95 else 1 if top > 1 else 2


def figure(value: float | None, unit: str = "", *, digits: int | None = None) -> str:
    """A value with as many digits as it deserves: ``0.343`` of unit share is ``34%``, ``6.218`` is ``6.2``.

    A share that is not 0 but would be rounded to it is ``<1%``.
    """
    if value is None or not math.isfinite(value):
        return "–"
    digits = digits_of([value], unit) if digits is None else digits
    if not (is_share(unit) or is_gap(unit)):
        return _signed(f"{value:,.{digits}f}")
    if is_share(unit) and 0 < round(100 * value, 9) < 0.5 * 10**-digits:
        return f"<{10**-digits:.{digits}f}%"
    return _signed(f"{100 * value:.{digits}f}") + _tail(unit)


def difference(value: float | None, unit: str = "", *, digits: int | None = None) -> str:
    """A difference of two values, with its sign; of shares, in percentage points (``pp``)."""
    if is_share(unit) or is_gap(unit):
        shown = figure(value, "difference of shares", digits=digits)
        return _plus(value, shown) if shown == "–" else f"{_plus(value, shown)} pp"
    return _plus(value, figure(value, unit, digits=digits))


def difference_with_interval(
    value: float | None, low: float | None, high: float | None, unit: str = "", *, digits: int | None = None
) -> str:
    """A difference and its interval, rounded alike: ``+12 pp [+3, +21]``."""
    digits = digits_of([value, low, high], unit) if digits is None else digits
    shown, *ends = (difference(end, unit, digits=digits) for end in (value, low, high))
    return f"{shown} [{', '.join(end.removesuffix(' pp') for end in ends)}]"


def _plus(value: float | None, shown: str) -> str:
    return f"+{shown}" if value is not None and value > 0 and shown.strip("0.,") else shown


def _tail(unit: str) -> str:
    return "%" if is_share(unit) else ""


def interval(low: float | None, high: float | None, unit: str = "", *, digits: int | None = None) -> str:
    """An interval in brackets, or an empty text where there is none."""
    if low is None or high is None:
        return ""
    digits = digits_of([low, high], unit) if digits is None else digits
    ends = [figure(end, unit, digits=digits) for end in (low, high)]
    first = "0%" if ends[0].startswith("<") else ends[0]
    return f"[{first.removesuffix('%')}, {ends[1]}]"


def with_interval(
    value: float | None, low: float | None, high: float | None, unit: str = "", *, digits: int | None = None
) -> str:
    """A value and its interval, rounded alike: ``34% [28, 41%]``."""
    digits = digits_of([value, low, high], unit) if digits is None else digits
    return f"{figure(value, unit, digits=digits)} {interval(low, high, unit, digits=digits)}".strip()


def count(number: int, one: str, many: str = "") -> str:
    """A count with its noun in the right number: ``1 article``, ``1,204 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def p_value(p: float | None) -> str:
    """A p-value with two digits of use: ``.032``, ``< .001``; with one more where it would round to .05: ``.0498``."""
    if p is None:
        return "–"
    if p > 0.999:
        return "> .999"
    digits = 4 if round(p, 3) == 0.05 else 3
    return "< .001" if p < 0.001 else f"{p:.{digits}f}".removeprefix("0")


def _signed(text: str) -> str:
    zero = not text.strip("-0.,")
    return text.removeprefix("-") if zero else text.replace("-", "−")


def tick(value: float, unit: str, ticks: Sequence[float]) -> str:
    """A tick's label, with as many digits as tell the ticks apart."""
    step = min((abs(b - a) for a, b in pairwise(ticks)), default=abs(value) or 1.0)
    factor = 100 if is_share(unit) or is_gap(unit) else 1
    digits = max(0, -math.floor(math.log10(step * factor) + 1e-9)) if step else 0
    if any(round(number * factor, digits) != round(number * factor, digits + 1) for number in (step, *ticks)):
        digits += 1
    return _signed(f"{value * factor:,.{digits}f}") + _tail(unit)


def scale_of(values: Sequence[float]) -> tuple[float, float]:
    """Ends of a scale that holds all values with some air, from 0 where they are not far from it."""
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    if 0 <= low < 0.6 * high:
        low = 0.0
    span = (high - low) or abs(high) or 1.0
    return low - (0.06 if low else 0.03) * span, high + 0.06 * span


def ticks(scale: tuple[float, float], *, at_most: int = 4) -> list[float]:
    """Round numbers within a scale."""
    found = MaxNLocator(nbins=at_most, steps=[1, 2, 2.5, 5, 10]).tick_values(*scale)
    return [0.0 if abs(tick) < 1e-12 else float(tick) for tick in found if scale[0] <= tick <= scale[1]]
