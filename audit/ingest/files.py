"""From what the user names to the files behind it: folders in sorted order, archives opened, nothing silently dropped."""

import bz2
import gzip
import hashlib
import io
import lzma
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from audit.errors import InputError
from audit.ingest.records import Source

_COMPRESSED: dict[str, Callable[[BinaryIO], object]] = {
    ".gz": gzip.open,
    ".bz2": bz2.open,
    ".xz": lzma.open,
}
#: Files that lie beside corpora and speak about them; in a folder they are listed as no article.
_NOTES = frozenset(
    {"readme", "license", "licence", "copying", "changelog", "notice", "citation", "contributing", "authors"}
)
_ZIP = b"PK\x03\x04"
#: Members by which a document that is packed as an archive is known: Office, LibreOffice and EPUB, Apple.
_DOCUMENT = frozenset({"[Content_Types].xml", "mimetype", "Index/Document.iwa", "Index.zip"})


@dataclass(frozen=True, slots=True)
class InputPath:
    """A file behind the inputs, and the folder it was found in by walking; None where the user named the file."""

    path: Path
    base: Path | None = None


@dataclass(frozen=True, slots=True)
class Unopened:
    """A file that could not be opened at all."""

    name: str
    message: str


def walk(inputs: Sequence[Path]) -> Iterator[InputPath]:
    """Every file behind the inputs, folders in sorted order, hidden files left out; each file once.

    Raises
    ------
    InputError
        when an input does not exist.
    """
    for given in inputs:
        if not given.exists():
            raise InputError(f"{given} does not exist{_near(given)}; give a file or a folder of articles")
    seen: set[Path] = set()
    for given in inputs:
        for found in _below(given) if given.is_dir() else (InputPath(given),):
            real = found.path.resolve()
            if real not in seen:
                seen.add(real)
                yield found


def _near(given: Path) -> str:
    """Names in the same folder that may have been meant."""
    folder = given.absolute().parent
    if not folder.is_dir():
        return f" (nor does the folder {folder})"
    near = get_close_matches(given.name, sorted(path.name for path in folder.iterdir()), n=3)
    return f" (near: {', '.join(near)})" if near else f" (in {folder})"


def sources(found: InputPath) -> Iterator[Source | Unopened]:
    """What a file holds: itself, or the members of an archive in sorted order."""
    path = found.path
    relative = PurePosixPath(path.relative_to(found.base).as_posix() if found.base else path.name)
    try:
        with path.open("rb") as stream:
            is_zip = stream.read(4) == _ZIP
        archive = zipfile.ZipFile(path) if is_zip else None
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        yield Unopened(
            str(path), f"{path} cannot be opened ({reason}); check that it is whole and that you may read it"
        )
        return
    if archive is not None and not _DOCUMENT & set(archive.namelist()):
        yield from _members(archive, str(path), relative)
        return
    folder = path.resolve().parent.name if found.base else None
    yield _source(str(path), relative, folder=folder, open_raw=lambda: path.open("rb"), path=path)


def sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, as 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_note(source: Source) -> bool:
    """Whether a file found in a folder is a note about the corpus (README, LICENSE …)."""
    return source.folder is not None and PurePosixPath(source.stem).name.lower() in _NOTES


def _below(folder: Path) -> Iterator[InputPath]:
    for path in sorted(folder.rglob("*"), key=lambda one: one.relative_to(folder).as_posix()):
        if path.is_file() and not _is_hidden(path.relative_to(folder).parts):
            yield InputPath(path, folder)


def _is_hidden(parts: Sequence[str]) -> bool:
    return any(part.startswith((".", "~$", "__MACOSX")) for part in parts)


def _members(archive: zipfile.ZipFile, name: str, relative: PurePosixPath) -> Iterator[Source | Unopened]:
    for member in sorted(entry.filename for entry in archive.infolist() if not entry.is_dir()):
        inner = PurePosixPath(member)
        if not _is_hidden(inner.parts):
            folder = inner.parent.name or relative.stem
            yield _source(f"{name}!{member}", inner, folder=folder, open_raw=_opener(archive, member))


def _opener(archive: zipfile.ZipFile, member: str) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        try:
            return cast("BinaryIO", archive.open(member))
        except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            raise OSError(f"member {member} cannot be unpacked: {error}") from error

    return open_member


class _Unpacked(io.BufferedReader):
    """A compressed file's content; closing it closes the file as well."""

    def __init__(self, unpacked: object, packed: BinaryIO) -> None:
        self._packed = packed
        super().__init__(cast("io.RawIOBase", unpacked))

    def close(self) -> None:
        super().close()
        self._packed.close()


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
        raw = open_raw()
        return cast("BinaryIO", _Unpacked(packed(raw), raw)) if packed else raw

    stem = plain.with_suffix("").as_posix() if plain.suffix else plain.as_posix()
    suffix = plain.suffix.lower()
    return Source(name=name, stem=stem, suffix=suffix, folder=folder, open=open_source, path=None if packed else path)
