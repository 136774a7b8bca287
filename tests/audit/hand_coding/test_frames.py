"""The machine's counts by unit add up to those of the metrics."""

import polars as pl
import pytest

from audit import tables
from audit.hand_coding.frames import Scope, attribution_frame, tone_frame
from audit.hand_coding.units import ATTRIBUTIONS
from metrics.registry import get


def test_sums_are_those_of_the_metrics(run):
    given = {name: tables.scan(run, name) for name in ("articles", "sentences", "attributions", "actors")}
    frame = attribution_frame(run, Scope())
    for quantity in ATTRIBUTIONS.quantities:
        scores = get(quantity.metric).score(given).collect()
        assert frame[quantity.numerator].sum() == scores["numerator"].sum() > 0
        assert frame[quantity.denominator].sum() == scores["denominator"].sum()


def test_a_sentence_has_what_stands_in_it_and_titles_are_left_out(run):
    frame = attribution_frame(run, Scope()).filter(pl.col("article_id") == "post-0")
    assert frame["sentence_id"].to_list() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert frame["attributions"].to_list() == [1, 1, 0, 2, 0, 0, 1, 0]
    assert frame["unnamed"].to_list() == [0, 1, 0, 0, 0, 0, 0, 0]
    assert frame["direct"].to_list() == [0, 0, 0, 0, 0, 0, 1, 0]
    assert frame["code"].to_list() == ["with", "with", "without", "with", "without", "without", "with", "without"]


def test_tone_is_that_of_sentence_actor_and_voice(run):
    frame = tone_frame(run, Scope(voice="journalist"))
    assert len(frame) == 12 * 7  # the eighth sentence is the actor's own
    assert len(tone_frame(run, Scope())) == 12 * 8
    first = frame.filter(pl.col("article_id") == "post-0")
    assert first["code"].to_list() == ["negative", "neutral", "positive", "neutral", "negative", "neutral", "positive"]
    assert first["tone"].to_list() == [-1, 0, 1, 0, -1, 0, 1]


def test_a_scope_keeps_its_outlets_and_actors(run):
    assert set(attribution_frame(run, Scope(outlets=("Star",)))["outlet"]) == {"Star"}
    assert tone_frame(run, Scope(actors=("nobody",))).is_empty()


@pytest.mark.parametrize("frame", [attribution_frame, tone_frame])
def test_units_come_in_one_order(run, frame):
    assert frame(run, Scope()).equals(frame(run, Scope()))
