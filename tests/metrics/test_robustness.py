"""The headline figures counted otherwise: each way by hand, on runs of a few articles."""

from dataclasses import replace

import polars as pl
import pytest

from audit.config import Settings
from audit.tables import from_rows, schema_of
from metrics.base import Metric
from metrics.estimates import estimate
from metrics.registry import all_metrics
from metrics.robustness import robustness
from metrics.scored import Scored
from metrics.tone import tone_table
from metrics.variants import VARIANTS

SETTINGS = Settings(n_bootstrap=200, minimum_articles=2)
FILTERED = {"no_agency", "no_short", "one_less", "equal_weight"}


def declare(*, scale=1.0, group_by="all", headline=True, needs=None):
    return Metric(
        id="test.share", question="", formula="", symbols={}, unit="share", unit_of_analysis="article", weight="words",
        bounds=(0, scale), direction="", minimum_n=0, undefined="", blind_spots="", references=(), needs=needs or {},
        group_by=(group_by,), compute=lambda _: pl.LazyFrame(), scale=scale, headline=headline,
    )  # fmt: skip


def score_rows(counts, *, group_by="all", group="all", scale=1.0):
    """Scores from article -> (numerator, denominator[, status])."""
    rows = []
    for article, (num, den, *status) in counts.items():
        said = status[0] if status else "ok" if den else "undefined"
        value = scale * num / den if said == "ok" else None
        row = {"article_id": article, "metric": "test.share", "group_by": group_by, "group": group, "value": value}
        rows.append(row | {"numerator": num, "denominator": den, "status": said})
    return rows


def article_rows(ids, **columns):
    """Articles ``x1``, ``y2`` … of the outlets x, y; columns by id where not the usual."""
    usual = {"n_words": 500, "wire": None}
    return [
        {"article_id": one, "outlet": one[0]} | {name: columns.get(name, {}).get(one, usual[name]) for name in usual}
        for one in ids
    ]


def from_counts(run, counts, *, metric=None, articles=None, shared=None, settings=SETTINGS, rows=None):
    """Table ``robustness`` of a made-up metric whose counts are given."""
    metric = metric or declare()
    given = run(articles=articles or article_rows(counts))
    scores = from_rows("scores", rows or score_rows(counts, scale=metric.scale)).lazy()
    stories = None
    if shared is not None:
        stories = pl.LazyFrame({"article_id": list(counts), "story_id": list(counts)})
        stories = stories.with_columns(is_shared=pl.col("article_id").is_in(shared))
    scored = Scored(
        scores=scores, articles=given["articles"], metrics={metric.id: metric}, settings=settings, stories=stories
    )
    return robustness(scored, given, estimates=estimate(scored))


def from_tables(given, *names, settings=SETTINGS):
    """Table ``robustness`` of real metrics, scored on the tables given."""
    metrics = {name: all_metrics()[name] for name in names}
    scores = pl.concat([metric.score(given) for metric in metrics.values()]).collect().lazy()
    scored = Scored(scores=scores, articles=given["articles"], metrics=metrics, settings=settings)
    return robustness(scored, given, estimates=estimate(scored))


def one(table, variant, outlet="x", **where):
    found = table.filter(pl.col("variant") == variant, pl.col("outlet") == outlet)
    for name, value in where.items():
        found = found.filter(pl.col(name) == value)
    assert len(found) == 1, found
    return found.row(0, named=True)


# Outlet x: 12 of 30; y: 9 of 30. x3 has most of x's.
COUNTS = {"x1": (1, 10), "x2": (2, 10), "x3": (9, 10), "y1": (3, 10), "y2": (3, 10), "y3": (3, 10)}


def test_columns_are_those_of_the_contract_and_every_figure_has_a_row_each(run):
    table = from_counts(run, COUNTS)
    assert table.schema == schema_of("robustness")
    assert set(table["outlet"]) == {"x", "y", "(all)"}
    assert set(table["variant"]) == FILTERED
    assert len(table) == 3 * len(FILTERED)
    names = [variant.name for variant in VARIANTS]
    assert table["variant"].to_list() == [name for _ in range(3) for name in names if name in FILTERED]


def test_the_main_figure_and_its_interval_stand_beside(run):
    table = from_counts(run, COUNTS)
    row = one(table, "no_short")
    assert row["main"] == pytest.approx(12 / 30)
    assert row["ci_low"] < row["main"] < row["ci_high"]


