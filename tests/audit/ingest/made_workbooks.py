"""Workbooks for the tests of reading them, and what is looked at in the results."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

import xlsxwriter
from xlsxwriter.workbook import Workbook as Writer
from xlsxwriter.worksheet import Worksheet

from audit.model import Article

OTHER = (
    "The mayor told reporters that the budget was dead. She said that they would not sign it, and her critics were not "
    "convinced that it was over."
)
DAY = {"num_format": "dd/mm/yyyy"}


def book(fill: Callable[[Writer], object], **options: object) -> bytes:
    """The bytes of a workbook as Excel writes them: texts shared by cells, unless ``constant_memory`` is said."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "remove_timezone": True, **options}) as writer:
        fill(writer)
    return out.getvalue()


def put(sheet: Worksheet, rows: Iterable[Sequence[object]], *, at: tuple[int, int] = (0, 0)) -> Worksheet:
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if value is not None:
                sheet.write(at[0] + number, at[1] + place, value)
    return sheet


def table(*rows: Sequence[object], **options: object) -> bytes:
    return book(lambda writer: put(writer.add_worksheet(), rows), **options)


def with_parts(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The workbook with parts changed, or left out where None is given."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def messages(found) -> list[tuple[str, str]]:
    return [(result.reason, result.message) for result in found if not isinstance(result, Article)]
