"""The whole way on the demo corpus: what a user relies on."""

import importlib
import json
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader

import audit
from audit import manifest, tables
from audit.config import Settings
from audit.errors import SettingsError
from audit.workflow import RunOptions, annotate, score
from metrics.registry import declarations

DEMO = Path(__file__).resolve().parents[3] / "seeds" / "demo"


def estimate(run: Path, metric: str, outlet: str, group: str = "all") -> dict:
    rows = tables.read(run, "estimates").filter(
        pl.col("metric").eq(metric)
        & pl.col("outlet").eq(outlet)
        & pl.col("group").eq(group)
        & pl.col("month").is_null()
    )
    assert len(rows) == 1, rows
    return rows.row(0, named=True)


def test_every_record_is_an_article_or_a_refusal(demo_run):
    counts = manifest.read(demo_run)["counts"]
    articles, rejects = tables.read(demo_run, "articles"), tables.read(demo_run, "rejects")
    assert counts["records"] == len(articles) + len(rejects)
    assert (len(articles), len(rejects)) == (60, 0)


def test_every_table_of_the_contract_is_there_with_its_columns(demo_run):
    for table in tables.SCHEMAS:
        assert tables.check(tables.read(demo_run, table), table).columns


def test_offsets_point_at_the_words_they_stand_for(demo_run):
    texts = dict(tables.read(demo_run, "articles").select("article_id", "text").iter_rows())
    titles = dict(tables.read(demo_run, "articles").select("article_id", "title").iter_rows())
    for row in tables.read(demo_run, "attributions").iter_rows(named=True):
        text = (titles if row["in_title"] else texts)[row["article_id"]]
        for part in ("source", "cue"):
            if row[part]:
                assert text[row[part]["start"] : row[part]["end"]] == row[f"{part}_text"]
        pieces = [text[span["start"] : span["end"]] for span in row["content"]]
        assert " […] ".join(pieces) == row["content_text"]


def test_keys_join(demo_run):
    actors = tables.read(demo_run, "actors").select("article_id", "actor_id")
    assert actors.is_unique().all()
    for table in ("attributions", "mentions"):
        named = tables.read(demo_run, table).filter(pl.col("actor_id").is_not_null())
        assert len(named)
        assert named.join(actors, on=["article_id", "actor_id"], how="anti").is_empty()
    sentences = tables.read(demo_run, "sentences").select("article_id", "sentence_id")
    assert sentences.is_unique().all()
    assert (
        tables.read(demo_run, "attributions").join(sentences, on=["article_id", "sentence_id"], how="anti").is_empty()
    )


def test_a_share_of_the_report_follows_from_its_attributions(demo_run):
    said = audit.open(demo_run).attributions(outlet="Ansel Courier").filter(~pl.col("in_title"))
    unity = said.filter(pl.col("party") == "unity")["n_words"].sum()
    shown = estimate(demo_run, "quote_space.speech_share", "Ansel Courier", "unity")
    assert shown["value"] == pytest.approx(unity / said["n_words"].sum())
    assert shown["n"] == said["n_words"].sum()


def test_the_outlets_written_to_differ_do_differ(demo_run):
    """The Courier is close to the government, the Firebell to the opposition, loud and full of unnamed insiders."""
    courier, firebell = "Ansel Courier", "The Firebell"
    for party, more, less in (("unity", courier, firebell), ("reform", firebell, courier)):
        high = estimate(demo_run, "quote_space.speech_share", more, party)
        low = estimate(demo_run, "quote_space.speech_share", less, party)
        assert high["ci_low"] > low["ci_high"]
    assert (
        estimate(demo_run, "attribution.unnamed_share", firebell)["value"]
        > estimate(demo_run, "attribution.unnamed_share", courier)["value"]
    )
    easy = estimate(demo_run, "readability.flesch_reading_ease", firebell)
    hard = estimate(demo_run, "readability.flesch_reading_ease", "The Sounding")
    assert easy["ci_low"] > hard["ci_high"]
    differences = tables.read(demo_run, "differences").filter(
        pl.col("metric").eq("quote_space.speech_share") & pl.col("group").eq("unity")
    )
    pair = differences.filter(
        pl.concat_str("outlet_a", "outlet_b").str.contains(courier)
        & pl.concat_str("outlet_a", "outlet_b").str.contains(firebell)
    )
    assert pair["p_adjusted"].item() < 0.05


def test_every_estimate_with_a_value_has_n_and_an_interval_around_it(demo_run):
    shown = tables.read(demo_run, "estimates").filter(pl.col("value").is_not_null())
    assert len(shown) > 100
    assert set(shown["status"]) <= {"ok", "all_equal"}
    shown = shown.filter(pl.col("status") == "ok")
    assert shown.select(pl.col("n", "n_articles", "ci_low", "ci_high").null_count()).row(0) == (0, 0, 0, 0)
    bounds = {card.id: card.bounds for card in declarations().values()}
    for row in shown.iter_rows(named=True):
        lowest, highest = bounds[row["metric"]]
        assert row["ci_low"] < row["value"] or row["value"] == pytest.approx(lowest), row
        assert row["ci_high"] > row["value"] or row["value"] == pytest.approx(highest), row


