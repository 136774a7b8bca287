"""Long runs of nothing in the wrong place: each took from seconds to hours when its pattern shared white space out in every way."""

import time
from collections.abc import Callable

import pytest

from audit.ingest.clean import clean
from audit.ingest.fields import authors_of
from audit.ingest.head import Known, imprint_of
from audit.ingest.nexis import FORMAT as NEXIS
from audit.ingest.page_data import page_data
from audit.ingest.wire import credit_at_end


def seconds(task: Callable[[], object]) -> float:
    began = time.process_time()
    task()
    return time.process_time() - began


@pytest.mark.parametrize(
    "paragraph",
    [
        "It was said." + " " * 690 + "x",
        "(Source: AP" + " " * 680 + "x",
        "(Reporting by Ann Lee; Editing by Bo Ray" + " " * 650 + "x",
        "It was said. " + "-" * 680 + "x",
    ],
)
def test_no_credit_at_the_end(paragraph):
    assert seconds(lambda: credit_at_end(paragraph)) < 0.3
    assert credit_at_end(paragraph) is None


def test_lines_of_signs():
    text = "\n\n".join(["-" * 1_400 + "x"] * 50)
    assert seconds(lambda: clean(text)) < 1.5


def test_authors_far_apart():
    line = "Ann Lee" + " " * 100_000 + "and" + "\t" * 100_000 + "Bo Ray" + " " * 100_000 + "x"
    assert seconds(lambda: authors_of(line)) < 1
    assert authors_of(line) == ("Ann Lee", "Bo Ray x")


def test_lines_under_a_headline():
    assert seconds(lambda: imprint_of(["by" + " " * 50_000 + "x", " " * 50_000 + "x"])) < 1


def test_a_head_of_empty_lines_is_no_nexis_export():
    assert not NEXIS.signature(b"\n" * 65_000)
    assert seconds(lambda: NEXIS.signature(b"\n" * 65_000)) < 1


def test_scripts_that_are_never_closed(monkeypatch):
    monkeypatch.setattr("audit.ingest.page_data._tags", lambda _: ({}, None, []))
    page = "<script type='ld+json'>" * 40_000
    assert seconds(lambda: page_data(page, _document())) < 1


def test_a_name_above_a_long_line():
    text = "x" + " " * 100_000 + "y\n\nIt was said on Monday that it was so.\n\nAnd it was said again."
    assert seconds(lambda: clean(text, known=Known(title="A title", authors=("Ann Lee",), outlet="Ann Lee"))) < 2


def _document() -> object:
    from trafilatura.settings import Document

    return Document()
