"""Names that the recogniser passed over, and those it cut or labelled wrongly."""

import pytest

from audit.model import Kind
from audit.nlp.actors import resolve

SAID = "said/VBD it/PRP rains/VBZ ./."


def speaker(make, source: str, *, before: str = "", names: dict[str, str] | None = None):
    plain = " ".join(item.rpartition("/")[0] for item in source.split())
    doc = make.doc(f"{before}{source} {SAID}", names=names, said=[(plain, "it rains", Kind.INDIRECT)])
    found = resolve(doc)
    return next(actor for actor in found.actors if actor.actor_id == found.attributions[0].actor_id)


def test_a_given_name_before_a_known_surname_makes_somebody_of_their_own(make):
    doc = make.doc(
        "Bill/NNP Clinton/NNP met/VBD Hillary/NNP Clinton/NNP ./.",
        names={"Bill Clinton": "PERSON"},
    )
    assert [actor.name for actor in resolve(doc).actors] == ["Bill Clinton", "Hillary Clinton"]


@pytest.mark.parametrize("before", ["Vote/NNP", "Team/NNP", "Secretary/NNP"])
def test_not_every_capital_before_a_surname_is_a_given_name(make, before):
    doc = make.doc(
        f"Bo/NNP Clinton/NNP came/VBD ./.\nThey/PRP like/VBP {before} Clinton/NNP ./.", names={"Bo Clinton": "PERSON"}
    )
    assert [actor.name for actor in resolve(doc).actors] == ["Bo Clinton"]


def test_a_full_name_behind_a_role(make):
    doc = make.doc("The/DT nominee/NN Ann/NNP Lee/NNP left/VBD ./.")
    assert [actor.name for actor in resolve(doc).actors] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Farmer/NN Ann/NNP Lee/NNP", "Ann Lee"),
        ("Ann/NNP Lee/NNP 's/POS sister/NN ,/, Bet/NNP ,/,", "Bet"),
        ("The/DT S.E.C./NNP", "S.E.C."),
    ],
)
def test_proper_nouns_that_head_a_source_are_names(make, source, name):
    actor = speaker(make, source)
    assert (actor.name, actor.named) == (name, True)


def test_a_misspelt_surname_that_is_the_whole_source(make):
    before = "Leslie/NNP Wimes/NNP came/VBD ./.\n"
    assert speaker(make, "Wines/NNS", before=before, names={"Leslie Wimes": "PERSON"}).name == "Leslie Wimes"


def test_a_misspelt_surname_that_is_found_as_a_name(make):
    before = "Leslie/NNP Wimes/NNP and/CC Ann/NNP Lees/NNP came/VBD ./.\n"
    people = {"Leslie Wimes": "PERSON", "Ann Lees": "PERSON"}
    assert speaker(make, "Wines/NNP", before=before, names=people | {"Wines": "PERSON"}).name == "Leslie Wimes"
    assert speaker(make, "Wilde/NNP", before=before, names=people | {"Wilde": "PERSON"}).name == "Wilde"


def test_a_name_may_end_in_a_small_letter_behind_a_hyphen(make):
    from spacy.tokens import Doc, Span

    doc = Doc(
        make.vocab, words=["Ban", "Ki", "-", "moon", "left", "."], spaces=[True, False, False, True, False, False]
    )
    doc.ents = [Span(doc, 0, 4, "PERSON")]
    assert [actor.name for actor in resolve(doc).actors] == ["Ban Ki-moon"]


def test_acronyms_that_everybody_knows_stand_for_their_names(make):
    doc = make.doc(
        "The/DT United/NNP Nations/NNP met/VBD ./.\nThe/DT U.N./NNP voted/VBD ./.",
        names={"United Nations": "ORG", "U.N.": "GPE"},
    )
    assert [actor.name for actor in resolve(doc).actors] == ["United Nations"]
