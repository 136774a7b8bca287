"""What users do wrong: each mistake is told in one message that says what is wrong, what was seen and what to do next."""

import errno
import gzip
import re
from pathlib import Path

import polars as pl
import pytest

from audit import tables
from audit.cli.folders import to_read
from audit.cli.main import main
from audit.errors import TableError
from audit.workflow import present

SPANISH = (
    "El alcalde dijo el lunes que el ayuntamiento votaría el presupuesto la próxima semana. La oposición respondió que "
    "lo rechazaría porque los impuestos son demasiado altos para las familias de la ciudad."
)


@pytest.fixture
def mistake(monkeypatch, capsys, tmp_path):
    """Call the command as a user does, in an empty folder; gives its exit code and its one line of error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")

    def call(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["media-audit", *arguments])
        with pytest.raises(SystemExit) as stopped:
            main()
        said = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().err)
        errors = [line for line in said.splitlines() if line.startswith("error: ")]
        assert len(errors) == 1, said
        return int(str(stopped.value.code)), errors[0].removeprefix("error: ")

    return call


def make_run(folder: Path, *, scored: bool = True) -> Path:
    """A run of no articles, with every table or those of annotation alone."""
    made_by_scoring = ("tone", "scores", "estimates", "differences", "robustness", "baselines")
    for name in tables.SCHEMAS:
        if scored or name not in made_by_scoring:
            tables.write(tables.empty(name), folder, name)
    return folder


def test_a_path_with_a_typo_names_its_neighbours(mistake, tmp_path):
    (tmp_path / "clippings.csv").write_text("text\nx\n")
    code, said = mistake("annotate", "cliping.csv", "--out", "o")
    assert code == 1
    assert "cliping.csv does not exist (near: clippings.csv); give a file or a folder of articles" in said


def test_an_empty_folder(mistake, tmp_path):
    (tmp_path / "empty").mkdir()
    code, said = mistake("annotate", "empty", "--out", "o")
    assert code == 1
    assert "no article found in empty: nothing there to read" in said


def test_files_of_no_bytes(mistake, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).touch()
    code, said = mistake("annotate", "a.txt", "b.txt", "--out", "o")
    assert code == 1
    assert "every record was refused (2, listed in o/rejects.csv)" in said
    assert "empty_text" in said


@pytest.mark.parametrize(
    ("name", "head", "advice"),
    [
        ("articles.xlsx", b"PK\x03\x04 no sheet", "cannot be opened"),
        ("articles.xls", b"\xd0\xcf\x11\xe0", "save the sheet as CSV"),
        ("page.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdftotext"),
        ("letter.odt", b"\x00\x01\x02", "save it as .docx or plain text"),
        ("scan.png", b"\x89PNG\r\n\x1a\n", "OCR"),
    ],
)
def test_files_of_other_programs_say_how_to_get_at_the_text(mistake, tmp_path, name, head, advice):
    (tmp_path / name).write_bytes(head)
    code, said = mistake("annotate", name, "--out", "o")
    assert code == 1
    assert name in said
    assert advice in said


def test_a_broken_gz(mistake, tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "The mayor said no."}\n' * 50)[:40])
    code, said = mistake("annotate", "a.jsonl.gz", "--out", "o")
    assert code == 1
    assert "cannot be unpacked" in said
    assert "pack it again, or take it out" in said


def test_a_short_text_in_another_language(mistake, tmp_path):
    (tmp_path / "a.txt").write_text(SPANISH, encoding="utf-8")
    code, said = mistake("annotate", "a.txt", "--out", "o")
    assert code == 1
    assert "English" in said


def test_other_column_names(mistake, tmp_path):
    (tmp_path / "a.csv").write_text(f"titel;tekst;krant\nA vote;{'The mayor said no. ' * 20};Post\n")
    code, said = mistake("annotate", "a.csv", "--out", "o")
    assert code == 1
    assert "(columns: titel, tekst, krant); name it with --map text=tekst" in said


@pytest.mark.parametrize("option", [["--map", "txt=Body"], ["--encoding", "utf-99"], ["--format", "xlsx"]])
def test_an_option_without_meaning_is_a_usage_error(mistake, tmp_path, option):
    (tmp_path / "a.txt").write_text("The mayor said no.")
    code, said = mistake("annotate", "a.txt", "--out", "o", *option)
    assert code == 2
    assert option[1].split("=")[0] in said


@pytest.mark.parametrize(
    ("codebook", "said"),
    [
        ('[[party]]\nid = "a"\n', "[party.unity]"),
        ('[parties.a]\nmembers = ["Ann Smith"]\n', "did you mean 'party'?"),
        ('title = "x\n', "is not valid TOML"),
        ('[party.a]\nlable = "A"\n', "did you mean 'label'?"),
        ('[party.a]\nmembers = "Ann Smith"\n', "expected a list of texts"),
    ],
)
def test_a_wrong_codebook_is_found_before_the_articles_are_read(mistake, tmp_path, codebook, said):
    (tmp_path / "parties.toml").write_text(codebook)
    code, message = mistake("run", "no-such-folder", "--out", "o", "--codebook", "parties.toml")
    assert code == 1
    assert "parties.toml" in message
    assert said in message


def test_out_is_a_file(mistake, tmp_path):
    (tmp_path / "notes").touch()
    (tmp_path / "a.txt").write_text("The mayor said no.")
    for out in ("notes", "notes/run"):
        code, said = mistake("annotate", "a.txt", "--out", out)
        assert code == 2
        assert "notes is a file; give the name of a folder" in said


def test_out_may_not_be_written(mistake, tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    code, said = mistake("annotate", "a.txt", "--out", "o")
    assert code == 2
    assert f"you may not write to {tmp_path}" in said


def test_out_lies_in_the_input(mistake, tmp_path):
    (tmp_path / "articles").mkdir()
    code, said = mistake("annotate", "articles", "--out", "articles/run")
    assert code == 2
    assert "would be read as articles" in said


def test_the_input_is_a_run(mistake, tmp_path):
    (make_run(tmp_path / "audit") / "manifest.json").write_text("{}")
    code, said = mistake("annotate", "audit", "--out", "o")
    assert code == 2
    assert "media-audit score audit" in said


def test_a_full_disk_says_that_the_run_can_go_on(mistake, monkeypatch):
    def full(*arguments, **options):
        raise OSError(errno.ENOSPC, "No space left on device", "o/parts/000001")

    monkeypatch.setattr("audit.cli.folders.to_write", full)
    code, said = mistake("annotate", "a.txt", "--out", "o")
    assert code == 1
    assert "o/parts/000001: No space left on device; free some space" in said


@pytest.mark.parametrize("command", [["report"], ["score"], ["show", "x"], ["codebook", "suggest"]])
def test_a_folder_that_is_not_there(mistake, tmp_path, command):
    make_run(tmp_path / "audit-2026")
    words = [*command[:1], "audit-2025", *command[1:]] if command[0] == "show" else [*command, "audit-2025"]
    code, said = mistake(*words)
    assert code == 1
    assert "audit-2025 does not exist (near: audit-2026); run `media-audit run INPUT --out DIR`" in said


def test_a_half_finished_run(mistake, tmp_path):
    (tmp_path / "half" / "parts" / "000000").mkdir(parents=True)
    for command in ("score", "report"):
        code, said = mistake(command, "half")
        assert code == 1
        assert "was stopped before all articles were annotated" in said
        assert "goes on where it was" in said


def test_a_run_whose_tables_are_not_all_there(mistake, tmp_path):
    run = make_run(tmp_path / "half", scored=False)
    (run / "parts").mkdir()
    tables.path_of(run, "articles").unlink()
    code, said = mistake("score", "half")
    assert code == 1
    assert "no tables/articles.parquet in it" in said


def test_a_run_that_was_not_scored(mistake, tmp_path):
    make_run(tmp_path / "audit", scored=False)
    code, said = mistake("report", "audit")
    assert code == 1
    assert "was annotated but not scored" in said
    assert "run `media-audit score audit` first" in said


def test_a_table_of_another_version(mistake, tmp_path):
    run = make_run(tmp_path / "audit")
    path = tables.path_of(run, "estimates")
    pl.read_parquet(path).drop("ci_low").write_parquet(path)
    code, said = mistake("report", "audit")
    assert code == 1
    assert "lacks column 'ci_low'" in said
    assert "run `media-audit score audit` again" in said


def test_a_run_from_before_a_column_was_added_is_read_all_the_same(tmp_path):
    run = make_run(tmp_path / "audit")
    path = tables.path_of(run, "sentences")
    pl.read_parquet(path).drop("n_words_quoted", "n_words_stray").write_parquet(path)
    to_read(run, scored=True)
    pl.read_parquet(path).drop("n_words").write_parquet(path)
    with pytest.raises(TableError, match="lacks column 'n_words'"):
        to_read(run, scored=True)


def test_a_damaged_table(mistake, tmp_path):
    run = make_run(tmp_path / "audit")
    path = tables.path_of(run, "attributions")
    path.write_bytes(path.read_bytes()[:100])
    code, said = mistake("show", "audit", "a1")
    assert code == 1
    assert "attributions.parquet cannot be read" in said
    assert "into a new folder" in said


def test_an_article_that_is_not_there(mistake, tmp_path):
    make_run(tmp_path / "audit")
    code, said = mistake("show", "audit", "a1")
    assert code == 2
    assert "no article 'a1'" in said


def test_the_end_of_an_article_id_finds_it(tmp_path):
    run = make_run(tmp_path / "audit")
    ids = ["echo-1", "echo-11", "echo-21", "echo-2"]
    tables.write(tables.from_rows("articles", [{"article_id": one} for one in ids]), run, "articles")
    assert "(near: echo-1)" in present._no_article(run, "1")
    assert "(near: echo-2, echo-21)" in present._no_article(run, "o-2")


def test_gold_that_is_not_there(mistake):
    code, said = mistake("evaluate", "gold")
    assert code == 1
    assert "gold does not exist; give a folder with brat files or a JSON file" in said


@pytest.mark.parametrize(
    ("task", "step"), [("actors", "give a JSON file of articles"), ("tone", "give a file of JSON Lines")]
)
def test_gold_that_is_a_folder_where_a_file_is_wanted(mistake, tmp_path, task, step):
    (tmp_path / "gold").mkdir()
    code, said = mistake("evaluate", "gold", "--task", task)
    assert code == 1
    assert "gold is a folder" in said
    assert step in said
    assert "Error" not in said


def test_what_nobody_foresaw_is_one_message_and_a_file_with_the_rest(mistake, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError("division by zero")

    (tmp_path / "a.txt").write_text("The mayor said no.")
    monkeypatch.setattr("audit.workflow.annotate", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    code, said = mistake("annotate", "a.txt", "--out", "o")
    assert code == 1
    assert "ZeroDivisionError: division by zero" in said
    (log,) = tmp_path.glob("media-audit-*.log")
    assert str(log) in said
    assert "Traceback" in log.read_text()


def test_want_of_memory_comes_with_a_way_out(mistake, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise MemoryError

    (tmp_path / "a.txt").write_text("The mayor said no.")
    monkeypatch.setattr("audit.workflow.annotate", fail)
    code, said = mistake("annotate", "a.txt", "--out", "o")
    assert code == 1
    assert "--max-chars 300000" in said


def test_a_text_longer_than_asked_for_is_refused(mistake, tmp_path):
    (tmp_path / "a.txt").write_text("The mayor said no. " * 100)
    code, said = mistake("annotate", "a.txt", "--out", "o", "--max-chars", "1000")
    assert code == 1
    assert "1,000 are the most" in said
    assert "every record was refused (1, listed in o/rejects.csv)" in said
    listed = pl.read_csv(tmp_path / "o" / "rejects.csv").row(0, named=True)
    assert (listed["source_path"], listed["source_record"], listed["reason"]) == ("a.txt", 0, "too_long")
    assert "split it into its articles" in listed["message"]
