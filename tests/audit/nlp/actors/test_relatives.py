"""Whom "who" takes up."""

import pytest

from audit.model import Kind
from audit.nlp.actors import resolve

KESK = "Dora/NNP Kesk/NNP ,/, Halvane/NNP 's/POS deputy/NN ,/, who/WP is/VBZ said/VBN to/TO doubt/VB it/PRP ,/, left/VBD ./."
BERG = "Anna/NNP Berg/NNP ,/, the/DT owner/NN of/IN Halvane/NNP ,/, who/WP was/VBD said/VBN to/TO doubt/VB it/PRP ,/, left/VBD ./."


@pytest.mark.parametrize(
    ("text", "deps", "name"),
    [
        (KESK, {5: (1, "appos"), 9: (5, "acl:relcl"), 7: (9, "nsubj:pass")}, "Dora Kesk"),
        (KESK, {5: (14, "obj"), 9: (5, "acl:relcl"), 7: (9, "nsubj:pass")}, "Dora Kesk"),
        (BERG, {4: (1, "appos"), 10: (4, "acl:relcl"), 8: (10, "nsubj:pass")}, "Anna Berg"),
    ],
)
def test_who_behind_a_role_is_whose_role_it_is_and_not_the_person_named_in_it(make, text, deps, name):
    doc = make.doc(
        text,
        names={"Dora Kesk": "PERSON", "Anna Berg": "PERSON", "Halvane": "PERSON"},
        said=[("who", "to doubt it", Kind.INDIRECT)],
        deps=deps,
    )
    found = resolve(doc)
    (said,) = found.attributions
    assert {actor.actor_id: actor.name for actor in found.actors}[said.actor_id] == name
