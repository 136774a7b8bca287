"""What the report says of the language models: their versions, measured accuracy and blind spots, from their own folders."""

import json
from pathlib import Path
from typing import Any

import audit.nlp
from reports import ModelCard

FOLDER = Path(audit.nlp.__file__).parent / "model"
CARD = "card.json"


def model_cards() -> tuple[ModelCard, ...]:
    """A card for each shipped model that describes itself in ``card.json`` (name, version, figures, blind_spots)."""
    return tuple(_card(path) for path in sorted(FOLDER.glob(f"*/{CARD}")))


def _card(path: Path) -> ModelCard:
    entries: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return ModelCard(
        name=str(entries["name"]),
        version=str(entries.get("version", "")),
        figures={str(name): str(figure) for name, figure in entries.get("figures", {}).items()},
        blind_spots=str(entries.get("blind_spots", "")),
    )
