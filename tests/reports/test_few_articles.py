"""Reports of so few articles that no outlet has a figure: each article's own counts, and no page that could only say so."""

from dataclasses import replace

import polars as pl
import pytest

from reports import MetricCard, cells, pdf
from reports.pages import articles, overview, told_tone
from reports.pages.article_counts import Counted, entry

from .test_pages import texts_of, words_of

OF_OUTLETS = {
    *("At a glance", "Source diversity", "Quote space of the parties", "Attribution of claims", "Reporting verbs"),
    *("Tone toward actors, by voice", "Readability", "Wording", "Over time", "Differences between outlets"),
    "All outlet figures",
}


def titles(pages):
    return {page.title.removesuffix(" (continued)") for page in pages}


def shown_on(pages, title):
    """The pieces of text on the pages of a chapter."""
    return [text.get_text() for page in pages if page.title.startswith(title) for text in texts_of(page.figure)]


def test_one_article_has_a_short_report_without_pages_of_outlets(books):
    pages = books("one article")
    assert len(pages) <= 8
    assert not titles(pages) & OF_OUTLETS
    assert {"Story 0", "Who is quoted most", "Tone, sentence by sentence", "Method and definitions"} <= titles(pages)


def test_the_first_page_says_what_would_be_needed_and_what_is_left_out(books):
    first = words_of(books("one article")[0])
    assert "One article is too few for outlet figures, so there are none, and no intervals" in first
    assert "at least 5 articles of it" in first
    assert "counts, not estimates" in first
    assert "Left out, since no outlet has a figure to show there: the overview, source diversity" in first
    assert "what not to conclude" not in first


def test_one_article_shows_counts_and_no_interval(books):
    shown = shown_on(books("one article"), "Story 0")
    assert {"16 in 400 · 4.0", "200 of 400 · 50%", "4 of 16 · 25%", "3 of 5 · 60%", "45.0", "2 in 90 · too few"} <= set(
        shown
    )
    assert not [text for text in shown if "[" in text]
    assert "no estimate from a sample" in " ".join(shown)


def test_what_the_article_has_nothing_of_is_left_out(books):
    shown = " ".join(shown_on(books("one article"), "Story 0"))
    for missing in ("expert", "SMOG", "Relayed", "crediting an agency", "quoted text"):
        assert missing not in shown
    assert "SMOG" not in " ".join(shown_on(books("one article"), "Method"))


def test_an_article_that_quotes_nobody_says_so(books):
    pages = books("one article, quoting nobody")
    assert "No attribution was found in it" in " ".join(shown_on(pages, "Story 0"))
    assert not titles(pages) & {"Who is quoted most", "Tone, sentence by sentence"}
    assert "0 in 400 · 0" in shown_on(pages, "Story 0")


def test_three_articles_stand_side_by_side(books):
    pages = books("three articles")
    shown = shown_on(pages, "Article by article")
    assert {"A", "B", "C", "0-0", "0-2", "16 in 400 · 4.0", "17 in 400 · 4.2", "18 in 400 · 4.5"} <= set(shown)
    assert shown.count("150 of 200 · 75%") == 3  # each article's words of the first party
    assert "51 attributions in 3 articles: from 16 to 18 in an article." in " ".join(shown)
    assert {"yes", "no"} <= set(shown)
    assert len(pages) <= 10


def test_six_articles_have_a_row_each(books, corpora):
    tables = corpora["six articles of two outlets"]
    printed = articles.in_rows(tables, tables.articles.sort("outlet", "article_id"))
    assert printed["outlet"].to_list() == ["The Plain Post"] * 3 + ["Zeal"] * 3
    assert printed["attribution.density"].to_list() == ["16 in 400", "17 in 400", "18 in 400"] * 2
    assert shown_on(books("six articles of two outlets"), "Article by article").count("150 of 200") == 6


