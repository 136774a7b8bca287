"""Figures of an exported model, by the code that ships: attributions, entities and tone on development data."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from audit.model import AttributionSpan, Span
from audit.nlp.attribution import find_attributions
from audit.nlp.attributions.kind import kind_of
from audit.nlp.encoder import Encoder
from audit.nlp.entities import find_entities
from audit.nlp.gold import GoldArticle, read_gold
from audit.nlp.scoring import (
    MAIN_CLASSES,
    Pair,
    Parts,
    Tally,
    characters,
    score_attributions,
    score_entities,
    score_tone,
    total,
)
from audit.nlp.tone import LABELS, ToneReader
from audit.nlp.training.encoder_data import joined, read_tagged
from audit.nlp.training.json_lines import read_records

COARSE = {"LOC": "GPE", "EVENT": "MISC"}
LENGTHS = (10, 20, 40, 80)


def parts_of(found: Iterable[AttributionSpan]) -> list[Parts]:
    """Predicted attributions as the scorer takes them."""
    return [
        Parts((item.source,) if item.source else (), (item.cue,) if item.cue else (), item.content) for item in found
    ]


def evaluate_attributions(encoder: Encoder, gold: Sequence[GoldArticle]) -> dict[str, object]:
    """Scores over articles, recall by kind and length of the content, words a second (of this process's CPU time)."""
    began, words, pairs = time.process_time(), 0, []
    for article in gold:
        found = find_attributions(article.text, encoder=encoder)
        words += len(article.text.split())
        pairs.append(Pair(article.text, article.outlet, article.attributions, parts_of(found)))
    speed = round(words / (time.process_time() - began))
    by_kind = recall_by(
        pairs, lambda text, gold_parts: kind_of(text, [Span(*span) for span in gold_parts.content]).value
    )
    by_length = recall_by(pairs, _length)
    return score_attributions(pairs).as_dict() | {
        "recall_by_kind": by_kind,
        "recall_by_words": by_length,
        "words_per_second": speed,
    }


def _length(text: str, parts: Parts) -> str:
    words = sum(len(text[start:end].split()) for start, end in parts.content)
    return next((f"under {bound}" for bound in LENGTHS if words < bound), f"{LENGTHS[-1]} and more")


def recall_by(pairs: Iterable[Pair], key: Callable[[str, Parts], str]) -> dict[str, float]:
    """Share of gold content characters given to the right source, by a property of the attribution; in percent."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for pair in pairs:
        said = {
            c: characters(pair.text, p.source)
            for p in pair.predicted
            if p.source
            for c in characters(pair.text, p.content)
        }
        for parts in pair.gold:
            if parts.source:
                source, content = characters(pair.text, parts.source), characters(pair.text, parts.content)
                right = sum(1 for place in content if said.get(place, set()) & source)
                tallies[key(pair.text, parts)] += Tally(right, 0, len(content))
    return {name: round(100 * tally.recall, 1) for name, tally in sorted(tallies.items())}


def evaluate_entities(encoder: Encoder, folder: Path) -> dict[str, float]:
    """Exact F1 by class and over persons, organisations, places and NORP (`main`); in percent."""
    gold, found = [], []
    for path in sorted(folder.glob("*.tsv")):
        text, spans = joined(read_tagged(path))
        gold.append([(label, *span) for span, label in spans])
        found.append(
            [(COARSE.get(label, label), start, end) for label, start, end in find_entities(text, encoder=encoder)]
        )
    tallies = score_entities(gold, found)
    figures = {label: tally.percentages()[2] for label, tally in sorted(tallies.items())}
    return figures | {"main": total(tallies, MAIN_CLASSES).percentages()[2]}


def evaluate_tone(encoder: Encoder, path: Path) -> dict[str, object]:
    """Macro-F1, F1 by label, and the target-swap test: of two targets of one sentence with opposite gold, the order of scores."""
    reader, ordered, opposite = ToneReader(encoder), 0, 0
    gold: list[str] = []
    found: list[str] = []
    for record in read_records(path):
        spans = [Span(target["from"], target["to"]) for target in record["targets"]]
        tones = reader.tones_in(record["sentence_normalized"], spans)
        real = [LABELS[int(target["polarity"]) // 2 - 1] for target in record["targets"]]
        gold.extend(real)
        found.extend(tone.label if tone else "neutral" for tone in tones)
        scores = [tone.score if tone else 0.0 for tone in tones]
        swaps = [
            (a, b)
            for a, x in zip(scores, real, strict=True)
            for b, y in zip(scores, real, strict=True)
            if (x, y) == ("positive", "negative")
        ]
        ordered += sum(a > b for a, b in swaps)
        opposite += len(swaps)
    scores_of = score_tone(gold, found)
    labels = {label: tally.percentages()[2] for label, tally in scores_of.by_label.items()}
    return {
        "macro_f1": round(100 * scores_of.macro_f1, 1),
        **labels,
        "opposite_pairs": opposite,
        "ordered_right": ordered,
    }


def evaluate(folder: Path, data: Path) -> dict[str, object]:
    """All figures of a model folder on the development parts of the corpora."""
    encoder = Encoder(folder)
    return {
        "attribution": evaluate_attributions(encoder, read_gold(data / "polnear" / "dev")),
        "entities": evaluate_entities(encoder, data / "newswire-ner" / "dev"),
        "tone": {part: evaluate_tone(encoder, data / "newsmtsc" / f"dev-{part}.jsonl") for part in ("rw", "mt")},
    }
