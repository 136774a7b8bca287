"""Texts that Excel cut: as long as one of its cells can be, in a workbook or in a table that was saved from one."""

from collections.abc import Iterable, Sequence

#: The most characters (UTF-16 code units) that a cell of Excel holds; what is longer, Excel and its kin cut off.
CELL_LIMIT = 32_767
_MOST_TOLD = 10


def was_cut(text: str) -> bool:
    """Whether a text is exactly as long as a cell can be, so that its end was cut off when it was put there."""
    n = len(text)
    return n == CELL_LIMIT or (n < CELL_LIMIT < 2 * n and n + sum(char > "\uffff" for char in text) == CELL_LIMIT)


def cut_told(places: Sequence[str]) -> str:
    """What a user must know of the texts that were cut, by the places where they stand."""
    return (
        f"Excel cut {len(places):,} text{'s' if len(places) > 1 else ''} off at {CELL_LIMIT:,} characters, all that a cell holds "
        f"({listed(places)}); read as far as they go: for the rest, export the articles to CSV or JSON without Excel"
    )


def listed(names: Iterable[str]) -> str:
    """The first of some names, and how many more there are."""
    told = list(names)
    more = f" and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    return "; ".join(told[:_MOST_TOLD]) + more
