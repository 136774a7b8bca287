"""Who said what: sentences that leave no doubt, relays, kinds, and any text."""

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from audit.model import Kind, Span
from audit.nlp.attribution import find_attributions
from audit.nlp.attributions.decoding import Decoder, Linked
from audit.nlp.attributions.kind import count_quoted, kind_of
from audit.nlp.attributions.relay import with_relays
from audit.nlp.attributions.turns import with_turns
from audit.nlp.encoder import kept


def words(text, span):
    return None if span is None else text[span.start : span.end]


def only(text):
    found = find_attributions(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kind"),
    [
        ("“The bridge is safe,” Mayor Ann Lee said.", "Mayor Ann Lee", "said", "“The bridge is safe,”", Kind.DIRECT),
        (
            "Mayor Ann Lee said that the bridge was safe.",
            "Mayor Ann Lee",
            "said",
            "that the bridge was safe",
            Kind.INDIRECT,
        ),
    ],
)
def test_plain_attributions(text, source, cue, content, kind):
    found = only(text)
    assert words(text, found.source) == source
    assert words(text, found.cue) == cue
    assert [words(text, span) for span in found.content] == [content]
    assert found.kind is kind
    assert 0 < found.confidence < 1


def test_content_on_both_sides_of_the_cue_is_one_attribution():
    text = "“We are ready,” the minister said. “Nobody will be left behind.”"
    found = only(text)
    assert words(text, found.source) == "the minister"
    assert len(found.content) == 2


def test_two_speakers_are_kept_apart():
    text = "“I will run again,” Senator Cruz said.\n\n“He will lose,” said his rival, Beto Jones."
    found = find_attributions(text)
    assert [words(text, item.source).split()[-1] for item in found] == ["Cruz", "Jones"]


def test_a_relay_is_told_from_the_speaker():
    text = "“We will respond,” Putin said, according to Reuters."
    found = only(text)
    assert (words(text, found.source), words(text, found.via)) == ("Putin", "Reuters")
    assert words(text, found.cue) == "said"


def test_scare_quotes_attribute_nothing():
    assert find_attributions("The ‘smart’ fridge was sold in red and in white.") == ()


# relays, on hand-made links


def linked(text, *, source, cue, content=None):
    def span(part):
        return Span(text.index(part), text.index(part) + len(part)) if part else None

    return Linked(span(source), span(cue), (span(content),) if content else (), (0.9,) * 5)


RELAYED = "“Yes,” Ann said, according to Reuters."


def test_the_outer_cue_without_content_is_the_relay():
    found = with_relays(
        RELAYED,
        [linked(RELAYED, source="Ann", cue="said", content="“Yes,”")],
        [linked(RELAYED, source="Reuters", cue="according to")],
    )
    assert (words(RELAYED, found[0].source), words(RELAYED, found[0].via)) == ("Ann", "Reuters")


def test_the_outer_cue_with_the_content_gives_it_up():
    found = with_relays(
        RELAYED,
        [linked(RELAYED, source="Reuters", cue="according to", content="“Yes,”")],
        [linked(RELAYED, source="Ann", cue="said")],
    )
    assert (words(RELAYED, found[0].source), words(RELAYED, found[0].cue)) == ("Ann", "said")
    assert words(RELAYED, found[0].via) == "Reuters"


def test_a_speaker_whom_the_tags_left_out_is_read_off_the_words_before():
    found = with_relays(RELAYED, [linked(RELAYED, source="Reuters", cue="according to", content="“Yes,”")], [])
    assert [words(RELAYED, span) for span in (found[0].source, found[0].cue, found[0].via)] == [
        "Ann",
        "said",
        "Reuters",
    ]


def test_cues_apart_are_no_relay():
    text = "“Yes,” Ann said. It rained for days, according to Reuters."
    found = with_relays(
        text,
        [linked(text, source="Ann", cue="said", content="“Yes,”")],
        [linked(text, source="Reuters", cue="according to")],
    )
    assert found[0].via is None


# transcripts and interviews

TALK = (
    '"LEE: Will you close the bridge before the winter?\n\n"COLE: We will close it, as the experts said we should.\n\n'
    '"(CROSSTALK.)\n\n"But not before we have built another one.\n\n"LEE: Thank you for coming on the show today.\n'
)


def test_turns_belong_to_the_speaker_whose_name_begins_the_line():
    turns = with_turns(TALK, [])
    assert [words(TALK, turn.source) for turn in turns] == ["LEE", "COLE", "LEE"]
    assert {words(TALK, turn.cue) for turn in turns} == {":"}
    assert [words(TALK, part) for part in turns[1].content] == [
        "We will close it, as the experts said we should.",
        "But not before we have built another one.",
    ]


def test_turns_are_direct_speech_without_marks():
    assert {item.kind for item in find_attributions(TALK)} == {Kind.DIRECT}


def test_a_turn_of_a_lone_quotation_mark_is_none():
    assert [words(TALK, turn.source) for turn in with_turns(f'{TALK}COLE: "\n', [])] == ["LEE", "COLE", "LEE"]


def test_what_is_reported_within_a_turn_is_the_turn_s():
    inner = linked(TALK, source="the experts", cue="said", content="we should")
    assert [words(TALK, item.source) for item in with_turns(TALK, [inner])] == ["LEE", "COLE", "LEE"]


@pytest.mark.parametrize(
    "text",
    [
        "Clinton: 1,769\nSanders: 1,501\nClinton: 2,000\n",
        "VIDEO: Watch the governor speak at the harbour\nMORE: Read what the mayor wrote about it\n",
        "The plan: it is good for all of us here.\nThe cost: nobody knows it as of today.\nThe plan: see above for it.\n",
    ],
)
def test_lists_and_headings_are_no_dialogue(text):
    assert with_turns(text, []) == []


# kind


@pytest.mark.parametrize(
    ("text", "kind", "share"),
    [
        ("“one two three”", Kind.DIRECT, 1.0),
        ("one two three", Kind.INDIRECT, 0.0),
        ("one “two” three four", Kind.MIXED, 0.25),
        ("", Kind.INDIRECT, 0.0),
    ],
)
def test_kind_by_the_share_of_quoted_words(text, kind, share):
    content = [Span(0, len(text))]
    assert count_quoted(text, content).share == share
    assert kind_of(text, content) is kind


# confidence


def test_confidence_rises_with_certainty():
    decoder = Decoder(np.zeros((1, 1), dtype=np.float32), (0.0, 1.0, 0.5, 0.5, 0.5, 0.0))
    low, high = (Linked(None, None, (Span(0, 1),), (share,) * 5) for share in (0.6, 0.9))
    assert decoder.confidence(low) < decoder.confidence(high) < 1


# as a component


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    for name in ("audit_encoder", "audit_attribution"):
        nlp.add_pipe(name)
    return nlp


def test_the_component_writes_what_the_function_finds(nlp):
    text = "“The bridge is safe,” Mayor Ann Lee said."
    assert nlp(text)._.attributions == find_attributions(text)


def test_the_component_frees_what_it_alone_reads(nlp):
    doc = nlp("Ann said no.")
    assert kept(doc).links.size == 0
    assert kept(doc).hidden.size > 0


def test_a_doc_with_attributions_can_be_stored(nlp):
    doc = nlp("“The bridge is safe,” Mayor Ann Lee said.")
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.attributions == doc._.attributions != ()


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="aA sSaid he,.:\"'“”‘’―-\n\t\u200b5é", max_size=300))
def test_any_text_gives_spans_within_it(text):
    for item in find_attributions(text):
        assert item.content
        spans = [span for span in (item.source, item.cue, item.via, *item.content) if span is not None]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
