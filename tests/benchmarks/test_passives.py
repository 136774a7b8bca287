"""Which passives gold trees have, in hand-made trees."""

import pytest
import spacy
from spacy.tokens import Doc

from benchmarks.passives import gold_passives

VOCAB = spacy.blank("en").vocab


def tree(rows):
    """A gold Doc from rows ``word/TAG/dep/head``; participles tagged VBN are passive."""
    words, tags, deps, heads = zip(*(row.split("/") for row in rows.split()), strict=True)
    morphs = ["Voice=Pass" if tag == "VBN" else "" for tag in tags]
    return Doc(
        VOCAB, list(words), tags=list(tags), deps=list(deps), heads=[int(head) for head in heads], morphs=morphs,
        pos=["AUX" if dep.startswith("aux") else "X" for dep in deps],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("He/PRP/nsubj:pass/2 was/VBD/aux:pass/2 held/VBN/ROOT/2", ["held"]),
        ("He/PRP/nsubj:pass/2 was/VBD/aux:pass/2 held/VBN/ROOT/2 and/CC/cc/4 tried/VBN/conj/2", ["held", "tried"]),
        (
            "He/PRP/nsubj:pass/2 was/VBD/aux:pass/2 held/VBN/ROOT/2 and/CC/cc/4 tried/VBN/conj/2 by/IN/case/6 us/PRP/obl:agent/4",
            [],
        ),
        ("Two/CD/nsubj:pass/1 killed/VBN/ROOT/1", ["killed"]),
        ("the/DT/det/1 man/NN/ROOT/1 held/VBN/acl/1", []),
    ],
)
def test_gold_passives(rows, found):
    assert [token.text for token in gold_passives(tree(rows))] == found
