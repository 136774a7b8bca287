"""How many hedges and weasels are found, and how many of those found are some? Against sentences that a reader marked.

    python ../shared/tools/score.py jsonl ../shared/data/polnear/train out/train.jsonl
    media-audit annotate out/train.jsonl --out out/train --no-clean
    python -m benchmarks.wording out/train [--lot 3] [--show]

`wording.csv` holds sentences of PolNeAR train drawn at random among those with four or more of the journalist's own words,
by article and offsets, with the words that a reader marked as hedges and weasels without seeing what the program finds
(content of attributions left out). The lists were mended after each lot, so the figures of later versions flatter. A hit is
right where it holds a marked word or is held by it.
"""

import argparse
import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import polars as pl

from benchmarks.wilson import share

KINDS = ("hedge", "weasel")
MARKS = Path(__file__).with_suffix(".csv")


class Sentence(NamedTuple):
    """A sentence of an article and the marked words of each kind."""

    article: str
    start: int
    end: int
    marked: dict[str, list[str]]


def read_marks(path: Path, lots: set[str]) -> list[Sentence]:
    """The marked sentences of some lots (all, where none is named)."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Sentence(
                row["article"],
                int(row["start"]),
                int(row["end"]),
                {kind: row[f"{kind}s"].lower().split(";") if row[f"{kind}s"] else [] for kind in KINDS},
            )
            for row in csv.DictReader(lines)
            if not lots or row["lot"] in lots
        ]


def compare(hits: list[str], marked: list[str]) -> tuple[list[str], list[str]]:
    """Hits that no mark answers and marks that no hit answers, each mark answering once."""
    left, wrong = list(marked), []
    for hit in hits:
        answer = next((mark for mark in left if mark in hit or hit in mark), None)
        if answer is None:
            wrong.append(hit)
        else:
            left.remove(answer)
    return wrong, left


def main() -> None:
    """Print precision and recall of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--lot", nargs="+", default=[])
    parser.add_argument("--show", action="store_true", help="list what is wrong (+) and missed (-)")
    options = parser.parse_args()
    texts = dict(pl.read_parquet(options.run / "tables" / "articles.parquet").select("article_id", "text").iter_rows())
    own = pl.read_parquet(options.run / "tables" / "wording.parquet").filter(~pl.col("in_quote"))
    by_article = own.partition_by("article_id", as_dict=True)
    counts: Counter[tuple[str, str]] = Counter()
    sentences = [item for item in read_marks(MARKS, set(options.lot)) if item.article in texts]
    for item in sentences:
        text, found = texts[item.article], by_article.get((item.article,))
        rows = [] if found is None else found.rows(named=True)
        for kind in KINDS:
            inside = [row for row in rows if row["kind"] == kind and item.start <= row["start"] < item.end]
            hits = [" ".join(text[row["start"] : row["end"]].lower().split()) for row in inside]
            wrong, missed = compare(hits, item.marked[kind])
            counts += Counter(
                {
                    (kind, "found"): len(hits),
                    (kind, "right"): len(hits) - len(wrong),
                    (kind, "marked"): len(item.marked[kind]),
                }
            )
            if options.show:
                for mark, words in (("+", wrong), ("-", missed)):
                    for word in words:
                        print(f"{mark}\t{kind}\t{word}\t{' '.join(text[item.start : item.end].split())}")
    print(f"{len(sentences)} sentences")
    for kind in KINDS:
        right = counts[kind, "right"]
        print(
            f"{kind}s: precision {share(right, counts[kind, 'found'])}; recall {share(right, counts[kind, 'marked'])}"
        )


if __name__ == "__main__":
    main()
