"""Log ratio, balance against the other outlets, and the gap between speech and mention space."""

import pytest

from audit.config import Settings
from metrics.pooling import pooled_estimates
from metrics.registry import outlet_metrics

PARTIES = {"l": "left", "r": "right", "n": None}


def score(name, given):
    metric = f"quote_space.{name}"
    found = pooled_estimates(given, metrics={metric: outlet_metrics()[metric]}, settings=Settings())
    return {(row["outlet"], row["group"]): row for row in found.to_dicts()}


@pytest.fixture
def corpus(run, attributed):
    """Ten articles an outlet. o: left 40, right 20, an unknown 20; p: left 20, right 20 words, no unknown; q: left only."""
    words = {"o": (("l", 40), ("r", 20), (None, 20)), "p": (("l", 20), ("r", 20), ("n", 10)), "q": (("l", 30),)}
    articles = [f"{outlet}{n}" for outlet in words for n in range(10)]

    def build(**more):
        return run(
            articles=[{"article_id": key, "outlet": key[0]} for key in articles],
            attributions=[row for key in articles for row in attributed(key, *words[key[0]])],
            actors=[
                {"article_id": key, "actor_id": who, "party": party}
                for key in articles
                for who, party in PARTIES.items()
            ],
            sentences=[
                {"article_id": key, "sentence_id": n, "n_words": size, "n_words_attributed": 0}
                for key in articles
                for n, size in enumerate((10, 30))
            ],
            mentions=[
                {"article_id": key, "mention_id": n, "actor_id": who, "sentence_id": n}
                for key in articles
                for n, who in enumerate("lr")
            ],
            **more,
        )

    return build


def test_log_ratio_counts_doublings(corpus):
    found = score("log_ratio", corpus())
    assert found["o", "left:right:parity"]["value"] == pytest.approx(1)
    assert found["p", "left:right:parity"]["value"] == pytest.approx(0)
    assert found["q", "left:right:parity"]["status"] == "undefined"  # the right is silent
    assert found["o", "left:right:parity"]["n"] == 600


def test_log_ratio_against_seats(corpus):
    seats = [{"name": "seats", "party": "left", "weight": 20.0}, {"name": "seats", "party": "right", "weight": 10.0}]
    found = score("log_ratio", corpus(baselines=seats))
    assert found["o", "left:right:seats"]["value"] == pytest.approx(0)
    assert found["p", "left:right:seats"]["value"] == pytest.approx(-1)
    assert found["p", "left:right:seats"]["n"] == 400  # words as they stand, not as they are weighed


def test_balance_against_the_other_outlets(corpus):
    found = score("balance_against_others", corpus())
    # o has left 400, right 200; the others left 500, right 200: (0.8 - 1) / (0.8 + 1)
    assert found["o", "left:right"]["value"] == pytest.approx(-1 / 9)
    assert found["q", "left:right"]["value"] == 1
    assert found["(all)", "left:right"]["status"] == "undefined"


def test_gap_is_speech_share_minus_mention_share(corpus):
    found = score("gap", corpus())
    assert found["o", "left"]["value"] == pytest.approx(40 / 80 - 10 / 40)
    assert found["o", "right"]["value"] == pytest.approx(20 / 80 - 30 / 40)
    assert found["p", "none"]["value"] == pytest.approx(10 / 50)
    assert found["o", "left"]["n"] == 800
    assert sum(found["p", group]["value"] for group in ("left", "right", "none")) == pytest.approx(0)


def test_a_log_ratio_whose_one_side_a_single_article_quotes_is_too_few(run, attributed):
    """Left speaks in all ten articles, right in one: leave that out and there is no ratio."""
    spoken = [row for n in range(10) for row in attributed(f"o{n}", ("l", 40), *((("r", 5),) if n == 3 else ()))]
    given = run(
        articles=[{"article_id": f"o{n}", "outlet": "o"} for n in range(10)],
        attributions=spoken,
        actors=[{"article_id": f"o{n}", "actor_id": who, "party": PARTIES[who]} for n in range(10) for who in "lr"],
    )
    row = score("log_ratio", given)["o", "left:right:parity"]
    assert (row["status"], row["value"], row["ci_low"], row["n"]) == ("too_few", None, None, 405)
