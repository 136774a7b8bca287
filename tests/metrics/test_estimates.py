"""Ratios of sums by outlet, month and over all, each with n and interval or a status that says why not."""

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from audit.config import Settings
from audit.errors import SettingsError
from audit.tables import from_rows, schema_of
from metrics.base import Metric
from metrics.estimates import estimate
from metrics.scored import Scored

SETTINGS = Settings(n_bootstrap=200, minimum_articles=3)


def declare(name="share", *, group_by="all", scale=1.0, sparse=(), bounds=None, minimum_n=0):
    return Metric(
        id=f"test.{name}", question="", formula="", symbols={}, unit="share", unit_of_analysis="article", weight="words",
        bounds=bounds or (0, scale), direction="", minimum_n=minimum_n, undefined="", blind_spots="", references=(), needs={},
        group_by=(group_by,), compute=lambda _: pl.LazyFrame(), scale=scale, sparse=sparse,
    )  # fmt: skip


def score_rows(counts, *, metric="test.share", group_by="all", group="all"):
    return [
        {
            "article_id": article, "metric": metric, "group_by": group_by, "group": group, "numerator": num,
            "denominator": den, "value": num / den if den else None, "status": "ok" if den else "undefined",
        }
        for article, (num, den) in counts.items()
    ]  # fmt: skip


def article_rows(**outlets):
    """``a="x1 x2"``: articles x1 and x2 of outlet a, one in January, the next in February, and so on."""
    return from_rows(
        "articles",
        [
            {"article_id": article, "outlet": outlet, "published": date(2024, 1 + at % 2, 3)}
            for outlet, ids in outlets.items()
            for at, article in enumerate(ids.split())
        ],
    )


def run(rows, articles, *metrics, settings=SETTINGS, stories=None, by_month=True):
    declared = {metric.id: metric for metric in metrics}
    scores = from_rows("scores", rows).lazy()
    scored = Scored(scores=scores, articles=articles.lazy(), metrics=declared, settings=settings, stories=stories)
    return estimate(scored, by_month=by_month)


def one(table, **where):
    where.setdefault("month", None)
    for name, value in where.items():
        table = table.filter(pl.col(name).eq_missing(pl.lit(value, dtype=pl.String)))
    assert len(table) == 1, table
    return table.row(0, named=True)


COUNTS = {
    "x1": (1.0, 10.0),
    "x2": (2.0, 10.0),
    "x3": (9.0, 30.0),
    "x4": (0.0, 50.0),
    "y1": (5.0, 10.0),
    "y2": (5.0, 5.0),
}
ARTICLES = article_rows(x="x1 x2 x3 x4", y="y1 y2")


def test_an_outlet_is_the_ratio_of_its_sums():
    row = one(run(score_rows(COUNTS), ARTICLES, declare(scale=100)), outlet="x")
    assert row["value"] == pytest.approx(100 * 12 / 100)  # 1 + 2 + 9 + 0 of 10 + 10 + 30 + 50
    assert (row["n_articles"], row["n"], row["status"]) == (4, 100, "ok")
    assert row["ci_low"] < row["value"] < row["ci_high"]


@pytest.mark.parametrize("bounds", [(None, None), (0, None), (None, 1000), (0, 1000)])
def test_an_interval_reaches_to_both_sides_whichever_bounds_there_are(bounds):
    row = one(run(score_rows(COUNTS), ARTICLES, declare(scale=100, bounds=bounds)), outlet="x")
    assert row["ci_low"] < row["value"] - 1
    assert row["ci_high"] > row["value"] + 1


def test_an_interval_stays_within_the_bounds():
    row = one(run(score_rows(COUNTS), ARTICLES, declare(scale=100, bounds=(8, 13))), outlet="x")
    assert (row["ci_low"], row["value"], row["ci_high"]) == (8, pytest.approx(12), 13)


def test_all_outlets_together():
    row = one(run(score_rows(COUNTS), ARTICLES, declare()), outlet="(all)")
    assert row["value"] == pytest.approx(22 / 115)
    assert row["n_articles"] == 6


