"""Weighted log-odds against a hand-computed example, style words, names, and parties' sentences."""

import math

import polars as pl
import pytest

from audit.tables import from_rows
from metrics.distinctive import DISTINCTIVE, distinctive_words, log_odds

ACTORS = from_rows("actors", []).lazy()


def articles(**outlets):
    """``a=[text, ...]``: the texts of outlet a."""
    return from_rows(
        "articles",
        [
            {"article_id": f"{outlet}{at}", "outlet": outlet, "text": text, "authors": ["Jo Bloggs"]}
            for outlet, texts in outlets.items()
            for at, text in enumerate(texts)
        ],
    ).lazy()


def test_the_formula_on_a_small_table():
    """Two groups of 10 and 30 words; prior worth 20 words: tax 8 of 40 -> 4, other 32 of 40 -> 16."""
    counts = pl.DataFrame({"group": ["a", "a", "b", "b"], "word": ["tax", "other", "tax", "other"], "n": [6, 4, 2, 28]})
    row = log_odds(counts).filter((pl.col("group") == "a") & (pl.col("word") == "tax")).row(0, named=True)
    delta = math.log((6 + 4) / (10 + 20 - 6 - 4)) - math.log((2 + 4) / (30 + 20 - 2 - 4))
    assert row["log_odds"] == pytest.approx(delta)
    assert row["z"] == pytest.approx(delta / math.sqrt(1 / 10 + 1 / 6))
    assert row["n_rest"] == 2


def test_two_groups_mirror_each_other():
    counts = pl.DataFrame({"group": ["a", "a", "b", "b"], "word": ["x", "y", "x", "y"], "n": [5, 9, 8, 1]})
    found = {(row["group"], row["word"]): row["log_odds"] for row in log_odds(counts).to_dicts()}
    assert found["a", "x"] == pytest.approx(-found["b", "x"])


def test_equal_shares_have_no_odds():
    counts = pl.DataFrame({"group": ["a", "a", "b", "b"], "word": ["x", "y", "x", "y"], "n": [5, 5, 50, 50]})
    assert log_odds(counts)["log_odds"].to_list() == pytest.approx([0] * 4)


PLAIN = "the council met in town about roads bridges schools and water"
TEXTS = {"a": [f"{PLAIN} riots"] * 12 + [PLAIN] * 28, "b": [PLAIN] * 22 + [f"{PLAIN} harvest"] * 18}


def test_words_that_set_outlets_apart():
    table = distinctive_words(articles(**TEXTS), ACTORS)
    assert table.schema == DISTINCTIVE
    top = table.filter(pl.col("z") > 0).select("group", "word", "n", "n_rest", "n_articles").rows()
    assert table.filter(pl.col("word") == "riots")["z"].to_list()[0] > 2
    assert top == [("a", "riots", 12, 0, 12), ("b", "harvest", 18, 0, 18)]


def test_few_articles_are_not_enough():
    texts = {"a": [" riots" * 30] * 2 + [PLAIN] * 30, "b": [PLAIN] * 30}
    assert distinctive_words(articles(**texts), ACTORS).filter(pl.col("word") == "riots").is_empty()


def test_function_words_and_figures_are_no_findings():
    texts = {"a": [f"{PLAIN} which 1234 s"] * 20, "b": [PLAIN] * 20}
    assert distinctive_words(articles(**texts), ACTORS, keep_style=True).is_empty()


@pytest.mark.parametrize(
    ("keep", "expected"),
    [(True, {"gazette", "daily-gazette", "dailygazette", "mr", "bloggs", "advertisement"}), (False, set())],
)
def test_names_of_the_house_and_its_habits_go_unless_kept(keep, expected):
    words = "Gazette Daily-Gazette DailyGazette Mr Bloggs Advertisement"
    texts = {"Daily-Gazette": [f"{PLAIN} {words}"] * 20, "b": [f"{PLAIN}"] * 20}
    found = distinctive_words(articles(**texts), ACTORS, keep_style=keep)
    assert set(found.filter((pl.col("group") == "Daily-Gazette") & (pl.col("z") > 0))["word"]) == expected


def test_names_of_actors_are_marked():
    actors = from_rows("actors", [{"article_id": "a0", "actor_id": "x", "names": ["Ann Riots’s aide"]}]).lazy()
    found = distinctive_words(articles(**TEXTS), actors)
    assert dict(found.select("word", "is_name").iter_rows()) == {"riots": True, "harvest": False}


def test_one_outlet_has_nothing_to_differ_from():
    assert distinctive_words(articles(a=TEXTS["a"]), ACTORS).is_empty()
    assert distinctive_words(articles(), ACTORS).is_empty()


def test_sentences_about_parties():
    """Each article: one sentence on the left's Ann, one on the right's Ben, one on both."""
    text = "Ann fought crime. Ben cut taxes. Ann met Ben."
    rows = articles(a=[text] * 10)
    actors, mentions, sentences = [], [], []
    for at in range(10):
        key = f"a{at}"
        actors += [
            {"article_id": key, "actor_id": name, "names": [name], "party": side}
            for name, side in (("ann", "left"), ("ben", "right"))
        ]
        spans = [(0, 17), (18, 32), (33, 45)]
        sentences += [
            {"article_id": key, "sentence_id": n, "start": start, "end": end} for n, (start, end) in enumerate(spans)
        ]
        for name, sentence in (("ann", 0), ("ben", 1), ("ann", 2), ("ben", 2)):
            mentions.append({"article_id": key, "actor_id": name, "sentence_id": sentence, "in_title": False})
    frames = {"mentions": mentions, "sentences": sentences}
    given = {name: from_rows(name, found).lazy() for name, found in frames.items()}
    found = distinctive_words(rows, from_rows("actors", actors).lazy(), **given)
    left = found.filter((pl.col("group_by") == "party") & (pl.col("group") == "left") & (pl.col("z") > 0))
    assert set(left["word"]) == {"ann", "fought", "crime"}
