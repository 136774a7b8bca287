import polars as pl

from audit import tables
from reports import ReportTables
from reports.pages import tone


def estimates(*rows):
    base = {
        "outlet": "(all)",
        "metric": "tone.mean",
        "group_by": "actor:voice",
        "n_articles": 9,
        "n": 20.0,
        "status": "ok",
    }
    names = ("group", "value", "ci_low", "ci_high")
    return tables.from_rows("estimates", [{**base, **dict(zip(names, row, strict=True))} for row in rows])


def test_a_side_is_named_only_where_the_whole_interval_lies_on_it():
    found = ReportTables(
        estimates=estimates(
            ("ada-berg:journalist", -0.3, -0.5, -0.1),
            ("ben-corvo:journalist", 0.1, -0.1, 0.3),
            ("ben-corvo:others", 0.4, 0.2, 0.6),
        )
    )
    said = tone.lede(found, tone.shown_actors(found))
    assert "is below 0 toward ada berg (−0.30 [−0.50, −0.10]); toward 1 other actor the interval includes 0." in said
    assert "ben corvo" not in said


def test_an_interval_that_ends_close_to_0_shows_on_which_side():
    found = ReportTables(estimates=estimates(("ada-berg:journalist", -0.04, -0.13, -0.0013)))
    assert "(−0.040 [−0.130, −0.001])" in tone.lede(found, tone.shown_actors(found))


def test_no_clear_tone_is_said_to_be_none():
    found = ReportTables(estimates=estimates(("ben-corvo:journalist", 0.1, -0.1, 0.3)))
    assert "every interval includes 0" in tone.lede(found, tone.shown_actors(found))


def test_actors_with_most_cases_come_first():
    rows = estimates(("a:journalist", 0.1, 0.0, 0.2), ("b:journalist", 0.1, 0.0, 0.2))
    sized = rows.with_columns(n=pl.Series([5.0, 50.0]))
    assert list(tone.shown_actors(ReportTables(estimates=sized))) == ["b", "a"]
