"""The data dictionary: nothing left blank, and docs/metrics.md as the declarations say."""

import re

import pytest

from audit import tables
from metrics.base import Metric
from metrics.dictionary import describe, overview, to_markdown
from metrics.registry import declarations

KNOWN = declarations()


@pytest.fixture(params=list(KNOWN), ids=list(KNOWN))
def metric(request):
    return KNOWN[request.param]


def test_every_field_is_filled(metric):
    for name in (
        "question",
        "formula",
        "unit",
        "unit_of_analysis",
        "weight",
        "direction",
        "undefined",
        "blind_spots",
        "label",
    ):
        assert getattr(metric, name).strip(), name
    assert metric.question.endswith("?")
    assert metric.group_by
    assert metric.minimum_n > 0


def test_references_have_a_year(metric):
    assert metric.references
    for reference in metric.references:
        assert re.search(r"\b(19|20)\d\d\b", reference), reference


def test_needs_are_columns_of_the_contract(metric):
    for table, columns in metric.needs.items():
        assert set(columns) <= set(tables.schema_of(table)), table


def test_symbols_are_explained(metric):
    """Every letter that stands alone in a formula is a symbol, a part of one, or a counter (i, k, g) or the article a."""
    letter = r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])"
    loose = set(re.findall(letter, metric.formula))
    explained = set(re.findall(letter, " ".join([*metric.symbols, *metric.symbols.values()])))
    assert loose - explained <= set("iakg"), loose - explained


def test_bounds_are_in_order(metric):
    low, high = metric.bounds
    assert low is None or high is None or low < high


def test_sparse_groupings_are_declared_ones(metric):
    if isinstance(metric, Metric):
        assert set(metric.sparse) <= set(metric.group_by)


def test_entry_says_everything(metric):
    text = " ".join(describe(metric).split())
    for value in (metric.id, metric.question, metric.formula, metric.direction, metric.undefined, *metric.references):
        assert " ".join(value.split()) in text
    for symbol, meaning in metric.symbols.items():
        assert " ".join(f"{symbol}: {meaning}".split()) in text


def test_overview_has_a_line_for_each():
    lines = overview(KNOWN.values()).splitlines()
    assert sum(line.startswith("  ") for line in lines) == len(KNOWN)


def test_the_page_is_current(root):
    page = (root / "docs" / "metrics.md").read_text(encoding="utf-8")
    assert page == to_markdown(KNOWN.values()), "run `python -m metrics.dictionary > docs/metrics.md`"


def test_links_of_the_page_lead_somewhere(root):
    page = (root / "docs" / "metrics.md").read_text(encoding="utf-8")
    headings = {heading.lower().replace(".", "") for heading in re.findall(r"^### (.+)$", page, flags=re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= headings
