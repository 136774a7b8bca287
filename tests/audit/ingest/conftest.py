"""What the tests of reading share: a way to read given bytes, and an English text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from audit.ingest import ReadOptions, count_records, read
from audit.model import Article, Reject

ENGLISH = (
    "The minister said on Monday that the plan would go ahead. Officials have said for weeks that they were not sure "
    "about it, and the opposition has asked for a vote. It was not clear who would pay for the work, or when it would start."
)
ReadBytes = Callable[..., list[Article | Reject]]


@pytest.fixture
def english() -> str:
    """Forty-six words of plain English, enough for the language to be known."""
    return ENGLISH


@pytest.fixture
def read_bytes(tmp_path: Path) -> ReadBytes:
    """Write bytes (or text) to a file of the given name and read it."""

    def reader(name: str, data: bytes | str, **options: object) -> list[Article | Reject]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(read([path], options=ReadOptions(**options)))

    return reader


@pytest.fixture
def results(tmp_path):
    """Read a workbook's bytes; the count of records must agree."""

    def reader(data: bytes, *, name: str = "book.xlsx", **options: object):
        path = tmp_path / name
        path.write_bytes(data)
        chosen = ReadOptions(**options)
        found = list(read([path], options=chosen))
        assert count_records([path], options=chosen) == len(found)
        return found

    return reader
