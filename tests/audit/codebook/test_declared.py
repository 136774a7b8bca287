"""Camps by declared support: who is placed by it, and what is stronger."""

import polars as pl
import pytest

from audit import tables
from audit.codebook import articles_for, assign, parse_codebook
from audit.errors import CodebookError

BOOK = b"""
[party.unity]
members = ["Helena Marrish"]
patterns = {role = ["unity"], supports = ['\\bmarrish\\b']}
[party.reform]
members = ["Tomas Verrin"]
patterns = {supports = ['\\bverrin\\b']}
"""
TEXT = "Ann Lee backs Marrish and\nvoted for Verrin. Bo left."
BACKS, VOTED = (8, 21), (26, 42)


def party(*spans, kind="person", source_type=None, role=None, name="Ann Lee", **article):
    evidence = [{"attribute": "supports", "start": start, "end": end, "in_title": False} for start, end in spans]
    row = {"article_id": "x", "name": name, "kind": kind, "source_type": source_type, "role": role}
    frame = tables.from_rows("actors", [row | {"evidence": evidence}])
    articles = pl.DataFrame(
        {"article_id": ["x"], "published": [None], "title": [None], "text": [TEXT]} | article,
        schema_overrides={"published": pl.Date, "title": pl.String},
    )
    book = parse_codebook(BOOK)
    return assign(frame, articles_for(book, frame, articles.lazy()), book)["party"].item()


def test_the_words_of_support_place_an_actor():
    assert TEXT[slice(*BACKS)] == "backs Marrish"
    assert TEXT[slice(*VOTED)] == "voted for Verrin"
    assert party(BACKS) == "unity"
    assert party(VOTED) == "reform"
    assert party(VOTED, kind="unnamed") == "reform"


def test_nothing_said_and_support_for_two_is_no_party():
    assert party() is None
    assert party(BACKS, VOTED) is None


@pytest.mark.parametrize("source_type", ["politician", "media", "official"])
def test_whoever_speaks_for_others_joins_no_camp(source_type):
    assert party(BACKS, source_type=source_type) is None


def test_retired_officials_speak_for_themselves():
    assert party(BACKS, source_type="official", role="retired general") == "unity"


@pytest.mark.parametrize("kind", ["organisation", "document"])
def test_bodies_are_left_to_names(kind):
    assert party(BACKS, kind=kind) is None


def test_member_and_role_are_stronger():
    assert party(BACKS, name="Tomas Verrin") == "reform"
    assert party(VOTED, role="Unity volunteer") == "unity"


def test_evidence_in_a_title_is_read_there():
    evidence = [{"attribute": "supports", "start": 8, "end": 20, "in_title": True}]
    frame = tables.from_rows("actors", [{"article_id": "x", "name": "Ann Lee", "kind": "person", "evidence": evidence}])
    articles = pl.DataFrame(
        {"article_id": ["x"], "published": [None], "title": ["Ann Lee backs Verrin"], "text": [TEXT]}
    )
    assert assign(frame, articles.cast({"published": pl.Date}), parse_codebook(BOOK))["party"].to_list() == ["reform"]


def test_texts_are_read_only_where_support_is_asked_for():
    frame = tables.from_rows("actors", [{"article_id": "x", "name": "Ann Lee", "kind": "person", "evidence": []}])
    articles = pl.LazyFrame({"article_id": ["x"], "published": [None], "title": [None], "text": [TEXT]})
    plain = articles_for(parse_codebook(b"[party.unity]"), frame, articles)
    assert plain.columns == ["article_id", "published"]
    assert articles_for(parse_codebook(BOOK), frame, articles)["text"].to_list() == [None]


def test_a_bad_pattern_is_refused_with_its_place():
    with pytest.raises(CodebookError, match=r"\[party.a\] patterns.supports"):
        parse_codebook(b'[party.a]\npatterns = {supports = ["("]}')
