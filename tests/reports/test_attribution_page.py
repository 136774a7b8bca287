"""Reporting verbs in counts: words of saying by class, all else in a row of its own, nothing lost."""

import polars as pl

from reports.pages.attribution import NO_VERB, spoken_cues, verb_rows
from reports.tables import VERBS

CUES = [
    ("say", "neutral", 5),
    ("say", "neutral", 4),
    ("accord", "neutral", 3),
    (":", "neutral", 2),
    ("―", "neutral", 1),
    ("”―", "other", 1),
    ("be", "other", 6),
    ("have", "other", 2),
    ("seize", "other", 1),
    ("claim", "doubting", 2),
    (None, None, 7),
]
FRAME = pl.DataFrame(
    [{"outlet": "o", "cue_lemma": lemma, "cue_class": kind, "party": None, "n": n} for lemma, kind, n in CUES],
    schema=VERBS,
)


def test_every_cue_is_counted_once():
    printed = {row["cue_class"]: row for row in verb_rows(FRAME).to_dicts()}
    assert {kind: row["n"] for kind, row in printed.items()} == {
        "neutral": "12", "doubting": "2", "other": "1", NO_VERB: "12",
    }  # fmt: skip
    assert spoken_cues(FRAME)["n"].sum() == 27  # all but the seven attributions without a cue


def test_only_words_of_saying_stand_among_the_verbs():
    printed = {row["cue_class"]: row["verbs"] for row in verb_rows(FRAME).to_dicts()}
    assert printed["neutral"] == "say 9, according to 3"
    assert printed["other"] == "seize 1"
    assert printed[NO_VERB] == "be 6, colon 2, dash 2, have 2"
    assert list(printed)[-1] == NO_VERB


def test_a_verb_of_the_list_stays_one_even_if_it_is_be():
    listed = FRAME.filter(pl.col("cue_lemma") == "be").with_columns(cue_class=pl.lit("neutral"))
    assert verb_rows(listed)["verbs"].to_list() == ["be 6"]
