"""Genders that a text only imagines are not told as an actor's gender. Trees by hand (token: head and label)."""

import pytest

from audit.nlp.actors import resolve

AFTER = "\nShe/PRP lost/VBD ./.\nShe/PRP left/VBD ./."


def gender(make, text, deps):
    return resolve(make.doc(text + AFTER, names={"Ann Lee": "PERSON"}, deps=deps)).actors[0].gender


def test_pronouns_tell_the_gender(make):
    deps = {1: (2, "nsubj"), 0: (1, "compound")}
    assert gender(make, "Ann/NNP Lee/NNP won/VBD ./.", deps) == "female"


@pytest.mark.parametrize("label", ["nsubj", "nsubj:outer"])
def test_not_where_the_text_supposes_it(make, label):
    text = "If/IN Ann/NNP Lee/NNP were/VBD a/DT woman/NN ,/, who/WP cares/VBZ ?/."
    deps = {
        0: (5, "mark"),
        2: (5, label),
        1: (2, "compound"),
        3: (5, "cop"),
        4: (5, "det"),
        5: (8, "advcl"),
        7: (8, "nsubj"),
    }
    assert gender(make, text, deps) is None


def test_a_statement_supposes_nothing(make):
    text = "Ann/NNP Lee/NNP is/VBZ a/DT woman/NN ./."
    assert gender(make, text, {1: (4, "nsubj"), 0: (1, "compound"), 2: (4, "cop"), 3: (4, "det")}) == "female"


def test_somebody_elses_supposition_does_not_matter(make):
    text = "Ann/NNP Lee/NNP wins/VBZ if/IN voters/NNS were/VBD women/NNS ./."
    deps = {1: (2, "nsubj"), 0: (1, "compound"), 3: (6, "mark"), 4: (6, "nsubj"), 5: (6, "cop"), 6: (2, "advcl")}
    assert gender(make, text, deps) == "female"


def test_nor_does_a_real_condition(make):
    text = "If/IN Ann/NNP Lee/NNP is/VBZ the/DT woman/NN ,/, who/WP cares/VBZ ?/."
    deps = {
        0: (5, "mark"),
        2: (5, "nsubj"),
        1: (2, "compound"),
        3: (5, "cop"),
        4: (5, "det"),
        5: (8, "advcl"),
        7: (8, "nsubj"),
    }
    assert gender(make, text, deps) == "female"
