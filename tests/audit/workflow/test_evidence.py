"""From figures of the demo corpus down to the words: every list sums to its figure, and stands where it says."""

import polars as pl
import pytest

import audit
from audit import tables
from audit.errors import SettingsError
from audit.workflow.asked import _estimated, _ways, asked
from audit.workflow.evidence import figure_evidence
from metrics.base import Metric, OutletMetric
from metrics.registry import declarations, get

OUTLET = "The Firebell"
MADE_OF_PIECES = {
    "attribution.density": "attribution",
    "attribution.unnamed_share": "attribution",
    "attribution.unsourced_share": "sentence",
    "quote_space.speech_share": "attribution",
    "quote_space.mention_share": "sentence",
    "quote_space.gap": "sentence",
    "source_diversity.source_type_share": "source",
    "tone.mean": "sentence",
    "wording.hedges": "phrase",
}

VERRIN, VERRIN_ID = "Tomas Verrin", "tomas-verrin"


def figures(run, *, outlet=OUTLET):
    """One estimate of each metric and grouping: the one with most behind it."""
    found = tables.read(run, "estimates").filter(
        pl.col("month").is_null() & (pl.col("outlet") == outlet) & pl.col("value").is_not_null()
    )
    kept = found.sort("n", "group", descending=[True, False]).unique(["metric", "group_by"], keep="first")
    return kept.sort("metric", "group_by").to_dicts()


@pytest.fixture
def evidence(demo_run):
    def look(metric, *, others=False, **which):
        return figure_evidence(demo_run, asked(demo_run, metric, **which), others=others)

    return look


def test_every_list_sums_to_its_figure(demo_run, evidence):
    for row in figures(demo_run):
        metric = declarations()[row["metric"]]
        found = evidence(metric.id, outlet=OUTLET, group=row["group"], by=row["group_by"])
        assert found.value == row["value"], metric.id
        assert found.unit == MADE_OF_PIECES.get(metric.id, found.unit)
        assert not found.pieces.filter(pl.col("article_id").is_null() | (pl.col("outlet") != OUTLET)).height
        if isinstance(metric, OutletMetric):
            assert found.denominator is None
            continue
        assert isinstance(metric, Metric)
        assert found.pieces["numerator"].sum() == pytest.approx(found.numerator), metric.id
        assert metric.scale * found.numerator / found.denominator == pytest.approx(row["value"]), metric.id


def test_pieces_stand_where_they_say(demo_run, evidence):
    texts = dict(tables.read(demo_run, "articles").select("article_id", "text").iter_rows())
    for metric, group in (("attribution.unsourced_share", None), ("tone.mean", "none:journalist")):
        found = evidence(metric, outlet=OUTLET, group=group).pieces
        assert found.height > 50
        for row in found.iter_rows(named=True):
            assert texts[row["article_id"]][row["start"] : row["end"]] == row["text"]


def test_attributions_come_with_speaker_cue_and_the_words_around(demo_run, evidence):
    found = evidence("quote_space.speech_share", outlet=OUTLET, group="reform").pieces
    texts = dict(tables.read(demo_run, "articles").select("article_id", "text").iter_rows())
    assert set(found["party"]) == {"reform"}
    assert "Tomas Verrin" in set(found["actor"])
    for row in found.filter(~pl.col("text").str.contains("[…]", literal=True)).iter_rows(named=True):
        around = f"{row['before'].removeprefix('…')}{row['text']}{row['after'].removesuffix('…')}"
        assert around in texts[row["article_id"]]
        assert "\n" not in row["before"] + row["after"]


def test_phrases_come_with_their_sentence(evidence):
    found = evidence("wording.agentless_passives", outlet=OUTLET).pieces
    assert found.height > 5
    for row in found.iter_rows(named=True):
        assert row["phrase"] in row["text"]


@pytest.mark.parametrize(("group", "by", "column"), [("reform", "party", "party"), (VERRIN_ID, "actor", "actor_id")])
def test_sentences_come_with_those_of_the_group_whom_they_mention(demo_run, evidence, group, by, column):
    found = evidence("quote_space.mention_share", outlet=OUTLET, group=group, by=by).pieces
    named = {name for row in found["actor"] for name in row.split(", ")}
    members = tables.read(demo_run, "actors").filter(pl.col(column) == group)["name"]
    assert VERRIN in named <= set(members)


