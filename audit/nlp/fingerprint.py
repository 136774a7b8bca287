"""What decides an annotation besides the text: one hash of the code, the models and the word lists that make it.

Batches that were annotated by another version are annotated anew instead of being mixed with those of this one.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from audit.config import seeds_path

PACKAGES = ("spacy", "onnxruntime", "tokenizers", "vaderSentiment")
_HERE = Path(__file__).parent
_BESIDE = ("model.py", "names.py", "words.py")  # of the package `audit`: what annotation uses of it
_TELLING = {".py", ".onnx", ".json", ".csv", ".gz", ".cfg", ".txt", ""}  # no model cards; spaCy's tables have no ending
_NO_PART = {"__pycache__", "training", "card.json"}


@cache
def fingerprint(model: str | None) -> str:
    """The hash for a pipeline; the shipped one where ``model`` is None."""
    installed = (f"{package} {_version(package)}" for package in (*PACKAGES, *([model] if model else ())))
    return hash_of(_files(), ("\n".join(installed), model or ""))


def hash_of(files: Iterable[tuple[str, Path]], words: Iterable[str] = ()) -> str:
    """A hash of some files, by name and content, and of some words."""
    digest = hashlib.sha256()
    for word in words:
        digest.update(word.encode() + b"\0")
    for name, path in files:
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files() -> Iterator[tuple[str, Path]]:
    roots = ((_HERE, _HERE.rglob("*")), (_HERE.parent, map(_HERE.parent.joinpath, _BESIDE)))
    seeds = seeds_path()
    for root, paths in (*roots, (seeds, seeds.glob("*.*"))):
        for path in sorted(paths):
            inner = path.relative_to(root)
            if path.is_file() and path.suffix in _TELLING and _NO_PART.isdisjoint(inner.parts):
                yield inner.as_posix(), path


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
