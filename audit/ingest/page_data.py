"""What a web page declares about its article: JSON-LD, OpenGraph and other meta tags, with trafilatura's reading behind them."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml import html as parser
from trafilatura.settings import Document

from audit.ingest.dates import parse_date
from audit.ingest.fields import authors_of

_ARTICLE_TYPES = re.compile(r"(?:article|posting|report|newsitem)$", re.IGNORECASE)
#: A heading that shares as many words of four letters or more with the declared headline is the same headline in other words.
_SHARED_WORDS = 2
_LONGEST_TITLE = 300
_SCRIPT = re.compile(r"<script[^>]{0,200}ld\+json[^>]{0,200}>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """A page's metadata, under the names of the fields."""

    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None

    def as_values(self) -> dict[str, object]:
        """The metadata as a record's values."""
        return {name: getattr(self, name) for name in self.__slots__}


def page_data(markup: str, document: Document) -> PageData:
    """The page's metadata: its own declarations first, trafilatura's findings where it declares nothing."""
    linked = _article_of(list(_linked_data(markup)))
    meta, language, headings = _tags(markup)
    outlet = meta.get("og:site_name") or _name(linked.get("publisher")) or document.sitename
    published = linked.get("datePublished") or meta.get("article:published_time") or document.date
    return PageData(
        title=_title(_string(linked.get("headline")) or meta.get("og:title") or document.title, outlet, headings),
        published=_string(published) if parse_date(published) else document.date,
        authors=authors_of(linked.get("author")) or _meta_authors(meta) or authors_of(document.author),
        outlet=outlet,
        section=_section(linked.get("articleSection")) or meta.get("article:section"),
        language=_string(linked.get("inLanguage")) or language or document.language,
        url=meta.get("og:url") or document.url,
    )


def _linked_data(markup: str) -> Iterator[Mapping[str, object]]:
    for script in _scripts(markup):
        text = script.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip()
        try:
            yield from _objects(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            continue


def _scripts(markup: str) -> Iterator[str]:
    """What stands in the page's scripts of linked data."""
    at = 0
    while (start := _SCRIPT.search(markup, at)) and (end := _SCRIPT_END.search(markup, start.end())):
        yield markup[start.end() : end.start()]
        at = end.end()


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))
        yield from _objects(value.get("mainEntity"))


def _article_of(objects: list[Mapping[str, object]]) -> Mapping[str, object]:
    for one in objects:
        kinds = one.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in names) and one.get("headline"):
            return one
    return {}


def _tags(markup: str) -> tuple[dict[str, str], str | None, list[str]]:
    """Meta tags by name (first one wins), the language of the page, and its top headings."""
    try:
        tree = parser.document_fromstring(markup.encode("utf-8", "replace"), parser=parser.HTMLParser(encoding="utf-8"))
    except (ValueError, etree.Error):
        return {}, None, []
    found: dict[str, str] = {}
    for tag in tree.iterfind(".//meta"):
        name, content = tag.get("property") or tag.get("name"), tag.get("content")
        if name and content and content.strip():
            found.setdefault(name.lower(), content.strip())
    headings = [" ".join(str(tag.text_content()).split()) for tag in tree.iterfind(".//h1")]
    return found, tree.get("lang"), headings


def _meta_authors(meta: Mapping[str, str]) -> tuple[str, ...]:
    for name in ("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator"):
        value = meta.get(name)
        if value and "://" not in value:
            return authors_of(value)
    return ()


def _string(value: object) -> str | None:
    if isinstance(value, list):
        value = next(iter(value), None)
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = next(iter(value), None)
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _section(value: object) -> str | None:
    return _string(value)


def _title(title: str | None, outlet: str | None, headings: list[str]) -> str | None:
    """The headline that readers see: the top heading, where it speaks of what the page declares; else what it declares.

    Search engines and social media are given other headlines than readers; where those differ, the page's own is meant.
    """
    if not title:
        return headings[0] if headings else None
    title = " ".join(html.unescape(title).split())
    if outlet:
        title = re.sub(rf"\s+[|–—·-]+\s+{re.escape(outlet)}(?:\.\w+)?\s*$", "", title, flags=re.IGNORECASE) or title
    declared = _content_words(title)
    shown = [
        heading for heading in headings if len(_content_words(heading) & declared) >= min(_SHARED_WORDS, len(declared))
    ]
    return shown[0] if shown and len(shown[0]) <= _LONGEST_TITLE else title


def _content_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}
