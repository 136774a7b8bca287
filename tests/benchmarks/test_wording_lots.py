"""The codes of sentences, how hits are held against them, and F1 with its interval."""

import math

import pytest

from audit.model import Span
from benchmarks.wording_lots import CODES, KINDS, Counts, Sentence, compare, f1, f1_interval, read_codes, tally


def test_each_code_answers_one_hit():
    hits = [Span(0, 5), Span(3, 8), Span(20, 24)]
    codes = [Span(2, 6), Span(10, 12), Span(22, 30)]
    assert compare(hits, codes) == ([Span(3, 8)], [Span(10, 12)])


def test_codes_are_read_by_lot_and_lie_in_what_was_coded():
    everything, last = read_codes(CODES, set()), read_codes(CODES, {"8"})
    assert (len(everything), len(last)) == (2730, 700)
    assert {item.corpus for item in everything} == {"polnear", "newswire", "pages"}
    assert [sum(len(item.codes[kind]) for item in last) for kind in KINDS] == [84, 30, 55]
    for item in everything:
        for spans in item.codes.values():
            assert all(any(own.start <= span.start < own.end for own in item.own) for span in spans)
        assert all(item.span.start <= own.start < own.end <= item.span.end for own in item.own)


def test_only_hits_in_the_coded_parts_count():
    sentence = Sentence("8", "polnear", "x", Span(0, 40), "", (Span(0, 10), Span(30, 40)), dict.fromkeys(KINDS, ()))
    sentence = sentence._replace(codes={**sentence.codes, "hedge": (Span(2, 5), Span(31, 33))})
    hits = {"hedge": [Span(2, 5), Span(15, 18), Span(36, 39)], "weasel": [], "agentless_passive": []}
    counts = tally([sentence], " " * 40, hits, show=False)
    assert counts["hedge"] == Counts(found=2, right=1, coded=2)  # the hit at 15 stands in attributed content
    assert counts["weasel"] == Counts(0, 0, 0)


def test_f1_of_counts():
    assert f1(10, 8, 12) == pytest.approx(16 / 22)  # precision .8, recall .667
    assert math.isnan(f1(0, 0, 0))


def test_an_interval_of_f1_holds_it_and_shrinks_to_it():
    assert f1_interval([Counts(4, 3, 4)] * 20) == (0.75, 0.75)
    low, high = f1_interval([Counts(4, 4, 4), Counts(4, 2, 4)] * 10)
    assert 0.6 < low < 0.75 < high < 0.9
