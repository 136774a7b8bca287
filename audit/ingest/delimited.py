"""Tables in text form: CSV, TSV and their kin with semicolons, bars, carets or tildes; read lazily, row by row.

Texts that Excel cut before it saved the table are told of once, in a last refusal.
"""

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from audit.errors import InputError
from audit.ingest.cell_limit import cut_told, was_cut
from audit.ingest.encoding import decode, is_binary, open_text
from audit.ingest.fields import NATURAL_NAMES, field_named
from audit.ingest.options import ReadOptions
from audit.ingest.records import HEAD_BYTES, Format, Record, Refusal, Source
from audit.model import Reason

if TYPE_CHECKING:
    import _csv

_KNOWN = frozenset(name for names in NATURAL_NAMES.values() for name in names)
_DELIMITERS = (",", ";", "\t", "|", "^", "~")
_SAMPLE_ROWS = 50
#: Where fewer rows than this can be read with quotation marks as quotes, and more without, the marks are part of the text.
_BROKEN_SHARE = 0.5
_MOST_LINES = 2_000
#: The row of names is looked for among so many; databases put the search, the day of the export and the like above it.
_TOP_ROWS = 30
_NAME_LENGTH = 100
#: Excel's own first line, which names the separator.
_HINT = re.compile(r"sep=.\r?\n?", re.IGNORECASE)
#: A field longer than this is an unclosed quotation mark that swallows the file, not an article.
_FIELD_LIMIT = 16_000_000


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written."""

    delimiter: str
    quote: str = '"'
    quoting: bool = True
    escape: str | None = None
    spaced: bool = False

    def reader(self, lines: Iterator[str]) -> "_csv.Reader":
        """A reader over lines; strict, so that a stray quotation mark is an error and not a changed text."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            quoting=csv.QUOTE_MINIMAL if self.quoting else csv.QUOTE_NONE,
            escapechar=self.escape,
            doublequote=True,
            skipinitialspace=self.spaced,
            strict=self.quoting,
        )


def read_delimited(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    """Records of a table; its first row names the columns, or, below lines on the export, the row that names the text."""
    dialect = dialect_of(source.head(), options)
    csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))
    with open_text(source, options) as stream:
        rows = _rows(_without_hint(stream), dialect)
        filled = (row for row, _ in rows if isinstance(row, list) and any(cell.strip() for cell in row))
        header = next(islice(filled, _header_place(source, dialect, options), None), None)
        if header is None:
            raise InputError(f"{source.name} holds no row; a table starts with a row of column names; export it again")
        columns = _names(header)
        texts = [place for place, name in enumerate(columns) if field_named(name, options.mapping) == "text"]
        index = 0
        cut: list[str] = []
        for row, line in rows:
            if isinstance(row, list) and not any(row):
                continue
            yield _record(row, columns, index=index, line=line)
            index += 1
            if isinstance(row, list) and any(was_cut(row[place]) for place in texts if place < len(row)):
                cut.append(f"the row that ends on line {line}")
        if cut:
            yield Refusal(index=index, reason=Reason.TOO_LONG, message=cut_told(cut))


def _header_place(source: Source, dialect: Dialect, options: ReadOptions) -> int:
    """Which of the filled rows names the columns: the one that names the text and most other fields, else the first."""
    rows = _sample_rows(_sample_of(source.head(), options), dialect)
    whole = takewhile(lambda row: isinstance(row, list), rows)
    filled = (row for row in whole if isinstance(row, list) and any(cell.strip() for cell in row))
    n_fields = [_n_fields(row, options) for row in islice(filled, _TOP_ROWS)]
    return n_fields.index(max(n_fields)) if n_fields else 0


def _n_fields(row: list[str], options: ReadOptions) -> int:
    """How many fields the cells of a row name; none where they do not name the text, or are too long for names."""
    if any(len(cell) > _NAME_LENGTH for cell in row):
        return 0
    fields = {field_named(name, options.mapping) for name in _names(row)} - {None}
    return len(fields) if "text" in fields else 0


def _names(row: list[str]) -> list[str]:
    """The cells of a row as column names; one that comes again is numbered."""
    names: list[str] = []
    n_same: Counter[str] = Counter()
    for cell in row:
        name = cell.strip().strip("\ufeff").strip()
        n_same[name] += 1
        names.append(f"{name} ({n_same[name]})" if name and n_same[name] > 1 else name)
    return names


def count_delimited(source: Source, options: ReadOptions) -> int:
    """Number of rows below the header, and one more where texts were cut."""
    try:
        return sum(1 for _ in read_delimited(source, options))
    except InputError:
        return 0


def dialect_of(head: bytes, options: ReadOptions) -> Dialect:
    """The dialect in which the first rows agree best with each other and with known column names.

    Texts are full of apostrophes, so these are quotation marks only where the table cannot be read without; and a space behind a
    separator is the text's own unless quotation marks stand behind it.
    """
    sample = _sample_of(head, options)
    usual = _quoted_by('"', sample)
    bare = Dialect(usual.delimiter, quoting=False, escape=usual.escape)
    chosen = bare if _loses(usual, bare, sample) else usual
    single = _quoted_by("'", sample)
    more_known = _fit(sample, single).n_known > _fit(sample, chosen).n_known
    if more_known or _loses(chosen, single, sample):
        chosen = single
    spaced = replace(chosen, spaced=True)
    return spaced if _loses(chosen, spaced, sample) else chosen


