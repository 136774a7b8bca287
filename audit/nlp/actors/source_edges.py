"""Where a source begins and ends, without punctuation, dateline, "more than" and time."""

from audit.nlp.actors.block import Block
from audit.nlp.actors.lexicon import DAYS, TIMES
from audit.nlp.actors.nominals import joins

_ABOUT = (("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("up", "to"), ("as", "many", "as"))
_LONGEST_DATELINE = 8
_WHICH_TIME = frozenset(
    {"this", "last", "next", "that", "earlier", "late", "early", "on", "in", "since", "the", "same"}
)


def trimmed(block: Block, start: int, end: int) -> tuple[int, int]:
    """Leave out punctuation, white space and possessive endings at the edges, "more than" before a number, a time at the end."""
    while start < end and not any(map(str.isalnum, block.words[start])):
        start += 1
    for words in _ABOUT:
        if block.lowers[start : start + len(words)] == list(words) and start + len(words) < end:
            start += len(words)
            break
    while end > start and (not any(map(str.isalnum, block.words[end - 1])) or block.lowers[end - 1] in {"'s", "’s"}):
        end -= 1
    return _behind_dateline(block, start, end), _before_time(block, start, end)


def _behind_dateline(block: Block, start: int, end: int) -> int:
    """Where a source begins behind a place in capitals and a dash: "PORT ANSEL - Finance Minister Ann Lee"."""
    for index in range(start + 1, min(start + _LONGEST_DATELINE, end - 1)):
        if block.words[index] in {"-", "--", "–", "—", "―"} and not joins(block, index):
            return index + 1 if block.words[start].isupper() and len(block.words[start]) > 1 else start
    return start


def _before_time(block: Block, start: int, end: int) -> int:
    """Leave out a time at the end: "the Supreme Court this month", "the ministry on Tuesday"."""
    if end - start > 1 and block.lowers[end - 1] in TIMES:
        at = end - 1
        while at > start and (block.lowers[at - 1] in _WHICH_TIME or block.tags[at - 1] == "CD"):
            at -= 1
        return at if at > start and (at < end - 1 or block.lowers[end - 1] in DAYS) else end
    return end
