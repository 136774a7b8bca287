"""The suggested actors: a table on a terminal, CSV elsewhere."""

import io

import polars as pl
import pytest
from rich.console import Console
from typer.testing import CliRunner

from audit.cli import codebook, folders
from audit.cli.main import app

FOUND = pl.DataFrame(
    {
        "actor_id": ["ann-lee", "guild"],
        "name": ["Ann Lee", "Guild [sic]"],
        "role": ["mayor of a town with a very long name", None],
        "source_type": ["politician", None],
        "n_words": [120, 7],
        "n_articles": [3, 1],
        "sample": ["Ann Lee, who is the mayor, said that it would rain for forty days.", "The Guild left."],
    }
)


@pytest.fixture
def found(monkeypatch):
    monkeypatch.setattr("audit.suggest.suggest", lambda _folder, *, top: FOUND.head(top))
    monkeypatch.setattr(folders, "to_read", lambda _folder: None)


@pytest.mark.usefixtures("found")
def test_a_pipe_gets_every_row_and_column_whole():
    done = CliRunner().invoke(app, ["codebook", "suggest", "run"])
    assert pl.read_csv(io.StringIO(done.stdout)).equals(FOUND)


def test_a_terminal_gets_every_actor_with_the_whole_sentence():
    console = Console(file=io.StringIO(), width=160)
    console.print(codebook.as_table(FOUND))
    shown = console.file.getvalue()
    assert "Ann Lee" in shown
    assert "Guild [sic]" in shown
    assert "forty days." in shown
