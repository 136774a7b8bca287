import polars as pl

from reports.pages import quality
from reports.tables import TRUST, UNDECIDED, ReportTables


def trust(*rows, quoted=(0, 0)):
    return pl.DataFrame([(*row, *quoted) for row in rows], schema=TRUST, orient="row")


def undecided(*rows):
    return pl.DataFrame(rows, schema=UNDECIDED, orient="row")


def test_quoted_words_in_no_attribution_are_a_share_of_those_within_quotation_marks():
    rows = quality.told_rows(trust(("Post", 20, 0, 0, 0, 0), ("Times", 9, 0, 0, 0, 0), quoted=(200, 10)))
    assert rows["stray"].to_list() == ["5%", "5%", "5%"]
    assert quality.told_rows(trust(("Post", 20, 0, 0, 0, 0)))["stray"].to_list() == ["–"]


def test_shares_are_of_the_attributions_of_the_outlet_and_of_all_together():
    rows = quality.told_rows(trust(("Post", 200, 10, 4, 50, 0), ("Times", 100, 1, 0, 0, 100)))
    assert rows["outlet"].to_list() == ["Post", "Times", "All outlets"]
    assert rows["all"].to_list() == ["200", "100", "300"]
    assert rows["n_without_source"].to_list() == ["10 (5%)", "1 (1%)", "11 (4%)"]
    assert rows["n_undecided"].to_list() == ["50 (25%)", "0 (0%)", "50 (17%)"]
    assert rows["n_unsure"].to_list() == ["0 (0%)", "100 (100%)", "100 (33%)"]


def read(*articles: tuple[str, str | None, str]) -> pl.DataFrame:
    schema = ["outlet", "published", "content_hash"]
    return pl.DataFrame(articles, schema=schema, orient="row").with_columns(pl.col("published").cast(pl.String))


def test_articles_without_an_outlet_are_counted():
    assert quality.nameless(read(("unknown", None, "a"), ("unknown", None, "b"), ("Post", None, "c"))) == (
        "2 articles name no outlet and stand under “unknown”, which may be several outlets."
    )
    assert quality.nameless(read(("Post", None, "a"))) == ""


def test_articles_without_a_date_are_counted_where_others_have_one():
    assert quality.undated(read(("Post", "2024-03-14", "a"), ("Post", None, "b"))) == (
        "Of 2 articles, 1 carries no date that could be read and counts in no month."
    )
    assert quality.undated(read(("Post", "2024-03-14", "a"))) == ""
    assert quality.undated(read(("Post", None, "a"))) == ""  # that none has one is said elsewhere


def test_articles_that_repeat_another_one_of_their_outlet_are_counted():
    assert quality.again(read(("Post", None, "a"), ("Post", None, "a"), ("Times", None, "a"))) == (
        "1 article has headline and text of another one of the same outlet, and counts once more."
    )
    assert quality.again(read(("Post", None, "a"), ("Times", None, "a"))) == ""


def test_one_outlet_has_no_sum():
    assert quality.told_rows(trust(("Post", 7, 0, 0, 0, 0)))["outlet"].to_list() == ["Post"]


def test_an_outlet_without_attributions_has_no_share():
    assert quality.told_rows(trust(("Post", 0, 0, 0, 0, 0)))["n_unsure"].to_list() == ["0 (–)"]


def test_names_that_are_quoted_are_named_and_the_others_counted():
    said = quality.undecided_said(undecided(("Obama", 18, 78, 1609), ("Senate", 6, 0, 0), ("Biden", 1, 0, 0)))
    assert said.startswith("3 names fit several actors: Obama (18 articles, 1,609 attributed words) and 2 others. ")
    assert "never guessed" in said


def test_names_that_are_nowhere_quoted_are_counted():
    assert quality.undecided_said(undecided(("Senate", 6, 0, 0))).startswith(
        "1 name fits several actors; it is mentioned but not quoted."
    )


def test_the_first_sentence_counts_what_is_not_known_of_the_speakers():
    tables = ReportTables(trust=trust(("Post", 200, 10, 4, 50, 0)))
    assert quality.lede(tables).endswith(
        "Of 200 attributions, 7.0% have no identified source, and 25% a name that fits several actors."
    )
