"""Train the encoder with all its heads in one run that ends, annealed, at a given time."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - torch's own name for it

from audit.nlp.pieces import CLS, MASK, SEP, Pieces
from audit.nlp.training import encoder_data as data
from audit.nlp.training.encoder_corpora import Corpora
from audit.nlp.training.encoder_measure import Dev, measure
from audit.nlp.training.encoder_model import LINK_WIDTH, TONE_FROM, Inputs, Model, load_minilm

_OF_ENTITIES = ("heads.entities", "heads.mix", "entity_crf")


@dataclass(frozen=True, slots=True)
class TrainOptions:
    """Settings of a run; the rates and weights were chosen on PolNeAR dev.

    With `heads` "entities" that head alone is learned and all else stays as it is, the encoder too.
    """

    seconds: float = 5400.0
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup_share: float = 0.05
    role_pieces: int = 2400
    entity_pieces: int = 800
    tone_pieces: int = 500
    role_weight: float = 3.0
    link_weight: float = 0.5
    entity_weight: float = 1.5
    tone_weight: float = 0.4
    dropout: float = 0.1
    masked_share: float = 0.03
    average: float = 0.996
    seed: int = 7
    threads: int = 1
    measure_every: float = 800.0
    steps: int = 0
    heads: str = "all"


def tensors(groups: Sequence[Sequence[tuple[Pieces, int, int]]]) -> Inputs:
    """A padded batch; each sequence is made of slices (pieces, start, end) between [CLS] and [SEP]."""
    length = 2 + max(sum(end - start for _, start, end in group) for group in groups)
    arrays = {name: np.zeros((len(groups), length), dtype=np.int64) for name in ("ids", "case", "quote", "first")}
    mask = np.zeros((len(groups), length), dtype=bool)
    for row, group in enumerate(groups):
        at = 1
        arrays["ids"][row, 0] = CLS
        for pieces, start, end in group:
            for name, array in arrays.items():
                array[row, at : at + end - start] = getattr(pieces, name)[start:end]
            at += end - start
        arrays["ids"][row, at] = SEP
        mask[row, : at + 1] = True
    ids, case, quote, first = (torch.from_numpy(array) for array in arrays.values())
    return Inputs(ids, case, quote, first, torch.from_numpy(mask))


def hide(inputs: Inputs, share: float) -> Inputs:
    """Replace a share of the word pieces by [MASK]."""
    hidden = (torch.rand(inputs.ids.shape) < share) & inputs.mask
    hidden[:, 0] = False
    return Inputs(inputs.ids.masked_fill(hidden, MASK), inputs.case, inputs.quote, inputs.first, inputs.mask)


def batches(windows: list[Any], sizes: Sequence[int], budget: int, rng: random.Random) -> Iterator[list[Any]]:
    """Items of like length together, at most `budget` pieces after padding, batches in random order."""
    order = sorted(range(len(windows)), key=lambda index: sizes[index] + rng.random() * 24)
    groups: list[list[int]] = [[]]
    for index in order:
        if groups[-1] and (len(groups[-1]) + 1) * (sizes[index] + 2) > budget:
            groups.append([])
        groups[-1].append(index)
    rng.shuffle(groups)
    for group in groups:
        yield [windows[index] for index in group]


def endless(make: Any, size: Any, budget: int, rng: random.Random) -> Iterator[tuple[int, list[Any]]]:
    """(epoch, batch) for ever; `make` gives the items of each epoch."""
    epoch = 0
    while True:
        items = make()
        for batch in batches(items, [size(item) for item in items], budget, rng):
            yield epoch, batch
        epoch += 1


def window_size(window: data.Window) -> int:
    """Pieces of a window."""
    return window.end - window.start


def tag_tensor(windows: Sequence[data.Window], length: int) -> tuple[Tensor, Tensor]:
    """Tags and mask of a batch of windows, left-aligned without [CLS]."""
    tags = torch.zeros(len(windows), length, dtype=torch.long)
    mask = torch.zeros(len(windows), length)
    for row, window in enumerate(windows):
        size = window.end - window.start
        tags[row, :size] = torch.from_numpy(window.of.tags[window.start : window.end].astype(np.int64))
        mask[row, :size] = 1
    return tags, mask


def link_targets(windows: Sequence[data.Window], length: int, name: str) -> Tensor:
    """Position ([CLS] is 0 and means none) each piece links to; IGNORED where nothing or outside the window."""
    targets = torch.full((len(windows), length), data.IGNORED)
    for row, window in enumerate(windows):
        links = getattr(window.of, name)[window.start : window.end].astype(np.int64)
        inside = (links >= window.start) & (links < window.end)
        position = np.where(inside, links - window.start + 1, np.where(links == -1, 0, data.IGNORED))
        targets[row, 1 : 1 + len(links)] = torch.from_numpy(position)
    return targets


def link_loss(links: Tensor, targets: Tensor, mask: Tensor, which: int) -> Tensor:
    """Cross-entropy of the piece each dependent piece links to."""
    query, key = links.split(LINK_WIDTH, 2)[2 * which : 2 * which + 2]  # type: ignore[no-untyped-call]
    rows, positions = (targets != data.IGNORED).nonzero(as_tuple=True)
    if not len(rows):
        return links.sum() * 0
    scores = (query @ key.transpose(1, 2) / LINK_WIDTH**0.5).masked_fill(~mask[:, None], -1e4)
    return F.cross_entropy(scores[rows, positions], targets[rows, positions])


def role_loss(model: Model, batch: list[data.Window], options: TrainOptions) -> tuple[Tensor, Tensor]:
    """(tag loss, link loss) of a batch of windows with attributions."""
    inputs = tensors([[(window.of.pieces, window.start, window.end)] for window in batch])
    hidden = model.encoder(hide(inputs, options.masked_share), dropout=options.dropout).float()
    hidden = F.dropout(hidden, options.dropout)
    length = inputs.ids.shape[1]
    emissions = F.linear(hidden, model.heads.roles.weight.float(), model.heads.roles.bias.float())[:, 1:-1]
    tags, mask = tag_tensor(batch, length - 2)
    loss = model.role_crf.loss(emissions, tags, mask)
    links = F.linear(hidden, model.heads.links.weight.float(), model.heads.links.bias.float())
    to_cue = link_loss(links, link_targets(batch, length, "cue_of"), inputs.mask, 0)
    to_source = link_loss(links, link_targets(batch, length, "source_of"), inputs.mask, 1)
    return loss, to_cue + to_source


def entity_loss(model: Model, batch: list[data.Window], options: TrainOptions) -> Tensor:
    """Tag loss of a batch of windows with entities."""
    inputs = tensors([[(window.of.pieces, window.start, window.end)] for window in batch])
    states = model.encoder.states(hide(inputs, options.masked_share), dropout=options.dropout)
    emissions = model.heads.entity_scores(states, dropout=options.dropout)[:, 1:-1]
    return model.entity_crf.loss(emissions, *tag_tensor(batch, inputs.ids.shape[1] - 2))


def tone_groups(batch: list[data.ToneSentence], rng: random.Random) -> list[list[data.ToneSentence]]:
    """Sentences alone (half of the batches) or in runs of up to four, as they stand in articles."""
    longest = max(len(sentence.pieces) for sentence in batch)
    size = 1 if rng.random() < 0.5 else max(1, min(rng.randint(2, 4), 480 // longest))
    return [batch[at : at + size] for at in range(0, len(batch), size)]


def tone_batch(hidden: Tensor, groups: Sequence[Sequence[data.ToneSentence]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Hidden states of each target's sentence, target mask, sentence mask, labels."""
    states, targets, labels = [], [], []
    for row, group in enumerate(groups):
        at = 1
        for sentence in group:
            size = len(sentence.pieces)
            for target in sentence.targets:
                marked = torch.zeros(size)
                marked[list(target.mask)] = 1
                states.append(hidden[row, at : at + size])
                targets.append(marked)
                labels.append(target.label)
            at += size
    inside = torch.nn.utils.rnn.pad_sequence([torch.ones(len(marked)) for marked in targets], batch_first=True)
    padded = torch.nn.utils.rnn.pad_sequence(targets, batch_first=True)
    return torch.nn.utils.rnn.pad_sequence(states, batch_first=True), padded, inside, torch.tensor(labels)


