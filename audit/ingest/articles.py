"""From a record to the article that will be measured, or to the reason why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from audit.ingest.clean import clean
from audit.ingest.columns_seen import option
from audit.ingest.day_order import DayOrders
from audit.ingest.encoding import is_binary, scrub, unstorable
from audit.ingest.fields import Fields, MissingColumnError, WrongColumnError, check_lengths, domain_of, fields_of
from audit.ingest.head import Known
from audit.ingest.html import body_of
from audit.ingest.language import is_english
from audit.ingest.limits import LONGEST
from audit.ingest.options import ReadOptions
from audit.ingest.records import Format, Layout, Record, Source, told
from audit.ingest.wire import agency_in, agency_named
from audit.lacking import NO_OUTLET
from audit.model import Article, Reason, Reject

STAGE = "read"
#: Declared languages that a text which may be English is read under: English, unknown, undetermined.
_ENGLISH_CODES = ("en", "unk", "und")


class RefusedError(Exception):
    """A record becomes no article, for a reason and with a message that helps."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def reject(path: str, index: int, reason: Reason, message: str) -> Reject:
    """A reject of the reading stage."""
    return Reject(source_path=scrub(path), source_record=index, stage=STAGE, reason=reason, message=scrub(message))


@dataclass(slots=True)
class ArticleMaker:
    """Makes the articles of one run; remembers the ids that were given out, and what was left out of the records of a file."""

    options: ReadOptions
    ids: set[str] = field(default_factory=set)
    left_out: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    orders: DayOrders = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is known of any file yet."""
        self.orders = DayOrders(self.options)

    def make(self, record: Record, source: Source, format_: Format) -> Article | Reject:
        """The article of a record, or the reject that says why there is none."""
        try:
            article = self._article(self._fields(record, source, format_), record, source, format_)
            article = _with_language(article, self.options)
        except RefusedError as refused:
            return _refused(record, source, refused.reason, str(refused))
        except Exception as error:  # noqa: BLE001 - no odd record may end a run
            message = f"the record cannot be made an article ({told(error)}); mend it, or take it out"
            return _refused(record, source, Reason.BAD_RECORD, message)
        self.ids.add(article.article_id)
        return article

    def left_out_of(self, name: str) -> Iterator[str]:
        """What a user must know of the values that were too long and left out since this was asked last; of a file by name."""
        for (field_, column), (count, place) in self.left_out.items():
            yield (
                f"{field_} column {column!r} of {name} holds more than {LONGEST[field_]:,} characters in {count:,} record"
                f"{'s' if count > 1 else ''} (the first: {place}), which are left without; name the right column with "
                f"{option(field_)}, or shorten the values"
            )
        self.left_out.clear()

    def _fields(self, record: Record, source: Source, format_: Format) -> Fields:
        is_table = record.layout is Layout.TABLE
        mapping = self.options.mapping if is_table else {}
        day_first = self.orders.of(record, source, format_) if is_table else self.options.day_first
        try:
            fields = fields_of(record.values, mapping, day_first=day_first, where=source.name)
            if is_table:
                check_lengths(record.values, fields)
        except MissingColumnError as error:
            raise RefusedError(Reason.MISSING_COLUMN, str(error)) from error
        except WrongColumnError as error:
            raise RefusedError(Reason.BAD_RECORD, str(error)) from error
        except TypeError as error:
            raise RefusedError(Reason.BAD_RECORD, f"{error}; name another column with --map text=COLUMN") from error
        _check_text(fields, self.options)
        self._check_id(fields)
        for name, column in fields.left_out.items():
            count, place = self.left_out.get((name, column), (0, record.place or f"record {record.index}"))
            self.left_out[name, column] = count + 1, place
        return fields

    def _check_id(self, fields: Fields) -> None:
        if fields.article_id in self.ids:
            message = (
                f"article id {fields.article_id!r} was given before; ids must differ: name their column with "
                "--map article_id=COLUMN, or take the column out to have ids made"
            )
            raise RefusedError(Reason.DUPLICATE_ID, message)

    def _article(self, fields: Fields, record: Record, source: Source, format_: Format) -> Article:
        folder = source.folder if format_.one_article else None
        article = Article(
            article_id=fields.article_id or self._new_id(source, record, format_),
            outlet=fields.outlet or self.options.outlet or domain_of(fields.url) or scrub(folder or "") or NO_OUTLET,
            text=fields.text or "",
            title=fields.title,
            published=fields.published,
            authors=fields.authors,
            url=fields.url,
            section=fields.section,
            language=fields.language,
            wire=agency_named(fields.wire) or next(filter(None, map(agency_in, fields.authors)), None),
            source_path=scrub(source.name),
            source_record=record.index,
        )
        if not self.options.clean:
            return article
        if record.layout is Layout.TABLE:
            article = replace(article, text=body_of(article.text))
        copied = record.layout is Layout.PLAIN or (record.layout is Layout.TABLE and not fields.has_title_column)
        return _cleaned(article, find_title=copied, day_first=self.options.day_first)

    def _new_id(self, source: Source, record: Record, format_: Format) -> str:
        """The file's name, with the record's index where a file holds several; numbered until it is new."""
        stem = scrub(source.stem if format_.one_article else f"{source.stem}-{record.index}")
        candidate, number = stem, 1
        while candidate in self.ids:
            number += 1
            candidate = f"{stem}-{number}"
        return candidate


def _refused(record: Record, source: Source, reason: Reason, message: str) -> Reject:
    return reject(source.name, record.index, reason, f"{record.place}: {message}" if record.place else message)


def _cleaned(article: Article, *, find_title: bool, day_first: bool | None) -> Article:
    known = Known(title=article.title, authors=article.authors, outlet=article.outlet)
    cleaned = clean(article.text, known=known, find_title=find_title, day_first=day_first)
    if not any(map(str.isalnum, cleaned.text)):
        message = "nothing but clutter: no word is left after cleaning; --no-clean keeps the text as it is"
        raise RefusedError(Reason.EMPTY_TEXT, message)
    return replace(
        article,
        text=cleaned.text,
        title=cleaned.title,
        published=article.published or cleaned.published,
        authors=cleaned.authors or article.authors,
        section=article.section or cleaned.section,
        wire=article.wire or cleaned.wire,
        n_cut=cleaned.n_cut,
    )


def _check_text(fields: Fields, options: ReadOptions) -> None:
    text = fields.text or ""
    if not text.strip():
        raise RefusedError(Reason.EMPTY_TEXT, "the text is empty; nothing can be measured in it")
    if len(text) > options.max_chars:
        limit = f"{options.max_chars:,}"
        message = (
            f"the text has {len(text):,} characters or more where {limit} are the most; split it into its articles"
        )
        raise RefusedError(Reason.TOO_LONG, message)
    if is_binary(text):
        message = "the text is full of control characters; save it as UTF-8, or name its encoding with --encoding"
        raise RefusedError(Reason.BAD_ENCODING, message)
    odd = unstorable(text + (fields.title or ""))
    if odd is not None and not options.clean:
        message = (
            f"character {odd} is half a surrogate pair or an undecodable byte; leave --no-clean out to have it replaced"
        )
        raise RefusedError(Reason.BAD_ENCODING, message)


def _with_language(article: Article, options: ReadOptions) -> Article:
    """The article with its language, where it names none; refused when it is surely not English, or says so and may be right."""
    if not options.check_language:
        return article
    english = is_english(article.text)
    declared = (article.language or "en").lower()
    if english is False or (english is None and not declared.startswith(_ENGLISH_CODES)):
        message = (
            f"the text is not English (it starts {article.text[:40]!r}); only English is measured "
            "(--any-language has it measured all the same)"
        )
        raise RefusedError(Reason.NOT_ENGLISH, message)
    return replace(article, language="en") if english and article.language is None else article
