"""Excel workbooks (.xlsx, .xlsm) as sheets, rows and plain values; openpyxl reads them, row by row."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self

from audit.errors import InputError

#: A sheet ends where so many empty rows follow: formats alone can go on down to row 1,048,576, which takes minutes to read.
_MOST_EMPTY = 10_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_MEND = "open it in Excel or LibreOffice and save it again as .xlsx"


class ErrorValue(str):
    """What stands in a cell whose formula failed, such as ``#REF!``."""

    __slots__ = ()


Value = str | int | float | bool | datetime | date | time | timedelta


class Row(NamedTuple):
    """A row that holds anything: its number as Excel shows it, and its values by column (from 0)."""

    number: int
    cells: dict[int, Value]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet with rows: its name, whether it is hidden, and its place among the workbook's sheets."""

    name: str
    hidden: bool
    place: int


class Workbook:
    """An open workbook; use it in a ``with`` statement.

    Parameters
    ----------
    stream
        the bytes of the file; it must be able to go back.
    name
        what messages call the file.

    Attributes
    ----------
    sheets
        the sheets with rows.
    damaged
        what in the workbook could not be read, and what to do: a sheet, or the formats.

    Raises
    ------
    InputError
        when the bytes are no workbook that can be read; the message says what they are and what to do.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        from audit.ingest._package import Package

        _check(stream, name)
        self.name = name
        with _guarded(f"{name} is no workbook that can be read"):
            package = Package(stream)
            package.read()
            self._book = package.wb
            self._sheets: list[Any] = self._book.worksheets
            for sheet in self._sheets:
                sheet.reset_dimensions()  # what a file says of its size need not be true
        self.sheets = tuple(
            Worksheet(sheet.title, sheet.sheet_state != "visible", place) for place, sheet in enumerate(self._sheets)
        )
        self.damaged = tuple(
            f"{what} of {name} cannot be read ({_seen(error)}); {_MEND}" for what, error in package.damaged.items()
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def rows(self, sheet: Worksheet) -> Iterator[Row]:
        """The rows of a sheet that hold anything.

        Raises
        ------
        InputError
            when the sheet breaks off; the rows before have been given by then.
        """
        rows = self._sheets[sheet.place].iter_rows()
        number = n_empty = 0
        while n_empty < _MOST_EMPTY:
            with _guarded(f"sheet {sheet.name!r} of {self.name} breaks off after row {number}"):
                found = next(rows, None)
                if found is None:
                    return
                cells = {place: value for place, cell in enumerate(found) if (value := _plain(cell)) is not None}
            number += 1
            n_empty = 0 if cells else n_empty + 1
            if cells:
                yield Row(number, cells)

    def day(self, serial: float) -> datetime:
        """The moment that a count of days stands for in this workbook; there are two countings."""
        from openpyxl.utils.datetime import from_excel

        moment: datetime = from_excel(serial, self._book.epoch)
        return moment


def written(value: Value) -> str:
    """A value as a program would write it into a CSV file: a whole number without a point, a day without midnight."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return str(value).removesuffix(" 00:00:00")
    return str(value)


def _plain(cell: Any) -> Value | None:
    """A cell's value, None where it is empty."""
    from openpyxl.utils.escape import unescape

    value: Value | None = cell.value
    if isinstance(value, str):
        return ErrorValue(value) if cell.data_type == "e" else unescape(value) or None
    return int(value) if isinstance(value, float) and value.is_integer() else value


@contextmanager
def _guarded(what: str) -> Iterator[None]:
    """Around calls of openpyxl: whatever it raises is damage to the file, and its warnings tell a reader nothing to do."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except Exception as error:
            raise InputError(f"{what} ({_seen(error)}); {_MEND}") from error


def _seen(error: Exception) -> str:
    cause = error.__cause__ or error
    return f"{type(cause).__name__}: {cause}".splitlines()[0]


def _check(stream: BinaryIO, name: str) -> None:
    """Refuse what is no workbook, by its first bytes."""
    head = stream.read(512)
    if head.startswith(_OLE):
        # The container's directory names what is in it; where it starts, the head says (MS-CFB, 2.2).
        start = int.from_bytes(head[48:52], "little") + 1
        stream.seek(start << int.from_bytes(head[30:32], "little") % 16)
        if "EncryptedPackage".encode("utf-16-le") in stream.read(4_096):
            raise InputError(f"{name} is protected by a password; open it in Excel and save it without one")
        raise InputError(
            f"{name} is an old workbook (.xls), whatever its name says; open it in Excel and save it as .xlsx"
        )
    if not head:
        raise InputError(f"{name} is empty; export the workbook again")
    if not head.startswith(_ZIP):
        raise InputError(
            f"{name} is no Excel workbook (it starts {head[:20]!r}); open it in Excel or LibreOffice and save it as .xlsx"
        )
    stream.seek(0)
