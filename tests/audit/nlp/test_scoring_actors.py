"""Scores of sources, counted by hand."""

import json

import polars as pl
import pytest

from audit.errors import InputError
from audit.nlp.scoring_actors import (
    FoundSource,
    found_sources,
    plain,
    read_gold_sources,
    same_actor,
    score_shares,
    score_sources,
    score_unnamed,
)

TEXT = "he said aaaa. Bob said bbbb. some said cccc."


def gold(tmp_path, **changes):
    items = [
        {"source": [[0, 2]], "content": [[8, 12]], "actors": ["Ann Lee"], "kinds": ["person"], "parties": ["a"]},
        {"source": [[14, 17]], "content": [[23, 27]], "actors": ["Bob Ray"], "kinds": ["person"], "parties": ["b"]},
        {
            "source": [[29, 33]],
            "content": [[39, 43]],
            "actors": ["GROUP: some"],
            "kinds": ["group"],
            "parties": ["none"],
        },
    ]
    for item in items:
        item.update({"cue": [], "agreed": True, **changes})
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([{"article": "x", "attributions": items}]))
    return read_gold_sources(path)


def test_right_actors_among_those_found(tmp_path):
    found = {"x": [FoundSource(((8, 12),), "Mr. Lee", "a"), FoundSource(((20, 27),), "Ann Lee", "a")]}
    tally = score_sources(gold(tmp_path), found, {"x": TEXT})
    # three count, two are found, one of them is right ("he"); both are named, one is a pronoun
    assert (tally.total, tally.found, tally.right) == (3, 2, 1)
    assert (tally.named, tally.named_right, tally.pronoun, tally.pronoun_right) == (2, 1, 1, 1)
    assert tally.as_dict()["right_all"] == 50.0


def test_disagreement_and_nobody_do_not_count(tmp_path):
    assert score_sources(gold(tmp_path, agreed=False), {}, {"x": TEXT}).total == 0
    assert score_sources(gold(tmp_path, kinds=["none"]), {}, {"x": TEXT}).total == 0


def test_names_are_compared_plainly():
    assert plain("Sen. Ted Cruz’s") == "ted cruz"
    assert same_actor("Cruz", ["Ted Cruz"])
    assert not same_actor(None, ["Ted Cruz"])
    assert not same_actor("Ted", ["Ted Cruz"])


def test_shares_agree_where_everything_is_found(tmp_path):
    found = {
        "x": [
            FoundSource(((8, 12),), "Ann Lee", "a"),
            FoundSource(((23, 27),), "Bob", "b"),
            FoundSource(((39, 43),), "some", None),
        ]
    }
    shares = score_shares(gold(tmp_path), found, {"x": TEXT}, parties=("a", "b", "c"))
    assert (shares.n, shares.r, shares.mean_absolute_error, shares.bias) == (3, 1.0, 0.0, 0.0)


def test_tables_to_sources():
    spans = [[{"start": 8, "end": 12}], [{"start": 1, "end": 2}]]
    attributions = pl.DataFrame(
        {"article_id": ["x", "x"], "actor_id": ["a0", None], "content": spans, "in_title": [False, True]}
    )
    actors = pl.DataFrame(
        {
            "article_id": ["x"],
            "actor_id": ["a0"],
            "name": ["Ann"],
            "party": ["a"],
            "kind": ["person"],
            "named": [True],
            "source_type": ["expert"],
        }
    )
    assert found_sources(attributions, actors) == {"x": [FoundSource(((8, 12),), "Ann", "a", "person", True, "expert")]}


def test_unnamed_sources_are_counted_among_those_found(tmp_path):
    sources = gold(tmp_path)
    he, bob, some = ((8, 12),), ((23, 27),), ((39, 43),)
    found = {
        "x": [
            FoundSource(he, "Ann Lee", "a", "person", True),
            FoundSource(bob, "a friend", None, "unnamed", False),
            FoundSource(some, "some", None, "group", False),
        ]
    }
    # of three found one is a group without a name; two are taken for unnamed, Bob Ray wrongly
    figures = score_unnamed(sources, found, {"x": TEXT}).as_dict()
    assert (figures["found"], figures["gold"], figures["predicted"], figures["right"]) == (3, 1, 2, 1)
    assert (figures["precision"], figures["recall"]) == (50.0, 100.0)
    assert (figures["share_gold"], figures["share_predicted"]) == (33.3, 66.7)


def test_unnamed_persons_and_groups_are_measured_apart(tmp_path):
    sources = gold(tmp_path)
    he, bob, some = ((8, 12),), ((23, 27),), ((39, 43),)
    found = {
        "x": [
            FoundSource(he, "officials", None, "group", False),
            FoundSource(bob, "a friend", None, "unnamed", False),
            FoundSource(some, "some", None, "group", False),
        ]
    }
    # one group in the gold, which is found, and Ann Lee taken for another; no single person in the gold, Bob Ray taken for one
    counted = {kind: score_unnamed(sources, found, {"x": TEXT}, kind=kind).as_dict() for kind in ("person", "group")}
    assert [counted["group"][name] for name in ("gold", "predicted", "right")] == [1, 2, 1]
    assert [counted["person"][name] for name in ("gold", "predicted", "right")] == [0, 1, 0]


def test_the_kind_of_an_unnamed_source(tmp_path):
    span = ((8, 12),)
    kinds = {
        "unnamed": "person",
        "person": "person",
        "group": "group",
        "organisation": "organisation",
        "document": None,
    }
    for kind, expected in kinds.items():
        assert FoundSource(span, "somebody", None, kind, False).unnamed_kind == expected
    assert FoundSource(span, "Ann", None, "person", True).unnamed_kind is None
    assert [item.unnamed_kind for item in gold(tmp_path)["x"]] == [None, None, "group"]
    differing = gold(tmp_path, actors=["GROUP: aides", "UNNAMED: aide"])["x"][0]
    assert differing.unnamed
    assert differing.unnamed_kind is None


def test_documents_and_unresolved_sources_are_not_unnamed():
    span = ((8, 12),)
    assert not FoundSource(span, "study", None, "document", False).unnamed
    assert not FoundSource(span, None, None).unnamed
    assert FoundSource(span, "aides", None, "group", False).unnamed


def test_gold_that_is_none(tmp_path):
    path = tmp_path / "gold.json"
    path.write_text("{")
    with pytest.raises(InputError, match="annotated sources"):
        read_gold_sources(path)
