"""Training examples for the encoder's heads: windows of labelled word pieces."""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audit.nlp.gold import GoldArticle
from audit.nlp.pieces import IntArray, Pieces, Tokenization
from audit.nlp.scoring import Parts
from audit.nlp.training.json_lines import POLARITY, read_records

ROLES = ("source", "cue", "content")
ROLE_TAGS = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
ENTITY_CLASSES = ("PERSON", "ORG", "GPE", "NORP", "FAC", "DATE", "MONEY", "PRODUCT", "MISC")
ENTITY_TAGS = ("O", *(f"{prefix}-{name}" for name in ENTITY_CLASSES for prefix in "BI"))
NEWSWIRE = {
    "Person": "PERSON",
    "Organization": "ORG",
    "Location": "GPE",
    "NORP": "NORP",
    "Facility": "FAC",
    "Date": "DATE",
    "Money": "MONEY",
    "Product": "PRODUCT",
    "Misc": "MISC",
}
IGNORED = -100
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text in word pieces with a tag each and, for attributions, the piece each piece links to.

    `cue_of[i]` is the first piece of the cue of content piece i; `source_of[i]` the first piece of the source of cue piece i,
    -1 where the attribution has none; IGNORED elsewhere. `breaks` are pieces at which a window may begin.
    """

    name: str
    pieces: Pieces
    tags: IntArray
    cue_of: IntArray
    source_of: IntArray
    breaks: IntArray


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [start, end) of a labelled text."""

    of: LabelledText
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ToneTarget:
    """A target mention of a sentence: its pieces and the class of the tone (0 negative, 1 neutral, 2 positive)."""

    mask: tuple[int, ...]
    label: int
    key: str


@dataclass(frozen=True, slots=True)
class ToneSentence:
    """A sentence with its marked targets."""

    pieces: Pieces
    targets: tuple[ToneTarget, ...]


def pieces_of(pieces: Pieces, span: Span) -> range:
    """Indices of the pieces that touch a span of characters."""
    first = int(np.searchsorted(pieces.end, span[0], side="right"))
    last = int(np.searchsorted(pieces.start, span[1], side="left"))
    return range(first, max(first, last))


def label_attributions(article: GoldArticle, attributions: Sequence[Parts], tokenization: Tokenization) -> LabelledText:
    """Word pieces of an article with role tags and links."""
    pieces = tokenization.pieces(article.text)
    tags = np.zeros(len(pieces), dtype=np.int32)
    cue_of = np.full(len(pieces), IGNORED, dtype=np.int32)
    source_of = np.full(len(pieces), IGNORED, dtype=np.int32)
    for attribution in attributions:
        for number, role in enumerate(ROLES):
            for span in getattr(attribution, role):
                where = pieces_of(pieces, _trimmed(article.text, span))
                for position, index in enumerate(where):
                    tags[index] = 1 + 2 * number + (position > 0)
        cue = [index for span in attribution.cue for index in pieces_of(pieces, span)]
        source = [index for span in attribution.source for index in pieces_of(pieces, span)]
        if cue:
            for span in attribution.content:
                cue_of[list(pieces_of(pieces, span))] = cue[0]
            source_of[cue] = source[0] if source else -1
    repair(tags)
    return LabelledText(article.name, pieces, tags, cue_of, source_of, np.flatnonzero(pieces.first).astype(np.int32))


def repair(tags: IntArray) -> None:
    """Let what is left of a span begin anew where another span lies over its first pieces."""
    for index in range(len(tags)):
        inside = tags[index] > 0 and tags[index] % 2 == 0
        if inside and (index == 0 or tags[index - 1] not in (tags[index], tags[index] - 1)):
            tags[index] -= 1


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def read_entities(folder: Path, tokenization: Tokenization) -> list[LabelledText]:
    """Newswire files as labelled texts."""
    return [label_entities(name, sentences, tokenization) for name, sentences in read_newswire(folder).items()]


def read_newswire(folder: Path) -> dict[str, list[list[tuple[str, str]]]]:
    """Tagged sentences of the files of a folder (token TAB tag, blank line between sentences) by name."""
    return {path.stem: read_tagged(path) for path in sorted(folder.glob("*.tsv"))}


