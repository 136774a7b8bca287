"""Exports of the press database Nexis: many articles in one TXT, DOCX or RTF file, in the old and the new layout.

Old (LexisNexis Academic): ``1 of 10 DOCUMENTS``, outlet, date, headline, ``BYLINE:``, ``LENGTH:``, the body, ``LOAD-DATE:`` and
other labels. New (Nexis Uni, Nexis Advance): headline, outlet, date, ``Section:``, ``Length:``, ``Byline:``, ``Body``, the body,
``End of Document``.
"""

import re
from collections.abc import Iterator

from audit.errors import InputError
from audit.ingest.cell_limit import listed
from audit.ingest.dates import parse_date
from audit.ingest.options import ReadOptions
from audit.ingest.records import Format, Layout, Record, Refusal, Source
from audit.ingest.word import document_lines, is_word
from audit.model import Reason

_OLD_START = re.compile(r"^\s*(\d+) of \d+ DOCUMENTS?\s*$")
_NEW_END = re.compile(r"^\s*End of Document\s*$")
_BODY = re.compile(r"^\s*Body\s*$")
_LABEL = re.compile(r"^\s{0,4}([A-Z][A-Za-z-]{3,20}(?: [A-Z][A-Za-z]{2,12})?):\s*(.*)$")
_TAIL = re.compile(
    r"^\s*(?:(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|PUB-TYPE|GRAPHIC|SUBJECT|ORGANIZATION|COMPANY|TICKER|INDUSTRY|GEOGRAPHIC|COUNTRY|CITY|STATE|PERSON"
    r"|DOCUMENT-TYPE|JOURNAL-CODE|CORRECTION-DATE|CORRECTION|NOTES|URL|ACC-NO|DISTRIBUTION|TYPE|SERIES|Load-Date|Language|Publication-Type|Subject"
    r"|Graphic|Industry|Geographic|Person|Company|Organization|Classification|Correction|Correction-Date|Journal Code|Notes"
    r"|Document-Type|Acc-no):"
    r"|Classification\s*$|Graphic\s*$|Notes\s*$)"
)
_COPYRIGHT = re.compile(r"^\s*(?:Copyright\b|©|\(c\)|All Rights Reserved)", re.IGNORECASE)
_LENGTH = re.compile(r"^\s*length:\s*[\d,]+\s+words?\s*$", re.IGNORECASE)


