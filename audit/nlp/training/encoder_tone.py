"""Train the tone head on, with the shared encoder fixed as it runs: on the states that the exported model gives.

Cheap (a third of a full step), and the head learns to read the quantized states it will meet. Besides the classes that people
gave it learns from silver labels, the probabilities of teachers that read each sentence anew for each target
(`encoder_tone_teacher`, `encoder_tone_silver`).
"""

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - torch's own name for it

from audit.nlp.encoder import Encoder
from audit.nlp.pieces import Pieces
from audit.nlp.training.encoder_graph import write_tone
from audit.nlp.training.encoder_model import TONE_FROM, Tone
from audit.nlp.training.encoder_tone_codes import coded_texts
from audit.nlp.training.encoder_tone_contrast import ContrastOptions, contrasts, names_in
from audit.nlp.training.encoder_tone_silver import read_gold, read_silver
from audit.nlp.training.encoder_tone_teacher import Descent, macro_f1
from audit.nlp.training.encoder_tone_texts import SilverSentence, SilverTarget, SilverText
from audit.nlp.training.encoder_train import batches

LONGEST = 400  # pieces of a sentence that are read
PLAIN = 0.9  # probability of neutral from which there is no doubt
PARTS = ("dev-rw", "dev-mt")


@dataclass(frozen=True, slots=True)
class ToneOptions:
    """Settings of the run; chosen on NewsMTSC dev.

    Of NewsMTSC's sentences `known_share` are read where there are others (the encoder learned them, and its states may give
    their tone away). A class given by people counts `gold_share` where there is a teacher's opinion too. Of the raw sentences
    in which the teachers find every mention neutral beyond doubt, `plain_share` are read. A neutral target beside others of
    another class weighs `neutral_weight`: such are rarer in NewsMTSC's train part than elsewhere. `contrasts` sentences are
    made up. Where coded mentions in articles are learned from, `silver_share` of the teachers' sentences are read and none of
    their articles: teachers know NewsMTSC's sentences alone, and find tone in twice as many mentions of articles.
    """

    epochs: float = 3.0
    rate: float = 2e-4
    head_rate: float = 3e-4
    batch: int = 900
    dropout: float = 0.1
    average: float = 0.998
    smoothing: float = 0.1
    gold_share: float = 0.5
    known_share: float = 1.0
    plain_share: float = 0.5
    neutral_weight: float = 2.0
    contrasts: int = 3500
    silver_share: float = 0.15
    seed: int = 7
    threads: int = 1


@dataclass(frozen=True, slots=True)
class ReadTarget:
    """The encoder's states of a sentence, the pieces of one of its targets, and its weight times the classes' probabilities."""

    states: Tensor
    mask: tuple[int, ...]
    shares: tuple[float, ...]


def read_targets(encoder: Encoder, texts: Sequence[SilverText], options: ToneOptions) -> list[ReadTarget]:
    """Run the exported encoder over texts, in one piece or sentence by sentence."""
    rng, found = random.Random(options.seed), list[ReadTarget]()
    known = [text for text in texts if any(target.label is not None for target in text.sentences[0].targets)]
    passed = {text.name for text in known if len(known) < len(texts) and rng.random() >= options.known_share}
    for text in (text for text in texts if text.name not in passed):
        kept = [s for s in text.sentences if not _plain(s) or rng.random() < options.plain_share]
        if text.whole and kept:
            encoding = encoder.encode(encoder.pieces(text.text))
            for sentence in kept:
                around = encoding.pieces.touching(sentence.start, sentence.end)
                states = torch.from_numpy(encoding.hidden[around.start : around.stop].copy())
                found.extend(_read(states, sentence, encoding.pieces, (around.start, 0), options))
        for sentence in () if text.whole else kept:
            pieces = encoder.pieces(text.text[sentence.start : sentence.end])
            states = torch.from_numpy(encoder.encode(pieces).hidden)
            found.extend(_read(states, sentence, pieces, (0, sentence.start), options))
    return found


def _plain(sentence: SilverSentence) -> bool:
    """Whether nobody gave a class and the teachers find all mentions neutral beyond doubt."""
    return all(t.label is None and t.shares and np.mean([row[1] for row in t.shares]) > PLAIN for t in sentence.targets)


