"""Write a checkpoint as the files that run: two ONNX graphs, the tokenizer and the settings."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from audit.nlp.training import encoder_data as data
from audit.nlp.training.encoder_graph import write_encoder, write_tone
from audit.nlp.training.encoder_model import Model

RESERVE = 0.3  # evens out precision and recall of entities on the newswire dev articles
UNCALIBRATED = [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]


def export(checkpoint: Path, tokenizer: Path, out: Path, *, version: str, bits: int = 8) -> None:
    """Write `encoder.onnx`, `tone.onnx`, `tokenizer.json` and `config.json` (kept calibration stays)."""
    weights = torch.load(checkpoint, weights_only=True)
    model = Model(data.ROLE_TAGS, data.ENTITY_TAGS)
    model.load_state_dict(weights)
    out.mkdir(parents=True, exist_ok=True)
    arrays = {name: value.float().numpy() for name, value in model.state_dict().items()}
    write_encoder(arrays, out / "encoder.onnx", bits=bits)
    write_tone(arrays, out / "tone.onnx", bits=bits)
    if tokenizer.resolve() != (out / "tokenizer.json").resolve():
        write_tokenizer(tokenizer, out / "tokenizer.json")
    path = out / "config.json"
    before: dict[str, Any] = json.loads(path.read_text(encoding="utf8")) if path.exists() else {}
    settings = {
        "version": version,
        "roles": {"tags": data.ROLE_TAGS, "transitions": _rounded(model.role_crf.scores())},
        "entities": {"tags": data.ENTITY_TAGS, "transitions": _rounded(_reserved(model.entity_crf.scores()))},
        "tones": ["negative", "neutral", "positive"],
        "confidence": before.get("confidence", UNCALIBRATED),
    }
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf8")


def average(checkpoints: Sequence[Path], out: Path) -> None:
    """Write the mean of some checkpoints' weights; one named twice counts twice."""
    read = [torch.load(path, weights_only=True) for path in checkpoints]
    names = {name: value for weights in read for name, value in weights.items()}
    torch.save({name: _mean(name, [w[name].float() for w in read if name in w], len(read)) for name in names}, out)


def _mean(name: str, values: Sequence[torch.Tensor], n: int) -> torch.Tensor:
    """Mean of a weight; a checkpoint from before the reading of several layers adds nothing by it."""
    return torch.stack(list(values)).sum(0) / (n if name.startswith("heads.mixed") else len(values))


def _reserved(scores: torch.Tensor) -> torch.Tensor:
    """Transitions of entity tags that begin a name only on better grounds."""
    found = scores.clone()
    found[:, 0] += RESERVE
    found[:, 1::2] -= RESERVE
    return found


def write_tokenizer(source: Path, out: Path) -> None:
    """Copy a tokenizer without padding and truncation."""
    settings = json.loads(source.read_text(encoding="utf8"))
    settings["padding"] = settings["truncation"] = None
    out.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf8")


def _rounded(scores: torch.Tensor) -> list[list[float]]:
    return [[float(value) for value in row] for row in np.round(scores.detach().numpy(), 4)]
