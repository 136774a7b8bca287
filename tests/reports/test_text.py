import polars as pl
import pytest

from audit import tables
from reports import MetricCard, text
from reports.figures.strips import CELLS


def cells(*rows):
    base = {"column": "m", "series": "", "unit": "share", "status": "ok", "n": 10, "reach": None}
    filled = [
        {**base, "row": outlet, "value": value, "ci_low": low, "ci_high": high} for outlet, value, low, high in rows
    ]
    return pl.DataFrame(filled, schema=CELLS)


def differences(p, *, metric="f.m", group="all"):
    row = {"metric": metric, "group": group, "outlet_a": "Post", "outlet_b": "Times", "p_adjusted": p, "status": "ok"}
    return tables.from_rows("differences", [row])


TWO = (("Post", 0.3, 0.25, 0.35), ("Times", 0.5, 0.45, 0.55))


def test_a_difference_is_claimed_only_under_the_level():
    assert "these two differ (adjusted p = .012)" in text.spread("the share", cells(*TWO), differences(0.012))
    said = text.spread("the share", cells(*TWO), differences(0.2))
    assert said == (
        "The share: from 30% [25, 35%] at Post to 50% [45, 55%] at Times; no clear difference (adjusted p = .200)."
    )


def test_the_pair_is_found_in_either_order():
    swapped = cells(("Times", 0.3, 0.2, 0.4), ("Post", 0.5, 0.4, 0.6))
    assert "these two differ (adjusted p < .001)" in text.spread("the share", swapped, differences(0.0001))


def test_a_small_p_beside_an_interval_that_includes_zero_is_no_clear_difference():
    unsure = differences(0.002).with_columns(ci_low=pl.lit(-0.4), ci_high=pl.lit(0.1))
    assert text.spread("the share", cells(*TWO), unsure).endswith(
        "no clear difference (adjusted p = .002, but the interval of the difference includes 0)."
    )


def test_an_untested_pair_is_said_to_be_untested():
    assert "not tested" in text.spread("the share", cells(*TWO), tables.empty("differences"))


def test_one_outlet_is_compared_with_nobody():
    assert text.spread("the share", cells(TWO[0]), tables.empty("differences")) == (
        "The share: 30% [25, 35%] at Post (n = 10 articles)."
    )


def test_no_value_says_why():
    few = cells(("Post", None, None, None)).with_columns(status=pl.lit("too_few"))
    assert text.spread("the share", few, tables.empty("differences")) == (
        "The share: no figure is shown, because no outlet has enough cases (at most n = 10)."
    )
    assert "undefined" in text.no_value("the share", few.with_columns(status=pl.lit("undefined")))
    assert text.no_value("the share", cells()) == "There is no outlet to show the share for."


def test_equal_values_are_called_equal():
    same = cells(("Post", 0.3, 0.2, 0.4), ("Times", 0.3, 0.2, 0.4))
    assert text.spread("the share", same, differences(0.9)) == "The share: 30% at every outlet."


CARDS = [MetricCard(id="f.m", label="hedges"), MetricCard(id="f.k", label="sources")]


def test_at_a_glance_names_only_the_metrics_that_differ():
    both = pl.concat([differences(0.01), differences(0.4, metric="f.k")])
    said = text.at_a_glance(CARDS, both, 2)
    assert said.startswith("Outlets differ on 1 of 2 headline metrics tested: hedges.")
    assert "No clear difference" in text.at_a_glance(CARDS, differences(0.06), 2)


def test_names_in_a_list_have_no_comma_and_no_capital_that_is_not_their_own():
    cards = [MetricCard(id="f.m", label="Effective sources, q = 1"), MetricCard(id="f.k", label="SMOG grade")]
    said = text.at_a_glance(cards, pl.concat([differences(0.01), differences(0.01, metric="f.k")]), 2)
    assert "effective sources (q = 1) and SMOG grade" in said


def test_at_a_glance_of_one_outlet_or_too_few_articles():
    assert "nothing to compare" in text.at_a_glance(CARDS, tables.empty("differences"), 1)
    assert "enough articles" in text.at_a_glance(CARDS, differences(None), 2)


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcd"), "a, b and 2 more"),
    ],
)
def test_listed(names, shown):
    assert text.listed(names, limit=3 if len(names) < 4 else 2) == shown


def test_how_to_read_says_coverage_replicates_and_minimum():
    said = text.how_to_read({"settings": {"confidence": 0.9, "n_bootstrap": 500, "minimum_articles": 4}})
    assert "90% intervals (500 bootstrap replicates" in said
    assert "under 4 of them no figure is given (“too few”)" in said


@pytest.mark.parametrize(
    ("p", "held", "words"),
    [
        (0.012, False, "these two differ (adjusted p = .012), but not clearly after correction by people’s codes."),
        (0.012, True, "these two differ (adjusted p = .012), also after correction by people’s codes."),
        (0.012, None, "these two differ (adjusted p = .012)."),
        (0.2, True, "no clear difference (adjusted p = .200), but a clear one after correction by people’s codes."),
        (0.2, False, "no clear difference (adjusted p = .200)."),
    ],
)
def test_a_corrected_difference_stands_beside_the_machines(p, held, words):
    checked = differences(p).with_columns(held=pl.lit(held, dtype=pl.Boolean))
    assert text.spread("the share", cells(*TWO), checked).endswith(words)


def test_at_a_glance_names_the_metrics_whose_differences_people_do_not_bear_out():
    card = MetricCard(id="f.m", label="Share")
    told = differences(0.012).with_columns(held=pl.lit(value=False))
    assert "After people’s codes, not every one in share is clear." in text.at_a_glance([card], told, 2)
    assert "people" not in text.at_a_glance([card], told.with_columns(held=pl.lit(value=True)), 2)
    assert "people" not in text.at_a_glance([card], differences(0.012), 2)


def test_what_is_a_partys_own():
    assert [text.possessive(name) for name in ("Greens", "Reform Union")] == ["Greens’", "Reform Union’s"]
