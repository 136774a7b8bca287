"""Filled sheets come back: as they should be, as people and Excel leave them, and what follows for the figures."""

import csv

import polars as pl
import pytest
import xlsxwriter

from audit.errors import InputError, TableError
from audit.hand_coding import design as designs
from audit.hand_coding.correcting import correct_run
from audit.hand_coding.drawing import draw
from audit.hand_coding.frames import Scope
from audit.hand_coding.reading import in_words
from audit.hand_coding.sheet import write
from audit.hand_coding.units import ATTRIBUTIONS, TONE


def drawn(run, path, *, unit=ATTRIBUTIONS, n=40, seed=1, scope=None):
    design, rows = draw(run, unit=unit, n=n, seed=seed, scope=scope or Scope())
    write(design, rows, run=run, path=path)
    designs.save(design, run)
    return path


@pytest.fixture
def sheet(run, tmp_path):
    return drawn(run, tmp_path / "sheet.csv")


@pytest.fixture
def truth(run):
    """What the machine says of each sentence, as the cells of a coder who agrees with it."""
    frame = ATTRIBUTIONS.frame(run, Scope())
    places = {
        f"Sentence {row['sentence_id'] - 1} of {row['article_id']} says that Ann Smith won.": {
            name: str(int(row[name])) for name in ("attributions", "unnamed", "direct")
        }
        for row in frame.iter_rows(named=True)
    }
    return lambda row: dict(places[row["sentence"]])


def of(table, **where):
    return table.filter(**where).to_dicts()


def test_a_coder_who_agrees_leaves_the_figures_as_they_are(run, sheet, truth, fill, tmp_path):
    found = correct_run(run, [fill(sheet, truth, to=tmp_path / "filled.csv")])
    assert not found.problems
    table = found.estimates
    assert table["metric"].unique(maintain_order=True).to_list() == [one.metric for one in ATTRIBUTIONS.quantities]
    assert table["outlet"].unique(maintain_order=True).to_list() == ["Post", "Star", "(all)"]
    assert table["corrected"].to_list() == pytest.approx(table["machine"].to_list())
    density, *_ = of(table, metric="attribution.density", outlet="Post")
    assert density["machine"] == pytest.approx(
        100 * 30 / (48 * 9)
    )  # 5 attributions an article, of 8 sentences of 9 words
    assert (density["n_articles"], density["n_units"], density["n_coded"]) == (6, 48, 20)
    assert set(table["status"]) == {"ok"}
    assert found.agreement["alpha"].to_list() == pytest.approx([1] * 4)
    assert found.agreement["precision"].to_list() == found.agreement["recall"].to_list() == [1] * 4


def test_a_census_gives_what_people_found(run, tmp_path, fill):
    sheet = drawn(run, tmp_path / "all.csv", n=96)
    code = {"attributions": "1", "unnamed": "0", "direct": "1"}
    found = correct_run(
        run,
        [fill(sheet, lambda row: code if row["outlet"] == "Post" else dict.fromkeys(code, "0"), to=tmp_path / "f.csv")],
    )
    assert of(found.estimates, metric="attribution.density", outlet="Post")[0]["corrected"] == pytest.approx(100 / 9)
    assert of(found.estimates, metric="attribution.density", outlet="Star")[0]["corrected"] == 0
    assert of(found.estimates, metric="attribution.density", outlet="(all)")[0]["corrected"] == pytest.approx(50 / 9)
    assert of(found.estimates, metric="attribution.direct_share", outlet="Post")[0]["corrected"] == 1
    star = of(found.estimates, metric="attribution.direct_share", outlet="Star")[0]
    assert (star["status"], star["corrected"]) == ("too_few", None)  # people found no attribution there


@pytest.mark.parametrize("written", [(";", "cp1252"), ("\t", "utf-16"), (",", "utf-8-sig")])
def test_separators_and_encodings_of_excel(run, sheet, truth, fill, written):
    delimiter, encoding = written
    tmp_path = sheet.parent
    plain = correct_run(run, [fill(sheet, truth, to=tmp_path / "plain.csv")])
    path = fill(
        sheet,
        lambda row: truth(row) | {"note": "très sûr"},
        to=tmp_path / "x.csv",
        delimiter=delimiter,
        encoding=encoding,
    )
    assert correct_run(run, [path]).estimates.equals(plain.estimates)


