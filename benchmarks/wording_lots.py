"""Hedges, weasels and passives without a doer in sentences that a reader coded: precision, recall and F1 of the shipped pipeline.

    python -m benchmarks.wording_lots ../shared [--lots 8] [--by corpus] [--show]

`wording_lots.csv.gz` holds sentences drawn at random among those with four or more of the journalist's own words (seed 20261123
for the articles; 51, 62, 73 and 84 for the sentences of lots 5 to 8) from PolNeAR train (``polnear``), the newswire's train part
(``newswire``) and the news pages (``pages``): lot, corpus, article, offsets and a check sum of the sentence, the parts of it
outside attributed content (``own``; empty where that is all of it), and the offsets of what the reader coded there without
seeing what the program finds; no text. One reader, a large language model, coded all of them. A hit is right where it shares a
character with a code, each code answering for one hit. Hits count in the parts that were coded, whatever attributions a later
model finds. Intervals: Wilson for shares; for F1 1,000 resamples of the articles.
"""

import argparse
import csv
import gzip
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from audit import ingest
from audit.model import Article, Span
from audit.nlp import load
from audit.nlp.actors import resolve
from audit.nlp.training.encoder_data import joined, read_tagged
from audit.nlp.wording import find_wording
from benchmarks.wilson import share

CODES = Path(__file__).with_suffix(".csv.gz")
KINDS = {"hedge": "hedges", "weasel": "weasels", "agentless_passive": "passives"}
"""Kinds in table `wording`, and the columns with their codes."""

RESAMPLES = 1000
SEED = 1


class Sentence(NamedTuple):
    """A sentence of an article: its parts that were coded, and the codes of each kind."""

    lot: str
    corpus: str
    article: str
    span: Span
    check: str
    own: tuple[Span, ...]
    codes: dict[str, tuple[Span, ...]]


class Counts(NamedTuple):
    """Hits, hits that are right, and codes of one kind in one article."""

    found: int
    right: int
    coded: int


def read_codes(path: Path, lots: set[str]) -> list[Sentence]:
    """The coded sentences of some lots (all, where none is named)."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return [_sentence(row) for row in csv.DictReader(lines) if not lots or row["lot"] in lots]


def _sentence(row: dict[str, str]) -> Sentence:
    span = Span(int(row["start"]), int(row["end"]))
    codes = {kind: _spans(row[column]) for kind, column in KINDS.items()}
    return Sentence(row["lot"], row["corpus"], row["article"], span, row["check"], _spans(row["own"]) or (span,), codes)


def _spans(field: str) -> tuple[Span, ...]:
    return tuple(Span(*map(int, pair.split("-"))) for pair in field.split(";") if pair)


def compare(hits: Iterable[Span], codes: Iterable[Span]) -> tuple[list[Span], list[Span]]:
    """Hits that no code answers and codes that no hit answers, each code answering once."""
    left, wrong = list(codes), []
    for hit in hits:
        answer = next((code for code in left if code.start < hit.end and hit.start < code.end), None)
        if answer is None:
            wrong.append(hit)
        else:
            left.remove(answer)
    return wrong, left


def f1(found: float, right: float, coded: float) -> float:
    """Harmonic mean of precision and recall, from counts."""
    return 2 * right / (found + coded) if found + coded else float("nan")


def f1_interval(articles: list[Counts]) -> tuple[float, float]:
    """Ends of the 95 % interval of F1, by resampling articles."""
    counts = np.array(articles, dtype=float).reshape(-1, 3)
    drawn = np.random.default_rng(SEED).integers(len(counts), size=(RESAMPLES, len(counts)))
    sums = counts[drawn].sum(axis=1)
    values = [f1(*row) for row in sums.tolist()]
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)


def text_of(shared: Path, corpus: str, article: str) -> str:
    """The text that the offsets of an article point into."""
    if corpus == "polnear":
        with (shared / "data" / "polnear" / "train" / "text" / f"{article}.txt").open(
            encoding="utf-8", newline=""
        ) as file:
            return file.read()
    if corpus == "newswire":
        return joined(read_tagged(shared / "data" / "newswire-ner" / "train" / f"{article}.tsv"))[0]
    page = next(iter(ingest.read([shared / "data" / "news-html" / f"{article}.html"])))
    return page.text if isinstance(page, Article) else ""


def find(texts: list[str]) -> Iterator[dict[str, list[Span]]]:
    """Hits of each kind in each text, by the shipped pipeline."""
    for doc in load().pipe(texts):
        attributions = [item.attribution for item in resolve(doc, None).attributions]
        hits: dict[str, list[Span]] = {kind: [] for kind in KINDS}
        for row in find_wording(doc, attributions):
            hits[str(row["kind"])].append(Span(int(str(row["start"])), int(str(row["end"]))))
        yield hits


def tally(sentences: list[Sentence], text: str, hits: dict[str, list[Span]], *, show: bool) -> dict[str, Counts]:
    """Counts of each kind over coded sentences of one article."""
    counts = {}
    for kind in KINDS:
        found = right = coded = 0
        for item in sentences:
            inside = [hit for hit in hits[kind] if any(own.start <= hit.start < own.end for own in item.own)]
            wrong, missed = compare(inside, item.codes[kind])
            found, right = found + len(inside), right + len(inside) - len(wrong)
            coded += len(item.codes[kind])
            if show:
                _show(kind, text, item.span, wrong, missed)
        counts[kind] = Counts(found, right, coded)
    return counts


def _show(kind: str, text: str, sentence: Span, wrong: list[Span], missed: list[Span]) -> None:
    for mark, spans in (("+", wrong), ("-", missed)):
        for span in spans:
            print(f"{mark}\t{kind}\t{text[slice(*span)]!r}\t{' '.join(text[slice(*sentence)].split())}")


def main() -> None:
    """Print precision, recall and F1 of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--lots", nargs="+", default=[])
    parser.add_argument("--by", choices=("lot", "corpus"), help="print each apart")
    parser.add_argument("--show", action="store_true", help="list what is wrong (+) and missed (-)")
    options = parser.parse_args()
    articles: dict[tuple[str, str], list[Sentence]] = defaultdict(list)
    for item in read_codes(CODES, set(options.lots)):
        articles[item.corpus, item.article].append(item)
    texts = [text_of(options.shared, *key) for key in articles]
    counts: dict[str, list[dict[str, Counts]]] = defaultdict(list)
    n_sentences = n_changed = 0
    for items, text, hits in zip(articles.values(), texts, find(texts), strict=True):
        same = [item for item in items if f"{zlib.crc32(text[slice(*item.span)].encode()):08x}" == item.check]
        n_sentences, n_changed = n_sentences + len(same), n_changed + len(items) - len(same)
        groups: dict[str, list[Sentence]] = defaultdict(list)
        for item in same:
            groups["all" if options.by is None else getattr(item, options.by)].append(item)
        for group, sentences in groups.items():
            counts[group].append(tally(sentences, text, hits, show=options.show))
    print(f"{n_sentences} sentences; {n_changed} more are not in the text as it is read now")
    for group in sorted(counts):
        for kind, column in KINDS.items():
            print(f"{group}\t{column}: {_figures([article[kind] for article in counts[group]])}")


def _figures(articles: list[Counts]) -> str:
    found, right, coded = (sum(column) for column in zip(*articles, strict=True))
    low, high = f1_interval(articles)
    return (
        f"precision {share(right, found)}; recall {share(right, coded)}; "
        f"F1 {100 * f1(found, right, coded):.0f} ({100 * low:.0f} to {100 * high:.0f})"
    )


if __name__ == "__main__":
    main()
