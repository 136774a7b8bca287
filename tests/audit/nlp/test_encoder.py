"""Windows, segments and the shipped encoder on any text."""

import pickle
from itertools import product

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import ModelError
from audit.model import Span
from audit.nlp import encoder as encoder_module
from audit.nlp.blocks import Block
from audit.nlp.decoding import TagSpan, best_tags, spans_of, viterbi_batch
from audit.nlp.encoder import Encoder, forget, kept, plan_windows, segments_of, shared_encoder
from audit.nlp.pieces import letter_case
from audit.nlp.tone import target_tone

TAGS = ("O", "B-a", "I-a", "B-b", "I-b")


def transitions():
    """Nothing learned; I after another class forbidden."""
    allowed = [[not t.startswith("I-") or f[2:] == t[2:] for t in TAGS] for f in TAGS]
    return np.where(allowed, 0.0, -1e4).astype(np.float32)


def emissions(*best):
    scores = np.zeros((len(best), len(TAGS)), dtype=np.float32)
    scores[range(len(best)), [TAGS.index(tag) for tag in best]] = 3
    return scores


def names(tags):
    return [TAGS[tag] for tag in tags]


def test_an_impossible_tag_is_never_chosen():
    scores = emissions("O", "I-a", "O")
    scores[1, TAGS.index("B-b")] = 2
    assert names(best_tags(scores, transitions())) == ["O", "B-b", "O"]


def test_a_text_cannot_begin_inside_a_span():
    assert names(best_tags(emissions("I-a", "O"), transitions()))[0] != "I-a"


@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_the_best_sequence_is_the_best_of_all(seed, length):
    rng = np.random.default_rng(seed)
    scores = rng.normal(0, 4, (length, len(TAGS))).astype(np.float32)
    steps = transitions() + rng.normal(0, 1, (len(TAGS), len(TAGS))).astype(np.float32)

    def weight(path):
        along = zip((0, *path), (*path, 0), strict=True)
        return sum(steps[a, b] for a, b in along) + sum(scores[at, tag] for at, tag in enumerate(path))

    assert tuple(best_tags(scores, steps).tolist()) == max(product(range(len(TAGS)), repeat=length), key=weight)


def test_each_sequence_of_a_batch_is_decoded_to_its_own_length():
    scores = np.stack([emissions("B-a", "I-a", "O"), emissions("O", "B-b", "B-a")])
    assert [names(tags) for tags in viterbi_batch(scores, transitions(), [3, 2])] == [["B-a", "I-a", "O"], ["O", "B-b"]]


def test_an_empty_text_has_no_tags():
    assert best_tags(np.zeros((0, len(TAGS)), dtype=np.float32), transitions()).tolist() == []


def test_spans_of_tags():
    tags = [TAGS.index(tag) for tag in ("B-a", "I-a", "B-a", "O", "I-b", "B-b")]
    assert spans_of(np.array(tags), TAGS) == [
        TagSpan("a", 0, 2),
        TagSpan("a", 2, 3),
        TagSpan("b", 4, 5),
        TagSpan("b", 5, 6),
    ]


@given(st.lists(st.booleans(), max_size=900))
def test_cores_of_windows_are_a_partition(starts):
    first = np.array(starts, dtype=np.uint8)
    windows = plan_windows(first, size=64, context=16)
    covered = [index for window in windows for index in range(window.core_start, window.core_end)]
    assert covered == list(range(len(first)))
    for window in windows:
        assert 0 <= window.start <= window.core_start < window.core_end <= window.end <= len(first)
        assert window.end - window.start <= 64 + 3 * 16


def test_windows_are_cut_at_line_starts():
    first = np.zeros(200, dtype=np.uint8)
    first[[0, 50, 120]] = 1
    # from 0 the last line start within 64 is 50; from 50 none lies between 66 and 114, so the cut is at 114; 120 is too near
    assert [window.core_start for window in plan_windows(first, size=64, context=8)] == [0, 50, 114, 178]


@pytest.mark.parametrize(
    ("piece", "case"), [("the", 0), ("The", 1), ("A", 1), ("US", 2), ("iPhone", 3), ("McCain", 3), (".", 0), ("5", 0)]
)
def test_letter_case(piece, case):
    assert letter_case(piece) == case


