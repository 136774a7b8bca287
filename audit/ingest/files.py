"""From what the user names to the files behind it: folders in sorted order, archives opened, nothing silently dropped."""

import bz2
import gzip
import hashlib
import io
import lzma
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from operator import attrgetter, itemgetter
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
#: Files of Windows that are hidden there without a sign in their name.
_OF_WINDOWS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini"})
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


def walk(inputs: Sequence[Path]) -> Iterator[InputPath | Unopened]:
    """Every file behind the inputs, folders in sorted order, hidden files left out; each file once.

    What is in a folder and cannot be opened (links to what is gone, folders that may not be read) is named as such.

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
            if isinstance(found, Unopened):
                yield found
                continue
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


def _below(folder: Path) -> Iterator[InputPath | Unopened]:
    """What lies in a folder, in order; links to folders are followed, once each."""
    found: list[tuple[str, InputPath | Unopened]] = []
    closed: list[OSError] = []
    seen = {folder.resolve()}
    for here, folders, names in os.walk(folder, onerror=closed.append, followlinks=True):
        inside = [Path(here, name) for name in folders if not _is_hidden((name,))]
        new = [path for path in inside if path.resolve() not in seen]
        folders[:] = [path.name for path in new]
        seen.update(path.resolve() for path in new)
        paths = [Path(here, name) for name in names if not _is_hidden((name,))]
        found += [(path.relative_to(folder).as_posix(), _there(path, folder)) for path in paths]
    found += [
        (os.path.relpath(error.filename, folder), Unopened(str(error.filename), _closed(error))) for error in closed
    ]
    yield from (one for _, one in sorted(found, key=itemgetter(0)))


def _there(path: Path, base: Path) -> InputPath | Unopened:
    """A file in a folder; what is none is told of, for it may be a part of the corpus that has gone."""
    if path.is_file():
        return InputPath(path, base)
    if path.is_symlink():
        seen = f"is a link to {path.readlink()}, which is not there"
    else:
        seen = "is no file but a pipe, a socket or a device"
    return Unopened(str(path), f"{path} {seen}; put the file itself in its place, or take it out")


def _closed(error: OSError) -> str:
    return (
        f"the folder {error.filename} cannot be opened ({error.strerror}); check that you may read it, or take it out"
    )


def _is_hidden(parts: Sequence[str]) -> bool:
    return any(
        part.lower() in _OF_WINDOWS or (part.startswith((".", "~$", "__MACOSX")) and part not in (".", ".."))
        for part in parts
    )


def _members(archive: zipfile.ZipFile, name: str, relative: PurePosixPath) -> Iterator[Source | Unopened]:
    for member in sorted((entry for entry in archive.infolist() if not entry.is_dir()), key=attrgetter("filename")):
        inner = PurePosixPath(member.filename)
        if not _is_hidden(inner.parts):
            folder = inner.parent.name.strip(".") or relative.stem
            yield _source(f"{name}!{member.filename}", inner, folder=folder, open_raw=_opener(archive, member))


def _opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        try:
            return cast("BinaryIO", archive.open(member))
        except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            raise OSError(f"member {member.filename} cannot be unpacked: {error}") from error

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