@pytest.fixture
def workbook_of(tmp_path):
    """Save filled sheets as Excel does: the sheets of one workbook, numbers as numbers, lines above the table where asked for."""

    def saved(*sheets, above=(), hidden=()):
        path = tmp_path / "filled.xlsx"
        with xlsxwriter.Workbook(path, {"strings_to_numbers": True}) as book:
            for name, filled in sheets:
                sheet = book.add_worksheet(name)
                with filled.open(encoding="utf-8", newline="") as stream:
                    for number, row in enumerate([*above, *csv.reader(stream)]):
                        sheet.write_row(number, 0, row)
                if name in hidden:
                    sheet.hide()
        return path

    return saved


def test_a_sheet_that_was_saved_as_a_workbook(run, sheet, truth, fill, workbook_of):
    tmp_path = sheet.parent
    plain = correct_run(run, [fill(sheet, truth, to=tmp_path / "plain.csv")])
    notes = tmp_path / "notes.csv"
    notes.write_text("What I thought\nrows,12\n")
    blank = sheet.rename(tmp_path / "blank.csv")
    path = workbook_of(
        ("Notes", notes),
        ("sheet", tmp_path / "plain.csv"),
        ("old", blank),
        above=[["Coded by Ann"], []],
        hidden=["old"],
    )
    found = correct_run(run, [path])
    assert not found.problems
    assert found.estimates.equals(plain.estimates)
    assert [coder.name for coder in found.coders] == ["filled.xlsx"]


def test_what_cannot_be_used_in_a_workbook(run, sheet, truth, fill, workbook_of):
    tmp_path = sheet.parent

    def code(row):
        return truth(row) | ({"attributions": "1.5", "unnamed": "", "direct": ""} if row["row"] == "3" else {})

    path = workbook_of(("sheet", fill(sheet, code, to=tmp_path / "x.csv")))
    (problem, *_) = correct_run(run, [path]).problems
    assert str(problem).startswith("filled.xlsx, row 3, column attributions: '1.5'; expected a whole number")
    twice = workbook_of(("Ann", tmp_path / "x.csv"), ("Bob", tmp_path / "x.csv"))
    with pytest.raises(
        InputError, match=r"has 2 sheets with a column 'row' \('Ann', 'Bob'\).*save other coders' sheets as files"
    ):
        correct_run(run, [twice])
    notes = tmp_path / "notes.csv"
    notes.write_text("My notes,and thoughts\n")
    with pytest.raises(InputError, match=r"has no column 'row' \(columns: my_notes, and_thoughts\)"):
        correct_run(run, [workbook_of(("Notes", notes))])
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    with pytest.raises(InputError, match=r"is an old workbook \(\.xls\).*save it as \.xlsx"):
        correct_run(run, [tmp_path / "locked.xlsx"])


def test_order_of_rows_other_columns_and_capitals_do_not_matter(run, sheet, truth, fill, tmp_path):
    path = fill(sheet, lambda row: truth(row) | {"row": f"{row['row']}.0", "my thoughts": "hm"}, to=tmp_path / "x.csv")
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join(["sep=,", head.replace("attributions", " Attributions"), *reversed(lines), ",,,,", ""]),
        encoding="utf-8",
    )
    found = correct_run(run, [path])
    assert not found.problems
    assert found.estimates["corrected"].to_list() == pytest.approx(found.estimates["machine"].to_list())


