"""Codebooks: what is read, what is refused with which words, and who ends in which party."""

from datetime import date

import polars as pl
import pytest

from audit import tables
from audit.codebook import assign, doubtful_patterns, load_codebook, parse_codebook, unmatched_members
from audit.errors import CodebookError

BOOK = b"""
title = "Tollen"
[party.unity]
label = "Unity Party"
colour = "#0072B2"
members = ["Helena Marrish", "Oskar Dellane"]
aliases = {"Helena Marrish" = ["Prime Minister Marrish", "The Owl"]}
patterns = {name = ["^aides? to marrish"], role = ["unity (mp|member)"], organisation = ["unity party"]}
[party.unity.membership]
"Oskar Dellane" = {from = 2024-01-01, to = 2024-06-30}
[party.reform]
label = "Reform Alliance"
members = ["Oskar Dellane", "Tomas Verrin"]
[party.reform.membership]
"Oskar Dellane" = {from = 2024-07-01}
[baseline.seats]
unity = 61
reform = 39.5
"""


def actors(*rows: tuple[str, str, str, str | None]) -> pl.DataFrame:
    names = ("article_id", "name", "kind", "role")
    return tables.from_rows("actors", [dict(zip(names, row, strict=True)) for row in rows])


def parties(frame: pl.DataFrame, published: date | None = date(2024, 3, 1)) -> list[str | None]:
    articles = pl.DataFrame({"article_id": ["x"], "published": [published]}, schema_overrides={"published": pl.Date})
    return assign(frame, articles, parse_codebook(BOOK))["party"].to_list()


def test_reads_parties_baselines_and_hash():
    book = parse_codebook(BOOK)
    assert [party.id for party in book.parties] == ["unity", "reform"]
    assert book.parties[0].colour == "#0072B2"
    assert book.aliases["Helena Marrish"] == ("Prime Minister Marrish", "The Owl")
    assert book.baseline_table().rows() == [
        ("parity", "unity", 1.0),
        ("parity", "reform", 1.0),
        ("seats", "unity", 61.0),
        ("seats", "reform", 39.5),
    ]
    assert len(book.content_hash) == 64
    assert book.content_hash != parse_codebook(BOOK + b"# changed").content_hash


@pytest.mark.parametrize(
    ("name", "kind", "role", "expected"),
    [
        ("Helena Marrish", "person", None, "unity"),
        ("helena MARRISH", "person", None, "unity"),
        ("The Owl", "person", None, "unity"),
        ("aides to Marrish", "group", None, "unity"),
        ("Ada Quill", "person", "Unity MP for Brackwater", "unity"),
        ("Unity Party", "organisation", None, "unity"),
        ("Unity Party Jones", "person", None, None),
        ("Tomas Verrin", "person", None, "reform"),
        ("Nobody Known", "person", None, None),
    ],
)
def test_places_by_name_alias_and_pattern(name, kind, role, expected):
    assert parties(actors(("x", name, kind, role))) == [expected]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), "unity"),
        (date(2024, 6, 30), "unity"),
        (date(2024, 7, 1), "reform"),
        (None, None),
    ],
)
def test_membership_counts_from_its_first_to_its_last_day(day, expected):
    assert parties(actors(("x", "Oskar Dellane", "person", None)), day) == [expected]


def test_assign_keeps_order_and_columns():
    given = actors(
        ("x", "Tomas Verrin", "person", None), ("x", "A", "person", None), ("x", "Helena Marrish", "person", None)
    )
    articles = pl.DataFrame({"article_id": ["x"], "published": [date(2024, 3, 1)]})
    placed = assign(given, articles, parse_codebook(BOOK))
    assert placed.columns == given.columns
    assert placed["name"].to_list() == given["name"].to_list()
    assert placed["party"].to_list() == ["reform", None, "unity"]
    assert assign(placed, articles, parse_codebook(BOOK)).equals(placed)


