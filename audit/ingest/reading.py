"""From files to articles: every record becomes one `Article` or one `Reject`, and nothing else ends the reading."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audit.errors import InputError
from audit.ingest import files, formats
from audit.ingest.clean import clean
from audit.ingest.encoding import is_binary, scrub, unstorable
from audit.ingest.head import Known
from audit.ingest.fields import Fields, MissingColumn, domain_of, fields_of
from audit.ingest.language import is_english
from audit.ingest.options import ReadOptions
from audit.ingest.records import Format, Layout, Record, Refusal, Source
from audit.ingest.wire import agency_in
from audit.model import Article, Reason, Reject

STAGE = "read"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """One file of the input, as the manifest lists it; ``format`` is None where none was recognised."""

    path: str
    format: str | None
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
    reading = _Reading(options)
    n_read = 0
    missing: Reject | None = None
    n_other = 0
    for source, format_ in _recognised(inputs, options):
        for result in reading.of_source(source, format_):
            if isinstance(result, Article):
                n_read += 1
            elif result.reason is Reason.MISSING_COLUMN:
                missing = missing or result
            elif result.reason is not Reason.UNKNOWN_FORMAT:
                n_other += 1
            yield result
    if missing is not None and not n_read and not n_other:
        raise InputError(f"no record can be read: {missing.message}")


def inventory(inputs: Sequence[Path], *, options: ReadOptions | None = None) -> tuple[InputFile, ...]:
    """Every file of the input with its format, size and SHA-256; archives are one file."""
    options = options or ReadOptions()
    found = []
    for path in files.paths(inputs):
        names = {_name_of(source, options) for source in files.sources([path])}
        name = names.pop() if len(names) == 1 else f"zip ({', '.join(sorted(filter(None, names)))})"
        try:
            found.append(InputFile(path=str(path), format=name, n_bytes=path.stat().st_size, sha256=files.sha256(path)))
        except OSError as error:
            raise InputError(f"{path} cannot be read ({error.strerror}); check that you may read it") from error
    return tuple(found)


def count_records(inputs: Sequence[Path], *, options: ReadOptions | None = None) -> int:
    """Number of records that `read` will yield, counted without preparing them; files that break count as one."""
    options = options or ReadOptions()
    total = 0
    for source, format_ in _recognised(inputs, options):
        try:
            total += format_.count(source, options) if isinstance(source, Source) and format_ is not None else 1
        except (OSError, EOFError, InputError):
            total += 1
    return total


def _recognised(
    inputs: Sequence[Path], options: ReadOptions
) -> Iterator[tuple[Source | files.Unopened, Format | None]]:
    for source in files.sources(inputs):
        if isinstance(source, files.Unopened) or files.is_note(source):
            yield source, None
            continue
        try:
            yield source, formats.recognise(source, options)
        except (OSError, EOFError) as error:
            yield files.Unopened(source.name, f"{source.name} cannot be unpacked ({error}); pack it again"), None


def _name_of(source: Source | files.Unopened, options: ReadOptions) -> str | None:
    if isinstance(source, files.Unopened) or files.is_note(source):
        return None
    try:
        format_ = formats.recognise(source, options)
    except (OSError, EOFError):
        return None
    return format_.name if format_ else None


@dataclass(slots=True)
class _Reading:
    """One pass over the input; remembers the ids that were given out."""

    options: ReadOptions
    ids: set[str] = field(default_factory=set)

    def of_source(self, source: Source | files.Unopened, format_: Format | None) -> Iterator[Article | Reject]:
        """The articles and rejects of one file."""
        if isinstance(source, files.Unopened):
            yield self.reject(source.name, 0, Reason.UNREADABLE_FILE, source.message)
            return
        if format_ is None:
            yield self.reject(source.name, 0, Reason.UNKNOWN_FORMAT, _unknown(source))
            return
        n_records = 0
        try:
            for record in format_.records(source, self.options):
                n_records = record.index + 1
                if isinstance(record, Refusal):
                    yield self.reject(source.name, record.index, record.reason, record.message)
                else:
                    yield self.article(record, source, format_)
        except (OSError, EOFError, UnicodeError, InputError) as error:
            message = f"{source.name} breaks after {n_records} records ({error}); mend the file or take it out"
            yield self.reject(source.name, n_records, Reason.UNREADABLE_FILE, message)

    def article(self, record: Record, source: Source, format_: Format) -> Article | Reject:
        """The article of a record, or why there is none."""
        where = Path(source.name).name if len(source.name) > 60 else source.name

        def refuse(reason: Reason, message: str) -> Reject:
            return self.reject(source.name, record.index, reason, message)

        try:
            options = self.options if record.layout is Layout.TABLE else _without_mapping(self.options)
            fields = fields_of(record.values, options, where=where)
        except MissingColumn as error:
            return refuse(Reason.MISSING_COLUMN, str(error))
        except TypeError as error:
            return refuse(Reason.BAD_RECORD, f"{error}; name another column with --map text=…")
        refusal = self._refusal(fields)
        if refusal is not None:
            return refuse(*refusal)
        if fields.article_id is not None and fields.article_id in self.ids:
            message = f"article id {fields.article_id!r} was given before; ids must differ, or be left out to be made"
            return refuse(Reason.DUPLICATE_ID, message)
        article = self._built(fields, record, source, format_)
        if not any(map(str.isalnum, article.text)):
            return refuse(
                Reason.EMPTY_TEXT,
                "nothing but clutter: no word is left after cleaning; see what was cut with --no-clean",
            )
        if (
            self.options.check_language
            and (english := is_english(article.text)) is not True
            and _is_foreign(english, fields)
        ):
            return refuse(
                Reason.NOT_ENGLISH,
                f"the text is not English (it starts {article.text[:40]!r}); only English is measured",
            )
        self.ids.add(article.article_id)
        return article

    def _refusal(self, fields: Fields) -> tuple[Reason, str] | None:
        text = fields.text or ""
        if not text.strip():
            return Reason.EMPTY_TEXT, "the text is empty; nothing can be measured in it"
        if len(text) > self.options.max_chars:
            message = f"the text has {len(text)} characters or more, over the limit of {self.options.max_chars}; split it, or raise the limit"
            return Reason.TOO_LONG, message
        if is_binary(text):
            return (
                Reason.BAD_ENCODING,
                "the text is full of control characters; name its encoding with --encoding, such as cp1252 or utf-16",
            )
        odd = unstorable(text + (fields.title or ""))
        if odd is not None and not self.options.clean:
            message = f"character {odd} is half a surrogate pair, which no file can hold; read it without --no-clean to have it replaced"
            return Reason.BAD_ENCODING, message
        return None

    def _built(self, fields: Fields, record: Record, source: Source, format_: Format) -> Article:
        text, title, authors, published, section, n_cut = (
            fields.text or "",
            fields.title,
            fields.authors,
            fields.published,
            fields.section,
            0,
        )
        wire = agency_in(fields.wire) or next(filter(None, map(agency_in, authors)), None)
        if self.options.clean:
            find_title = record.layout is Layout.PLAIN or (
                record.layout is Layout.TABLE and not fields.has_title_column
            )
            known = Known(title=title, authors=authors, outlet=fields.outlet)
            cleaned = clean(text, known=known, find_title=find_title, day_first=self.options.day_first)
            text, title, n_cut = cleaned.text, cleaned.title, cleaned.n_cut
            authors, section = cleaned.authors or authors, section or cleaned.section
            published, wire = published or cleaned.published, wire or cleaned.wire
        folder = source.folder if format_.one_article else None
        return Article(
            article_id=fields.article_id or self._new_id(source, record, format_),
            outlet=fields.outlet or self.options.outlet or domain_of(fields.url) or folder or "unknown",
            text=text,
            title=title,
            published=published,
            authors=authors,
            url=fields.url,
            section=section,
            language=fields.language,
            wire=wire,
            source_path=scrub(source.name),
            source_record=record.index,
            n_cut=n_cut,
        )

    def _new_id(self, source: Source, record: Record, format_: Format) -> str:
        stem = scrub(source.stem if format_.one_article else f"{source.stem}-{record.index}")
        candidate, number = stem, 1
        while candidate in self.ids:
            number += 1
            candidate = f"{stem}-{number}"
        return candidate

    def reject(self, path: str, index: int, reason: Reason, message: str) -> Reject:
        """A reject of this stage."""
        return Reject(source_path=scrub(path), source_record=index, stage=STAGE, reason=reason, message=scrub(message))


def _without_mapping(options: ReadOptions) -> ReadOptions:
    from dataclasses import replace

    return replace(options, mapping={}) if options.mapping else options


def _is_foreign(english: bool | None, fields: Fields) -> bool:
    """Whether a text that isn't surely English is to be refused: it surely is not, or says itself that it is not."""
    declared = (fields.language or "").lower()
    return english is False or bool(declared and not declared.startswith(("en", "unk", "und")))


def _unknown(source: Source) -> str:
    if files.is_note(source):
        return f"{source.name} looks like a note about the corpus, not an article; name it itself to have it read"
    known = ", ".join(sorted({suffix for format_ in formats.all_formats().values() for suffix in format_.suffixes}))
    kind = f"suffix {source.suffix!r}" if source.suffix else "no suffix"
    return f"{source.name} has {kind} and its content is of no known format (known: {known}); name the format with --format"
