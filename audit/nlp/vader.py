"""VADER sentiment of a stretch of text (Hutto & Gilbert 2014): a lexicon and rules, sentence by sentence, offline."""

from functools import cache

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

# VADER strips ASCII punctuation from words and knows straight apostrophes only: “win,” with curly marks is no word to it.
_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": " - ",
        "\u2014": " - ",
        "\u2026": "...",
        "\u00a0": " ",
    }
)
THRESHOLD = 0.05


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def compound(text: str) -> float:
    """VADER's compound score in [-1, 1]; typographic quotes, apostrophes and dashes are read as the plain ones it knows."""
    return float(_analyzer().polarity_scores(text.translate(_PLAIN))["compound"])


def label_of(score: float) -> str:
    """Class of a compound score by the published thresholds (Hutto & Gilbert 2014): from ±0.05 on positive or negative."""
    return "positive" if score >= THRESHOLD else "negative" if score <= -THRESHOLD else "neutral"
