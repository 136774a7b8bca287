"""Read CoNLL-U treebanks into spaCy `Doc`s: one `Doc` a document, raw text and paragraphs kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

PARAGRAPH_BREAK = "\n\n"
_STORED = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"]


@dataclass(slots=True)
class Rows:
    """The columns of a document, a list each; `heads` are positions in the document."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    starts: list[bool | int | None] = field(default_factory=list)

    def add_break(self, text: str = PARAGRAPH_BREAK, *, spaced: bool = False) -> None:
        """Append a whitespace token as spaCy's tokenizer makes it, hung on the token before it.

        `spaced` keeps the ordinary space of the token before, as in a double space.
        """
        self.spaces[-1] = spaced
        self.words.append(text)
        self.spaces.append(False)
        self.tags.append("_SP")
        self.pos.append("SPACE")
        self.morphs.append("")
        self.lemmas.append(text)
        self.heads.append(len(self.words) - 2)
        self.deps.append("dep")
        self.starts.append(False)

    def with_gaps(self, gaps: dict[int, str]) -> "Rows":
        """The same rows with white space added after some positions: a second space, or another kind in its place."""
        wider, place = Rows(), {}
        for index in range(len(self.words)):
            place[index] = len(wider.words)
            for column in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps", "starts"):
                getattr(wider, column).append(getattr(self, column)[index])
            if index in gaps:
                wider.add_break(gaps[index], spaced=gaps[index] == " ")
        for index, new in place.items():
            wider.heads[new] = place[self.heads[index]]
        return wider

    def to_doc(self, vocab: Vocab) -> Doc:
        """The document that the columns describe."""
        return Doc(
            vocab,
            words=self.words,
            spaces=self.spaces,
            tags=self.tags,
            pos=self.pos,
            morphs=self.morphs,
            lemmas=self.lemmas,
            heads=self.heads,
            deps=self.deps,
            sent_starts=self.starts,
        )


@dataclass(slots=True)
class Sentence:
    """A sentence as read: CoNLL-U word rows, and whether a paragraph or a document begins with it."""

    rows: list[list[str]]
    paragraph: bool
    document: str | None


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; empty nodes are left out, multiword tokens give their words their spaces."""
    rows: list[list[str]] = []
    paragraph, document = False, None
    last_of_range, range_space = 0, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            if line.startswith("# newdoc"):
                document = line.partition("=")[2].strip() or path.stem
            paragraph = paragraph or line.startswith(("# newpar", "# newdoc"))
        elif not line.strip():
            if rows:
                yield Sentence(rows, paragraph, document)
            rows, paragraph, document, last_of_range = [], False, None, 0
        else:
            columns = line.split("\t")
            if "-" in columns[0]:
                last_of_range = int(columns[0].partition("-")[2])
                range_space = columns[9]
            elif "." not in columns[0]:
                if int(columns[0]) <= last_of_range:
                    columns[9] = range_space if int(columns[0]) == last_of_range else "SpaceAfter=No"
                rows.append(columns)
    if rows:
        yield Sentence(rows, paragraph, document)


def read_documents(path: Path, vocab: Vocab) -> Iterator[Doc]:
    """Yield one annotated `Doc` a document, paragraphs parted by a whitespace token; `user_data["name"]` is its id."""
    rows, name = Rows(), path.stem
    for sentence in read_sentences(path):
        if sentence.document is not None:
            if rows.words:
                yield _named(rows.to_doc(vocab), name)
            rows, name = Rows(), sentence.document
        if sentence.paragraph and rows.words:
            rows.add_break()
        _add_sentence(rows, sentence.rows)
    if rows.words:
        yield _named(rows.to_doc(vocab), name)


def _named(doc: Doc, name: str) -> Doc:
    doc.user_data["name"] = name
    return doc


def _add_sentence(rows: Rows, sentence: list[list[str]]) -> None:
    offset = len(rows.words)
    for index, (_, form, lemma, upos, xpos, feats, head, dep, _, misc) in enumerate(sentence):
        rows.words.append(form)
        rows.spaces.append("SpaceAfter=No" not in misc)
        rows.tags.append(xpos)
        rows.pos.append(upos)
        rows.morphs.append("" if feats == "_" else feats)
        rows.lemmas.append(form if lemma == "_" and form != "_" else lemma)
        rows.heads.append(offset + (int(head) - 1 if head != "0" else index))
        rows.deps.append("ROOT" if head == "0" else dep)
        rows.starts.append(index == 0)


def convert(paths: list[Path], output: Path, vocab: Vocab) -> int:
    """Write the documents of `paths` to one DocBin; return their number."""
    docs = [doc for path in paths for doc in read_documents(path, vocab)]
    output.parent.mkdir(parents=True, exist_ok=True)
    DocBin(attrs=_STORED, docs=docs, store_user_data=True).to_disk(output)
    return len(docs)


def read_docs(path: Path) -> list[Doc]:
    """Read the documents that `convert` wrote."""
    return list(DocBin(store_user_data=True).from_disk(path).get_docs(spacy.blank("en").vocab))