def test_the_report_has_its_pages_and_embedded_fonts(demo_run):
    pdf = PdfReader(demo_run / "report.pdf")
    assert len(pdf.pages) >= 8
    text = "\n".join(page.extract_text() for page in pdf.pages)
    for outlet in tables.read(demo_run, "articles")["outlet"].unique():
        assert outlet in text


def test_scoring_anew_needs_no_model(demo_run, tmp_path, monkeypatch):
    import shutil

    copy = tmp_path / "audit"
    shutil.copytree(demo_run, copy)
    monkeypatch.setattr("audit.nlp.pipeline.load", lambda *_, **__: pytest.fail("a model was loaded"))
    codebook = tmp_path / "two.toml"
    codebook.write_text('[party.coast]\nmembers = ["Ilsa Quennell"]\n[party.valley]\nmembers = ["Gerrit Halvane"]\n')
    score(copy, codebook=codebook, settings=Settings(n_bootstrap=50, n_permutations=50))
    parties = set(tables.read(copy, "actors")["party"].drop_nulls())
    assert parties == {"coast", "valley"}
    assert len(manifest.read(copy)["codebook"]["hash"]) == 64


def test_a_run_given_again_annotates_nothing_again(demo_run, tmp_path, monkeypatch):
    import shutil

    copy = tmp_path / "audit"
    shutil.copytree(demo_run, copy)
    before = tables.read(copy, "attributions")
    shutil.rmtree(copy / "tables")
    monkeypatch.setattr("audit.engine.local.annotate_batch", lambda *_: pytest.fail("a batch was annotated again"))
    annotate([DEMO / "articles"], copy, options=RunOptions())
    assert (
        tables.read(copy, "attributions").select("article_id", "n_words").equals(before.select("article_id", "n_words"))
    )


def test_what_another_version_annotated_is_annotated_anew(demo_run, tmp_path, monkeypatch):
    import shutil

    copy = tmp_path / "audit"
    shutil.copytree(demo_run, copy)
    step = importlib.import_module("audit.workflow.annotate")
    monkeypatch.setattr(step, "fingerprint", lambda _model: "0123456789abcdef")
    asked = []

    def note(articles, _model):
        asked.extend(articles)
        raise InterruptedError

    monkeypatch.setattr("audit.engine.local.annotate_batch", note)
    with pytest.raises(InterruptedError):
        annotate([DEMO / "articles"], copy, options=RunOptions())
    assert asked


def test_the_manifest_tells_how_the_numbers_came_about(demo_run):
    entries = manifest.read(demo_run)
    assert {"inputs", "settings", "versions", "counts", "times", "codebook"} <= entries.keys()
    assert all(len(item["sha256"]) == 64 for item in entries["inputs"])
    assert len(entries["versions"]["annotator"]) == 12
    json.dumps(entries)


def test_an_article_is_shown_with_its_evidence(demo_run):
    run = audit.open(demo_run)
    first = run.table("articles").row(0, named=True)
    page = run.show(first["article_id"]).html
    assert first["outlet"] in page
    assert "://" not in page.replace(first["url"] or "", "")  # nothing is loaded from elsewhere


def test_a_run_that_is_scored_again_is_the_same_to_the_byte(demo_run, tmp_path):
    import shutil

    run = tmp_path / "again"
    shutil.copytree(demo_run, run)
    made = []
    for _ in range(2):
        score(run, codebook=DEMO / "codebook.toml", settings=Settings(n_bootstrap=20, n_permutations=20))
        names = ("tone", "scores", "estimates", "differences", "robustness")
        made.append({name: tables.path_of(run, name).read_bytes() for name in names})
    assert made[0] == made[1]


def test_a_notebook_is_told_of_names_that_the_run_does_not_know(demo_run):
    run = audit.open(demo_run)
    assert run.attributions(outlet="The Firebell", party="reform").height > 20
    with pytest.raises(SettingsError, match="no outlet 'the firebell' in this run; it has: Ansel Courier, Brackwater"):
        run.attributions(outlet="the firebell")
    with pytest.raises(SettingsError, match=r"no party 'Reform' in this run; it has: .*reform"):
        run.attributions(party="Reform")
    with pytest.raises(SettingsError, match=r"near: quote_space\.speech_share"):
        run.estimates("speech_share")
    with pytest.raises(SettingsError, match=r"near: quote_space\.speech_share"):
        run.differences("speech_share")
