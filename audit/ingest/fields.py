"""Which column means what: the natural names, the user's own, and the plain values behind them."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from audit.ingest.columns_seen import missing_column, option, short
from audit.ingest.dates import excel_day, parse_date
from audit.ingest.encoding import scrub
from audit.ingest.limits import LONGEST, REFUSED, SWAPPED, length_of
from audit.ingest.markup import without_markup
from audit.ingest.mending import mend
from audit.ingest.options import FIELDS

#: Names under which each field is found, case and punctuation aside, best first. They are those of the field's common tools and
#: collections: news-please, newspaper3k, fundus, Media Cloud, NewsAPI, Webhose, GDELT, CC-News, "All the News", ProQuest, Nexis.
NATURAL_NAMES: dict[str, tuple[str, ...]] = {
    "article_id": (
        "article_id",
        "articleid",
        "id",
        "uid",
        "uuid",
        "guid",
        "doc_id",
        "document_id",
        "story_id",
        "stories_id",
        "news_id",
    ),
    "outlet": (
        "outlet",
        "outlet_name",
        "media_name",
        "news_source",
        "source_name",
        "source",
        "publisher",
        "publication",
        "newspaper",
        "paper",
        "medium",
        "media",
        "source_domain",
        "domain",
        "site_name",
        "site",
        "website",
    ),
    "title": ("title", "headline", "head_line", "title_page", "article_title", "hl"),
    "text": (
        "text",
        "body",
        "content",
        "maintext",
        "main_text",
        "full_text",
        "fulltext",
        "article_text",
        "article_body",
        "articlebody",
        "body_text",
        "plain_text",
        "plaintext",
        "content_text",
        "article",
    ),
    "published": (
        "published",
        "date",
        "date_publish",
        "publish_date",
        "published_date",
        "publication_date",
        "publishing_date",
        "date_published",
        "datepublished",
        "published_at",
        "publishedat",
        "pub_date",
        "pubdate",
        "published_time",
        "seendate",
        "timestamp",
        "datetime",
        "time",
    ),
    "authors": ("authors", "author", "byline", "by_line", "creator", "writer", "journalist"),
    "url": ("url", "link", "canonical_url", "web_url", "weburl", "permalink", "source_url", "uri"),
    "section": ("section", "section_name", "category", "categories", "news_desk", "desk", "topic", "channel"),
    "language": ("language", "lang", "language_code", "lang_code"),
    "wire": ("wire", "credit", "news_agency", "agency", "wire_service"),
}
_BY = re.compile(r"^\s*(?:written\s+|reported\s+|story\s+)?by[\s:]+", re.IGNORECASE)
_AUTHOR_SPLIT = re.compile(r"\s*[;|\n]\s*|\s+and\s+|\s+&\s+", re.IGNORECASE)
#: A list as other programs print it: ['Jane Doe', "Mary O'Hara"].
_QUOTED = re.compile(r"""'([^']+)'|"([^"]+)\"""")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_SPACES = re.compile(r"[^\S\n]+")
#: Keys under which services hold the words of a text or headline: WordPress, The New York Times.
_WORDS = ("rendered", "main")
_NULLS = frozenset({"", "none", "null", "nan", "n/a", "na", "-", "unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """A record's values under our names; ``text`` may be empty, and everything else unknown.

    ``left_out``: the columns of values that were too long for their field, by field.
    """

    text: str | None
    article_id: str | None = None
    outlet: str | None = None
    title: str | None = None
    has_title_column: bool = False
    published: date | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    section: str | None = None
    language: str | None = None
    wire: str | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)


class MissingColumnError(Exception):
    """A record lacks a column that is needed; the message names what it has."""


class WrongColumnError(Exception):
    """A record holds a value that its field cannot have; the message names the column."""


def fields_of(
    values: Mapping[str, object], mapping: Mapping[str, str], *, where: str, day_first: bool | None = None
) -> Fields:
    """Sort a record's values into our fields, by the user's ``mapping`` of names and the natural ones.

    Raises
    ------
    MissingColumnError
        when there is no text column, or a column that the user named is not there.
    TypeError
        when the text is neither a text nor a list of paragraphs.
    """
    columns = columns_of(values, mapping, where=where)
    found = {name: _lookup(values, column) for name, column in columns.items()}
    left_out = {name: columns[name] for name, most in LONGEST.items() if length_of(found.get(name)) > most}

    def value(name: str) -> object:
        return None if name in left_out else found.get(name)

    return Fields(
        text=_text(value("text")),
        article_id=_identity(value("article_id")),
        outlet=_name(value("outlet")),
        title=_title(value("title")),
        has_title_column="title" in columns,
        published=parse_date(value("published"), day_first=day_first) or excel_day(value("published")),
        authors=authors_of(value("authors")),
        url=_name(value("url")),
        section=_name(value("section")),
        language=_name(value("language")),
        wire=_name(value("wire")),
        left_out=left_out,
    )


def published_in(values: Mapping[str, object], mapping: Mapping[str, str]) -> object:
    """The date of a record as it is written; None where it has none."""
    try:
        column = columns_of(values, mapping, where="").get("published")
    except (MissingColumnError, WrongColumnError):
        return None
    return _lookup(values, column) if column else None


def check_lengths(values: Mapping[str, object], fields: Fields) -> None:
    """Check that no headline, outlet or id is so long that its column must be another.

    Raises
    ------
    WrongColumnError
        with the column, what it holds, and how to name the right one.
    """
    text = fields.text or ""
    title = str(_lookup(values, fields.left_out["title"])) if "title" in fields.left_out else fields.title or ""
    if len(title) > max(SWAPPED, len(text)):
        raise WrongColumnError(
            f"the title has {len(title):,} characters and the text only {len(text):,} (it starts {short(text)!r}): are their "
            f"columns swapped? Name them with {option('title')} {option('text')}"
        )
    for name in REFUSED:
        if name in fields.left_out:
            column = fields.left_out[name]
            cell = str(_lookup(values, column))
            raise WrongColumnError(
                f"{name} column {column!r} holds {len(cell):,} characters where {LONGEST[name]:,} are the most (it starts "
                f"{short(cell)!r}); name the right column with {option(name)}, or shorten the value"
            )


def columns_of(values: Mapping[str, object], mapping: Mapping[str, str], *, where: str) -> dict[str, str]:
    """Our field → the record's column; see `fields_of` for what it raises."""
    plain: dict[str, str] = {}
    for column in values:
        plain.setdefault(_plain(column), column)
    chosen: dict[str, str] = {}
    for name in FIELDS:
        if name in mapping:
            column = mapping[name]
            if column not in values and not _has(values, column):
                raise MissingColumnError(missing_column(name, column, values, where=where))
            chosen[name] = column
            continue
        known = [plain[alias] for alias in NATURAL_NAMES[name] if alias in plain]
        filled = [column for column in known if values[column] not in (None, "")]
        if known:
            chosen[name] = (filled or known)[0]
    if "text" not in chosen:
        unknown = [name for name in ("outlet", "title", "published") if name not in chosen]
        raise MissingColumnError(missing_column("text", None, values, where=where, unknown=unknown))
    return chosen


def field_named(column: str, mapping: Mapping[str, str]) -> str | None:
    """The field that a column of this name can fill, by the user's ``mapping`` or else the natural names; None for others."""
    by_user = {name: field for field, name in mapping.items()}
    if column in by_user:
        return by_user[column]
    plain = _plain(column)
    return next((field for field in FIELDS if field not in mapping and plain in NATURAL_NAMES[field]), None)


def authors_of(value: object) -> tuple[str, ...]:
    """Names out of a byline, a list of names, or a list of objects with a name."""
    if value is None:
        return ()
    if isinstance(value, Mapping):
        return authors_of(value.get("name"))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(dict.fromkeys(name for item in value for name in authors_of(item)))
    line = _SPACES.sub(" ", mend(without_markup(str(value)))).strip()
    if line.startswith("[") and line.endswith("]"):
        return authors_of([first or second for first, second in _QUOTED.findall(line)])
    names: list[str] = []
    for part in _AUTHOR_SPLIT.split(_BY.sub("", line)):
        commas = [piece.strip() for piece in part.split(",")]
        names += commas if all(" " in piece for piece in commas) else [part.strip()]
    cleaned = (_BRACKETS.sub("", _BY.sub("", name)).strip(" ,.") for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name.lower() not in _NULLS))


def domain_of(url: str | None) -> str | None:
    """The site of a web address, without ``www.``, or None."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def _plain(column: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", column.strip().lower()).strip("_")


def _has(values: Mapping[str, object], column: str) -> bool:
    head, _, rest = column.partition(".")
    inner = values.get(head)
    return bool(rest) and isinstance(inner, Mapping) and (rest in inner or _has(inner, rest))


def _lookup(values: Mapping[str, object], column: str) -> object:
    if column in values:
        return values[column]
    head, _, rest = column.partition(".")
    inner = values.get(head)
    return _lookup(inner, rest) if isinstance(inner, Mapping) else None


def kind_of(value: object) -> str:
    """What a value is, in the words of those who write JSON."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, Mapping):
        return "an object"
    return "a list" if isinstance(value, Sequence) else f"a {type(value).__name__}"


def _words(value: object) -> object:
    """The words within an object that services put around a text; other values as they are."""
    if isinstance(value, Mapping):
        return next((value[key] for key in _WORDS if isinstance(value.get(key), str)), value)
    return value


def _text(value: object) -> str | None:
    value = _words(value)
    if isinstance(value, str):
        return None if value.strip().lower() in _NULLS else value
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, Sequence) and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    raise TypeError(f"the text is {kind_of(value)}, not a text or a list of paragraphs")


def _identity(value: object) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _plain_name(value)


def _name(value: object) -> str | None:
    """A name as a reader sees it: without the characters that nobody sees, and damaged ones mended."""
    name = _plain_name(value)
    return " ".join(mend(without_markup(name)).split()) or None if name else None


def _plain_name(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or value.get("id")
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = next(iter(value), None)
    if value is None or isinstance(value, Mapping):
        return None
    name = " ".join(scrub(str(value)).split())
    return None if name.lower() in _NULLS else name


def _title(value: object) -> str | None:
    value = _words(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and value.strip().lower() not in _NULLS else None
