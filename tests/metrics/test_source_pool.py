"""Diversity of an outlet at a common number of attributions."""

import numpy as np
import pytest

from audit.config import Settings
from metrics.hill import rarefied_hill
from metrics.pooling import pooled_estimates
from metrics.registry import outlet_metrics

NAMES = ("rarefied_hill_0", "rarefied_hill_1", "rarefied_hill_2", "pooled_simpson")


@pytest.fixture(scope="module")
def declared():
    return {f"source_diversity.{name}": outlet_metrics()[f"source_diversity.{name}"] for name in NAMES}


@pytest.fixture
def corpus(run):
    """Outlet wide: 20 articles of 10 attributions over many sources; small: 10 of 6, drawn from the same sources."""
    rng = np.random.default_rng(7)
    spoken = []
    for outlet, n_articles, n_each in (("wide", 20, 10), ("small", 10, 6)):
        for article in range(n_articles):
            for number in range(n_each):
                source = int(rng.geometric(0.04))
                spoken.append(
                    {
                        "article_id": f"{outlet}-{article}",
                        "attribution_id": number,
                        "actor_id": f"s{source}",
                        "n_words": 5,
                    }
                )
    keys = {row["article_id"] for row in spoken}
    return run(articles=[{"article_id": key, "outlet": key.split("-")[0]} for key in keys], attributions=spoken)


def pooled(corpus, outlet):
    frame = corpus["attributions"].collect()
    kept = frame.filter(frame["article_id"].str.starts_with(outlet))
    return kept["actor_id"].value_counts()["count"].to_numpy().astype(float)


def test_values_are_the_formulas_of_the_pooled_counts(corpus, declared):
    found = pooled_estimates(corpus, metrics=declared, settings=Settings())
    rows = {(row["outlet"], row["metric"].split(".")[1]): row for row in found.to_dicts()}
    for outlet in ("wide", "small"):
        counts = pooled(corpus, outlet)
        for order in (0, 1, 2):
            row = rows[outlet, f"rarefied_hill_{order}"]
            assert row["value"] == pytest.approx(rarefied_hill(counts, order=order, depth=30))  # half of 10 x 6
            assert row["ci_low"] < row["value"] < row["ci_high"]
        total = counts.sum()
        simpson = 1 - (counts * (counts - 1)).sum() / (total * (total - 1))
        assert rows[outlet, "pooled_simpson"]["value"] == pytest.approx(simpson)


def test_rarefaction_takes_the_advantage_of_size_away(corpus, declared):
    found = pooled_estimates(corpus, metrics=declared, settings=Settings())
    rows = {row["outlet"]: row for row in found.to_dicts() if row["metric"].endswith("rarefied_hill_0")}
    observed = {outlet: len(pooled(corpus, outlet)) for outlet in ("wide", "small")}
    assert observed["wide"] > 1.5 * observed["small"]  # both draw on the same sources
    assert rows["small"]["value"] == pytest.approx(rows["wide"]["value"], rel=0.1)
    assert rows["wide"]["ci_low"] < rows["small"]["ci_high"]


def test_too_small_an_outlet_has_no_figure(run, declared):
    spoken = [{"article_id": f"a{n}", "attribution_id": 0, "actor_id": "x", "n_words": 5} for n in range(49)]
    articles = [{"article_id": f"a{n}", "outlet": "o"} for n in range(49)]
    assert pooled_estimates(
        run(articles=articles, attributions=spoken), metrics=declared, settings=Settings()
    ).is_empty()


def test_a_single_source_is_one(run, declared):
    spoken = [
        {"article_id": f"a{n}", "attribution_id": m, "actor_id": "x", "n_words": 5} for n in range(10) for m in range(6)
    ]
    articles = [{"article_id": f"a{n}", "outlet": "o"} for n in range(10)]
    found = pooled_estimates(run(articles=articles, attributions=spoken), metrics=declared, settings=Settings())
    values = {row["metric"].split(".")[1]: row["value"] for row in found.to_dicts() if row["outlet"] == "o"}
    assert values == pytest.approx(
        {"rarefied_hill_0": 1, "rarefied_hill_1": 1, "rarefied_hill_2": 1, "pooled_simpson": 0}
    )


def test_intervals_hold_the_expected_value(run, declared):
    """Sixty outlets of 20 articles that draw on one pool: 95 % intervals should hold their mean in most of them."""
    rng = np.random.default_rng(5)
    chance = 1 / np.arange(1, 801)
    chance /= chance.sum()
    articles, spoken = [], []
    for outlet in range(60):
        for number in range(20):
            key = f"{outlet}-{number}"
            articles.append({"article_id": key, "outlet": str(outlet)})
            own = rng.choice(800, size=rng.integers(2, 8), replace=False, p=chance)
            for attribution in range(11):
                source = f"s{rng.choice(own)}"
                spoken.append({"article_id": key, "attribution_id": attribution, "actor_id": source, "n_words": 5})
    given = run(articles=articles, attributions=spoken)
    found = pooled_estimates(given, metrics=declared, settings=Settings()).to_dicts()
    for order in (0, 1, 2):
        rows = [row for row in found if row["metric"].endswith(f"hill_{order}") and row["outlet"] != "(all)"]
        expected = np.mean([row["value"] for row in rows])
        held = [row["ci_low"] <= expected <= row["ci_high"] for row in rows]
        assert np.mean(held) >= 0.85, (order, np.mean(held))
