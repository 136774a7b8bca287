"""A figure's evidence as it is printed, written and shown."""

import io
from datetime import date

import polars as pl
import pytest
from rich.console import Console

from reports.figure_evidence import PIECES, FigureEvidence, print_pieces, render_page, write_csv
from reports.tables import MetricCard

SHARE = MetricCard(id="space.share", label="Share of words", unit="share", weight="words attributed", question="Who?")


def pieces(*rows):
    base = {"outlet": "Post", "article_id": "p1", "article_title": "A <b>title</b>", "published": date(2026, 3, 1)}
    return pl.DataFrame([{**base, **row} for row in rows], schema=PIECES)


@pytest.fixture
def found():
    said = {"actor": "Ann Lee", "party": "left", "kind": "direct", "cue_text": "said", "start": 4, "end": 19}
    return FigureEvidence(
        metric=SHARE,
        outlet="Post",
        group="Left",
        value=0.375,
        low=0.25,
        high=0.5,
        numerator=9,
        denominator=24,
        n_articles=3,
        unit="attribution",
        pieces=pieces(
            {**said, "numerator": 3, "text": "=SUM(A1)", "before": "She said ", "confidence": 0.5},
            {**said, "numerator": 6, "text": "“Never, <never>”", "article_id": "p2", "url": "javascript:alert(1)"},
            {"numerator": 0, "denominator": 15, "article_id": "p3", "text": "so be it"},
        ),
    )


def printed(found, **options) -> str:
    console = Console(file=io.StringIO(), width=120)
    print_pieces(found, console=console, **options)
    return console.file.getvalue()


def test_the_sum_is_the_figure(found):
    assert found.of == "Post, Left"
    assert found.sum == "38% [25, 50%] = 9 / 24 words attributed"
    assert found.made_of == "from 3 articles: 2 attributions in 2 of them, counted over 1 other as well"


def test_the_largest_are_printed_first(found):
    lines = printed(found).splitlines()
    assert lines[0] == "Share of words · Post, Left"
    assert lines[5].split() == ["6", "p2", "Ann", "Lee", "(said)", "“Never,", "<never>”"]
    assert "so be it" not in printed(found, most=2)
    assert len(printed(found, most=0).splitlines()) == 3


def test_no_figure_says_why(found):
    of = {name: getattr(found, name) for name in ("metric", "outlet", "numerator", "denominator", "n_articles", "unit")}
    none = FigureEvidence(**of, value=None, status="too_few", pieces=pieces())
    assert none.sum == "no figure (too few) = 9 / 24 words attributed"
    assert printed(none).count("\n") == 3
    assert "Nothing is counted" in render_page(none)


def test_a_scaled_figure_and_one_of_parts(found):
    rate = MetricCard(id="x.rate", unit="per 1,000 words", weight="words (of the journalist)")
    of = {name: getattr(found, name) for name in ("outlet", "numerator", "n_articles", "unit", "pieces")}
    assert (
        FigureEvidence(**of, metric=rate, scale=1000, value=2.5, denominator=3600).sum
        == "2.5 (per 1,000 words) = 1,000 × 9 / 3,600 words"
    )
    parts = of | {"pieces": pieces({"numerator": 2, "part": "a"}, {"numerator": 0.5, "part": "b"})}
    assert FigureEvidence(**parts, metric=rate, value=2.5, denominator=None).sum.endswith("from a: 2, b: 0.500")


def test_a_spreadsheet_takes_no_text_for_a_formula(found, tmp_path):
    read = pl.read_csv(write_csv(found, path=tmp_path / "e.csv"))
    assert read.columns == list(PIECES)
    assert read["text"].to_list() == ["'=SUM(A1)", "“Never, <never>”", "so be it"]


def test_the_page_is_escaped_and_links_to_web_addresses_alone(found):
    page = render_page(found)
    assert "A &lt;b&gt;title&lt;/b&gt;" in page
    assert "Never, &lt;never&gt;" in page
    assert "javascript:" not in page
    assert page.index("Never") < page.index("SUM(A1)")
    assert "confidence 0.50" in page


def test_articles_stand_with_their_own_values(found):
    of = {name: getattr(found, name) for name in ("outlet", "value", "numerator", "denominator", "n_articles")}
    rows = pieces(
        {"numerator": 5.5, "denominator": 1, "value": 5.5, "url": "https://post.example/1"},
        {"numerator": 7.25, "denominator": 1, "value": 7.25, "article_id": "p2"},
        {"numerator": 1, "denominator": 1, "value": None, "article_id": "p3"},
    )
    whole = FigureEvidence(**of, metric=MetricCard(id="x.hill", unit="sources"), unit="", pieces=rows)
    lines = printed(whole).splitlines()[5:]
    assert [line.split()[:2] for line in lines] == [["7.2", "p2"], ["5.5", "p1"], ["–", "p3"]]
    assert 'href="https://post.example/1"' in render_page(whole)
