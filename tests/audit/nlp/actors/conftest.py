"""Hand-made Docs: words with a tag each, names, and attributions found by their text."""

from collections.abc import Sequence

import pytest
from spacy.tokens import Doc, Span
from spacy.util import get_lang_class

from audit.model import AttributionSpan, Kind
from audit.model import Span as Chars


class Maker:
    """Builds a Doc from lines of ``word/TAG``: names by their text, attributions by source and content.

    A word that begins with ~ stands without a space behind the one before: ``six/CD ~-/HYPH ~year/NN``.
    """

    vocab = get_lang_class("en")().vocab

    def doc(
        self,
        text: str,
        *,
        names: dict[str, str] | None = None,
        said: Sequence[tuple[str | None, str, Kind]] = (),
        deps: dict[int, tuple[int, str]] | None = None,
    ) -> Doc:
        words, tags, starts, spaces = [], [], [], list[bool]()
        for number, sentence in enumerate(text.strip().split("\n")):
            for place, item in enumerate(sentence.split()):
                word, _, tag = item.rpartition("/")
                if word.startswith("~"):
                    spaces[-1] = False
                spaces.append(True)
                words.append(word.removeprefix("~"))
                tags.append(tag)
                starts.append(place == 0)
            del number
        heads = list(range(len(words)))
        labels = [""] * len(words)
        for at, (head, label) in (deps or {}).items():
            heads[at], labels[at] = head, label
        doc = Doc(self.vocab, words=words, tags=tags, sent_starts=starts, spaces=spaces)
        for at, (head, label) in (deps or {}).items():
            doc[at].head = doc[head]
            doc[at].dep_ = label
        taken: set[int] = set()
        spans = []
        for name, label in sorted((names or {}).items(), key=lambda item: -len(item[0].split())):
            size = len(name.split())
            for at in range(len(words) - size + 1):
                if words[at : at + size] == name.split() and not taken & set(range(at, at + size)):
                    taken |= set(range(at, at + size))
                    spans.append(Span(doc, at, at + size, label))
        doc.ents = spans
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", default=())
        doc._.attributions = tuple(self._attribution(doc.text, *item) for item in said)
        return doc

    @staticmethod
    def _attribution(text: str, source: str | None, content: str, kind: Kind) -> AttributionSpan:
        at = text.index(content)
        span = None
        if source is not None:
            near = [place for place in range(len(text)) if text.startswith(source, place)]
            begin = min(near, key=lambda place: abs(place - at))
            span = Chars(begin, begin + len(source))
        return AttributionSpan(
            kind=kind, source=span, cue=None, content=(Chars(at, at + len(content)),), confidence=1.0
        )


@pytest.fixture(scope="session")
def make() -> Maker:
    return Maker()
