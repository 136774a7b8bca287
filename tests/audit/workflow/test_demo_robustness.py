"""The demo corpus counted otherwise, against a count of its own from the text; and what a notebook shows of it."""

from dataclasses import replace

import polars as pl
import pytest

from audit import tables
from audit.errors import SettingsError
from audit.model import Span
from audit.nlp.blocks import overlap, union
from audit.notebook import Run
from audit.words import count_words_in, word_spans
from audit.workflow.present import report_tables
from audit.workflow.score import ANNOTATED
from metrics.sure_tables import UNSURE, sure_tables
from metrics.tone import tone_table
from reports.pages import robustness

BODY = ~pl.col("in_title")


@pytest.fixture(scope="module")
def sure(demo_run):
    given = {name: tables.scan(demo_run, name) for name in (*ANNOTATED, "baselines")}
    return {name: table.collect() for name, table in sure_tables(given).items()}


@pytest.fixture(scope="module")
def contents(demo_run):
    """Spans of the sure attributions of each body: article -> (span, attribution_id, actor_id)."""
    found = {}
    kept = tables.read(demo_run, "attributions").filter(BODY, pl.col("confidence") >= UNSURE)
    for row in kept.iter_rows(named=True):
        spans = [(Span(*part.values()), row["attribution_id"], row["actor_id"]) for part in row["content"]]
        found.setdefault(row["article_id"], []).extend(spans)
    return found


def test_words_in_sure_attributions_are_those_of_the_text(demo_run, sure, contents):
    words = {key: word_spans(text) for key, text in tables.read(demo_run, "articles")[["article_id", "text"]].rows()}
    found = sure["sentences"].filter(BODY)
    expected = [
        count_words_in(words[key], overlap([Span(start, end)], union(span for span, *_ in contents.get(key, ()))))
        for key, start, end in found.select("article_id", "start", "end").rows()
    ]
    assert found["n_words_attributed"].to_list() == expected
    assert sum(expected) < tables.read(demo_run, "sentences").filter(BODY)["n_words_attributed"].sum()


def test_mentions_stand_in_the_innermost_sure_attribution(sure, contents):
    for row in sure["mentions"].filter(BODY).iter_rows(named=True):
        around = [
            (span.end - span.start, number, actor)
            for span, number, actor in contents.get(row["article_id"], ())
            if span.start <= row["start"] and row["end"] <= span.end
        ]
        _, number, actor = min(around, default=(0, None, None))
        voice = "journalist" if number is None else "self" if actor == row["actor_id"] else "others"
        assert (row["attribution_id"], row["voice"]) == (number, voice), row


def test_tone_is_that_of_the_mentions(sure):
    keys = ["article_id", "actor_id", "voice", "method"]
    one, other = sure["tone"].sort(keys), tone_table(sure["mentions"].lazy()).collect().sort(keys)
    assert one.drop("sum_score").equals(other.select(one.columns).drop("sum_score"))
    assert (one["sum_score"] - other["sum_score"]).abs().max() < 1e-9


def test_the_gazette_without_its_agency_copy(demo_run):
    rows = Run(demo_run).robustness("attribution.density").filter(variant="no_agency").sort("outlet")
    credited = tables.read(demo_run, "articles").filter(pl.col("wire").is_not_null())["outlet"].to_list()
    assert credited == ["Brackwater Gazette"] * 5
    assert dict(rows.select("outlet", "n_articles").iter_rows()) == {
        "(all)": 55, "Ansel Courier": 12, "Brackwater Gazette": 7, "Northline": 12, "The Firebell": 12, "The Sounding": 12,
    }  # fmt: skip


def test_main_figures_are_those_of_the_estimates(demo_run):
    run = Run(demo_run)
    keys = ["outlet", "metric", "group_by", "group"]
    joined = run.robustness().join(run.estimates(), on=keys, how="left", suffix="_estimated")
    assert joined["main"].equals(joined["value_estimated"], check_names=False)
    assert not joined["group_by"].str.contains("actor").any()


def test_leaving_nothing_out_gives_the_estimates_again(demo_run):
    """No demo article is short: sums, numbers of articles and statuses are those of the estimates."""
    run, keys = Run(demo_run), ["outlet", "metric", "group_by", "group"]
    same = run.robustness().filter(variant="no_short").join(run.estimates(), on=keys, suffix="_estimated")
    assert same.height > 300
    for column in ("n_articles", "status"):
        assert same[column].equals(same[f"{column}_estimated"], check_names=False)
    for column in ("value", "n"):
        assert (same[column] - same[f"{column}_estimated"]).abs().max() < 1e-9


def test_a_notebook_is_told_what_there_is(demo_run, tmp_path):
    with pytest.raises(SettingsError, match=r"no other ways of counting of a metric 'wording.hedges'.*n.density"):
        Run(demo_run).robustness("wording.hedges")
    with pytest.raises(SettingsError, match=r"has no table robustness; run `media-audit score"):
        Run(tmp_path).robustness()


def test_the_page_is_drawn_from_the_run(demo_run):
    report = report_tables(demo_run)
    titles = [page.title for page in robustness.pages(report)]
    assert titles == [robustness.TITLE, f"{robustness.TITLE} (continued)"]
    without = replace(report, robustness=report.robustness.filter(pl.col("variant") != "sure"))
    assert len(list(robustness.pages(without))) == 2
