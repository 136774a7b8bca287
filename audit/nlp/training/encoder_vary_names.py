"""The entity articles made consistent, and varied: other names of the same class, and headlines as outlets print them.

The newswire corpus has no names within names: of "Ghana Football Association" it marks "Ghana" as a place and the rest as an
organisation, in seven of eight cases. In the eighth it marks the whole; `Inner.marked` splits those too, so that the model
isn't taught both. (Who wants whole names joins neighbours: `audit.nlp.entities.whole_names`.)

Some hundred articles name few people and places, each many times; a model that learns them by heart reads new ones worse. So in
part of the articles names are swapped for others of their class, the same for the same all through an article.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

Token = tuple[str, str]
Sentence = list[Token]
Article = list[Sentence]

SWAPPED_ARTICLES = 0.5  # of the articles have names swapped
SWAPPED_NAMES = 0.6  # of the names in such an article are swapped
SWAPPED_INSIDE = 0.5  # of the organisations named after a place keep the rest of their name
CAPITALS, TITLES = 0.02, 0.04  # shares of sentences in capitals, and with each word capitalised
LONGEST = 6  # words of a name that may be put in another's place
_INNER = frozenset(("Location", "NORP"))
_OUTER = frozenset(("Organization", "Facility", "Misc"))
_SMALL = frozenset(("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))


@dataclass(frozen=True, slots=True)
class Name:
    """A tagged name: class and words; or, with an empty class, the words between two names."""

    label: str
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words with spaces between."""
        return " ".join(self.words)


def names_of(sentence: Sentence) -> list[Name]:
    """A tagged sentence as names and what is between them."""
    found: list[tuple[str, list[str]]] = []
    before = ""
    for word, tag in sentence:
        goes_on = tag == before == "O" or (tag.startswith("I-") and tag[2:] == before[2:])
        if not goes_on or not found:
            found.append(("" if tag == "O" else tag[2:], []))
        found[-1][1].append(word)
        before = tag
    return [Name(label, tuple(words)) for label, words in found]


def tagged(names: Iterable[Name]) -> Sentence:
    """The inverse of `names_of`."""
    return [
        (word, f"{'I' if position else 'B'}-{name.label}" if name.label else "O")
        for name in names
        for position, word in enumerate(name.words)
    ]


def runs_of(names: Sequence[Name]) -> list[list[Name]]:
    """Names with nothing between them together; what is between names alone."""
    runs: list[list[Name]] = []
    for name in names:
        if name.label and runs and runs[-1][-1].label:
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


class Inner:
    """Knows the places and nationalities of some articles, to mark them within other names."""

    def __init__(self, articles: Iterable[Article], *, least: int = 3, share: float = 0.85) -> None:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for name in (name for article in articles for sentence in article for name in names_of(sentence)):
            if name.label and len(name.words) <= 2:
                counts[name.text][name.label] += 1
        self.known = {
            words: max(_INNER, key=lambda label: (found[label], label))
            for words, found in counts.items()
            if found.total() >= least and sum(found[label] for label in _INNER) > share * found.total()
        }

    def marked(self, article: Article) -> Article:
        """The article with known places and nationalities marked within longer names too."""
        return [tagged(part for name in names_of(sentence) for part in self._parts(name)) for sentence in article]

    def _parts(self, name: Name) -> list[Name]:
        words = name.words
        if name.label in _OUTER:
            for begin in range(len(words)):
                for end in (begin + 2, begin + 1):
                    label = self.known.get(" ".join(words[begin:end]))
                    if label and begin < end <= len(words) and end - begin < len(words):
                        parts = [Name(name.label, words[:begin]), Name(label, words[begin:end])]
                        return [part for part in parts if part.words] + self._rest(name.label, words[end:])
        return [name]

    def _rest(self, label: str, words: tuple[str, ...]) -> list[Name]:
        return self._parts(Name(label, words)) if len(words) > 1 else [Name(label, words)] if words else []


