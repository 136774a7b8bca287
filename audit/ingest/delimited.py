"""Tables in text form: CSV, TSV and their kin with semicolons or bars; read lazily, row by row."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.errors import InputError
from audit.ingest.encoding import decode, open_text
from audit.ingest.fields import NATURAL_NAMES
from audit.ingest.options import ReadOptions
from audit.ingest.records import HEAD_BYTES, Format, Record, Refusal, Source
from audit.model import Reason

if TYPE_CHECKING:
    import _csv

_KNOWN = frozenset(name for names in NATURAL_NAMES.values() for name in names)
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 50
#: A field longer than this is an unclosed quotation mark that swallows the file, not an article.
_FIELD_LIMIT = 16_000_000


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written."""

    delimiter: str
    quoting: bool = True
    escape: str | None = None

    def reader(self, lines: Iterator[str]) -> "_csv.Reader":
        """A reader over lines; strict, so that a stray quotation mark is an error and not a changed text."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if self.quoting else csv.QUOTE_NONE,
            escapechar=self.escape,
            doublequote=True,
            strict=self.quoting,
        )


def read_delimited(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    """Records of a table whose first row names the columns."""
    dialect = dialect_of(source.head(), options)
    csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))
    with open_text(source, options) as stream:
        rows = _rows(stream, dialect)
        header = next((row for row, _ in rows if isinstance(row, list) and any(cell.strip() for cell in row)), None)
        if header is None:
            raise InputError(f"{source.name} holds no row; a table starts with a row of column names")
        columns = [name.strip().strip("\ufeff") for name in header]
        index = 0
        for row, line in rows:
            if isinstance(row, list) and not any(row):
                continue
            yield _record(row, columns, index=index, line=line)
            index += 1


def count_delimited(source: Source, options: ReadOptions) -> int:
    """Number of rows below the header."""
    try:
        return sum(1 for _ in read_delimited(source, options))
    except InputError:
        return 0


def dialect_of(head: bytes, options: ReadOptions) -> Dialect:
    """The dialect in which the first rows agree best with each other and with known column names."""
    sample = decode(head, options)
    if len(head) == HEAD_BYTES:
        sample = sample[: sample.rfind("\n") + 1] or sample
    escape = "\\" if sample.count('\\"') > sample.count('""') else None
    choices = [Dialect(delimiter, quoting, escape) for delimiter in _DELIMITERS for quoting in (True, False)]
    return max(choices, key=lambda choice: _fit(sample, choice))


def _fit(sample: str, dialect: Dialect) -> tuple[int, float, int, bool]:
    """How well a dialect explains a sample: known names in the header, share of full rows, columns, quoting."""
    header: list[str] | None = None
    n_full = n_rows = 0
    for row, _ in _rows(io.StringIO(sample, newline=""), dialect):
        if header is None and isinstance(row, list) and any(row):
            header = row
        elif header is not None and (isinstance(row, str) or any(row)):
            n_rows += 1
            n_full += isinstance(row, list) and len(row) == len(header)
        if n_rows >= _SAMPLE_ROWS:
            break
    names = header or []
    n_known = sum(name.strip('\ufeff" ').lower().replace(" ", "_") in _KNOWN for name in names)
    return n_known, n_full / max(n_rows, 1), len(names), dialect.quoting


def _rows(stream: io.TextIOBase, dialect: Dialect) -> Iterator[tuple[list[str] | str, int]]:
    """Rows with the line each ends on; in place of a row that can't be read, what is wrong with it."""
    reader = dialect.reader(iter(stream))
    while True:
        try:
            yield next(reader), reader.line_num
        except StopIteration:
            return
        except csv.Error as error:
            yield str(error), reader.line_num


def _record(row: list[str] | str, columns: list[str], *, index: int, line: int) -> Record | Refusal:
    if isinstance(row, str):
        message = f"the row that ends on line {line} cannot be read ({row}); quotation marks within a quoted text must be doubled"
        return Refusal(index=index, reason=Reason.BAD_RECORD, message=message)
    while len(row) > len(columns) and not row[-1]:
        row = row[:-1]
    if len(row) != len(columns):
        message = (
            f"the row that ends on line {line} has {len(row)} cells where the header has {len(columns)}; "
            "a text that holds the separator or a line break must stand in quotation marks"
        )
        return Refusal(index=index, reason=Reason.BAD_RECORD, message=message)
    return Record(index=index, values=dict(zip(columns, row, strict=True)))


FORMAT = Format(
    name="csv",
    suffixes=(".csv", ".tsv", ".tab", ".psv"),
    signature=lambda _: False,
    records=read_delimited,
    count=count_delimited,
)
