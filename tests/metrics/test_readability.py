"""The nine formulas on counts worked out by hand, and their agreement with textstat where its counts are the same."""

import math

import polars as pl
import pytest

from audit.tables import from_rows
from metrics.readability import METRICS

# 120 words in 6 sentences (20 each), 180 syllables (1.5 a word), and so on
COUNTS = {
    "n_words": 120, "n_sentences": 6, "n_letters": 540, "n_characters": 552, "n_syllables": 180, "n_polysyllables": 18,
    "n_complex_words": 12, "n_long_words": 30, "n_difficult_words": 24, "n_dictionary_words": 118,
}  # fmt: skip
BY_NAME = {metric.name: metric for metric in METRICS}


def score(name, counts, text="all"):
    rows = from_rows("text_counts", [{"article_id": "x", "text": text, **counts}])
    return BY_NAME[name].score({"text_counts": rows.lazy()}).collect().row(0, named=True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("flesch_reading_ease", 206.835 - 20.3 - 126.9),  # 1.015 x 20, 84.6 x 1.5
        ("flesch_kincaid_grade", 7.8 + 17.7 - 15.59),  # 0.39 x 20, 11.8 x 1.5
        ("gunning_fog", 0.4 * (20 + 10)),  # 12 of 120 complex
        ("ari", 4.71 * 4.6 + 10 - 21.43),  # 552 / 120
        ("coleman_liau", 0.0588 * 450 - 0.296 * 5 - 15.8),  # 450 letters and 5 sentences per 100 words
        ("dale_chall", 0.1579 * 20 + 0.992 + 3.6365),  # 24 of 120 difficult, 0.0496 x 20
        ("lix", 20 + 25),  # 30 of 120 long
        ("rix", 5),  # 30 long words in 6 sentences
    ],
)
def test_formula(name, expected):
    row = score(name, COUNTS)
    assert row["value"] == pytest.approx(expected)
    assert (row["group_by"], row["group"], row["status"]) == ("text", "all", "ok")
    assert row["denominator"] == 120


def test_smog_needs_thirty_sentences():
    assert score("smog", COUNTS)["status"] == "too_few"
    long = {name: 5 * count for name, count in COUNTS.items()}
    assert score("smog", long)["value"] == pytest.approx(
        3.1291 + 1.043 * math.sqrt(90)
    )  # 90 polysyllables in 30 sentences


@pytest.mark.parametrize("name", [name for name in BY_NAME if name != "smog"])
def test_others_need_a_hundred_words(name):
    row = score(name, COUNTS | {"n_words": 99})
    assert (row["status"], row["value"]) == ("too_few", None)
    assert row["numerator"] is not None


@pytest.mark.parametrize("name", BY_NAME)
def test_no_words_no_value(name):
    assert score(name, dict.fromkeys(COUNTS, 0), text="quoted")["status"] == "undefined"


def test_doubling_a_text_changes_nothing():
    double = {name: 2 * 6 * count for name, count in COUNTS.items()}
    for name in BY_NAME:
        whole = score(name, {column: 6 * count for column, count in COUNTS.items()})
        assert score(name, double)["value"] == pytest.approx(whole["value"])


def test_bounds_hold_for_the_simplest_text():
    """Figures of one digit and one syllable, one a sentence: the easiest text there is."""
    simple = {"n_words": 100, "n_sentences": 100, "n_letters": 0, "n_characters": 100, "n_syllables": 100}  # "5."
    for name, metric in BY_NAME.items():
        value = score(name, dict.fromkeys(COUNTS, 0) | simple)["value"]
        low, high = metric.bounds
        assert low is None or value == pytest.approx(low, abs=0.005)
        assert high is None or value == pytest.approx(high, abs=0.005)


def test_every_symbol_stands_in_its_formula():
    for metric in METRICS:
        for symbol in metric.symbols:
            assert symbol in metric.formula


# Five sentences of plain words, each without inner points, apostrophes, hyphens, figures or names, repeated until SMOG speaks.
PLAIN = (
    "The people of the village wanted a better road to the market. They had asked the government for money many times. "
    "Every winter the heavy rain carried the old road away. The children walked across wet fields to reach the school. "
    "Nobody expected the answer that finally arrived in the spring. "
) * 6


@pytest.fixture(scope="module")
def plain_counts():
    spacy = pytest.importorskip("spacy")
    from audit.nlp.blocks import Block
    from audit.nlp.text_counts import count_text

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return {key: value for key, value in count_text(Block.of(nlp(PLAIN)), [])[0].items() if key != "text"}


@pytest.fixture
def textstat(monkeypatch):
    """textstat with our syllables: its own want a download."""
    import importlib

    from audit.nlp.syllables import count_syllables

    module = importlib.import_module("textstat")
    per_word = importlib.import_module("textstat.backend.metrics._syllables_per_word")
    monkeypatch.setattr(per_word, "count_syllables", lambda text, _lang: sum(map(count_syllables, text.split())))
    return module.textstat


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("flesch_reading_ease", "flesch_reading_ease"),
        ("flesch_kincaid_grade", "flesch_kincaid_grade"),
        ("lix", "lix"),
        ("rix", "rix"),
    ],
)
def test_agrees_with_textstat_on_plain_text(name, function, plain_counts, textstat):
    assert score(name, plain_counts)["value"] == pytest.approx(getattr(textstat, function)(PLAIN), abs=0.01)


def test_agrees_with_textstat_on_ari_but_for_the_full_stops(plain_counts, textstat):
    stops = plain_counts["n_sentences"] / plain_counts["n_words"]
    ours = score("ari", plain_counts)["value"]
    assert textstat.automated_readability_index(PLAIN) == pytest.approx(ours + 4.71 * stops, abs=0.01)


def test_departs_from_textstat_where_its_coefficient_is_not_the_papers(plain_counts, textstat):
    """Coleman & Liau print 0.0588; textstat has 0.058."""
    letters = 100 * plain_counts["n_letters"] / plain_counts["n_words"]
    ours = score("coleman_liau", plain_counts)["value"]
    assert ours - textstat.coleman_liau_index(PLAIN) == pytest.approx(0.0008 * letters, abs=0.01)


def test_metrics_read_one_table_only():
    for metric in METRICS:
        assert set(metric.needs) == {"text_counts"}
    assert isinstance(
        METRICS[0].compute({"text_counts": pl.LazyFrame(schema={**from_rows("text_counts", []).schema})}), pl.LazyFrame
    )
