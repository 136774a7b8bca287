"""Dates as they are written in the wild."""

from datetime import UTC, date, datetime

import pytest

from audit.ingest.dates import excel_day, find_dates, parse_date


@pytest.mark.parametrize(
    "written",
    [
        "2016-09-05",
        "2016-09-05T23:59:00Z",
        "2016-09-05 23:59:00.123456+05:30",
        "2016/9/5",
        "20160905",
        20160905,
        1473033600,
        "1473033600000",
        "Mon, 05 Sep 2016 10:00:00 GMT",
        "Monday, September 5, 2016",
        "Sept. 5, 2016, 10:30 a.m. ET",
        "September 5th 2016",
        "5 September 2016",
        "5th of September, 2016",
        "05-Sep-2016",
        "Updated: 5 Sep 2016 10:30 IST",
        "January 2, 2010 Monday".replace("January 2, 2010", "September 5, 2016"),
        date(2016, 9, 5),
        datetime(2016, 9, 5, 12, tzinfo=UTC),
    ],
)
def test_one_day_in_many_forms(written):
    assert parse_date(written) == date(2016, 9, 5)


@pytest.mark.parametrize(
    "written", ["", None, "yesterday", "2016", "31 February 2016", "2016-13-01", True, "5", "x" * 500, 12.5]
)
def test_what_names_no_day_is_empty(written):
    assert parse_date(written) is None


def test_an_ambiguous_date_waits_for_the_user():
    assert parse_date("03/04/2016") is None
    assert parse_date("03/04/2016", day_first=True) == date(2016, 4, 3)
    assert parse_date("03/04/2016", day_first=False) == date(2016, 3, 4)


def test_a_date_with_a_part_over_twelve_is_not_ambiguous():
    assert parse_date("25/12/2016") == parse_date("12/25/2016") == date(2016, 12, 25)


def test_dates_are_found_in_a_line():
    assert find_dates("by Paul Serran Jul. 19, 2026 9:45 am") == ["Jul. 19, 2026"]


@pytest.mark.parametrize("written", ["5-Sep-16", "05 Sep 16", "5/sept/16"])
def test_a_year_of_two_digits_behind_a_month_that_is_written_out(written):
    assert parse_date(written) == date(2016, 9, 5)


@pytest.mark.parametrize(
    ("value", "day"), [("42618", date(2016, 9, 5)), (42618.75, date(2016, 9, 5)), ("20000", date(1954, 10, 3))]
)
def test_days_as_excel_counts_them(value, day):
    assert excel_day(value) == day


@pytest.mark.parametrize("value", ["4261", "426180", "12345", "x", None, True, "42618 a", "9" * 400])
def test_what_excel_does_not_count(value):
    assert excel_day(value) is None


def test_a_column_of_excels_days_in_a_table(read_bytes):
    (article,) = read_bytes("a.csv", "date,text\n42618,A text.\n")
    assert article.published == date(2016, 9, 5)
