"""Learn the weights by which pronouns are resolved: a linear ranking of candidates, as maximum entropy with a prior.

Command: ``python -m audit.nlp.training.pronouns --gum ../shared/data/gum/train.conllu --gap ../shared/data/gap/gap-development.tsv
--polnear ../shared/data/polnear/train --out audit/nlp/actors/pronouns.json``.

Three sources of examples: GUM's coreference (gold syntax and names), GAP's development pairs (our syntax and names), and articles that write
"Mr." and "Ms." before surnames, where a pronoun is clear when just one of the people in mind has its gender. The last kind has
attributions, and so teaches whom the pronoun before "said" means; gender itself is hidden from it. The optimum is unique, so that the
result does not depend on a seed; L2 pulls every weight to its prior (a rough hand-set value), not to zero.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.language import Language
from spacy.tokens import Doc

from audit.nlp.actors.block import Block, read_block
from audit.nlp.actors.discourse import read
from audit.nlp.actors.state import Reading, State
from audit.nlp.actors.entities import Entity, Reference
from audit.nlp.actors.pronouns import NOBODY, pronoun_class, side_of
from audit.nlp.actors.resolve import prepare
from audit.nlp.training.coreference import GapPair, GoldDocument, read_gap, read_gum

PRIOR = Path(__file__).with_name("pronouns_prior.json")
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A pronoun with the features of each candidate and of nobody (last), and the right one's number."""

    candidates: tuple[tuple[str, ...], ...]
    right: int
    weight: float = 1.0


def example(kind: str, held: Sequence[Sequence[str]], right: int, *, weight: float = 1.0) -> Example:
    """An example; ``right`` is -1 where the pronoun means none of the candidates."""
    rows = (*map(tuple, held), (f"{side_of(kind)}:{NOBODY}",))
    return Example(rows, right if right >= 0 else len(held), weight)


def gum_examples(documents: Iterable[GoldDocument]) -> Iterator[Example]:
    """Every third-person pronoun of the documents, with what the current weights made of the pronouns before it."""
    for gold in documents:
        state, readings = prepare([read_block(gold.doc)])
        for _ in range(2):
            collected: list[Example] = []
            state.restart()
            state.teacher = _teacher(readings[0].block, gold.entity_at, collected)
            for reading in readings:
                read(state, reading)
        yield from collected


def _teacher(block: Block, entity_at: Mapping[int, str], collected: list[Example]):  # type: ignore[no-untyped-def]
    def tell(reference: Reference, found: list[Entity], held: list[list[str]]) -> int | None:
        kind = pronoun_class(block.lowers[reference.start])
        if kind is None:
            return None
        means = entity_at.get(reference.start)
        right = next((number for number, entity in enumerate(found) if means and means == _gold_of(entity, entity_at)), -1)
        collected.append(example(kind, held, right))
        return None

    return tell


def _gold_of(entity: Entity, entity_at: Mapping[int, str]) -> str | None:
    votes = Counter(entity_at[item.head] for item in entity.references[-6:] if item.head in entity_at)
    return votes.most_common(1)[0][0] if votes else None


def gap_examples(pairs: Iterable[GapPair], nlp: Language) -> Iterator[Example]:
    """The pronoun of each pair that means one of the two names."""
    for pair, (state, readings) in _gap_readings(pairs, nlp):
        if not any(pair.means):
            continue
        collected: list[Example] = []
        at = pair.names[0 if pair.means[0] else 1][0]
        for final in (False, True):
            state.restart()
            state.teacher = _at_pronoun(readings[0], pair.pronoun[0], at, collected) if final else None
            for reading in readings:
                read(state, reading)
        yield from collected


def _at_pronoun(reading: Reading, pronoun_at: int, name_at: int, collected: list[Example]):  # type: ignore[no-untyped-def]
    block = reading.block

    def tell(reference: Reference, found: list[Entity], held: list[list[str]]) -> int | None:
        kind = pronoun_class(block.lowers[reference.start])
        if kind is None or block.starts[reference.start] != pronoun_at:
            return None
        means = entity_at_offset(reading, name_at)
        right = next((number for number, entity in enumerate(found) if entity is means), -2)
        if right >= 0:
            collected.append(example(kind, held, right))
            return right
        return None

    return tell


def entity_at_offset(reading: Reading, offset: int) -> Entity | None:
    """The entity of the name at a character."""
    start, end = reading.block.tokens(_span(offset))
    return next((name.entity for name in reading.names[start : end + 1] if name), None)


