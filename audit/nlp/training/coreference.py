"""Read gold coreference: GUM's entity layer onto spaCy Docs, and GAP's pronoun pairs."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from audit.nlp.training.syntax_conllu import read_documents

_LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE"}


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A gold mention: words [start, end) of its document (white space not counted), its entity, type and head words."""

    start: int
    end: int
    entity: str
    kind: str
    core: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with its names in ``doc.ents`` and, for each token that heads a gold mention, the entity."""

    doc: Doc
    entity_at: dict[int, str] = field(default_factory=dict)


def read_gum(path: Path, vocab: Vocab) -> Iterator[GoldDocument]:
    """The documents of a GUM file with names and coreference."""
    mentions = _mentions_by_document(path)
    for doc in read_documents(path, vocab):
        yield _with_names(doc, mentions[doc.user_data["name"]])


def _mentions_by_document(path: Path) -> dict[str, list[GoldMention]]:
    found: dict[str, list[GoldMention]] = {}
    name, words = "", 0
    opened: dict[str, list[tuple[int, list[str]]]] = {}
    for line in path.read_text(encoding="utf8").splitlines():
        if line.startswith("# newdoc"):
            name, words, opened = line.partition("=")[2].strip(), 0, {}
            found[name] = []
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        for item in columns[9].split("|"):
            if item.startswith("Entity="):
                found[name].extend(_read_brackets(item[7:], words, opened))
        words += 1
    return found


def _read_brackets(text: str, word: int, opened: dict[str, list[tuple[int, list[str]]]]) -> Iterator[GoldMention]:
    """Mentions that end at a word; those that begin there are put into ``opened``."""
    at = 0
    while at < len(text):
        close = text.find(")", at)
        if text[at] == "(":
            stop = min(index for index in (close, text.find("(", at + 1), len(text)) if index > at)
            parts = text[at + 1 : stop].split("-")
            opened.setdefault(parts[0], []).append((word, parts))
            at = stop
            if at < len(text) and text[at] == ")":
                yield _closed(parts[0], word, opened)
                at += 1
        else:
            yield _closed(text[at:close], word, opened)
            at = close + 1


def _closed(entity: str, word: int, opened: dict[str, list[tuple[int, list[str]]]]) -> GoldMention:
    start, parts = opened[entity].pop()
    core = (
        tuple(start + int(number) - 1 for number in parts[5].split(",") if number.isdigit()) if len(parts) > 5 else ()
    )
    return GoldMention(start, word + 1, entity, parts[1], core)


def _with_names(doc: Doc, mentions: list[GoldMention]) -> GoldDocument:
    tokens = [token.i for token in doc if not token.is_space]
    entity_at: dict[int, str] = {}
    names: dict[int, Span] = {}
    for mention in sorted(mentions, key=lambda item: item.end - item.start):
        inside = range(tokens[mention.start], tokens[mention.end - 1] + 1)
        head = next(
            (index for index in inside if doc[index].head.i not in inside or doc[index].head.i == index), inside[0]
        )
        entity_at[head] = mention.entity
        core = [tokens[word] for word in mention.core] or [head]
        entity_at.setdefault(core[-1], mention.entity)
        label = _LABELS.get(mention.kind)
        if label and doc[core[-1]].tag_.startswith("NNP"):
            start, end = core[0], core[-1] + 1
            if end - start <= 6 and not any(index in names for index in range(start, end)):
                names.update(dict.fromkeys(range(start, end), Span(doc, start, end, label)))
    doc.ents = sorted(set(names.values()), key=lambda span: span.start)
    return GoldDocument(doc, entity_at)


@dataclass(frozen=True, slots=True)
class GapPair:
    """A pronoun and two names of a GAP text (offsets in code points), and which of them it means."""

    text: str
    pronoun: tuple[int, str]
    names: tuple[tuple[int, str], tuple[int, str]]
    means: tuple[bool, bool]


def read_gap(path: Path) -> list[GapPair]:
    """The pairs of a GAP file."""
    with path.open(encoding="utf8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        GapPair(
            row["Text"],
            (int(row["Pronoun-offset"]), row["Pronoun"]),
            ((int(row["A-offset"]), row["A"]), (int(row["B-offset"]), row["B"])),
            (row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"),
        )
        for row in rows
    ]