def test_the_article_is_left_out_that_moves_the_figure_most(run):
    table = from_counts(run, COUNTS)
    row = one(table, "one_less")  # without x1 11/20 (+.15), x2 10/20 (+.1), x3 3/20 (-.25)
    assert row["article_id"] == "x3"
    assert row["value"] == pytest.approx(3 / 20)
    assert (row["n"], row["n_articles"], row["status"]) == (20, 2, "ok")


def test_without_one_article_the_order_of_two_outlets_flips(run):
    table = from_counts(run, COUNTS)
    x, y = one(table, "one_less"), one(table, "one_less", "y")
    assert x["main"] > y["main"]
    assert x["value"] < y["main"]


def test_of_all_outlets_together_one_article_of_any_is_left_out(run):
    row = one(from_counts(run, COUNTS), "one_less", "(all)")  # 21 of 60; without x3 12 of 50
    assert (row["article_id"], row["n_articles"]) == ("x3", 5)
    assert row["value"] == pytest.approx(12 / 50)


def test_a_long_article_pulls_by_its_length(run):
    counts = {"x1": (0, 10), "x2": (60, 100), "x3": (0, 10), "x4": (5, 10)}  # 65/130 = .5
    row = one(from_counts(run, counts), "one_less")  # without x2 5/30, without x1 65/120, without x4 60/120 = .5
    assert row["article_id"] == "x2"
    assert row["value"] == pytest.approx(5 / 30)


def test_no_article_is_named_where_none_moves_the_figure(run):
    row = one(from_counts(run, COUNTS), "one_less", "y")
    assert row["article_id"] is None
    assert row["value"] == pytest.approx(0.3)


def test_of_articles_that_pull_alike_the_first_is_named(run):
    counts = {"x2": (0, 10), "x1": (0, 10), "x3": (5, 10), "x4": (5, 10)}  # every one moves it by 1/12
    assert one(from_counts(run, counts), "one_less")["article_id"] == "x1"


def test_one_of_just_enough_articles_may_be_left_out(run):
    settings = replace(SETTINGS, minimum_articles=3)
    table = from_counts(run, COUNTS, settings=settings)
    assert one(table, "one_less")["status"] == "ok"
    few = from_counts(run, {"x1": (1, 10), "x2": (2, 10), "y1": (1, 2)}, settings=settings)
    row = one(few, "one_less")
    assert (row["status"], row["value"], row["main"], row["article_id"]) == ("too_few", None, None, None)
    assert one(few, "one_less", "y")["status"] == "undefined"  # nothing is left of it


def test_all_articles_count_alike(run):
    counts = {"x1": (1, 2), "x2": (20, 100), "x3": (0, 0)}
    row = one(from_counts(run, counts, metric=declare(scale=100.0)), "equal_weight")
    assert row["main"] == pytest.approx(100 * 21 / 102)
    assert row["value"] == pytest.approx(100 * (0.5 + 0.2) / 2)
    assert (row["n"], row["n_articles"]) == (2, 2)


def test_an_article_with_too_few_cases_has_no_value_to_count(run):
    counts = {"x1": (1, 2, "too_few"), "x2": (20, 100), "x3": (40, 100)}
    row = one(from_counts(run, counts), "equal_weight")
    assert row["main"] == pytest.approx(61 / 202)
    assert row["value"] == pytest.approx(0.3)


def test_articles_of_one_length_count_alike_anyway(run):
    table = from_counts(run, COUNTS)
    for outlet in ("x", "y", "(all)"):
        row = one(table, "equal_weight", outlet)
        assert row["value"] == pytest.approx(row["main"])
        assert row["within"] in {True, None}


def test_agency_copy_and_shared_texts_are_left_out(run):
    articles = article_rows(COUNTS, wire={"x3": "AP"})
    table = from_counts(run, COUNTS, articles=articles, shared=["y1", "x3"])
    row = one(table, "no_agency")
    assert (row["value"], row["n_articles"]) == (pytest.approx(3 / 20), 2)
    assert (one(table, "no_agency", "y")["n_articles"], one(table, "no_agency", "(all)")["n_articles"]) == (2, 4)


