"""Do the counts behind readability hold on news? Sentences against gold, syllables against the dictionary.

    python -m benchmarks.readability ../shared/data/gum [--parts dev] [--model en_core_web_trf]

Reads the GUM_news documents of dev.conllu and train.conllu as running text, counts them with the pipeline, and prints gold
sentences against those counted, syllables by the CMU dictionary (first pronunciation, word by word of the gold
tokens) against those counted, and textstat's sentence count beside them.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from audit.nlp import load
from audit.nlp.blocks import Block
from audit.nlp.syllables import count_syllables, table
from audit.nlp.text_counts import count_text
from audit.words import count_words


@dataclass(slots=True)
class Document:
    """A gold document: its text, its sentences and its surface tokens."""

    name: str
    pieces: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Sentences joined as they stood: by a blank line between paragraphs, else by a space."""
        return "".join(self.pieces).strip()


def read(path: Path) -> Iterator[Document]:
    """News documents of a CoNLL-U file."""
    document, separator, covered = Document(""), "", 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id = "):
            if document.name.startswith("GUM_news"):
                yield document
            document, separator = Document(line.removeprefix("# newdoc id = ").strip()), ""
        elif line.startswith("# newpar"):
            separator = "\n\n"
        elif line.startswith("# text = "):
            text = line.removeprefix("# text = ")
            document.pieces += [separator, text]
            document.sentences.append(text)
            separator, covered = " ", 0
        elif line[:1].isdigit():
            number, form = line.split("\t")[:2]
            if "-" in number:
                covered = int(number.split("-")[1])
                document.tokens.append(form)
            elif "." not in number and int(number) > covered:
                document.tokens.append(form)
    if document.name.startswith("GUM_news"):
        yield document


def main() -> None:
    """Count every document and print the sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model")
    parser.add_argument(
        "--parts", nargs="+", default=["dev", "train"], help="the shipped pipeline was trained on train"
    )
    options = parser.parse_args()
    documents = [document for name in options.parts for document in read(options.folder / f"{name}.conllu")]
    nlp = load(options.model, components=())
    gold = sum(bool(count_words(sentence)) for document in documents for sentence in document.sentences)
    rows = [count_text(Block.of(doc), [])[0] for doc in nlp.pipe([document.text for document in documents])]
    n_sentences, n_words, n_syllables = (
        sum(int(str(row[name])) for row in rows) for name in ("n_sentences", "n_words", "n_syllables")
    )
    print(f"{len(documents)} documents, {n_words:,} words")
    print(f"sentences: gold {gold}, counted {n_sentences} ({100 * (n_sentences / gold - 1):+.1f} %)")
    _print_syllables([token for document in documents for token in document.tokens], n_syllables)
    _print_textstat([document.text for document in documents], gold)


def _print_syllables(tokens: list[str], counted: int) -> None:
    words = [token.lower().replace("’", "'") for token in tokens if re.search(r"\w", token)]
    known = {word: table().words[word] for word in set(words) if word in table().words}
    reference = sum(known.get(word) or count_syllables(word) for word in words)
    share = 100 * sum(word in known for word in words) / len(words)
    print(f"syllables: dictionary {reference:,}, counted {counted:,} ({100 * (counted / reference - 1):+.1f} %)")
    print(
        f"           {share:.1f} % of the tokens stand in the dictionary as they are; the others are figures, forms and names"
    )


def _print_textstat(texts: list[str], gold: int) -> None:
    from textstat import textstat

    found = sum(textstat.sentence_count(text) for text in texts)
    print(f"textstat:  {found} sentences ({100 * (found / gold - 1):+.1f} %)")


if __name__ == "__main__":
    main()
