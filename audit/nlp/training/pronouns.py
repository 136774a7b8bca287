r"""Learn the weights by which pronouns are resolved: a linear ranking of candidates, as maximum entropy with a prior.

Command::

    python -m audit.nlp.training.pronouns --gum ../shared/data/gum/train.conllu --news ../shared/data/polnear/train \
        --gap ../shared/data/gap/gap-development.tsv --out audit/nlp/actors/pronouns.json

Three sources of examples: GUM's coreference (gold syntax and names); news articles that write "Mr." and "Ms."
before surnames, where a pronoun is clear when just one of the people in mind has its gender; and the pairs of GAP's development
part. The second kind has attributions, and so teaches whom the pronoun before "said" means; gender itself is hidden from it, as
it is from GAP's, whose two names agree. The optimum is unique, so that the result depends on no
seed. L2 pulls every
weight to its prior (a rough hand-set value in ``pronouns_prior.json``), not to zero. The weights of disagreement in
gender are not
learned but set: the votes they rest on come from the resolver's own choices.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.language import Language
from spacy.tokens import Doc

from audit.model import AttributionSpan, Kind, Span
from audit.nlp.actors.block import Block, read_block
from audit.nlp.actors.discourse import read
from audit.nlp.actors.entities import Entity, Reference
from audit.nlp.actors.pronouns import NOBODY, pronoun_class, side_of
from audit.nlp.actors.resolve import prepare
from audit.nlp.actors.state import Teacher
from audit.nlp.gold import read_brat
from audit.nlp.pipeline import load
from audit.nlp.quotation import quoted_mask
from audit.nlp.scoring import Parts
from audit.nlp.training.coreference import GapPair, GoldDocument, read_gap, read_gum
from audit.nlp.training.gap import entity_at, with_names

FIXED = {"h:disagree:soft": -1.3, "h:disagree:firm": -4.0, "h:disagree:hard": -6.0}
NEWS_WEIGHT = 2.0
GAP_WEIGHT = 0.3
"""What an example counts where one of GUM counts 1; GAP: chosen of 0.3 and 0.5 on GUM dev and the speakers of dev."""
STRENGTH = 3.0
FEWEST_HONORIFICS = 5
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


def _teacher(block: Block, entity_at: Mapping[int, str], collected: list[Example]) -> Teacher:
    def tell(reference: Reference, found: list[Entity], held: list[list[str]]) -> int | None:
        kind = pronoun_class(block.lowers[reference.start])
        if kind is None:
            return None
        means = entity_at.get(reference.start)
        right = next(
            (number for number, entity in enumerate(found) if means and means == _gold_of(entity, entity_at)), -1
        )
        collected.append(example(kind, held, right))
        return None

    return tell


def _gold_of(entity: Entity, entity_at: Mapping[int, str]) -> str | None:
    votes = Counter(entity_at[item.head] for item in entity.references[-6:] if item.head in entity_at)
    return votes.most_common(1)[0][0] if votes else None


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


def _by_honorific(block: Block, collected: list[Example]) -> Teacher:
    def tell(reference: Reference, found: list[Entity], held: list[list[str]]) -> int | None:
        kind = pronoun_class(block.lowers[reference.start])
        if kind not in {"he", "she"}:
            return None
        known = [entity.hard_male - entity.hard_female for entity in found]
        sign = 1 if kind == "he" else -1
        fitting = [number for number, lean in enumerate(known) if lean * sign > 0]
        if len(fitting) == 1 and len(found) > 1 and 0 not in known[: fitting[0] + 1]:
            hidden = [[name for name in names if name not in FIXED] for names in held]
            collected.append(example(kind, hidden, fitting[0]))
        return None

    return tell


def gap_examples(docs: Iterable[Doc], pairs: Sequence[GapPair]) -> Iterator[Example]:
    """The pronoun of each pair that means one of its two names, where that name is in mind."""
    for doc, pair in zip(with_names(docs, pairs), pairs, strict=True):
        if not any(pair.means):
            continue
        state, readings = prepare([read_block(doc)])
        collected: list[Example] = []
        meant = entity_at(readings[0], pair.names[pair.means.index(True)][0])
        for _ in range(2):
            collected.clear()
            state.restart()
            state.teacher = _by_pair(readings[0].block, pair.pronoun[0], meant, collected)
            for reading in readings:
                read(state, reading)
        yield from collected


def _by_pair(block: Block, at: int, meant: Entity | None, collected: list[Example]) -> Teacher:
    def tell(reference: Reference, found: list[Entity], held: list[list[str]]) -> int | None:
        kind = pronoun_class(block.lowers[reference.start])
        if block.starts[reference.start] == at and kind in {"he", "she"} and meant in found:
            collected.append(example(kind, held, found.index(meant)))
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
    held = np.array([index[name] for name in FIXED if name in index], dtype=np.int64)

    def loss(w: Floats) -> tuple[float, Floats]:
        scores = rows @ w
        top = np.maximum.reduceat(scores, groups[:-1])
        sizes = np.diff(groups)
        shifted = np.exp(scores - np.repeat(top, sizes))
        total = np.add.reduceat(shifted, groups[:-1])
        share = shifted / np.repeat(total, sizes) * np.repeat(weight, sizes)
        share[right] -= weight
        step = w - start
        value = float((weight * (np.log(total) + top - scores[right])).sum()) + 0.5 * strength * float((step**2).sum())
        slope = rows.T @ share + strength * step
        slope[held] = 0.0
        return value, slope

    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {name: round(float(value), 3) for name, value in zip(names, result.x, strict=True) if abs(value) >= 0.001}


def _design(
    examples: Sequence[Example], index: Mapping[str, int]
) -> tuple[csr_matrix, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    pointers, groups = [0], [0]
    columns: list[int] = []
    right: list[int] = []
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


def news_docs(folder: Path, nlp: Language) -> Iterator[Doc]:
    """Articles with honorifics, parsed, with their gold attributions."""
    articles = [item for item in read_brat(folder) if len(_HONORIFIC.findall(item.text)) >= FEWEST_HONORIFICS]
    for article, doc in zip(articles, nlp.pipe([item.text for item in articles]), strict=True):
        doc._.attributions = tuple(_attribution(article.text, parts) for parts in article.attributions if parts.content)
        yield doc


def _attribution(text: str, parts: Parts) -> AttributionSpan:
    mask = quoted_mask(text)
    letters = [mask[at] > 0 for start, end in parts.content for at in range(start, end)]
    share = sum(letters) / max(len(letters), 1)
    kind = Kind.DIRECT if share > _MOSTLY else Kind.INDIRECT if share < 1 - _MOSTLY else Kind.MIXED
    source = Span(parts.source[0][0], parts.source[-1][1]) if parts.source else None
    cue = Span(parts.cue[0][0], parts.cue[-1][1]) if parts.cue else None
    content = tuple(Span(*piece) for piece in parts.content)
    return AttributionSpan(kind=kind, source=source, cue=cue, content=content, confidence=1.0)


_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms)\.")
_MOSTLY = 0.9


def main() -> None:
    """Learn and write the weights, and print how many examples they rank right."""
    parser = argparse.ArgumentParser(description="Learn the weights of pronoun resolution.")
    parser.add_argument("--gum", type=Path, required=True, help="GUM's train.conllu")
    parser.add_argument("--news", type=Path, required=True, help="brat folder of articles with attributions")
    parser.add_argument("--gap", type=Path, required=True, help="GAP's development part")
    parser.add_argument("--out", type=Path, required=True, help="JSON file of weights to write")
    given = parser.parse_args()
    prior = json.loads(PRIOR.read_text(encoding="utf8"))["weights"] | FIXED
    nlp = load(components=["audit_encoder", "audit_entities"])
    if not Doc.has_extension("attributions"):
        Doc.set_extension("attributions", default=())
    gum = list(gum_examples(read_gum(given.gum, nlp.vocab)))
    news = [replace(item, weight=NEWS_WEIGHT) for item in honorific_examples(news_docs(given.news, nlp))]
    pairs = read_gap(given.gap)
    gap = [replace(item, weight=GAP_WEIGHT) for item in gap_examples(nlp.pipe([pair.text for pair in pairs]), pairs)]
    learned = fit([*gum, *news, *gap], prior, strength=STRENGTH)
    given.out.write_text(json.dumps({"weights": learned}, indent=1, sort_keys=True) + "\n", encoding="utf8")
    print(json.dumps({name: accuracy(items, learned) for name, items in (("gum", gum), ("news", news), ("gap", gap))}))


if __name__ == "__main__":
    main()
