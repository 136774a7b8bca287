"""JSON Lines, as the training's corpora and silver files are kept, and NewsMTSC's classes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

POLARITY = {2: 0, 4: 1, 6: 2}
"""NewsMTSC's polarity -> class (0 negative, 1 neutral, 2 positive)."""


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """One record a line; only a line feed ends a line, as texts may hold other separators."""
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.strip():
            yield json.loads(line)
