"""Measure the reading of web pages against bodies, titles, dates and authors that people have marked.

``python -m audit.ingest.measure FOLDER`` reads pages ``NAME_YYYY_MM_DD.html`` and, beside them, ``NAME.json`` with their
versions; it prints one line a page and the averages. Precision and recall are over words (as multisets) of the body.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from lxml import etree, html

from audit.ingest import read
from audit.ingest.dates import parse_date
from audit.ingest.options import ReadOptions
from audit.ingest.tags import BLOCKS
from audit.model import Article
from audit.words import word_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What people marked on a page; ``None`` where they marked nothing."""

    title: str | None
    paragraphs: tuple[str, ...]
    published: str | None
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScore:
    """How well one page was read."""

    page: str
    precision: float
    recall: float
    title: bool | None
    date: bool | None
    authors: bool | None

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def gold_pages(folder: Path) -> Iterator[tuple[Path, Gold]]:
    """Pages with the version that describes them: the page's date is the day it was fetched, the version's the day before it."""
    for described in sorted(folder.glob("*.json")):
        if described.stem == "urls":
            continue
        versions = json.loads(described.read_text("utf-8"))
        pages = sorted(folder.glob(f"{described.stem}_[0-9]*.html"))
        for page, version in zip(pages, versions.values(), strict=True):
            yield page, _gold(version)


def score_page(page: Path, gold: Gold, article: Article | None) -> PageScore:
    """Compare what was read of a page (None: refused) with what people marked."""
    found, wanted = _words(article.text if article else ""), _words(" ".join(gold.paragraphs))
    hits = (found & wanted).total()
    authors = article.authors if article else ()
    published = article.published if article else None
    return PageScore(
        page=page.stem,
        precision=hits / max(found.total(), 1),
        recall=hits / max(wanted.total(), 1),
        title=_same(article.title if article else None, gold.title) if gold.title else None,
        date=published == parse_date(gold.published) if gold.published else None,
        authors=set(map(_plain, authors)) == set(map(_plain, gold.authors)) if gold.authors else None,
    )


def read_page(page: Path, options: ReadOptions, *, copied: bool = False) -> Article | None:
    """The article of a page, read from its markup or, ``copied``, from all its visible text as a text file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copied.txt" if copied else page
        if copied:
            path.write_text(visible_text(page.read_bytes()), "utf-8")
        result = next(iter(read([path], options=options)))
    return result if isinstance(result, Article) else None


def visible_text(markup: bytes) -> str:
    """All text that a page shows, a block a line, as it comes out of a browser by select all and copy."""
    tree = html.document_fromstring(markup, parser=html.HTMLParser(encoding="utf-8"))
    for hidden in tree.xpath("//head | //script | //style | //noscript | //template | //svg | //iframe | //form"):
        if hidden.getparent() is not None:
            hidden.drop_tree()
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    for element in tree.iter("br", *BLOCKS):
        element.tail = f"\n\n{element.tail or ''}"
        element.text = f"\n\n{element.text or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def summary(scores: list[PageScore]) -> str:
    """Averages over pages, one figure a line."""
    lines = [f"pages {len(scores)}"]
    for name in ("precision", "recall", "f1"):
        values = [getattr(score, name) for score in scores]
        lines.append(f"body {name}: mean {mean(values):.3f}, median {median(values):.3f}")
    for name in ("title", "date", "authors"):
        known = [bool(value) for score in scores if (value := getattr(score, name)) is not None]
        lines.append(f"{name} exactly right: {sum(known)} of {len(known)}")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Score the pages of a folder and print the figures."""
    parse = argparse.ArgumentParser(prog="python -m audit.ingest.measure", description=__doc__)
    parse.add_argument("folder", type=Path)
    parse.add_argument("--no-clean", action="store_true", help="measure the extraction alone")
    parse.add_argument(
        "--copied", action="store_true", help="measure on the pages' whole visible text as plain text files"
    )
    given = parse.parse_args(arguments)
    options = ReadOptions(clean=not given.no_clean, check_language=False)
    scores = []
    for page, gold in gold_pages(given.folder):
        score = score_page(page, gold, read_page(page, options, copied=given.copied))
        scores.append(score)
        flags = " ".join(f"{name}={getattr(score, name)}" for name in ("title", "date", "authors"))
        sys.stdout.write(f"{score.page:32} P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f} {flags}\n")
    sys.stdout.write(summary(scores) + "\n")
    return 0


def _gold(version: Mapping[str, object]) -> Gold:
    body = version.get("body")
    parts: list[str] = []
    if isinstance(body, Mapping):
        parts += body.get("summary") or []
        for section in body.get("sections") or []:
            parts += [*section["headline"], *section["paragraphs"]]
    names = version.get("authors")
    published, title = version.get("publishing_date"), version.get("title")
    return Gold(
        title=str(title) if title else None,
        paragraphs=tuple(parts),
        published=str(published) if published else None,
        authors=tuple(names) if isinstance(names, list) else (),
    )


def _words(text: str) -> Counter[str]:
    words = (re.sub(r"^\W+|\W+$", "", text[start:end]).lower() for start, end in word_spans(text))
    return Counter(word.replace("’", "'") for word in words)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", text.lower()).split())


def _same(found: str | None, wanted: str) -> bool:
    return found is not None and _plain(found) == _plain(wanted)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
