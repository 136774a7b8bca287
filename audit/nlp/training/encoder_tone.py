"""Train the tone head on, with the shared encoder fixed as it runs: on the states that the exported model gives.

Cheap (a sixth of a full step), and the head learns to read the quantized states it will meet.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - torch's own name for it

from audit.nlp.encoder import Encoder
from audit.nlp.training import encoder_data as data
from audit.nlp.training.encoder_model import Model, Tone
from audit.nlp.training.encoder_train import batches


@dataclass(frozen=True, slots=True)
class ToneOptions:
    """Settings of the run; chosen on NewsMTSC dev."""

    epochs: int = 6
    rate: float = 3e-4
    batch: int = 900
    dropout: float = 0.2
    average: float = 0.995
    seed: int = 7


@dataclass(frozen=True, slots=True)
class ReadTarget:
    """The encoder's states of a sentence, the pieces of one of its targets, and the class."""

    states: Tensor
    mask: tuple[int, ...]
    label: int


def read_targets(encoder: Encoder, sentences: Sequence[data.ToneSentence]) -> list[ReadTarget]:
    """Run the exported encoder over sentences."""
    found: list[ReadTarget] = []
    for sentence in sentences:
        if sentence.targets:
            states = torch.from_numpy(encoder.encode(sentence.pieces).hidden)
            found.extend(ReadTarget(states, target.mask, target.label) for target in sentence.targets)
    return found


def padded(targets: Sequence[ReadTarget]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """States, target mask, sentence mask and labels of a batch."""
    pad = torch.nn.utils.rnn.pad_sequence
    marked = []
    for target in targets:
        row = torch.zeros(len(target.states))
        row[list(target.mask)] = 1
        marked.append(row)
    inside = pad([torch.ones(len(row)) for row in marked], batch_first=True)
    states = pad([target.states.float() for target in targets], batch_first=True)
    return states, pad(marked, batch_first=True), inside, torch.tensor([target.label for target in targets])


def macro_f1(tone: Tone, targets: Sequence[ReadTarget]) -> float:
    """Macro-F1 in percent."""
    confusion = np.zeros((3, 3))
    ordered = sorted(targets, key=lambda target: len(target.states))
    with torch.no_grad():
        for at in range(0, len(ordered), 24):
            states, target, inside, labels = padded(ordered[at : at + 24])
            np.add.at(confusion, (labels.numpy(), tone(states, target, inside).argmax(1).numpy()), 1)
    return float(100 * np.mean(2 * confusion.diagonal() / np.maximum(confusion.sum(0) + confusion.sum(1), 1)))


def train_tone(folder: Path, checkpoint: Path, corpus: Path, out: Path, options: ToneOptions) -> dict[str, float]:
    """Go on from a checkpoint's tone head; write the checkpoint with the better averaged head to `out`."""
    torch.manual_seed(options.seed)
    rng, encoder = random.Random(options.seed), Encoder(folder)
    weights = torch.load(checkpoint, weights_only=True)
    model = Model(data.ROLE_TAGS, data.ENTITY_TAGS)
    model.load_state_dict(weights)
    parts = {
        name: data.read_tone(corpus / f"{name}.jsonl", encoder.tokenization) for name in ("train", "dev-rw", "dev-mt")
    }
    targets = {name: read_targets(encoder, sentences) for name, sentences in parts.items()}
    average = Tone()
    average.load_state_dict(model.tone.state_dict())
    best = {name: macro_f1(average, targets[name]) for name in ("dev-rw", "dev-mt")}
    print("before", best, flush=True)
    optimizer = torch.optim.AdamW(model.tone.parameters(), lr=options.rate, weight_decay=0.01)
    began = time.monotonic()
    for epoch in range(options.epochs):
        _epoch(model.tone, average, targets["train"], optimizer, (epoch, options, rng))
        figures = {name: macro_f1(average, targets[name]) for name in ("dev-rw", "dev-mt")}
        print(f"epoch {epoch + 1} {time.monotonic() - began:.0f}s", figures, flush=True)
        if sum(figures.values()) > sum(best.values()):
            best = figures
            torch.save(weights | {f"tone.{name}": value.clone() for name, value in average.state_dict().items()}, out)
    return best


def _epoch(
    tone: Tone,
    average: Tone,
    targets: list[ReadTarget],
    optimizer: torch.optim.Optimizer,
    state: tuple[int, ToneOptions, random.Random],
) -> None:
    epoch, options, rng = state
    groups = list(batches(targets, [len(target.states) for target in targets], options.batch, rng))
    for number, group in enumerate(groups):
        passed = (epoch + number / len(groups)) / options.epochs
        for settings in optimizer.param_groups:
            settings["lr"] = options.rate * min(passed / 0.05, (1 - passed) / 0.95)
        states, target, inside, labels = padded(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = tone(F.dropout(states, options.dropout / 2), target, inside, dropout=options.dropout)
        loss = F.cross_entropy(scores.float(), labels, label_smoothing=0.05)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(tone.parameters(), 1.0)
        optimizer.step()
        with torch.no_grad():
            for mean, value in zip(average.parameters(), tone.parameters(), strict=True):
                mean.lerp_(value, 1 - options.average)