def _span(offset: int):  # type: ignore[no-untyped-def]
    from audit.model import Span

    return Span(offset, offset + 1)


def gap_docs(pairs: Sequence[GapPair], nlp: Language) -> Iterator[Doc]:
    """Parsed texts with both names of each pair as people, whether the recogniser found them or not."""
    from spacy.util import filter_spans

    for pair, doc in zip(pairs, nlp.pipe([pair.text for pair in pairs]), strict=True):
        given = [doc.char_span(at, at + len(name), "PERSON", alignment_mode="expand") for at, name in pair.names]
        own = [ent for ent in doc.ents if not any(ent.start < item.end and item.start < ent.end for item in given if item)]
        doc.ents = filter_spans([item for item in given if item] + own)
        yield doc


def _gap_readings(pairs: Iterable[GapPair], nlp: Language) -> Iterator[tuple[GapPair, tuple[State, list[Reading]]]]:
    listed = list(pairs)
    for pair, doc in zip(listed, gap_docs(listed, nlp), strict=True):
        yield pair, prepare([read_block(doc)])


def honorific_examples(docs: Iterable[Doc]) -> Iterator[Example]:
    """Pronouns of articles with "Mr." and "Ms." where one candidate alone has the right gender and all have one."""
    for doc in docs:
        state, readings = prepare([read_block(doc)])
        collected: list[Example] = []
        state.restart()
        state.teacher = _by_honorific(readings[0].block, collected)
        for reading in readings:
            read(state, reading)
        yield from collected


def _by_honorific(block: Block, collected: list[Example]):  # type: ignore[no-untyped-def]
    def tell(reference: Reference, found: list[Entity], held: list[list[str]]) -> int | None:
        kind = pronoun_class(block.lowers[reference.start])
        if kind not in {"he", "she"}:
            return None
        known = [entity.hard_male - entity.hard_female for entity in found]
        sign = 1 if kind == "he" else -1
        fitting = [number for number, lean in enumerate(known) if lean * sign > 0]
        if len(fitting) == 1 and len(found) > 1 and 0 not in known[: fitting[0] + 1]:
            hidden = [[name for name in names if "agree" not in name] + ["h:agree:unknown"] for names in held]
            collected.append(example(kind, hidden, fitting[0]))
        return None

    return tell


def fit(examples: Sequence[Example], prior: Mapping[str, float], *, strength: float) -> dict[str, float]:
    """Weights of maximum likelihood, each pulled to its prior with the given strength (inverse variance)."""
    counts: Counter[str] = Counter(name for item in examples for row in item.candidates for name in row)
    names = sorted(set(prior) | {name for name, count in counts.items() if count >= 5})
    index = {name: number for number, name in enumerate(names)}
    rows, groups, right = _design(examples, index)
    start = np.array([prior.get(name, 0.0) for name in names])
    weight = np.array([item.weight for item in examples])

    def loss(w: Floats) -> tuple[float, Floats]:
        scores = rows @ w
        top = np.maximum.reduceat(scores, groups[:-1])
        sizes = np.diff(groups)
        shifted = np.exp(scores - np.repeat(top, sizes))
        total = np.add.reduceat(shifted, groups[:-1])
        share = shifted / np.repeat(total, sizes) * np.repeat(weight, sizes)
        share[right] -= weight
        value = float((weight * (np.log(total) + top - scores[right])).sum()) + 0.5 * strength * float(((w - start) ** 2).sum())
        return value, rows.T @ share + strength * (w - start)

    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {name: round(float(value), 3) for name, value in zip(names, result.x, strict=True) if abs(value) >= 0.001}


def _design(examples: Sequence[Example], index: Mapping[str, int]) -> tuple[csr_matrix, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    pointers, columns, groups, right = [0], [], [0], []
    for item in examples:
        right.append(groups[-1] + item.right)
        for row in item.candidates:
            columns.extend(index[name] for name in row if name in index)
            pointers.append(len(columns))
        groups.append(groups[-1] + len(item.candidates))
    shape = (groups[-1], len(index))
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=shape)
    return matrix, np.array(groups), np.array(right)


def accuracy(examples: Sequence[Example], weights: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    """Right and all examples by family of pronouns."""
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for item in examples:
        scores = [sum(weights.get(name, 0.0) for name in row) for row in item.candidates]
        side = item.candidates[-1][0][0]
        found[side][0] += int(np.argmax(scores)) == item.right
        found[side][1] += 1
    return {side: (right, total) for side, (right, total) in sorted(found.items())}
