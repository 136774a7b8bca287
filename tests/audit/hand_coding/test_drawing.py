"""Drawing: how rows are shared out, the same seed the same rows, what the sheet shows and what it hides."""

import csv
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import tables
from audit.errors import InputError, SettingsError, TableError
from audit.hand_coding import design as designs
from audit.hand_coding.drawing import FEWEST_ROWS, draw, share_out
from audit.hand_coding.frames import Scope
from audit.hand_coding.sheet import columns_of, write
from audit.hand_coding.units import ATTRIBUTIONS, TONE


@settings(deadline=None, max_examples=50)  # a busy core may wait
@given(sizes=st.lists(st.integers(1, 400), min_size=1, max_size=12), extra=st.integers(0, 900), seed=st.integers(0, 99))
def test_rows_are_shared_out_whole_with_a_least_and_a_most(sizes, extra, seed):
    sizes = np.array(sizes)
    n = int(np.minimum(sizes, FEWEST_ROWS).sum()) + extra
    drawn = share_out(sizes, np.random.default_rng(seed).random(len(sizes)) + 0.01, n=n)
    assert drawn.sum() == min(n, sizes.sum())
    assert (drawn <= sizes).all()
    assert (drawn >= np.minimum(sizes, FEWEST_ROWS)).all()


def test_rows_follow_worth_where_nothing_is_in_the_way():
    assert share_out(np.array([500, 500, 500]), np.array([1.0, 2.0, 3.0]), n=60).tolist() == [10, 20, 30]
    assert share_out(np.array([500, 500, 7]), np.array([1.0, 1.0, 1.0]), n=67).tolist() == [30, 30, 7]


def test_outlets_have_equally_many_rows_and_every_stratum_some(run):
    design, rows = draw(run, unit=ATTRIBUTIONS, n=40, seed=1, scope=Scope())
    assert rows["outlet"].value_counts(sort=True)["count"].to_list() == [20, 20]
    told = {(one.outlet, one.code): (one.n_units, one.n_drawn) for one in design.strata}
    # of 24 and 24 sentences an outlet, those with an attribution worth half as much again: 12 to 8
    assert told == {
        (outlet, code): (24, n) for outlet in ("Post", "Star") for code, n in (("with", 12), ("without", 8))
    }
    assert rows.group_by("outlet", "code").len().sort("outlet", "code")["len"].to_list() == [12, 8, 12, 8]
    assert len(set(design.rows)) == 40


def test_a_seed_draws_the_same_rows_and_another_draws_others(run):
    first, again, other = (draw(run, unit=TONE, n=40, seed=seed, scope=Scope())[0] for seed in (1, 1, 2))
    assert first == again
    assert first.id != other.id
    assert first.rows != other.rows


def test_every_unit_has_the_chance_that_the_design_says(run):
    times: dict[object, int] = {}
    for seed in range(60):
        for row in draw(run, unit=ATTRIBUTIONS, n=40, seed=seed, scope=Scope(outlets=("Post",)))[0].rows:
            times[row] = times.get(row, 0) + 1
    frame = ATTRIBUTIONS.frame(run, Scope(outlets=("Post",)))
    design, _ = draw(run, unit=ATTRIBUTIONS, n=40, seed=0, scope=Scope(outlets=("Post",)))
    for stratum in design.strata:
        expected = 60 * stratum.n_drawn / stratum.n_units
        units = frame.filter(pl.col("code") == stratum.code).select(ATTRIBUTIONS.keys).rows()
        assert all(abs(times.get(unit, 0) - expected) < 4 * np.sqrt(60 * 0.25) for unit in units)


def test_a_design_is_kept_whole(run):
    design, _ = draw(run, unit=TONE, n=40, seed=1, scope=Scope(voice="journalist", actors=("ann",)))
    designs.save(design, run)
    assert designs.load(run, design.id) == design
    assert designs.frame_as_drawn(design, run).height == 84


def test_more_rows_than_units_is_all_of_them(run):
    assert len(draw(run, unit=ATTRIBUTIONS, n=5000, seed=1, scope=Scope())[0].rows) == 96


def test_too_few_rows_for_the_strata(run):
    with pytest.raises(SettingsError, match=r"--n 19 is too few for 4 strata \(2 outlets.*give --n 20 or more"):
        draw(run, unit=ATTRIBUTIONS, n=19, seed=1, scope=Scope())


def test_names_that_do_not_occur(run):
    with pytest.raises(SettingsError, match=r"--outlet 'Pots' does not occur in the run \(near: Post\)"):
        draw(run, unit=ATTRIBUTIONS, n=40, seed=1, scope=Scope(outlets=("Pots",)))
    with pytest.raises(SettingsError, match=r"--actor 'an' does not occur in the run \(near: ann\)"):
        draw(run, unit=TONE, n=40, seed=1, scope=Scope(actors=("an",)))