@pytest.fixture(scope="module")
def reader():
    return shared_encoder()


def test_pieces_point_into_the_text(reader):
    text = "Mr. Gödel’s “theorem” – naïve?\nYes 👍🏽 it’s"
    pieces = reader.pieces(text)
    words = [text[start:end] for start, end in zip(pieces.start, pieces.end, strict=True)]
    assert "".join(words) == "".join(text.split())
    assert [text[s] for s, f in zip(pieces.start, pieces.first, strict=True) if f] == ["M", "Y"]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    encoder = shared_encoder()
    encodings = list(encoder.segments(text))
    total = sum(len(encoding.pieces) for encoding in encodings)
    assert total == len(encoder.pieces(text))
    for encoding in encodings:
        assert np.isfinite(encoding.roles).all()
        assert len(encoding.roles) == len(encoding.entities) == len(encoding.hidden) == len(encoding.pieces)
        assert (encoding.pieces.end <= len(text)).all()
        assert (encoding.pieces.start < encoding.pieces.end).all()


@pytest.mark.parametrize(
    "text", ["", " ", "a", "\n\n", "\ud800", "\u200b\u200f", "e\u0301" * 40, "שלום עולם", "[SEP] [CLS]"]
)
def test_odd_texts(reader, text):
    assert sum(len(encoding.pieces) for encoding in reader.segments(text)) == len(reader.pieces(text))


def test_long_texts_come_in_segments_with_offsets_of_the_whole(reader, monkeypatch):
    monkeypatch.setattr(encoder_module, "SEGMENT", 64)
    text = "The cat sat on the mat and looked at me.\n" * 30
    encodings = list(reader.segments(text))
    assert len(encodings) > 3
    assert max(len(encoding.pieces) for encoding in encodings) <= 80
    ends = [int(encoding.pieces.end[-1]) for encoding in encodings]
    assert ends == sorted(ends)
    assert text[encodings[-1].pieces.start[0] :].startswith("The cat")


def test_an_encoder_survives_pickling(reader):
    again = pickle.loads(pickle.dumps(reader))  # noqa: S301 - our own bytes
    assert again.version == reader.version


def test_a_folder_without_a_model_says_so(tmp_path):
    with pytest.raises(ModelError, match="reinstall media-audit"):
        Encoder(tmp_path)


def test_the_component_keeps_the_encoding_while_the_doc_lives():
    nlp = spacy.blank("en")
    nlp.add_pipe("audit_encoder")
    doc = nlp("Ann said no.")
    assert len(kept(doc).pieces) == 4
    forget(doc)
    assert kept(doc) is None


def test_a_long_text_is_read_once_and_given_in_segments(monkeypatch):
    monkeypatch.setattr(encoder_module, "SEGMENT", 64)
    text = "The cat sat on the mat and looked at me.\n" * 30
    nlp = spacy.blank("en")
    nlp.add_pipe("audit_encoder")
    doc = nlp(text)
    whole = kept(doc)
    assert len(whole.pieces) == len(whole.hidden) == len(shared_encoder().pieces(text))
    again = list(shared_encoder().segments(text))
    monkeypatch.setattr(Encoder, "encode", lambda *_: pytest.fail("read twice"))
    given = list(segments_of(doc, shared_encoder()))
    assert len(given) == len(again) > 3
    for one, other in zip(given, again, strict=True):
        for name in ("roles", "entities", "no_source", "hidden"):
            assert np.array_equal(getattr(one, name), getattr(other, name))
        assert one.links.dtype == np.float32
        assert np.allclose(one.links, other.links, rtol=1e-3, atol=1e-3)
        assert np.array_equal(one.pieces.start, other.pieces.start)


def test_the_tone_of_a_long_text_is_read_from_the_states_that_are_kept(monkeypatch):
    monkeypatch.setattr(encoder_module, "SEGMENT", 64)
    text = "Voters adore Maria Lopez, the brilliant governor who saved the town.\n" * 20
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("audit_encoder")
    doc = nlp(text)
    monkeypatch.setattr(Encoder, "encode", lambda *_: pytest.fail("read twice"))
    starts = range(0, len(text), len(text) // 20)
    found = target_tone(Block.of(doc), [Span(start + 13, start + 24) for start in starts])
    assert len(found) == 20
    assert {label for label, _ in found} == {"positive"}
