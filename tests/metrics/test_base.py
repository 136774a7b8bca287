"""One division for all metrics, and why there is no value."""

import polars as pl
import pytest

from metrics.base import Metric, Pooled, finish, ratio


@pytest.fixture
def metric():
    return Metric(
        id="toy.ratio",
        question="?",
        formula="a / b",
        symbols={},
        unit="share",
        unit_of_analysis="article",
        weight="words",
        bounds=(0, 1),
        direction="higher: more",
        minimum_n=5,
        undefined="no words",
        blind_spots="none",
        references=(),
        needs={"sentences": ("article_id",), "baselines": ("party",)},
        group_by=("all",),
        compute=lambda tables: tables["sentences"],
        scale=100,
    )


def rows(*counts, **more):
    keys = {"article_id": [str(n) for n in range(len(counts))], "group_by": "all", "group": "all"}
    numbers = {"numerator": [a for a, _ in counts], "denominator": [b for _, b in counts]}
    return pl.LazyFrame({**numbers, **keys, **more})


def finished(counts, metric):
    return finish(counts, metric=metric).collect()


def test_value_is_scaled_ratio(metric):
    row = finished(rows((3.0, 12.0)), metric)
    assert (row["value"].item(), row["status"].item()) == (25, "ok")


def test_statuses(metric):
    found = finished(rows((0.0, 0.0), (1.0, None), (None, 9.0), (float("nan"), 9.0), (1.0, 4.0), (0.0, 5.0)), metric)
    assert found["status"].to_list() == ["undefined"] * 4 + ["too_few", "ok"]
    assert found["value"].to_list() == [None] * 5 + [0]


def test_half_known_counts_leave_sums_alone_and_few_cases_stay_in_them(metric):
    found = finished(rows((float("nan"), 9.0), (None, 9.0), (1.0, 4.0)), metric)
    assert found["numerator"].to_list() == [None, None, 1]
    assert found["denominator"].to_list() == [None, None, 4]


def test_cases_stand_in_for_the_denominator(metric):
    found = finished(rows((2.0, 1.0), (2.0, 1.0), cases=[4, 5]), metric)
    assert found["status"].to_list() == ["too_few", "ok"]


def test_a_metric_sees_the_columns_it_declares_and_optional_tables_come_empty(metric):
    given = {"sentences": pl.LazyFrame({"article_id": ["a"], "n_words": [3]})}
    fetched = metric.fetch(given)
    assert fetched["sentences"].collect_schema().names() == ["article_id"]
    assert fetched["baselines"].collect().is_empty()


def test_pools_answer_by_unit():
    counts = pl.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]}).to_numpy()
    pool = Pooled(counts=counts, units=("a", "b"), others=counts * 10, depth=1)
    assert pool.of("b").tolist() == [3, 4]
    assert pool.of_others("a").tolist() == [10, 20]
    assert pool.of("c").tolist() == [0, 0]
    assert ratio(pool.of("a"), pool.of("b") - 3).tolist()[1] == 2
    assert pl.Series(ratio(pool.of("a"), pool.of("b") - 3)).is_nan()[0]