def test_months_of_an_outlet():
    table = run(score_rows(COUNTS), ARTICLES, declare(), settings=Settings(n_bootstrap=50, minimum_articles=2))
    january = one(table, outlet="x", month="2024-01")
    assert january["value"] == pytest.approx(10 / 40)  # x1 and x3
    assert one(table, outlet="x", month="2024-02")["value"] == pytest.approx(2 / 60)
    assert run(score_rows(COUNTS), ARTICLES, declare(), by_month=False)["month"].null_count() == 3


def test_articles_without_a_date_count_for_the_outlet_and_make_no_month():
    articles = ARTICLES.with_columns(published=pl.lit(None, dtype=pl.Date))
    table = run(score_rows(COUNTS), articles, declare())
    assert one(table, outlet="x")["n_articles"] == 4
    assert table["month"].null_count() == len(table)


def test_too_few_articles_have_n_but_no_value():
    row = one(run(score_rows(COUNTS), ARTICLES, declare()), outlet="y")
    assert (row["n_articles"], row["n"], row["status"]) == (2, 15, "too_few")
    assert row["value"] is row["ci_low"] is row["ci_high"] is None


def test_an_outlet_without_denominator_is_undefined_and_not_zero():
    counts = COUNTS | {"y1": (0.0, 0.0), "y2": (0.0, 0.0)}
    row = one(run(score_rows(counts), ARTICLES, declare()), outlet="y")
    assert (row["n_articles"], row["n"], row["value"], row["status"]) == (0, 0, None, "undefined")


def test_an_outlet_of_which_no_article_was_scored_is_undefined():
    counts = {article: pair for article, pair in COUNTS.items() if article[0] == "x"}
    assert one(run(score_rows(counts), ARTICLES, declare()), outlet="y")["status"] == "undefined"


def test_articles_that_are_too_few_by_themselves_add_their_counts():
    rows = score_rows(COUNTS)
    rows[3] |= {"status": "too_few", "value": None}
    assert one(run(rows, ARTICLES, declare()), outlet="x")["n"] == 100


def test_an_outlet_with_fewer_cases_in_all_than_an_article_needs_has_no_value():
    """100 words in four articles, none of which has as many as the metric asks for."""
    rows = [row | {"status": "too_few", "value": None} for row in score_rows(COUNTS)]
    short = one(run(rows, ARTICLES, declare(minimum_n=101)), outlet="x")
    assert (short["status"], short["value"], short["ci_low"], short["n"]) == ("too_few", None, None, 100)
    assert one(run(rows, ARTICLES, declare(minimum_n=100)), outlet="x")["status"] == "ok"
    rows[3] |= {"status": "ok", "value": 0.0}  # an article that has enough of what the minimum is held against
    assert one(run(rows, ARTICLES, declare(minimum_n=101)), outlet="x")["status"] == "ok"


def test_a_sparse_group_keeps_the_denominator_of_articles_that_lack_it():
    metric = declare(group_by="actor", sparse=("actor",))
    rows = score_rows({"x1": (4.0, 10.0), "x2": (5.0, 10.0), "x3": (6.0, 30.0)}, group_by="actor", group="ann")
    rows += score_rows({"x3": (1.0, 30.0), "x4": (7.0, 50.0)}, group_by="actor", group="ben")
    table = run(rows, ARTICLES, metric)
    ann = one(table, outlet="x", group="ann")
    assert ann["value"] == pytest.approx(15 / 100)  # x4 has no row of ann's; its 50 words count
    assert (ann["n_articles"], ann["n"]) == (4, 100)
    ben = one(table, outlet="x", group="ben")
    assert (ben["status"], ben["value"], ben["n"]) == ("too_few", None, 100)  # two articles hold ben
    assert table.filter(pl.col("outlet") == "y").is_empty()


def test_actors_with_denominators_of_their_own_have_rows_where_they_occur():
    """Tone toward Ann is not undefined in an outlet that never mentions her: there is no row."""
    rows = score_rows({"x1": (1.0, 2.0), "x2": (2.0, 4.0), "x3": (0.0, 4.0)}, group_by="actor:voice", group="ann:self")
    table = run(rows, ARTICLES, declare(group_by="actor:voice"))
    assert one(table, outlet="x")["value"] == pytest.approx(0.3)
    assert one(table, outlet="x")["n_articles"] == 3
    assert table["outlet"].unique().sort().to_list() == ["(all)", "x"]
    assert table["month"].null_count() == len(table)  # two articles in January, one in February: too few for a row


