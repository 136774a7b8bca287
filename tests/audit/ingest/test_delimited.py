"""CSV and its kin, as exported by real programs."""

import csv
import io

import pytest

from audit.errors import InputError
from audit.model import Article, Reason


def table(rows: list[list[str]], **dialect: object) -> str:
    out = io.StringIO()
    csv.writer(out, **dialect).writerows(rows)
    return out.getvalue()


ROWS = [
    ["ID", "Headline", "Body", "Source", "Publish Date"],
    ["1", "One; two, three", 'He said: "Yes, of course".\nA second | paragraph.', "Times", "2016-09-12"],
    ["2", "Four\tfive", "A text; with, all | separators.", "Post", "12 Sept. 2016"],
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings_are_recognised(read_bytes, delimiter, encoding):
    data = table(ROWS, delimiter=delimiter).encode(encoding)
    results = read_bytes("a.csv", data, clean=False)
    assert [result.text for result in results] == [row[2] for row in ROWS[1:]]
    assert [result.title for result in results] == [row[1] for row in ROWS[1:]]
    assert [result.outlet for result in results] == ["Times", "Post"]
    assert [str(result.published) for result in results] == ["2016-09-12", "2016-09-12"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_the_line_in_which_excel_names_the_separator_is_no_row(read_bytes, encoding):
    data = "sep=;\r\n" + table([["Title", "Text"], ["Café", "A text; with a semicolon."]], delimiter=";")
    (article,) = read_bytes("a.csv", data.encode(encoding), clean=False)
    assert (article.title, article.text, article.source_record) == ("Café", "A text; with a semicolon.", 0)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "cp1252"])
def test_unicode_text_of_excel_is_a_table_though_its_name_ends_in_txt(read_bytes, encoding):
    results = read_bytes("a.txt", table(ROWS, delimiter="\t").encode(encoding), clean=False)
    assert [result.text for result in results] == [row[2] for row in ROWS[1:]]
    mapped = table([["Titel", "Inhalt"], ["T", "A text."]], delimiter="\t").encode(encoding)
    (article,) = read_bytes("b.txt", mapped, mapping={"text": "Inhalt", "title": "Titel"})
    assert article.text == "A text."


@pytest.mark.parametrize(
    "text",
    ["Text, title and date\n\nThe minister said no.", "Title, Text\nThe minister said no.", "Source; more text\nA; b"],
)
def test_an_article_in_a_text_file_is_no_table(read_bytes, text):
    (article,) = read_bytes("a.txt", text, clean=False)
    assert article.text == text


def test_line_breaks_within_quotes_are_kept_as_they_are(read_bytes):
    (article,) = read_bytes("a.csv", 'id,text\r\n1,"One.\r\n\r\nTwo  \r\n"\r\n', clean=False)
    assert article.text == "One.\r\n\r\nTwo  \r\n"


def test_bad_rows_are_refused_one_by_one(read_bytes):
    data = 'id,text,outlet\n1,A text.,Post\n2,too,many,cells\n3,few\n4,"a "stray" mark",Post\n\n5,Another text.,Post,\n'
    results = read_bytes("a.csv", data)
    assert [isinstance(result, Article) for result in results] == [True, False, False, False, True]
    assert {result.reason for result in results[1:4]} == {Reason.BAD_RECORD}
    assert "line 3 has 4 cells where the header has 3" in results[1].message
    assert results[4].article_id == "5"


def test_an_unclosed_quotation_mark_costs_no_more_than_the_rows_it_joins(read_bytes):
    rows = [f'{number},"Text number {number} is here.",Post' for number in range(1, 9)]
    rows[3] = '4,"This one is never closed.,Post'
    results = read_bytes("a.csv", "id,text,outlet\n" + "\n".join(rows) + "\n")
    read = {result.article_id for result in results if isinstance(result, Article)}
    assert {"1", "2", "3", "6", "7", "8"} <= read
    assert any(result.reason is Reason.BAD_RECORD for result in results if not isinstance(result, Article))


def test_backslashes_may_escape_quotation_marks(read_bytes):
    (article,) = read_bytes("a.csv", 'id,text\n1,"He said \\"yes\\", twice."\n', clean=False)
    assert article.text == 'He said "yes", twice.'


@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_apostrophes_are_quotation_marks_where_the_table_cannot_be_read_without(read_bytes, delimiter, quoting):
    rows = [["Headline", "Body"], ["One", "'Tis so, it's; \"so\"."], ["Two", "That's all, or; not."]]
    results = read_bytes("a.csv", table(rows, delimiter=delimiter, quotechar="'", quoting=quoting), clean=False)
    assert [result.text for result in results] == ["'Tis so, it's; \"so\".", "That's all, or; not."]


def test_spaces_behind_separators_do_not_matter_where_quotation_marks_follow(read_bytes):
    (article,) = read_bytes("a.csv", 'title, body, paper\n"A", "The mayor said no, twice.", "Argus"\n', clean=False)
    assert (article.text, article.outlet) == ("The mayor said no, twice.", "Argus")
    kept = read_bytes("b.csv", "id, text\n1, No.\n2, Yes.\n", clean=False)
    assert [one.text for one in kept] == [" No.", " Yes."]


