import polars as pl
import pytest

from audit import tables
from reports import MetricCard, PartyCard, ReportTables, cells, lettering, style, text
from reports.figures import grid
from reports.labels import labeller
from reports.pages import differences


def pairs(*rows):
    names = ("metric", "group_by", "group", "outlet_a", "outlet_b", "difference", "p_adjusted")
    base = {"ci_low": 1.0, "ci_high": 12.0, "status": "ok", "n_articles_a": 9, "n_articles_b": 8}
    return tables.from_rows("differences", [base | dict(zip(names, row, strict=True)) for row in rows])


def test_one_row_a_metric_with_its_clearest_pair_and_how_many_differ():
    tested = pairs(
        ("f.m", "all", "all", "Post", "Times", -2.0, 0.04),
        ("f.m", "all", "all", "Post", "Echo", 5.0, 0.01),
        ("f.m", "all", "all", "Echo", "Times", -7.0, 0.01),
        ("f.m", "all", "all", "Echo", "News", 9.0, 0.2),
        ("f.k", "all", "all", "Post", "Times", 1.0, 0.6),
    )
    shown = differences.clearest(tested)
    assert shown.select("metric", "outlet_a", "outlet_b").rows() == [("f.m", "Echo", "Times")]
    report = ReportTables(metrics=(MetricCard(id="f.m", label="claims"),))
    (row,) = differences.rows(report, shown, tested).to_dicts()
    assert row == {
        "metric": "Claims",
        "pairs": "3 of 4",
        "pair": "Echo, Times",
        "difference": "−7.0 [+1.0, +12.0]",
        "n": "9, 8",
        "p": ".010",
    }


def test_a_small_p_claims_nothing_where_the_interval_includes_zero():
    tested = pairs(
        ("f.m", "all", "all", "Post", "Times", 0.5, 0.002), ("f.m", "all", "all", "Echo", "Times", 2.0, 0.03)
    )
    tested = tested.with_columns(ci_low=pl.when(pl.col("outlet_a") == "Post").then(-0.2).otherwise(0.1))
    assert text.differing(tested)["outlet_a"].to_list() == ["Echo"]
    report = ReportTables(metrics=(MetricCard(id="f.m", label="claims"),))
    (row,) = differences.rows(report, differences.clearest(tested), tested).to_dicts()
    assert (row["pairs"], row["pair"]) == ("1 of 2", "Echo, Times")


def test_where_there_is_no_interval_the_test_decides():
    tested = pairs(("f.m", "all", "all", "Post", "Times", 2.0, 0.03)).with_columns(
        ci_low=pl.lit(None, dtype=pl.Float64), ci_high=pl.lit(None, dtype=pl.Float64)
    )
    assert text.differing(tested).height == 1


@pytest.mark.parametrize(
    ("name", "entry"),
    [("p", "> .999"), ("n", "1,204, 860"), ("pairs", "66 of 66"), ("difference", "+22.4 [+20.1, +24.7]")],
)
def test_numbers_are_never_cut_off(name, entry):
    rooms = dict(zip(differences.COLUMNS, grid.rooms_of(differences.COLUMNS, style.BODY_WIDTH), strict=True))
    (room,) = [room for column, room in rooms.items() if column.name == name]
    assert lettering.shorten(entry, room, grid.SIZE) == entry


def test_a_pair_of_parties_the_other_way_round_is_the_same_pair():
    report = ReportTables(parties=(PartyCard(id="a", label="A"), PartyCard(id="b", label="B")))
    frame = pairs(
        ("f.m", "party:party:baseline", "a:b:parity", "Post", "Times", 1.0, 0.1),
        ("f.m", "party:party:baseline", "b:a:parity", "Post", "Times", -1.0, 0.1),
        ("f.m", "party", "b", "Post", "Times", 1.0, 0.1),
    )
    assert frame.filter(~cells.mirrored(report))["group"].to_list() == ["a:b:parity", "b"]


def test_what_is_unknown_depends_on_the_grouping():
    label = labeller(ReportTables(parties=(PartyCard(id="a", label="A Party (left)"),)))
    assert label("party", "unknown") == "speaker unknown"
    assert label("gender", "unknown") == "unknown"
    assert label("source_type", "civil_society") == "civil society"
    assert label("party:voice", "a:self") == "A Party, in own quotes"
    assert label("all", "all") == ""


def test_labels_keep_their_brackets_where_they_would_not_differ_without():
    assert cells.brief({"a": "Union (left)", "b": "Union (right)"}) == {"a": "Union (left)", "b": "Union (right)"}
    assert cells.brief({"a": "Union (left)", "b": "League"}) == {"a": "Union", "b": "League"}


def test_a_share_says_what_it_is_a_share_of_unless_it_is_a_mean_of_articles():
    assert cells.unit_of(MetricCard(id="f.m", unit="share", weight="attributions")) == "share of attributions"
    assert cells.unit_of(MetricCard(id="f.m", unit="share", weight="articles (mean over all)")) == "share"
    assert cells.unit_of(MetricCard(id="f.m", unit="points", weight="words")) == "points"