def test_a_sparse_denominator_is_shared_within_a_story_too():
    metric = declare(group_by="actor", sparse=("actor",))
    rows = score_rows({"x1": (4.0, 10.0), "x2": (5.0, 10.0), "x3": (6.0, 30.0)}, group_by="actor", group="ann")
    rows += score_rows({"x3": (1.0, 30.0), "x4": (7.0, 50.0)}, group_by="actor", group="ben")
    stories = pl.LazyFrame({"article_id": ["x1", "x3", "x4"], "story_id": ["s", "s", "s"]})
    row = one(run(rows, ARTICLES, metric, stories=stories, by_month=False), outlet="x", group="ann")
    assert (row["value"], row["n_articles"]) == (pytest.approx(0.15), 4)


def test_equal_articles_have_an_interval_all_the_same():
    counts = dict.fromkeys(COUNTS, (2.0, 8.0))
    row = one(run(score_rows(counts), ARTICLES, declare(scale=100)), outlet="x")
    # four articles of 25: others are at most 1 - .025 ** (1 / 4) = .6024 of all, at worst all at 0 or all at 100
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((25 * 0.3976, 25 + 75 * 0.6024), abs=0.01)
    assert row["status"] == "ok"


@pytest.mark.parametrize("bounds", [(0, None), (None, 1), (None, None)])
def test_equal_articles_have_a_value_without_interval_where_the_metric_lacks_a_bound(bounds):
    counts = dict.fromkeys(COUNTS, (8.0, 8.0))
    row = one(run(score_rows(counts), ARTICLES, declare(bounds=bounds)), outlet="x")
    assert (row["value"], row["ci_low"], row["ci_high"], row["status"]) == (1, None, None, "all_equal")


def test_order_and_other_outlets_do_not_change_an_interval():
    table = run(score_rows(COUNTS), ARTICLES, declare())
    alone = run(score_rows(COUNTS)[3::-1], ARTICLES[3::-1], declare())
    mine = pl.col("outlet") == "x"
    assert_frame_equal(table.filter(mine), alone.filter(mine), check_row_order=False)


def test_the_seed_changes_the_interval_alone():
    table = run(score_rows(COUNTS), ARTICLES, declare())
    other = run(score_rows(COUNTS), ARTICLES, declare(), settings=Settings(n_bootstrap=200, minimum_articles=3, seed=1))
    whole, again = one(table, outlet="(all)"), one(other, outlet="(all)")
    assert whole["value"] == again["value"]
    assert (whole["ci_low"], whole["ci_high"]) != (again["ci_low"], again["ci_high"])


def test_stories_widen_the_interval_when_their_articles_are_alike():
    ids = " ".join(f"x{number}" for number in range(60))
    counts = {article: (float(at % 20), 20.0) for at, article in enumerate(ids.split())}
    articles = article_rows(x=ids)
    stories = pl.LazyFrame({"article_id": ids.split(), "story_id": [f"s{at % 20}" for at in range(60)]})
    settings = Settings(n_bootstrap=800, minimum_articles=3)
    plain = one(run(score_rows(counts), articles, declare(), settings=settings), outlet="x")
    told = one(
        run(score_rows(counts), articles, declare(), settings=settings, stories=stories, by_month=False), outlet="x"
    )
    ratio = (told["ci_high"] - told["ci_low"]) / (plain["ci_high"] - plain["ci_low"])
    assert ratio == pytest.approx(3**0.5, rel=0.2)  # three equal articles a story: a third of the information
    assert told["n_articles"] == 60


def test_a_metric_nobody_declared_is_refused():
    with pytest.raises(SettingsError, match=r"'test\.share', which is not declared"):
        run(score_rows(COUNTS), ARTICLES, declare("other"))


def test_no_scores_give_an_empty_table():
    table = run([], ARTICLES, declare())
    assert table.is_empty()
    assert table.schema == schema_of("estimates")
