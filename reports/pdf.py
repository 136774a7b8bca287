"""The report as a PDF: the pages in their order, numbered, with fonts embedded and the same bytes for the same tables."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from matplotlib.backends.backend_pdf import PdfPages

from reports import bookmarks, style
from reports.layout import CONTINUED, Page
from reports.pages import (
    appendix,
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
    single,
    sources,
    space,
    tone,
    trend,
    wording,
)
from reports.pages.cover import Chapter
from reports.tables import ReportTables, version_of

CHAPTERS: tuple[Callable[[ReportTables], Iterator[Page]], ...] = (
    quality.pages,
    checked.pages,
    overview.pages,
    single.pages,
    sources.pages,
    quoted.pages,
    space.pages,
    attribution.pages,
    tone.pages,
    readability.pages,
    wording.pages,
    trend.pages,
    differences.pages,
    method.pages,
    provenance.pages,
    appendix.pages,
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
            bookmarks.add(book, [(chapter.title, chapter.page) for chapter in contents(pages, n_front=0)])
    partial.replace(path)
    return path


def all_pages(tables: ReportTables) -> list[Page]:
    """Every page of the report, numbered; to be called within the house style."""
    body = [page for chapter in CHAPTERS for page in chapter(tables)]
    n_front = len(list(cover.pages(tables, chapters=contents(body, n_front=1))))
    pages = [*cover.pages(tables, chapters=contents(body, n_front=n_front)), *body]
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
