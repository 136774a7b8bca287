"""The first real article, as copied from a news site with all its clutter."""

import polars as pl
import pytest
from pypdf import PdfReader

from audit import tables
from audit.workflow import RunOptions, run


@pytest.fixture(scope="module")
def putin(shared, tmp_path_factory):
    out = tmp_path_factory.mktemp("real") / "audit"
    run([shared / "seeds"], out, options=RunOptions())
    return out


@pytest.fixture(scope="module")
def said(putin) -> pl.DataFrame:
    actors = tables.read(putin, "actors").select("article_id", "actor_id", "name")
    return tables.read(putin, "attributions").join(actors, on=["article_id", "actor_id"], how="left")


def test_its_true_title_and_its_agency(putin):
    article = tables.read(putin, "articles").row(0, named=True)
    assert article["title"] == "Putin warns Western troops in Ukraine would be ‘legitimate targets’"
    assert article["wire"] == "Reuters"


def test_none_of_the_sites_clutter(putin):
    text = tables.read(putin, "articles")["text"].item()
    for clutter in (
        "Advertisement",
        "Story continues",
        "skip to content",
        "Instagram",
        "Latest Comment",
        "Roscongress",
    ):
        assert clutter not in text
    assert text.startswith("Russian President Vladimir Putin said on Friday")
    assert "nobody trusts his words,” he said." in text


def speaker(said: pl.DataFrame, words: str) -> str | None:
    holding = said.filter(pl.col("content_text").str.contains(words, literal=True))
    assert len(holding), f"no attribution holds {words!r}"
    return holding.sort("n_words")["name"][0]


@pytest.mark.parametrize(
    "words",
    [
        "legitimate targets for destruction",
        "any sense in their presence",
        "I repeat once again, of course",  # no "said" of its own
        "a 100 per cent guarantee",
    ],
)
def test_the_quotes_by_putin_are_his(said, words):
    assert speaker(said, words) == "Vladimir Putin"


def test_the_quote_by_zelenskyy_is_his(said):
    assert speaker(said, "nobody trusts his words") == "Volodymyr Zelenskyy"


def test_what_reuters_relays_is_marked(said, putin):
    actors = tables.read(putin, "actors")
    reuters = actors.filter(pl.col("name") == "Reuters")["actor_id"][0]
    relayed = said.filter(pl.col("via_actor_id") == reuters)["content_text"].to_list()
    for words in ("legitimate targets for destruction", "any sense in their presence", "a 100 per cent guarantee"):
        assert any(words in text for text in relayed)


def test_its_report_is_short_and_tells_what_was_counted(putin):
    reader = PdfReader(putin / "report.pdf")
    first = " ".join(reader.pages[0].extract_text().split())
    chapters = [str(mark.title) for mark in reader.outline]
    assert len(reader.pages) <= 9
    assert "too few for outlet" in first
    assert {"Who is quoted most", "Tone, sentence by sentence"} <= set(chapters)
    assert not {"At a glance", "Wording", "All outlet figures"} & set(chapters)
    counted = tables.read(putin, "scores").filter(pl.col("metric") == "attribution.density").row(0, named=True)
    assert f"{counted['numerator']:.0f} in {counted['denominator']:.0f}" in reader.pages[2].extract_text()
