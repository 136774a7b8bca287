"""Spans with their probabilities, and the choice among them, on hand-made tag scores."""

from itertools import product

import numpy as np
import pytest

from audit.nlp.attributions.spans import (
    LONGEST,
    ROLES,
    Candidates,
    candidates,
    chosen,
    covered,
    doubted,
    free,
    within_lines,
    within_words,
)
from audit.nlp.decoding import TagSpan, spans_of
from audit.nlp.encoder import Encoding
from audit.nlp.pieces import Pieces

TAGS = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))


def steps():
    """A span goes on only after its own begin or inside; all else is free."""
    found = np.zeros((7, 7), dtype=np.float32)
    for inside in (2, 4, 6):
        found[:, inside] = -1e4
        found[[inside - 1, inside], inside] = 0
    return found


def scores(*tags, sure=6.0):
    found = np.zeros((len(tags), 7), dtype=np.float32)
    for at, tag in enumerate(tags):
        for one in tag.split():
            found[at, TAGS.index(one)] = sure
    return found


def found(rows, within_word=None):
    return candidates(rows, steps(), np.zeros(len(rows), bool) if within_word is None else np.array(within_word))


def encoding(text, *, lines=()):
    """One piece a character."""
    ids = np.arange(len(text), dtype=np.int32)
    flags = np.zeros(len(text), dtype=np.uint8)
    first = flags.copy()
    first[list(lines)] = 1
    empty = np.zeros((len(text), 0), dtype=np.float32)
    return Encoding(Pieces(ids, ids, ids + 1, flags, flags, first), empty, empty, empty, empty, empty)


def made(*spans):
    """Candidates by hand: (role, first, last, probability, mean)."""
    role, first, last, probability, mean = (np.array(column) for column in zip(*spans, strict=True))
    nothing = np.zeros((10, 3))
    return Candidates(role, first, last, probability.astype(float), mean.astype(float), nothing, nothing)


def test_probabilities_are_shares_of_all_tag_sequences():
    rows = np.random.default_rng(5).normal(size=(4, 7)).astype(np.float32) * 2
    got = found(rows)
    total, shares = 0.0, {}
    for path in product(range(7), repeat=4):
        between = sum(steps()[a, b] for a, b in zip((0, *path), (*path, 0), strict=True))
        weight = np.exp(between + sum(rows[at, tag] for at, tag in enumerate(path)))
        total += weight
        for span in spans_of(np.array(path), TAGS):
            if weight > 0:
                shares[span] = shares.get(span, 0.0) + weight
    assert len(got.role) > 5
    for role, first, last, probability in zip(got.role, got.first, got.last, got.probability, strict=True):
        assert probability == pytest.approx(shares[TagSpan(ROLES[role], first, last)] / total, abs=1e-5)
    assert {span for span, share in shares.items() if share / total > 0.031} <= {
        span for role in ROLES for span, _ in got.spans(role)
    }


def test_a_sure_sequence_is_chosen_whole():
    rows = scores("B-source", "I-source", "B-cue", "O", "B-content", "I-content", "I-content", sure=20)
    assert chosen(found(rows)) == [TagSpan("source", 0, 2), TagSpan("cue", 2, 3), TagSpan("content", 4, 7)]


def test_no_span_begins_or_ends_within_a_word():
    rows = scores("B-source", "I-source O", "O", sure=8)
    assert {span[1:] for span, _ in found(rows).spans("source")} == {(0, 1), (0, 2)}
    assert {span[1:] for span, _ in found(rows, [False, True, False]).spans("source")} == {(0, 2)}


def test_a_content_of_many_paragraphs_is_found_whole():
    rows = scores("B-content", *["I-content"] * 1499, "O", sure=20)
    assert chosen(found(rows)) == [TagSpan("content", 0, 1500)]


def test_a_span_is_no_longer_than_the_longest():
    length = LONGEST + 5
    rows = scores("B-content", *["I-content"] * (LONGEST - 2), *["O I-content"] * (length - LONGEST + 1), sure=20)
    assert max(span.last for span, _ in found(rows).spans("content")) == LONGEST


def test_of_two_ends_the_likelier_wins():
    ends = made((2, 0, 4, 0.3, 0.9), (2, 0, 6, 0.6, 0.9))
    assert chosen(ends) == [TagSpan("content", 0, 6)]


def test_a_span_whose_ends_are_in_doubt_stands_by_its_pieces():
    assert chosen(made((2, 0, 6, 0.2, 0.9))) == [TagSpan("content", 0, 6)]
    assert chosen(made((2, 0, 6, 0.2, 0.5))) == []


def test_two_short_spans_win_over_one_that_covers_both():
    both = made((2, 0, 3, 0.5, 0.9), (0, 3, 4, 0.6, 0.9), (2, 0, 4, 0.5, 0.9))
    assert chosen(both) == [TagSpan("content", 0, 3), TagSpan("source", 3, 4)]


def test_a_content_with_half_of_a_quotation_s_marks_is_doubted():
    text = encoding("x“abc”y")
    text.pieces.quote[:] = [0, 2, 1, 1, 1, 3, 0]
    spans = [(2, 1, 6), (2, 2, 5), (2, 1, 5), (2, 2, 6), (1, 2, 6)]
    before = made(*((*span, 0.5, 0.9) for span in spans))
    after = doubted(before, text).probability
    assert after[[0, 1, 4]].tolist() == [0.5, 0.5, 0.5]  # both marks, none, no content
    assert after[2] == after[3] == pytest.approx(0.07 / 0.57)  # odds of 1 to 1 become .14 to 1


def test_pieces_of_one_word():
    assert within_words("ab c", encoding("ab c")).tolist() == [False, True, False, False]


def test_free_spans_touch_nothing_taken():
    taken = covered([TagSpan("cue", 1, 2)], 4)
    options = [(TagSpan("source", 0, 1), 0.5), (TagSpan("source", 1, 3), 0.4), (TagSpan("source", 2, 4), 0.3)]
    assert [span.first for span, _ in free(options, taken)] == [0, 2]


def test_a_source_over_two_lines_keeps_the_one_beside_its_cue():
    lines = encoding("x" * 8, lines=(0, 3))
    heading = [TagSpan("source", 1, 5), TagSpan("cue", 5, 6)]
    caption = [TagSpan("cue", 0, 1), TagSpan("source", 1, 5)]
    assert within_lines(heading, lines)[0] == TagSpan("source", 3, 5)
    assert within_lines(caption, lines)[1] == TagSpan("source", 1, 3)
