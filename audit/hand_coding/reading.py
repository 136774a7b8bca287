"""Read filled sheets back: as Excel, LibreOffice and people leave them. Every row that cannot be used is told, none is dropped.

A file is one coder's, or several coders' with columns such as ``attributions_2``; several files are several coders'.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import numpy as np

from audit.errors import InputError
from audit.hand_coding.sheet import ROW, SHEET
from audit.hand_coding.unit import Question, Unit
from audit.ingest.delimited import Dialect, dialect_of
from audit.ingest.encoding import decode, is_binary
from audit.ingest.options import ReadOptions
from audit.ingest.workbook import Workbook, written
from metrics.bootstrap import Floats

MOST_CODERS = 9
_AGAIN = "correct the cell and give the command again"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_TOP_ROWS = 50


class Problem(NamedTuple):
    """A cell or row that cannot be used: where it is, what was seen, what was expected, what to do."""

    file: str
    row: str
    column: str
    seen: str
    expected: str
    next_step: str

    def __str__(self) -> str:
        """One line for a reader."""
        where = f"{self.file}, row {self.row}" + (f", column {self.column}" if self.column else "")
        return f"{where}: {self.seen}; expected {self.expected}; {self.next_step}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """One coder's codes by column: an array over the rows of the design, not a number where there is no code.

    Of the rows without an answer to the first question, ``absent`` ones are not in the file and ``blank`` ones hold nothing.
    """

    name: str
    codes: Mapping[str, Floats]
    absent: frozenset[int]
    blank: frozenset[int]


class Sheet(NamedTuple):
    """A file as read: its name, its columns, and its rows with the line each stands on."""

    name: str
    columns: list[str]
    rows: list[list[str]]

    def cells(self, column: str) -> list[str]:
        """A column's cells, stripped."""
        at = self.columns.index(column)
        return [row[at].strip() if at < len(row) else "" for row in self.rows]


def read_sheet(path: Path) -> Sheet:
    """The table in a file: a workbook, or a CSV file whatever its encoding and separator.

    Raises
    ------
    InputError
        when it cannot be read as a filled sheet.
    """
    if not path.is_file():
        wrong = "is a folder" if path.is_dir() else "does not exist"
        raise InputError(f"{path} {wrong}; give the filled sheet, a CSV file or a workbook (.xlsx)")
    data = path.read_bytes()
    tables = _tables_of_workbook(path) if data.startswith(_WORKBOOKS) else {"": _table_of_text(path, data)}
    found = {name: sheet for name, rows in tables.items() if (sheet := _sheet(path, rows))}
    if len(found) > 1:
        raise InputError(
            f"{path} has {len(found)} sheets with a column {ROW!r} ({', '.join(map(repr, found))}), and it cannot be told "
            "which one counts; leave the one with the codes, and save other coders' sheets as files of their own"
        )
    if found:
        return next(iter(found.values()))
    seen = next((map(_named, rows[0]) for rows in tables.values() if rows), ())
    raise InputError(
        f"{path} has no column {ROW!r} (columns: {', '.join(seen) or 'none'}), by which codes are matched to sentences; "
        f"leave the columns {SHEET!r} and {ROW!r} as `media-audit sample` wrote them"
    )


def _sheet(path: Path, rows: list[list[str]]) -> Sheet | None:
    """A table from the row of its column names on, where there is one among its first rows."""
    for at, row in enumerate(rows[:_TOP_ROWS]):
        columns = [_named(cell) for cell in row]
        if ROW in columns:
            return Sheet(path.name, columns, rows[at + 1 :])
    return None


def _tables_of_workbook(path: Path) -> dict[str, list[list[str]]]:
    """The sheets of a workbook by name, those left out that are hidden."""
    tables = {}
    with path.open("rb") as stream, Workbook(stream, str(path)) as workbook:
        for sheet in workbook.sheets:
            found = [] if sheet.hidden else [row.cells for row in workbook.rows(sheet)]
            width = max((max(cells) for cells in found), default=-1) + 1
            rows = ([written(cells.get(place, "")) for place in range(width)] for cells in found)
            tables[sheet.name] = [row for row in rows if any(cell.strip() for cell in row)]
    return tables


