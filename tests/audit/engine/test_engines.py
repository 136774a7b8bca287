"""Batches, and what is said of worker processes that die."""

import os

import pytest

from audit.engine import local
from audit.engine.batch import in_batches
from audit.errors import SettingsError


def test_batches_keep_order_and_the_last_is_short():
    assert list(in_batches(iter(range(5)), 2)) == [[0, 1], [2, 3], [4]]


def test_batches_are_read_lazily():
    def records():
        yield from range(2)
        raise AssertionError("the third record was read before it was wanted")

    assert next(in_batches(records(), 2)) == [0, 1]


def _die(_articles, _model):
    os._exit(9)


def test_a_worker_that_is_killed_ends_in_advice(monkeypatch):
    monkeypatch.setattr(local, "annotate_batch", _die)
    with pytest.raises(SettingsError, match=r"one of 2 worker processes ended .* again with fewer workers"):
        list(local.annotate(iter([(0, [])]), model=None, workers=2))