def _read(
    states: Tensor, sentence: SilverSentence, pieces: Pieces, places: tuple[int, int], options: ToneOptions
) -> Iterator[ReadTarget]:
    """The targets of a sentence; `places` are its first piece and its first character within `pieces`."""
    first, begin = places
    differ = len({target.label for target in sentence.targets}) > 1
    for target in sentence.targets:
        shares = soft_label(target, options)
        touched = pieces.touching(target.start - begin, target.end - begin)
        mask = [index - first for index in touched if 0 <= index - first < len(states)]
        if mask and shares is not None:
            start = max(0, min(mask[0] - LONGEST // 2, len(states) - LONGEST))
            near = tuple(index - start for index in mask if index - start < LONGEST)
            weight = options.neutral_weight if differ and target.label == 1 else 1.0
            yield ReadTarget(states[start : start + LONGEST], near, tuple(weight * share for share in shares))


def soft_label(target: SilverTarget, options: ToneOptions) -> tuple[float, ...] | None:
    """Probabilities of the classes that the head is to give; None where nobody said anything."""
    taught = np.mean(target.shares, 0) if target.shares else None
    if target.label is None:
        return None if taught is None else tuple(taught.tolist())
    given = np.full(3, options.smoothing / 3)
    given[target.label] += 1 - options.smoothing
    share = 1.0 if taught is None else options.gold_share
    return tuple((share * given + (1 - share) * (0 if taught is None else taught)).tolist())


def padded(targets: Sequence[ReadTarget]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """States, target mask, sentence mask and probabilities of a batch."""
    pad = torch.nn.utils.rnn.pad_sequence
    marked = []
    for target in targets:
        row = torch.zeros(len(target.states))
        row[list(target.mask)] = 1
        marked.append(row)
    inside = pad([torch.ones(len(row)) for row in marked], batch_first=True)
    states = pad([target.states.float() for target in targets], batch_first=True)
    return states, pad(marked, batch_first=True), inside, torch.tensor([target.shares for target in targets])


def measure(tone: Tone, targets: Sequence[ReadTarget]) -> tuple[float, float]:
    """Macro-F1 in percent, and the mean log-loss."""
    scores = np.zeros((len(targets), 3), dtype=np.float32)
    order = sorted(range(len(targets)), key=lambda index: len(targets[index].states))
    with torch.no_grad():
        for at in range(0, len(order), 24):
            states, target, inside, _ = padded([targets[index] for index in order[at : at + 24]])
            scores[order[at : at + 24]] = tone(states, target, inside).numpy()
    classes = torch.tensor([int(np.argmax(target.shares)) for target in targets])
    return macro_f1(scores, classes.tolist()), float(F.cross_entropy(torch.from_numpy(scores), classes))


def train_tone(
    folder: Path,
    checkpoint: Path,
    shared: Path,
    out: Path,
    options: ToneOptions,
    *,
    silver: Path | None = None,
    coded: bool = False,
) -> dict[str, tuple[float, float]]:
    """Go on from a checkpoint's tone head; write the checkpoint with the averaged head to `out`.

    Parameters
    ----------
    folder
        The exported model whose states the head will read.
    checkpoint
        The checkpoint it was exported from.
    shared
        folder of the corpora: NewsMTSC is what is learned where there is no silver, and what is measured.
    out
        Checkpoint to export.
    options
        Settings; the learning rate falls to 0 at the end.
    silver
        File with NewsMTSC's train part and raw mentions, labelled by teachers.
    coded
        Whether to learn from coded mentions in articles as well, and to measure on those held back.
    """
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    encoder, began, corpus = Encoder(folder), time.monotonic(), shared / "newsmtsc"
    texts = list(read_gold(corpus / "train.jsonl")) if silver is None else read_silver(silver)
    dev = {name: read_dev(encoder, corpus / f"{name}.jsonl") for name in PARTS if (corpus / f"{name}.jsonl").exists()}
    made = list(contrasts(names_in(texts), ContrastOptions(options.contrasts))) if options.contrasts else []
    sure = replace(options, known_share=1.0, neutral_weight=1.0)
    train = read_targets(encoder, made, replace(options, known_share=1.0))
    if coded:
        train += read_targets(encoder, list(coded_texts(shared, part="train")), sure)
        held = list(coded_texts(shared, part="held", drawn="random"))
        dev["articles"] = read_targets(encoder, held, replace(sure, smoothing=0.0))
        texts = _fewer(texts, options)
    train += read_targets(encoder, texts, options)
    print(f"{time.monotonic() - began:.0f}s read {len(train)} targets", flush=True)
    weights = torch.load(checkpoint, weights_only=True)
    tone, figures = fit(beginning(weights), train, dev, options)
    others = {name: value for name, value in weights.items() if not name.startswith("tone.")}
    torch.save(others | {f"tone.{name}": value.clone() for name, value in tone.state_dict().items()}, out)
    return figures


def _fewer(texts: Sequence[SilverText], options: ToneOptions) -> list[SilverText]:
    """The texts that people labelled, and a share of the sentences that teachers alone did."""
    rng = random.Random(options.seed)
    return [
        text
        for text in texts
        if any(target.label is not None for target in text.sentences[0].targets)
        or (not text.whole and rng.random() < options.silver_share)
    ]


def beginning(weights: Mapping[str, Tensor]) -> Tone:
    """The tone head of a checkpoint; where it has none of this build, one that reads on as the encoder itself would."""
    tone = Tone()
    held = {name.removeprefix("tone."): value for name, value in weights.items() if name.startswith("tone.")}
    if held.keys() == tone.state_dict().keys():
        tone.load_state_dict(held)
        return tone
    for number, layer in enumerate(tone.layers, TONE_FROM):
        prefix = f"encoder.layers.{number}."
        layer.load_state_dict({k.removeprefix(prefix): v for k, v in weights.items() if k.startswith(prefix)})
    return tone


def export_tone(checkpoint: Path, out: Path) -> None:
    """Write the tone head alone of a checkpoint, in 8 bits."""
    tone, weights = Tone(), torch.load(checkpoint, weights_only=True)
    tone.load_state_dict({name[5:]: value for name, value in weights.items() if name.startswith("tone.")})
    arrays = {f"tone.{name}": value.float().numpy() for name, value in tone.state_dict().items()}
    out.parent.mkdir(parents=True, exist_ok=True)
    write_tone(arrays, out)


def read_dev(encoder: Encoder, path: Path) -> list[ReadTarget]:
    """Targets of NewsMTSC lines without their further mentions."""
    return read_targets(encoder, list(read_gold(path, further=False)), ToneOptions(smoothing=0.0))


def fit(
    tone: Tone, train: list[ReadTarget], dev: dict[str, list[ReadTarget]], options: ToneOptions
) -> tuple[Tone, dict[str, tuple[float, float]]]:
    """The head trained on, as the running average of its weights, and its macro-F1 and log-loss by part of dev."""
    rng, mean = random.Random(options.seed), Tone()
    print("before", {name: measure(tone, part) for name, part in dev.items()}, flush=True)
    descent = Descent(tone, (Tone(), mean), lambda name: _rate(name, options), options.average)
    seen, total, epoch, began = 0, options.epochs * len(train), 0, time.monotonic()
    figures: dict[str, tuple[float, float]] = {}
    while seen < total:
        for group in batches(train, [len(target.states) for target in train], options.batch, rng):
            if seen < total:
                _learn(descent.compute, group, options)
                descent.step(seen / total)
                seen += len(group)
        epoch += 1
        figures = {name: measure(mean, part) for name, part in dev.items()}
        print(f"epoch {epoch} {time.monotonic() - began:.0f}s", figures, flush=True)
    return mean, figures


def _rate(name: str, options: ToneOptions) -> float:
    """Learning rate of a weight: higher for what is new."""
    return options.rate if name.startswith("layers.") else options.head_rate


def _learn(tone: torch.nn.Module, group: Sequence[ReadTarget], options: ToneOptions) -> None:
    """Gradients of one batch."""
    states, target, inside, shares = padded(group)
    states = F.dropout(states.to(torch.bfloat16), options.dropout)
    loss = F.cross_entropy(tone(states, target, inside, dropout=options.dropout).float(), shares)
    loss.backward()  # type: ignore[no-untyped-call]
