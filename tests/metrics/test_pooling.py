"""Figures over an outlet's articles: pools, minimums, intervals, seeds."""

import numpy as np
import polars as pl
import pytest

from audit import tables
from audit.config import Settings
from audit.errors import SettingsError
from metrics.base import OutletMetric, ratio
from metrics.pooling import pooled_estimates

SETTINGS = Settings(minimum_articles=3)


def share_metric(**changes):
    """Share of unit b among units a and b."""
    declared = {
        "id": "toy.share",
        "question": "?",
        "formula": "b / (a + b)",
        "symbols": {},
        "unit": "share",
        "unit_of_analysis": "outlet",
        "weight": "units",
        "bounds": (0, 1),
        "direction": "higher: more b",
        "minimum_n": 10,
        "undefined": "never",
        "blind_spots": "none",
        "references": (),
        "needs": {"articles": ("article_id",), "wording": ("article_id", "kind", "form", "start")},
        "group_by": ("kind",),
        "compute": toy_counts,
        "statistic": lambda pool: pool.of("b") / np.where(pool.counts.sum(axis=1) > 0, pool.counts.sum(axis=1), np.nan),
    }
    return {"toy.share": OutletMetric(**{**declared, **changes})}


def toy_counts(given):
    """Counts stand in ``wording``: kind is the group, form the unit, start the count."""
    return given["wording"].select("article_id", group_by=pl.lit("kind"), group="kind", unit="form", count="start")


@pytest.fixture
def corpus(run):
    """Outlet o: 6 articles with a 6, b 2 each; p: 4 with a 1 to 4, b 9; q: 2 articles with much; r: nothing."""

    def rows(key, a, b, group="g"):
        return [{"article_id": key, "kind": group, "form": unit, "start": n} for unit, n in (("a", a), ("b", b)) if n]

    counts = [row for n in range(6) for row in rows(f"o{n}", 6, 2)]
    counts += [row for n in range(4) for row in rows(f"p{n}", n + 1, 9)]
    counts += [row for n in range(2) for row in rows(f"q{n}", 30, 10)]
    counts += rows("o0", 1, 1, group="rare")
    keys = [*(f"o{n}" for n in range(6)), *(f"p{n}" for n in range(4)), "q0", "q1", "r0"]
    return run(articles=[{"article_id": key, "outlet": key[0]} for key in keys], wording=counts)


def by_outlet(frame):
    return {row["outlet"]: row for row in tables.check(frame, "estimates").to_dicts()}


def test_the_pool_is_the_sum_over_the_articles(corpus):
    found = by_outlet(pooled_estimates(corpus, metrics=share_metric(), settings=SETTINGS))
    assert found["o"]["value"] == pytest.approx(12 / 48)
    assert found["p"]["value"] == pytest.approx(36 / 46)
    assert found["(all)"]["value"] == pytest.approx((12 + 36 + 20) / (48 + 46 + 80))
    assert (found["o"]["n"], found["o"]["n_articles"]) == (48, 6)
    assert found["o"]["month"] is None


def test_too_few_articles_and_none_at_all(corpus):
    found = by_outlet(pooled_estimates(corpus, metrics=share_metric(), settings=SETTINGS))
    assert (found["q"]["status"], found["q"]["value"]) == ("too_few", None)
    assert (found["r"]["status"], found["r"]["value"], found["r"]["n"]) == ("undefined", None, 0)


def test_too_few_counts(corpus):
    found = by_outlet(pooled_estimates(corpus, metrics=share_metric(minimum_n=47), settings=SETTINGS))
    assert found["o"]["status"] == "all_equal"
    assert found["p"]["status"] == "too_few"


def test_a_group_under_the_minimum_everywhere_has_no_rows(corpus):
    found = pooled_estimates(corpus, metrics=share_metric(), settings=SETTINGS)
    assert set(found["group"]) == {"g"}


def test_only_named_units_count_toward_the_minimum(corpus):
    found = by_outlet(pooled_estimates(corpus, metrics=share_metric(total=("b",)), settings=SETTINGS))
    assert (found["o"]["n"], found["p"]["n"]) == (12, 36)


