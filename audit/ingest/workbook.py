"""Excel workbooks (.xlsx, .xlsm) as sheets, rows and plain values; streamed, so that size does not matter.

The parts are read by our own hand since the libraries at hand keep all texts of a workbook in memory (openpyxl), or the whole
rectangle around its cells (calamine, which ends the program where a stray cell stands in the far corner), and since a stream of
rows from them has neither links nor merged cells. Here the texts that cells share lie in a temporary file, declared dimensions
are not believed, and of the styles only what makes a number a date is looked at, so that broken ones do no harm.
"""

import math
import posixpath
import re
import tempfile
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import IO, BinaryIO, NamedTuple, Self, cast

from lxml import etree

from audit.errors import InputError
from audit.ingest.cells import DATE_FORMATS, Fault, Value, local, moment_of, shows_date, text_of, unescaped

#: Shared texts beyond this many bytes go to a temporary file on the disk.
_IN_MEMORY = 16_000_000
#: No row, shared text or table of styles is longer, in bytes of its XML (500 cells as full as they can be).
_MOST_AT_ONCE = 16_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_HYPERLINK = re.compile(r'^\s*HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
_REFERENCE = re.compile(r"^\$?([A-Za-z]{1,3})\$?(\d+)(?::\$?([A-Za-z]{1,3})\$?(\d+))?$")
_EPOCH = datetime(1899, 12, 30, tzinfo=UTC).replace(tzinfo=None)
#: Counts of days from here on are no days: those from 1904 would end in a year of five digits.
_NO_DAY = 2_957_000
#: What is raised where an archive or its XML is damaged, or locked.
_DAMAGED = (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)


class Row(NamedTuple):
    """A row that holds anything: its number as Excel shows it, its values by column (from 0), and where formulas link to."""

    number: int
    cells: dict[int, Value]
    links: dict[int, str]


class Area(NamedTuple):
    """A rectangle of cells: rows as Excel shows them, columns from 0, both ends included."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands behind the rows of a sheet: areas merged into one cell, and links of cells."""

    merged: tuple[Area, ...] = ()
    links: tuple[tuple[Area, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet with rows: its name, whether it is hidden, and the part of the file it stands in."""

    name: str
    hidden: bool
    part: str


class Workbook:
    """An open workbook; close it, or use it in a ``with`` statement.

    Parameters
    ----------
    stream
        the bytes of the file; it must be able to go back.
    name
        what messages call the file.

    Raises
    ------
    InputError
        when the bytes are no workbook that can be read; the message says what they are and what to do.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        _check(stream, name)
        self.name = name
        self._closing = ExitStack()
        try:
            self._archive = self._closing.enter_context(zipfile.ZipFile(stream))
            self._parts = {entry.replace("\\", "/").lower(): entry for entry in self._archive.namelist()}
            self._strings: _Strings | None = None
            self._main = self._main_part()
            self._epoch = _EPOCH + timedelta(days=1_462 if self._counts_from_1904() else 0)
            self._dates = self._date_styles()
            self.sheets = tuple(self._sheets())
        except (*_DAMAGED, InputError) as error:
            self.close()
            raise InputError(
                f"{name} is no workbook that can be read ({error}); open it in Excel or LibreOffice and save it again"
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file and of what was put on the disk."""
        self._closing.close()

    def rows(self, sheet: Worksheet, *, last: int | None = None) -> Iterator[Row]:
        """The rows of a sheet that hold anything, in the file's order.

        Parameters
        ----------
        sheet
            one of `sheets`.
        last
            the number of the row to stop at; formats alone can go on for a million empty rows.

        Raises
        ------
        InputError
            when the sheet breaks off; the rows before have been given by then.
        """
        number = 0
        try:
            for element in self._elements(sheet.part, "row", "sheetData"):
                if local(element) == "sheetData" or (last is not None and number >= last):
                    return
                given = element.get("r", "")
                number = int(given) if given.isdecimal() else number + 1
                row = Row(number, {}, {})
                self._fill(row, element)
                if row.cells:
                    yield row
        except InputError as error:
            raise InputError(
                f"sheet {sheet.name!r} of {self.name} breaks off after row {number} ({error}); "
                "open it in Excel or LibreOffice and save it again"
            ) from error

    def marks(self, sheet: Worksheet) -> Marks:
        """The merged areas and the links of a sheet; they stand behind its rows, so all of it is passed over."""
        targets = self._targets(sheet.part)
        merged, links = [], []
        for element in self._elements(sheet.part, "row", "mergeCell", "hyperlink"):
            area = _area(element.get("ref", ""))
            if area is None:
                continue
            target = targets.get(_id_of(element), ("", ""))[1]
            if local(element) == "mergeCell":
                merged.append(area)
            elif target:
                links.append((area, target))
        return Marks(tuple(merged), tuple(links))

    def day(self, serial: float) -> datetime | None:
        """The moment that a count of days stands for, to the millisecond; None where Excel shows none."""
        if not 0 <= serial < _NO_DAY:
            return None
        return self._epoch + timedelta(milliseconds=round(serial * 86_400_000))

    def _fill(self, row: Row, element: etree._Element) -> None:
        before, column = "", -1
        for cell in element:
            place = cell.get("r", "")
            if not place:
                column = _column_of(before, column) + 1
            elif len(cell):
                column = _column_of(place, column + 1)
            before = place
            if len(cell):
                self._take(cell, column, row)

    def _take(self, cell: etree._Element, column: int, row: Row) -> None:
        """Put a cell's value into its row."""
        kind = cell.get("t", "n")
        shown = formula = None
        value: Value | None = None
        for child in cell:
            match local(child):
                case "v":
                    shown = child.text or ""
                case "f":
                    formula = child.text or ""
                case "is":
                    value = text_of(child)
        if formula is not None and (link := _HYPERLINK.match(formula)):
            row.links[column] = link[1].replace('""', '"')
        if formula is not None and not shown and kind != "str":  # a result that is an empty text is marked as a text
            value = Fault("a formula whose result is not stored in the file")
        elif shown is not None:
            value = self._value(shown, kind, cell.get("s", "0"))
        if value is not None and value != "":
            row.cells[column] = value

    def _value(self, shown: str, kind: str, style: str) -> Value:
        match kind:
            case "s":
                return self._shared(shown)
            case "str" | "inlineStr":
                return unescaped(shown)
            case "b":
                return shown.strip() in {"1", "true"}
            case "e":
                return Fault(f"the error value {shown}")
            case "d":
                return moment_of(shown)
            case _:
                return self._number(shown, style)

    def _number(self, shown: str, style: str) -> Value:
        try:
            number = float(shown)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            return unescaped(shown)
        if style in self._dates and (moment := self.day(number)):
            return moment.time() if number < 1 else moment
        return int(number) if number.is_integer() else number

    def _shared(self, shown: str) -> Value:
        if self._strings is None:
            part = self._related("sharedStrings")
            if part is None:
                raise InputError("the part with the texts is not in the file; export the workbook anew")
            file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with the workbook
            self._closing.enter_context(file)
            self._strings = _Strings(map(text_of, self._elements(part, "si")), cast("BinaryIO", file))
        text = self._strings.get(int(shown)) if shown.strip().isdecimal() else None
        return Fault("a text that the file does not hold") if text is None else text

    def _main_part(self) -> str:
        found = [target for kind, target in self._targets("").values() if kind == "officeDocument"]
        part = next((one for one in [*found, "xl/workbook.xml"] if one.lower() in self._parts), None)
        if part is None:
            raise InputError("no workbook is in it")
        if part.endswith(".bin"):
            raise InputError("it is a binary workbook, .xlsb")
        return part

    def _related(self, kind: str) -> str | None:
        """The part of a kind that belongs to the workbook as a whole, None where it is not in the file."""
        found = (target for related, target in self._targets(self._main).values() if related == kind)
        return next((one for one in found if one.lower() in self._parts), None)

    def _counts_from_1904(self) -> bool:
        return any(one.get("date1904") in {"1", "true"} for one in self._elements(self._main, "workbookPr"))

    def _sheets(self) -> Iterator[Worksheet]:
        targets = self._targets(self._main)
        for element in self._elements(self._main, "sheet"):
            kind, part = targets.get(_id_of(element), ("", ""))
            if kind == "worksheet" and part.lower() in self._parts:
                yield Worksheet(element.get("name", "?"), element.get("state", "visible") != "visible", part)

    def _date_styles(self) -> frozenset[str]:
        """Indices of the styles that show a number as a day or a time, as cells name them."""
        part = self._related("styles")
        if part is None:
            return frozenset()
        dates, styles = {str(number) for number in DATE_FORMATS}, []
        try:
            for element in self._elements(part, "numFmts", "cellXfs"):
                if local(element) == "cellXfs":
                    styles = [one.get("numFmtId", "0") for one in element]
                for one in element if local(element) == "numFmts" else ():
                    (dates.add if shows_date(one.get("formatCode", "")) else dates.discard)(one.get("numFmtId", ""))
        except InputError:
            return frozenset()
        return frozenset(str(index) for index, number in enumerate(styles) if number in dates)

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Relations of a part by id: the kind (last word of its type) and the target, a part's name or an address."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations.lower() not in self._parts:
            return {}
        found = {}
        for one in self._elements(relations, "Relationship"):
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                target = target.replace("\\", "/")
                target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[one.get("Id", "")] = (one.get("Type", "").rsplit("/", 1)[-1], target)
        return found

    def _elements(self, part: str, *names: str) -> Iterator[etree._Element]:
        """The elements of these names in a part, each as it ends; what has been used is forgotten."""
        tags = [f"{{*}}{name}" for name in names]
        try:
            with self._archive.open(self._parts[part.lower()]) as packed:
                stream = _Bounded(packed)
                for _, element in etree.iterparse(
                    stream, tag=tags, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True,
                    collect_ids=False,
                ):  # fmt: skip
                    yield element
                    stream.n_read = 0
                    element.clear()
                    parent = element.getparent()
                    while parent is not None and parent[0] is not element:
                        del parent[0]
        except _DAMAGED as error:
            raise InputError(f"{part}: {error}") from error


class _Bounded:
    """A stream of which only so much may be read at one go: what has no end is no row of articles, but fills the memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.n_read = 0

    def read(self, size: int) -> bytes:
        self.n_read += size
        if self.n_read > _MOST_AT_ONCE:
            raise ValueError(f"more than {_MOST_AT_ONCE:,} bytes in one piece")
        return self._stream.read(size)


class _Strings:
    """The texts that cells share, by their index: in a file, with the places where they end in memory."""

    def __init__(self, texts: Iterator[str], file: BinaryIO) -> None:
        self._file = file
        self._ends = array("Q", [0])
        for text in texts:
            data = text.encode("utf-8", "surrogatepass")
            self._file.write(data)
            self._ends.append(self._ends[-1] + len(data))

    def get(self, index: int) -> str | None:
        if not 0 <= index < len(self._ends) - 1:
            return None
        self._file.seek(self._ends[index])
        return self._file.read(self._ends[index + 1] - self._ends[index]).decode("utf-8", "surrogatepass")


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
    if not head.startswith(_ZIP):
        raise InputError(
            f"{name} is no Excel workbook (it starts {head[:20]!r}); open it in Excel or LibreOffice and save it as .xlsx"
        )
    stream.seek(0)


def _id_of(element: etree._Element) -> str:
    """The id of the relation that an element names."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def _column_of(reference: str, otherwise: int) -> int:
    place = _REFERENCE.match(reference)
    return _column(place[1]) if place else otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number - 1


def _area(reference: str) -> Area | None:
    place = _REFERENCE.match(reference)
    if place is None:
        return None
    left, top, right, bottom = place.groups()
    return Area(int(top), int(bottom or top), _column(left), _column(right or left))
