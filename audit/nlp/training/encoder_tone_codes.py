"""Tone as it comes in articles: mentions in raw news with the classes that a large language model gave them, by a guide.

NewsMTSC's sentences were chosen for their tone; of the mentions in an article three in four have none, many are "he said" and
"I". `tone_codes.csv.gz` holds codes of such mentions, by offsets into articles that are not part of the project:

    corpus, article, start, end, target_start, target_end, code, drawn, part

``corpus`` is polnear, newswire or newsmtsc (their train parts; of NewsMTSC the article is the number of the line and its
sentence), ``start`` and ``end`` are the sentence's offsets, ``code`` is n, 0 or p. ``drawn`` says how the sentence was: at
random, among those with several actors one of whom an earlier head found not neutral (several), among the others with several
(company) or, in NewsMTSC, with somebody beside the targets that people coded (beside). ``part`` is train, or held for the
articles that no head learned from. `TONE_CODES.md` has the guide and what is known of the codes.
"""

import csv
import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from audit.model import Span
from audit.nlp.encoder import Encoder
from audit.nlp.scoring import score_tone
from audit.nlp.tone import LABELS, ToneReader
from audit.nlp.training import encoder_data as data
from audit.nlp.training.encoder_tone_texts import SilverSentence, SilverTarget, SilverText
from audit.nlp.training.json_lines import read_records

CODES = Path(__file__).with_name("tone_codes.csv.gz")
CLASSES = {"n": 0, "0": 1, "p": 2}
ALONE = "newsmtsc"  # the corpus whose sentences stand alone


class Code(NamedTuple):
    """A line of the file."""

    corpus: str
    article: str
    start: int
    end: int
    target_start: int
    target_end: int
    code: str
    drawn: str
    part: str


def read_codes(path: Path = CODES) -> list[Code]:
    """All codes, in the order of articles and sentences."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return [Code(*row[:2], *(int(offset) for offset in row[2:6]), *row[6:]) for row in rows]  # type: ignore[arg-type]


def coded_texts(shared: Path, *, part: str, drawn: str | None = None, path: Path = CODES) -> Iterator[SilverText]:
    """The articles of a part with their coded sentences, to be read in one piece.

    Parameters
    ----------
    shared
        folder of the corpora.
    part
        train or held.
    drawn
        random, several, company or beside; all unless given.
    path
        file of the codes.
    """
    articles: dict[tuple[str, str], dict[tuple[int, int], list[SilverTarget]]] = {}
    for code in read_codes(path):
        if code.part == part and drawn in (None, code.drawn):
            sentences = articles.setdefault((code.corpus, code.article), {})
            target = SilverTarget(code.target_start, code.target_end, CLASSES[code.code])
            sentences.setdefault((code.start, code.end), []).append(target)
    for (corpus, article), sentences in articles.items():
        found = (SilverSentence(start, end, tuple(targets)) for (start, end), targets in sentences.items())
        yield SilverText(article, _text(shared, corpus, article), corpus != ALONE, tuple(found))


@cache
def _lines(corpus: Path) -> list[str]:
    return [str(record["sentence_normalized"]) for record in read_records(corpus)]


def _text(shared: Path, corpus: str, article: str) -> str:
    if corpus == ALONE:
        return _lines(shared / "newsmtsc" / "train.jsonl")[int(article)]
    if corpus == "polnear":
        return (shared / "polnear" / "train" / "text" / f"{article}.txt").read_text(encoding="utf-8")
    return data.joined(data.read_tagged(shared / "newswire-ner" / "train" / f"{article}.tsv"))[0]


def measure_codes(
    model: Path, shared: Path, *, part: str = "held", drawn: str = "random", path: Path = CODES
) -> dict[str, float]:
    """How the exported head reads coded mentions in their articles: n, macro-F1, accuracy, shares of classes, in percent."""
    encoder = Encoder(model)
    reader = ToneReader(encoder)
    gold, found = list[str](), list[str]()
    for text in coded_texts(shared, part=part, drawn=drawn, path=path):
        encoding = encoder.encode(encoder.pieces(text.text))
        for sentence in text.sentences:
            spans = [Span(target.start, target.end) for target in sentence.targets]
            tones = reader.tones(encoding, Span(sentence.start, sentence.end), spans)
            gold += [LABELS[target.label] for target in sentence.targets if target.label is not None]
            found += ["neutral" if tone is None else tone.label for tone in tones]
    scores = score_tone(gold, found)
    figures = {"n": len(gold), "macro_f1": round(100 * scores.macro_f1, 1), "accuracy": round(100 * scores.accuracy, 1)}
    for what, labels in (("coded", gold), ("found", found)):
        figures |= {f"{label}_{what}": round(100 * labels.count(label) / max(1, len(labels)), 1) for label in LABELS}
    return figures
