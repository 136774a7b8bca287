"""The page on formats names what the code knows."""

from pathlib import Path

import pytest

from audit.ingest import all_formats
from audit.ingest.clutter import RULES
from audit.ingest.fields import NATURAL_NAMES
from audit.model import Reason


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "formats.md").read_text("utf-8")


def test_every_format_and_suffix_is_named(page):
    for format_ in all_formats().values():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{format_.name}` |")]
        assert not [suffix for suffix in format_.suffixes if f"`{suffix}`" not in row]


def test_every_rule_is_named(page):
    assert not [rule.name for rule in RULES if f"`{rule.name}`" not in page]


def test_every_column_name_is_named(page):
    columns = page.split("## Columns")[1].split("\n## ")[0]
    for field, names in NATURAL_NAMES.items():
        (row,) = [
            line for line in columns.splitlines() if line.startswith((f"| `{field}` |", f"| `{field}` (needed) |"))
        ]
        listed = {name.strip() for name in row.split("|")[2].split(",")}
        assert {name.replace("_", "") for name in names} == {name.replace("_", "") for name in listed}


def test_every_reason_of_reading_is_named(page):
    assert not [reason for reason in Reason if reason is not Reason.ANNOTATION_FAILED and f"`{reason}`" not in page]
