"""The report as a PDF: the pages in their order, numbered, with fonts embedded and the same bytes for the same tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from matplotlib.backends.backend_pdf import PdfPages

from reports import bookmarks, style
from reports.layout import CONTINUED, Page
from reports.pages import (
    appendix,
    articles,
    attribution,
    checked,
    cover,
    differences,
    method,
    overview,
    provenance,
    quality,
    quoted,
    readability,
    robustness,
    sources,
    space,
    told_tone,
    tone,
    trend,
    wording,
)
from reports.pages.cover import Chapter
from reports.tables import ReportTables, version_of


@dataclass(frozen=True, slots=True)
class Part:
    """What draws a chapter's pages, none where it has nothing to show, and what the first page then says is missing.

    ``could_be``: whether there could be something to show at all.
    """

    pages: Callable[[ReportTables], Iterator[Page]]
    missed: str = ""
    could_be: Callable[[ReportTables], bool] = lambda _: True


PARTS = (
    Part(quality.pages),
    Part(checked.pages),
    Part(overview.pages, "the overview"),
    Part(articles.pages),
    Part(sources.pages, "source diversity"),
    Part(quoted.pages, "who is quoted most"),
    Part(space.pages, "quote space of the parties", lambda tables: bool(tables.parties)),
    Part(attribution.pages, "attribution of claims"),
    Part(tone.pages, "tone by voice"),
    Part(told_tone.pages),
    Part(readability.pages, "readability"),
    Part(wording.pages, "wording"),
    Part(trend.pages, "change over time"),
    Part(differences.pages, "differences between outlets", lambda tables: tables.articles["outlet"].n_unique() > 1),
    Part(robustness.pages),
    Part(method.pages),
    Part(provenance.pages),
    Part(appendix.pages, "the table of all outlet figures"),
)
"""What follows the cover, in order."""


def render_pdf(tables: ReportTables, *, path: Path) -> Path:
    """Write the report to ``path``, whole or not at all; returns the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.tmp")
    with style.house_style():
        pages = all_pages(tables)
        with PdfPages(partial, metadata=_metadata(tables)) as book:
            for page in pages:
                book.savefig(page.figure)
            bookmarks.link(book, [page.links for page in pages])
            bookmarks.add(book, [(chapter.title, chapter.page) for chapter in contents(pages, n_front=0)])
    partial.replace(path)
    return path


def all_pages(tables: ReportTables) -> list[Page]:
    """Every page of the report, numbered; to be called within the house style."""
    drawn = [(part, list(part.pages(tables))) for part in PARTS]
    body = [page for _, pages in drawn for page in pages]
    left_out = [part.missed for part, pages in drawn if part.missed and not pages and part.could_be(tables)]
    n_front = len(list(cover.pages(tables, chapters=contents(body, n_front=1), left_out=left_out)))
    pages = [*cover.pages(tables, chapters=contents(body, n_front=n_front), left_out=left_out), *body]
    left = footer_text(tables)
    for number, page in enumerate(pages, start=1):
        page.footer(left, f"{number} / {len(pages)}")
    return pages


def contents(body: list[Page], *, n_front: int) -> list[Chapter]:
    """The chapters with the numbers of their first pages, ``n_front`` pages standing before them."""
    firsts: dict[str, Chapter] = {}
    for number, page in enumerate(body, start=n_front + 1):
        if not page.title.endswith(CONTINUED):
            firsts.setdefault(page.title, Chapter(page.title, number, page.lede))
    return list(firsts.values())


def footer_text(tables: ReportTables) -> str:
    """What every page says of its origin: the title, the program's version, the run's date."""
    day = made_on(tables)
    parts = [tables.title, f"media-audit {version_of(tables)}".strip(), f"{day:%Y-%m-%d}" if day else ""]
    return " · ".join(part for part in parts if part)


def made_on(tables: ReportTables) -> datetime | None:
    """When the run's last step ended, by its manifest."""
    times = tables.manifest.get("times", {})
    stamps = [datetime.fromisoformat(str(value)) for value in times.values()] if isinstance(times, dict) else []
    return max((stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC) for stamp in stamps), default=None)


def _metadata(tables: ReportTables) -> dict[str, str | datetime | None]:
    made = made_on(tables)
    return {
        "Title": tables.title,
        "Subject": "Audit of news coverage",
        "Creator": "media-audit",
        "Producer": "media-audit (matplotlib)",
        "CreationDate": made,
        "ModDate": made,
    }
