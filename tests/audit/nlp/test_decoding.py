"""Sums over tag sequences, against sums made one sequence at a time."""

from itertools import pairwise, product

import numpy as np
import pytest

from audit.nlp.decoding import leads, sum_paths, viterbi_batch

BANNED = -1e4


def chain(n, *, tags=3, seed=0):
    rng = np.random.default_rng(seed)
    steps = rng.normal(size=(tags, tags))
    steps[0, 2] = BANNED
    return rng.normal(size=(n, tags)).astype(np.float32) * 3, steps


def weight(path, scores, steps):
    whole = [0, *path, 0]
    between = sum(steps[a, b] for a, b in pairwise(whole))
    return np.exp(between + sum(scores[at, tag] for at, tag in enumerate(path)))


@pytest.mark.parametrize("n", [1, 2, 6])
def test_shares_are_those_of_all_sequences(n):
    scores, steps = chain(n)
    scores = leads(scores)
    paths = sum_paths(scores, steps)
    weights = {path: weight(path, scores, steps) for path in product(range(3), repeat=n)}
    assert paths.total == pytest.approx(np.log(sum(weights.values())))
    for at, tag in product(range(n), range(3)):
        share = sum(value for path, value in weights.items() if path[at] == tag) / sum(weights.values())
        assert np.exp(paths.until[at, tag] + paths.beyond[at, tag] - paths.total) == pytest.approx(share, abs=1e-9)


@pytest.mark.parametrize("n", [31, 32, 33, 100, 1000])
def test_every_piece_of_a_text_of_many_chunks_has_some_tag(n):
    paths = sum_paths(*chain(n, seed=n))
    shares = np.exp(paths.until + paths.beyond - paths.total)
    assert shares.sum(1) == pytest.approx(np.ones(n))


def test_where_one_sequence_is_sure_its_tags_have_it_all():
    scores, steps = chain(80, seed=3)
    best = viterbi_batch(scores[None] * 9, steps, [80])[0]
    paths = sum_paths(scores * 9, steps)
    shares = np.exp(paths.until + paths.beyond - paths.total)
    assert shares.argmax(1).tolist() == best.tolist()


def test_scores_far_apart_lose_no_path():
    scores, steps = chain(70, seed=4)
    paths = sum_paths(scores * 1e4, steps)
    assert np.exp(paths.until + paths.beyond - paths.total).sum(1) == pytest.approx(np.ones(70))
