"""Training batches for the syntax pipeline: passages cut from documents, varied as raw news varies.

A document is cut anew in every epoch into passages of whole sentences. Each passage may get typographic or straight quotes
and dashes, lose its paragraph breaks or a final full stop, get double spaces, be set in capitals or lower case, or begin
with a dateline. Half of the passages are tokenised by spaCy (the tokens it meets in use), the others keep the treebank's.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from audit.nlp.training.syntax_conllu import Rows

CURLY = {"``": "“", "''": "”"}
CURLY_SINGLE = {"``": "‘", "''": "’"}
DATELINES = (
    "WASHINGTON",
    "LONDON",
    "NEW YORK",
    "Moscow",
    "CHICAGO",
    "Nairobi",
    "DES MOINES , Iowa",
    "PARIS",
    "Beijing",
)
AGENCIES = ("AP", "Reuters", "AFP", "CNN", "UPI")


@dataclass(frozen=True, slots=True)
class Variation:
    """How often a passage is changed, each a probability."""

    curly: float = 0.45
    straight: float = 0.3
    joined: float = 0.3
    unstopped: float = 0.04
    lower: float = 0.02
    upper: float = 0.02
    dateline: float = 0.02
    gaps: float = 0.15
    raw_tokens: float = 0.5


AS_WRITTEN = Variation(curly=0, straight=0, joined=0, unstopped=0, lower=0, upper=0, dateline=0, gaps=0)


@registry.readers("audit.SyntaxCorpus.v1")  # type: ignore[untyped-decorator]
def create_corpus(path: Path | None, *, breaks: bool = True) -> Callable[[Language], Iterator[Example]]:
    """Read whole documents from a DocBin; without `breaks` the paragraphs' whitespace tokens are left out."""

    def corpus(nlp: Language) -> Iterator[Example]:
        if path is None:
            return
        for doc in DocBin(store_user_data=True).from_disk(path).get_docs(nlp.vocab):
            gold = doc if breaks else without_breaks(doc)
            yield Example(plain(gold), gold)

    return corpus


@registry.batchers("audit.SyntaxPassages.v1")  # type: ignore[untyped-decorator]
def create_batcher(
    size: Iterable[int], *, passage_words: int = 120, seed: int = 0, varied: bool = True
) -> Callable[[Iterable[Example]], Iterator[list[Example]]]:
    """Batch passages of up to `passage_words` words into batches of `size` words."""
    rng = random.Random(seed)
    sizes = iter(size)
    variation = Variation() if varied else AS_WRITTEN

    def batches(examples: Iterable[Example]) -> Iterator[list[Example]]:
        docs = [example.reference for example in examples]
        spans = [(doc, *span) for doc in docs for span in passages(doc, passage_words, rng)]
        rng.shuffle(spans)
        batch: list[Example] = []
        n_words, limit = 0, next(sizes)
        for doc, start, end in spans:
            batch.append(vary(doc, start, end, variation, rng))
            n_words += end - start
            if n_words >= limit:
                yield batch
                batch, n_words, limit = [], 0, next(sizes)
        if batch:
            yield batch

    return batches


