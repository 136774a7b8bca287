"""Excel workbooks, a row an article, from every sheet on which a table of articles is found.

What is passed over is told of once, in a last reject, so that nothing vanishes; and so are texts that Excel cut.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, TypeGuard

from audit.errors import InputError
from audit.ingest.cells import CELL_LIMIT, Fault, Value, was_cut, written
from audit.ingest.headers import Contents, Table, contents_of, names_of
from audit.ingest.options import ReadOptions
from audit.ingest.records import Format, Record, Refusal, Source
from audit.ingest.workbook import Area, Marks, Row, Workbook
from audit.model import Reason

#: A number of five digits in a column of dates (1927 to 2173) is a count of days that lost its format; no other date has five.
_FIRST_DAY, _LAST_DAY = 10_000, 99_999
_MOST_TOLD = 10
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)", re.IGNORECASE)
#: Parts of a workbook's name in the archive that it is; long, as they are looked for among compressed bytes.
_PARTS = (b"xl/workbook", b"xl/worksheets/", b"xl/sharedStrings", b"xl/styles", b"xl/theme/", b"xl/_rels/")


def read_excel(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    """The rows below the column names, sheet after sheet."""
    yield from _read(source, options, with_marks=True)


def count_excel(source: Source, options: ReadOptions) -> int:
    """Number of rows below the column names, and one more for each kind of thing that is told of once."""
    return sum(1 for _ in _read(source, options, with_marks=False))


def _read(source: Source, options: ReadOptions, *, with_marks: bool) -> Iterator[Record | Refusal]:
    with ExitStack() as stack:
        try:
            workbook = stack.enter_context(Workbook(_seekable(source, stack), source.name))
        except InputError as error:
            yield Refusal(index=0, reason=Reason.UNREADABLE_FILE, message=str(error))
            return
        contents = contents_of(workbook, options.mapping)
        if not contents.tables:
            yield _without_table(source, contents, options)
            return
        index = 0
        cut: list[str] = []
        for table in contents.tables:
            reader = _TableReader(workbook, table, cut, with_marks=with_marks)
            for record in reader.records(index):
                yield record
                index = record.index + 1
        for reason, message in _told_once(contents, cut):
            yield Refusal(index=index, reason=reason, message=message)
            index += 1


def _seekable(source: Source, stack: ExitStack) -> BinaryIO:
    """The bytes in a form that can go back: the file itself, or a copy of what is compressed or in an archive."""
    stream = stack.enter_context(source.open())
    if source.path is not None:
        return stream
    copy = stack.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
    copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def _without_table(source: Source, contents: Contents, options: ReadOptions) -> Refusal:
    """Why a workbook gives no article."""
    if contents.damaged:
        return Refusal(index=0, reason=Reason.UNREADABLE_FILE, message=contents.damaged[0])
    if not contents.passed:
        message = f"{source.name} holds no row; a table starts with a row of column names"
        return Refusal(index=0, reason=Reason.UNREADABLE_FILE, message=message)
    wanted = f"text column {options.mapping['text']!r}" if "text" in options.mapping else "text column"
    unhide = ", or unhide the sheet that has it" if contents.n_hidden else ""
    message = (
        f"{wanted} not found in {source.name} (sheets and what look like their columns: {_listed(contents.passed)}); "
        f"name it with --map text={contents.example}{unhide}"
    )
    return Refusal(index=0, reason=Reason.MISSING_COLUMN, message=message)


def _told_once(contents: Contents, cut: list[str]) -> Iterator[tuple[Reason, str]]:
    """What a user must know of a workbook that was read."""
    yield from ((Reason.UNREADABLE_FILE, damage) for damage in contents.damaged)
    if contents.passed:
        message = (
            f"sheets that are hidden or have no column of texts were passed over: {_listed(contents.passed)}; "
            "where one holds articles, unhide it, or name its column with --map text=COLUMN"
        )
        yield Reason.NO_ARTICLE, message
    if cut:
        message = (
            f"Excel cut {len(cut):,} text{'s' if len(cut) > 1 else ''} off at {CELL_LIMIT:,} characters, all that a cell holds "
            f"({_listed(cut)}); read as far as they go: for the rest, export the articles as CSV or JSON instead"
        )
        yield Reason.TOO_LONG, message


def _listed(names: Iterable[str]) -> str:
    told = list(names)
    more = f" and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    return "; ".join(told[:_MOST_TOLD]) + more


class _TableReader:
    """Makes records of the rows of one table; adds the places of texts that were cut to ``cut``."""

    def __init__(self, workbook: Workbook, table: Table, cut: list[str], *, with_marks: bool) -> None:
        self._workbook = workbook
        self._table = table
        self._cut = cut
        self._texts = table.places("text")
        marks = Marks()
        with suppress(InputError):  # the rows will tell what is wrong
            marks = workbook.marks(table.sheet) if with_marks else marks
        self._links = _Spans(marks.links, table.places("url"))
        merged = [(area, "") for area in marks.merged if area.top > table.number and area.bottom > area.top]
        self._merged = _Spans(merged, [place for place in table.columns if place not in self._texts])
        self._held: dict[int, tuple[int, Value | None]] = {}

    def records(self, index: int) -> Iterator[Record | Refusal]:
        """The rows below the column names; empty ones, and repetitions of the names, are none."""
        try:
            for row in self._workbook.rows(self._table.sheet):
                is_empty = not any(written(cell).strip() for cell in row.cells.values())
                if row.number > self._table.number and not is_empty and names_of(row) != self._table.columns:
                    yield self._record(row, index)
                    index += 1
        except InputError as error:
            yield Refusal(index=index, reason=Reason.UNREADABLE_FILE, message=str(error))

    def _record(self, row: Row, index: int) -> Record | Refusal:
        place_told = f"sheet {self._table.sheet.name!r}, row {row.number}"
        texts = [row.cells[place] for place in self._texts if place in row.cells]
        faults = [text for text in texts if isinstance(text, Fault)]
        if faults and len(faults) == len(texts):
            message = (
                f"{place_told}: in place of the text is {faults[0]}; correct the cell in Excel and save the workbook"
            )
            return Refusal(index=index, reason=Reason.BAD_RECORD, message=message)
        if any(isinstance(text, str) and was_cut(text) for text in texts):
            self._cut.append(place_told)
        values = {name: self._value(row, place) for place, name in self._table.columns.items()}
        return Record(index=index, values=values, place=place_told)

    def _value(self, row: Row, place: int) -> Value | None:
        """What a cell says to its field: an address, a day, or its own value; None where there is none."""
        value = self._spread(row, place)
        if isinstance(value, Fault):
            return None
        field = self._table.fields.get(place)
        if field == "url":
            link = row.links.get(place) or self._links.at(row.number, place)[1]
            return value if not link or (isinstance(value, str) and _ADDRESS.match(value)) else link
        if field == "published" and _is_number(value) and _FIRST_DAY <= value <= _LAST_DAY:
            return self._workbook.day(value)
        return value

    def _spread(self, row: Row, place: int) -> Value | None:
        """A cell's value; that of the first one where cells below each other were merged. A text stays that of one row."""
        value = row.cells.get(place)
        top = self._merged.at(row.number, place)[0]
        if top == row.number:
            self._held[place] = (top, value)
        held_from, held = self._held.get(place, (0, None))
        return held if value is None and top and held_from == top else value


class _Spans:
    """Areas of a sheet by column, to be asked by cell."""

    def __init__(self, areas: Iterable[tuple[Area, str]], places: Iterable[int]) -> None:
        self._of: dict[int, list[tuple[int, int, str]]] = {place: [] for place in places}
        for area, what in areas:
            for place, spans in self._of.items():
                if area.left <= place <= area.right:
                    spans.append((area.top, area.bottom, what))
        for spans in self._of.values():
            spans.sort()

    def at(self, number: int, place: int) -> tuple[int, str]:
        """The first row of the area that a cell stands in, and what goes with it; 0 where it stands in none."""
        spans = self._of.get(place, [])
        before = bisect_right(spans, number, key=lambda span: span[0]) - 1
        if before < 0 or spans[before][1] < number:
            return 0, ""
        return spans[before][0], spans[before][2]


def _is_number(value: Value | None) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_workbook(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and any(part in head for part in _PARTS) and b"word/" not in head


FORMAT = Format(
    name="excel",
    suffixes=(".xlsx", ".xlsm"),
    signature=_is_workbook,
    records=read_excel,
    count=count_excel,
)
