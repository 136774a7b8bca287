"""Human annotation as it is kept: brat folders and JSON, the project's own corpora or a user's."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.errors import InputError
from audit.nlp.scoring import Parts
from audit.nlp.training.brat import read_articles

SHAPE = 'a list of {"article": id, "outlet": name, "text": text, "attributions": [{"source": [[start, end]], "cue": …, "content": …}]}'


@dataclass(frozen=True, slots=True)
class GoldText:
    """One annotated text."""

    article_id: str
    outlet: str
    text: str
    attributions: tuple[Parts, ...]


def read_gold(path: Path) -> list[GoldText]:
    """Annotated texts from a brat folder or a JSON file.

    Raises
    ------
    InputError
        when there is none, or the JSON has another shape.
    """
    found = _from_brat(path) if path.is_dir() else _from_json(path)
    if not found:
        raise InputError(
            f"no annotated text in {path}; expected a folder with NAME.txt and NAME.ann files (or text/ and attributions/), "
            f"or a JSON file holding {SHAPE}"
        )
    return found


def read_json(path: Path) -> list[dict[str, Any]]:
    """A JSON file that holds a list of objects.

    Raises
    ------
    InputError
        when it cannot be read or holds something else.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"gold file {path} cannot be read as JSON ({error}); give a brat folder or {SHAPE}") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InputError(f"gold file {path} holds no list of articles; expected {SHAPE}")
    return entries


def _from_brat(folder: Path) -> list[GoldText]:
    return [
        GoldText(
            article.name,
            article.outlet,
            article.text,
            tuple(Parts(item.source, item.cue, item.content) for item in article.attributions),
        )
        for article in read_articles(folder)
    ]


def _from_json(path: Path) -> list[GoldText]:
    found = []
    for number, entry in enumerate(read_json(path)):
        try:
            parts = tuple(Parts(*(_spans(item[role]) for role in ("source", "cue", "content"))) for item in entry["attributions"])
            found.append(GoldText(str(entry["article"]), str(entry.get("outlet", "unknown")), entry["text"], parts))
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"entry {number} of {path} lacks or misshapes {error}; expected {SHAPE}") from error
    return found


def _spans(pairs: list[list[int]] | None) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in pairs or ())