def test_others_are_what_the_figure_is_counted_over(evidence):
    counted = evidence("attribution.unnamed_share", outlet=OUTLET)
    over = evidence("attribution.unnamed_share", outlet=OUTLET, others=True)
    assert counted.pieces["numerator"].to_list() == [1] * int(counted.numerator)
    assert over.pieces.height == over.denominator > counted.pieces.height


def test_articles_are_shown_with_their_own_values_where_the_figure_is_no_sum(demo_run, evidence):
    found = evidence("source_diversity.hill_1", outlet=OUTLET)
    assert (found.unit, found.pieces.height) == ("", 12)
    own = tables.read(demo_run, "scores").filter(pl.col("metric") == "source_diversity.hill_1")
    assert found.pieces.join(own, on=["article_id", "value"]).height == 12


@pytest.mark.parametrize("group", ["reform", "REFORM"])
def test_a_group_is_asked_for_by_id_or_by_name(demo_run, group):
    found = asked(demo_run, "quote_space.speech_share", outlet="the firebell", group=group)
    assert (found.outlet, found.group_by, found.group, found.label) == (OUTLET, "party", "reform", "Reform Alliance")


def test_a_name_that_a_party_and_an_actor_share_is_asked_back(demo_run):
    with pytest.raises(SettingsError, match="several groups 'reform alliance'"):
        asked(demo_run, "quote_space.speech_share", group="reform alliance")
    found = asked(demo_run, "quote_space.speech_share", group="reform alliance", by="actor")
    assert (found.group, found.label) == ("reform-alliance", "Reform Alliance")


def test_of_groups_with_one_name_those_with_a_figure_are_meant(demo_run):
    places = [("party", "reform"), ("actor", "group/firebell-3/reform")]
    assert _estimated(demo_run, get("quote_space.speech_share"), places) == places[:1]


def test_groups_with_one_name_are_told_apart_by_grouping_or_id():
    assert _ways([("party", "a"), ("actor", "x"), ("actor", "y")]) == (
        "--by party, --by actor --group 'x', --by actor --group 'y'"
    )
    assert _ways([("actor", str(n)) for n in range(14)]).endswith("--by actor --group '11' and 2 more")


def test_one_month(demo_run, evidence):
    dates = evidence("attribution.density", month="2025-03").pieces["published"]
    assert dates.len() > 100
    assert set(dates.dt.strftime("%Y-%m")) == {"2025-03"}


def test_a_month_of_all_outlets_has_no_estimate_and_says_so(evidence):
    assert "name one with --outlet" in evidence("attribution.density", month="2025-03").sum


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ({"metric": "quote_space.speech_shar"}, "near: quote_space.speech_share"),
        ({"metric": "quote_space.speech_share"}, r"name one with --group: .*\(Tomas Verrin\)"),
        ({"metric": "quote_space.speech_share", "group": "reforn"}, "near: .*reform"),
        ({"metric": "quote_space.speech_share", "group": "reform", "by": "gender"}, "it has party, actor"),
        ({"metric": "quote_space.speech_share", "group": "unknown"}, "--by party, --by actor|--by actor, --by party"),
        ({"metric": "attribution.density", "outlet": "Firebell"}, "near: The Firebell"),
        ({"metric": "attribution.density", "month": "2024-01"}, "months: 2025-03 to 2025-0"),
    ],
)
def test_a_figure_that_is_not_there_names_what_is(demo_run, which, said):
    with pytest.raises(SettingsError, match=said):
        asked(demo_run, **which)


def test_in_a_notebook(demo_run):
    found = audit.open(demo_run).evidence("quote_space.speech_share", outlet=OUTLET, group="reform")
    assert repr(found).startswith("Share of words attributed, The Firebell, Reform Alliance: ")
    assert found.pieces["numerator"].sum() > 0
    assert "<iframe" in found._repr_html_()