def test_all_outlets_together_have_their_figures_with_intervals(books):
    pages = books("six articles of two outlets")
    assert titles(pages) & OF_OUTLETS == {"At a glance"}
    shown = shown_on(pages, "At a glance")
    assert "All outlets" in shown
    assert "The Plain Post" not in shown
    assert "All outlets together have enough articles" in words_of(pages[0])


def test_an_outlet_with_few_articles_beside_one_with_many_changes_no_page(books, four):
    lone = four.estimates.with_columns(
        pl.when(pl.col("outlet") == "Capital Ledger").then(None).otherwise(pl.col(name)).alias(name)
        for name in ("value", "ci_low", "ci_high")
    )
    status = pl.when(pl.col("value").is_null()).then(pl.lit("too_few")).otherwise("status")
    some = replace(four, estimates=lone.with_columns(status=status))
    assert not cells.one_by_one(some)
    assert titles(pdf.all_pages(some)) == titles(books("four outlets"))
    assert "too few" in [text.get_text() for page in overview.pages(some) for text in texts_of(page.figure)]


def test_many_articles_without_a_figure_of_an_outlet_are_not_told_one_by_one(books, corpora):
    tables = corpora["no value"]
    assert tables.articles.height == 60
    assert not cells.one_by_one(tables)
    assert "Article by article" not in titles(books("no value"))


@pytest.mark.parametrize(
    ("unit", "counted", "shown", "bare"),
    [
        ("share", Counted(4, 16, 0.25, "ok"), "4 of 16 · 25%", "4 of 16"),
        ("share", Counted(1, 300, 1 / 300, "ok"), "1 of 300 · <1%", "1 of 300"),
        ("attributions per 100 words", Counted(16, 400, 4.0, "ok"), "16 in 400 · 4.0", "16 in 400"),
        ("per 1,000 words", Counted(0, 172, 0.0, "ok"), "0 in 172 · 0", "0 in 172"),
        ("per 1,000 words", Counted(2, 90, None, "too_few"), "2 in 90 · too few", "2 in 90"),
        ("share", Counted(0, 0, None, "undefined"), "–", "–"),
        ("points", Counted(18_000.5, 400, 45.0, "ok"), "45.0", "45.0"),
        ("points", Counted(500, 20, None, "too_few"), "too few", "too few"),
        ("sources", Counted(6, 1, 6.0, "ok"), "6", "6"),
        ("share of articles", Counted(1, 1, 1.0, "ok"), "yes", "yes"),
        ("share of articles", Counted(0, 1, 0.0, "ok"), "no", "no"),
    ],
)
def test_an_entry_is_a_count_and_what_it_makes(unit, counted, shown, bare):
    card = MetricCard(id="f.m", unit=unit)
    assert (entry(counted, card), entry(counted, card, bare=True)) == (shown, bare)


def test_sentences_are_counted_by_tone_and_voice(corpora):
    tables = corpora["three articles"]
    lines = told_tone.lines_of(tables.tones)
    assert told_tone.lede(lines) == (
        "6 mentions of actors in sentences in the journalist’s own words: 3 negative, 3 neutral, 0 positive."
    )
    printed = told_tone.sum_rows(told_tone.tone_sums(lines), {"Ada Amsel": "Civic Union"})
    assert printed.select("name", "voice", "negative", "neutral", "positive", "mean").rows() == [
        ("Ada Amsel", "the journalist’s", "3", "3", "0", "−0.20"),
        ("", "the actor’s own", "0", "0", "3", "+0.75"),
    ]


def test_sentences_that_are_not_neutral_are_shown_the_strongest_first(corpora):
    printed = told_tone.sentence_rows(corpora["one article"].tones)
    assert printed.rows() == [
        ("Vladimir Putin, in the actor’s own words", "positive", "+0.75", "This positive sentence names Vladimir Putin.", "0-0"),
        ("Vladimir Putin, in the journalist’s words", "negative", "−0.50", "This negative sentence names Vladimir Putin.", "0-0"),
    ]  # fmt: skip
