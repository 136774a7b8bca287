"""Figures of a checkpoint on development data, computed in torch while training goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - torch's own name for it

from audit.nlp.decoding import TagSpan, spans_of, viterbi_batch
from audit.nlp.gold import read_brat
from audit.nlp.pieces import Tokenization
from audit.nlp.training import encoder_data as data
from audit.nlp.training.encoder_model import LINK_WIDTH, TONE_FROM, Inputs, Model


@dataclass(frozen=True, slots=True)
class Dev:
    """Development data, ready to be read."""

    roles: tuple[data.Window, ...]
    entities: tuple[data.Window, ...]
    tone: tuple[tuple[data.ToneSentence, ...], ...]


def read_dev(shared: Path, tokenization: Tokenization) -> Dev:
    """PolNeAR dev, newswire dev, NewsMTSC dev (real world, several targets)."""
    roles = [
        window
        for article in read_brat(shared / "polnear" / "dev")
        for window in data.windows(data.label_attributions(article, article.attributions, tokenization), 320)
    ]
    entities = [
        window
        for text in data.read_entities(shared / "newswire-ner" / "dev", tokenization)
        for window in data.windows(text, 256)
    ]
    tone = tuple(
        tuple(data.read_tone(shared / "newsmtsc" / f"dev-{part}.jsonl", tokenization)) for part in ("rw", "mt")
    )
    return Dev(tuple(roles), tuple(entities), tone)


def measure(weights: dict[str, Tensor], dev: Dev) -> dict[str, float]:
    """Exact F1 by role (piece spans within windows), link accuracy, entity F1, macro-F1 of tone; in percent."""
    model = Model(data.ROLE_TAGS, data.ENTITY_TAGS)
    model.load_state_dict(weights)
    model.eval()
    found: dict[str, float] = {}
    with torch.no_grad():
        model.encoder.to(torch.bfloat16)
        model.tone.to(torch.bfloat16)
        found.update(_roles(model, dev.roles))
        found.update(_entities(model, dev.entities))
        for name, sentences in zip(("rw", "mt"), dev.tone, strict=True):
            found[f"tone_{name}"] = _tone(model, sentences)
    return {name: round(value, 1) for name, value in found.items()}


def _batches(windows: Sequence[data.Window]) -> list[list[data.Window]]:
    ordered = sorted(windows, key=lambda window: window.end - window.start)
    return [ordered[at : at + 12] for at in range(0, len(ordered), 12)]


def _inputs(batch: Sequence[data.Window]) -> Inputs:
    from audit.nlp.training.encoder_train import tensors

    return tensors([[(window.of.pieces, window.start, window.end)] for window in batch])


def _tally(counts: dict[str, np.ndarray], gold: set[TagSpan], found: set[TagSpan]) -> None:
    for label in counts:
        mine, theirs = {x for x in found if x[0] == label}, {x for x in gold if x[0] == label}
        counts[label] += (len(mine & theirs), len(mine), len(theirs))


def _f1(counts: np.ndarray) -> float:
    return float(200 * counts[0] / max(counts[1] + counts[2], 1))


def _roles(model: Model, windows: Sequence[data.Window]) -> dict[str, float]:
    from audit.nlp.training.encoder_train import link_targets

    counts = {role: np.zeros(3) for role in data.ROLES}
    right = np.zeros((2, 2))
    transitions = model.role_crf.scores().numpy()
    for batch in _batches(windows):
        inputs = _inputs(batch)
        hidden, mask = model.encoder(inputs).float(), inputs.mask
        sizes = [window.end - window.start for window in batch]
        tags = viterbi_batch(model.heads.roles(hidden)[:, 1:-1].numpy(), transitions, sizes)
        for window, found in zip(batch, tags, strict=True):
            gold = set(spans_of(window.of.tags[window.start : window.end], data.ROLE_TAGS))
            _tally(counts, gold, set(spans_of(found, data.ROLE_TAGS)))
        parts = model.heads.links(hidden).split(LINK_WIDTH, 2)
        for which, name in enumerate(("cue_of", "source_of")):
            targets = link_targets(batch, mask.shape[1], name)
            scores = parts[2 * which] @ parts[2 * which + 1].transpose(1, 2)
            best = scores.masked_fill(~mask[:, None], -1e4).argmax(2)
            inside = targets != data.IGNORED
            right[which] += ((best == targets)[inside].sum().item(), inside.sum().item())
    figures = {role: _f1(counts[role]) for role in counts}
    return figures | {name: 100 * r[0] / max(r[1], 1) for name, r in zip(("to_cue", "to_source"), right, strict=True)}


def _entities(model: Model, windows: Sequence[data.Window]) -> dict[str, float]:
    counts = {label: np.zeros(3) for label in data.ENTITY_CLASSES}
    transitions = model.entity_crf.scores().numpy()
    for batch in _batches(windows):
        scores = model.heads.entity_scores([state.float() for state in model.encoder.states(_inputs(batch))])
        sizes = [window.end - window.start for window in batch]
        tags = viterbi_batch(scores[:, 1:-1].numpy(), transitions, sizes)
        for window, found in zip(batch, tags, strict=True):
            gold = set(spans_of(window.of.tags[window.start : window.end], data.ENTITY_TAGS))
            _tally(counts, gold, set(spans_of(found, data.ENTITY_TAGS)))
    main = sum(counts[label] for label in ("PERSON", "ORG", "GPE", "NORP"))
    return {"ner": _f1(np.asarray(main)), "ner_person": _f1(counts["PERSON"]), "ner_org": _f1(counts["ORG"])}


def _tone(model: Model, sentences: Sequence[data.ToneSentence]) -> float:
    from audit.nlp.training.encoder_train import tensors, tone_batch

    confusion = np.zeros((3, 3))
    ordered = sorted((s for s in sentences if s.targets), key=lambda sentence: len(sentence.pieces))
    for at in range(0, len(ordered), 16):
        groups = [[sentence] for sentence in ordered[at : at + 16]]
        inputs = tensors([[(s.pieces, 0, len(s.pieces)) for s in group] for group in groups])
        hidden = model.encoder.states(inputs)[TONE_FROM - 1]
        states, target, inside, labels = tone_batch(hidden, groups)
        best = F.softmax(model.tone(states, target, inside).float(), 1).argmax(1)
        np.add.at(confusion, (labels.numpy(), best.numpy()), 1)
    true = confusion.diagonal()
    return float(100 * np.mean(2 * true / np.maximum(confusion.sum(0) + confusion.sum(1), 1)))
