"""Quotation marks in names: a nickname is part of a name, a lone mark of none."""

import pytest

from audit.model import Kind
from audit.nlp.actors.nicknames import without_lone_marks
from audit.nlp.actors.resolve import resolve


def names_of(found):
    return {actor.name: set(actor.names) for actor in found.actors}


@pytest.mark.parametrize(
    ("line", "names", "whole"),
    [
        (
            "Robert/NNP C./NNP \"/`` Bobby/NNP \"/'' Scott/NNP",
            ["Robert C.", 'Bobby " Scott'],
            'Robert C. " Bobby " Scott',
        ),
        (
            "Robert/NNP C./NNP \"/`` Bobby/NNP \"/'' Scott/NNP",
            ['Robert C. " Bobby', "Scott"],
            'Robert C. " Bobby " Scott',
        ),
        ("Dwayne/NNP “/`` The/DT Rock/NNP ”/'' Johnson/NNP", ["Dwayne", "Johnson"], "Dwayne “ The Rock ” Johnson"),
        ("Earvin/NNP '/`` Magic/NNP '/'' Johnson/NNP", ["Earvin", "Johnson"], "Earvin ' Magic ' Johnson"),
    ],
)
def test_a_nickname_in_quotation_marks_is_part_of_one_name(make, line, names, whole):
    doc = make.doc(
        f"{line} said/VBD he/PRP would/MD run/VB ./.",
        names=dict.fromkeys(names, "PERSON"),
        said=[(whole, "he would run", Kind.INDIRECT)],
    )
    found = resolve(doc)
    assert names_of(found) == {whole: {whole}}
    assert found.attributions[0].actor_id == found.actors[0].actor_id


def test_both_short_forms_of_a_name_with_a_nickname_are_the_same_person(make):
    doc = make.doc(
        "Robert/NNP \"/`` Bobby/NNP \"/'' Scott/NNP won/VBD ./.\nBobby/NNP Scott/NNP smiled/VBD ./.\nScott/NNP left/VBD ./.",
        names={'Robert " Bobby " Scott': "PERSON", "Bobby Scott": "PERSON", "Scott": "PERSON"},
    )
    assert names_of(resolve(doc)) == {'Robert " Bobby " Scott': {'Robert " Bobby " Scott', "Bobby Scott", "Scott"}}


def test_a_quotation_that_begins_behind_a_name_is_no_nickname(make):
    doc = make.doc(
        "Ann/NNP Lee/NNP \"/`` saw/VBD \"/'' Bob/NNP Ray/NNP ./.", names={"Ann Lee": "PERSON", "Bob Ray": "PERSON"}
    )
    assert set(names_of(resolve(doc))) == {"Ann Lee", "Bob Ray"}


def test_a_lone_mark_ends_a_name(make):
    doc = make.doc('He/PRP met/VBD Joe/NNP "/`` Smith/NNP ./.', names={'Joe " Smith': "PERSON"})
    assert names_of(resolve(doc)) == {"Smith": {"Smith"}}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ('Bobby" Scott', "Bobby Scott"),
        ('Marcia "Cia" Price', 'Marcia "Cia" Price'),
        ("a “Contract with America", "a Contract with America"),
        ("the “new” deal”", "the “new” deal"),
        ("»Sanders", "Sanders"),
        ("«Le Monde»", "«Le Monde»"),
        ("„Bild“ and “Sun”", "„Bild“ and “Sun”"),
        ("O'Neill’s aides", "O'Neill’s aides"),
    ],
)
def test_marks_without_a_counterpart_are_not_shown(name, shown):
    assert without_lone_marks(name) == shown
