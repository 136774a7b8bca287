"""Load the language pipeline: syntax (ours, or an installed one of spaCy's) with the project's components on top."""

import importlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import get_installed_models
from thinc.api import NumpyOps, get_ops, use_ops
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from audit.errors import ModelError
from audit.nlp import lemmas as _lemmas  # noqa: F401  (registers audit_lemmatizer)
from audit.nlp import paragraphs as _paragraphs  # noqa: F401  (registers audit_paragraphs)
from audit.nlp.long_docs import read_in_pieces
from audit.nlp.long_runs import PieceTokenizer

NAME = "en_media_audit"
BATCH_SIZE = 16  # texts that syntax reads at once; with more, numpy spends longer on fresh memory than batching saves
SHIPPED = Path(__file__).parent / "model" / NAME
FACTORIES = {
    "audit_encoder": "audit.nlp.encoder",
    "audit_entities": "audit.nlp.entities",
    "audit_attribution": "audit.nlp.attribution",
    "audit_actors": "audit.nlp.actors",
    "audit_tone": "audit.nlp.tone",
}
_SPLITTERS = ("parser", "senter", "sentencizer")


def load(model: str | None = None, *, components: Sequence[str] | None = None, threads: int = 1) -> Language:
    """Load a pipeline that writes everything the tables are made from.

    Parameters
    ----------
    model
        Name or folder of an installed spaCy pipeline for English, such as ``en_core_web_trf``; the shipped
        `en_media_audit` where None.
    components
        Which of the project's components to add, in this order: all there are where None, syntax alone where empty. Where
        ``audit_entities`` is among them, the entity recogniser of another pipeline is left out; name the others without
        it to keep that one.
    threads
        Threads that a single process may use for matrix products.

    Raises
    ------
    ModelError
        Where the pipeline or a component is missing or does not fit.
    """
    wanted = available_components() if components is None else tuple(components)
    threadpool_limits(limits=threads, user_api="blas")
    nlp = _load_syntax(model, exclude=["ner"] if "audit_entities" in wanted else [])
    nlp.tokenizer = PieceTokenizer(nlp.tokenizer)
    read_in_pieces(nlp)
    nlp.batch_size = BATCH_SIZE
    splitter = next((name for name in _SPLITTERS if name in nlp.pipe_names), None)
    if splitter is None:
        raise ModelError(
            f"pipeline {model!r} finds no sentences (components: {', '.join(nlp.pipe_names) or 'none'}); "
            f"one of {', '.join(_SPLITTERS)} is needed: choose another pipeline or leave --model out"
        )
    nlp.add_pipe("audit_paragraphs", before=splitter)
    for name in wanted:
        _add(nlp, name, threads=threads)
    return nlp


def available_components() -> tuple[str, ...]:
    """The project's components, in the order they run."""
    return tuple(name for name, module in FACTORIES.items() if find_spec(module) is not None)


def _add(nlp: Language, name: str, *, threads: int) -> None:
    if name not in FACTORIES:
        raise ModelError(f"unknown component {name!r}; expected one of {', '.join(FACTORIES)}")
    importlib.import_module(FACTORIES[name])
    if not Language.has_factory(name):
        raise ModelError(f"module {FACTORIES[name]} registers no component {name!r}; reinstall media-audit")
    options = Language.get_factory_meta(name).default_config or {}
    nlp.add_pipe(name, config={"threads": threads} if "threads" in options else {})


def _load_syntax(model: str | None, *, exclude: list[str]) -> Language:
    if model is None or model == NAME:
        if not (SHIPPED / "config.cfg").exists():
            raise ModelError(f"the shipped pipeline is missing from {SHIPPED}; reinstall media-audit")
        with _fast_products():
            return spacy.load(SHIPPED)
    try:
        return spacy.load(model, exclude=exclude)
    except (OSError, ValueError, ImportError) as error:
        installed = ", ".join(get_installed_models()) or "none"
        raise ModelError(
            f"spaCy pipeline {model!r} cannot be loaded ({str(error).splitlines()[0]}); installed: {installed}. "
            f"Get it with `python -m spacy download {model}` or leave --model out to use the shipped {NAME}"
        ) from error


@contextmanager
def _fast_products() -> Iterator[None]:
    """Let models made here multiply by numpy's BLAS, which is 2 to 4 times as fast as thinc's bundled BLIS on x86.

    On a machine for which thinc knows something better (Apple's Accelerate), that is kept.
    """
    if type(get_ops("cpu")) is NumpyOps:
        with use_ops("numpy", use_blis=False):
            yield
    else:
        yield
