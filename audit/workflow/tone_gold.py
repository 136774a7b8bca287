"""Measure tone on sentences with marked targets, in the form of NewsMTSC (JSON Lines)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from audit.errors import InputError
from audit.model import Span
from audit.nlp.scoring import score_tone
from audit.nlp.tone import tones_in
from audit.nlp.vader import compound, label_of

Method = Literal["vader", "target"]
POLARITY = {2: "negative", 4: "neutral", 6: "positive"}


@dataclass(frozen=True, slots=True)
class Target:
    """A marked target in a sentence, with its gold label where the file has one."""

    id: str
    span: Span
    label: str | None


def evaluate_tone(gold: Path, *, method: Method = "target", predictions: Path | None = None) -> dict[str, Any]:
    """Macro-F1, accuracy and figures by class; with ``predictions``, one JSON line a target is written there.

    Parameters
    ----------
    gold
        JSON Lines: ``sentence_normalized`` and ``targets`` with ``Input.gid``, ``from``, ``to``, ``polarity`` (2, 4, 6).
    method
        ``target`` reads the tone toward the marked target, ``vader`` the sentence.
    predictions
        file to write: {"id", "label", "score"}.
    """
    lines, pairs = [], []
    for sentence, targets in _sentences(gold):
        for target, (label, score) in zip(targets, _tones(sentence, targets, method), strict=True):
            lines.append(json.dumps({"id": target.id, "label": label, "score": round(score, 4)}, ensure_ascii=False))
            if target.label is not None:
                pairs.append((target.label, label))
    if predictions is not None:
        predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    figures: dict[str, Any] = {"method": method, "targets": len(lines)}
    if pairs:
        scores = score_tone([label for label, _ in pairs], [found for _, found in pairs])
        by_label = {label: tally.percentages()[2] for label, tally in scores.by_label.items()}
        figures |= {
            "macro_f1": round(100 * scores.macro_f1, 1),
            "accuracy": round(100 * scores.accuracy, 1),
            "f1": by_label,
        }
    return figures


def _tones(sentence: str, targets: Sequence[Target], method: Method) -> list[tuple[str, float]]:
    if method == "vader":
        score = compound(sentence)
        return [(label_of(score), score)] * len(targets)
    found = tones_in(sentence, [target.span for target in targets])
    return [("neutral", 0.0) if tone is None else (tone.label, tone.score) for tone in found]


def _sentences(path: Path) -> Iterator[tuple[str, list[Target]]]:
    if not path.is_file():
        seen = "is a folder" if path.is_dir() else "does not exist"
        raise InputError(f"gold of tone {path} {seen}; give a file of JSON Lines, a sentence with its targets each")
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # texts may hold other separators
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"gold file {path} cannot be read ({error}); give JSON Lines of sentences with targets"
        ) from error
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            yield entry["sentence_normalized"], [_target(target) for target in entry["targets"]]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"line {number + 1} of {path} is no sentence with targets ({type(error).__name__}: {error}); expected "
                '{"sentence_normalized": text, "targets": [{"Input.gid": id, "from": 0, "to": 4, "polarity": 4}]}'
            ) from error


def _target(entry: dict[str, Any]) -> Target:
    polarity = entry.get("polarity")
    label = None if polarity is None else POLARITY[round(float(polarity))]
    return Target(str(entry["Input.gid"]), Span(int(entry["from"]), int(entry["to"])), label)