def read_tagged(path: Path) -> list[list[tuple[str, str]]]:
    """Sentences of (token, tag)."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf8").splitlines():
        fields = [field for field in re.split(r"\t| {2,}", line.strip()) if field]
        if len(fields) >= 2:
            sentences[-1].append((fields[0], fields[-1]))
        elif not fields and sentences[-1]:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def label_entities(
    name: str,
    sentences: Sequence[Sequence[tuple[str, str]]],
    tokenization: Tokenization,
    *,
    rng: random.Random | None = None,
) -> LabelledText:
    """Sentences joined to running text, with entity tags; lines are broken at random where `rng` is given."""
    return label_names(name, *joined(sentences, rng=rng), tokenization)


def label_names(name: str, text: str, spans: Iterable[tuple[Span, str]], tokenization: Tokenization) -> LabelledText:
    """A text with entity tags."""
    pieces = tokenization.pieces(text)
    tags = np.zeros(len(pieces), dtype=np.int32)
    for span, label in spans:
        number = ENTITY_CLASSES.index(label)
        for position, index in enumerate(pieces_of(pieces, span)):
            tags[index] = 1 + 2 * number + (position > 0)
    none = np.full(len(pieces), IGNORED, dtype=np.int32)
    return LabelledText(name, pieces, tags, none, none, np.flatnonzero(pieces.first).astype(np.int32))


def joined(
    sentences: Sequence[Sequence[tuple[str, str]]], *, rng: random.Random | None = None
) -> tuple[str, list[tuple[Span, str]]]:
    """Plain text of tagged sentences and the spans of their entities."""
    text, open_quote = "", False
    spans: list[tuple[Span, str]] = []
    break_share = rng.choice((0.1, 0.4, 1.0)) if rng else 1.0
    for sentence in sentences:
        if text:
            text += "\n" if rng is None or rng.random() < break_share else " "
        begin = len(text)
        for token, tag in sentence:
            space = len(text) > begin and _spaced(text, token, open_quote=open_quote)
            if token in {'"', "``", "''"}:
                open_quote = not open_quote
            start = len(text) + space
            text += " " * space + token
            label = NEWSWIRE.get(tag[2:])
            if tag.startswith("I-") and spans and label == spans[-1][1] and start - spans[-1][0][1] <= 1:
                spans[-1] = ((spans[-1][0][0], len(text)), spans[-1][1])
            elif label:
                spans.append(((start, len(text)), label))
    return text, spans


def _spaced(text: str, token: str, *, open_quote: bool) -> bool:
    """Whether running text has a space before a token."""
    if token in {".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "n’t", "”", "'", "’"}:
        return False
    if token in {'"', "''"} and open_quote:
        return False
    return not (text[-1] in "([“$£€" or (text[-1] == '"' and open_quote))


def windows(text: LabelledText, size: int, *, rng: random.Random | None = None) -> Iterator[Window]:
    """Cut a text into windows of at most `size` pieces at line starts; with `rng` the first cut is random."""
    total, start = len(text.pieces), 0
    limit = rng.randint(size // 4, size) if rng else size
    while start < total:
        end = min(start + limit, total)
        if end < total:
            cuts = text.breaks[(text.breaks > start + limit // 4) & (text.breaks <= end)]
            end = int(cuts[-1]) if len(cuts) else end
        yield Window(text, start, end)
        start, limit = end, size


def read_tone(path: Path, tokenization: Tokenization) -> list[ToneSentence]:
    """NewsMTSC lines; polarity 2 negative, 4 neutral, 6 positive."""
    sentences = []
    for record in read_records(path):
        pieces = tokenization.pieces(record["sentence_normalized"])
        targets = []
        for target in record["targets"]:
            mask = tuple(pieces_of(pieces, (target["from"], target["to"])))
            if mask:
                label = POLARITY[int(target["polarity"])]
                targets.append(ToneTarget(mask, label, target["Input.gid"]))
        sentences.extend(_bounded(ToneSentence(pieces, tuple(targets))))
    return sentences


def _bounded(sentence: ToneSentence, *, size: int = 400) -> list[ToneSentence]:
    """A sentence too long for the encoder as one cutting for each target, around it."""
    if len(sentence.pieces) <= size:
        return [sentence]
    found = []
    for target in sentence.targets:
        start = max(0, min(target.mask[0] - size // 2, len(sentence.pieces) - size))
        mask = tuple(index - start for index in target.mask if index - start < size)
        found.append(
            ToneSentence(cut(sentence.pieces, start, start + size), (ToneTarget(mask, target.label, target.key),))
        )
    return found


def cut(pieces: Pieces, start: int, end: int) -> Pieces:
    """Some of the pieces of a text."""
    return Pieces(*(getattr(pieces, name)[start:end] for name in ("ids", "start", "end", "case", "quote", "first")))
