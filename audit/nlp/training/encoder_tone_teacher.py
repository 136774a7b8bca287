"""A teacher for the tone head: the whole encoder, reading each sentence anew with the target marked in its input.

Six times the cost of the head that ships, so it is never shipped: its soft labels for the mentions of raw news
(`encoder_tone_silver`) are what the small head learns from.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own name for it

from audit.nlp.pieces import MASK, Pieces, Tokenization
from audit.nlp.training import encoder_data as data
from audit.nlp.training.encoder_model import Encoder, Inputs, Model, Tone, attention_bias, load_minilm
from audit.nlp.training.encoder_train import hide, tensors
from audit.nlp.training.json_lines import POLARITY, read_records

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TeacherOptions:
    """Settings of a teacher's training; chosen on NewsMTSC dev.

    `further_share` of the targets are shown at another mention of theirs in the sentence, `hidden_share` with their name
    masked. Neutral targets beside others weigh `neutral_weight`: of the targets that NewsMTSC's train part has in sentences with
    several, a fifth are neutral, of dev's a half.
    """

    epochs: float = 4.0
    rate: float = 1e-4
    head_rate: float = 3e-4
    batch: int = 900
    dropout: float = 0.1
    masked_share: float = 0.05
    further_share: float = 0.15
    hidden_share: float = 0.15
    smoothing: float = 0.1
    neutral_weight: float = 2.0
    average: float = 0.995
    seed: int = 7
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Target:
    """A target in its sentence: pieces of the mention, pieces of its further mentions, class, weight, number of the sentence."""

    pieces: Pieces
    mask: tuple[int, ...]
    further: tuple[tuple[int, ...], ...] = ()
    label: int = -1
    weight: float = 1.0
    sentence: int = 0


class Teacher(nn.Module):
    """The encoder with the target's pieces marked in its input, and a tone head of its own on top."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.tone = Tone(n_layers=1)
        self.mark = nn.Parameter(torch.zeros(self.tone.target.shape))

    def forward(self, inputs: Inputs, target: Tensor, *, dropout: float = 0.0) -> Tensor:
        """Class scores [batch, 3]; `target` [batch, length] is 1 at the target's pieces."""
        x = self.encoder.embed(inputs) + target.to(self.mark.dtype)[:, :, None] * self.mark
        x = F.dropout(x, dropout, training=dropout > 0)
        bias = attention_bias(inputs.mask, x.dtype)
        for layer in self.encoder.layers:
            x = layer(x, bias)
        inside = inputs.mask.float()
        inside = torch.cat([inside[:, 2:], torch.zeros(len(inside), 1)], 1)  # neither [CLS] nor [SEP]
        found: Tensor = self.tone(
            F.dropout(x[:, 1:], dropout, training=dropout > 0), target[:, 1:], inside, dropout=dropout
        )
        return found

    @classmethod
    def start(cls, path: Path) -> "Teacher":
        """Begin as a checkpoint of the encoder (`.pt`, also a teacher's own) or as MiniLM."""
        model, teacher = Model(data.ROLE_TAGS, data.ENTITY_TAGS), cls()
        if path.suffix == ".pt":
            weights = torch.load(path, weights_only=True)
            parts = ("encoder.", "tone.", "mark") if "mark" in weights else ("encoder.",)
            known = {name: value for name, value in weights.items() if name.startswith(parts)}
            teacher.load_state_dict(teacher.state_dict() | known)
        else:
            load_minilm(model, path)
            teacher.encoder = model.encoder
            teacher.tone.layers[0].load_state_dict(model.tone.layers[-1].state_dict())
        return teacher


def read_targets(path: Path, tokenization: Tokenization, *, neutral_weight: float = 1.0) -> list[Target]:
    """Targets of NewsMTSC lines, each with its further mentions."""
    found = []
    for number, record in enumerate(read_records(path)):
        pieces = tokenization.pieces(record["sentence_normalized"])
        for target in record["targets"]:
            mentions = [target, *target.get("further_mentions", [])]
            masks = [tuple(data.pieces_of(pieces, (mention["from"], mention["to"]))) for mention in mentions]
            if masks[0]:
                further = tuple(mask for mask in masks[1:] if mask)
                label = POLARITY[int(target["polarity"])]
                weight = neutral_weight if label == 1 and len(record["targets"]) > 1 else 1.0
                found.append(bounded(Target(pieces, masks[0], further, label, weight, number)))
    return found


