"""Measure pronouns on GAP: which of two names a pronoun means, by the pipeline's syntax with both names given.

Command: ``python -m audit.nlp.training.gap ../shared/data/gap/gap-validation.tsv``. The weights are learned
from its development part among others; the validation part is for measuring alone.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc
from spacy.util import filter_spans

from audit.model import Span
from audit.nlp.actors.block import read_block
from audit.nlp.actors.entities import Entity
from audit.nlp.actors.resolve import understand
from audit.nlp.actors.state import Reading
from audit.nlp.pipeline import load
from audit.nlp.training.coreference import GapPair, read_gap

FEMININE = frozenset({"she", "her", "hers"})


def with_names(docs: Iterable[Doc], pairs: Sequence[GapPair]) -> Iterator[Doc]:
    """The texts with both names of each pair as people, whether the recogniser found them or not."""
    for pair, doc in zip(pairs, docs, strict=True):
        spans = [doc.char_span(at, at + len(name), "PERSON", alignment_mode="expand") for at, name in pair.names]
        given = [span for span in spans if span]
        apart = [ent for ent in doc.ents if not any(ent.start < span.end and span.start < ent.end for span in given)]
        doc.ents = filter_spans([*given, *apart])
        yield doc


def meant(doc: Doc, pair: GapPair) -> tuple[bool, bool]:
    """Whether the pronoun was resolved to the entity of the first name, and of the second."""
    _, readings = understand([read_block(doc)])
    reading = readings[0]
    at = pair.pronoun[0]
    found = next(
        (
            item.entity
            for _, item in reading.items
            if hasattr(item, "entity") and reading.block.starts[item.start] == at
        ),
        None,
    )
    first, second = (entity_at(reading, offset) for offset, _ in pair.names)
    return found is not None and found is first, found is not None and found is second


def entity_at(reading: Reading, offset: int) -> Entity | None:
    """The entity named at a character."""
    start, end = reading.block.tokens(Span(offset, offset + 1))
    return next((name.entity for name in reading.names[start : end + 1] if name), None)


def score(docs: Iterable[Doc], pairs: Sequence[GapPair]) -> dict[str, float]:
    """Accuracy over pairs (both answers right), and GAP's F1 over names: overall, masculine, feminine and their ratio."""
    right, counts = 0, {"m": [0, 0, 0], "f": [0, 0, 0]}
    for doc, pair in zip(with_names(docs, pairs), pairs, strict=True):
        answer = meant(doc, pair)
        right += answer == pair.means
        tally = counts["f" if pair.pronoun[1].lower() in FEMININE else "m"]
        for mine, gold in zip(answer, pair.means, strict=True):
            tally[0] += mine and gold
            tally[1] += mine
            tally[2] += gold
    f1 = {side: _f1(*tally) for side, tally in counts.items()}
    both = [sum(column) for column in zip(*counts.values(), strict=True)]
    ratio = round(f1["f"] / max(f1["m"], 1e-9), 3)
    accuracy = round(100 * right / max(len(pairs), 1), 1)
    return {"n": len(pairs), "accuracy": accuracy, "f1": _f1(*both), "f1_m": f1["m"], "f1_f": f1["f"], "f_to_m": ratio}


def _f1(right: int, predicted: int, gold: int) -> float:
    return round(200 * right / max(predicted + gold, 1), 1)


def main() -> None:
    """Print the figures of a GAP file."""
    parser = argparse.ArgumentParser(description="Measure pronoun resolution on GAP.")
    parser.add_argument("file", type=Path)
    pairs = read_gap(parser.parse_args().file)
    nlp = load(components=["audit_encoder", "audit_entities"])
    print(json.dumps(score(nlp.pipe([pair.text for pair in pairs]), pairs)))


if __name__ == "__main__":
    main()