def tone_loss(model: Model, batch: list[data.ToneSentence], options: TrainOptions, rng: random.Random) -> Tensor:
    """Cross-entropy of the tone toward the targets of some sentences."""
    groups = tone_groups(batch, rng)
    inputs = tensors([[(s.pieces, 0, len(s.pieces)) for s in group] for group in groups])
    hidden = model.encoder.states(hide(inputs, options.masked_share), dropout=options.dropout)[TONE_FROM - 1]
    states, target, inside, labels = tone_batch(hidden, groups)
    scores = model.tone(states, target, inside, dropout=options.dropout)
    return F.cross_entropy(scores.float(), labels, label_smoothing=0.05)


class Trainer:
    """Computes in bfloat16 and keeps the weights, their average and the optimizer in float32."""

    def __init__(self, model: Model, options: TrainOptions) -> None:
        self.options = options
        self.master = model
        self.compute = Model(data.ROLE_TAGS, data.ENTITY_TAGS)
        self.compute.load_state_dict(model.state_dict())
        self.compute.to(torch.bfloat16)
        self.compute.role_crf.float()
        self.compute.entity_crf.float()
        for name, value in (*model.named_parameters(), *self.compute.named_parameters()):
            value.requires_grad_(options.heads == "all" or name.startswith(_OF_ENTITIES))
        self.average = {name: value.clone() for name, value in model.state_dict().items()}
        groups: dict[tuple[float, float], list[Any]] = {}
        for name, value in model.named_parameters():
            if not value.requires_grad:
                continue
            groups.setdefault((_rate(name, options), 0.01 if value.ndim > 1 else 0.0), []).append(value)
        self.optimizer = torch.optim.AdamW(
            [
                {"params": found, "lr": rate, "rate": rate, "weight_decay": decay}
                for (rate, decay), found in groups.items()
            ],
            betas=(0.9, 0.98),
            fused=True,
        )
        self.steps = 0

    def step(self, share: float) -> None:
        """Apply the gradients of the compute copy; `share` of the run has passed."""
        warmup = self.options.warmup_share
        factor = min(share / warmup, (1 - share) / (1 - warmup)) if share < 1 else 0.0
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * max(factor, 0.0)
        pairs = list(zip(self.master.parameters(), self.compute.parameters(), strict=True))
        for mine, theirs in pairs:
            mine.grad = None if theirs.grad is None else theirs.grad.float()
            theirs.grad = None
        torch.nn.utils.clip_grad_norm_(self.master.parameters(), 1.0)
        self.optimizer.step()
        self.steps += 1
        keep = min(self.options.average, self.steps / (self.steps + 10))
        with torch.no_grad():
            for mine, theirs in pairs:
                theirs.copy_(mine)
            for name, value in self.master.state_dict().items():
                if value.is_floating_point():
                    self.average[name].lerp_(value, 1 - keep)


