"""Measure a syntax pipeline against a treebank: labels on gold tokens, sentences on gold tokens and on raw text.

Attachment leaves punctuation out and ignores subtypes (``nsubj:pass`` counts as ``nsubj``). A sentence is right where both
its ends are. Counts are kept and divided last.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Self

from spacy.language import Language
from spacy.tokens import Doc

from audit.nlp.labels import base_label
from audit.nlp.training.syntax_batches import plain, without_breaks

UNSCORED_LEMMAS = frozenset({"_", ""})


@dataclass(slots=True)
class SyntaxCounts:
    """What was right of how many; counts of several documents add up."""

    n_words: int = 0
    n_tag: int = 0
    n_pos: int = 0
    n_morph: int = 0
    n_lemmas: int = 0
    n_lemma: int = 0
    n_arcs: int = 0
    n_uas: int = 0
    n_las: int = 0
    n_gold_sents: int = 0
    n_pred_sents: int = 0
    n_sents: int = 0
    n_raw_sents: int = 0
    n_raw_right: int = 0

    def __iadd__(self, other: "SyntaxCounts") -> Self:
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        return self

    def scores(self) -> dict[str, float]:
        """Accuracies and F1 in percent."""
        return {
            "words": self.n_words,
            "tag": _percent(self.n_tag, self.n_words),
            "pos": _percent(self.n_pos, self.n_words),
            "morph": _percent(self.n_morph, self.n_words),
            "lemma": _percent(self.n_lemma, self.n_lemmas),
            "uas": _percent(self.n_uas, self.n_arcs),
            "las": _percent(self.n_las, self.n_arcs),
            "sents": _percent(2 * self.n_sents, self.n_gold_sents + self.n_pred_sents),
            "sents_raw": _percent(2 * self.n_raw_right, self.n_gold_sents + self.n_raw_sents),
        }


def _percent(right: int, total: int) -> float:
    return 100 * right / total if total else float("nan")


def evaluate(nlp: Language, docs: Iterable[Doc]) -> dict[str, SyntaxCounts]:
    """Counts by group: ``all``, each treebank (``gum``) and each of its genres (``gum/news``)."""
    groups: dict[str, SyntaxCounts] = defaultdict(SyntaxCounts)
    gold_docs = list(docs)
    names = [str(doc.user_data.get("name", "")) for doc in gold_docs]
    bare = [without_breaks(doc) for doc in gold_docs]
    on_gold = nlp.pipe((plain(doc, nlp.vocab) for doc in bare), batch_size=32)
    on_raw = nlp.pipe((doc.text for doc in gold_docs), batch_size=32)
    for name, written, gold, found, raw in zip(names, gold_docs, bare, on_gold, on_raw, strict=True):
        counts = count(gold, found)
        raw_sents, written_sents = _offsets(raw), _offsets(written)
        counts.n_raw_sents, counts.n_raw_right = len(raw_sents), len(raw_sents & written_sents)
        for group in groups_of(name):
            groups[group] += counts
    return dict(sorted(groups.items()))


def without_seen(docs: Iterable[Doc], trained: Iterable[Doc]) -> list[Doc]:
    """The documents that training did not see, by name and by text (corpora overlap more often than one thinks)."""
    names, texts = set(), set()
    for doc in trained:
        names.add(doc.user_data.get("name"))
        texts.add(doc.text)
    return [doc for doc in docs if doc.user_data.get("name") not in names and doc.text not in texts]


def groups_of(name: str) -> Iterator[str]:
    """The groups that a document belongs to, by its treebank's naming of documents."""
    yield "all"
    if name.startswith("GUM_"):
        yield "gum"
        yield f"gum/{name.split('_')[1]}"
    elif "-" in name:
        yield "ewt"
        yield f"ewt/{name.partition('-')[0]}"


def count(gold: Doc, found: Doc) -> SyntaxCounts:
    """Compare two annotations of the same tokens."""
    counts = SyntaxCounts()
    for want, got in zip(gold, found, strict=True):
        counts.n_words += 1
        counts.n_tag += want.tag_ == got.tag_
        counts.n_pos += want.pos_ == got.pos_
        counts.n_morph += str(want.morph) == str(got.morph)
        if want.lemma_ not in UNSCORED_LEMMAS and want.dep_ != "goeswith":
            counts.n_lemmas += 1
            counts.n_lemma += want.lemma_ == got.lemma_
        if want.dep_ != "punct":
            counts.n_arcs += 1
            counts.n_uas += want.head.i == got.head.i
            counts.n_las += want.head.i == got.head.i and base_label(want.dep_) == base_label(got.dep_)
    want_sents, got_sents = _offsets(gold), _offsets(found)
    counts.n_gold_sents, counts.n_pred_sents = len(want_sents), len(got_sents)
    counts.n_sents = len(want_sents & got_sents)
    return counts


def _offsets(doc: Doc) -> set[tuple[int, int]]:
    """Character offsets of the sentences, white space at their ends left out."""
    found = set()
    for sent in doc.sents:
        tokens = [token for token in sent if not token.is_space]
        if tokens:
            found.add((tokens[0].idx, tokens[-1].idx + len(tokens[-1])))
    return found


def table(groups: dict[str, SyntaxCounts]) -> str:
    """The scores as a Markdown table, a group a row."""
    rows = {group: counts.scores() for group, counts in groups.items()}
    head = list(next(iter(rows.values())))
    lines = ["| group | " + " | ".join(head) + " |", "|---|" + "---:|" * len(head)]
    for group, scores in rows.items():
        cells = [f"{int(value):,}" if name == "words" else f"{value:.1f}" for name, value in scores.items()]
        lines.append(f"| {group} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
