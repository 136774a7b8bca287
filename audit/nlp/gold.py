"""Read articles that people annotated for attribution: brat standoff (PolNeAR's layout or a user's own files) or JSON."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.errors import InputError
from audit.nlp.scoring import Parts


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article's text with the attributions of each annotator (the first is the reference)."""

    name: str
    outlet: str
    text: str
    annotators: tuple[tuple[Parts, ...], ...]

    @property
    def attributions(self) -> tuple[Parts, ...]:
        """The reference annotation."""
        return self.annotators[0]


def read_gold(path: Path) -> list[GoldArticle]:
    """Annotated articles from a folder with brat files, or from a JSON file (see `read_json`)."""
    if path.is_dir():
        found = read_brat(path)
    elif path.is_file():
        found = read_json(path)
    else:
        raise InputError(f"gold annotation {path} does not exist; give a folder with brat files or a JSON file")
    if not found:
        raise InputError(f"no annotated article found in {path}; expected text/NAME.txt with attributions/NAME_*.ann")
    return found


def read_brat(folder: Path) -> list[GoldArticle]:
    """All annotated articles of a folder with `text/NAME.txt` and `attributions/NAME_*.ann` (or both side by side)."""
    return list(_articles(folder))


def _articles(folder: Path) -> Iterator[GoldArticle]:
    texts = folder / "text" if (folder / "text").is_dir() else folder
    annotations = folder / "attributions" if (folder / "attributions").is_dir() else folder
    by_name: dict[str, list[Path]] = {}
    for path in sorted(annotations.glob("*.ann")):
        name = path.stem if (texts / f"{path.stem}.txt").exists() else path.stem.rsplit("_", 1)[0]
        by_name.setdefault(name, []).append(path)
    for path in sorted(texts.glob("*.txt")):
        files = by_name.get(path.stem)
        if files:
            with path.open(encoding="utf8", newline="") as stream:
                text = stream.read()
            readings = tuple(read_annotation(file) for file in files)
            yield GoldArticle(path.stem, path.stem.split("_")[0], text, readings)


def read_annotation(path: Path) -> tuple[Parts, ...]:
    """The attributions of one `.ann` file: its events, with the text-bound spans they name."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[list[tuple[str, str]]] = []
    for number, line in enumerate(path.read_text(encoding="utf8", errors="replace").splitlines(), start=1):
        fields = line.split("\t")
        if line.startswith("T") and len(fields) >= 3:
            try:
                spans[fields[0]] = [_span(piece) for piece in fields[1].split(" ", 1)[1].split(";")]
            except (ValueError, IndexError) as error:
                raise InputError(
                    f"line {number} of {path} names no place in the text (seen {fields[1]!r}); expected a label and "
                    "offsets such as 'Content 12 40' or 'Content 12 20;25 40': correct the line"
                ) from error
        elif line.startswith("E") and len(fields) > 1:
            events.append([(role, target) for role, _, target in (item.partition(":") for item in fields[1].split())])
    return tuple(_attribution(event, spans) for event in events)


def _span(piece: str) -> tuple[int, int]:
    start, end = piece.split()
    return int(start), int(end)


def _attribution(event: list[tuple[str, str]], spans: dict[str, list[tuple[int, int]]]) -> Parts:
    parts: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for role, target in event:
        name = re.sub(r"\d+$", "", role).lower()
        if name in parts:
            parts[name].extend(spans.get(target, []))
    return Parts(*(tuple(sorted(parts[name])) for name in ("source", "cue", "content")))


def read_json(path: Path) -> list[GoldArticle]:
    """A JSON list of articles: `article`, `outlet`, `attributions` with `source`, `cue`, `content` as lists of [start, end].

    The text stands in `text`, or in the file `text/ARTICLE.txt` beside the JSON.
    """
    try:
        records = json.loads(path.read_text(encoding="utf8"))
        return [_from_record(record, path.parent) for record in records]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} is no attribution gold ({type(error).__name__}: {error}); expected a JSON list of articles with "
            "'article', 'outlet', 'attributions' (source, cue, content as [start, end] pairs) and 'text' or text/ARTICLE.txt"
        ) from error


def _from_record(record: dict[str, Any], folder: Path) -> GoldArticle:
    name = str(record["article"])
    text = record.get("text")
    if text is None:
        with (folder / "text" / f"{name}.txt").open(encoding="utf8", newline="") as stream:
            text = stream.read()
    attributions = tuple(
        Parts(*(_pairs(item.get(role)) for role in ("source", "cue", "content"))) for item in record["attributions"]
    )
    return GoldArticle(name, str(record.get("outlet", "")), text, (attributions,))


def _pairs(spans: Sequence[Sequence[int]] | None) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in spans or ())
