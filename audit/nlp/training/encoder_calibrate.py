"""Make the confidence of an attribution mean something: logistic regression on development data.

An attribution counts as right where at least half of its content's characters are, by "who said what" (see
`audit.nlp.scoring`); one without a source where at least half are content without a source in the gold annotation.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from audit.nlp.attribution import linked_in
from audit.nlp.attribution_decoding import Decoder, Linked, logit
from audit.nlp.encoder import Encoder
from audit.nlp.gold import GoldArticle, read_gold
from audit.nlp.scoring import characters

FOLDS, BINS, RIDGE = 5, 10, 1.0
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """Probabilities behind predicted attributions [attributions, features], whether each is right, and its article."""

    features: FloatArray
    right: FloatArray
    article: npt.NDArray[np.int64]


def calibrate(folder: Path, gold: Path) -> dict[str, object]:
    """Fit, write the weights into the model's `config.json`, and report reliability, cross-validated over articles."""
    encoder = Encoder(folder)
    sample = collect(encoder, read_gold(gold))
    weights = fit(sample.features, sample.right)
    path = folder / "config.json"
    settings = json.loads(path.read_text(encoding="utf8"))
    settings["confidence"] = [round(float(weight), 4) for weight in weights]
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf8")
    return reliability(cross_validated(sample), sample.right)


def collect(encoder: Encoder, articles: Sequence[GoldArticle]) -> Sample:
    """Predict on annotated articles."""
    decoder = Decoder.of(encoder)
    rows, right, numbers = [], [], []
    for number, article in enumerate(articles):
        for item in linked_in(article.text, encoder.segments(article.text), decoder):
            rows.append([logit(share) for share in item.certainty])
            right.append(is_right(article, item))
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
