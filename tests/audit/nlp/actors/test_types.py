"""Source types from the words of roles, organisations and collective sources."""

import pytest

from audit.nlp.actors.type_words import FIRM, KINSHIP, WEAK, collective_type, organisation_type, rated


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Sen.", "politician"),
        ("a Republican tax consultant", "expert"),  # the head decides, not what stands before it
        ("the spokesman for the Trump campaign", "politician"),  # a weak head takes the organisation's type
        ("spokeswoman for Barnfield Ferries", "business"),
        ("an aide", "official"),  # … and its own where none is named
        ("director of the Potsdam Institute for Climate Impact Research", "expert"),
        ("chief executive of the National Urban League", "civil_society"),
        ("leader of the Anti-Defamation League", "civil_society"),  # a name in full
        ("spokesman", None),  # of whom, nobody knows
        ("spokeswoman for the company", "business"),
        ("the city's emergency operations director", "official"),
        ("his chief of staff", "official"),  # a role of several words
        ("E.U. leaders", "politician"),
        ("a number of senators", "politician"),
        ("four witnesses interviewed by the paper", "citizen"),
        ("executive director at the Center of Media Justice", None),  # neither director nor Justice says anything
        ("director and professor of law", "expert"),  # the next noun, where the first says nothing
        ("head of the Institute for Policy Integrity", "expert"),  # no document
        ("chair of the Employers' Federation", "business"),
        ("the hospital's director", "expert"),
        ("a Bank insider", "business"),
        ("mother of two", "citizen"),
        ("RT America host", "media"),
        ("the mayor of Springfield, a former teacher", "politician"),
        ("opponent", None),
        ("", None),
    ],
)
def test_roles(role, expected):
    assert rated(role.split())[0] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("international atomic energy agency", "official"),
        ("department of energy", "official"),
        ("solar energy", "business"),
        ("bank of england", "official"),
        ("bank of springfield", "business"),
        ("congressional budget office", "official"),
        ("federal bureau of prisons", "official"),
        ("tax policy center", "expert"),
        ("the new yorker", "media"),
        ("illinois board of elections", "official"),
        ("house majority pac", "politician"),
        ("acme", None),
    ],
)
def test_organisations(name, expected):
    assert organisation_type(name.split()) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("authorities", "official"),
        ("state news media", "media"),
        ("environmental groups", "civil_society"),
        ("companies in the north", "business"),
        ("people", "citizen"),
        ("people familiar with the matter", None),
        ("critics", None),
        ("a number of cities", "official"),
        ("companies in a wide range of fields", "business"),
        ("consulting firms like McKinsey", "business"),
        ("a union representing flight attendants", "civil_society"),
    ],
)
def test_collective_sources(name, expected):
    assert collective_type(name.split()) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Central Bank Governor", FIRM),
        ("Governor", WEAK),
        ("senator", FIRM),
        ("former senator", FIRM),
        ("former teacher", WEAK),
        ("mother of two", KINSHIP),
        ("opponent", 0),
    ],
)
def test_how_much_a_role_says(role, expected):
    assert rated(role.split())[1] == expected