def _table_of_text(path: Path, data: bytes) -> list[list[str]]:
    text = decode(data, ReadOptions())
    if is_binary(text):
        raise InputError(
            f"{path} is no text; give the filled sheet as a CSV file or an Excel workbook, one that `media-audit sample` wrote"
        )
    lines = text.splitlines(keepends=True)
    if lines and lines[0].lower().startswith("sep="):
        lines = lines[1:]
    return [row for row in _rows(path, "".join(lines)) if any(cell.strip() for cell in row)]


def _rows(path: Path, text: str) -> Iterator[list[str]]:
    import csv

    dialect: Dialect = dialect_of(text.encode("utf-8", "surrogatepass"), ReadOptions(encoding="utf-8"))
    try:
        yield from dialect.reader(io.StringIO(text, newline=""))
    except csv.Error as error:
        raise InputError(
            f"{path} cannot be read as CSV ({error}); open it in Excel or LibreOffice and save it as CSV again"
        ) from error


def _named(cell: str) -> str:
    return "_".join(cell.strip().strip("\ufeff").lower().split())


def sheet_id(sheets: Sequence[Sheet], *, drawn: Sequence[str]) -> str:
    """Which sheet these files are: by their column, or the only one drawn where the column was lost.

    Raises
    ------
    InputError
        when they are several, or it cannot be told.
    """
    found = {cell for sheet in sheets if SHEET in sheet.columns for cell in sheet.cells(SHEET) if cell}
    if len(found) == 1:
        return found.pop()
    if found:
        raise InputError(
            f"the files mix rows of {len(found)} sheets ({', '.join(sorted(found)[:3])}); give the codes of one sheet at a time"
        )
    if len(drawn) == 1:
        return drawn[0]
    raise InputError(
        f"column {SHEET!r} is missing or empty in {sheets[0].name}, so it cannot be told which of the {len(drawn)} sheets of the "
        f"run it is ({', '.join(drawn) or 'none was drawn'}); put its name into that column"
    )


def coders_of(sheet: Sheet, unit: Unit, *, n_rows: int) -> tuple[list[Coder], list[Problem]]:
    """The codes in a file, coder by coder, and what is wrong with them.

    Raises
    ------
    InputError
        when the file lacks the column that every figure needs.
    """
    first = unit.questions[0].column
    if first not in sheet.columns:
        near = get_close_matches(first, sheet.columns, n=1)
        raise InputError(
            f"{sheet.name} has no column {first!r} ({f'near: {near[0]!r}; ' if near else ''}columns: "
            f"{', '.join(sheet.columns)}); name the column with the codes {first!r}"
        )
    places, problems = _places(sheet, unit, n_rows=n_rows)
    coders = []
    for number in range(1, MOST_CODERS + 1):
        ending = "" if number == 1 else f"_{number}"
        if first + ending in sheet.columns:
            coder, wrong = _coder(sheet, unit, places, ending=ending, n_rows=n_rows)
            coders.append(coder)
            problems += wrong
    return coders, problems


def _places(sheet: Sheet, unit: Unit, *, n_rows: int) -> tuple[list[int | None], list[Problem]]:
    """The place of each line in the design (None where it has none), and the lines that cannot be placed."""
    places: list[int | None] = []
    problems: list[Problem] = []
    first_line: dict[int, int] = {}
    for at, cell in enumerate(sheet.cells(ROW)):
        number = _whole(cell)
        if number is None or not 1 <= number <= n_rows:
            expected = f"the number of a drawn row, 1 to {n_rows}"
            problems.append(
                Problem(sheet.name, cell or "(none)", ROW, f"{cell!r}", expected, "restore it from the sheet")
            )
            places.append(None)
        elif number in first_line:
            if _answers(sheet, unit, at) != _answers(sheet, unit, first_line[number]):
                step = "delete the line that is wrong and give the command again"
                problems.append(Problem(sheet.name, cell, "", "it stands twice with different codes", "one line", step))
                places[first_line[number]] = None
            places.append(None)
        else:
            first_line[number] = at
            places.append(number - 1)
    return places, problems


