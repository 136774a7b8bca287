"""Silver data for the tone head: mentions in raw news and in NewsMTSC's training sentences, with the soft labels of teachers.

A file holds one text a line: `{"name", "text", "whole", "sentences": [{"start", "end", "targets": [{"start", "end", "label",
"shares"}]}]}`. `whole` says that the text is read in one piece by the encoder, as articles are; `label` is a class or null;
`shares` has one row a teacher, the probabilities of the classes. Offsets point into `text`.
"""

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from audit.nlp.decoding import softmax
from audit.nlp.encoder import Encoder
from audit.nlp.entities import find_entities
from audit.nlp.pieces import Tokenization
from audit.nlp.pipeline import load
from audit.nlp.training import encoder_data as data
from audit.nlp.training.encoder_tone_teacher import Target, Teacher, bounded, scores_of
from audit.nlp.training.encoder_tone_texts import SilverSentence, SilverTarget, SilverText
from audit.nlp.training.json_lines import POLARITY, read_records

NAMED = ("PERSON", "ORG")
PRONOUN = re.compile(r"\b(?:he|him|his|she|her|they|them)\b", re.IGNORECASE)
NAME = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}")
LONGEST = 600  # characters of a sentence that is used
MOST = 5  # targets of one sentence


@dataclass(frozen=True, slots=True)
class SilverOptions:
    """How many raw mentions are taken, and from what; which share of NewsMTSC's sentences is shown under another name too."""

    mentions: int = 15_000
    articles: int = 400
    renamed_share: float = 0.35
    pronoun_share: float = 0.2
    newswire_share: float = 0.2
    seed: int = 7


def gather(shared: Path, options: SilverOptions) -> list[SilverText]:
    """Mentions of all sources, without labels of teachers."""
    rng = random.Random(options.seed)
    n_newswire = round(options.mentions * options.newswire_share)
    raw = chosen(
        list(read_articles(shared / "polnear" / "train" / "text", options, rng)), options.mentions - n_newswire, rng
    )
    world = chosen(list(read_newswire(shared / "newswire-ner" / "train")), n_newswire, rng)
    gold = list(read_gold(shared / "newsmtsc" / "train.jsonl"))
    again = [text for text in gold if len(text.sentences[0].targets) > 1 or rng.random() < options.renamed_share]
    return [*gold, *renamed(again, rng), *raw, *world]


def read_articles(folder: Path, options: SilverOptions, rng: random.Random) -> Iterator[SilverText]:
    """Named persons and organisations, and some pronouns, of raw articles."""
    nlp, encoder = load(components=()), Encoder()
    paths = sorted(folder.glob("*.txt"))
    paths = rng.sample(paths, min(options.articles, len(paths)))
    texts = [path.read_text(encoding="utf8") for path in paths]
    for path, text, doc in zip(paths, texts, nlp.pipe(texts), strict=True):
        spans = [(start, end) for label, start, end in find_entities(text, encoder=encoder) if label in NAMED]
        spans += [found.span() for found in PRONOUN.finditer(text) if rng.random() < options.pronoun_share]
        bounds = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        yield SilverText(path.stem, text, rng.random() < 0.5, tuple(_sentences(bounds, spans)))


def read_newswire(folder: Path) -> Iterator[SilverText]:
    """Persons and organisations as annotated; a line is a sentence."""
    for path in sorted(folder.glob("*.tsv")):
        text, entities = data.joined(data.read_tagged(path))
        spans = [span for span, label in entities if label in NAMED]
        bounds = [found.span() for found in re.finditer(r"[^\n]+", text)]
        yield SilverText(path.stem, text, False, tuple(_sentences(bounds, spans)))


