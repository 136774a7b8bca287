"""``DIR/manifest.json``: everything needed to say how a run's numbers came about, and to make them again."""

import json
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from audit.errors import TableError

NAME = "manifest.json"
PACKAGES = (
    "media-audit",
    "spacy",
    "polars",
    "onnxruntime",
    "tokenizers",
    "textstat",
    "vaderSentiment",
    "trafilatura",
    "matplotlib",
)

Manifest = dict[str, Any]


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that can change a number."""
    found = {"python": platform.python_version(), "platform": sys.platform}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def now() -> str:
    """The present moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read(run: Path) -> Manifest:
    """The manifest of a run folder; empty when there is none yet.

    Raises
    ------
    TableError
        when the file is there but is not JSON.
    """
    path = run / NAME
    if not path.exists():
        return {}
    try:
        found: Manifest = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise TableError(f"{path} is not JSON ({error}); remove it and run `media-audit annotate` again") from error
    return found


def update(run: Path, **entries: object) -> Manifest:
    """Add entries to a run's manifest (one level deep merges) and write it."""
    manifest = read(run)
    for key, value in entries.items():
        old = manifest.get(key)
        manifest[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    run.mkdir(parents=True, exist_ok=True)
    partial = run / f"{NAME}.tmp"
    partial.write_text(json.dumps(manifest, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8")
    partial.replace(run / NAME)
    return manifest
