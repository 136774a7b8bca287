"""The same sentences in both dependency schemes, built by hand: the same is read from either."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from audit.nlp import labels


def _doc(words: str, heads: list[int], deps: str, pos: str = "") -> Doc:
    tokens = words.split()
    return Doc(
        Vocab(),
        words=tokens,
        heads=heads,
        deps=deps.split(),
        pos=pos.split() if pos else ["X"] * len(tokens),
    )


PASSIVE = "The bill was passed by the Senate ."
PASSIVES = {
    "ud": _doc(
        PASSIVE,
        [1, 3, 3, 3, 6, 6, 3, 3],
        "det nsubj:pass aux:pass ROOT case det obl:agent punct",
        "DET NOUN AUX VERB ADP DET PROPN PUNCT",
    ),
    "clearnlp": _doc(PASSIVE, [1, 3, 3, 3, 3, 6, 4, 3], "det nsubjpass auxpass ROOT agent det pobj punct"),
}
AGENTLESS = "Mistakes were made in Iowa ."
AGENTLESSES = {
    "ud": _doc(
        AGENTLESS, [2, 2, 2, 4, 2, 2], "nsubj:pass aux:pass ROOT case obl punct", "NOUN AUX VERB ADP PROPN PUNCT"
    ),
    "clearnlp": _doc(AGENTLESS, [2, 2, 2, 2, 3, 2], "nsubjpass auxpass ROOT prep pobj punct"),
}
REPORT = "His lawyer told reporters that he had not lied ."
REPORTS = {
    "ud": _doc(REPORT, [1, 2, 2, 2, 8, 8, 8, 8, 2, 2], "nmod:poss nsubj ROOT iobj mark nsubj aux advmod ccomp punct"),
    "clearnlp": _doc(REPORT, [1, 2, 2, 2, 8, 8, 8, 8, 2, 2], "poss nsubj ROOT dative mark nsubj aux neg ccomp punct"),
}
schemes = pytest.mark.parametrize("scheme", ["ud", "clearnlp"])


@schemes
def test_a_passive_names_its_doer(scheme: str) -> None:
    doc = PASSIVES[scheme]
    verb = doc[3]
    assert labels.is_passive(verb)
    assert labels.is_subject(doc[1])
    assert labels.has_agent(verb)


@schemes
def test_an_agentless_passive(scheme: str) -> None:
    doc = AGENTLESSES[scheme]
    assert labels.is_passive(doc[2])
    assert not labels.has_agent(doc[2])


@schemes
def test_a_report(scheme: str) -> None:
    doc = REPORTS[scheme]
    assert not labels.is_passive(doc[2])
    assert [token.text for token in doc if labels.is_subject(token)] == ["lawyer", "he"]


@pytest.mark.parametrize(
    ("label", "subject"), [("nsubj:outer", True), ("csubj:pass", True), ("expl", False), ("obj", False)]
)
def test_subject_subtypes(label: str, subject: bool) -> None:
    doc = _doc("it is", [1, 1], f"{label} ROOT")
    assert labels.is_subject(doc[0]) is subject