def test_every_cell_that_cannot_be_used_is_told(run, sheet, truth, fill, tmp_path):
    wrong = {
        "1": ("x", "0", "0"),
        "2": ("2", "3", "0"),
        "3": ("1", "", "1"),
        "4": ("", "", ""),
        "5": ("0", "", ""),
        "6": ("1", "no", "1"),
    }

    def code(row):
        if row["row"] == "7":
            return None
        cells = wrong.get(row["row"])
        return dict(zip(("attributions", "unnamed", "direct"), cells, strict=True)) if cells else truth(row)

    found = correct_run(run, [fill(sheet, code, to=tmp_path / "x.csv")])
    again = "correct the cell and give the command again"
    assert [str(problem) for problem in found.problems] == [
        f"x.csv, row 1, column attributions: 'x'; expected a whole number such as 0, 1 or 2; {again}",
        f"x.csv, row 2, column unnamed: '3' where attributions is 2; expected 2 at most; {again}",
        f"x.csv, row 3, column unnamed: the cell is empty; expected a whole number such as 0, 1 or 2; {again}",
        f"x.csv, row 6, column unnamed: 'no'; expected a whole number such as 0, 1 or 2; {again}",
    ]
    assert (found.coders[0].absent, found.coders[0].blank) == ({7}, {4})
    n_coded = dict(found.estimates.filter(outlet="(all)").select("metric", "n_coded").iter_rows())
    # 40 less rows 1, 4, 7; of the unnamed also less 2, 3, 6
    assert n_coded == {"attribution.density": 37, "attribution.unnamed_share": 34, "attribution.direct_share": 37}