def test_apostrophes_around_a_text_are_the_texts_own_elsewhere(read_bytes):
    results = read_bytes("a.csv", "id,text\n1,'No'\n2,'Yes'\n", clean=False)
    assert [result.text for result in results] == ["'No'", "'Yes'"]


def test_a_nul_byte_does_not_end_the_reading(read_bytes):
    first, second = read_bytes("a.csv", b"id,text\n1,A te\x00xt.\n2,More.\n")
    assert first.text == "A text."
    assert second.text == "More."


def test_the_only_file_with_a_wrong_column_ends_with_a_clear_error(read_bytes):
    with pytest.raises(
        InputError, match=r"text column not found in .*a\.csv \(columns: id, paper, inhalt\).*--map text=inhalt"
    ):
        read_bytes("a.csv", f"id,paper,inhalt\n1,Post,{'A text of words. ' * 20}\n")


def test_with_the_text_the_other_columns_of_odd_names_are_asked_for(read_bytes):
    body = "The ferry sank on Monday. " * 10
    with pytest.raises(
        InputError, match=r"text=Story, and those of outlet, published, if .* with --map outlet=COLUMN …"
    ):
        read_bytes("a.csv", f"Medium (Print),Headline,Run,Story\nPost,Ferry,9/28/2016,{body}\n")
    with pytest.raises(InputError, match=r"name it with --map text=Story$"):
        read_bytes("a.csv", f"paper,title,date,Story\nPost,Ferry,2016-09-28,{body}\n")


def test_where_no_column_holds_a_text_none_is_proposed(read_bytes):
    with pytest.raises(InputError) as error:
        read_bytes("a.csv", "Headline,Paper\nMinister quits over plan,Post\n")
    assert "no column holds a text as long as an article (Headline: 'Minister quits over plan'; Paper: 'Post')" in str(
        error.value
    )
    assert "--map text=COLUMN if it is one of these" in str(error.value)
    assert "--map text=Headline" not in str(error.value)


def test_a_table_without_names_of_columns_says_so(read_bytes):
    with pytest.raises(InputError, match="the first row holds data where names belong") as error:
        read_bytes("a.csv", f"1,Post,{'A text of words. ' * 20}\n2,Post,Another.\n")
    assert len(str(error.value)) < 500


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_lines_above_the_row_of_names_do_not_matter(results, mark, english):
    rows = [["Search: minister", ""], ["Exported", "2024-03-01"], [], ["Meta", "Content"], ["Paper", "Text"]]
    (article,) = results(table([*rows, ["Post", english]], delimiter=mark).encode(), name="a.csv")
    assert (article.outlet, article.text, article.source_record) == ("Post", english, 0)


def test_a_text_that_is_a_name_of_a_column_is_data(results):
    first, second = results(b"id,text\n1,Text\n2,Body\n", name="a.csv", clean=False)
    assert (first.text, second.text) == ("Text", "Body")


def test_a_name_that_comes_again_is_numbered(results):
    (article,) = results(b"id,text,text\n1,First.,Second.\n", name="a.csv", clean=False, mapping={"text": "text (2)"})
    assert article.text == "Second."


def test_the_user_names_columns(read_bytes):
    (article,) = read_bytes("a.csv", "id,paper,inhalt\n1,Post,A text.\n", mapping={"text": "inhalt", "outlet": "paper"})
    assert (article.text, article.outlet) == ("A text.", "Post")


def test_a_column_the_user_named_must_exist(read_bytes):
    message = r"outlet column 'source' not found in .*a\.csv \(columns: title, text, paper\); name it with --map outlet=COLUMN"
    with pytest.raises(InputError, match=message):
        read_bytes("a.csv", "title,text,paper\nT,A text.,Post\n", mapping={"outlet": "source"})


def test_an_empty_table_is_refused(read_bytes):
    (reject,) = read_bytes("a.csv", "\n\n")
    assert reject.reason is Reason.UNREADABLE_FILE


def test_a_field_of_a_megabyte_is_read(read_bytes):
    (article,) = read_bytes("a.csv", f'id,text\n1,"{"word " * 190_000}"\n', clean=False, check_language=False)
    assert len(article.text) == 950_000


def test_texts_that_excel_cut_before_it_saved_the_table(results, english):
    long = (english + " ") * 200
    rows = [["Title", "Text"], ["One", long[:32_767]], ["Two", long[:32_766]], ["Three", english]]
    *articles, told = results(table(rows).encode(), name="a.csv", clean=False)
    assert [len(article.text) for article in articles] == [32_767, 32_766, len(english)]
    assert told.reason is Reason.TOO_LONG
    assert (
        "Excel cut 1 text off at 32,767 characters, all that a cell holds (the row that ends on line 2)" in told.message
    )
