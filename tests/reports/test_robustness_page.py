"""The page on figures counted otherwise: which are drawn, which stand out, what the sentences say."""

from dataclasses import replace

import polars as pl
import pytest

from audit import tables
from metrics.standing import standing as standing_of
from metrics.variants import VARIANTS
from reports import MetricCard, ReportTables, cells, pdf
from reports.figures import strips
from reports.pages import robustness, standing
from reports.tables import VariantCard

from .test_pages import texts_of, words_of

OTHERWISE = tuple(map(VariantCard.of, VARIANTS))
CARDS = (
    MetricCard(id="f.share", label="Unnamed sources", unit="share", headline=True),
    MetricCard(id="f.rate", label="Claims per 100 words", unit="claims per 100 words", headline=True),
)


def built(*rows, outlets=("Echo", "Post"), parties=()):
    """A report of rows (outlet, metric, variant, main, value); every interval runs .1 to either side."""
    figures, others = {}, []
    for outlet, metric, variant, main, value in rows:
        key = {"outlet": outlet, "metric": metric, "group_by": "all", "group": "all"}
        interval = {"ci_low": main - 0.1, "ci_high": main + 0.1}
        counts = {"n_articles": 9, "n": 9.0, "status": "ok"}
        figures[outlet, metric] = key | interval | counts | {"value": main}
        within = abs(value - main) <= 0.1
        named = {"article_id": f"{outlet}-7"} if variant == "one_less" and value != main else {}
        others.append(
            key | interval | counts | named | {"variant": variant, "main": main, "value": value, "within": within}
        )
    otherwise = tables.from_rows("robustness", others)
    return ReportTables(
        articles=tables.from_rows("articles", [{"article_id": name, "outlet": name} for name in outlets]),
        estimates=tables.from_rows("estimates", list(figures.values())),
        robustness=otherwise,
        standing=standing_of(otherwise),
        variants=OTHERWISE,
        metrics=CARDS,
        parties=parties,
    )


def shown(report):
    return standing.shown_figures(report, whole=["f.share", "f.rate"], parties={})


def lede(*rows, **more):
    report = built(*rows, **more)
    return standing.lede(report, shown(report))


def test_what_stands_is_said_in_one_sentence():
    rows = [(outlet, metric, "sure", 0.3, 0.35) for outlet in ("Echo", "Post") for metric in ("f.share", "f.rate")]
    assert lede(*rows) == "All 4 figures for single outlets stay within the interval whichever way it is counted here."
    assert lede(rows[0], outlets=("Echo",)).startswith("The figure for Echo stays within the interval")


def test_a_figure_that_does_not_stand_is_named():
    said = lede(("Echo", "f.share", "no_agency", 0.28, 0.11), ("Post", "f.share", "no_agency", 0.3, 0.3))
    assert said == (
        "Only 1 of 2 figures for single outlets stays within its interval whichever way it is counted here. "
        "Without agency copy and shared texts, the figure for unnamed sources at Echo would be 11% instead of 28%."
    )


def test_figures_that_one_way_of_counting_moves_are_told_together():
    said = lede(
        ("Echo", "f.share", "no_agency", 0.28, 0.11),
        ("Echo", "f.rate", "no_agency", 3.0, 2.0),
        ("Post", "f.rate", "no_agency", 3.0, 3.0),
    )
    assert said == (
        "Only 1 of 3 figures for single outlets stays within its interval whichever way it is counted here. Without agency copy and "
        "shared texts, 2 figures at Echo fall outside, the furthest claims per 100 words: 2.0 instead of 3.0."
    )


def test_of_several_outlets_the_one_that_moves_furthest_is_named():
    said = lede(("Echo", "f.rate", "sure", 3.0, 2.8), ("Post", "f.rate", "sure", 3.0, 2.5))
    assert said == (
        "None of 2 figures for single outlets stays within its interval whichever way it is counted here. Counting only attributions "
        "that the model is sure of, 2 figures at 2 outlets fall outside, the furthest claims per 100 words at Post: 2.5 instead of 3.0."
    )


def test_the_two_ways_of_counting_that_move_a_figure_furthest_are_named():
    rows = [
        ("Echo", "f.share", variant, 0.5, value)
        for variant, value in (("sure", 0.9), ("no_agency", 0.8), ("no_short", 0.7), ("one_less", 0.65))
    ]
    said = lede(*rows, ("Post", "f.share", "sure", 0.5, 0.5))
    assert said.count("instead of") == 2
    assert "Without one single article" not in said


def test_numbers_that_round_alike_have_a_digit_more():
    assert "would be 12.1% instead of 12.0%" in standing.lede(*_narrow())


def _narrow():
    report = built(("Echo", "f.share", "sure", 0.12, 0.121))
    ends = {"ci_low": pl.lit(0.1195), "ci_high": pl.lit(0.1205), "within": pl.lit(value=False)}
    report = replace(report, robustness=report.robustness.with_columns(**ends))
    return report, shown(report)


