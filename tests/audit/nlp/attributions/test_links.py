"""Links between contents, cues and sources, on hand-made vectors."""

import numpy as np
import pytest

from audit.nlp.attributions.links import (
    REACH,
    SourceWeights,
    content_shares,
    contents_for,
    link_contents,
    link_sources,
    source_options,
)
from audit.nlp.attributions.spans import Candidates
from audit.nlp.decoding import TagSpan
from audit.nlp.encoder import LINK_WIDTH, Encoding
from audit.nlp.pieces import Pieces

CUES = [TagSpan("cue", 3, 4), TagSpan("cue", 5, 6)]
PLAIN = SourceWeights(score=1, distance=-0.1, lines=-1, start=1, none=0, no_source=1)


def encoding(n, vectors, *, lines=(), no_source=-1.0):
    ids = np.arange(n, dtype=np.int32)
    flags = np.zeros(n, dtype=np.uint8)
    first = flags.copy()
    first[list(lines)] = 1
    empty = np.zeros((n, 0), dtype=np.float32)
    none = np.full(n, no_source, dtype=np.float32)
    return Encoding(Pieces(ids, ids * 2, ids * 2 + 1, flags, flags, first), empty, empty, vectors, none, empty)


def vectors(n=8):
    return np.zeros((n, 4 * LINK_WIDTH), dtype=np.float32)


def likely(n=8, *spans):
    """Spans (role, first, last, probability); each begins with its probability, all else with 1 in 2."""
    begins = np.full((n, 3), 0.5)
    for role, first, _, probability in spans:
        begins[first, role] = probability
    columns = [np.array(column) for column in zip(*spans, strict=True)] if spans else [np.zeros(0, int)] * 4
    return Candidates(*columns[:3], columns[3].astype(float), columns[3].astype(float), begins, begins)


def test_a_content_takes_the_cue_its_pieces_point_to():
    links = vectors()
    links[0:2, 0] = 30  # content's query
    links[5, LINK_WIDTH], links[3, LINK_WIDTH] = 30, 10  # keys of the two cues
    shares = content_shares(encoding(8, links), likely(), [TagSpan("content", 0, 2)], CUES, [False, False])
    found = link_contents(shares)
    assert found.to == [1]
    assert found.share[0] > 0.9


def test_a_content_goes_to_the_dash_it_touches():
    links = vectors()
    links[2:6, 0], links[1, LINK_WIDTH] = 10, 3  # the words lean toward the first cue
    cues, contents = [TagSpan("cue", 1, 2), TagSpan("cue", 6, 7)], [TagSpan("content", 2, 6)]
    for sign, cue in ((True, 1), (False, 0)):
        assert link_contents(content_shares(encoding(8, links), likely(), contents, cues, [False, sign])).to == [cue]


def test_a_cue_out_of_reach_gets_nothing():
    n = REACH + 10
    far = content_shares(
        encoding(n, vectors(n)), likely(n), [TagSpan("content", 0, 2)], [TagSpan("cue", n - 1, n)], [False]
    )
    assert link_contents(far).to == [-1]


def test_a_cue_asks_for_its_source_or_for_none():
    links = vectors()
    links[5, 2 * LINK_WIDTH] = links[6, 3 * LINK_WIDTH] = 30
    for no_source, expected in ((-1.0, 0), (99.0, -1)):
        found = link_sources(
            encoding(8, links, no_source=no_source), likely(), CUES[1:], [TagSpan("source", 6, 7)], PLAIN
        )
        assert found.to == [expected]


def test_without_any_source_a_cue_has_none():
    assert link_sources(encoding(8, vectors()), likely(), CUES, [], PLAIN).to == [-1, -1]


def test_a_source_in_the_cue_s_line_wins_over_one_as_near_in_another():
    options = [TagSpan("source", 1, 2), TagSpan("source", 5, 6)]
    found = link_sources(encoding(8, vectors(), lines=(3,)), likely(), CUES[:1], options, PLAIN)
    assert found.to == [1]


def test_sources_that_were_not_chosen_may_be_taken_where_they_touch_nothing():
    found = likely(8, (0, 0, 2, 0.2), (0, 0, 1, 0.3), (0, 5, 7, 0.2), (0, 3, 4, 0.2))
    chosen = [TagSpan("cue", 3, 4), TagSpan("source", 6, 7), TagSpan("content", 0, 2)]
    assert source_options(found, chosen) == [TagSpan("source", 6, 7), TagSpan("source", 0, 1)]


def test_a_source_below_the_threshold_is_better_than_none():
    found = likely(8, (0, 1, 2, 0.3))
    links = link_sources(encoding(8, vectors(), no_source=-3), found, CUES[:1], source_options(found, CUES[:1]), PLAIN)
    assert links.to == [0]


def test_a_cue_left_without_content_gets_the_likeliest_that_touches_nothing():
    options = [(TagSpan("content", 4, 6), 0.5), (TagSpan("content", 6, 8), 0.4)]
    shares = np.array([[0.9, 0.1], [0.2, 0.8]])
    nothing = np.zeros(8, bool)
    assert [item[:2] for item in contents_for([0, 1], options, shares, nothing)] == [
        (TagSpan("content", 4, 6), 0),
        (TagSpan("content", 6, 8), 1),
    ]
    assert contents_for([0], [(TagSpan("content", 4, 6), 0.1)], np.array([[0.9]]), nothing) == []


def test_two_cues_do_not_get_the_same_content():
    options = [(TagSpan("content", 4, 6), 0.9)]
    found = contents_for([0, 1], options, np.array([[0.5, 0.5]]), np.zeros(8, bool))
    assert [cue for _, cue, _ in found] == [0]


@pytest.mark.parametrize("contents", [[], [TagSpan("content", 0, 2)]])
def test_without_cues_nothing_is_linked(contents):
    shares = content_shares(encoding(8, vectors()), likely(), contents, [], [])
    assert link_contents(shares).to == [-1] * len(contents)
