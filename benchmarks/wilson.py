"""A share of counted cases with its 95 % interval (Wilson 1927)."""

from math import sqrt

Z = 1.959964
"""The normal quantile of a two-sided 95 % interval."""


def wilson(right: int, total: int) -> tuple[float, float]:
    """Ends of the interval of `right` out of `total`."""
    if total <= 0 or not 0 <= right <= total:
        raise ValueError(f"{right} of {total} is no share; expected 0 <= right <= total and total > 0")
    middle = (right + Z * Z / 2) / (total + Z * Z)
    half = Z * sqrt(right * (total - right) / total + Z * Z / 4) / (total + Z * Z)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(right: int, total: int) -> str:
    """The share in words: ``88/100 = 88 % (80 to 93)``."""
    if not total:
        return "0/0"
    low, high = wilson(right, total)
    return f"{right}/{total} = {100 * right / total:.0f} % ({100 * low:.0f} to {100 * high:.0f})"