def test_variants_in_the_order_declared_with_what_they_leave_out():
    report = built(
        ("(all)", "f.share", "no_short", 0.3, 0.3),
        ("Echo", "f.share", "no_short", 0.3, 0.3),
        ("(all)", "f.share", "sure", 0.3, 0.1),
        ("Echo", "f.share", "sure", 0.3, 0.1),
        ("(all)", "f.share", "one_less", 0.3, 0.35),
        ("Echo", "f.share", "one_less", 0.3, 0.35),
    )
    trust = pl.DataFrame({"n_attributions": [90, 10], "n_unsure": [3, 2]})
    report = replace(report, trust=trust)
    rows = robustness.variant_rows(report, shown(report), robustness.drawn_variants(report))
    assert rows.select("mark", "label", "here", "off").rows() == [
        ("△", "sure attributions", "5 of 100 attributions left out", "1 of 1"),
        ("", "no short articles", "changes nothing", "0 of 1"),
        ("▽", "one article fewer", "one article at a time", "0 of 1"),
    ]


def test_articles_left_out_are_counted():
    report = built(("(all)", "f.share", "no_agency", 0.3, 0.35), ("Echo", "f.share", "no_agency", 0.3, 0.35))
    fewer = report.robustness.with_columns(n_articles=pl.lit(4, pl.UInt32))
    assert robustness.left_out(replace(report, robustness=fewer), "no_agency") == "5 of 9 articles left out"


def test_marks_stand_where_a_figure_moves_and_tell_where_it_leaves_the_interval():
    report = built(
        ("Echo", "f.share", "sure", 0.3, 0.1), ("Post", "f.share", "sure", 0.3, 0.35),
        ("Echo", "f.share", "no_short", 0.3, 0.3), ("Post", "f.share", "no_short", 0.3, 0.3),
    )  # fmt: skip
    frame = robustness.marked(report, ["sure", "no_short"], lambda of: cells.by_metric(of, ["f.share"]))
    marks = frame.filter(pl.col("series") != "")
    assert marks.select("row", "series", "value", "status").rows() == [
        ("Echo", "sure", 0.1, strips.OFF),
        ("Post", "sure", 0.35, "ok"),
    ]
    figure = strips.strips(frame, look=strips.Look(marks={"sure": "^"}))
    drawn = [line for axes in figure.axes for line in axes.get_lines() if line.get_marker() == "^"]
    assert [line.get_markerfacecolor() == "none" for line in drawn] == [False, True]
    numbers = [text.get_text() for text in texts_of(figure)]
    assert numbers.count("30%") == 3  # two dots and a tick
    assert (numbers.count("10%"), numbers.count("35%")) == (1, 0)  # a tick: marks have no numbers


def test_the_order_of_outlets_in_cells():
    rows = [
        ("Echo", "f.rate", "sure", 3.0, 2.0),
        ("Post", "f.rate", "sure", 2.5, 2.55),
        ("Echo", "f.rate", "no_short", 3.0, 3.0),
    ]
    report = built(*rows, ("Post", "f.rate", "no_short", 2.5, 2.5))
    (row,) = standing.order_rows(report, shown(report), ["f.share", "f.rate"]).to_dicts()
    assert row == {"figure": "Claims per 100 words", "sure": "1 of 2 · −1.00", "no_short": "="}


def test_the_articles_on_which_most_hangs():
    report = built(("Echo", "f.share", "one_less", 0.3, 0.22), ("Post", "f.share", "one_less", 0.3, 0.31))
    rows = standing.article_rows(report, shown(report)).rows()
    assert rows == [
        ("Unnamed sources", "Echo", "30%", "22%", "40%", "Echo-7"),
        ("Unnamed sources", "Post", "30%", "31%", "5%", "Post-7"),
    ]


def chapter(pages):
    return [page for page in pages if page.title.startswith(robustness.TITLE)]


def test_the_page_stands_behind_the_differences(books):
    pages = books("four outlets")
    titles = list(dict.fromkeys(page.title for page in pages))
    assert titles.index(robustness.TITLE) == titles.index("Differences between outlets") + 1
    said = " ".join(words_of(page) for page in chapter(pages))
    for label in (
        "Other ways of counting",
        "Share of attributed words, by party",
        "Do comparisons hold up?",
        "most influential single articles",
    ):
        assert label in said
    assert "at Borderland Herald fall outside" in said


def test_one_outlet_is_compared_with_none(books):
    said = " ".join(words_of(page) for page in chapter(books("one outlet")))
    assert "Other ways of counting" in said
    assert "Do comparisons hold up?" not in said
    assert "None of 10 figures for The Plain Post stays within its interval" in said


def test_without_a_codebook_there_are_no_parties(books):
    pages = chapter(books("no codebook"))
    assert pages
    assert "by party" not in " ".join(words_of(page) for page in pages)


@pytest.mark.parametrize(
    "name", ["one article", "three articles", "six articles of two outlets", "no value", "only rejects"]
)
def test_without_figures_of_outlets_there_is_no_page(books, name):
    assert not chapter(books(name))


def test_a_run_scored_by_an_earlier_version_has_no_page(four):
    older = replace(four, robustness=tables.empty("robustness"), standing=four.standing.clear())
    assert not list(robustness.pages(older))
    assert robustness.TITLE not in {page.title for page in pdf.all_pages(older)}


def test_the_appendix_says_what_is_done_and_after_whom(books):
    method = " ".join(words_of(page) for page in books("four outlets") if page.title.startswith("Method"))
    assert "Other ways of counting" in method
    assert (
        "says what is done in each of them (Steegen et al. 2016; Simonsohn et al. 2020; Belsley et al. 1980;" in method
    )
    assert "Specification curve analysis" in method
    few = " ".join(words_of(page) for page in books("one article") if page.title.startswith("Method"))
    assert "Other ways of counting" not in few