def read_nexis(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    """The articles of an export, in order."""
    lines = [line.replace("\xa0", " ").replace("\ufeff", "") for line in document_lines(source, options)]
    articles = list(_old(lines)) if any(map(_OLD_START.match, lines)) else list(_new(lines))
    if not articles:
        raise InputError(
            f"{source.name} holds no article in a layout of Nexis; say --format text or word if it is one article"
        )
    for index, values in enumerate(articles):
        if values is None:
            message = (
                "the article has no 'Length:' line and no 'Body' line, so that its body can't be told from its head"
            )
            yield Refusal(index=index, reason=Reason.BAD_RECORD, message=message)
        else:
            yield Record(index=index, values=values, layout=Layout.PAGE)
    yield from (Refusal(index=len(articles), reason=Reason.BAD_RECORD, message=message) for message in _lost(lines))


def _lost(lines: list[str]) -> Iterator[str]:
    """What a user must know of a damaged export: numbers between those of its articles that are not there, a broken end."""
    numbers = {int(start.group(1)) for line in lines if (start := _OLD_START.match(line))}
    gone = [str(number) for number in range(min(numbers, default=0), max(numbers, default=0)) if number not in numbers]
    if gone:
        yield (
            f"the lines that begin documents {listed(gone)} are missing, so that these are lost or part of those before; "
            "export them again"
        )
    ends = [index for index, line in enumerate(lines) if _NEW_END.match(line)]
    if ends and not numbers and any(_BODY.match(line) for line in lines[ends[-1] + 1 :]):
        yield "the last document breaks off before its end ('End of Document') and is left out; export it again"


def count_nexis(source: Source, options: ReadOptions) -> int:
    """Number of articles."""
    lines = document_lines(source, options)
    n_old = sum(1 for line in lines if _OLD_START.match(line))
    return (n_old or sum(1 for line in lines if _NEW_END.match(line))) + sum(1 for _ in _lost(lines))


def _old(lines: list[str]) -> Iterator[dict[str, object] | None]:
    starts = [index for index, line in enumerate(lines) if _OLD_START.match(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _old_article(lines[start + 1 : end])


def _old_article(lines: list[str]) -> dict[str, object] | None:
    length = next((index for index, line in enumerate(lines) if _LENGTH.match(line)), None)
    if length is None:
        return None
    blocks = [" ".join(block) for block in _blocks(lines[:length]) if not _COPYRIGHT.match(block[0])]
    labels = _labels(blocks)
    plain = [block for block in blocks if not _LABEL.match(block)]
    dated = next((index for index, block in enumerate(plain) if parse_date(block)), None)
    head, behind = (plain[:dated], plain[dated + 1 :]) if dated is not None else (plain[:1], plain[1:])
    return {
        **labels,
        "outlet": _spaced(head[0]) if head else None,
        "published": plain[dated] if dated is not None else None,
        "title": " ".join(behind) or labels.get("title"),
        "text": _body(lines[length + 1 :]),
    }


def _new(lines: list[str]) -> Iterator[dict[str, object] | None]:
    start = 0
    for index, line in enumerate(lines):
        if _NEW_END.match(line):
            yield _new_article(lines[start:index])
            start = index + 1


def _new_article(lines: list[str]) -> dict[str, object] | None:
    body = next((index for index, line in enumerate(lines) if _BODY.match(line)), None)
    if body is None:
        return None
    head = [line.strip() for line in lines[:body] if line.strip() and not _COPYRIGHT.match(line)]
    labels = _labels(head)
    plain = [line for line in head if not _LABEL.match(line)]
    dated = next((index for index in range(len(plain) - 1, -1, -1) if parse_date(plain[index])), None)
    known = dated is not None and dated >= 2
    return {
        **labels,
        "title": plain[dated - 2] if dated is not None and known else (plain[0] if plain else None),
        "outlet": _spaced(plain[dated - 1]) if dated is not None and known else None,
        "published": plain[dated] if dated is not None else None,
        "text": _body(lines[body + 1 :]),
    }


def _spaced(outlet: str) -> str:
    """The Guardian(London) → The Guardian (London)."""
    return re.sub(r"(?<=\w)\(", " (", outlet)


def _labels(blocks: list[str]) -> dict[str, object]:
    """The labelled lines of an article's head, under our names."""
    names = {
        "byline": "authors",
        "section": "section",
        "headline": "title",
        "language": "language",
        "dateline": "dateline",
    }
    found: dict[str, object] = {}
    for block in blocks:
        label = _LABEL.match(block)
        if label and label.group(1).lower() in names:
            found[names[label.group(1).lower()]] = label.group(2).strip()
    return found


def _body(lines: list[str]) -> str:
    """The paragraphs before the labels that close an article; lines broken at a page's width are joined."""
    end = next((index for index, line in enumerate(lines) if _TAIL.match(line)), len(lines))
    kept = [line for line in lines[:end] if not _COPYRIGHT.match(line)]
    wrapped = sum(45 <= len(line) <= 82 for line in kept if line.strip())
    if wrapped >= 0.6 * sum(1 for line in kept if line.strip()):
        return "\n\n".join(" ".join(block) for block in _blocks(kept))
    return "\n\n".join(line.strip() for line in kept if line.strip())


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines between empty ones, stripped."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []


def _is_export(head: bytes) -> bool:
    """Whether the first bytes are a Nexis export in text, or a Word file whose text has to be asked."""
    text = head.decode("utf-8", "ignore")
    return any(map(_OLD_START.match, text.split("\n"))) or ("End of Document" in text and "Length:" in text)


def _is_word_export(source: Source, options: ReadOptions) -> bool:
    if not is_word(source.head()):
        return False
    try:
        lines = document_lines(source, options)
    except InputError:
        return False
    return any(_NEW_END.match(line) or _OLD_START.match(line) for line in lines)


FORMAT = Format(
    name="nexis",
    suffixes=(".txt", ".docx", ".rtf"),
    signature=_is_export,
    looks_like=_is_word_export,
    records=read_nexis,
    count=count_nexis,
    rank=4,
)
