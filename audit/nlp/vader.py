"""VADER sentiment of a stretch of text (Hutto & Gilbert 2014): a lexicon and rules, sentence by sentence, offline."""

from functools import cache
from types import SimpleNamespace

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer, SentiText

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
#: The words around one that VADER's rules look at: negations and boosters before it, idioms on both sides.
_BEFORE, _AFTER = 3, 2


class _Analyzer(SentimentIntensityAnalyzer):  # type: ignore[misc]
    """VADER, each word scored among its neighbours: its rules look no further, but put all words in lower case each time."""

    def sentiment_valence(
        self, valence: float, sentitext: SentiText, item: str, i: int, sentiments: list[float]
    ) -> list[float]:
        first = max(i - _BEFORE, 0)
        near = SimpleNamespace(
            words_and_emoticons=sentitext.words_and_emoticons[first : i + _AFTER + 1],
            is_cap_diff=sentitext.is_cap_diff,
        )
        found: list[float] = super().sentiment_valence(valence, near, item, i - first, sentiments)
        return found


@cache
def _analyzer() -> _Analyzer:
    return _Analyzer()


def compound(text: str) -> float:
    """VADER's compound score in [-1, 1]; typographic quotes, apostrophes and dashes are read as the plain ones it knows."""
    return float(_analyzer().polarity_scores(text.translate(_PLAIN))["compound"])


def label_of(score: float) -> str:
    """Class of a compound score by the published thresholds (Hutto & Gilbert 2014): from ±0.05 on positive or negative."""
    return "positive" if score >= THRESHOLD else "negative" if score <= -THRESHOLD else "neutral"