def test_rows_that_are_unknown_or_stand_twice(run, sheet, truth, fill, tmp_path):
    path = fill(sheet, lambda row: truth(row) | ({"row": "99"} if row["row"] == "3" else {}), to=tmp_path / "x.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    twice = [line for line in lines if line.split(",")[1] in {"1", "2"}]
    other = twice[1].rsplit(",", 4)[0] + ",9,9,9,"
    path.write_text("\n".join([*lines, twice[0], other]), encoding="utf-8")
    found = correct_run(run, [path])
    assert [(problem.row, problem.seen) for problem in found.problems] == [
        ("99", "'99'"),
        ("2", "it stands twice with different codes"),
    ]
    assert found.estimates["n_coded"].max() == 38  # the same codes twice are no harm


def test_missing_rows_of_one_stratum_cost_that_outlets_figure_alone(run, sheet, truth, fill, tmp_path):
    found = correct_run(
        run, [fill(sheet, lambda row: None if row["outlet"] == "Star" else truth(row), to=tmp_path / "x.csv")]
    )
    status = dict(found.estimates.filter(metric="attribution.density").select("outlet", "status").iter_rows())
    assert status == {"Post": "ok", "Star": "too_few", "(all)": "too_few"}


def test_an_empty_column_makes_no_figure(run, sheet, truth, fill, tmp_path):
    found = correct_run(
        run, [fill(sheet, lambda row: truth(row) | {"direct": "", "unnamed": ""}, to=tmp_path / "x.csv")]
    )
    assert set(found.estimates["metric"]) == {"attribution.density"}
    assert not found.is_coded("direct")
    assert not found.problems


def test_two_coders_in_two_files_or_in_columns(run, sheet, truth, fill, tmp_path):
    def other(row):
        cells = truth(row)
        return {"attributions": "0", "unnamed": "0", "direct": "0"} if int(row["row"]) % 4 == 0 else cells

    one, two = fill(sheet, truth, to=tmp_path / "ann.csv"), fill(sheet, other, to=tmp_path / "bob.csv")
    apart = correct_run(run, [one, two])
    wide = fill(
        sheet,
        lambda row: truth(row) | {f"{name}_2": cell for name, cell in other(row).items()},
        to=tmp_path / "both.csv",
    )
    together = correct_run(run, [wide])
    assert apart.estimates.equals(together.estimates)
    assert apart.agreement.equals(together.agreement)
    assert [coder.name for coder in together.coders] == ["both.csv", "both.csv coder 2"]
    among = of(apart.agreement, between="coders", measure="any attribution")[0]
    assert among["n_rows"] == 40
    assert 0.3 < among["alpha"] < 0.8
    assert among["precision"] is None
    assert (
        of(apart.agreement, between="human - machine", measure="any attribution")[0]["alpha"] == 1
    )  # the first coder's


def test_the_next_coder_stands_in_where_the_first_left_a_gap(run, sheet, truth, fill, tmp_path):
    one = fill(sheet, lambda row: truth(row) if int(row["row"]) <= 30 else None, to=tmp_path / "ann.csv")
    two = fill(sheet, lambda row: truth(row) if int(row["row"]) > 20 else None, to=tmp_path / "bob.csv")
    found = correct_run(run, [one, two])
    assert found.estimates["n_coded"].max() == 40
    assert of(found.agreement, between="coders", measure="attributions")[0]["n_rows"] == 10


def test_tone_by_outlet_and_actor(run, tmp_path, fill):
    sheet = drawn(run, tmp_path / "tone.csv", unit=TONE, n=60, scope=Scope(voice="journalist"))
    found = correct_run(run, [fill(sheet, lambda _: {"tone": "Neg "}, to=tmp_path / "x.csv")])
    assert found.estimates["corrected"].to_list() == pytest.approx([-1, -1, -1, -1])
    assert found.estimates["actor"].to_list() == ["", "", "", "ann"]
    assert found.agreement["measure"].to_list() == ["tone", "tone", "negative", "neutral", "positive"]


def test_files_that_are_no_filled_sheet(run, sheet, truth, fill, tmp_path):
    def refused(*paths, message):
        with pytest.raises(InputError, match=message):
            correct_run(run, paths)

    refused(tmp_path / "none.csv", message=r"none\.csv does not exist; give the filled sheet")
    (tmp_path / "book.csv").write_bytes(b"PK\x03\x04")
    refused(tmp_path / "book.csv", message="book.csv is no workbook that can be read.*save it again")
    (tmp_path / "empty.csv").touch()
    refused(tmp_path / "empty.csv", message=r"has no column 'row' \(columns: none\)")
    refused(sheet, message="holds a usable code in column 'attributions'; fill the column")
    path = fill(sheet, lambda _: {"attribution": "1"}, to=tmp_path / "x.csv")
    path.write_text(path.read_text(encoding="utf-8").replace("attributions,unnamed", "mine,unnamed"), encoding="utf-8")
    refused(path, message=r"has no column 'attributions' \(near: 'attribution'")
    other = drawn(run, tmp_path / "other.csv", seed=2)
    refused(
        fill(sheet, truth, to=tmp_path / "a.csv"),
        fill(other, truth, to=tmp_path / "b.csv"),
        message="mix rows of 2 sheets",
    )
    lost = fill(sheet, lambda row: truth(row) | {"sheet": ""}, to=tmp_path / "c.csv")
    refused(lost, message="cannot be told which of the 2 sheets of the run it is")


def test_a_lost_name_of_the_sheet_is_no_harm_where_only_one_was_drawn(run, sheet, truth, fill, tmp_path):
    found = correct_run(run, [fill(sheet, lambda row: truth(row) | {"sheet": ""}, to=tmp_path / "x.csv")])
    assert found.estimates["n_coded"].max() == 40


def test_another_runs_sheet(run, sheet, truth, fill, tmp_path):
    path = fill(sheet, truth, to=tmp_path / "x.csv")
    for kept in (run / "hand_coding").glob("*.json"):
        kept.unlink()
    with pytest.raises(InputError, match=r"no sheet 'attributions-40-\w+' was drawn from"):
        correct_run(run, [path])


def test_a_run_annotated_anew(run, sheet, truth, fill, tmp_path):
    path = fill(sheet, truth, to=tmp_path / "x.csv")
    table = run / "tables" / "attributions.parquet"
    rows = pl.read_parquet(table)
    rows.filter(pl.col("article_id") != "post-1").write_parquet(table)
    with pytest.raises(TableError, match="no longer those that sheet attributions-40-"):
        correct_run(run, [path])


def test_rows_in_words():
    assert in_words([4, 1, 2, 3, 9, 7, 8]) == "1 to 4, 7 to 9"
    assert in_words([5]) == "5"
    assert in_words(range(1, 100, 2), most=3) == "1, 3, 5 and 47 more places"
