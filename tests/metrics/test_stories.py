"""Same-event groups by likeness and date, and copies by shared runs of words."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from metrics.stories import containment, find_stories

FIRE = (
    "A fire destroyed the old paper mill on the harbour road on Tuesday night. Forty firefighters from three towns fought the "
    "flames until morning, and two of them were treated for smoke. The owner of the mill said the cause was unknown."
)
FIRE_AGAIN = (
    "Investigators searched the ruins of the paper mill that burned on the harbour road. Firefighters from three towns had "
    "fought the flames all night. The mill's owner told reporters he knew no cause, and smoke still rose on Wednesday."
)
BUDGET = (
    "Parliament passed the budget after a debate of nine hours. The finance minister promised lower taxes for families, while "
    "the opposition warned of debt. Economists expect growth to slow next year, and bond markets hardly moved."
)
FILLER = [
    f"Column number {number}: gardeners in district {number} planted {plant} and waited for rain, wrote our garden editor."
    for number, plant in enumerate(["tulips", "beans", "kale", "roses", "ferns", "peas", "leeks", "mint"])
]
DAY = date(2024, 5, 1)


def corpus(*rows):
    """Rows of (article_id, outlet, day or None, text), with fillers so that common words weigh little."""
    fillers = [(f"f{at}", "filler", -30 * (at + 1), text) for at, text in enumerate(FILLER)]
    return pl.LazyFrame(
        [
            {
                "article_id": key,
                "outlet": outlet,
                "published": None if day is None else DAY + timedelta(days=day),
                "text": text,
            }
            for key, outlet, day, text in (*rows, *fillers)
        ],
        schema={"article_id": pl.String, "outlet": pl.String, "published": pl.Date, "text": pl.String},
    )


def stories(*rows):
    return {row["article_id"]: row for row in find_stories(corpus(*rows)).to_dicts()}


def test_articles_on_one_event_are_one_story():
    found = stories(("a", "x", 0, FIRE), ("b", "y", 1, FIRE_AGAIN), ("c", "x", 0, BUDGET))
    assert found["a"]["story_id"] == found["b"]["story_id"] == "a"
    assert (found["a"]["n_articles"], found["a"]["n_outlets"]) == (2, 2)
    assert (found["c"]["story_id"], found["c"]["n_articles"]) == ("c", 1)


@pytest.mark.parametrize(("days", "together"), [(3, True), (4, False)])
def test_only_within_three_days(days, together):
    found = stories(("a", "x", 0, FIRE), ("b", "y", days, FIRE_AGAIN))
    assert (found["a"]["story_id"] == found["b"]["story_id"]) is together


def test_a_story_may_go_on_from_day_to_day():
    found = stories(("a", "x", 0, FIRE), ("b", "y", 3, FIRE_AGAIN), ("c", "z", 6, FIRE))
    assert len({found[key]["story_id"] for key in "abc"}) == 1


def test_articles_without_a_date_are_compared_with_each_other():
    found = stories(("a", "x", None, FIRE), ("b", "y", None, FIRE_AGAIN), ("c", "z", 0, FIRE))
    assert found["a"]["story_id"] == found["b"]["story_id"] != found["c"]["story_id"]


def test_the_later_of_two_equal_texts_is_the_copy():
    found = stories(
        ("a", "agency", 0, FIRE), ("b", "x", 1, f"By our staff. {FIRE} More tomorrow."), ("c", "y", 1, FIRE_AGAIN)
    )
    assert {key: found[key]["is_copy"] for key in "abc"} == {"a": False, "b": True, "c": False}
    assert {key: found[key]["is_shared"] for key in "abc"} == {"a": True, "b": True, "c": False}


def test_an_outlet_does_not_copy_itself():
    assert not stories(("a", "x", 0, FIRE), ("b", "x", 1, FIRE))["b"]["is_copy"]


def test_a_short_copy_of_a_part_is_a_copy_and_the_whole_is_not():
    part = FIRE.partition(". ")[0] + "."
    assert not stories(("a", "x", 0, part), ("b", "y", 1, FIRE))["b"]["is_copy"]


def test_a_text_is_shared_whoever_printed_it_first():
    part = FIRE.partition(". ")[0] + "."
    found = stories(("a", "x", 0, part), ("b", "y", 1, FIRE))
    assert (found["a"]["is_shared"], found["a"]["is_copy"]) == (True, False)
    assert not found["b"]["is_shared"]  # most of it is its own
    assert not stories(("a", "x", 0, FIRE), ("b", "x", 1, FIRE))["a"]["is_shared"]


def test_order_of_rows_is_kept():
    rows = (("b", "x", 1, FIRE), ("a", "y", 0, BUDGET))
    assert find_stories(corpus(*rows))["article_id"].to_list()[:2] == ["b", "a"]


@pytest.mark.parametrize("text", ["", None, "…", "one"])
def test_texts_of_no_use(text):
    assert stories(("a", "x", 0, text), ("b", "y", 0, text))["a"]["is_copy"] is False


def test_no_articles():
    assert find_stories(corpus().head(0)).is_empty()


def test_containment():
    runs = np.array([1, 2, 3, 4], dtype=np.uint64)
    assert containment(runs, np.array([2, 4, 9], dtype=np.uint64)) == 0.5
    assert containment(runs, runs) == 1
    assert containment(runs[:0], runs) == 0
    assert containment(runs, runs[:0]) == 0


def test_the_demo_corpus_falls_into_its_stories(root):
    """Of pairs that share one of the demo's twelve stories three in four are found, and nearly all that are found do."""
    truth = pl.read_csv(root / "seeds" / "demo" / "stories.csv", try_parse_dates=True)
    paths = sorted((root / "seeds" / "demo" / "articles").glob("*.jsonl"))
    texts = [pl.read_ndjson(path).select(article_id="id", text="text") for path in paths]
    known = truth.join(pl.concat(texts), on="article_id")
    found = find_stories(known.lazy()).join(known, on="article_id")
    assert len(known) >= 40
    pairs = found.join(found, how="cross").filter(pl.col("article_id") < pl.col("article_id_right"))
    same = pl.col("story") == pl.col("story_right")
    linked = pl.col("story_id") == pl.col("story_id_right")
    both = pairs.filter(same & linked).height
    assert both / pairs.filter(same).height >= 0.75
    assert both / pairs.filter(linked).height >= 0.95