def bounded(target: Target, *, size: int = 400) -> Target:
    """As much of a very long sentence as can be read, around the target."""
    if len(target.pieces) <= size:
        return target
    start = max(0, min(target.mask[0] - size // 2, len(target.pieces) - size))
    mask = tuple(index - start for index in target.mask if index - start < size)
    return Target(target.pieces.cut(start, start + size), mask, (), target.label, target.weight, target.sentence)


def batches(targets: Sequence[Target], budget: int, rng: random.Random) -> Iterator[list[Target]]:
    """Targets of like length together, those of one sentence side by side; batches in random order."""
    places: dict[int, float] = {}
    for target in targets:
        places.setdefault(target.sentence, len(target.pieces) + 16 * rng.random())
    groups: list[list[Target]] = [[]]
    longest = 0
    for target in sorted(targets, key=lambda target: places[target.sentence]):
        longest = max(longest, len(target.pieces) + 2)
        if groups[-1] and (len(groups[-1]) + 1) * longest > budget:
            groups.append([])
            longest = len(target.pieces) + 2
        groups[-1].append(target)
    rng.shuffle(groups)
    yield from groups


def marked(targets: Sequence[Target], masks: Sequence[tuple[int, ...]]) -> tuple[Inputs, Tensor]:
    """A padded batch of sentences, and where the given pieces of each stand in it."""
    inputs = tensors([[(target.pieces, 0, len(target.pieces))] for target in targets])
    marks = torch.zeros(inputs.ids.shape)
    for row, mask in enumerate(masks):
        marks[row, [index + 1 for index in mask]] = 1
    return inputs, marks


def varied(targets: Sequence[Target], options: TeacherOptions, rng: random.Random) -> tuple[Inputs, Tensor]:
    """A batch in which some targets are marked at another mention and some names are masked."""
    masks = [
        rng.choice(target.further) if target.further and rng.random() < options.further_share else target.mask
        for target in targets
    ]
    inputs, marks = marked(targets, masks)
    inputs = hide(inputs, options.masked_share)
    nameless = torch.tensor([[rng.random() < options.hidden_share] for _ in targets]) & marks.bool()
    return Inputs(inputs.ids.masked_fill(nameless, MASK), inputs.case, inputs.quote, inputs.first, inputs.mask), marks


def scores_of(teacher: Teacher, targets: Sequence[Target]) -> FloatArray:
    """Class scores [targets, 3] in the order given."""
    found = np.zeros((len(targets), 3), dtype=np.float32)
    order = sorted(range(len(targets)), key=lambda index: len(targets[index].pieces))
    with torch.no_grad():
        for at in range(0, len(order), 24):
            some = order[at : at + 24]
            chosen = [targets[index] for index in some]
            inputs, marks = marked(chosen, [target.mask for target in chosen])
            found[some] = teacher(inputs, marks).float().numpy()
    return found


def macro_f1(scores: FloatArray, labels: Sequence[int]) -> float:
    """Macro-F1 in percent."""
    confusion = np.zeros((3, 3))
    np.add.at(confusion, (np.array(labels), scores.argmax(1)), 1)
    return float(100 * np.mean(2 * confusion.diagonal() / np.maximum(confusion.sum(0) + confusion.sum(1), 1)))


class Descent:
    """Computes in bfloat16; keeps the weights, their running average and the optimizer in float32."""

    def __init__(self, model: nn.Module, copies: tuple[nn.Module, nn.Module], rates: Any, average: float) -> None:
        self.master, (self.compute, self.mean), self.keep, self.steps = model, copies, average, 0
        for copy in copies:
            copy.load_state_dict(model.state_dict())
        self.compute.to(torch.bfloat16)
        groups = [
            {"params": [value], "lr": rate, "rate": rate, "weight_decay": 0.01 if value.ndim > 1 else 0.0}
            for name, value in model.named_parameters()
            if (rate := rates(name)) > 0
        ]
        for name, value in self.compute.named_parameters():
            value.requires_grad_(rates(name) > 0)
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)

    def step(self, share: float, *, warmup: float = 0.06) -> None:
        """Apply the gradients of the compute copy; `share` of the run has passed."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * max(0.0, min(share / warmup, (1 - share) / (1 - warmup)))
        learning = [
            (mine, theirs, mean)
            for mine, theirs, mean in zip(
                self.master.parameters(), self.compute.parameters(), self.mean.parameters(), strict=True
            )
            if theirs.requires_grad
        ]
        for mine, theirs, _ in learning:
            mine.grad = None if theirs.grad is None else theirs.grad.float()
            theirs.grad = None
        torch.nn.utils.clip_grad_norm_([mine for mine, _, _ in learning], 1.0)
        self.optimizer.step()
        self.steps += 1
        keep = min(self.keep, self.steps / (self.steps + 10))
        with torch.no_grad():
            for mine, theirs, mean in learning:
                theirs.copy_(mine)
                mean.lerp_(mine, 1 - keep)


def teacher_rate(name: str, options: TeacherOptions) -> float:
    """Learning rate of a weight; the tables of words and places stay as they are."""
    if name.startswith(("encoder.word", "encoder.position")):
        return 0.0
    return options.rate if name.startswith(("encoder.", "tone.layers")) else options.head_rate


def train_teacher(start: Path, tokenizer: Path, corpus: Path, out: Path, options: TeacherOptions) -> dict[str, float]:
    """Train from a checkpoint or MiniLM; write the averaged teacher to `out`; macro-F1 on dev at the end."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng, tokenization = random.Random(options.seed), Tokenization(tokenizer)
    targets = read_targets(corpus / "train.jsonl", tokenization, neutral_weight=options.neutral_weight)
    paths = {name: corpus / f"{name}.jsonl" for name in ("dev-rw", "dev-mt")}
    dev = {name: read_targets(path, tokenization) for name, path in paths.items() if path.exists()}
    descent = Descent(
        Teacher.start(start), (Teacher(), Teacher()), lambda name: teacher_rate(name, options), options.average
    )
    mean = Teacher().to(torch.bfloat16)
    begun, seen, total = time.monotonic(), 0, options.epochs * len(targets)
    figures: dict[str, float] = {}
    next_report = len(targets)
    while seen < total:
        for group in batches(targets, options.batch, rng):
            loss = _learn(descent.compute, group, options, rng)
            descent.step(min(seen / total, 1.0))
            seen += len(group)
            if descent.steps % 50 == 0:
                print(f"{time.monotonic() - begun:.0f}s {seen / len(targets):.2f} epochs loss {loss:.3f}", flush=True)
            if seen >= min(next_report, total):
                next_report += len(targets)
                mean.load_state_dict(descent.mean.state_dict())
                figures = {name: macro_f1(scores_of(mean, part), [t.label for t in part]) for name, part in dev.items()}
                print(f"{time.monotonic() - begun:.0f}s dev {figures}", flush=True)
                torch.save(descent.mean.state_dict(), out)
            if seen >= total:
                break
    return figures


def _learn(teacher: nn.Module, group: Sequence[Target], options: TeacherOptions, rng: random.Random) -> float:
    """Gradients of one batch; its loss."""
    inputs, marks = varied(group, options, rng)
    scores = teacher(inputs, marks, dropout=options.dropout).float()
    labels = torch.tensor([target.label for target in group])
    weights = torch.tensor([target.weight for target in group])
    losses = F.cross_entropy(scores, labels, label_smoothing=options.smoothing, reduction="none")
    loss = (losses * weights).mean()
    loss.backward()  # type: ignore[no-untyped-call]
    return loss.item()
