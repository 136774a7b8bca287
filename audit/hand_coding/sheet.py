"""The coding sheet: a CSV file that Excel opens, a row for each drawn unit, with what is around it and empty cells to fill.

What the machine found is not in it, so that coders are not led.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from audit import tables
from audit.errors import SettingsError
from audit.hand_coding.design import Design
from audit.hand_coding.unit import Unit
from metrics.speech import body, sentences

SHEET, ROW, NOTE = "sheet", "row", "note"
N_BEFORE, N_AFTER = 2, 1  # sentences of context: who is speaking is said before more often than after
_FORMULA = ("=", "+", "-", "@")  # a cell that begins so is computed by Excel
_READABLE = (SHEET, ROW, "outlet", "article_id", "actor", "before", "sentence", "after")

Spans = Sequence[tuple[int, int]]


def columns_of(unit: Unit) -> list[str]:
    """The sheet's columns; the last ones are for the coder."""
    told = [name for name in _READABLE if name != "actor" or unit.by_actor]
    return [*told, *(question.column for question in unit.questions), NOTE]


def write(design: Design, rows: pl.DataFrame, *, run: Path, path: Path, semicolons: bool = False) -> None:
    """Write the sheet of a design.

    Parameters
    ----------
    design, rows
        as drawn.
    run
        the run's folder, for the texts.
    path
        the file; it must not be there yet, as it might hold codes.
    semicolons
        between cells, as Excel expects where the decimal mark is a comma.
    """
    if path.exists():
        raise SettingsError(f"{path} is there already and may hold codes; give another name, or move it away first")
    if path.suffix.lower() not in (".csv", ".txt"):
        raise SettingsError(f"--out {path}: the sheet is a CSV file that Excel opens; give a name that ends in .csv")
    names = columns_of(design.of)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, names, restval="", delimiter=";" if semicolons else ",")
        writer.writeheader()
        for number, cells in enumerate(_cells(design, rows, run), start=1):
            writer.writerow({SHEET: design.id, ROW: number} | {name: _safe(cell) for name, cell in cells.items()})


def _cells(design: Design, rows: pl.DataFrame, run: Path) -> Iterator[dict[str, str]]:
    """What each row tells: outlet, article, sentence and the sentences around it."""
    wanted = rows.lazy().select("article_id").unique()
    texts = dict(
        tables.scan(run, "articles")
        .join(wanted, on="article_id", how="semi")
        .select("article_id", "text")
        .collect()
        .iter_rows()
    )
    given = {"sentences": tables.scan(run, "sentences").join(wanted, on="article_id", how="semi")}
    by_article = sentences(given).sort("start").select("article_id", "start", "end").collect()
    places = {
        str(article): frame.select("start", "end").rows()
        for (article,), frame in by_article.partition_by("article_id", as_dict=True, include_key=False).items()
    }
    marks = _marks(rows, run) if design.of.by_actor else {}
    for row in rows.iter_rows(named=True):
        text, around = texts[row["article_id"]], places[row["article_id"]]
        at = around.index((row["start"], row["end"]))
        name, spans = marks.get(tuple(row[key] for key in design.of.keys), ("", ()))
        told = {
            "outlet": row["outlet"],
            "article_id": row["article_id"],
            "before": _joined(text, around[max(at - N_BEFORE, 0) : at]),
            "sentence": _marked(text, around[at], spans),
            "after": _joined(text, around[at + 1 : at + 1 + N_AFTER]),
        }
        yield told | ({"actor": name} if design.of.by_actor else {})


def _marks(rows: pl.DataFrame, run: Path) -> dict[tuple[object, ...], tuple[str, Spans]]:
    """The actor's name and the places of its mentions, by the keys of each row of a sheet of tone."""
    keys = ["article_id", "sentence_id", "actor_id", "voice"]
    drawn = rows.lazy().select(keys)
    actors = tables.scan(run, "actors").unique(["article_id", "actor_id"], keep="first")
    names = actors.select("article_id", "actor_id", "name")
    found = body(tables.scan(run, "mentions")).join(drawn, on=keys, how="semi")
    joined = found.join(names, on=["article_id", "actor_id"], how="left").sort("start")
    grouped = joined.group_by(keys).agg(pl.col("name").first(), "start", "end").collect()
    return {
        tuple(row[key] for key in keys): (
            row["name"] or row["actor_id"],
            list(zip(row["start"], row["end"], strict=True)),
        )
        for row in grouped.iter_rows(named=True)
    }


def _marked(text: str, sentence: tuple[int, int], spans: Spans) -> str:
    """A sentence with ``[[`` and ``]]`` around some spans, the outermost where they overlap."""
    start, end = sentence
    parts, at = [], start
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if at <= first and last <= end:
            parts += [text[at:first], "[[", text[first:last], "]]"]
            at = last
    return _flat("".join([*parts, text[at:end]]))


def _joined(text: str, spans: Spans) -> str:
    return " ".join(_flat(text[start:end]) for start, end in spans)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
