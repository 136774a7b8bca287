"""The benchmark of the estimates: an invented corpus that every metric can read, and figures made of it."""

import polars as pl
import pytest

from audit import tables
from benchmarks.estimates import ANNOTATED, aggregate, count_otherwise, make
from benchmarks.estimates_corpus import corpus, within
from metrics.registry import all_metrics


@pytest.fixture(scope="module")
def invented():
    return corpus(60, n_outlets=3)


def test_numbers_within_runs():
    assert within(pl.Series([2, 0, 3]).to_numpy()).tolist() == [0, 1, 0, 1, 2]


def test_the_tables_are_those_of_a_run(invented):
    for name in ANNOTATED:
        tables.check(invented[name], name)
    assert invented["articles"]["article_id"].n_unique() == 60
    assert invented["articles"]["outlet"].n_unique() == 3


def test_the_proportions_are_those_of_news(invented):
    n = {name: len(invented[name]) / 60 for name in ("sentences", "attributions", "mentions", "actors")}
    assert n["attributions"] / n["sentences"] == pytest.approx(0.63, abs=0.08)
    assert n["mentions"] / n["sentences"] == pytest.approx(2.0, abs=0.2)
    assert n["actors"] / n["sentences"] == pytest.approx(0.49, abs=0.1)
    once = invented["actors"].group_by("actor_id").len()
    assert (once["len"] == 1).mean() > 0.7  # a long tail


def test_every_metric_has_scores(invented):
    given = {name: invented[name].lazy() for name in ANNOTATED}
    for metric in all_metrics().values():
        rows = metric.score(given).collect()
        assert (rows["status"] == "ok").any(), metric.id


def test_parts_do_not_share_articles_or_actors_of_one_article():
    one, other = corpus(20), corpus(20, first=20)
    assert not set(one["articles"]["article_id"]) & set(other["articles"]["article_id"])
    alone = pl.col("actor_id").str.starts_with("unnamed")
    assert not set(one["actors"].filter(alone)["actor_id"]) & set(other["actors"].filter(alone)["actor_id"])


def test_figures_are_made_of_a_small_corpus(tmp_path, capsys):
    make(tmp_path, n_articles=60, n_outlets=2)
    aggregate(tmp_path)
    count_otherwise(tmp_path)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["estimates", "outlet", "differences", "robustness"]
    assert all(int(line.split(",")[1].split()[0]) > 0 for line in lines if "rows" in line)
