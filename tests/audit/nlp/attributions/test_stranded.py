"""Pieces of statements far from their speaker, on hand-made links."""

import pytest

from audit.nlp.attributions.decoding import Linked
from audit.nlp.attributions.stranded import without_stranded

from .hand_linked import linked


def kept(text: str, item: Linked, *others: Linked) -> list[str]:
    return [text[slice(*piece)] for piece in without_stranded(text, [item, *others])[0].content]


def test_a_sub_heading_above_the_speakers_line_goes():
    text = "Avoid the crowds\n\nThe expert said: “Go early.”"
    assert kept(text, linked(text, "The expert", "said:", "the crowds", "“Go early.”")) == ["“Go early.”"]


def test_a_quotation_right_above_stays():
    text = "“We lost,” and more.\n\n“We did,” Ann said."
    assert kept(text, linked(text, "Ann", "said", "“We lost,”", "“We did,”")) == ["“We lost,”", "“We did,”"]


def test_a_quotation_above_another_speaker_goes():
    text = "“She is done,” Verrin roared.\n\nBo said no.\n\n“Work it out,” Ann whispered."
    ann = linked(text, "Ann", "whispered", "“She is done,”", "“Work it out,”")
    assert kept(text, ann, linked(text, "Bo", "said", "no")) == ["“Work it out,”"]


def test_below_the_speaker_what_is_quoted_or_nobody_elses_stays():
    text = "Ann said it rains.\n\n“It pours,” and Bo agreed.\n\nIt will stop.\n\n“Soon.”"
    ann = linked(text, "Ann", "said", "it rains", "“It pours,”", "It will stop.", "“Soon.”")
    assert kept(text, ann) == ["it rains", "“It pours,”", "It will stop.", "“Soon.”"]
    assert kept(text, ann, linked(text, "Bo", "agreed", "“It pours,”")) == ["it rains", "“It pours,”", "“Soon.”"]


@pytest.mark.parametrize("source", ["Ann", None])
def test_the_last_piece_never_goes(source):
    text = "the crowds\n\nAnn warned."
    assert kept(text, linked(text, source, "warned" if source else None, "the crowds")) == ["the crowds"]
