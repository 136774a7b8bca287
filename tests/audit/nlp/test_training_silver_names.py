"""Names marked by vote: found in one place, marked in all."""

from audit.nlp.training.encoder_silver_names import (
    NamedText,
    elected,
    marked,
    occurrences,
    read_names,
    with_surnames,
    write_names,
)


def entities(text: str, **names: str) -> list[tuple[str, int, int]]:
    """The first occurrence of each name (underscores for spaces) with its class."""
    found = [(label, name.replace("_", " ")) for name, label in names.items()]
    return [(label, text.index(name), text.index(name) + len(name)) for label, name in found]


def words(text: str, found: list[tuple[str, int, int]]) -> list[tuple[str, str]]:
    return [(label, text[start:end]) for label, start, end in found]


def test_a_name_found_often_enough_is_elected_with_its_class():
    texts = ["Ann Lee met Acme."] * 4
    found = [entities(text, Ann_Lee="PERSON", Acme="ORG" if number else "PERSON") for number, text in enumerate(texts)]
    assert elected(texts, found) == {"Ann Lee": "PERSON", "Acme": "ORG"}
    assert elected(texts[:2], found[:2]) == {}


def test_a_word_that_is_mostly_no_name_is_not_elected():
    texts = ["May said it may. It may be. May I?"] * 5
    found = [entities(text, May="PERSON") for text in texts]
    assert elected(texts, found) == {}


def test_what_stands_before_a_name_is_none_of_it():
    texts = ["Ann Lee and Democrat Ann Lee and Mary Ann Lee"] * 3
    found = [entities(text, Ann_Lee="PERSON", Democrat_Ann_Lee="PERSON") for text in texts]
    assert elected(texts, found) == {"Ann Lee": "PERSON"}


def test_elected_names_are_marked_wherever_they_stand():
    text = "They voted for Ann Lee. Critics of Ann Lee’s plan met Ann Leeson."
    assert words(text, marked(text, [], {"Ann Lee": "PERSON"})) == [("PERSON", "Ann Lee"), ("PERSON", "Ann Lee")]


def test_a_wider_name_of_another_class_is_kept_and_of_the_same_class_cut():
    text = "The Lee Foundation heard Republican Ann Lee in Oslo."
    found = entities(text, Lee_Foundation="ORG", Republican_Ann_Lee="PERSON", Oslo="GPE")
    names = {"Ann Lee": "PERSON", "Lee": "PERSON"}
    assert words(text, marked(text, found, names)) == [
        ("ORG", "Lee Foundation"),
        ("PERSON", "Ann Lee"),
        ("GPE", "Oslo"),
    ]


def test_surnames_stand_for_the_persons_of_their_article():
    text = "Ann Lee spoke. Lee left; Leeds did not."
    assert words(text, with_surnames(text, entities(text, Ann_Lee="PERSON"))) == [
        ("PERSON", "Ann Lee"),
        ("PERSON", "Lee"),
    ]


def test_the_longest_name_wins_at_a_place():
    text = "Lee Hall, U.S. Senate"
    found = list(occurrences(text, {"Lee": "PERSON", "Lee Hall": "FAC", "U.S. Senate": "ORG", "U.S.": "GPE"}))
    assert words(text, found) == [("FAC", "Lee Hall"), ("ORG", "U.S. Senate")]


def test_names_are_read_as_written(tmp_path):
    texts = [NamedText("Ann Lee\u2028spoke", (("PERSON", 0, 7),)), NamedText("", ())]
    write_names(texts, tmp_path / "names.jsonl")
    assert read_names(tmp_path / "names.jsonl") == texts
