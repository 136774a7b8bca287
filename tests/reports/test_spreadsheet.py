"""The figures for a spreadsheet program: every estimate once, named, with its unit, and nothing that is computed."""

import polars as pl

from audit.tables import from_rows
from reports import MetricCard, PartyCard, ReportTables, render_csv

COLUMNS = (
    *("outlet", "month", "metric", "name", "group_by", "group", "group_name"),
    *("value", "ci_low", "ci_high", "unit", "n_articles", "n", "status"),
)


def row(outlet, metric, group_by="all", group="all", **figures):
    return {"outlet": outlet, "metric": metric, "group_by": group_by, "group": group, "status": "ok", **figures}


def written(tmp_path, *rows, **given):
    tables = ReportTables(
        estimates=from_rows("estimates", rows),
        metrics=(
            MetricCard(id="b.share", label="A share", unit="share", weight="words"),
            MetricCard(id="a.grade", label="A grade", unit="grade"),
        ),
        parties=(PartyCard(id="red", label="The Reds, united"),),
        **given,
    )
    path = render_csv(tables, path=tmp_path / "out" / "report.csv")
    assert [file.name for file in path.parent.iterdir()] == ["report.csv"]
    return path


def test_every_figure_is_there_with_names_unit_interval_and_status(tmp_path):
    path = written(
        tmp_path,
        row("Däily", "a.grade", value=9.5, ci_low=8.0, ci_high=11.0, n_articles=12, n=12),
        row("Däily", "b.share", "party", "red", value=0.25, ci_low=0.1, ci_high=0.4, n_articles=12, n=300),
        row("Däily", "b.share", "party", "red", month="2025-03", n_articles=2, n=40) | {"status": "too_few"},
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # or Excel takes it for another encoding
    found = pl.read_csv(path, encoding="utf8")
    assert tuple(found.columns) == COLUMNS
    assert found["metric"].to_list() == ["b.share", "b.share", "a.grade"]  # the order of the declarations
    share = found.filter(pl.col("metric") == "b.share", pl.col("month").is_null()).row(0, named=True)
    assert (share["outlet"], share["name"], share["group_name"]) == ("Däily", "A share", "The Reds, united")
    assert (share["value"], share["ci_low"], share["ci_high"], share["unit"]) == (0.25, 0.1, 0.4, "share of words")
    few = found.filter(pl.col("month") == "2025-03").row(0, named=True)
    assert (few["value"], few["n"], few["status"]) == (None, 40, "too_few")


def test_a_name_is_never_a_formula(tmp_path):
    path = written(tmp_path, row('=HYPERLINK("x")', "a.grade", value=-1.5, ci_low=-2.0, ci_high=-1.0))
    found = pl.read_csv(path, encoding="utf8").row(0, named=True)
    assert found["outlet"] == '\'=HYPERLINK("x")'
    assert found["value"] == -1.5


def test_a_run_without_figures_has_a_table_of_headings(tmp_path):
    assert written(tmp_path).read_text(encoding="utf-8-sig").strip() == ",".join(COLUMNS)