def _rate(name: str, options: TrainOptions) -> float:
    """Learning rate of a weight: low for what MiniLM brings along, higher for what is new."""
    if name.startswith(
        ("encoder.layers", "encoder.word", "encoder.pos", "encoder.norm", "encoder.kind", "tone.layers")
    ):
        return options.encoder_rate
    return 5 * options.head_rate if "crf" in name else options.head_rate


@dataclass
class Streams:
    """Endless batches of each kind, with the epoch they are from."""

    roles: Iterator[tuple[int, list[data.Window]]]
    entities: Iterator[tuple[int, list[data.Window]]]
    tone: Iterator[tuple[int, list[data.ToneSentence]]]
    rng: random.Random
    epochs: tuple[int, int, int] = (0, 0, 0)
    n_pieces: int = 0

    @classmethod
    def of(cls, corpora: Corpora, options: TrainOptions) -> "Streams":
        """Batches of the sizes asked for, in an order that the seed fixes."""
        rng = random.Random(options.seed)
        corpora.rng.seed(options.seed)
        marked = [sentence for sentence in corpora.tone if sentence.targets]
        return cls(
            endless(corpora.role_windows, window_size, options.role_pieces, rng),
            endless(corpora.entity_windows, window_size, options.entity_pieces, rng),
            endless(lambda: marked, lambda sentence: len(sentence.pieces), options.tone_pieces, rng),
            rng,
        )

    def learn(self, model: Model, options: TrainOptions) -> list[float]:
        """Gradients of the next batch of each kind; the four losses."""
        if options.heads == "entities":
            return self._learn_entities(model, options)
        role_epoch, roles = next(self.roles)
        entity_epoch, entities = next(self.entities)
        tone_epoch, tone = next(self.tone)
        tags, links = role_loss(model, roles, options)
        (options.role_weight * tags + options.link_weight * links).backward()  # type: ignore[no-untyped-call]
        named = entity_loss(model, entities, options)
        (options.entity_weight * named).backward()  # type: ignore[no-untyped-call]
        toned = tone_loss(model, tone, options, self.rng)
        (options.tone_weight * toned).backward()  # type: ignore[no-untyped-call]
        self.epochs = (role_epoch, entity_epoch, tone_epoch)
        self.n_pieces += sum(map(window_size, roles + entities)) + sum(len(sentence.pieces) for sentence in tone)
        return [tags.item(), links.item(), named.item(), toned.item()]

    def _learn_entities(self, model: Model, options: TrainOptions) -> list[float]:
        epoch, entities = next(self.entities)
        named = entity_loss(model, entities, options)
        named.backward()  # type: ignore[no-untyped-call]
        self.epochs = (0, epoch, 0)
        self.n_pieces += sum(map(window_size, entities))
        return [0.0, 0.0, named.item(), 0.0]


