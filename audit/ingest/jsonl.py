"""JSON: a record a line, an array of records, or one object; streamed, so that size does not matter.

An object that wraps the array (``{"articles": [...]}``) or holds a table in another way is opened; others are records.
"""

import json
from collections.abc import Iterator
from typing import TextIO

from audit.ingest.encoding import open_text
from audit.ingest.fields import kind_of
from audit.ingest.json_shapes import records_in, unpacked
from audit.ingest.options import ReadOptions
from audit.ingest.records import Format, Record, Refusal, Source
from audit.model import Reason

_CHUNK = 1 << 20
_LONGEST_LINE = 1 << 26
_DECODER = json.JSONDecoder()
_BETWEEN = " \t\r\n,\ufeff"


def read_json(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    """Records of a JSON file of any of the three shapes."""
    if _by_line(source, options):
        yield from _lines(source, options)
    else:
        yield from _values(source, options)


def count_json(source: Source, options: ReadOptions) -> int:
    """Number of records; lines are counted unread."""
    if not _by_line(source, options):
        return sum(1 for _ in _values(source, options))
    return sum(1 for _ in _numbered(source, options))


def _by_line(source: Source, options: ReadOptions) -> bool:
    """Whether the file holds a record a line: its first or second line is a whole object."""
    with open_text(source, options) as stream:
        start = stream.read(1)
        while start and start in _BETWEEN:
            start = stream.read(1)
        if start != "{":
            return source.suffix in {".jsonl", ".ndjson", ".jl"} and start != "["
        first = start + stream.readline(_LONGEST_LINE)
        second = stream.readline(_LONGEST_LINE)
    return (_is_object(first) and bool(second.strip())) or _is_object(second)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _lines(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    for index, (number, line) in enumerate(_numbered(source, options)):
        yield _parsed_line(line, index=index, number=number)


def _numbered(source: Source, options: ReadOptions) -> Iterator[tuple[int, str]]:
    """The lines that hold anything, with their numbers; of a line too long for any record only the start."""
    with open_text(source, options) as stream:
        number = 0
        while line := stream.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                rest = line
                while rest and not rest.endswith("\n"):
                    rest = stream.readline(_LONGEST_LINE)
            if line.strip(_BETWEEN):
                yield number, line.strip(_BETWEEN)


def _parsed_line(line: str, *, index: int, number: int) -> Record | Refusal:
    if len(line) >= _LONGEST_LINE - 2:
        message = f"line {number} has more than {_LONGEST_LINE:,} characters; no record is that long: is the file cut into lines?"
        return Refusal(index=index, reason=Reason.TOO_LONG, message=message)
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"line {number} is no JSON ({error}); mend or drop the line: it starts {line[:40]!r}"
        return Refusal(index=index, reason=Reason.BAD_RECORD, message=message)
    return _record(value, index=index, where=f"line {number}")


def _record(value: object, *, index: int, where: str) -> Record | Refusal:
    if isinstance(value, dict):
        return Record(index=index, values=unpacked(value))
    message = f'{where} holds {kind_of(value)}, not an object; a record looks like {{"outlet": …, "text": …}}'
    return Refusal(index=index, reason=Reason.BAD_RECORD, message=message)


def _values(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    with open_text(source, options) as stream:
        index = 0
        try:
            for value, is_item in _stream_values(stream):
                for record in records_in(value, options.mapping, is_item=is_item):
                    yield _record(record, index=index, where=f"record {index}")
                    index += 1
        except (ValueError, RecursionError) as error:
            message = f"the JSON breaks after {index} records ({error}); the rest of the file could not be read: mend it there"
            yield Refusal(index=index, reason=Reason.BAD_RECORD, message=message)


def _stream_values(stream: TextIO) -> Iterator[tuple[object, bool]]:
    """The values of an array (True), or values one after the other (False), decoded as they come in."""
    buffer, done, opened = "", False, False
    while True:
        buffer = buffer.lstrip(_BETWEEN)
        if not opened and buffer.startswith("["):
            buffer, opened = buffer[1:].lstrip(_BETWEEN), True
        if opened and buffer.startswith("]"):
            return
        value, end = _next_value(buffer, final=done)
        if end is not None:
            yield value, opened
            buffer = buffer[end:]
        elif done:
            if opened:
                raise ValueError("the array is not closed")
            return
        else:
            more = stream.read(max(_CHUNK, len(buffer)))
            done, buffer = not more, buffer + more


def _next_value(buffer: str, *, final: bool) -> tuple[object, int | None]:
    """The first value of the buffer and where it ends, or no end where it isn't complete yet."""
    if not buffer:
        return None, None
    try:
        value, end = _DECODER.raw_decode(buffer)
    except ValueError:
        if final:
            raise
        return None, None
    complete = final or end < len(buffer) or isinstance(value, (dict, list, str))
    return value, end if complete else None


def _looks_like_json(head: bytes) -> bool:
    start = head.decode("utf-8", "ignore").lstrip(_BETWEEN + "[")
    return start.startswith("{") and start[1:].lstrip().startswith(('"', "}"))


FORMAT = Format(
    name="jsonl",
    suffixes=(".jsonl", ".ndjson", ".jl", ".json"),
    signature=_looks_like_json,
    records=read_json,
    count=count_json,
)
