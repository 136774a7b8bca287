"""The benchmark of correction, small: the machine's bias is gone, intervals hold the truth, gold can stand for the coder."""

import json

import numpy as np
import pytest

from audit import tables
from benchmarks.correction import CORPORA, MISSED, OUTLETS, draw, gold_frame, measure, measure_differences, measure_gold


def test_the_invented_machine_errs_more_from_outlet_to_outlet():
    coded = CORPORA["net_tone"][0](400, np.random.default_rng(2))
    for outlet, missed in enumerate(MISSED):
        toned = (coded.machine.outlet == outlet) & (coded.numerator > 0)
        wrong = coded.machine.numerator[toned] != coded.numerator[toned]
        assert wrong.mean() == pytest.approx(2 * missed, abs=0.03)


def test_a_sheet_has_equally_many_rows_of_every_outlet():
    coded = CORPORA["density"][0](20, np.random.default_rng(3))
    rows = draw(coded, n_rows=30, rng=np.random.default_rng(1))
    assert np.bincount(coded.machine.outlet[rows]).tolist() == [30, 30, 30, 30]
    assert len(set(rows.tolist())) == 120


def test_bias_goes_and_intervals_hold():
    found = dict(measure("net_tone", n_articles=12, n_rows=60, n_samples=60, n_truth=3000))
    assert list(found) == list(OUTLETS)
    machine, corrected, machine_holds, holds, wider = found["blind"]
    assert machine < -10  # hundredths
    assert abs(corrected) < 4
    assert machine_holds < 50
    assert holds > 85  # of 60, with 95 % expected; the standard error is 3
    assert 1 < wider < 1.6


def test_a_difference_that_the_machine_made_goes():
    found = dict(measure_differences("density", n_articles=12, n_rows=60, n_samples=40))
    machine, corrected, holds, significant = found["careful, blind"]
    assert machine > 25  # per cent of the figure
    assert abs(corrected) < 9
    assert holds > 85
    assert significant < 15


def test_gold_stands_for_the_coder(tmp_path):
    """Of two articles with ten sentences each, the machine found one of the two attributions that the gold has."""
    texts = {name: " ".join(f"Ann said no {at}." for at in range(10)) for name in ("a", "b")}
    rows = {"articles": [], "sentences": [], "attributions": [], "actors": []}
    for name, text in texts.items():
        rows["articles"].append({"article_id": name, "outlet": "Post", "text": text, "content_hash": name})
        for at in range(10):
            place = {"start": at * 14, "end": at * 14 + 13}
            rows["sentences"].append({"article_id": name, "sentence_id": at, "n_words": 4, "in_title": False, **place})
        rows["attributions"].append(
            {"article_id": name, "attribution_id": 0, "sentence_id": 2, "kind": "indirect", "in_title": False}
        )
    for name, some in rows.items():
        tables.write(tables.from_rows(name, some), tmp_path / "run", name)
    said = [
        {
            "source": [[at * 14, at * 14 + 3]],
            "cue": [[at * 14 + 4, at * 14 + 8]],
            "content": [[at * 14 + 9, at * 14 + 11]],
        }
        for at in (2, 6)
    ]
    gold = [{"article": name, "outlet": "Post", "text": text, "attributions": said} for name, text in texts.items()]
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    names, coded = gold_frame(tmp_path / "run", tmp_path / "gold.json")
    assert names == ["Post"]
    assert np.flatnonzero(coded.numerator).tolist() == [2, 6, 12, 16]
    machine, truth, mean, *_ = measure_gold(coded, n_rows=12, n_sheets=200)[0]
    assert machine == pytest.approx(100 * 2 / 80)
    assert truth == pytest.approx(100 * 4 / 80)
    assert mean == pytest.approx(truth, abs=0.3)