def test_without_agency_copy_nothing_changes(run):
    table = from_counts(run, COUNTS, shared=[])
    assert all(row["value"] == pytest.approx(row["main"]) for row in table.filter(variant="no_agency").to_dicts())
    assert one(table, "no_agency")["within"] is True


def test_an_outlet_of_agency_copy_alone_has_no_such_figure(run):
    articles = article_rows(COUNTS, wire=dict.fromkeys(("x1", "x2", "x3"), "Reuters"))
    row = one(from_counts(run, COUNTS, articles=articles), "no_agency")
    assert (row["value"], row["status"], row["n_articles"], row["within"]) == (None, "undefined", 0, None)


def test_too_few_articles_left_give_no_figure(run):
    articles = article_rows(COUNTS, wire=dict.fromkeys(("x1", "x2"), "Reuters"))
    row = one(from_counts(run, COUNTS, articles=articles), "no_agency")
    assert (row["value"], row["status"], row["n_articles"]) == (None, "too_few", 1)


def test_short_articles_are_left_out(run):
    articles = article_rows(COUNTS, n_words={"x1": 149, "x2": 150, "x3": None})
    row = one(from_counts(run, COUNTS, articles=articles), "no_short")
    assert (row["value"], row["n_articles"]) == (pytest.approx(11 / 20), 2)


def test_a_figure_off_its_interval_is_told(run):
    counts = {f"x{n}": (5, 10) for n in range(20)} | {"x20": (900, 1000)}  # 1000/1200, most of it one article
    row = one(from_counts(run, counts), "equal_weight")
    assert row["value"] == pytest.approx((20 * 0.5 + 0.9) / 21)
    assert row["within"] == (row["ci_low"] <= row["value"] <= row["ci_high"])
    even = {f"x{n}": (5 + n % 2, 10) for n in range(40)} | {f"x{n}": (100, 1000) for n in range(40, 45)}
    assert one(from_counts(run, even), "equal_weight")["within"] is False  # .11 to .55


def test_one_outlet_is_enough(run):
    table = from_counts(run, {key: COUNTS[key] for key in ("x1", "x2", "x3")})
    assert set(table["outlet"]) == {"x", "(all)"}
    assert one(table, "one_less")["value"] == one(table, "one_less", "(all)")["value"]


def test_an_article_without_an_outlet_counts_for_the_unknown_one(run):
    articles = [row | {"outlet": None} for row in article_rows(COUNTS)]
    assert set(from_counts(run, COUNTS, articles=articles)["outlet"]) == {"(unknown)", "(all)"}


def test_only_headlines_and_no_actors(run):
    assert from_counts(run, COUNTS, metric=declare(headline=False)).is_empty()
    rows = score_rows(COUNTS, group_by="actor", group="ada")
    assert from_counts(run, COUNTS, metric=declare(group_by="actor"), rows=rows).is_empty()
    assert from_counts(run, COUNTS, metric=declare(headline=False)).schema == schema_of("robustness")


# What the model is unsure of: article x1 attributes to Ann (sure, 4 words), to an unnamed man (unsure, 3 words).
TEXT = "Ann said all is quite well. The man said rain may come. Bob paid."


def span(part):
    return {"start": TEXT.index(part), "end": TEXT.index(part) + len(part)}


def unsure_run(run, confidence=(0.9, 0.2), **more):
    """Two articles of the text above, alike."""
    ids = ("x1", "x2")
    parts = ("Ann said all is quite well.", "The man said rain may come.", "Bob paid.")
    said = (("ann", "all is quite well"), ("man", "rain may come"))
    seen = (("ann", "Ann", None), ("bob", "Bob", None), ("rain", "rain", 1), ("all", "all", 0))
    tables = run(
        articles=[row | {"text": TEXT} for row in article_rows(ids)],
        sentences=[
            {"article_id": key, "sentence_id": at, **span(part), "n_words": len(part.split()), "n_words_attributed": n}
            for key in ids
            for at, (part, n) in enumerate(zip(parts, (4, 3, 0), strict=True))
        ],
        attributions=[
            {"article_id": key, "attribution_id": at, "actor_id": actor, "content": [span(content)],
             "n_words": len(content.split()), "n_words_direct": 0, "sentence_id": at, "confidence": sure}
            for key in ids
            for at, ((actor, content), sure) in enumerate(zip(said, confidence, strict=True))
        ],
        mentions=[
            {"article_id": key, "mention_id": at, "actor_id": actor, **span(word), "attribution_id": holder,
             "voice": "journalist" if holder is None else "others", "vader_score": 0.5, "target_score": -0.5,
             "target_label": "negative", "sentence_id": next(n for n, part in enumerate(parts) if word in part)}
            for key in ids
            for at, (actor, word, holder) in enumerate(seen)
        ],
        actors=[
            {"article_id": key, "actor_id": actor, "named": actor != "man", "kind": "person",
             "party": {"rain": "wet"}.get(actor, "dry")}
            for key in ids
            for actor in ("ann", "man", "bob", "rain", "all")
        ],
        **more,
    )  # fmt: skip
    return {**tables, "tone": tone_table(tables["mentions"]).collect().lazy()}


