"""How many passives without a doer are found, and how many of those found are some? Against gold trees.

    python -m benchmarks.passives ../shared/data/gum ../shared/data/ewt [--parts dev] [--show]

Reads the documents of the treebanks' parts as running text, finds passives without a doer with the shipped pipeline, and
holds them against the gold annotation: participles with a passive auxiliary or subject ("was arrested", "got hurt", "to be sold",
"two killed"), and those joined to one that share it ("was arrested and *charged*"), where no agent ("by police") hangs on the
participle or on one joined to it later. Participles that `seeds/participles.csv` calls states are left out of gold, but for
the last line. Documents that are in a train part as well, which the pipeline learned from, are left out of the others.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from audit.nlp import load
from audit.nlp.training.syntax_conllu import read_documents
from audit.nlp.training.syntax_evaluate import without_seen
from audit.nlp.wording import PASSIVE, find_wording
from audit.nlp.wording_passives import is_deed
from benchmarks.wilson import share

_PASSIVE = ("aux:pass", "nsubj:pass", "csubj:pass")
_SUBJECTS = ("nsubj", "csubj", "expl")


def gold_passives(doc: Doc) -> Iterator[Token]:
    """Participles of gold passives that name no doer."""
    for token in doc:
        if _is_passive(token) and not any(_has_agent(verb) for verb in (token, *_joined(token))):
            yield token


def _is_passive(token: Token) -> bool:
    if token.tag_ != "VBN":
        return False
    if any(child.dep_ in _PASSIVE for child in token.children):
        return True
    alone = not any(child.dep_.startswith(("aux", "cop", *_SUBJECTS)) for child in token.children)
    return token.dep_ == "conj" and alone and "Pass" in token.morph.get("Voice") and _is_passive(token.head)


def _is_bare(token: Token) -> bool:
    """Without any auxiliary, as in headlines."""
    return token.dep_ != "conj" and not any(child.pos_ == "AUX" for child in token.children)


def _has_agent(token: Token) -> bool:
    return any(child.dep_ == "obl:agent" for child in token.children)


def _joined(token: Token) -> Iterator[Token]:
    """Participles joined to this one, itself joined to another among them, that begin no clause of their own."""
    first = token.head if token.dep_ == "conj" else token
    for child in first.children:
        if child.dep_ == "conj" and child.i > token.i and not any(c.dep_.startswith(_SUBJECTS) for c in child.children):
            yield child


def compare(nlp: Language, golds: list[Doc], *, show: bool) -> Counter[str]:
    """Counts over documents: found, right, gold, missed, and gold passives that the list calls states."""
    counts: Counter[str] = Counter()
    for gold, doc in zip(golds, nlp.pipe([gold.text for gold in golds]), strict=True):
        wanted = {token.idx + len(token): token for token in gold_passives(gold)}
        deeds = {end for end, token in wanted.items() if is_deed(token)}
        bare = {end for end in deeds if _is_bare(wanted[end])}
        found = {int(str(row["end"])) for row in find_wording(doc, []) if row["kind"] == PASSIVE}
        counts += Counter(
            found=len(found),
            right=len(found & set(wanted)),
            gold=len(wanted),
            deeds=len(deeds - bare),
            got=len(found & deeds - bare),
            bare=len(bare),
            bare_got=len(found & bare),
        )
        if show:
            for end in sorted(found ^ set(wanted)):
                mark = "-state" if end in wanted.keys() - deeds else "-" if end in wanted else "+"
                context = gold.text[max(0, end - 90) : end].replace("\n", " ")
                print(f"{mark}\t{gold.user_data['name']}\t{context} ◀ {gold.text[end : end + 40]!r}")
    return counts


def main() -> None:
    """Print precision and recall by treebank and for all together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--parts", nargs="+", default=["dev"], help="the shipped pipeline was trained on train")
    parser.add_argument("--show", action="store_true", help="list what is wrong (+) and missed (-) in its context")
    options = parser.parse_args()
    nlp = load(components=())
    total: Counter[str] = Counter()
    for folder in options.folders:
        golds = [doc for part in options.parts for doc in read_documents(folder / f"{part}.conllu", nlp.vocab)]
        if "train" not in options.parts:
            golds = without_seen(golds, read_documents(folder / "train.conllu", nlp.vocab))
        counts = compare(nlp, golds, show=options.show)
        _print(folder.name, counts)
        total += counts
    _print("together", total)


def _print(name: str, counts: Counter[str]) -> None:
    print(
        f"{name}: precision {share(counts['right'], counts['found'])}; recall {share(counts['got'], counts['deeds'])}"
    )
    print(f"    without an auxiliary (headlines): recall {share(counts['bare_got'], counts['bare'])}")
    print(f"    all, with the participles of states: recall {share(counts['right'], counts['gold'])}")


if __name__ == "__main__":
    main()
