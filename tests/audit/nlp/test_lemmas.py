from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from audit.nlp.lemmas import AuditLemmatizer, LemmaRules

RULES = LemmaRules(
    words={"VERB VBD": {"went": "go"}, "PRON PRP": {"i": "I"}},
    suffixes={
        "VERB VBD": {"ed": (2, ""), "pped": (3, ""), "oped": (1, "")},
        "NOUN NNS": {"s": (1, ""), "ies": (3, "y")},
        "PROPN NNPS": {"s": (1, "")},
        "ADJ JJR": {"er": (2, "")},
    },
)


@pytest.mark.parametrize(
    ("form", "pos", "tag", "lemma"),
    [
        ("Went", "VERB", "VBD", "go"),
        ("walked", "VERB", "VBD", "walk"),
        ("stopped", "VERB", "VBD", "stop"),
        ("hoped", "VERB", "VBD", "hope"),
        ("Parties", "NOUN", "NNS", "party"),
        ("Democrats", "PROPN", "NNPS", "Democrat"),
        ("I", "PRON", "PRP", "I"),
        ("unknown", "ADV", "RB", "unknown"),
        ("s", "NOUN", "NNS", "s"),
    ],
)
def test_lemma(form: str, pos: str, tag: str, lemma: str) -> None:
    assert RULES.lemma(form, pos, tag) == lemma


def test_a_capital_counts_within_the_sentence_only() -> None:
    assert RULES.lemma("Russian", "ADJ", "JJ") == "Russian"
    assert RULES.lemma("Great", "ADJ", "JJ", starts=True) == "great"


def test_round_trip(tmp_path: Path) -> None:
    AuditLemmatizer(rules=RULES).to_disk(tmp_path / "lemmatizer")
    assert AuditLemmatizer().from_disk(tmp_path / "lemmatizer").rules == RULES
    assert AuditLemmatizer().from_bytes(AuditLemmatizer(rules=RULES).to_bytes()).rules == RULES


def test_component_writes_lemmas() -> None:
    nlp = spacy.blank("en")
    doc = Doc(nlp.vocab, words=["Parties", "stopped"], pos=["NOUN", "VERB"], tags=["NNS", "VBD"])
    assert [token.lemma_ for token in AuditLemmatizer(rules=RULES)(doc)] == ["party", "stop"]
