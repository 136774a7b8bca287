"""Statements that run over the end of a line, on hand-made links."""

from audit.nlp.attributions.decoding import Linked
from audit.nlp.attributions.lines import cut_at_lines

from .hand_linked import linked


def contents(text: str, *found: Linked) -> list[list[str]]:
    return [[text[slice(*piece)] for piece in item.content] for item in cut_at_lines(text, found)]


def test_a_heading_above_the_speakers_line_is_cut():
    text = "Traffic safety\n\nCars will ease congestion, Al Tayer added."
    item = linked(text, None, "added", "Traffic safety\n\nCars will ease congestion")
    assert contents(text, item) == [["Cars will ease congestion"]]


def test_the_next_paragraph_is_cut_where_the_speaker_comes_first():
    text = "The bureau said that it was hot.\r\nMercury is soaring, Tan said."
    item = linked(text, None, "said", "that it was hot.\r\nMercury is soaring")
    assert contents(text, item) == [["that it was hot."]]


def test_a_quotation_of_several_paragraphs_stays():
    text = "He said: “I came.\n“I saw.”"
    assert contents(text, linked(text, None, "said", "“I came.\n“I saw.”")) == [["“I came.", "“I saw.”"]]


def test_other_statements_stay_as_they_are():
    text = "He said that it was hot, and dry."
    found = [linked(text, None, "said", "that it was hot", "dry")]
    assert cut_at_lines(text, found) == found


def test_the_bullet_of_a_list_is_no_part_of_a_statement():
    text = "• The bridge is safe, police say"
    assert contents(text, linked(text, "police", "say", "• The bridge is safe")) == [["The bridge is safe"]]
