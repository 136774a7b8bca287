"""Measure the speed of the shipped syntax against spaCy's `--optimize efficiency` pipeline of the same components."""

import itertools
import random
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.cli.init_config import init_config
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.util import load_config_from_str
from thinc.api import Adam, NumpyOps, fix_random_seed, use_ops

from audit.errors import ModelError
from audit.nlp.pipeline import load
from audit.nlp.training.syntax_batches import plain

WARM_UP_STEPS = 60


@dataclass(frozen=True, slots=True)
class Speed:
    """Words a second of processor time: medians over the rounds, and the median of the rounds' ratios."""

    shipped: float
    efficiency: float
    ratio: float


def efficiency_pipeline(docs: list[Doc], *, lemmatizer: bool, seed: int = 0) -> Language:
    """Make spaCy's efficiency pipeline with labels from `docs`, trained for a few steps so that its parser parses."""
    names = ["tagger", "morphologizer", "parser", *(["trainable_lemmatizer"] if lemmatizer else [])]
    fix_random_seed(seed)
    text = init_config(lang="en", pipeline=names, optimize="efficiency", silent=True).to_str()
    config = load_config_from_str(text, overrides={"paths.train": "unused", "paths.dev": "unused"})
    config["corpora"]["train"] = {"@readers": "audit.SyntaxDocs.v1"}
    _register(docs)
    nlp = init_nlp(config.interpolate())
    optimizer = Adam(0.002)
    shuffled = list(docs)
    random.Random(seed).shuffle(shuffled)
    batches = [shuffled[at : at + 4] for at in range(0, len(shuffled), 4)]
    for batch in itertools.islice(itertools.cycle(batches), WARM_UP_STEPS):
        nlp.update([Example(plain(doc, nlp.vocab), doc) for doc in batch], sgd=optimizer)
    return nlp


def _register(docs: list[Doc]) -> None:
    from spacy.util import registry

    def create() -> object:
        return lambda nlp: [Example(plain(doc, nlp.vocab), doc) for doc in docs]

    registry.readers.register("audit.SyntaxDocs.v1", func=create)


def compare(docs: Iterable[Doc], *, rounds: int = 5, blis: bool = True, lemmatizer: bool = True) -> Speed:
    """Run both pipelines in turn over the same tokens.

    Parameters
    ----------
    docs
        Annotated documents; the baseline takes its labels from them.
    rounds
        Number of turns; the first is not counted.
    blis
        Whether both multiply by thinc's BLIS, as spaCy does by itself, instead of numpy's BLAS, as `audit.nlp.load` does.
    lemmatizer
        Whether both have a lemmatizer: ours reads a table, the baseline's is spaCy's trainable one.
    """
    sample = list(docs)
    with use_ops("numpy", use_blis=blis):
        baseline = efficiency_pipeline(sample, lemmatizer=lemmatizer)
    ours = load(components=())
    if not lemmatizer:
        ours.remove_pipe("lemmatizer")
    if blis:
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
