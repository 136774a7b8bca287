"""The command line as a user meets it: help, usage errors, exit codes; what is data and what is talk."""

import json
import re

import pytest
from typer.testing import CliRunner

import audit
from audit.cli.main import app, main

RUNNER = CliRunner()
COMMANDS = ("run", "annotate", "score", "report", "show", "metrics", "evaluate", "sample", "correct")


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def call(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Exit code of the real entry point."""
    monkeypatch.setattr("sys.argv", ["media-audit", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_ends_with_an_example(command):
    done = RUNNER.invoke(app, [command, "--help"])
    assert done.exit_code == 0
    assert f"media-audit {command}" in plain(done.output).split("Example")[-1]


def test_the_readme_shows_every_command_that_is_there(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert all(f"media-audit {command}" in readme for command in COMMANDS)


def test_an_unknown_option_is_a_usage_error(monkeypatch, capsys):
    assert call("run", "--nonsense", monkeypatch=monkeypatch) == 2
    assert "No such option" in plain(capsys.readouterr().err)


def test_a_missing_input_is_named(monkeypatch, capsys, tmp_path):
    assert call("run", str(tmp_path / "none.csv"), "--out", str(tmp_path / "out"), monkeypatch=monkeypatch) == 1
    assert "does not exist" in plain(capsys.readouterr().err).replace("\n", " ")


def test_a_wrong_engine_is_a_usage_error(monkeypatch, capsys, tmp_path):
    assert call("run", str(tmp_path), "--out", str(tmp_path), "--engine", "spark", monkeypatch=monkeypatch) == 2
    assert "it is local" in plain(capsys.readouterr().err).replace("\n", " ")


def test_a_map_without_equals_sign_is_a_usage_error(monkeypatch, capsys, tmp_path):
    assert call("annotate", str(tmp_path), "--out", str(tmp_path), "--map", "text", monkeypatch=monkeypatch) == 2
    assert "--map text=Body" in plain(capsys.readouterr().err)


def test_a_folder_that_is_no_run_says_how_to_make_one(monkeypatch, capsys, tmp_path):
    assert call("report", str(tmp_path), monkeypatch=monkeypatch) == 1
    assert "media-audit run INPUT --out DIR" in plain(capsys.readouterr().err).replace("\n", " ")


def test_metrics_are_listed_on_stdout():
    done = RUNNER.invoke(app, ["metrics"])
    assert done.exit_code == 0
    assert "quote_space.speech_share" in done.stdout


def test_the_name_of_a_group_is_not_taken_for_a_picture():
    assert "'a:b:baseline'" in RUNNER.invoke(app, ["metrics", "quote_space.log_ratio"]).stdout


def test_the_metrics_of_a_family_are_listed():
    done = RUNNER.invoke(app, ["metrics", "tone"])
    assert "tone.mean" in done.stdout
    assert "quote_space.speech_share" not in done.stdout


def test_the_version_is_told():
    done = RUNNER.invoke(app, ["--version"])
    assert done.exit_code == 0
    assert done.stdout == f"media-audit {audit.__version__}\n"


def test_one_metric_is_described_in_full():
    done = RUNNER.invoke(app, ["metrics", "source_diversity.hill_1"])
    assert "Hill" in done.stdout


def test_an_unknown_metric_names_its_neighbours(monkeypatch, capsys):
    assert call("metrics", "quote_space.speechshare", monkeypatch=monkeypatch) == 2
    assert "quote_space.speech_share" in plain(capsys.readouterr().err)


def test_evaluate_prints_figures_as_json(tmp_path):
    (tmp_path / "a.txt").write_text("Ann said no.", encoding="utf-8")
    spans = (
        "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 9 11\tno\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    )
    (tmp_path / "a.ann").write_text(spans, encoding="utf-8")
    gold = tmp_path / "gold.json"
    attribution = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 12]]}
    gold.write_text(json.dumps([{"article": "a", "text": "Ann said no.", "attributions": [attribution]}]))
    done = RUNNER.invoke(app, ["evaluate", str(tmp_path), "--task", "attribution", "--predictions", str(gold)])
    figures = json.loads(done.stdout)
    assert figures["source"]["exact"][2] == 100.0
    assert figures["content"]["exact"][2] == 0.0  # one end is wrong
    assert figures["content"]["char"] == [66.7, 100.0, 80.0]  # 2 of 3 characters
