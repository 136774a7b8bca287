"""Excel workbooks: which sheets, rows and values become articles."""

import re
from datetime import UTC, date, datetime

import pytest

from audit.errors import InputError
from audit.ingest import workbook
from audit.model import Article, Reason

from .made_workbooks import DAY, OTHER, book, messages, put, table, with_parts


def test_rows_become_articles(results, english):
    def fill(writer):
        day, sheet = writer.add_format(DAY), writer.add_worksheet()
        put(sheet, [["ID", "Publication", "Headline", "Full Text", "Date", "Byline"]])
        put(
            sheet,
            [[12.0, "Post", 1984, english, None, "Jane Doe"], ["a7", "Star", "Late", OTHER, "2 March 2024"]],
            at=(1, 0),
        )
        sheet.write_datetime(1, 4, datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC), day)

    first, second = results(book(fill))
    assert (first.article_id, first.outlet, first.title, first.text) == ("12", "Post", "1984", english)
    assert (str(first.published), first.authors, first.source_record) == ("2024-02-29", ("Jane Doe",), 0)
    assert (second.article_id, second.outlet, str(second.published)) == ("a7", "Star", "2024-03-02")


def test_texts_come_whole(results, english):
    text = f"{english}\n\n  He said “no” – twice.\r\nA tab\there, _x and 😀\x0b end."

    def fill(writer):
        bold, sheet = writer.add_format({"bold": True}), writer.add_worksheet()
        put(sheet, [["Text", "Outlet"], [text, "Post"]])
        sheet.write_rich_string(2, 0, "The mayor ", bold, "said no", ", and that ", bold, "it was over.")

    for options in ({}, {"constant_memory": True}):  # texts shared by cells, and texts in their cells
        first, *rest = results(book(fill, **options), clean=False, check_language=False)
        assert first.text == text
        if not options:
            assert rest[0].text == "The mayor said no, and that it was over."


def test_the_articles_are_found_among_other_sheets(results, english):
    def fill(writer):
        day = writer.add_format(DAY)
        put(writer.add_worksheet("Cover"), [["Media monitoring"], [], ["Client: an NGO"]])
        sheet = writer.add_worksheet("Clippings")
        sheet.merge_range("B2:F2", "Clippings 1-31 March")
        put(sheet, [["Made on 1 April"], [], ["No", "Date", "Source", "Headline", "Full\nText"]], at=(2, 1))
        put(sheet, [[1, None, "Post", "A vote", english], [], [2, None, "Star", "No vote", OTHER]], at=(5, 1))
        sheet.write_datetime(5, 2, date(2024, 3, 1), day)
        put(sheet, [["Total: 2 articles"]], at=(9, 1))
        put(writer.add_worksheet("Notes"), [["Variable", "Description"], ["text", "full text"], ["url", "address"]])
        put(writer.add_worksheet("Pivot"), [["Source", "Count"], ["Post", 1]])
        put(writer.add_worksheet("Old"), [["Title", "Text"], ["A vote", english]]).hide()
        writer.add_worksheet("Sheet6")

    first, second, total, others = results(book(fill))
    assert (first.outlet, first.title, str(first.published), first.text) == ("Post", "A vote", "2024-03-01", english)
    assert (second.outlet, second.published, second.text, second.source_record) == ("Star", None, OTHER, 1)
    assert (total.reason, total.source_record) == (Reason.EMPTY_TEXT, 2)
    assert total.message.startswith("sheet 'Clippings', row 10: the text is empty")
    assert (others.reason, others.source_record) == (Reason.NO_ARTICLE, 3)
    assert (
        "'Cover' (Media monitoring); 'Notes' (Variable, Description); 'Pivot' (Source, Count); 'Old' (hidden);"
        in others.message
    )


def test_rows_of_several_sheets_are_counted_through(results, english):
    def fill(writer):
        put(writer.add_worksheet("March"), [["Text", "Outlet"], [english, "Post"], [], [OTHER, "Star"]])
        put(writer.add_worksheet("April"), [["Paper", "Note", "Body"], ["Mail", "n", english]])

    found = results(book(fill))
    assert [(one.outlet, one.source_record) for one in found] == [("Post", 0), ("Star", 1), ("Mail", 2)]


def test_a_sheet_that_names_the_text_alone_counts_where_none_names_more(results, english):
    (alone,) = results(table(["Text"], [english]))
    assert alone.text == english

    def fill(writer):
        put(writer.add_worksheet("List"), [["Text"], [OTHER]])
        put(writer.add_worksheet("Data"), [["Text", "Date"], [english, "2024-03-01"]])

    article, other = results(book(fill))
    assert article.text == english
    assert "'List' (Text)" in other.message


def test_without_a_text_column_sheets_and_names_are_told(results):
    def fill(writer):
        put(writer.add_worksheet("Daten"), [["Export"], ["Titel", "Inhalt", "Datum"], ["A", 3 * OTHER, "1.3.2024"]])
        put(writer.add_worksheet("Codes"), [["Variable", "Meaning"], ["text", "the text"]])

    with pytest.raises(
        InputError, match=r"text column not found in .*book\.xlsx \(sheets and what look like their columns: "
    ) as error:
        results(book(fill))
    assert "'Daten' (Titel, Inhalt, Datum); 'Codes' (Variable, Meaning)); name it with --map text=Inhalt" in str(
        error.value
    )


