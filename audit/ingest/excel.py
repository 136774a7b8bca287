"""Excel workbooks, a row an article, from every sheet on which a table of articles is found.

What is passed over is told of once, in a last reject, so that nothing vanishes; and so are texts that Excel cut.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO

from audit.errors import InputError
from audit.ingest.cell_limit import cut_told, listed, was_cut
from audit.ingest.columns_seen import option
from audit.ingest.headers import Contents, Table, contents_of, names_of
from audit.ingest.options import ReadOptions
from audit.ingest.records import Format, Record, Refusal, Source
from audit.ingest.workbook import ErrorValue, Row, Value, Workbook, written
from audit.model import Reason

#: A number of five digits in a column of dates (1927 to 2173) is a count of days that lost its format; no other date has five.
_FIRST_DAY, _LAST_DAY = 10_000, 99_999
#: Parts of a workbook's name in the archive that it is; long, as they are looked for among compressed bytes.
_PARTS = (b"xl/workbook", b"xl/worksheets/", b"xl/sharedStrings", b"xl/styles", b"xl/theme/", b"xl/_rels/")


def read_excel(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    """The rows below the column names, sheet after sheet."""
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
            for record in _records(workbook, table, index, cut):
                yield record
                index = record.index + 1
        for reason, message in _told_once(contents, cut):
            yield Refusal(index=index, reason=reason, message=message)
            index += 1


def count_excel(source: Source, options: ReadOptions) -> int:
    """Number of rows below the column names, and one more for each kind of thing that is told of once."""
    return sum(1 for _ in read_excel(source, options))


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
        message = (
            f"{source.name} holds no row that can be read; a table starts with a row of column names; if it does hold one, "
            "open it in Excel or LibreOffice and save it again as .xlsx (in Excel: 'Excel Workbook', not 'Strict Open XML')"
        )
        return Refusal(index=0, reason=Reason.UNREADABLE_FILE, message=message)
    wanted = f"text column {options.mapping['text']!r}" if "text" in options.mapping else "text column"
    unhide = ", or unhide the sheet that has it" if contents.n_hidden else ""
    message = (
        f"{wanted} not found in {source.name} (sheets and what look like their columns: {listed(contents.passed)})"
    )
    if contents.example:
        message += f"; name it with {option('text', contents.example)}{unhide}"
    else:
        message += (
            ", and no column holds a text as long as an article; export the articles with their full text, or name the column "
            f"with {option('text')} if it is one of these{unhide}"
        )
    return Refusal(index=0, reason=Reason.MISSING_COLUMN, message=message)


def _told_once(contents: Contents, cut: list[str]) -> Iterator[tuple[Reason, str]]:
    """What a user must know of a workbook that was read."""
    yield from ((Reason.UNREADABLE_FILE, damage) for damage in contents.damaged)
    if contents.passed:
        message = (
            f"sheets that are hidden or have no column of texts were passed over: {listed(contents.passed)}; "
            "where one holds articles, unhide it, or name its column with --map text=COLUMN"
        )
        yield Reason.NO_ARTICLE, message
    if cut:
        yield Reason.TOO_LONG, cut_told(cut)


def _records(workbook: Workbook, table: Table, index: int, cut: list[str]) -> Iterator[Record | Refusal]:
    """The rows below the column names (empty ones, and repetitions of the names, are none); adds to ``cut`` where texts are."""
    try:
        for row in workbook.rows(table.sheet):
            is_empty = not any(written(cell).strip() for cell in row.cells.values())
            if row.number > table.number and not is_empty and names_of(row) != table.columns:
                yield _record(workbook, table, row, index, cut)
                index += 1
    except InputError as error:
        yield Refusal(index=index, reason=Reason.UNREADABLE_FILE, message=str(error))


def _record(workbook: Workbook, table: Table, row: Row, index: int, cut: list[str]) -> Record | Refusal:
    place_told = f"sheet {table.sheet.name!r}, row {row.number}"
    texts = [row.cells[place] for place in table.places("text") if place in row.cells]
    failed = [text for text in texts if isinstance(text, ErrorValue)]
    if failed and len(failed) == len(texts):
        message = (
            f"{place_told}: in place of the text is the error value {failed[0]}; correct the cell in Excel and save "
            "the workbook"
        )
        return Refusal(index=index, reason=Reason.BAD_RECORD, message=message)
    if any(isinstance(text, str) and was_cut(text) for text in texts):
        cut.append(place_told)
    values = {
        name: _value(workbook, row.cells.get(place), table.fields.get(place)) for place, name in table.columns.items()
    }
    return Record(index=index, values=values, place=place_told)


def _value(workbook: Workbook, value: Value | None, field: str | None) -> Value | None:
    """What a cell says to its field; a bare count of days is a day where one is looked for, an error value says nothing."""
    if isinstance(value, ErrorValue):
        return None
    if field == "published" and isinstance(value, int | float) and _FIRST_DAY <= value <= _LAST_DAY:
        return workbook.day(value)
    return value


def _is_workbook(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and any(part in head for part in _PARTS) and b"word/" not in head


FORMAT = Format(
    name="excel",
    suffixes=(".xlsx", ".xlsm"),
    signature=_is_workbook,
    records=read_excel,
    count=count_excel,
)