def _whole(cell: str) -> int | None:
    digits = cell.replace(",", ".").removesuffix(".0").removesuffix(".")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _answers(sheet: Sheet, unit: Unit, at: int) -> list[str]:
    names = [name for name in sheet.columns if name.rstrip("_23456789") in {one.column for one in unit.questions}]
    return [sheet.cells(name)[at] for name in names]


def _coder(
    sheet: Sheet, unit: Unit, places: Sequence[int | None], *, ending: str, n_rows: int
) -> tuple[Coder, list[Problem]]:
    """One coder's columns."""
    codes: dict[str, Floats] = {}
    problems: list[Problem] = []
    blank: set[int] = set()
    for question in unit.questions:
        column = question.column + ending
        cells = sheet.cells(column) if column in sheet.columns else []
        codes[question.column] = values = np.full(n_rows, np.nan)
        if not any(cells):
            continue
        whole = codes.get(question.part_of or "")
        for cell, place in zip(cells, places, strict=True):
            if place is None:
                continue
            value, wrong = _value(cell, question, whole=None if whole is None else float(whole[place]))
            values[place] = np.nan if value is None else value
            if wrong:
                problems.append(Problem(sheet.name, str(place + 1), column, wrong[0], wrong[1], _AGAIN))
            if question.part_of is None and not cell:
                blank.add(place + 1)
    absent = frozenset(range(1, n_rows + 1)) - {place + 1 for place in places if place is not None}
    name = sheet.name + ending.replace("_", " coder ")
    problems.sort(key=lambda problem: int(problem.row))
    return Coder(name=name, codes=codes, absent=absent, blank=frozenset(blank)), problems


def _value(cell: str, question: Question, *, whole: float | None) -> tuple[float | None, tuple[str, str] | None]:
    """The code in a cell; with it, what is wrong with the cell and what was expected.

    Of a question on a part, ``whole`` is the count that it is a part of: nothing is asked where that is missing or 0.
    """
    if whole is not None and np.isnan(whole):
        return None, None
    if not cell:
        wrong = None if whole is None else ("the cell is empty", question.expected)
        return (0.0, None) if whole == 0 else (None, wrong)
    value = question.read(cell)
    if value is None:
        return None, (f"{cell!r}", question.expected)
    if whole is not None and question.is_count and value > whole:
        return None, (f"{cell!r} where {question.part_of} is {whole:.0f}", f"{whole:.0f} at most")
    if whole == 0 and not question.is_count:
        return None, (f"{cell!r} where {question.part_of} is 0", "an empty cell")
    return value, None


def missing_rows(coder: Coder, unit: Unit) -> list[int]:
    """Numbers of the drawn rows that a coder gave no usable answer to the first question of."""
    return [int(place) + 1 for place in np.flatnonzero(np.isnan(coder.codes[unit.questions[0].column]))]


def in_words(rows: Iterable[int], *, most: int = 12) -> str:
    """Row numbers as a reader takes them in: ``1 to 4, 7, 9``; cut off after ``most`` pieces."""
    pieces: list[list[int]] = []
    for row in sorted(rows):
        if pieces and row == pieces[-1][-1] + 1:
            pieces[-1].append(row)
        else:
            pieces.append([row])
    told = [str(piece[0]) if len(piece) == 1 else f"{piece[0]} to {piece[-1]}" for piece in pieces[:most]]
    return ", ".join(told) + (f" and {len(pieces) - most} more places" if len(pieces) > most else "")
