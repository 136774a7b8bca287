"""Bookmarks of a PDF, so that a reader on a screen can jump from chapter to chapter."""

from collections.abc import Sequence
from typing import Any

from matplotlib.backends import backend_pdf
from matplotlib.backends.backend_pdf import PdfPages

Name: Any = backend_pdf.Name

NEEDED = frozenset({"endStream", "pageList", "pagesObject", "reserveObject", "rootObject", "writeObject"})


def add(book: PdfPages, chapters: Sequence[tuple[str, int]]) -> None:
    """Give the pages that were saved to ``book`` a bookmark for each chapter: its title and the number of its first page.

    Matplotlib has no public way to do so; where its file lacks what is needed, the PDF has no bookmarks.
    """
    file: Any = getattr(book, "_file", None)
    if not chapters or not NEEDED.issubset(dir(file)):
        return
    file.endStream()
    outline = file.reserveObject("outline")
    items = [file.reserveObject("bookmark") for _ in chapters]
    for place, (title, page) in enumerate(chapters):
        entry = {"Title": title, "Parent": outline, "Dest": [file.pageList[page - 1], Name("Fit")]}
        neighbours = {"Prev": place - 1, "Next": place + 1}
        entry |= {key: items[other] for key, other in neighbours.items() if 0 <= other < len(items)}
        file.writeObject(items[place], entry)
    ends = {"First": items[0], "Last": items[-1], "Count": len(items)}
    file.writeObject(outline, {"Type": Name("Outlines"), **ends})
    catalogue = {"Type": Name("Catalog"), "Pages": file.pagesObject, "Outlines": outline}
    file.writeObject(file.rootObject, {**catalogue, "PageMode": Name("UseOutlines")})
