"""Names by which one comes back: the middle of a full name, a surname with its particle, a courtesy title, a hyphened end."""

import pytest

from audit.model import Kind
from audit.nlp.actors import resolve

SAID = "said/VBD it/PRP rains/VBZ ./."


def speaker(make, source: str, *, before: str = "", names: dict[str, str] | None = None):
    plain = " ".join(item.rpartition("/")[0].replace("~", "") for item in source.split())
    doc = make.doc(f"{before}\n{source} {SAID}", names=names, said=[(plain, "it rains", Kind.INDIRECT)])
    found = resolve(doc)
    return next((actor.name for actor in found.actors if actor.actor_id == found.attributions[0].actor_id), None)


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Regina Ip Lau", "Ip"),
        ("Mattar Al Tayer", "Al Tayer"),
        ("Nayef Falah Al Hajraf", "Al Hajraf"),
    ],
)
def test_a_part_of_the_only_full_name_is_its_bearer(make, full, short):
    before = " ".join(f"{word}/NNP" for word in full.split()) + " spoke/VBD ./."
    source = " ".join(f"{word}/NNP" for word in short.split())
    assert speaker(make, source, before=before, names={full: "PERSON", short: "PERSON"}) == full


def test_a_surname_with_its_particle_that_comes_first_is_the_full_names(make):
    before = "De/NNP Blasio/NNP spoke/VBD ./.\nBill/NNP de/NNP Blasio/NNP left/VBD ./."
    names = {"De Blasio": "PERSON", "Bill de Blasio": "PERSON"}
    assert speaker(make, "De/NNP Blasio/NNP", before=before, names=names) == "Bill de Blasio"


def test_a_middle_name_of_two_people_means_neither(make):
    before = "Ann/NNP Ip/NNP Lau/NNP met/VBD Bo/NNP Ip/NNP Mok/NNP ./."
    names = {"Ann Ip Lau": "PERSON", "Bo Ip Mok": "PERSON", "Ip": "PERSON"}
    assert speaker(make, "Ip/NNP", before=before, names=names) == "Ip"


def test_a_given_name_that_is_no_particle_stays_apart(make):
    before = "Bo/NNP Tayer/NNP spoke/VBD ./."
    names = {"Bo Tayer": "PERSON", "Al Gore": "PERSON"}
    assert speaker(make, "Al/NNP Gore/NNP", before=before, names=names) == "Al Gore"


def test_a_courtesy_title_makes_a_person(make):
    before = "Peerawit/NNP Ruang/NNP spoke/VBD ./."
    names = {"Peerawit Ruang": "PERSON", "Peerawit": "ORG"}
    assert speaker(make, "Mr/NNP Peerawit/NNP", before=before, names=names) == "Peerawit Ruang"


def test_a_hyphened_surname_with_small_letters_is_a_name(make):
    names = {"Prayut Chan - o - cha": "PERSON"}
    source = "Prayut/NNP Chan/NNP ~-/HYPH ~o/NNP ~-/HYPH ~cha/NNP"
    doc = make.doc(f"{source} {SAID}", names=names, said=[("Prayut Chan-o-cha", "it rains", Kind.INDIRECT)])
    assert [actor.name for actor in resolve(doc).actors] == ["Prayut Chan-o-cha"]


def test_of_two_who_were_named_once_the_one_just_named_is_meant(make):
    rain = "It/PRP rained/VBD ./.\n" * 8
    before = f"Haseena/NNP Begum/NNP left/VBD ./.\n{rain}Sajida/NNP Begum/NNP stayed/VBD ./.\nIt/PRP rained/VBD ./.\nIt/PRP rained/VBD ./."
    names = {"Haseena Begum": "PERSON", "Sajida Begum": "PERSON", "Begum": "PERSON"}
    assert speaker(make, "Begum/NNP", before=before, names=names) == "Sajida Begum"


def test_a_middle_name_that_was_taken_for_a_body_is_its_bearer(make):
    before = "Regina/NNP Ip/NNP Lau/NNP spoke/VBD ./."
    assert speaker(make, "Ip/NNP", before=before, names={"Regina Ip Lau": "PERSON", "Ip": "ORG"}) == "Regina Ip Lau"
    assert speaker(make, "the/DT Ip/NNP", before=before, names={"Regina Ip Lau": "PERSON", "Ip": "ORG"}) == "Ip"


@pytest.mark.parametrize(
    ("named", "name"),
    [
        ("Marguerite Illing of Kesterholm", "Marguerite Illing"),
        ("Stacey Plaskett of the Virgin Islands", "Stacey Plaskett"),
        ("Joan of Arc", "Joan of Arc"),
    ],
)
def test_where_a_person_is_from_is_no_part_of_the_name(make, named, name):
    source = " ".join(f"{word}/{'NNP' if word[0].isupper() else 'IN'}" for word in named.split())
    assert speaker(make, source, names={named: "PERSON"}) == name
