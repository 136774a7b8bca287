"""Lists of voices, on hand-made links."""

import pytest

from audit.nlp.attributions.voices import with_voices

from .hand_linked import linked

LIST = "Ann Lee, 34, nurse: “I shall miss it dearly.”\n\n• Bo Ray, who runs the café: “So shall I, every day.”"


def read(text, *found):
    return [
        (item.source and text[slice(*item.source)], [text[slice(*piece)] for piece in item.content])
        for item in with_voices(text, found)
    ]


@pytest.mark.parametrize(
    "label",
    [
        "Ann Lee, 34, nurse",
        "Ann Lee, who runs the café and once said no",
        "Councillor Ann Lee (Lib Dem)",
        "Sir Bo Ray, MP for Stow",
        "Lucy, aged 8",
        "Ann and Bo Ray, both 71",
        "A spokesperson for Northgate Rail",
        "Lena van der Berg",
    ],
)
def test_what_stands_behind_a_label_is_the_voices(label):
    for bullet in ("", "• ", "- "):
        text = f"It closed.\n\n{bullet}{label}: “I shall miss it dearly, and so will others.”"
        assert read(text) == [(label, ["“I shall miss it dearly, and so will others.”"])]


def test_a_quotation_of_the_list_is_taken_from_who_spoke_above():
    found = linked(LIST, "Ann Lee, 34, nurse", ":", "“I shall miss it dearly.”", "“So shall I, every day.”")
    assert read(LIST, found) == [
        ("Ann Lee, 34, nurse", ["“I shall miss it dearly.”"]),
        ("Bo Ray, who runs the café", ["“So shall I, every day.”"]),
    ]


def test_names_on_lines_of_their_own_speak_below():
    text = "Ann Lee, 34, nurse\n\n“I shall miss it dearly.”\n\nBo Ray\n\n“So shall I, every day.”"
    found = linked(text, None, None, "“I shall miss it dearly.”", "“So shall I, every day.”")
    assert read(text, found) == [
        ("Ann Lee, 34, nurse", ["“I shall miss it dearly.”"]),
        ("Bo Ray", ["“So shall I, every day.”"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Gun Control\n\n“I shall miss it dearly.”",  # one heading, no list
        "Ann Lee said it again and again: “I shall miss it dearly.”",
        "The sign on the door: “I shall miss it dearly.”",
        "Ann Lee, 34, nurse: she said “I shall miss it” to nobody in particular and left the room at once.",
        "Ann Lee, who lives nearby, wrote in an email: “I shall miss it dearly.”",
        "Ann Lee, 34, nurse: I shall miss it dearly.",
        "Ann Lee spoke up.\n\n“I shall miss it dearly.”\n\nBo Ray spoke up.\n\n“So shall I.”",
    ],
)
def test_other_lines_are_left_alone(text):
    assert read(text) == []


def test_what_the_model_was_sure_of_is_kept():
    found = linked(LIST, "Ann Lee, 34, nurse", ":", "“I shall miss it dearly.”")
    assert with_voices(LIST, [found])[0].certainty == found.certainty