def test_the_user_names_columns(results, english):
    data = table(["A list of the clippings"], ["Titel", "Inhalt", "Blatt"], ["A", english, "Post"])
    (article,) = results(data, mapping={"text": "Inhalt", "outlet": "Blatt"})
    assert (article.text, article.outlet) == (english, "Post")
    with pytest.raises(InputError, match=r"sheet 'Sheet1', row 3: outlet column 'Zeitung' not found"):
        results(data, mapping={"text": "Inhalt", "outlet": "Zeitung"})
    with pytest.raises(InputError, match=r"text column 'Volltext' not found.*--map text=Inhalt"):
        results(data, mapping={"text": "Volltext"})


def test_only_a_hidden_sheet_has_the_texts(results, english):
    def fill(writer):
        put(writer.add_worksheet("Cover"), [["Report"]])
        put(writer.add_worksheet("Data"), [["Title", "Text"], ["A", english]]).hide()

    with pytest.raises(InputError, match=r"'Data' \(hidden\).*or unhide the sheet that has it"):
        results(book(fill))


def test_repeated_column_names_and_rows_without_names(results, english):
    rows = [
        ["Text", "Outlet", "Text"],
        [english, "Post", "a note"],
        ["Text", "Outlet", "Text"],
        [OTHER, "Star", None, "stray"],
    ]
    first, second = results(table(*rows))
    assert (first.text, second.text, second.source_record) == (english, OTHER, 1)


def test_a_merged_cell_is_its_first_one_and_a_link_what_it_shows(results, english):
    def fill(writer):
        sheet = put(writer.add_worksheet(), [["Outlet", "Text", "URL"], [None, english], [None, OTHER]])
        sheet.merge_range("A2:A3", "Post")
        sheet.write_url(1, 2, "https://www.post.example/a", string="https://www.post.example/shown")

    first, second = results(book(fill))
    assert (first.outlet, first.url) == ("Post", "https://www.post.example/shown")
    assert (second.outlet, second.text) == ("unknown", OTHER)


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_by_format_and_without(results, english, since_1904):
    def fill(writer):
        sheet = put(writer.add_worksheet(), [["Date", "Text"], *([None, f"{n}. {english}"] for n in range(4))])
        sheet.write_datetime(1, 0, date(2024, 2, 29), writer.add_format({"num_format": "[$-409]d\\-mmm\\-yy;@"}))
        sheet.write(2, 0, (date(2024, 2, 29) - (date(1904, 1, 1) if since_1904 else date(1899, 12, 30))).days)
        sheet.write(3, 0, 2024)
        sheet.write(4, 0, 20240229)

    found = results(book(fill, date_1904=since_1904))
    assert [str(one.published) for one in found] == ["2024-02-29", "2024-02-29", "None", "2024-02-29"]


def test_texts_that_excel_cut_are_told_of_once(results, english):
    long = (english + " ") * 200
    astral = "😀" + long
    rows = [[long[:32_767]], [english], [astral[:32_766]], [long[:32_766]]]
    found = results(table(["Text"], *rows), clean=False)
    assert [len(one.text) for one in found[:4]] == [32_767, len(english), 32_766, 32_766]
    ((reason, message),) = messages(found)
    assert reason == Reason.TOO_LONG
    assert (
        "cut 2 texts off at 32,767 characters, all that a cell holds (sheet 'Sheet1', row 2; sheet 'Sheet1', row 4)"
        in message
    )


def test_a_text_that_is_an_error_or_has_no_result(results, english):
    def fill(writer):
        sheet = put(writer.add_worksheet("S"), [["ID", "Text", "Outlet"], *([n, None, "Post"] for n in range(1, 5))])
        sheet.write_formula("B2", "=A9", value="#REF!")
        sheet.write_formula("B3", "=A9", value=english)
        put(sheet, [[4, OTHER], [5, True], [6, 7]], at=(4, 0))
        sheet.write_formula("C5", "=A9", value="#N/A")

    found = results(book(fill))
    read_ones = [(one.source_record, one.outlet) for one in found if isinstance(one, Article)]
    assert read_ones == [(1, "Post"), (3, "unknown")]
    assert [message.split(";")[0] for _, message in messages(found)] == [
        "sheet 'S', row 2: in place of the text is the error value #REF!",
        "sheet 'S', row 4: the text is empty",
        "sheet 'S', row 6: the text is true or false, not a text or a list of paragraphs",
        "sheet 'S', row 7: the text is a number, not a text or a list of paragraphs",
    ]
    unmade = with_parts(book(fill), lambda _, part: re.sub(rb' t="str"(.*?</f>)<v>[^<]*</v>', rb"\1", part))
    assert results(unmade)[1].message.startswith("sheet 'S', row 3: the text is empty")


def test_values_as_plain_as_a_csv_has_them(tmp_path):
    path = tmp_path / "a.xlsx"
    row = [
        12.0,
        1.5,
        True,
        datetime(2024, 3, 1, tzinfo=UTC),
        datetime(2024, 3, 1, 9, 30, tzinfo=UTC),
        "x",
        1e-7,
        10**15,
    ]
    path.write_bytes(table(row, default_date_format="dd/mm/yyyy hh:mm"))
    with path.open("rb") as stream, workbook.Workbook(stream, "a.xlsx") as opened:
        ((number, values),) = opened.rows(opened.sheets[0])
    assert number == 1
    told = [workbook.written(value) for value in values.values()]
    assert told == ["12", "1.5", "TRUE", "2024-03-01", "2024-03-01 09:30:00", "x", "1e-07", "1000000000000000"]
