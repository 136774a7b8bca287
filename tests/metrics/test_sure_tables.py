"""Tables without unsure attributions: words, voices and tone follow; hand-counted."""

import polars as pl
import pytest

from metrics.registry import all_metrics
from metrics.sure_tables import UNSURE, changes, sure_tables
from metrics.tone import tone_table
from reports.tables import UNSURE as SHOWN_AS_UNSURE

TEXT = "He said – she claims it will rain – that all’s well. Nobody came."
FIRST, SECOND = "He said – she claims it will rain – that all’s well.", "Nobody came."


def span(part):
    return {"start": TEXT.index(part), "end": TEXT.index(part) + len(part)}


def build(run, *said, mentions=()):
    """One article from (content, confidence[, actor]); mentions from (word, holder)."""
    tables = run(
        articles=[{"article_id": "a", "outlet": "x", "text": TEXT}],
        sentences=[
            {"article_id": "a", "sentence_id": at, **span(part), "n_words": 10, "n_words_attributed": 9 - 9 * at}
            for at, part in enumerate((FIRST, SECOND))
        ],
        attributions=[
            {"article_id": "a", "attribution_id": at, "content": [span(part)], "confidence": sure,
             "actor_id": rest[0] if rest else None}
            for at, (part, sure, *rest) in enumerate(said)
        ],
        mentions=[
            {"article_id": "a", "mention_id": at, "actor_id": word, **span(word), "attribution_id": holder,
             "sentence_id": 0, "voice": "others", "vader_score": 0.1}
            for at, (word, holder) in enumerate(mentions)
        ],
    )  # fmt: skip
    return {**tables, "tone": tone_table(tables["mentions"]).collect().lazy()}


def attributed(tables):
    found = sure_tables(tables)["sentences"].sort("sentence_id").collect()
    return found["n_words_attributed"].to_list()


OUTER, INNER = "she claims it will rain – that all’s well", "it will rain"


def test_nothing_unsure_gives_the_same_tables(run):
    tables = build(run, (OUTER, 0.5), (INNER, None))
    assert sure_tables(tables) is tables


def test_an_unsure_attribution_takes_its_words_along(run):
    assert attributed(build(run, (OUTER, 0.1))) == [9 - 8, 0]  # she claims it will rain that all’s well


def test_an_unsure_one_within_a_sure_one_takes_none(run):
    assert attributed(build(run, (OUTER, 0.9), (INNER, 0.1))) == [9, 0]


def test_of_an_unsure_one_around_a_sure_one_the_rest_goes(run):
    assert attributed(build(run, (OUTER, 0.1), (INNER, 0.9))) == [9 - 5, 0]


def test_two_unsure_ones_that_overlap_take_each_word_once(run):
    assert attributed(build(run, (OUTER, 0.1), (INNER, 0.2))) == [9 - 8, 0]


def test_a_content_over_two_sentences_takes_words_of_both(run):
    tables = build(run, ("all’s well. Nobody came", 0.1))
    more = tables["sentences"].with_columns(n_words_attributed=pl.lit(2, pl.UInt32))
    assert attributed({**tables, "sentences": more}) == [0, 0]


def test_titles_stay_as_they_are(run):
    tables = build(run, (OUTER, 0.1))
    titled = tables["attributions"].with_columns(in_title=pl.lit(value=True))
    assert sure_tables({**tables, "attributions": titled})["attributions"].collect().height == 1


def told(tables):
    found = sure_tables(tables)["mentions"].sort("mention_id").collect()
    return found.select("attribution_id", "voice").rows()


def test_a_mention_goes_to_the_sure_attribution_around_it(run):
    tables = build(run, (OUTER, 0.9, "rain"), (INNER, 0.1, "she"), mentions=[("rain", 1), ("it", 1), ("well", 0)])
    assert told(tables) == [(0, "self"), (0, "others"), (0, "others")]


def test_or_to_the_journalist(run):
    tables = build(run, (OUTER, 0.1, "he"), (INNER, 0.9, "she"), mentions=[("rain", 1), ("well", 0), ("He", None)])
    assert told(tables) == [(1, "others"), (None, "journalist"), (None, "others")]  # the last was nobody's before


def test_tone_follows_the_mentions_and_stays_where_none_moved(run):
    tables = build(run, (OUTER, 0.1), (INNER, 0.9), mentions=[("rain", 1), ("well", 0)])
    found = sure_tables(tables)["tone"].select("actor_id", "voice").collect()
    assert sorted(found.rows()) == [("rain", "others"), ("well", "journalist")]


def test_which_metrics_change():
    metrics = all_metrics()
    for name in ("attribution.density", "attribution.attributed_share", "quote_space.mention_share", "tone.mean"):
        assert changes(metrics[name]), name
    for name in ("readability.smog", "wording.hedges", "attribution.stray_quote_share", "attribution.wire_share"):
        assert not changes(metrics[name]), name


def test_the_report_counts_the_same_ones_as_unsure():
    assert pytest.approx(SHOWN_AS_UNSURE) == UNSURE
