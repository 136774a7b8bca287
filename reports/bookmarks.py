"""Ways through a PDF for a reader on a screen: bookmarks of the chapters, and links from a page to others.

Matplotlib has no public way to make either; where its file lacks what is needed, the PDF goes without.
"""

from collections.abc import Sequence
from typing import Any

from matplotlib.backends import backend_pdf
from matplotlib.backends.backend_pdf import PdfPages

from reports.layout import Link
from reports.style import PAGE_HEIGHT

Name: Any = backend_pdf.Name

NEEDED = frozenset({"endStream", "pageList", "pagesObject", "reserveObject", "rootObject", "writeObject"})
"""What bookmarks are made with."""

ANNOTATIONS = "_annotations"
"""Where Matplotlib keeps what is written as a page's /Annots: a pair of its object and a list, page by page."""

POINTS = 72
"""Points in an inch."""


def add(book: PdfPages, chapters: Sequence[tuple[str, int]]) -> None:
    """Give the pages that were saved to ``book`` a bookmark for each chapter: its title and the number of its first page."""
    file: Any = getattr(book, "_file", None)
    if not chapters or not NEEDED.issubset(dir(file)):
        return
    file.endStream()
    outline = file.reserveObject("outline")
    items = [file.reserveObject("bookmark") for _ in chapters]
    for place, (title, page) in enumerate(chapters):
        entry = {"Title": title, "Parent": outline, "Dest": _top_of(file, page)}
        neighbours = {"Prev": place - 1, "Next": place + 1}
        entry |= {key: items[other] for key, other in neighbours.items() if 0 <= other < len(items)}
        file.writeObject(items[place], entry)
    ends = {"First": items[0], "Last": items[-1], "Count": len(items)}
    file.writeObject(outline, {"Type": Name("Outlines"), **ends})
    catalogue = {"Type": Name("Catalog"), "Pages": file.pagesObject, "Outlines": outline}
    file.writeObject(file.rootObject, {**catalogue, "PageMode": Name("UseOutlines")})


def link(book: PdfPages, links: Sequence[Sequence[Link]]) -> None:
    """Make the places of ``links``, a list for each page that was saved to ``book``, lead to their pages by a click."""
    file: Any = getattr(book, "_file", None)
    kept = getattr(file, ANNOTATIONS, ())
    if not hasattr(file, "pageList") or len(kept) != len(links):
        return
    for here, (_, annotations) in zip(links, kept, strict=True):
        annotations.extend(_annotation(file, one) for one in here)


def _annotation(file: Any, one: Link) -> dict[str, Any]:
    """A frameless rectangle, in points from the lower left corner of the paper, that leads to a page."""
    left, right = one.left * POINTS, (one.left + one.width) * POINTS
    top, bottom = (PAGE_HEIGHT - one.top) * POINTS, (PAGE_HEIGHT - one.top - one.height) * POINTS
    place = {"Rect": [left, bottom, right, top], "Border": [0, 0, 0], "Dest": _top_of(file, one.page)}
    return {"Type": Name("Annot"), "Subtype": Name("Link"), **place}


def _top_of(file: Any, page: int) -> list[Any]:
    """The page of a number, as a PDF names a place in itself."""
    return [file.pageList[page - 1], Name("Fit")]
