"""The two commands as a user meets them."""

import re

import polars as pl
import pytest

from audit.cli.main import main


@pytest.fixture
def call(monkeypatch, capsys, tmp_path):
    """Give a command in the folder of the run; exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")

    def given(*arguments):
        monkeypatch.setattr("sys.argv", ["media-audit", *arguments])
        with pytest.raises(SystemExit) as stopped:
            main()
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, re.sub(r"\x1b\[[0-9;]*m", "", said.err)

    return given


def test_draw_code_and_correct(run, call, fill, tmp_path):
    code, out, err = call("sample", "audit", "--out", "sheet.csv", "--n", "40")
    assert (code, out) == (0, "sheet.csv\n")
    assert "40 rows in random order" in err
    assert "Post    20 of 48" in err
    assert "2 of 2 outlets have fewer than 30 rows" in err
    assert "--n 60 would do for all 2" in err
    assert "fewer than 30 rows" not in call("sample", "audit", "--out", "enough.csv", "--n", "60", "--seed", "2")[2]
    fill(
        tmp_path / "sheet.csv",
        lambda _: {"attributions": "1", "unnamed": "0", "direct": "x"},
        to=tmp_path / "filled.csv",
    )
    code, out, err = call("correct", "audit", "filled.csv", "--out", "corrected.csv")
    assert code == 0
    assert "filled.csv: 40 coded\n" in err
    assert "cells that cannot be used: 40" in err
    assert "filled.csv, row 1, column direct: 'x'; expected a whole number" in err
    assert "and 20 more\n" in err
    assert "written: corrected-problems.csv" in err
    lines = out.splitlines()
    assert lines[0] == "People and machine, as if every unit had been coded"
    assert "attribution.density (attributions per 100 words)" in lines
    assert any(re.fullmatch(r"  Post +6 +20 +6\.94 +\d+\.\d\d \(\d+\.\d\d to \d+\.\d\d\)", line) for line in lines), out
    assert any("comparisons of two outlets show a difference by the corrected figures" in line for line in lines)
    assert len(pl.read_csv(tmp_path / "corrected.csv")) == 6
    assert len(pl.read_csv(tmp_path / "corrected-differences.csv")) == 2
    assert len(pl.read_csv(tmp_path / "corrected-problems.csv")) == 40
    assert pl.read_csv(tmp_path / "corrected-agreement.csv")["measure"].to_list() == [
        "any attribution",
        "attributions",
        "unnamed",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["sample", "audit"], 2, "Missing option '--out'"),
        (["sample", "audi", "--out", "s.csv"], 1, "audi does not exist (near: audit)"),
        (["sample", "audit", "--out", "s.xlsx"], 2, "give a name that ends in .csv"),
        (
            ["sample", "audit", "--out", "s.csv", "--unit", "quotes"],
            2,
            "--unit 'quotes' is unknown; it is one of attributions, speakers, tone",
        ),
        (["sample", "audit", "--out", "s.csv", "--n", "4"], 2, "give --n 20 or more"),
        (["sample", "audit", "--out", "s.csv", "--actor", "ann"], 2, "--actor belongs to --unit tone"),
        (["sample", "audit", "--out", "s.csv", "-u", "tone", "--voice", "paper"], 2, "--voice 'paper' is unknown"),
        (["sample", "audit", "--out", "s.csv", "--outlet", "Pots"], 2, "--outlet 'Pots' does not occur"),
        (["correct", "audit"], 2, "Missing argument 'SHEET...'"),
        (["correct", "audit", "none.csv"], 1, "none.csv does not exist"),
        (["correct", "none.csv", "audit"], 1, "none.csv does not exist"),
        (["correct", "audit", "s.csv", "--out", "s.csv"], 2, "would write over the filled sheet s.csv"),
        (["correct", "audit", "s.csv", "--out", "figures.xlsx"], 2, "give a name that ends in .csv"),
    ],
)
def test_mistakes(run, call, arguments, code, message):
    found, _, err = call(*arguments)
    assert message in " ".join(err.split())
    assert found == code


def test_a_sheet_is_not_left_behind_by_a_mistake(run, call, tmp_path):
    call("sample", "audit", "--out", "s.csv", "--n", "4")
    assert not (tmp_path / "s.csv").exists()
    assert not (run / "hand_coding").exists()