@dataclass
class Swaps:
    """What each name of one article becomes."""

    rng: random.Random
    known: dict[tuple[str, str], list[Name]] = field(default_factory=dict)

    def of(self, kind: str, names: list[Name], draw: Callable[[], list[Name]]) -> list[Name]:
        """The names in the place of some names; the same each time."""
        key = (kind, " ".join(name.text for name in names))
        if key not in self.known:
            self.known[key] = draw() if self.rng.random() < SWAPPED_NAMES else names
        return self.known[key]


class Names:
    """The names of the training articles by class, to swap them for each other.

    Persons are made anew from given names and surnames, so that "Kato" after "David Kato" changes along; places and
    nationalities are drawn whole, also within an organisation's name; other organisations are drawn whole.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self.whole: dict[str, list[list[Name]]] = defaultdict(list)
        self.parts: dict[str, list[str]] = {"given": [], "last": []}
        for article in articles:
            runs = {tuple(run) for sentence in article for run in runs_of(names_of(sentence)) if run[0].label}
            for run in sorted(runs, key=str):
                kind = _kind(run)
                if kind and _is_whole(run):
                    self.whole[kind].append(list(run))
                if kind == "Person":
                    *given, last = run[0].words
                    self.parts["given"] += filter(_is_name, given[:1])
                    self.parts["last"] += filter(_is_name, [last])

    def swapped(self, article: Article, rng: random.Random) -> Article:
        """An article with part of its names swapped."""
        swaps = Swaps(rng)
        return [
            tagged(name for run in runs_of(names_of(sentence)) for name in self._swapped_run(run, swaps))
            for sentence in article
        ]

    def _swapped_run(self, run: list[Name], swaps: Swaps) -> list[Name]:
        kind = _kind(run)
        if kind == "Person":
            words = [self._person_word(word, last, swaps) for word, last in _with_last(run[0].words)]
            return [Name("Person", tuple(words))]
        if not kind or not run[0].words[0][:1].isupper() or not self.whole[kind]:
            return run
        if len(run) > 1 and swaps.rng.random() < SWAPPED_INSIDE:
            return [
                part for name in run for part in (self._swapped_run([name], swaps) if name.label in _INNER else [name])
            ]
        return swaps.of(kind, run, lambda: swaps.rng.choice(self.whole[kind]))

    def _person_word(self, word: str, last: bool, swaps: Swaps) -> str:  # noqa: FBT001 - a pair from `_with_last`
        kind = "last" if last else "given"
        if not _is_name(word) or not self.parts[kind]:
            return word
        return swaps.of(kind, [Name("", (word,))], lambda: [Name("", (swaps.rng.choice(self.parts[kind]),))])[0].text


def _with_last(words: Sequence[str]) -> list[tuple[str, bool]]:
    return [(word, position == len(words) - 1) for position, word in enumerate(words)]


def _kind(run: Sequence[Name]) -> str:
    """Class of a run that may be swapped: of one name its own, of an organisation's parts Organization; else empty."""
    labels = {name.label for name in run}
    if len(run) == 1:
        return run[0].label if labels <= {"Person", "Organization", *_INNER} else ""
    return "Organization" if "Organization" in labels and labels <= {"Organization", *_INNER} else ""


def _is_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower() and word.isalpha()


def _is_whole(run: Sequence[Name]) -> bool:
    """Whether a name is no fragment and not too odd to stand elsewhere."""
    words = [word for name in run for word in name.words]
    fits = len(words) <= LONGEST and "," not in words and words[-1].lower() not in _SMALL
    return fits and words[0][:1].isupper() and len(words[0]) > 1


def printed(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence as it is, seldom as a headline: in capitals, or with each word capitalised."""
    chance = rng.random()
    if chance < CAPITALS:
        return [(word.upper(), tag) for word, tag in sentence]
    if chance < CAPITALS + TITLES:
        return [
            (word if word in _SMALL and at else word[:1].upper() + word[1:], tag)
            for at, (word, tag) in enumerate(sentence)
        ]
    return sentence


def varied(article: Article, names: Names, rng: random.Random) -> Article:
    """One of the many forms an article could have."""
    shown = names.swapped(article, rng) if rng.random() < SWAPPED_ARTICLES else article
    return [printed(sentence, rng) for sentence in shown]