def test_only_sure_attributions(run):
    table = from_tables(unsure_run(run), "attribution.density", "attribution.unnamed_share")
    density = one(table, "sure", metric="attribution.density")  # 2 in 14 words, then 1
    assert (density["main"], density["value"]) == (pytest.approx(200 / 14), pytest.approx(100 / 14))
    unnamed = one(table, "sure", metric="attribution.unnamed_share")
    assert (unnamed["main"], unnamed["value"], unnamed["n"]) == (pytest.approx(0.5), 0, 2)


def test_the_words_of_unsure_attributions_are_the_journalists(run):
    table = from_tables(unsure_run(run), "attribution.attributed_share", "quote_space.mention_share")
    share = one(table, "sure", metric="attribution.attributed_share")  # 7 of 14 words, then 4
    assert (share["main"], share["value"]) == (pytest.approx(7 / 14), pytest.approx(4 / 14))
    # The journalist's words of sentences with a mention: Ann 2, Bob 2; with the second sentence's 6 words, rain has 6 of 10.
    wet = one(table, "sure", metric="quote_space.mention_share", group="wet")
    assert (wet["main"], wet["value"]) == (0, pytest.approx(6 / 10))


def test_tone_is_told_in_the_voice_that_is_left(run):
    table = from_tables(unsure_run(run), "tone.mean")
    others = one(table, "sure", group="wet:others")
    assert (others["main"], others["value"], others["status"]) == (-0.5, None, "undefined")
    assert one(table, "sure", group="dry:others")["value"] == -0.5


@pytest.mark.parametrize("confidence", [(None, None), (0.5, 0.5), (1.0, None)])
def test_without_unsure_attributions_nothing_changes(run, confidence):
    names = [name for name, metric in all_metrics().items() if metric.headline and metric.family != "readability"]
    table = from_tables(unsure_run(run, confidence), *names).filter(variant="sure")
    assert set(table["metric"]) == set(names)
    valued = table.filter(pl.col("main").is_not_null())
    assert valued.height
    for row in valued.iter_rows(named=True):
        assert row["value"] == pytest.approx(row["main"], abs=1e-12)
        assert row["within"] is not False


def test_readability_knows_no_sureness(run):
    words = {"n_words": 200, "n_sentences": 10, "n_syllables": 300}
    rows = [{"article_id": key, "text": text, **words} for key in ("x1", "x2") for text in ("all", "journalist")]
    table = from_tables(unsure_run(run, text_counts=rows), "readability.flesch_reading_ease")
    assert set(table["variant"]) == FILTERED


def test_tone_by_vader_is_not_held_against_the_interval(run):
    table = from_tables(unsure_run(run), "tone.mean", "attribution.density")
    row = one(table, "vader", group="dry:journalist")
    assert (row["main"], row["value"], row["within"]) == (-0.5, 0.5, None)
    assert table.filter(metric="attribution.density", variant="vader").is_empty()


def test_a_run_with_vader_alone_has_nothing_to_compare_it_with(run):
    given = unsure_run(run)
    bare = given["mentions"].with_columns(target_label=pl.lit(None, pl.String), target_score=pl.lit(None, pl.Float32))
    table = from_tables({**given, "mentions": bare, "tone": tone_table(bare)}, "tone.mean")
    assert "vader" not in table["variant"].to_list()
    assert one(table, "sure", group="dry:journalist")["main"] == 0.5