def test_member_never_seen_is_told_with_near_names():
    warnings = unmatched_members(
        actors(("x", "Tomas Verin", "person", None), ("x", "The Owl", "person", None)), parse_codebook(BOOK)
    )
    assert len(warnings) == 3  # Oskar Dellane is missed once for each party, Tomas Verrin is spelled otherwise
    assert any("'Tomas Verrin'" in warning and "Tomas Verin" in warning.split("seen:")[-1] for warning in warnings)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b'[party.a]\nmembres = ["x"]', ("unknown key 'membres'", "did you mean 'members'")),
        (b'[party.a]\npatterns = {name = ["("]}', ("patterns.name", "regular expression")),
        (
            b'[party.a]\npatterns = {role = ["\\bmayor"]}',
            ("stands for one", "write it in single quotation marks: '\\bmayor'"),
        ),
        (b"[party.a\n", ("not valid TOML", "line 1")),
        (b'[party.a]\nmembers = ["X Y"]\n[party.b]\nmembers = ["x  y"]', ("claimed by two parties", "'a' and 'b'")),
        (b'[party.a]\nmembers = ["X Y"]\naliases = {"X Z" = ["Q"]}', ("'X Z' is no member", "did you mean 'X Y'")),
        (b"[partei.x]", ("unknown key 'partei'", "did you mean 'party'")),
        (b'title = "empty"', ("defines no party",)),
        (b"[party.none]", ("cannot be a party's id",)),
        (b"[party.a]\n[baseline.seats]\nb = 1", ("unknown key 'b'",)),
        (b'[party.a]\n[baseline.seats]\na = "many"', ("expected a number",)),
        (b"[party.a]\n[baseline.parity]\na = 1", ("always there",)),
        (b'[party.a]\ncolour = "red"', ("hexadecimal",)),
        (
            b'[party.a]\nmembers = ["X Y"]\nmembership = {"X Y" = {from = 2024-02-01, to = 2024-01-01}}',
            ("ends", "before it begins"),
        ),
        (b'[party.a]\nmembers = "X Y"', ("expected a list of texts",)),
    ],
)
def test_refuses_with_place_and_way_out(raw, words):
    with pytest.raises(CodebookError) as caught:
        parse_codebook(raw, where="book.toml")
    assert str(caught.value).startswith(("book.toml", "codebook book.toml"))
    for word in words:
        assert word in str(caught.value)


def test_missing_file_and_bad_bytes(tmp_path):
    with pytest.raises(CodebookError, match="cannot be read"):
        load_codebook(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b'title = "\xff"')
    with pytest.raises(CodebookError, match="UTF-8"):
        load_codebook(tmp_path / "bad.toml")


def test_shipped_codebooks_load(root):
    for path in (root / "seeds" / "codebooks").glob("*.toml"):
        assert load_codebook(path).parties


def test_members_that_are_never_seen_are_one_warning_a_party():
    members = ", ".join(f'"Member {name}"' for name in ("Amsel", "Birk", "Corvo", "Dorn", "Esch"))
    book = parse_codebook(f"[party.unity]\nmembers = [{members}]\n".encode())
    warnings = unmatched_members(actors(("x", "Zoe Quist", "person", None)), book)
    assert warnings == [
        "codebook: 5 of 5 members of party 'unity' are never seen in the run: Member Amsel, Member Birk, Member Corvo and 2 more"
    ]


def test_a_mark_of_byte_order_before_the_codebook_is_no_fault():
    assert parse_codebook(b"\xef\xbb\xbf" + BOOK).parties == parse_codebook(BOOK).parties


def test_patterns_that_find_nobody_and_actors_whom_two_parties_claim_are_told():
    raw = BOOK.replace(
        b'members = ["Oskar Dellane", "Tomas Verrin"]',
        b"""members = ["Tomas Verrin"]
patterns = {role = ["mp"], name = ["nobody", "^reform"]}""",
    ).replace(b'"Oskar Dellane" = {from = 2024-07-01}', b"")
    book = parse_codebook(raw)
    seen = actors(
        ("x", "Zoe Quist", "person", "Unity MP"),
        ("x", "Ann Lee", "person", "unity mp"),
        ("x", "Tomas Verrin", "person", "Unity MP"),
        ("x", "Reform Bund", "organisation", None),
        ("x", "Unity Party", "organisation", None),
    )
    contested = (
        "codebook: the patterns of several parties fit Ann Lee, Zoe Quist, who stay without party; list them as members where "
        "they belong, or narrow the patterns"
    )
    assert doubtful_patterns(seen, book) == [
        "codebook: 1 of 3 patterns of party 'unity' find nobody in the run: name '^aides? to marrish'",
        "codebook: 1 of 3 patterns of party 'reform' find nobody in the run: name 'nobody'",
        contested,
    ]
    assert doubtful_patterns(seen.head(0), parse_codebook(b'[party.a]\nmembers = ["X Y"]')) == []
