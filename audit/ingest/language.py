"""Is a text English? Answered only where it is sure, by the function words that no English text goes without.

In the 84 PolNeAR dev articles the listed words make up 28-50 % of all words; in other languages written in Latin letters they
stay under 10 %. Texts between, short ones and tables are let through.
"""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = frozenset(
    {
        "the",
        "of",
        "and",
        "to",
        "that",
        "it",
        "with",
        "as",
        "at",
        "by",
        "from",
        "this",
        "be",
        "are",
        "was",
        "were",
        "is",
        "have",
        "has",
        "had",
        "not",
        "they",
        "he",
        "she",
        "his",
        "her",
        "their",
        "which",
        "would",
        "will",
        "who",
        "what",
        "when",
        "been",
        "an",
        "but",
        "or",
        "said",
        "for",
        "on",
        "its",
        "we",
        "our",
        "you",
        "your",
        "there",
        "if",
        "all",
        "about",
        "more",
        "can",
        "could",
        "than",
        "then",
        "them",
        "him",
        "into",
        "out",
        "up",
        "so",
        "one",
        "two",
        "some",
        "other",
        "new",
        "after",
        "before",
        "over",
        "also",
        "only",
        "where",
        "how",
        "these",
        "those",
        "because",
        "just",
        "like",
        "most",
        "any",
        "did",
        "do",
        "does",
        "no",
        "my",
        "us",
        "me",
        "she's",
        "it's",
        "don't",
        "may",
        "should",
        "says",
    }
)
_MIN_WORDS = 40
#: A text of fewer words, but at least so many, is surely not English where hardly any of them is listed.
_MIN_WORDS_SHORT, _NOT_ENGLISH_SHORT = 20, 0.05
#: Below the first share a text is surely not English, above the second it surely is.
_NOT_ENGLISH = 0.10
_ENGLISH_SHARE = 0.22
_SAMPLE = 20_000


def is_english(text: str) -> bool | None:
    """True or False where it is sure, None where it is not."""
    sample = text[:_SAMPLE]
    letters = [char for char in sample if char.isalpha()]
    if len(letters) >= 40 and sum(char > "\u024f" for char in letters) > 0.5 * len(letters):
        return False
    words = [word.lower().replace("’", "'") for word in _WORD.findall(sample)]
    if len(words) < _MIN_WORDS_SHORT:
        return None
    share = sum(word in _ENGLISH for word in words) / len(words)
    if len(words) < _MIN_WORDS:
        return False if share < _NOT_ENGLISH_SHORT else None
    if share < _NOT_ENGLISH:
        return False
    return True if share > _ENGLISH_SHARE else None
