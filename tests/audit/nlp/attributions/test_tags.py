"""Who stands at a place of a text, and which attributions touch it."""

import pytest

from audit.model import Span
from audit.nlp.attributions.decoding import Linked
from audit.nlp.attributions.tags import Parts, speaker_at


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("haulier Dorian Felch. ‘My lads", "haulier Dorian Felch"),
        ("Mr. J. Felch, 34, of Ashton", "Mr. J. Felch"),
        ("a spokesman for the Roads Agency.", "a spokesman for the Roads Agency"),
        ("Ann Lee on Monday", "Ann Lee"),
        ("Ann Lee and Bo Ray when asked", "Ann Lee and Bo Ray"),
        ("Ann Lee and left", "Ann Lee"),
        ("he as he left", "he"),
        ("by Ann Lee", None),
        ("Monday in cinemas", None),
        ("loudly", None),
        ("the", None),
        ("", None),
    ],
)
def test_a_speaker_is_a_pronoun_a_name_or_a_phrase_with_one(text, speaker):
    found = speaker_at(text, 0)
    assert (text[slice(*found)] if found else None) == speaker


def test_parts_tell_whose_they_are():
    one = Linked(Span(0, 3), Span(4, 8), (Span(20, 30),), (0.9,) * 5)
    other = Linked(None, None, (Span(9, 15),), (0.9,) * 5)
    parts = Parts([one, other])
    assert [parts.touching(*span) for span in ((0, 1), (8, 9), (10, 21), (30, 40))] == [{0}, set(), {0, 1}, set()]