def train(corpora: Corpora, dev: Dev | None, start: Path, out: Path, options: TrainOptions) -> None:
    """Train until the time is up; checkpoints of the averaged weights go to `out`.

    Parameters
    ----------
    corpora
        What is learned.
    dev
        What is measured on the way, if anything.
    start
        MiniLM's `model.safetensors`, or a checkpoint (`.pt`) to go on from.
    out
        Folder of the checkpoints.
    options
        Settings; the learning rate falls to 0 at the end of the time.
    """
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    out.mkdir(parents=True, exist_ok=True)
    model = Model(data.ROLE_TAGS, data.ENTITY_TAGS)
    if start.suffix == ".pt":
        model.load_state_dict(torch.load(start, weights_only=True))
    else:
        load_minilm(model, start)
    trainer, streams = Trainer(model, options), Streams.of(corpora, options)
    begin, next_measure, means = time.monotonic(), options.measure_every, np.zeros(4)
    while (passed := time.monotonic() - begin) < options.seconds and trainer.steps != (options.steps or -1):
        losses = streams.learn(trainer.compute, options)
        trainer.step(passed / options.seconds)
        means = 0.95 * means + 0.05 * np.array(losses)
        if trainer.steps % 20 == 0:
            speed = streams.n_pieces / (time.monotonic() - begin)
            print(
                f"{passed:.0f}s step {trainer.steps} epochs {streams.epochs} {speed:.0f} pieces/s loss {means.round(4)}",
                flush=True,
            )
        if time.monotonic() - begin > next_measure:
            next_measure = time.monotonic() - begin + options.measure_every
            _checkpoint(trainer, dev, out)
    _checkpoint(trainer, dev, out)


def _checkpoint(trainer: Trainer, dev: Dev | None, out: Path) -> None:
    """Save the averaged weights and say what they reach on dev."""
    path = out / f"step{trainer.steps:05d}.pt"
    torch.save(trainer.average, path)
    torch.save(trainer.average, out / "latest.pt")
    if dev is not None:
        started = time.monotonic()
        print(
            f"step {trainer.steps} dev {measure(trainer.average, dev)} ({time.monotonic() - started:.0f}s)", flush=True
        )
