"""Silver names for the entity head: raw articles in which a name that the model finds in one place is marked in all.

The entity corpus is newswire from outside the West. In US news, and most of all within reported speech, which it hardly has, the
head overlooks names that it finds elsewhere in the same article. So the articles are read once, the occurrences of each name
vote on its class over all articles, and every occurrence is marked by the vote.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.nlp.encoder import Encoder
from audit.nlp.entities import find_entities
from audit.nlp.training.json_lines import read_records

VOTED = ("PERSON", "ORG", "GPE", "NORP")
COARSE = {"LOC": "GPE", "EVENT": "MISC"}
LEAST_VOTES, LEAST_SHARE = 3, 0.75
LEAST_FOUND = 0.35  # a single word is a name where so many of its occurrences were found as one
MOST_SMALL = 0.2  # and no more than so many, for each with a capital, have none
LONGEST = 5  # words of a name that may hold another
TITLES = re.compile(
    r"(?:President|Senator|Sen\.|Representative|Rep\.|Congress(?:wo)?man|Governor|Gov\.|Secretary|Judge|Justice|General|Gen\.|Mayor|"
    r"M(?:r|rs|s)\.|Dr\.|Speaker|Candidate|Nominee|Democrat|Republican|Rival|Sir|Pope|Prince|Crooked)"
)
_WORD = re.compile(r"\w[\w.&'’-]*")
Entity = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text and its names: class, start, end."""

    text: str
    entities: tuple[Entity, ...]


def gather(folder: Path, encoder: Encoder) -> list[NamedText]:
    """Read raw articles (``*.txt``) with an exported model and let the occurrences of each name vote."""
    texts = [path.read_text(encoding="utf8") for path in sorted(folder.glob("*.txt"))]
    found = [
        [(COARSE.get(label, label), start, end) for label, start, end in find_entities(text, encoder=encoder)]
        for text in texts
    ]
    names = elected(texts, found)
    return [
        NamedText(text, tuple(with_surnames(text, marked(text, mine, names))))
        for text, mine in zip(texts, found, strict=True)
    ]


def elected(texts: Sequence[str], found: Sequence[Sequence[Entity]]) -> dict[str, str]:
    """The class of each name that the votes of all articles leave in little doubt."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for text, entities in zip(texts, found, strict=True):
        for label, start, end in entities:
            votes[text[start:end]][label] += 1
    words = Counter(match.group().strip(".'’-") for text in texts for match in _WORD.finditer(text))
    names = {}
    for name, counts in votes.items():
        label, most = counts.most_common(1)[0]
        plain = most >= max(LEAST_VOTES, LEAST_SHARE * counts.total()) and name[:1].isupper() and label in VOTED
        if plain and (" " in name or _is_name(name, counts.total(), words)):
            names[name] = label
    return {name: label for name, label in names.items() if not _is_titled(name, label, names)}


def _is_name(word: str, n_found: int, words: Counter[str]) -> bool:
    return n_found >= LEAST_FOUND * words[word] and words[word.lower()] <= MOST_SMALL * words[word]


def _is_titled(name: str, label: str, names: dict[str, str]) -> bool:
    """Whether a person's name has something before it that is none of it: "Republican Ann Lee"."""
    first, _, rest = name.partition(" ")
    return label == "PERSON" and names.get(rest) == "PERSON" and (" " in rest or bool(TITLES.fullmatch(first)))


def marked(text: str, found: Sequence[Entity], names: dict[str, str]) -> list[Entity]:
    """The names of a text: those elected, wherever they stand, and what else was found."""
    here = {text[start:end]: label for label, start, end in found if label == "PERSON" and end - start > 4}
    known = {name: label for name, label in here.items() if " " in name and not _is_titled(name, label, names)} | names
    elected_here = list(occurrences(text, known))
    wider = [
        item
        for item in found
        if item[0] != "PERSON" and len(words := text[item[1] : item[2]].split()) <= LONGEST and "and" not in words
        if any(item[1] <= start and end <= item[2] and (start, end) != item[1:] for _, start, end in elected_here)
    ]
    kept = [*wider, *(item for item in elected_here if not _overlaps(item, wider))]
    return sorted([*kept, *(item for item in found if not _overlaps(item, kept))], key=lambda item: item[1])


def with_surnames(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The names of a text, and the surnames of its persons where they stand alone."""
    full = [text[start:end] for label, start, end in entities if label == "PERSON" and " " in text[start:end]]
    surnames = {name.split()[-1]: "PERSON" for name in full}
    found = [item for item in occurrences(text, surnames) if not _overlaps(item, entities)]
    return sorted([*entities, *found], key=lambda item: item[1])


def occurrences(text: str, names: dict[str, str]) -> Iterator[Entity]:
    """Whole-word occurrences of names, the longest at each place, from left to right."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        if first := _WORD.match(name):
            by_word[first.group().rstrip(".")[:4]].append(name)
    at = 0
    for word in _WORD.finditer(text):
        if word.start() < at:
            continue
        for name in by_word.get(word.group().rstrip(".")[:4], ()):
            end = word.start() + len(name)
            if text.startswith(name, word.start()) and not text[end : end + 1].isalnum():
                yield names[name], word.start(), end
                at = end
                break


def _overlaps(item: Entity, others: Iterable[Entity]) -> bool:
    return any(item[1] < end and start < item[2] for _, start, end in others)


def write_names(texts: Iterable[NamedText], path: Path) -> None:
    """One JSON line a text."""
    lines = (json.dumps({"text": item.text, "entities": item.entities}, ensure_ascii=False) for item in texts)
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


def read_names(path: Path) -> list[NamedText]:
    """The inverse of `write_names`."""
    return [
        NamedText(record["text"], tuple((label, start, end) for label, start, end in record["entities"]))
        for record in read_records(path)
    ]
