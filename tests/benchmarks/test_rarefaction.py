"""Figures of few articles and of all, by hand."""

from collections import Counter

import pytest

from benchmarks.rarefaction import at_size, compared, covered

ARTICLES = [Counter(a=4, b=2), Counter(a=3, c=3), Counter(d=6)]


def test_sources_at_a_size():
    # a third of the attributions: one article, of five sources in three articles
    one, shannon, simpson, whole = at_size(ARTICLES, size=6)
    assert whole == pytest.approx((2 + 2 + 1) / 3)
    assert 3 < one < 4  # drawn one by one nearly all of the four
    assert one > shannon > simpson


def test_covered():
    found = covered(ARTICLES[:2], [Counter(a=1, e=3)])
    # no source is quoted once alone; one of four attributions and one of two sources are known
    assert found[:2] == (1, 0.25)
    # U = 4, two in one article, one in both: 1 - 2/4 * 1*2 / (1*2 + 2*1)
    assert found[2:] == (pytest.approx(0.75), 0.5)


def test_all_articles_are_drawn_alike():
    figures = compared([Counter(a=2, b=2)] * 6, n=3, draws=2)
    # one by one, q = 2: 1 / (1/6 + 5/6 * 60/132) of 6 and 6, and 1 / (1/6 + 5/6 * 264/552) of 12 and 12
    assert figures[[0, 1, 4, 5]] == pytest.approx([2, 2, 1.8333, 1.7692], abs=0.05)
    assert figures[6:].tolist() == [2, 2, 1, 1, 1, 1]