def test_nothing_to_code(run):
    with pytest.raises(InputError, match="holds nothing to code for --unit tone"):
        draw(run, unit=TONE, n=40, seed=1, scope=Scope(voice="others"))


def test_a_run_that_changed_is_refused(run):
    design, _ = draw(run, unit=ATTRIBUTIONS, n=40, seed=1, scope=Scope())
    articles = tables.read(run, "articles")
    tables.write(articles.with_columns(content_hash=pl.lit("new")), run, "articles")
    with pytest.raises(TableError, match="annotated anew; give the run as it was or draw a new sheet"):
        designs.frame_as_drawn(design, run)


def test_new_parties_or_names_of_actors_do_not_matter_to_sentences(run):
    design, _ = draw(run, unit=ATTRIBUTIONS, n=40, seed=1, scope=Scope())
    actors = tables.read(run, "actors")
    tables.write(actors.with_columns(party=pl.lit("unity"), named=pl.lit(value=True)), run, "actors")
    assert designs.frame_as_drawn(design, run)["unnamed"].sum() == 0


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_sheet_shows_sentences_and_hides_codes(run, tmp_path):
    design, rows = draw(run, unit=ATTRIBUTIONS, n=40, seed=1, scope=Scope())
    write(design, rows, run=run, path=tmp_path / "sheet.csv")
    assert (tmp_path / "sheet.csv").read_bytes().startswith(b"\xef\xbb\xbf")  # so that Excel knows it for UTF-8
    sheet = read(tmp_path / "sheet.csv")
    assert list(sheet[0]) == columns_of(ATTRIBUTIONS) == [
        "sheet", "row", "outlet", "article_id", "before", "sentence", "after", "attributions", "unnamed", "direct", "note",
    ]  # fmt: skip
    assert [row["row"] for row in sheet] == [str(number) for number in range(1, 41)]
    assert all(not row[name] for row in sheet for name in ("attributions", "unnamed", "direct", "note"))
    for row, (article, sentence) in zip(sheet, design.rows, strict=True):
        at = sentence - 1
        texts = [f"Sentence {n} of {article} says that Ann Smith won." for n in range(8)]
        assert (row["sheet"], row["article_id"], row["sentence"]) == (design.id, article, texts[at])
        assert row["before"] == " ".join(texts[max(0, at - 2) : at])
        assert row["after"] == " ".join(texts[at + 1 : at + 2])


def test_the_sheet_of_tone_marks_the_actor(run, tmp_path):
    design, rows = draw(run, unit=TONE, n=40, seed=1, scope=Scope(voice="journalist"))
    write(design, rows, run=run, path=tmp_path / "sheet.csv", semicolons=True)
    head, first = (tmp_path / "sheet.csv").read_text(encoding="utf-8-sig").splitlines()[:2]
    assert head == "sheet;row;outlet;article_id;actor;before;sentence;after;tone;note"
    assert "says that [[Ann Smith]] won." in first
    assert ";Ann Smith;" in first


def test_what_excel_would_compute_is_text(run, tmp_path):
    design, rows = draw(run, unit=ATTRIBUTIONS, n=20, seed=1, scope=Scope())
    texts = tables.read(run, "articles").with_columns(pl.col("text").str.replace_all("Sentence", "=SUM(A1) \n"))
    tables.write(texts, run, "articles")
    write(design, rows, run=run, path=tmp_path / "sheet.csv")
    cells = [row["sentence"] for row in read(tmp_path / "sheet.csv")]
    assert any(cell.startswith("'=SUM(A1)") for cell in cells)
    assert not any(cell.startswith("=") or "\n" in cell for cell in cells)


def test_a_sheet_that_is_there_is_never_written_over(run, tmp_path):
    design, rows = draw(run, unit=ATTRIBUTIONS, n=40, seed=1, scope=Scope())
    path = tmp_path / "sheet.csv"
    path.write_text("codes of three afternoons")
    with pytest.raises(SettingsError, match="is there already and may hold codes"):
        write(design, rows, run=run, path=path)
    with pytest.raises(SettingsError, match=r"give a name that ends in \.csv"):
        write(design, rows, run=run, path=tmp_path / "sheet.xlsx")


def test_designs_that_are_not_there_or_damaged(run):
    design, _ = draw(run, unit=ATTRIBUTIONS, n=40, seed=1, scope=Scope())
    with pytest.raises(InputError, match=r"no sheet 'x' was drawn from .* \(drawn: none\)"):
        designs.load(run, "x")
    path = designs.save(replace(design, id="broken"), run)
    path.write_text(path.read_text(encoding="utf-8")[:80], encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.json is damaged"):
        designs.load(run, "broken")
