"""Which sheets of a workbook hold a table of articles, and on which row its column names stand.

That row is, of the first 50 that hold anything, the one that names the text and most other fields. A row that names the text
alone counts only where no row above it has as many cells (so a list of variables among the notes is none), and only where no
sheet of the workbook names more. Hidden sheets hold none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from audit.errors import InputError
from audit.ingest.columns_seen import LIKE_A_TEXT
from audit.ingest.fields import field_named
from audit.ingest.workbook import Row, Workbook, Worksheet, written

_TOP_ROWS = 50
#: Longer cells are no names of columns.
_NAME_LENGTH = 100
_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with the row of its column names: the row's number, the names and the fields they stand for, by column.

    ``is_sure`` where the user named the text's column, or the row names other fields beside it.
    """

    sheet: Worksheet
    number: int
    columns: Mapping[int, str]
    fields: Mapping[int, str]
    is_sure: bool

    def places(self, field: str) -> tuple[int, ...]:
        """The columns that can fill a field."""
        return tuple(place for place, name in self.fields.items() if name == field)


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a workbook: tables, sheets without one and what was seen in them, and what is damaged before one was found.

    ``example`` is a name for ``--map text=…``, empty where no column without a name for a text holds one.
    """

    tables: tuple[Table, ...]
    passed: tuple[str, ...]
    damaged: tuple[str, ...]
    n_hidden: int
    example: str


def contents_of(workbook: Workbook, mapping: Mapping[str, str]) -> Contents:
    """The tables of a workbook, by the user's ``mapping`` of names and the natural ones; empty sheets are nothing."""
    found: list[Table] = []
    passed: list[str] = []
    damaged = [*workbook.damaged]
    longest: tuple[int, str] = (0, "")
    tops = [(sheet, *_top(workbook, sheet)) for sheet in workbook.sheets]
    tables = [None if sheet.hidden else _table(sheet, rows, mapping) for sheet, rows, _ in tops]
    some_sure = any(table.is_sure for table in tables if table)
    for table, (sheet, rows, damage) in zip(tables, tops, strict=True):
        if table is not None and table.is_sure >= some_sure:
            found.append(table)
        elif damage:
            damaged.append(damage)
        elif sheet.hidden and rows:
            passed.append(f"{sheet.name!r} (hidden)")
        elif rows:
            names, column = _seen(rows)
            longest = max(longest, column)
            passed.append(f"{sheet.name!r} ({names})")
    n_hidden = sum(sheet.hidden and bool(rows) for sheet, rows, _ in tops)
    example = longest[1] if longest[0] >= LIKE_A_TEXT else ""
    return Contents(tuple(found), tuple(passed), tuple(damaged), n_hidden, example)


def _top(workbook: Workbook, sheet: Worksheet) -> tuple[list[Row], str]:
    """The first rows of a sheet; and what is wrong where it breaks off among them."""
    rows: list[Row] = []
    try:
        rows.extend(islice(workbook.rows(sheet), _TOP_ROWS))
    except InputError as error:
        return rows, str(error)
    return rows, ""


def _table(sheet: Worksheet, rows: Sequence[Row], mapping: Mapping[str, str]) -> Table | None:
    best: Table | None = None
    widest = n_best = 0
    for row in rows:
        names = names_of(row)
        fields = {place: field for place, name in names.items() if (field := field_named(name, mapping))}
        n_fields = len(set(fields.values()))
        is_sure = n_fields > 1 or "text" in mapping
        if "text" in fields.values() and n_fields > n_best and (is_sure or len(row.cells) > widest):
            best, n_best = Table(sheet, row.number, names, fields, is_sure), n_fields
        widest = max(widest, len(row.cells))
    return best


def names_of(row: Row) -> dict[int, str]:
    """The cells of a row as column names, in the order of the columns; a name that comes again is numbered."""
    names: dict[int, str] = {}
    n_same: dict[str, int] = {}
    for place in sorted(row.cells):
        cell = written(row.cells[place])
        name = " ".join(cell.split()) if len(cell) <= _NAME_LENGTH else ""
        if name:
            n_same[name] = n_same.get(name, 0) + 1
            names[place] = f"{name} ({n_same[name]})" if n_same[name] > 1 else name
    return names


def _seen(rows: Sequence[Row]) -> tuple[str, tuple[int, str]]:
    """What look like the column names of a sheet, and the column with the longest text (its length and name)."""
    named = max(rows, key=lambda row: (len(names_of(row)), -row.number))
    names = names_of(named)
    lengths = {
        place: max((len(str(row.cells.get(place, ""))) for row in rows if row.number > named.number), default=0)
        for place in names
    }
    longest = max(names, key=lambda place: lengths[place], default=None)
    shown = [name if len(name) <= 40 else f"{name[:40]}…" for name in names.values()]
    more = f" and {len(shown) - _MOST_NAMES} more" if len(shown) > _MOST_NAMES else ""
    told = ", ".join(shown[:_MOST_NAMES]) + more if shown else "no names"
    return told, (0, "") if longest is None else (lengths[longest], names[longest])
