"""What is fitted to the encoder's outputs on development data: the weights of a cue's source, and the confidence.

The weights of a source are those of a choice among the sources there may be and none (conditional logit).

The confidence of an attribution is made to mean something by logistic regression. An attribution counts as right where at
least half of its content's characters are, by "who said what" (see `audit.nlp.scoring`); one without a source where at least
half are content without a source in the gold annotation.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from audit.nlp.attribution import linked_in
from audit.nlp.attributions.decoding import Decoder, Linked, logit, read
from audit.nlp.attributions.links import SOURCE_WEIGHTS, source_traits
from audit.nlp.decoding import TagSpan
from audit.nlp.encoder import Encoder, Encoding
from audit.nlp.gold import GoldArticle, read_gold
from audit.nlp.scoring import Parts, characters

FOLDS, BINS, RIDGE = 5, 10, 1.0
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """Probabilities behind predicted attributions [attributions, features], whether each is right, and its article."""

    features: FloatArray
    right: FloatArray
    article: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Read:
    """An annotated article with its encodings."""

    gold: GoldArticle
    encodings: tuple[Encoding, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The source of one cue: what speaks for each option [options, weights] (none is the last), which are right, its article."""

    traits: FloatArray
    right: npt.NDArray[np.bool_]
    article: int


def calibrate(folder: Path, gold: Path) -> dict[str, object]:
    """Fit both, write the weights into the model's `config.json`, and report what holds when articles are held out."""
    encoder = Encoder(folder)
    texts = [Read(article, tuple(encoder.segments(article.text))) for article in read_gold(gold)]
    choices = source_choices(encoder, texts)
    path = folder / "config.json"
    settings = json.loads(path.read_text(encoding="utf8"))
    settings["source_weights"] = [round(float(weight), 4) for weight in fit_sources(choices)]
    encoder.settings["source_weights"] = settings["source_weights"]
    sample = collect(encoder, texts)
    settings["confidence"] = [round(float(weight), 4) for weight in fit(sample.features, sample.right)]
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf8")
    return {"sources": sources_right(choices), "confidence": reliability(cross_validated(sample), sample.right)}


def source_choices(encoder: Encoder, texts: Sequence[Read]) -> list[Choice]:
    """Cues with content that the annotator marked, each with the sources it may have."""
    decoder, choices = Decoder.of(encoder), []
    for number, text in enumerate(texts):
        for encoding in text.encodings:
            found = decoder.candidates(text.gold.text, encoding)
            reading = read(text.gold.text, encoding, found, decoder.source_weights)
            traits, reached = source_traits(encoding, found, reading.cues, reading.sources)
            for index, cue in enumerate(reading.cues):
                contents = [span for span, to in zip(reading.contents, reading.cue_of.to, strict=True) if to == index]
                gold = _same(text.gold, encoding, cue, contents)
                if gold is not None:
                    right = _right_sources(text.gold, encoding, reading.sources, gold)
                    choices.append(Choice(traits[index][reached[index]], right[reached[index]], number))
    return choices


def _same(article: GoldArticle, encoding: Encoding, cue: TagSpan, contents: Sequence[TagSpan]) -> Parts | None:
    """The annotator's attribution that shares most of the content, one with the same cue first."""
    content = _characters(article, encoding, contents)
    shared = [len(content & characters(article.text, parts.content)) for parts in article.attributions]
    mine = _characters(article, encoding, [cue])
    ranked = [
        (bool(mine & characters(article.text, parts.cue)), count, -number)
        for number, (parts, count) in enumerate(zip(article.attributions, shared, strict=True))
        if count
    ]
    return article.attributions[-max(ranked)[2]] if ranked else None


def _right_sources(
    article: GoldArticle, encoding: Encoding, options: Sequence[TagSpan], gold: Parts
) -> npt.NDArray[np.bool_]:
    """Which options touch the annotator's source; none (the last) where no option does."""
    theirs = characters(article.text, gold.source)
    right = [bool(theirs & _characters(article, encoding, [option])) for option in options]
    return np.array([*right, not any(right)])


def _characters(article: GoldArticle, encoding: Encoding, spans: Sequence[TagSpan]) -> set[int]:
    pieces = encoding.pieces
    return characters(article.text, [(int(pieces.start[a]), int(pieces.end[b - 1])) for _, a, b in spans])


