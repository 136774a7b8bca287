"""Names of one word that are nobody's, though the recogniser took them for people's."""

import pytest

from audit.model import ActorKind
from audit.nlp.actors import resolve

NAMES = dict.fromkeys(["Tidemark", "Baromar", "Rohingya", "Valheim", "Felch"], "PERSON")


def kinds(make, text: str, names: dict[str, str] | None = None) -> dict[str, ActorKind]:
    return {actor.name: actor.kind for actor in resolve(make.doc(text, names=names or NAMES)).actors}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Energy/NN giant/NN Tidemark/NNP won/VBD ./.\nTidemark/NNP left/VBD ./.", "Tidemark", ActorKind.ORGANISATION),
        ("Baromar/NNP ,/, the/DT firm/NN that/WDT asked/VBD ,/, left/VBD ./.", "Baromar", ActorKind.ORGANISATION),
        ("Nearly/RB 40,000/CD Rohingya/NNP fled/VBD ./.", "Rohingya", ActorKind.GROUP),
        ("The/DT Rohingya/NNP are/VBP poor/JJ ./.", "Rohingya", ActorKind.GROUP),
        ("Felch/NNP left/VBD ./.", "Felch", ActorKind.PERSON),
        ("Ann/NNP Lee/NNP and/CC Felch/NNP were/VBD here/RB ./.", "Felch", ActorKind.PERSON),
        ("Felch/NNP ,/, the/DT owner/NN of/IN a/DT firm/NN ,/, left/VBD ./.", "Felch", ActorKind.PERSON),
        (
            "The/DT farmer/NN Felch/NNP came/VBD ./.\nFelch/NNP ,/, the/DT firm/NN ,/, left/VBD ./.",
            "Felch",
            ActorKind.PERSON,
        ),
    ],
)
def test_the_words_beside_it_tell_what_it_is(make, text, name, kind):
    assert kinds(make, text)[name] is kind


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("He/PRP plays/VBZ the/DT game/NN “/`` Valheim/NNP ”/'' ./.\nValheim/NNP is/VBZ old/JJ ./.", []),
        ("The/DT “/`` Valheim/NNP ”/'' franchise/NN is/VBZ old/JJ ./.", []),
        ("The/DT farmer/NN “/`` Valheim/NNP ”/'' left/VBD ./.", ["Valheim"]),
        ("He/PRP met/VBD “/`` Valheim/NNP ”/'' ./.", ["Valheim"]),
    ],
)
def test_the_title_of_a_work_is_nobody(make, text, people):
    assert list(kinds(make, text)) == people


def test_a_year_counts_nobody(make):
    assert kinds(make, "In/IN 1991/CD Felch/NNP left/VBD ./.") == {"Felch": ActorKind.PERSON}


def test_a_surname_of_the_article_stays_a_person(make):
    names = {"Bo Felch": "PERSON", "Felch": "PERSON"}
    text = "Bo/NNP Felch/NNP came/VBD ./.\nThe/DT firm/NN Felch/NNP left/VBD ./."
    assert kinds(make, text, names) == {"Bo Felch": ActorKind.PERSON}


def test_a_dateline_is_a_place(make):
    names = {"KARLOVO": "PERSON"}
    assert kinds(make, "KARLOVO/NNP (/-LRB- AP/NNP )/-RRB- —/: It/PRP rained/VBD ./.", names) == {}
    assert kinds(make, "KARLOVO/NNP (/-LRB- AP/NNP )/-RRB- spoke/VBD ./.", names) == {"KARLOVO": ActorKind.PERSON}
