"""Measure the speed of the shipped syntax against spaCy's `--optimize efficiency` pipeline of the same components."""

import itertools
import statistics
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from spacy.cli.init_config import init_config
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training.initialize import init_nlp
from spacy.util import load_config_from_str
from thinc.api import Adam, NumpyOps, fix_random_seed, use_ops

from audit.errors import ModelError
from audit.nlp.pipeline import load
from audit.nlp.training.syntax_batches import create_batcher, create_corpus, plain
from audit.nlp.training.syntax_conllu import read_docs

WARM_UP_STEPS = 60
WARM_UP_WORDS = 400


class Products(StrEnum):
    """What multiplies matrices: thinc's BLIS (spaCy's default), numpy's BLAS (ours), in both pipelines or in each its own."""

    AS_LOADED = "each its own"
    BLIS = "BLIS"
    BLAS = "BLAS of numpy"


@dataclass(frozen=True, slots=True)
class Speed:
    """Words a second of processor time: medians over the rounds, and the median of the rounds' ratios."""

    shipped: float
    efficiency: float
    ratio: float


def efficiency_pipeline(data: Path, *, lemmatizer: bool, seed: int = 0) -> Language:
    """Make spaCy's efficiency pipeline with the labels of a DocBin, trained for a few steps so that its parser parses."""
    names = ["tagger", "morphologizer", "parser", *(["trainable_lemmatizer"] if lemmatizer else [])]
    fix_random_seed(seed)
    text = init_config(lang="en", pipeline=names, optimize="efficiency", silent=True).to_str()
    config = load_config_from_str(text, overrides={"paths.train": str(data), "paths.dev": str(data)}, interpolate=True)
    nlp = init_nlp(config)
    examples = list(create_corpus(data)(nlp))
    batcher = create_batcher(itertools.repeat(WARM_UP_WORDS), seed=seed, varied=False)
    optimizer = Adam(0.002)
    for batch in itertools.islice(batcher(examples), WARM_UP_STEPS):
        nlp.update(batch, sgd=optimizer)
    return nlp


def compare(
    data: Path, *, n_docs: int = 60, rounds: int = 5, products: Products = Products.AS_LOADED, lemmatizer: bool = True
) -> Speed:
    """Run both pipelines in turn over the same tokens.

    Parameters
    ----------
    data
        DocBin of annotated documents; the baseline takes its labels from it.
    n_docs
        Documents to run over, from the first.
    rounds
        Number of turns; the first is not counted.
    products
        What multiplies matrices.
    lemmatizer
        Whether both have a lemmatizer: ours reads a table, the baseline's is spaCy's trainable one.
    """
    sample = read_docs(data)[:n_docs]
    with use_ops("numpy", use_blis=products is not Products.BLAS):
        baseline = efficiency_pipeline(data, lemmatizer=lemmatizer)
    ours = load(components=())
    if not lemmatizer:
        ours.remove_pipe("lemmatizer")
    if products is Products.BLIS:
        _multiply_by_blis(ours)
    speeds = [(_words_per_second(ours, sample), _words_per_second(baseline, sample)) for _ in range(rounds + 1)][1:]
    return Speed(
        shipped=statistics.median(speed for speed, _ in speeds),
        efficiency=statistics.median(speed for _, speed in speeds),
        ratio=statistics.median(speed / other for speed, other in speeds),
    )


def _multiply_by_blis(nlp: Language) -> None:
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is not None:
            model._to_ops(NumpyOps(use_blis=True))  # noqa: SLF001  (thinc's way to move a model between backends)


def _words_per_second(nlp: Language, docs: list[Doc]) -> float:
    copies = [plain(doc, nlp.vocab) for doc in docs]
    n_words = sum(len(doc) for doc in copies)
    begun = time.process_time()
    for _ in nlp.pipe(copies):
        pass
    spent = time.process_time() - begun
    if spent <= 0:
        raise ModelError(f"{n_words} words took no time; measure on more documents")
    return n_words / spent
