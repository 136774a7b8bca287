"""Numbers as a reader expects them: shares in per cent, three digits at most, a real minus sign."""

import math
from collections.abc import Sequence
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
    """The unit as printed over a column: shares are per cent, remarks in brackets are left out."""
    if is_gap(unit):
        return "percentage points"
    return unit.split(" (", maxsplit=1)[0].replace("share of", "per cent of") if unit != "share" else "per cent"


def figure(value: float | None, unit: str = "") -> str:
    """A value with as many digits as it deserves: ``0.343`` of unit share is ``34%``, ``6.218`` is ``6.2``."""
    if value is None or not math.isfinite(value):
        return "–"
    if is_share(unit) or is_gap(unit):
        digits = 1 if 0 < abs(value) < 0.0495 else 0
        return _signed(f"{100 * value:.{digits}f}") + _tail(unit)
    size = abs(value)
    digits = 0 if size >= 99.95 else 1 if size >= 0.995 else 2
    return _signed(f"{value:,.{digits}f}")


def difference(value: float | None, unit: str = "") -> str:
    """A difference of two values, with its sign; of shares, in percentage points (``pp``)."""
    if is_share(unit) or is_gap(unit):
        shown = figure(value, "difference of shares")
        return _plus(value, shown) if shown == "–" else f"{_plus(value, shown)} pp"
    return _plus(value, figure(value, unit))


def _plus(value: float | None, shown: str) -> str:
    return f"+{shown}" if value is not None and value > 0 and shown.strip("0.,") else shown


def _tail(unit: str) -> str:
    return "%" if is_share(unit) else ""


def interval(low: float | None, high: float | None, unit: str = "") -> str:
    """An interval in brackets, or an empty text where there is none."""
    if low is None or high is None:
        return ""
    return f"[{figure(low, unit).removesuffix('%')}, {figure(high, unit)}]"


def with_interval(value: float | None, low: float | None, high: float | None, unit: str = "") -> str:
    """A value and its interval: ``34% [28, 41%]``."""
    return f"{figure(value, unit)} {interval(low, high, unit)}".strip()


def count(number: int, one: str, many: str = "") -> str:
    """A count with its noun in the right number: ``1 article``, ``1,204 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def p_value(p: float | None) -> str:
    """A p-value with two digits of use: ``.032``, ``< .001``."""
    if p is None:
        return "–"
    return "< .001" if p < 0.001 else f"{p:.3f}".removeprefix("0")


def _signed(text: str) -> str:
    zero = not text.strip("-0.,")
    return text.removeprefix("-") if zero else text.replace("-", "−")


def tick(value: float, unit: str, ticks: Sequence[float]) -> str:
    """A tick's label, with as many digits as tell the ticks apart."""
    step = min((abs(b - a) for a, b in pairwise(ticks)), default=abs(value) or 1.0)
    factor = 100 if is_share(unit) or is_gap(unit) else 1
    digits = max(0, -math.floor(math.log10(step * factor) + 1e-9)) if step else 0
    if round(step * factor, digits) != round(step * factor, digits + 1):
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
