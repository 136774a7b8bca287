"""The benchmark of workbooks, small: both files hold the same articles."""

from audit.ingest import read
from benchmarks.workbooks import measure, write


def test_both_files_hold_the_same_articles(tmp_path, capsys):
    write(tmp_path, n_rows=30, n_characters=400)
    table, workbook = (
        [(one.article_id, one.published, one.outlet, one.title, one.text, one.url) for one in read([path])]
        for path in sorted(tmp_path.iterdir())
    )
    assert len(workbook) == 30
    assert workbook == table
    measure(tmp_path / "clippings.xlsx")
    assert "30 rows" in capsys.readouterr().out
