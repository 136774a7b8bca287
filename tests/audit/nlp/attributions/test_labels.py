"""Datelines and dates before a colon are no speakers; names at the start of a headline, a transcript or a quotation are."""

import pytest

from audit.model import Span
from audit.nlp.attribution import find_attributions
from audit.nlp.attributions.decoding import Linked
from audit.nlp.attributions.labels import without_labels

from .hand_linked import span

LEAD = (
    "The government will raise the price of fuel by a tenth in May, two months after the last time. Shops will follow."
)


def labelled(text: str) -> list[Linked]:
    """An attribution whose cue is the first colon of the text."""
    colon = text.index(":")
    cue, content = Span(colon, colon + 1), Span(colon + 2, len(text))
    return [Linked(Span(0, colon), cue, (content,), (0.9,) * 5)]


@pytest.mark.parametrize(
    "label",
    ["NEW DELHI", "LINDI", "ST. LOUIS", "MUMBAI/PUNE", "TEL AVIV, Israel", "NEW DELHI, April 3", "Islamabad, Mar 3",
     "NAIROBI, Kenya, May 4 (Reuters)", "LAHORE (APP)", "OPINION"],
)  # fmt: skip
def test_a_dateline_is_no_speaker(label):
    for before in ("", "Fuel to cost more\n\n", "Fuel to cost more\n\nBy Our Correspondent\n\n"):
        text = f"{before}{label}: {LEAD}"
        assert without_labels(text, labelled(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Trump: We will win so much that everyone in the country will be tired of all the winning.",  # a name
        "TRUMP: WE WILL WIN SO MUCH THAT EVERYONE WILL BE TIRED OF ALL THE WINNING WE DO",  # a headline
        "PENCE: “We will win so much that everyone in the country will be tired of all the winning.”",  # a quotation
        f"PENCE: {LEAD}\n\nKAINE: No.\n\nPENCE: Yes.",  # a transcript
        f"One.\n\nTwo.\n\nThree.\n\nPENCE: {LEAD}",  # not at the top
        "PENCE: Not true. Never.",  # too short for a first paragraph
    ],
)
def test_a_speaker_stays(text):
    assert without_labels(text, labelled(text)) == labelled(text)


@pytest.mark.parametrize("date", ["July 15, 1960", "1987", "Sept. 3", "May 4"])
def test_a_date_in_a_chronicle_is_no_speaker(date):
    text = f"The square and its signs. {LEAD}\n\n{date}: “In memory of the first who spoke here.”"
    colon = text.index(":")
    found = [Linked(None, Span(colon, colon + 1), (Span(colon + 2, len(text)),), (0.9,) * 5)]
    assert without_labels(text, found) == []


def test_attributions_without_a_cue_stay():
    found = [Linked(None, None, (Span(3, 9),), (0.9,) * 5)]
    assert without_labels(f"LINDI: {LEAD}", found) == found


def test_the_paragraph_behind_a_dateline_is_the_papers_own():
    found = find_attributions(f"NEW DELHI: {LEAD} “We had no choice,” Finance Minister Asha Rao said on Monday.")
    assert [item.source is not None and item.cue is not None for item in found] == [True]


@pytest.mark.parametrize(
    ("label", "is_speaker"),
    [
        ("Women’s sleeping bags", False),
        ("Weight", False),
        ("Clinton camp", True),
        ("Poll", True),
        ("WSJ editorial", True),
        ("Former secretary", True),
        ("Rubio", True),
        ("He", True),
    ],
)
def test_a_heading_of_a_list_is_no_speaker(label, is_speaker):
    text = f"Every bag has its weight.\n\n{label}: Our testers have found little difference between bags for men and others."
    assert bool(without_labels(text, labelled_at(text, label))) is is_speaker


def labelled_at(text: str, label: str) -> list[Linked]:
    start = text.index(f"{label}:")
    colon = start + len(label)
    return [Linked(Span(start, colon), Span(colon, colon + 1), (Span(colon + 2, len(text)),), (0.9,) * 5)]


@pytest.mark.parametrize("place", ["KARLOVO (AP)", "KARLOVO", "NAIROBI, Kenya (Reuters)"])
def test_a_place_before_a_dash_is_no_source(place):
    text = f"It rains.\n\n{place} — Prime Minister Eva Marek said it was over."
    item = Linked(span(text, place), span(text, "said"), (span(text, "it was over"),), (0.9,) * 5)
    assert [(kept.source, kept.cue) for kept in without_labels(text, [item])] == [(None, item.cue)]


def test_words_in_capitals_before_a_dash_elsewhere_are_a_source():
    text = "CONGRESS HAS INVESTIGATED HIM — AND MORE"
    item = Linked(span(text, "CONGRESS"), span(text, "HAS INVESTIGATED"), (span(text, "HIM"),), (0.9,) * 5)
    assert without_labels(text, [item]) == [item]
