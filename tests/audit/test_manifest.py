import pytest

from audit import manifest
from audit.errors import TableError


def test_entries_are_merged_one_level_deep(tmp_path):
    manifest.update(tmp_path, counts={"articles": 3}, settings={"seed": 1})
    manifest.update(tmp_path, counts={"rejects": 0})
    assert manifest.read(tmp_path) == {"counts": {"articles": 3, "rejects": 0}, "settings": {"seed": 1}}


def test_a_run_without_a_manifest_has_an_empty_one(tmp_path):
    assert manifest.read(tmp_path) == {}


def test_a_broken_manifest_says_what_to_do(tmp_path):
    (tmp_path / manifest.NAME).write_text("{")
    with pytest.raises(TableError, match=r"is not JSON.*annotate"):
        manifest.read(tmp_path)


def test_versions_name_python_and_the_packages():
    assert {"python", "spacy", "polars", "onnxruntime"} <= manifest.versions().keys()
