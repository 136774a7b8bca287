"""The page of what people coded: machine and people side by side, and what is said where nothing can be shown."""

from dataclasses import replace
from itertools import combinations

import polars as pl
import pytest
from matplotlib.text import Text

from audit import tables as contract
from reports import confirmed
from reports.pages import checked
from reports.pages import differences as differences_page
from reports.tables import ReportTables


@pytest.fixture
def checks(corpora):
    return corpora["other scripts"].checks


def test_nobody_coded_no_page():
    assert list(checked.pages(ReportTables())) == []


def test_the_first_sentence_counts_the_coded_rows_and_tells_the_agreement(checks):
    assert checked.lede(checks[0]) == (
        "People coded 290 of 300 sentences drawn at random; with the machine they agree on whether a sentence attributes "
        "anything with alpha 0.84 [0.70, 0.95]."
    )
    every_row = checks[0].agreement.with_columns(n_rows=pl.lit(300, dtype=pl.UInt32))
    assert checked.lede(replace(checks[0], agreement=every_row)).startswith("People coded 300 sentences drawn")
    assert checked.lede(checks[1]) == "300 mentions drawn at random were given to people."


def test_each_outlet_has_the_machines_figure_and_the_corrected_one_with_its_interval(corpora, checks):
    names = {"Известия": "Известия", "(all)": "All outlets"}
    cells = checked.beside(corpora["other scripts"], checks[0].corrected, row="outlet", names=names)
    assert cells["row"].to_list() == ["Известия"] * 2 + ["All outlets"] * 2
    machine, corrected = cells.tail(2).to_dicts()
    assert (machine["value"], machine["ci_low"], machine["n"]) == (2.5, None, None)
    assert (corrected["value"], corrected["ci_low"], corrected["ci_high"], corrected["n"]) == (3.1, 2.2, 4.0, 60)


def test_agreement_is_printed_with_its_interval_and_a_dash_where_there_is_none(checks):
    first, second = checked.agreement_rows(checks[0].agreement).to_dicts()
    assert (first["between"], first["alpha"], first["precision"]) == ("people and machine", "0.84 [0.70, 0.95]", "0.90")
    assert (second["between"], second["recall"]) == ("the coders", "–")


def test_an_outdated_sheet_is_named_and_not_shown(changed, checks):
    outdated = replace(checks[0], outdated="the articles were annotated anew")
    page = next(iter(checked.pages(changed(checks=(outdated,)))))
    assert "attributions-300-0000abcd are not shown: the articles were annotated anew" in page.lede
    both = list(checked.pages(changed(checks=(outdated, checks[1]))))
    assert both[0].lede.startswith("300 mentions")


def test_corrected_differences_stand_beside_the_machines(corpora, checks):
    first = checked.difference_rows(corpora["other scripts"], checks[0].differences).row(0, named=True)
    assert (first["pair"], first["machine"], first["corrected"]) == (
        "朝日新聞, 読売新聞",
        "+0.2",
        "+1.2 [+0.5, +2.0]",
    )
    assert first["p"] == ".004"


def test_differences_that_are_not_clear_are_counted(changed, checks):
    unclear = replace(checks[0], differences=checks[0].differences.with_columns(p_adjusted=pl.lit(0.2)))
    (page,) = checked.pages(changed(checks=(unclear,)))
    shown = " ".join(text.get_text() for text in page.figure.findobj(Text))
    assert "0 of 10 comparisons of two outlets show a clear difference" in " ".join(shown.split())
    assert "None of them is clear" in shown


def test_many_outlets_and_actors_flow_over_pages(corpora, checks):
    tables = corpora["twelve outlets, sixty parties"]
    outlets = tables.articles["outlet"].unique().sort().to_list()
    one, pair = checks[0].corrected.row(0, named=True), checks[0].differences.row(0, named=True)
    figures = [one | {"outlet": outlet, "corrected": 3.0, "status": "ok"} for outlet in (*outlets, "(all)")]
    pairs = [pair | {"outlet_a": a, "outlet_b": b} for a, b in combinations(outlets, 2)]
    many = replace(
        checks[0],
        corrected=pl.DataFrame(figures, schema=checks[0].corrected.schema, orient="row"),
        differences=pl.DataFrame(pairs, schema=checks[0].differences.schema, orient="row"),
    )
    pages = list(checked.pages(replace(tables, checks=(many,))))
    assert [page.title for page in pages] == [
        "Checked by people",
        *["Checked by people (continued)"] * (len(pages) - 1),
    ]
    shown = " ".join(text.get_text() for page in pages for text in page.figure.findobj(Text))
    assert "36 more are in" in " ".join(shown.split())


def one_pair(four, check, *, p, corrected_p):
    """Tables in which one pair of outlets was compared, by the machine and corrected (A - B is 1, its interval without 0)."""
    pair = {"metric": "attribution.density", "outlet_a": "A", "outlet_b": "B"}
    ends = {"difference": 1.0, "ci_low": 0.5, "ci_high": 1.5}
    by_machine = contract.from_rows("differences", [pair | ends | {"group_by": "all", "group": "all", "p_adjusted": p}])
    turned = {"outlet_a": "B", "outlet_b": "A", "p_adjusted": corrected_p, "group": "", "unit": "", "machine": -1.0}
    row = pair | {name: -value for name, value in ends.items()} | turned | {"p_value": corrected_p}
    row |= {"ci_low": -1.5, "ci_high": -0.5}
    coded = pl.DataFrame([row], schema=check.differences.schema, orient="row")
    return replace(four, differences=by_machine, checks=(replace(check, differences=coded),))


@pytest.mark.parametrize(("corrected_p", "held"), [(0.01, True), (0.3, False), (None, None)])
def test_a_difference_holds_where_the_corrected_one_is_clear_in_either_order(four, checks, corrected_p, held):
    tables = one_pair(four, checks[0], p=0.001, corrected_p=corrected_p)
    assert confirmed.differences(tables)["held"].to_list() == [held]
    assert confirmed.of_metric(tables, "attribution.density")["held"].to_list() == [held]
    outdated = replace(tables, checks=(replace(tables.checks[0], outdated="annotated anew"),))
    assert confirmed.differences(outdated)["held"].to_list() == [None]


def test_the_first_sentence_counts_what_does_not_hold_after_the_correction(four, checks):
    shown = checks[0].corrected.filter(pl.col("status") == "ok", pl.col("outlet") != "(all)")
    low, high = shown.head(1), shown.head(1).with_columns(ci_low=2.6)  # the machine has 2.5, the interval begins at 2.2
    check = replace(checks[0], corrected=pl.concat([low, high]))
    tables = one_pair(four, check, p=0.001, corrected_p=0.3)
    assert checked.findings(tables, tables.checks[0]) == (
        "1 of the machine’s 2 figures for single outlets is outside the corrected interval; corrected, 1 of 1 difference is no "
        "longer clear."
    )
    unclear = one_pair(four, check, p=0.3, corrected_p=0.3)
    assert checked.findings(unclear, unclear.checks[0]).endswith("outside the corrected interval.")
    assert differences_page.lede(*[confirmed.differences(tables)] * 2).endswith(
        "Of 1 that people’s codes correct, 1 is no longer clear."
    )


def test_outlets_that_a_sheet_was_not_drawn_from_are_not_among_all(corpora, checks):
    tables = corpora["other scripts"]
    assert checked._together(tables, checks[0]) == "All outlets"
    part = replace(checks[0], corrected=checks[0].corrected.filter(pl.col("outlet").is_in(["Известия", "(all)"])))
    assert checked._together(tables, part) == "Those outlets together"
