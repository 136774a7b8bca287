"""What passes between a format and the reader: where bytes come from, what a record is, what a format declares."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from audit.errors import InputError
from audit.ingest.options import ReadOptions
from audit.model import Reason

HEAD_BYTES = 65_536
_HEAD_STEP = 8_192
#: Formats below this rank are chosen by content alone: their suffixes are those of other formats too.
USUAL_RANK = 5


class Layout(StrEnum):
    """How much a record tells about its own parts."""

    TABLE = "table"
    """Columns of the user's own names; the text is a column."""
    PAGE = "page"
    """A reader of ours found the parts (HTML, Nexis); the text is the body alone."""
    PLAIN = "plain"
    """One text in which the title, byline and date may stand at the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One stream of bytes: a file, or a member of an archive.

    Attributes
    ----------
    name
        what ``source_path`` will say; members of an archive are ``archive.zip!member``.
    stem
        path below the input without its suffixes; the root of generated ids.
    suffix
        lower-case suffix that tells the format, compression left off.
    folder
        name of the folder the file was found in by walking, None where it was named by the user.
    open
        opens the (decompressed) bytes from their start.
    path
        the file itself where its bytes are stored as they are, else None.
    """

    name: str
    stem: str
    suffix: str
    folder: str | None
    open: Callable[[], BinaryIO]
    path: Path | None = None

    def head(self) -> bytes:
        """The first bytes, enough to tell a format and an encoding; of a file that breaks off early, what can be read."""
        found = b""
        with self.open() as stream:
            try:
                while len(found) < HEAD_BYTES and (more := stream.read(_HEAD_STEP)):
                    found += more
            except (EOFError, OSError, zlib.error):
                if not found:
                    raise
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record as the file gives it: its index in the file, from 0, its values by name, and where a user finds it.

    ``place`` is named where a record is refused; empty where its index says enough.
    """

    index: int
    values: Mapping[str, object]
    layout: Layout = Layout.TABLE
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One record (or a whole file, index 0) that a format could not read, and why."""

    index: int
    reason: Reason
    message: str


def _never(_source: Source, _options: ReadOptions) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """The declaration of a file format; a module of this package that holds one as ``FORMAT`` is found by itself.

    Attributes
    ----------
    name
        what ``--format`` is given.
    suffixes
        lower-case file suffixes that claim the format.
    signature
        whether the first bytes can be of no other format; it wins over a suffix.
    records
        reads a source lazily; raises ``InputError`` only when nothing at all can be read from it.
    count
        number of records, without preparing them.
    one_article
        whether a file is one article (its id is then the file's name).
    rank
        formats of lower rank are asked first; plain text, which claims everything, is last.
    looks_like
        a second look, at a file that the suffix claims, for what its first bytes cannot tell.
    borrowed
        suffixes of other formats under which files of this one come as well; they claim it at a second look alone.
    """

    name: str
    suffixes: tuple[str, ...]
    signature: Callable[[bytes], bool]
    records: Callable[[Source, ReadOptions], Iterator[Record | Refusal]]
    count: Callable[[Source, ReadOptions], int]
    one_article: bool = False
    rank: int = USUAL_RANK
    looks_like: Callable[[Source, ReadOptions], bool] = _never
    borrowed: tuple[str, ...] = ()


def told(error: Exception) -> str:
    """An error in a line: its message alone where that was written for users."""
    if isinstance(error, InputError | OSError):
        return str(error)
    return f"{type(error).__name__}: {error}".splitlines()[0]


def one(_source: Source, _options: ReadOptions) -> int:
    """Count of a format that holds one article a file."""
    return 1
