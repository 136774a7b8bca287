"""Corrections stay in the run's folder, as long as they belong to it."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from audit import tables
from audit.errors import InputError, SettingsError
from audit.hand_coding import design as designs
from audit.hand_coding.correcting import correct_run
from audit.hand_coding.drawing import draw
from audit.hand_coding.frames import Scope
from audit.hand_coding.kept import keep, kept
from audit.hand_coding.sheet import write
from audit.hand_coding.units import ATTRIBUTIONS
from audit.notebook import Run


@pytest.fixture
def found(run, fill, tmp_path):
    design, rows = draw(run, unit=ATTRIBUTIONS, n=40, seed=1, scope=Scope())
    write(design, rows, run=run, path=tmp_path / "sheet.csv")
    designs.save(design, run)
    ones = {"attributions": "1", "unnamed": "0", "direct": "0"}
    return correct_run(run, [fill(tmp_path / "sheet.csv", lambda _: ones, to=tmp_path / "filled.csv")])


def test_a_correction_comes_back_as_it_was(run, found):
    assert list(kept(run)) == []
    keep(found, run)
    (one,) = kept(run)
    assert (one.sheet, one.unit, one.n_rows, one.outdated) == (found.design.id, "attributions", 40, "")
    assert_frame_equal(one.corrected, found.estimates)
    assert_frame_equal(one.differences, found.differences)
    assert_frame_equal(one.agreement, found.agreement)


def test_a_correction_of_other_articles_is_outdated(run, found):
    keep(found, run)
    articles = tables.read(run, "articles")
    tables.write(articles.with_columns(content_hash=pl.lit("other")), run, "articles")
    (one,) = kept(run)
    assert "annotated anew" in one.outdated
    assert one.corrected.is_empty()
    assert one.differences.is_empty()
    assert one.agreement.is_empty()


def test_a_damaged_file_says_what_to_do(run, found):
    figures, *_ = keep(found, run)
    figures.write_text("metric,outlet\nx,1,2,3,4\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"-corrected\.csv is damaged .* give `media-audit correct` again"):
        list(kept(run))


def test_a_notebook_reads_the_corrections_of_all_sheets(run, found):
    with pytest.raises(SettingsError, match="media-audit sample"):
        Run(run).corrected()
    keep(found, run)
    figures = Run(run).corrected()
    assert set(figures["sheet"]) == {found.design.id}
    assert_frame_equal(figures.drop("sheet"), found.estimates)
    assert Run(run).corrected("agreement")["measure"].to_list() == found.agreement["measure"].to_list()
    articles = tables.read(run, "articles")
    tables.write(articles.with_columns(content_hash=pl.lit("other")), run, "articles")
    with pytest.raises(SettingsError, match="annotated anew"):
        Run(run).corrected()
