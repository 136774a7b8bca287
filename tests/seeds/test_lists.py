"""The reference tables: their columns, their values, and entries that must (or must not) be there."""

import csv

import pytest

from audit.nlp.wording_sources import PARSED_CLASSES

TYPES = {"official", "politician", "expert", "media", "business", "civil_society", "citizen", "celebrity", "document"}
VERB_CLASSES = {"neutral", "illocutionary", "directive", "cognitive", "endorsing", "doubting", "emotive"}
LISTS = {
    "reporting_verbs": (("lemma", "class", "subclass", "loaded", "source"), 250),
    "reporting_nouns": (("noun", "class", "verb", "source"), 100),
    "role_nouns": (("noun", "source_type", "subtype", "weak", "source"), 400),
    "body_nouns": (("noun", "source_type", "weak", "source"), 100),
    "org_patterns": (("pattern", "source_type", "source"), 300),
    "organisation_names": (("name", "source_type", "source"), 500),
    "unnamed_source_nouns": (("phrase", "form", "source"), 100),
    "honorifics": (("title", "gender", "source"), 100),
    "wire_agencies": (("name", "aliases", "credit_only", "source"), 50),
    "hedges": (("hedge", "class", "source"), 150),
    "weasels": (("phrase", "class", "source"), 150),
    "participles": (("participle", "kind", "before", "source"), 200),
}


@pytest.fixture(scope="module")
def lists(root) -> dict[str, list[dict[str, str]]]:
    found = {}
    for name in LISTS:
        with (root / "seeds" / f"{name}.csv").open(encoding="utf8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def column(rows, key, value):
    return {row[key]: row[value] for row in rows}


@pytest.mark.parametrize("name", LISTS)
def test_columns_length_and_no_entry_twice(lists, name):
    columns, least = LISTS[name]
    rows = lists[name]
    assert tuple(rows[0]) == columns
    assert len(rows) >= least
    entries = [row[columns[0]] for row in rows]
    assert len(set(entries)) == len(entries)
    assert all(entry == entry.strip() and entry for entry in entries)
    assert all(row["source"] for row in rows)
    assert entries == sorted(entries, key=str.lower)


def test_classes_are_those_of_the_readme(lists, root):
    assert {row["class"] for row in lists["reporting_verbs"]} == VERB_CLASSES
    assert {row["source_type"] for row in lists["role_nouns"] if row["weak"] == "no"} == TYPES
    assert {row["source_type"] for row in lists["role_nouns"] if row["weak"] == "yes"} <= TYPES | {""}
    assert {row["source_type"] for row in lists["org_patterns"]} <= TYPES
    assert {row["source_type"] for row in lists["organisation_names"]} <= TYPES - {"document"}
    assert {row["source_type"] for row in lists["body_nouns"]} == TYPES - {"document"}
    assert {row["gender"] for row in lists["honorifics"]} == {"female", "male", "unknown"}
    assert {row["form"] for row in lists["unnamed_source_nouns"]} == {"head", "phrase", "mark"}
    assert {row["class"] for row in lists["weasels"]} == {"agentless_report", "anonymous_authority", *PARSED_CLASSES}
    assert {row["kind"] for row in lists["participles"]} == {"intransitive", "irregular", "state"}
    readme = (root / "seeds" / "README.md").read_text(encoding="utf8")
    for name in (*VERB_CLASSES, *(f"{name}.csv" for name in LISTS)):
        assert f"`{name}`" in readme


def test_loaded_verbs_are_the_endorsing_the_doubting_and_the_emotive(lists):
    for row in lists["reporting_verbs"]:
        assert (row["loaded"] == "yes") == (row["class"] in {"endorsing", "doubting", "emotive"}), row


def test_a_reporting_noun_has_the_class_of_its_verb(lists):
    classes = column(lists["reporting_verbs"], "lemma", "class")
    for row in lists["reporting_nouns"]:
        assert row["class"] == classes[row["verb"]], row


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("say", "neutral"),
        ("tell", "neutral"),
        ("claim", "doubting"),
        ("insist", "doubting"),
        ("admit", "endorsing"),
        ("point out", "endorsing"),
        ("slam", "emotive"),
        ("gush", "emotive"),
        ("urge", "directive"),
        ("believe", "cognitive"),
        ("deny", "illocutionary"),
        ("promise", "illocutionary"),
    ],
)
def test_verbs_stand_where_the_literature_has_them(lists, verb, expected):
    assert column(lists["reporting_verbs"], "lemma", "class")[verb] == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("police chief", "official"),
        ("judge", "official"),
        ("colonel", "official"),
        ("senator", "politician"),
        ("prime minister", "politician"),
        ("economist", "expert"),
        ("columnist", "media"),
        ("chief executive", "business"),
        ("trade unionist", "civil_society"),
        ("mother", "citizen"),
        ("novelist", "celebrity"),
        ("court filing", "document"),
    ],
)
def test_roles_have_their_source_type(lists, noun, expected):
    assert column(lists["role_nouns"], "noun", "source_type")[noun] == expected


def test_a_noun_of_both_lists_has_one_type(lists):
    roles = column(lists["role_nouns"], "noun", "source_type")
    for row in lists["body_nouns"]:
        assert roles.get(row["noun"], row["source_type"]) == row["source_type"], row


def test_titles_state_a_gender_only_where_they_do(lists):
    genders = column(lists["honorifics"], "title", "gender")
    assert (genders["Mrs"], genders["Sir"], genders["Dr"], genders["Judge"]) == ("female", "male", "unknown", "unknown")
    assert "M." not in genders


def test_one_form_names_one_agency(lists):
    forms = [
        form
        for row in lists["wire_agencies"]
        for form in {row["name"], *row["aliases"].split(";"), *row["credit_only"].split(";")} - {""}
    ]
    assert len(set(forms)) == len(forms)


def test_words_of_everyday_reporting_are_no_hedges_or_weasels(lists):
    entries = {row["hedge"] for row in lists["hedges"]} | {row["phrase"] for row in lists["weasels"]}
    assert not entries & {
        "say",
        "says",
        "will",
        "would",
        "must",
        "can",
        "all",
        "back",
        "down",
        "again",
        "that",
        "so",
        "very",
    }
