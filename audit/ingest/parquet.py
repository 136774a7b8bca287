"""Parquet files, read in slices so that only a few records are in memory at once."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfileobj

import polars as pl

from audit.errors import InputError
from audit.ingest.encoding import decode
from audit.ingest.options import ReadOptions
from audit.ingest.records import Format, Record, Refusal, Source

_ROWS = 2_000


def read_parquet(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    """The rows of a Parquet file, in order."""
    with tempfile.TemporaryDirectory(prefix="media-audit-") as folder:
        path = _local(source, Path(folder))
        try:
            index = 0
            for frame in pl.scan_parquet(path).collect_batches(chunk_size=_ROWS, maintain_order=True, lazy=True):
                for values in frame.iter_rows(named=True):
                    yield Record(index=index, values={name: _text(value, options) for name, value in values.items()})
                    index += 1
        except (pl.exceptions.PolarsError, OSError) as error:
            raise InputError(f"{source.name} is no Parquet file that can be read ({error}); export it again") from error


def _text(value: object, options: ReadOptions) -> object:
    """A value; bytes, as which some programs store their texts, as text."""
    return decode(value, options) if isinstance(value, bytes) else value


def count_parquet(source: Source, _options: ReadOptions) -> int:
    """Number of rows, from the file's own statistics."""
    with tempfile.TemporaryDirectory(prefix="media-audit-") as folder:
        try:
            return int(pl.scan_parquet(_local(source, Path(folder))).select(pl.len()).collect().item())
        except pl.exceptions.PolarsError as error:
            raise InputError(f"{source.name} is no Parquet file that can be read ({error}); export it again") from error


def _local(source: Source, folder: Path) -> Path:
    """A path to the bytes: the file itself, or a copy of a member of an archive."""
    if source.path is not None:
        return source.path
    copy = folder / "member.parquet"
    with source.open() as stream, copy.open("wb") as target:
        copyfileobj(stream, target)
    return copy


FORMAT = Format(
    name="parquet",
    suffixes=(".parquet", ".pq"),
    signature=lambda head: head.startswith(b"PAR1"),
    records=read_parquet,
    count=count_parquet,
)