def _sentences(bounds: Iterable[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> Iterator[SilverSentence]:
    """Sentences of a usable length with the spans that lie in them."""
    ordered = sorted(set(spans))
    for start, end in bounds:
        inside = [span for span in ordered if start <= span[0] and span[1] <= end]
        if inside and 40 <= end - start <= LONGEST:
            yield SilverSentence(start, end, tuple(SilverTarget(*span) for span in inside[:MOST]))


def chosen(texts: Sequence[SilverText], limit: int, rng: random.Random) -> list[SilverText]:
    """Sentences with several mentions first, then others, at random, until there are enough mentions."""
    places = [(place, sentence) for place, text in enumerate(texts) for sentence in text.sentences]
    rng.shuffle(places)
    places.sort(key=lambda entry: len(entry[1].targets) < 2)
    kept: dict[int, list[SilverSentence]] = {}
    total = 0
    for place, sentence in places:
        if total >= limit:
            break
        kept.setdefault(place, []).append(sentence)
        total += len(sentence.targets)
    ordered = {place: tuple(sorted(some, key=lambda sentence: sentence.start)) for place, some in sorted(kept.items())}
    return [replace(texts[place], sentences=some) for place, some in ordered.items()]


def read_gold(path: Path, *, further: bool = True) -> Iterator[SilverText]:
    """NewsMTSC's sentences; a further mention of a target is, if wanted, a target with the same class."""
    for number, record in enumerate(read_records(path)):
        text, targets = record["sentence_normalized"], list[SilverTarget]()
        for target in record["targets"]:
            label = POLARITY[int(target["polarity"])]
            mentions = (target, *(target.get("further_mentions", []) if further else []))
            targets.extend(SilverTarget(mention["from"], mention["to"], label) for mention in mentions)
        if targets:
            yield SilverText(f"newsmtsc-{number}", text, False, (SilverSentence(0, len(text), tuple(targets)),))


def renamed(texts: Sequence[SilverText], rng: random.Random) -> Iterator[SilverText]:
    """Each sentence once more with one named target under another's name: its tone must not hang on who it is."""
    names = sorted({text.text[t.start : t.end] for text in texts for s in text.sentences for t in s.targets})
    names = [name for name in names if NAME.fullmatch(name)]
    for text in texts:
        (sentence,) = text.sentences
        named = [t for t in sentence.targets if NAME.fullmatch(text.text[t.start : t.end])]
        if named and names:
            yield rename(text, rng.choice(named), rng.choice(names))


def rename(text: SilverText, target: SilverTarget, name: str) -> SilverText:
    """A text of one sentence with a target's name replaced wherever it stands alone; offsets follow."""
    (sentence,) = text.sentences
    old = text.text[target.start : target.end]
    places = [found.span() for found in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", text.text)]
    places = [place for place in places if not any(_crosses(place, t) for t in sentence.targets)]
    grown = len(name) - len(old)

    def moved(offset: int) -> int:
        return offset + grown * sum(end <= offset for _, end in places)

    written, last = "", 0
    for start, end in places:
        written += text.text[last:start] + name
        last = end
    written += text.text[last:]
    targets = tuple(replace(t, start=moved(t.start), end=moved(t.end)) for t in sentence.targets)
    return SilverText(f"{text.name}-renamed", written, text.whole, (SilverSentence(0, len(written), targets),))


def _crosses(place: tuple[int, int], target: SilverTarget) -> bool:
    """Whether a place overlaps a target without being it or lying within it at its end."""
    start, end = place
    return start < target.end and target.start < end and not (target.start <= start and end <= target.end)


def label(texts: Sequence[SilverText], teacher: Path, tokenizer: Path, *, threads: int = 1) -> list[SilverText]:
    """The texts with a teacher's probabilities added to each mention; every sentence is read alone."""
    torch.set_num_threads(threads)
    reader, tokenization = Teacher.start(teacher).to(torch.bfloat16), Tokenization(tokenizer)
    targets, places = [], []
    for number, text in enumerate(texts):
        for row, sentence in enumerate(text.sentences):
            pieces = tokenization.pieces(text.text[sentence.start : sentence.end])
            for column, target in enumerate(sentence.targets):
                span = (target.start - sentence.start, target.end - sentence.start)
                mask = tuple(data.pieces_of(pieces, span))
                if mask:
                    targets.append(bounded(Target(pieces, mask)))
                    places.append((number, row, column))
    shares = softmax(scores_of(reader, targets))
    by_place = dict(zip(places, shares, strict=True))
    return [
        replace(
            text,
            sentences=tuple(
                replace(
                    sentence,
                    targets=tuple(
                        _with_shares(target, by_place.get((number, row, column)))
                        for column, target in enumerate(sentence.targets)
                    ),
                )
                for row, sentence in enumerate(text.sentences)
            ),
        )
        for number, text in enumerate(texts)
    ]


def _with_shares(target: SilverTarget, row: np.ndarray | None) -> SilverTarget:
    if row is None:
        return target
    return replace(target, shares=(*target.shares, tuple(round(float(share), 4) for share in row)))


def write_silver(texts: Iterable[SilverText], path: Path) -> None:
    """One JSON line a text."""
    path.write_text("".join(json.dumps(asdict(text), ensure_ascii=False) + "\n" for text in texts), encoding="utf8")


def read_silver(path: Path) -> list[SilverText]:
    """The texts of a file."""
    return [_text(record) for record in read_records(path)]


def _text(record: dict[str, Any]) -> SilverText:
    sentences = tuple(
        SilverSentence(
            s["start"],
            s["end"],
            tuple(
                SilverTarget(t["start"], t["end"], t["label"], tuple(tuple(row) for row in t["shares"]))
                for t in s["targets"]
            ),
        )
        for s in record["sentences"]
    )
    return SilverText(record["name"], record["text"], record["whole"], sentences)