def test_articles_that_are_alike_have_no_interval_and_others_do(corpus):
    found = by_outlet(pooled_estimates(corpus, metrics=share_metric(), settings=SETTINGS))
    assert (found["o"]["value"], found["o"]["status"]) == (pytest.approx(0.25), "all_equal")
    assert found["o"]["ci_low"] is found["o"]["ci_high"] is None
    assert found["p"]["ci_low"] < found["p"]["value"] < found["p"]["ci_high"] <= 1


def test_the_jackknife_by_hand(corpus):
    found = by_outlet(pooled_estimates(corpus, metrics=share_metric(), settings=SETTINGS))["p"]
    shares = np.array([27 / (27 + 10 - a) for a in (1, 2, 3, 4)])  # one of the four articles left out in turn
    error = np.sqrt(3 / 4 * np.sum((shares - shares.mean()) ** 2))
    assert found["ci_low"] == pytest.approx(36 / 46 - 3.1824463 * error)  # t with 3 degrees of freedom
    assert found["ci_high"] == pytest.approx(36 / 46 + 3.1824463 * error)


def test_the_seed_deals_the_articles_and_leaves_the_values_alone(run):
    rng = np.random.default_rng(3)
    rows = [
        {"article_id": f"a{n}", "kind": "g", "form": unit, "start": int(rng.integers(1, 9))}
        for n in range(100)
        for unit in "ab"
    ]
    given = run(articles=[{"article_id": f"a{n}", "outlet": "o"} for n in range(100)], wording=rows)
    one, same, other = (
        by_outlet(pooled_estimates(given, metrics=share_metric(), settings=Settings(seed=seed)))["o"]
        for seed in (1, 1, 2)
    )
    assert one == same
    assert one["value"] == other["value"]
    assert one["ci_low"] != other["ci_low"]
    assert one["ci_low"] == pytest.approx(other["ci_low"], abs=0.02)


def test_all_outlets_together_are_one_pool(corpus):
    found = by_outlet(pooled_estimates(corpus, metrics=share_metric(), settings=SETTINGS))["(all)"]
    assert found["n_articles"] == 12
    assert found["ci_low"] < found["value"] < found["ci_high"]


def test_whole_stories_are_left_out_where_stories_are_known(corpus):
    one = pl.LazyFrame({"article_id": [f"p{n}" for n in range(4)], "story_id": ["s"] * 4})
    two = pl.LazyFrame({"article_id": [f"p{n}" for n in range(4)], "story_id": ["s", "s", "t", "t"]})
    found = by_outlet(pooled_estimates(corpus, metrics=share_metric(), settings=SETTINGS, stories=one))
    assert found["p"]["status"] == "too_few"  # with its only story left out, nothing is there
    shares = np.array([18 / (18 + 7), 18 / (18 + 3)])
    error = np.sqrt(1 / 2 * np.sum((shares - shares.mean()) ** 2))
    found = by_outlet(pooled_estimates(corpus, metrics=share_metric(), settings=SETTINGS, stories=two))
    assert found["p"]["ci_low"] == pytest.approx(max(0, 36 / 46 - 12.7062 * error), abs=1e-4)


def test_the_others_are_all_other_outlets(corpus):
    metric = share_metric(statistic=lambda pool: pool.of_others("b"), against_others=True)
    found = by_outlet(pooled_estimates(corpus, metrics=metric, settings=SETTINGS))
    assert found["o"]["value"] == 36 + 20
    assert found["(all)"]["value"] == 0


def test_others_that_were_not_declared_are_refused(corpus):
    metric = share_metric(statistic=lambda pool: pool.of_others("b"))
    with pytest.raises(SettingsError, match="against_others=True"):
        pooled_estimates(corpus, metrics=metric, settings=SETTINGS)


def test_the_depth_is_half_the_smallest_outlet_that_has_enough(corpus):
    metric = share_metric(statistic=lambda pool: np.full(len(pool.counts), pool.depth), bounds=(None, None))
    found = by_outlet(pooled_estimates(corpus, metrics=metric, settings=SETTINGS))
    assert found["o"]["value"] == found["p"]["value"] == 23  # half of p's 46; q has too few articles