def _quoted_by(quote: str, sample: str) -> Dialect:
    """The dialect with these quotation marks that fits best."""
    escape = "\\" if sample.count(f"\\{quote}") > sample.count(quote * 2) else None
    dialects = (Dialect(delimiter, quote=quote, escape=escape) for delimiter in _DELIMITERS)
    return max(dialects, key=lambda one: _fit(sample, one))


def _loses(dialect: Dialect, other: Dialect, sample: str) -> bool:
    """Whether most rows cannot be read in one dialect and most can in the other."""
    return _fit(sample, dialect).share_full < _BROKEN_SHARE < _fit(sample, other).share_full


def is_table(source: Source, options: ReadOptions) -> bool:
    """Whether a file under another suffix is a table in text form: its first row names the text and another field."""
    head = source.head()
    sample = _sample_of(head, options)
    if is_binary(sample):
        return False
    first, *below = [*islice(filter(None, _sample_rows(sample, dialect_of(head, options))), 2), ""]
    fields = {field_named(name.strip().strip("\ufeff"), options.mapping) for name in first} - {None}
    return "text" in fields and len(fields) > 1 and not any(len(row) == 1 for row in below)


def _sample_of(head: bytes, options: ReadOptions) -> str:
    """The first lines, whole, without one that names the separator."""
    sample = decode(head, options)
    if len(head) == HEAD_BYTES:
        sample = sample[: sample.rfind("\n") + 1] or sample
    hint = _HINT.match(sample)
    return sample[hint.end() :] if hint else sample


def _without_hint(stream: Iterable[str]) -> Iterator[str]:
    """The lines; in place of one that names the separator, an empty one."""
    lines = iter(stream)
    for first in islice(lines, 1):
        yield "\n" if _HINT.fullmatch(first.removeprefix("\ufeff")) else first
    yield from lines


class _Fit(NamedTuple):
    """How well a dialect explains a sample; later parts decide between equals."""

    n_known: int
    share_full: float
    n_columns: int


def _fit(sample: str, dialect: Dialect) -> _Fit:
    """Known names in the header (of the first rows the one with most of them), share of rows as long as it, and its length."""
    rows = list(islice(filter(None, _sample_rows(sample, dialect)), _SAMPLE_ROWS))
    n_known = [_n_known(row) for row in rows[:_TOP_ROWS]]
    at = n_known.index(max(n_known)) if rows else 0
    header = rows[at] if rows and isinstance(rows[at], list) else []
    below = rows[at + 1 :]
    n_full = sum(isinstance(row, list) and len(row) == len(header) for row in below)
    return _Fit(max(n_known, default=0), n_full / max(len(below), 1), len(header))


def _n_known(row: Sequence[str]) -> int:
    """How many cells of a row are names of columns that are known."""
    return (
        sum(name.strip('\ufeff" ').lower().replace(" ", "_") in _KNOWN for name in row) if isinstance(row, list) else 0
    )


def _sample_rows(sample: str, dialect: Dialect) -> Iterator[list[str] | str]:
    """Rows of a sample, up to the last one, which is cut off."""
    reader = dialect.reader(io.StringIO(sample, newline=""))
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error):
                return
            yield str(error)


def _rows(stream: Iterable[str], dialect: Dialect) -> Iterator[tuple[list[str] | str, int]]:
    """Rows with the line each ends on; in place of a row that can't be read, what is wrong with it.

    A quotation mark that is never closed joins a row with those that follow. When that is noticed, reading goes on with
    the line behind the one that the broken row began on.
    """
    lines = _Lines(stream)
    reader = dialect.reader(lines)
    while True:
        lines.mark()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield str(error), lines.first
            lines.go_back()
            reader = dialect.reader(lines)
        else:
            yield row, lines.number


class _Lines:
    """Lines with their numbers, of which the last ones, since a mark, can be given again."""

    def __init__(self, stream: Iterable[str]) -> None:
        self._stream = iter(stream)
        self._again: deque[str] = deque()
        self._since: list[str] = []
        self.number = 0
        self.first = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._stream)
        self._since.append(line)
        self.number += 1
        return line

    def mark(self) -> None:
        """Start a new row."""
        self._since = []
        self.first = self.number + 1

    def go_back(self) -> None:
        """Give all lines since the mark again, save the first; not where they are too many to be one row's."""
        if len(self._since) <= _MOST_LINES:
            again = self._since[1:]
            self._again.extendleft(reversed(again))
            self.number -= len(again)


def _record(row: list[str] | str, columns: list[str], *, index: int, line: int) -> Record | Refusal:
    if isinstance(row, str):
        message = (
            f"the row that begins on line {line} cannot be read ({row}); marks within a quoted text must be doubled"
        )
        return Refusal(index=index, reason=Reason.BAD_RECORD, message=message)
    while len(row) > len(columns) and not row[-1]:
        row = row[:-1]
    if len(row) != len(columns):
        message = (
            f"the row that ends on line {line} has {len(row)} cell{'s' if len(row) > 1 else ''} where the header has "
            f"{len(columns)}; "
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
    looks_like=is_table,
    borrowed=(".txt", ".xls", ".xlsx"),
)