def fit_sources(choices: Sequence[Choice]) -> FloatArray:
    """Weights of a conditional logit with a small ridge; of several right options any will do."""
    traits = np.concatenate([choice.traits for choice in choices])
    right = np.concatenate([choice.right for choice in choices])
    ends = np.cumsum([0, *(len(choice.traits) for choice in choices)])
    which = np.repeat(np.arange(len(choices)), np.diff(ends))

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        scores = traits @ weights
        lifted = np.exp(scores - np.maximum.reduceat(scores, ends[:-1])[which])
        shares = lifted / np.add.reduceat(lifted, ends[:-1])[which]
        good = np.add.reduceat(shares * right, ends[:-1])
        slope: FloatArray = traits.T @ (shares - shares * right / good[which]) + RIDGE * weights
        return float(-np.log(good).sum() + RIDGE * (weights**2).sum() / 2), slope

    found: FloatArray = minimize(loss, np.array(SOURCE_WEIGHTS), jac=True, method="L-BFGS-B").x
    return found


def sources_right(choices: Sequence[Choice]) -> dict[str, object]:
    """How many sources are right by the weights in the code, and by weights fitted on other articles."""
    fitted = 0
    for fold in range(FOLDS):
        weights = fit_sources([choice for choice in choices if choice.article % FOLDS != fold])
        fitted += sum(_chosen(choice, weights) for choice in choices if choice.article % FOLDS == fold)
    given = sum(_chosen(choice, np.array(SOURCE_WEIGHTS)) for choice in choices)
    return {"n": len(choices), "right": round(given / len(choices), 4), "right_fitted": round(fitted / len(choices), 4)}


def _chosen(choice: Choice, weights: FloatArray) -> bool:
    """Whether the option with the highest score is right."""
    return bool(choice.right[(choice.traits @ weights).argmax()])


def collect(encoder: Encoder, texts: Sequence[Read]) -> Sample:
    """Predict on annotated articles."""
    decoder = Decoder.of(encoder)
    rows, right, numbers = [], [], []
    for number, text in enumerate(texts):
        for item in linked_in(text.gold.text, text.encodings, decoder):
            rows.append([logit(share) for share in item.certainty])
            right.append(is_right(text.gold, item))
            numbers.append(number)
    return Sample(np.array(rows), np.array(right, dtype=np.float64), np.array(numbers))


def is_right(article: GoldArticle, item: Linked) -> bool:
    """Whether at least half of the content belongs to the predicted source (or to none, as predicted)."""
    text = article.text
    content = characters(text, item.content)
    source = characters(text, [item.source]) if item.source else set()
    agreed: set[int] = set()
    for gold in article.attributions:
        theirs = characters(text, gold.source)
        if (theirs & source) or (not theirs and not source):
            agreed |= characters(text, gold.content)
    return 2 * len(content & agreed) >= len(content) > 0


def fit(features: FloatArray, right: FloatArray) -> FloatArray:
    """Weights of a logistic regression, the intercept first, with a small ridge."""
    inputs = np.hstack([np.ones((len(features), 1)), features])

    def loss(weights: FloatArray) -> float:
        scores = inputs @ weights
        return float(np.logaddexp(0, scores).sum() - (scores * right).sum() + RIDGE * (weights[1:] ** 2).sum() / 2)

    found: FloatArray = minimize(loss, np.zeros(inputs.shape[1]), method="BFGS").x
    return found


def cross_validated(sample: Sample) -> FloatArray:
    """Probabilities of each attribution by weights fitted on the other articles."""
    found = np.zeros(len(sample.right))
    for fold in range(FOLDS):
        held = sample.article % FOLDS == fold
        weights = fit(sample.features[~held], sample.right[~held])
        found[held] = 1 / (1 + np.exp(-(weights[0] + sample.features[held] @ weights[1:])))
    return found


def reliability(probability: FloatArray, right: FloatArray) -> dict[str, object]:
    """Expected calibration error over ten bins, Brier score, and the bins: (mean probability, share right, n)."""
    bins, error = [], 0.0
    which = np.minimum((probability * BINS).astype(int), BINS - 1)
    for number in range(BINS):
        inside = which == number
        if inside.any():
            mean, share = float(probability[inside].mean()), float(right[inside].mean())
            error += abs(mean - share) * inside.mean()
            bins.append((round(mean, 3), round(share, 3), int(inside.sum())))
    brier = round(float(np.mean((probability - right) ** 2)), 4)
    return {
        "n": len(right),
        "right": round(float(right.mean()), 3),
        "ece": round(float(error), 4),
        "brier": brier,
        "bins": bins,
    }
