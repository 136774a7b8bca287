"""The way in: files, folders and archives become articles and rejects, lazily and in a fixed order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.errors import InputError, ModelError, SettingsError
from audit.ingest import files, formats
from audit.ingest.articles import ArticleMaker, reject
from audit.ingest.encoding import scrub
from audit.ingest.options import ReadOptions
from audit.ingest.records import Format, Refusal, Source, told
from audit.model import Article, Reason, Reject

#: What is wrong with the program's settings or parts, and so with every file.
_NOT_OF_A_FILE = (SettingsError, ModelError)
_Recognised = tuple[Source | files.Unopened, Format | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """One file of the input, as the manifest lists it; ``format`` is ``unknown`` where none was recognised."""

    path: str
    format: str
    n_bytes: int
    sha256: str


def read(inputs: Sequence[Path], *, options: ReadOptions | None = None) -> Iterator[Article | Reject]:
    """Read articles from files, folders and archives, lazily and in a fixed order.

    Parameters
    ----------
    inputs
        files or folders; folders are walked in sorted order, hidden files are skipped.
    options
        how to read; by default everything is recognised and clutter is cut.

    Yields
    ------
    Article or Reject
        one of the two for every record; ``source_record`` is the record's index in its file, from 0.

    Raises
    ------
    InputError
        at once when an input does not exist; at the end when no record at all could be read for lack of a column.
    """
    options = options or ReadOptions()
    maker = ArticleMaker(options)
    missing: Reject | None = None
    n_read = n_refused = 0
    for source, format_ in _recognised(inputs, options):
        for result in _results(source, format_, maker):
            if isinstance(result, Article):
                n_read += 1
            elif result.reason is Reason.MISSING_COLUMN:
                missing = missing or result
            elif result.reason is not Reason.UNKNOWN_FORMAT:
                n_refused += 1
            yield result
    if missing is not None and not n_read and not n_refused:
        raise InputError(f"no record can be read: {missing.message}")


def inventory(inputs: Sequence[Path], *, options: ReadOptions | None = None) -> tuple[InputFile, ...]:
    """Every file of the input with its format, size and SHA-256; an archive is one file, and a link to nothing none."""
    options = options or ReadOptions()
    found = []
    for one in files.walk(inputs):
        if isinstance(one, files.Unopened):
            continue
        names = sorted({format_.name if format_ else "unknown" for _, format_ in _recognised_in(one, options)})
        name = names[0] if len(names) == 1 else f"zip ({', '.join(names)})"
        try:
            size, digest = one.path.stat().st_size, files.sha256(one.path)
        except OSError as error:
            raise InputError(f"{one.path} cannot be read ({error.strerror}); check that you may read it") from error
        found.append(InputFile(path=scrub(str(one.path)), format=name, n_bytes=size, sha256=digest))
    return tuple(found)


def count_records(inputs: Sequence[Path], *, options: ReadOptions | None = None) -> int:
    """Number of records that `read` will yield, counted without preparing them.

    A file that breaks or holds no record counts as one; values that are left out, and told of once a file, do not count.
    """
    options = options or ReadOptions()
    total = 0
    for source, format_ in _recognised(inputs, options):
        try:
            total += max(format_.count(source, options), 1) if isinstance(source, Source) and format_ is not None else 1
        except _NOT_OF_A_FILE:
            raise
        except Exception:  # noqa: BLE001 - as `read` has it: the file is refused
            total += 1
    return total


def _recognised(inputs: Sequence[Path], options: ReadOptions) -> Iterator[_Recognised]:
    for found in files.walk(inputs):
        yield from _recognised_in(found, options)


def _recognised_in(found: files.InputPath | files.Unopened, options: ReadOptions) -> Iterator[_Recognised]:
    if isinstance(found, files.Unopened):
        yield found, None
        return
    for source in files.sources(found):
        if isinstance(source, files.Unopened) or files.is_note(source):
            yield source, None
            continue
        try:
            yield source, formats.recognise(source, options)
        except _NOT_OF_A_FILE:
            raise
        except Exception as error:  # noqa: BLE001 - no damaged file may end a run, whatever its unpacking raises
            message = f"{source.name} cannot be unpacked ({told(error)}); pack it again, or take it out"
            yield files.Unopened(source.name, message), None


def _results(
    source: Source | files.Unopened, format_: Format | None, maker: ArticleMaker
) -> Iterator[Article | Reject]:
    """The articles and rejects of one file."""
    if isinstance(source, files.Unopened):
        yield reject(source.name, 0, Reason.UNREADABLE_FILE, source.message)
        return
    if format_ is None:
        yield reject(source.name, 0, Reason.UNKNOWN_FORMAT, _unknown(source))
        return
    n_records = 0
    try:
        for record in format_.records(source, maker.options):
            n_records = record.index + 1
            if isinstance(record, Refusal):
                yield reject(source.name, record.index, record.reason, record.message)
            else:
                yield maker.make(record, source, format_)
        for message in maker.left_out_of(source.name):
            yield reject(source.name, n_records, Reason.TOO_LONG, message)
            n_records += 1
        if not n_records:
            yield reject(
                source.name, 0, Reason.NO_ARTICLE, f"{source.name} holds no record; export it again, or take it out"
            )
    except _NOT_OF_A_FILE:
        raise
    except Exception as error:  # noqa: BLE001 - no damaged file may end a run, whatever its reader raises
        message = f"{source.name} breaks after {n_records} records ({told(error)}); mend the file, or take it out"
        if isinstance(error, InputError) and not n_records:
            message = str(error)  # written for users, and says it all
        yield reject(source.name, n_records, Reason.UNREADABLE_FILE, message)


_SHEET = "save it as .xlsx, or save the sheet as CSV (UTF-8), one article a row, and give that file"
_LETTER = "save it as .docx or plain text and give that file"
CONVERT = {
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".numbers"), _SHEET),
    **dict.fromkeys((".doc", ".odt", ".pages"), _LETTER),
    ".pdf": "take its text out first (such as `pdftotext FILE.pdf`), one article a file, and give the text",
    ".epub": "take its text out first, one article a file, and give the text",
    **dict.fromkeys((".rar", ".7z", ".tar", ".tgz"), "unpack it and give the folder"),
    ".zip": "it is no archive, or stands within another one: unpack it and give the folder",
    **dict.fromkeys(
        (".mht", ".mhtml", ".webarchive"), "open it in a browser and save it as a web page, HTML alone (.html)"
    ),
    **dict.fromkeys((".eml", ".msg", ".mbox"), "save the message as plain text, one article a file, and give the text"),
    ".xml": "make a table of it (CSV or JSON, one article a row or line) and give that file",
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".tif", ".tiff"), "it is a picture: have its text recognised (OCR) first"
    ),
    **dict.fromkeys(
        (".sqlite", ".db", ".sav", ".dta", ".rds", ".rdata"), "export its table as CSV (UTF-8) and give that file"
    ),
}
"""Suffix of files that users have and this program does not read -> what to do with them."""


def _unknown(source: Source) -> str:
    if files.is_note(source):
        return f"{source.name} looks like a note about the corpus, not an article; name the file itself to have it read"
    if source.suffix in CONVERT:
        return f"{source.name} has the suffix {source.suffix!r}, which is not read; {CONVERT[source.suffix]}"
    known = ", ".join(sorted({suffix for format_ in formats.all_formats().values() for suffix in format_.suffixes}))
    kind = f"the suffix {source.suffix!r}" if source.suffix else "no suffix"
    return f"{source.name} has {kind} and is in no known format (known: {known}); name its format, as in --format text"
