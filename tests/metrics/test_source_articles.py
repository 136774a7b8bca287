"""Sources of an outlet when whole articles are drawn: a common size, and what is still unseen."""

import numpy as np
import pytest

from audit.config import Settings
from metrics.pooling import pooled_estimates
from metrics.registry import outlet_metrics

BY_ARTICLE, COVERAGE = "source_diversity.rarefied_by_article", "source_diversity.coverage"


def figures(
    run, spoken, *, metrics=(BY_ARTICLE, COVERAGE), outlet_of=lambda article: article.split("-")[0], **settings
):
    """Rows by outlet and metric; ``spoken`` maps an article to its sources, one an attribution."""
    rows = [
        {"article_id": article, "attribution_id": number, "actor_id": source, "n_words": 5}
        for article, sources in spoken.items()
        for number, source in enumerate(sources)
    ]
    articles = [{"article_id": article, "outlet": outlet_of(article)} for article in spoken]
    declared = {name: outlet_metrics()[name] for name in metrics}
    found = pooled_estimates(
        run(articles=articles, attributions=rows), metrics=declared, settings=Settings(minimum_articles=3, **settings)
    )
    return {(row["outlet"], row["metric"]): row for row in found.to_dicts()}


def repeated(*sources):
    """Twenty attributions of an article, dealt to its sources in turn."""
    return [sources[number % len(sources)] for number in range(20)]


def test_by_hand(run):
    """Three articles of 20 attributions; a in all, b in two, c to f in one each."""
    spoken = {"o-1": repeated("a", "b", "c"), "o-2": repeated("a", "b", "d"), "o-3": repeated("a", "e", "f")}
    found = figures(run, spoken)
    # m = 30 of 60 attributions, so t = 1.5: three sources in one article; in two of them 1 + b in all 3 of 3 ways + 4 * 2/3
    row = found["o", BY_ARTICLE]
    assert row["value"] == pytest.approx((3 + (1 + 1 + 4 * 2 / 3)) / 2)
    assert (row["n"], row["n_articles"]) == (60, 3)
    # U = 3 + 2 + 4 = 9, four sources in one article, one in two: 1 - 4/9 * 2*4 / (2*4 + 2*1)
    assert found["o", COVERAGE]["value"] == pytest.approx(1 - 4 / 9 * 8 / 10)


def test_more_articles_of_the_same_kind_do_not_look_more_diverse(run):
    """Each article quotes six times each of five sources of its own out of 100: drawn one by one, many articles win."""
    rng = np.random.default_rng(1)
    spoken = {
        f"{outlet}-{number}": [f"s{source}" for source in rng.choice(100, 5, replace=False) for _ in range(6)]
        for outlet, n_articles in (("many", 160), ("few", 20))
        for number in range(n_articles)
    }
    found = figures(run, spoken, metrics=(BY_ARTICLE, "source_diversity.rarefied_hill_0"))
    values = {key: row["value"] for key, row in found.items()}
    assert values["many", BY_ARTICLE] == pytest.approx(values["few", BY_ARTICLE], rel=0.05)
    one_by_one = [values[outlet, "source_diversity.rarefied_hill_0"] for outlet in ("many", "few")]
    assert one_by_one[0] > 1.25 * one_by_one[1]


def test_longer_articles_are_drawn_less_often(run):
    """The same stream of sources, cut into articles of ten attributions and of twenty."""
    rng = np.random.default_rng(2)
    stream = [f"s{source}" for source in rng.geometric(0.02, 800)]
    spoken = {f"long-{at}": stream[at : at + 20] for at in range(0, 400, 20)}
    spoken |= {f"short-{at}": stream[at : at + 10] for at in range(400, 800, 10)}
    found = figures(run, spoken, metrics=(BY_ARTICLE,))
    assert found["long", BY_ARTICLE]["value"] == pytest.approx(found["short", BY_ARTICLE]["value"], rel=0.1)


def test_an_article_longer_than_the_common_size_is_undefined(run):
    spoken = {f"short-{number}": repeated(f"s{number}") for number in range(3)}  # 60 attributions, so m = 30
    spoken |= {f"long-{number}": [f"l{number}-{at % 9}" for at in range(40)] for number in range(3)}
    found = figures(run, spoken)
    assert (found["long", BY_ARTICLE]["status"], found["long", BY_ARTICLE]["value"]) == ("undefined", None)
    assert found["short", BY_ARTICLE]["status"] != "undefined"


def test_an_outlet_that_one_article_makes_large_enough_has_a_figure(run):
    """60 attributions, 40 of them in one article: without it 20 are left, fewer than the 30 of the common size."""
    spoken = {"o-0": [f"s{number}" for number in range(40)], **{f"o-{n}": [f"t{n}"] * 4 for n in range(1, 6)}}
    row = figures(run, spoken, metrics=(BY_ARTICLE,))["o", BY_ARTICLE]
    # t = 30 * 6 / 60 = 3 of 6 articles: half of 40, and half of the five others
    assert row["value"] == pytest.approx(22.5)
    assert row["ci_low"] < 5
    assert row["ci_high"] > 40


def test_coverage_is_what_the_next_article_bears_out(run):
    """Outlets of 15 articles that return to their sources: coverage against the sources of 400 more articles."""
    rng = np.random.default_rng(3)
    chance = 1 / np.arange(1, 401)
    chance /= chance.sum()

    def article():
        own = rng.choice(400, size=4, replace=False, p=chance)
        return [f"s{source}" for source in rng.choice(own, 12)] + [f"s{source}" for source in own]

    spoken = {f"{outlet}-{number}": article() for outlet in range(40) for number in range(15)}
    found = figures(run, spoken, metrics=(COVERAGE,))
    later = [set(article()) for _ in range(400)]
    known = [
        set().union(*(sources for article, sources in spoken.items() if article.startswith(f"{outlet}-")))
        for outlet in range(40)
    ]
    true = [sum(len(own & seen) for own in later) / sum(map(len, later)) for seen in known]
    rows = [found[str(outlet), COVERAGE] for outlet in range(40)]
    assert np.mean([row["value"] for row in rows]) == pytest.approx(np.mean(true), abs=0.03)
    assert np.mean([row["ci_low"] <= truth <= row["ci_high"] for row, truth in zip(rows, true, strict=True)]) >= 0.85


def test_intervals_hold_the_expected_value(run):
    """Sixty outlets of 20 articles that draw on one pool, each article returning to its sources."""
    rng = np.random.default_rng(5)
    chance = 1 / np.arange(1, 801)
    chance /= chance.sum()
    spoken = {}
    for outlet in range(60):
        for number in range(20):
            own = rng.choice(800, size=rng.integers(2, 8), replace=False, p=chance)
            spoken[f"{outlet}-{number}"] = [f"s{source}" for source in rng.choice(own, 11)]
    found = figures(run, spoken, metrics=(BY_ARTICLE,))
    rows = [row for (outlet, _), row in found.items() if outlet != "(all)"]
    expected = np.mean([row["value"] for row in rows])
    assert np.mean([row["ci_low"] <= expected <= row["ci_high"] for row in rows]) >= 0.85
