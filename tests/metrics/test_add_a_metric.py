"""docs/add-a-metric.md, followed to the letter: its file is put beside the metrics, its test is run, its entry is found."""

import re
import sys

import pytest

import metrics
from metrics import registry
from metrics.dictionary import describe, to_markdown


@pytest.fixture
def blocks(root):
    page = (root / "docs" / "add-a-metric.md").read_text(encoding="utf-8")
    return dict(zip(("metric", "test"), re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL), strict=True))


@pytest.fixture
def added(blocks, tmp_path, monkeypatch):
    """The walk-through's module as one more file of the package."""
    (tmp_path / "statement_length.py").write_text(blocks["metric"], encoding="utf-8")
    monkeypatch.setattr(metrics, "__path__", [*metrics.__path__, str(tmp_path)])
    registry.declarations.cache_clear()
    yield
    registry.declarations.cache_clear()
    sys.modules.pop("metrics.statement_length", None)


def test_the_new_file_is_found_and_its_own_test_passes(added, blocks):
    assert "statement_length.mean_words" in registry.all_metrics()
    space = {}
    exec(compile(blocks["test"], "docs/add-a-metric.md", "exec"), space)  # noqa: S102 - the page is ours
    space["test_mean_words_by_gender"]()


def test_the_pages_test_fails_on_another_count(added, blocks):
    space = {}
    wrong = blocks["test"].replace('"n_words": 20', '"n_words": 21')
    assert wrong != blocks["test"]
    exec(compile(wrong, "docs/add-a-metric.md", "exec"), space)  # noqa: S102
    with pytest.raises(AssertionError):
        space["test_mean_words_by_gender"]()


def test_dictionary_and_terminal_know_it(added):
    metric = registry.get("statement_length.mean_words")
    assert "Do women and men get to speak at the same length?" in describe(metric)
    assert "### statement_length.mean_words" in to_markdown(registry.declarations().values())


def test_it_is_gone_afterwards():
    assert "statement_length.mean_words" not in registry.declarations()