def passages(doc: Doc, longest: int, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Cut a document into runs of whole sentences, as token offsets; one run in six is a single sentence."""
    start, target = 0, 0
    sents = list(doc.sents)
    for index, sent in enumerate(sents):
        if sent.start == start:
            target = 1 if rng.random() < 1 / 6 else rng.randint(longest // 4, longest)
        upcoming = len(sents[index + 1]) if index + 1 < len(sents) else longest
        if sent.end - start >= target or sent.end - start + upcoming > longest * 1.5:
            yield start, sent.end
            start = sent.end
    if start < len(doc):
        yield start, len(doc)


def vary(doc: Doc, start: int, end: int, variation: Variation, rng: random.Random) -> Example:
    """Make a training example of the tokens `start:end`, changed as `variation` says."""
    while end - start > 1 and doc[end - 1].is_space:
        end -= 1
    keep_breaks = rng.random() >= variation.joined
    skipped = _unstopped(doc, start, end, rng) if rng.random() < variation.unstopped * 5 else frozenset()
    rows = Rows()
    if rng.random() < variation.dateline and doc[start].is_alpha and end - start > 8:
        _add_dateline(rows, rng)
    _copy(doc, start, end, rows, keep_breaks=keep_breaks, skipped=skipped)
    _restyle(rows, variation, rng)
    if rng.random() < variation.gaps:
        rows = rows.with_gaps(_gaps(rows, rng))
    gold = rows.to_doc(doc.vocab)
    if rng.random() < variation.raw_tokens:
        return Example(_tokenizer(doc.vocab)(gold.text), gold)
    return Example(plain(gold), gold)


def _copy(doc: Doc, start: int, end: int, rows: Rows, *, keep_breaks: bool, skipped: frozenset[int]) -> None:
    kept = [i for i in range(start, end) if i not in skipped and (keep_breaks or not doc[i].is_space)]
    place = {old: new for new, old in enumerate(kept, start=len(rows.words))}
    dateline = len(rows.words)
    for i in kept:
        token = doc[i]
        joined = not keep_breaks and i + 1 < end and doc[i + 1].is_space
        rows.words.append(token.text)
        rows.spaces.append(bool(token.whitespace_) or joined or (i + 1 in skipped and not keep_breaks))
        rows.tags.append(token.tag_)
        rows.pos.append(token.pos_)
        rows.morphs.append(str(token.morph))
        rows.lemmas.append(token.lemma_)
        rows.heads.append(place.get(token.head.i, place[i]))
        rows.deps.append(token.dep_)
        rows.starts.append(bool(token.is_sent_start) and not (dateline and place[i] == dateline))
    if dateline:
        root = place.get(doc[start].sent.root.i, dateline)
        rows.heads[:dateline] = [root if head == -1 else head for head in rows.heads[:dateline]]


def _unstopped(doc: Doc, start: int, end: int, rng: random.Random) -> frozenset[int]:
    """Choose full stops before a paragraph's end that are left out (headlines and captions have none)."""
    return frozenset(
        i
        for i in range(start + 1, end)
        if doc[i].text == "."
        and i + 1 < end
        and doc[i + 1].is_space
        and not list(doc[i].children)
        and rng.random() < 0.2
    )


def _gaps(rows: Rows, rng: random.Random) -> dict[int, str]:
    """Where white space is odd: a double space between sentences, now and then one (or a fixed space) between words."""
    between_sentences = rng.random() < 0.7
    gaps = {}
    for index in range(len(rows.words) - 1):
        if not rows.spaces[index] or rows.pos[index + 1] == "SPACE":
            continue
        if (between_sentences and rows.starts[index + 1]) or rng.random() < 0.02:
            gaps[index] = rng.choice((" ", " ", " ", "\u00a0"))
    return gaps


def _add_dateline(rows: Rows, rng: random.Random) -> None:
    """Begin with "WASHINGTON (AP) —"; head -1 stands for the root of the sentence that follows."""
    place = rng.choice(DATELINES).split()
    agency = ["(", rng.choice(AGENCIES), ")"] if rng.random() < 0.6 else []
    dash = [rng.choice(("—", "–", "-", "--"))]
    words = place + agency + dash
    tags = {"(": "-LRB-", ")": "-RRB-", ",": ",", dash[0]: ":"}
    for word in words:
        punct = word in tags
        rows.words.append(word)
        rows.spaces.append(word != "(")
        rows.tags.append(tags.get(word, "NNP"))
        rows.pos.append("PUNCT" if punct else "PROPN")
        rows.morphs.append("" if punct else "Number=Sing")
        rows.lemmas.append(word)
        rows.heads.append(0)
        rows.deps.append("punct" if punct else "flat" if word in place else "appos")
        rows.starts.append(len(rows.words) == 1)
    for index, word in enumerate(words[:-1]):
        if words[index + 1] in {",", ")"}:
            rows.spaces[index] = False
        if word in "()":
            rows.heads[index] = words.index(agency[1])
    rows.heads[0], rows.deps[0] = -1, "parataxis"


def _restyle(rows: Rows, variation: Variation, rng: random.Random) -> None:
    draw = rng.random()
    if draw < variation.curly:
        rows.words = [_curled(word, tag) for word, tag in zip(rows.words, rows.tags, strict=True)]
        if rng.random() < 0.5:
            dash = rng.choice(("—", "–"))
            rows.words = [dash if word in {"--", "-"} and tag != "HYPH" else word for word, tag in _pairs(rows)]
    elif draw < variation.curly + variation.straight:
        rows.words = [_straightened(word) for word in rows.words]
    draw = rng.random()
    if draw < variation.lower:
        rows.words = [word.lower() for word in rows.words]
    elif draw < variation.lower + variation.upper:
        rows.words = [word.upper() for word in rows.words]


def _pairs(rows: Rows) -> Iterable[tuple[str, str]]:
    return zip(rows.words, rows.tags, strict=True)


def _curled(word: str, tag: str) -> str:
    if word == '"':
        return CURLY.get(tag, word)
    if word == "'" and tag in CURLY_SINGLE:
        return CURLY_SINGLE[tag]
    return word.replace("'", "’") if "'" in word and tag not in {"``", "''"} else word


def _straightened(word: str) -> str:
    return word.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")


@cache
def _tokenizer(vocab: Vocab) -> Callable[[str], Doc]:
    return English(vocab=vocab).make_doc


def plain(gold: Doc, vocab: Vocab | None = None) -> Doc:
    """The words and spaces of `gold` without annotation."""
    return Doc(
        vocab or gold.vocab, words=[token.text for token in gold], spaces=[bool(token.whitespace_) for token in gold]
    )


def without_breaks(doc: Doc) -> Doc:
    """The document without its paragraph breaks, a space in their place."""
    rows = Rows()
    _copy(doc, 0, len(doc), rows, keep_breaks=False, skipped=frozenset())
    return rows.to_doc(doc.vocab)