def test_a_statistic_that_is_not_a_number_is_undefined(corpus):
    metric = share_metric(statistic=lambda pool: np.full(len(pool.counts), np.nan))
    found = by_outlet(pooled_estimates(corpus, metrics=metric, settings=SETTINGS))
    assert (found["o"]["status"], found["o"]["value"]) == ("undefined", None)


def test_intervals_stay_within_the_bounds(corpus):
    found = by_outlet(pooled_estimates(corpus, metrics=share_metric(bounds=(0.7, 0.8)), settings=SETTINGS))
    assert found["p"]["ci_low"] >= 0.7
    assert found["p"]["ci_high"] <= 0.8


def test_no_articles_no_rows(run):
    assert pooled_estimates(run(), metrics=share_metric(), settings=SETTINGS).is_empty()


def test_a_figure_that_hangs_on_one_article_is_too_few(corpus):
    """Outlet p has units b in all four articles; a statistic that one of them alone makes possible has no honest interval."""
    metric = share_metric(statistic=lambda pool: np.where(pool.of("a") < 10, np.nan, pool.of("a") / 100))
    found = by_outlet(pooled_estimates(corpus, metrics=metric, settings=SETTINGS))["p"]  # a is 1 + 2 + 3 + 4
    assert (found["status"], found["value"], found["ci_low"]) == ("too_few", None, None)


def test_what_the_others_do_widens_the_interval_of_a_figure_held_against_them(run):
    """Outlet o is the same in all its articles, p is not: the gap between both is as unsure as p."""
    shares = {"o": [5] * 12, "p": [1, 9, 2, 8, 5, 5, 3, 7, 4, 6, 5, 5]}
    rows = [
        {"article_id": f"{outlet}{n}", "kind": "g", "form": unit, "start": count}
        for outlet, of_b in shares.items()
        for n, b in enumerate(of_b)
        for unit, count in (("a", 10 - b), ("b", b))
    ]
    given = run(
        articles=[{"article_id": row["article_id"], "outlet": row["article_id"][0]} for row in rows[::2]], wording=rows
    )

    def gap(pool):
        return ratio(pool.of("b"), pool.counts.sum(axis=1)) - ratio(pool.of_others("b"), pool.others.sum(axis=1))

    metric = share_metric(statistic=gap, against_others=True, bounds=(-1, 1))
    found = by_outlet(pooled_estimates(given, metrics=metric, settings=SETTINGS))["o"]
    without = 0.5 - np.array([0.5] * 12 + [(60 - b) / 110 for b in shares["p"]])  # one article of either side left out
    error = np.sqrt(23 / 24 * np.sum((without - without.mean()) ** 2))
    assert (found["ci_low"], found["ci_high"]) == pytest.approx((-2.200985 * error, 2.200985 * error))  # t with 11


def test_intervals_against_others_hold_the_truth_of_two_small_outlets(run):
    """200 pairs of like outlets of 12 articles: the gap is 0."""
    rng = np.random.default_rng(9)
    metric = share_metric(
        statistic=lambda pool: (
            ratio(pool.of("b"), pool.counts.sum(axis=1)) - ratio(pool.of_others("b"), pool.others.sum(axis=1))
        ),
        against_others=True, bounds=(-1, 1),
    )  # fmt: skip
    held = 0
    for _ in range(200):
        counts = rng.binomial(20, rng.beta(2, 2, 24))
        rows = [
            {"article_id": f"{'op'[n % 2]}{n}", "kind": "g", "form": unit, "start": count}
            for n, b in enumerate(counts)
            for unit, count in (("a", 20 - b), ("b", b))
        ]
        given = run(
            articles=[{"article_id": row["article_id"], "outlet": row["article_id"][0]} for row in rows[::2]],
            wording=rows,
        )
        given["wording"] = given["wording"].filter(pl.col("start") > 0)
        found = pooled_estimates(given, metrics=metric, settings=SETTINGS).row(
            by_predicate=pl.col("outlet") == "o", named=True
        )
        held += found["ci_low"] <= 0 <= found["ci_high"]
    assert held / 200 >= 0.9
