"""The page of what people coded: machine and people side by side, and what is said where nothing can be shown."""

from dataclasses import replace
from itertools import combinations

import polars as pl
import pytest
from matplotlib.text import Text

from reports.pages import checked
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
