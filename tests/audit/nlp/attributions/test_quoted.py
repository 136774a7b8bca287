"""People quoted by others, on hand-made links."""

import pytest

from audit.nlp.attributions.quoted import with_quoted

from .hand_linked import linked


def read(text: str, *found):
    return [
        (
            text[slice(*item.source)],
            text[slice(*item.cue)],
            [text[slice(*piece)] for piece in item.content],
            item.via and text[slice(*item.via)],
        )
        for item in with_quoted(text, found)
    ]


def test_the_one_quoted_is_the_source_and_no_part_of_the_words():
    text = "“We look and we learn,” Datuk Seri Faizal was quoted as saying by news agency Bernita."
    found = linked(text, "news agency Bernita", "was quoted as saying", "“We look and we learn,” Datuk Seri Faizal")
    assert read(text, found) == [
        ("Datuk Seri Faizal", "was quoted as saying", ["“We look and we learn,”"], "news agency Bernita")
    ]


def test_who_quotes_may_stand_before_the_saying():
    text = "It rained. The minister was quoted by PTI as saying that the bridge was safe."
    found = linked(text, "PTI", "was quoted", "The minister", "that the bridge was safe")
    assert read(text, found) == [
        ("The minister", "was quoted by PTI as saying", ["that the bridge was safe"], "PTI")
    ]  # fmt: skip


def test_nobody_need_be_told_who_quotes():
    text = "Kamau was quoted as having said the tender was fair."
    assert read(text, linked(text, "Kamau", "was quoted as having said", "the tender was fair")) == [
        ("Kamau", "was quoted as having said", ["the tender was fair"], None)
    ]


def test_a_medium_that_quotes_relays():
    text = "Xinhua quoted Mr Lee as saying that trade would grow."
    assert read(text, linked(text, "Xinhua", "quoted", "Mr Lee as saying that trade would grow")) == [
        ("Mr Lee", "as saying", ["that trade would grow"], "Xinhua")
    ]


@pytest.mark.parametrize("text", ["The shares were quoted as high as ten crowns.", "She quoted Yeats, and left."])
def test_other_quoting_stays(text):
    found = linked(text, None, "quoted", text.split()[-1])
    assert with_quoted(text, [found]) == [found]
