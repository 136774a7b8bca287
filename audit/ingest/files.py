"""From what the user names to the files behind it: folders in sorted order, archives opened, nothing silently dropped."""

import bz2
import gzip
import hashlib
import io
import lzma
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from audit.errors import InputError
from audit.ingest.records import Source

_COMPRESSED: dict[str, Callable[[BinaryIO], object]] = {
    ".gz": lambda raw: gzip.GzipFile(fileobj=raw),
    ".bz2": lambda raw: bz2.BZ2File(raw),
    ".xz": lambda raw: lzma.LZMAFile(raw),
}
#: Files that lie beside corpora and speak about them; in a folder they are listed as no article.
NOTES = frozenset(
    {"readme", "license", "licence", "copying", "changelog", "notice", "citation", "contributing", "authors"}
)


@dataclass(frozen=True, slots=True)
class Unopened:
    """A file that could not be opened at all."""

    name: str
    message: str


def sources(inputs: Sequence[Path]) -> Iterator[Source | Unopened]:
    """Every file behind the inputs, folders walked in sorted order, archives opened; each file once."""
    seen: set[Path] = set()
    for path, base in _paths(inputs):
        real = path.resolve()
        if real not in seen:
            seen.add(real)
            yield from _opened(path, base)


def paths(inputs: Sequence[Path]) -> list[Path]:
    """Every file behind the inputs, folders walked in sorted order; each file once."""
    return list({path.resolve(): path for path, _ in reversed(list(_paths(inputs)))}.values())[::-1]


def sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, as 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_note(source: Source) -> bool:
    """Whether a file found in a folder is a note about the corpus (README, LICENSE …)."""
    return source.folder is not None and PurePosixPath(source.stem).name.lower() in NOTES


def _paths(inputs: Sequence[Path]) -> Iterator[tuple[Path, Path | None]]:
    for given in inputs:
        if given.is_dir():
            for path in sorted(given.rglob("*"), key=lambda found: found.relative_to(given).as_posix()):
                if path.is_file() and not _hidden(path.relative_to(given)):
                    yield path, given
        elif given.exists():
            yield given, None
        else:
            raise InputError(f"{given} does not exist; give a file or a folder of articles")


def _hidden(relative: Path) -> bool:
    return any(part.startswith((".", "~$", "__MACOSX")) for part in relative.parts)


def _opened(path: Path, base: Path | None) -> Iterator[Source | Unopened]:
    relative = PurePosixPath(path.relative_to(base).as_posix()) if base else PurePosixPath(path.name)
    folder = path.resolve().parent.name if base else None
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
    except OSError as error:
        yield Unopened(str(path), f"{path} cannot be opened ({error.strerror}); check that you may read it")
        return
    if start == b"PK\x03\x04" and _is_archive(path):
        yield from _members(path, relative)
        return
    yield _source(str(path), relative, folder=folder, open_raw=lambda: path.open("rb"), path=path)


def _source(
    name: str,
    relative: PurePosixPath,
    *,
    folder: str | None,
    open_raw: Callable[[], BinaryIO],
    path: Path | None = None,
) -> Source:
    packed = _COMPRESSED.get(relative.suffix.lower())
    plain = relative.with_suffix("") if packed else relative

    def open_source() -> BinaryIO:
        return cast("BinaryIO", packed(open_raw())) if packed else open_raw()

    stem = plain.with_suffix("").as_posix() if plain.suffix else plain.as_posix()
    suffix = plain.suffix.lower()
    return Source(name=name, stem=stem, suffix=suffix, folder=folder, open=open_source, path=None if packed else path)


def _is_archive(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return not any(name in ("word/document.xml", "[Content_Types].xml") for name in archive.namelist())
    except zipfile.BadZipFile:
        return False


def _members(path: Path, relative: PurePosixPath) -> Iterator[Source | Unopened]:
    with zipfile.ZipFile(path) as archive:
        names = sorted(entry.filename for entry in archive.infolist() if not entry.is_dir())
    for name in names:
        member = PurePosixPath(name)
        if _hidden(Path(name)):
            continue
        folder = member.parent.name or relative.stem
        yield _source(f"{path}!{name}", member, folder=folder, open_raw=_member_opener(path, name))


def _member_opener(path: Path, name: str) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        archive = zipfile.ZipFile(path)
        try:
            return _Member(archive, name)
        except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            archive.close()
            raise OSError(f"member {name} cannot be unpacked: {error}") from error

    return open_member


class _Member(io.BufferedReader):
    """A member of an archive that closes the archive with itself."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        super().__init__(cast("io.RawIOBase", archive.open(name)))

    def close(self) -> None:
        super().close()
        self._archive.close()
