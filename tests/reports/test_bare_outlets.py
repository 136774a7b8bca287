"""Many outlets without a figure of their own: they fill no pages, and the first page counts them."""

from dataclasses import replace

import polars as pl
import pytest

from reports import cells
from reports.pages import appendix, cover, tone, trend

from .test_pages import words_of

ONE = "Regional Paper No. 3"


@pytest.fixture(scope="module")
def one_of_twelve(corpora):
    """Twelve outlets of which one has figures."""
    return without_figures(corpora["twelve outlets, sixty parties"], pl.col("outlet").is_in([ONE, cells.EVERY_OUTLET]))


@pytest.fixture(scope="module")
def together(corpora):
    """Twelve outlets that have figures only together."""
    return without_figures(corpora["twelve outlets, sixty parties"], pl.col("outlet") == cells.EVERY_OUTLET)


def without_figures(tables, kept: pl.Expr):
    value = [pl.when(kept).then(name).alias(name) for name in ("value", "ci_low", "ci_high")]
    status = pl.when(kept).then("status").otherwise(pl.lit("too_few")).alias("status")
    return replace(tables, estimates=tables.estimates.with_columns(*value, status))


def test_outlets_without_a_figure_are_left_out_where_they_are_many(one_of_twelve):
    assert list(cells.shown_outlets(one_of_twelve)) == [ONE]
    assert len(cells.bare_outlets(one_of_twelve)) == 11
    assert "11 outlets have too few articles" in cover.key_facts(one_of_twelve)[0]


def test_a_few_outlets_without_a_figure_are_shown_as_such(corpora):
    four = corpora["four outlets"]
    outlets = cells.outlets_of(four)
    tables = without_figures(four, pl.col("outlet").is_in([outlets[0], cells.EVERY_OUTLET]))
    assert cells.outlets_of(tables) == outlets
    assert cover.bare(tables) == ""


def test_only_outlets_with_figures_are_compared_on_the_first_page(one_of_twelve):
    assert "differ" not in cover.how_sure(one_of_twelve)[0]


def test_the_only_outlet_over_time_is_named(one_of_twelve, corpora):
    points = trend.monthly(one_of_twelve).filter(pl.col("outlet") == ONE)
    assert trend.alone(one_of_twelve, points) == f" Shown is {ONE}, which alone has articles enough."
    assert trend.alone(corpora["one outlet"], points) == ""


def test_the_appendix_says_how_many_outlets_it_prints(one_of_twelve, together):
    assert "Of 12 outlets, 1 is printed." in appendix.lede(one_of_twelve, appendix.whole(one_of_twelve))
    assert "Of 12 outlets, none are printed." in appendix.lede(together, appendix.whole(together))


def test_where_no_outlet_has_a_figure_those_of_all_together_are_shown(together):
    assert cells.shown_outlets(together) == {cells.EVERY_OUTLET: "All outlets"}
    assert "the pages show their figures" in cover.of_few(together)
    said = " ".join(map(words_of, tone.pages(together)))
    assert "All outlets together" in said
    assert "outlet by outlet" not in said
