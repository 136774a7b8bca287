"""The values that travel between the rooms of the house: articles, attributions, actors, mentions.

Offsets are half-open, in Unicode code points, into the block's own text (``Article.text`` or ``Article.title``).
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of text, in code points."""

    start: int
    end: int


class Kind(StrEnum):
    """How an attribution reports its content."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Voice(StrEnum):
    """Whose words a sentence is in, seen from the actor it mentions."""

    JOURNALIST = "journalist"
    SELF = "self"
    OTHERS = "others"


class Form(StrEnum):
    """How a mention refers to its actor."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class ActorKind(StrEnum):
    """What sort of source or subject an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Reason(StrEnum):
    """The fixed codes of ``rejects.reason``."""

    UNREADABLE_FILE = "unreadable_file"
    UNKNOWN_FORMAT = "unknown_format"
    BAD_ENCODING = "bad_encoding"
    BAD_RECORD = "bad_record"
    MISSING_COLUMN = "missing_column"
    EMPTY_TEXT = "empty_text"
    TOO_LONG = "too_long"
    NOT_ENGLISH = "not_english"
    NO_ARTICLE = "no_article"
    DUPLICATE_ID = "duplicate_id"
    ANNOTATION_FAILED = "annotation_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article as it will be measured.

    ``text`` is the body after cleaning (or code point for code point as read with ``--no-clean``); ``title`` stands apart
    and is analysed as its own block. ``wire`` is the news agency credited, if any; ``n_cut`` counts the words that
    cleaning removed.
    """

    article_id: str
    outlet: str
    text: str
    title: str | None = None
    published: date | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    section: str | None = None
    language: str | None = None
    wire: str | None = None
    source_path: str = ""
    source_record: int = 0
    n_cut: int = 0

    @property
    def content_hash(self) -> str:
        """SHA-256 of title and text, as 64 hexadecimal digits."""
        return hashlib.sha256(f"{self.title or ''}\x1f{self.text}".encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """An input record that was refused, with the reason and a message that helps."""

    source_path: str
    source_record: int
    stage: str
    reason: Reason
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSpan:
    """One attribution in a block of text, before anybody knows who its source is.

    ``via`` is the span of a source that relays it ("…, he said, according to Reuters": via = "Reuters").
    ``confidence`` is calibrated: of those with 0.8, about four in five are right.
    """

    kind: Kind
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    confidence: float
    via: Span | None = None


class Evidence(NamedTuple):
    """Where an attribute of an actor was read: the attribute's name and a span of the text or, ``in_title``, the title."""

    attribute: str
    start: int
    end: int
    in_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A resolved person, organisation or group within one article.

    ``actor_id`` is unique in the article here and is made the same for the same actor over the run later. ``names`` are the
    forms seen; ``evidence`` tells the span each attribute (role, source_type, gender) was read from.
    """

    actor_id: str
    name: str
    kind: ActorKind
    named: bool
    role: str | None = None
    source_type: str | None = None
    gender: str | None = None
    names: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One reference to an actor."""

    actor_id: str
    start: int
    end: int
    form: Form
    in_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedAttribution:
    """An attribution with the actors that stand behind its source and its relay (ids of the same article)."""

    attribution: AttributionSpan
    actor_id: str | None
    via_actor_id: str | None = None
    in_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleActors:
    """Who is who in one article: actors, their mentions, and the attributions with their actors."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[ResolvedAttribution, ...]
