"""VADER sentiment of a stretch of text (Hutto & Gilbert 2014): a lexicon and rules, sentence by sentence, offline."""

from functools import cache

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def compound(text: str) -> float:
    """VADER's compound score in [-1, 1]; typographic apostrophes are read as the straight ones its lexicon knows."""
    return float(_analyzer().polarity_scores(text.replace("\u2019", "'"))["compound"])
