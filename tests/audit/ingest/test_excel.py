"""Excel workbooks, as people, programs and services leave them."""

import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook as Writer
from xlsxwriter.worksheet import Worksheet

from audit.errors import InputError
from audit.ingest import ReadOptions, count_records, inventory, read, workbook
from audit.model import Article, Reason

OTHER = (
    "The mayor told reporters that the budget was dead. She said that they would not sign it, and her critics were not "
    "convinced that it was over."
)
DAY = {"num_format": "dd/mm/yyyy"}


def book(fill: Callable[[Writer], object], **options: object) -> bytes:
    """The bytes of a workbook as Excel writes them: texts shared by cells, unless ``constant_memory`` is said."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "remove_timezone": True, **options}) as writer:
        fill(writer)
    return out.getvalue()


def put(sheet: Worksheet, rows: Iterable[Sequence[object]], *, at: tuple[int, int] = (0, 0)) -> Worksheet:
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if value is not None:
                sheet.write(at[0] + number, at[1] + place, value)
    return sheet


def table(*rows: Sequence[object], **options: object) -> bytes:
    return book(lambda writer: put(writer.add_worksheet(), rows), **options)


def with_parts(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The workbook with parts changed, or left out where None is given."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


@pytest.fixture
def results(tmp_path):
    """Read a workbook's bytes; the count of records must agree."""

    def reader(data: bytes, *, name: str = "book.xlsx", **options: object):
        path = tmp_path / name
        path.write_bytes(data)
        chosen = ReadOptions(**options)
        found = list(read([path], options=chosen))
        assert count_records([path], options=chosen) == len(found)
        return found

    return reader


def messages(found) -> list[tuple[str, str]]:
    return [(result.reason, result.message) for result in found if not isinstance(result, Article)]


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
        put(writer.add_worksheet("Daten"), [["Export"], ["Titel", "Inhalt", "Datum"], ["A", OTHER, "1.3.2024"]])
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
        "sheet 'S', row 6: the text is a bool, not a text or a list of paragraphs",
        "sheet 'S', row 7: the text is a int, not a text or a list of paragraphs",
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


def on_part(ending: str, change: Callable[[bytes], bytes]) -> Callable[[str, bytes], bytes | None]:
    return lambda name, part: change(part) if name.endswith(ending) else part


ONE = table(["Text"], [OTHER])


def without(ending: str) -> bytes:
    return with_parts(ONE, lambda name, part: None if name.endswith(ending) else part)


def container(entry: str) -> bytes:
    """The smallest OLE container with an entry of a name: a head, an empty sector, the directory."""
    head = bytearray(512)
    head[:8], head[30:32], head[48:52] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x00", b"\x01\x00\x00\x00"
    names = (name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", entry))
    return bytes(head) + bytes(512) + b"".join(names).ljust(512, b"\0")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (container("EncryptedPackage"), "is protected by a password; open it in Excel and save it without one"),
        (container("Workbook"), r"is an old workbook \(\.xls\), whatever its name says; .*save it as \.xlsx"),
        (b"\x01\x02\x03 nothing", "is no Excel workbook"),
        (b"titel;tekst\na;b\n", r"is no Excel workbook \(it starts b'titel;tekst"),
        (ONE[:3_000], "cannot be opened .*check that it is whole"),
        (table(), "holds no row that can be read; a table starts with a row of column names"),
        (without("workbook.xml"), "no workbook that can be read .*save it again as .xlsx"),
        (without("sharedStrings.xml"), "no workbook that can be read .KeyError.*sharedStrings.xml"),
        (with_parts(ONE, on_part("styles.xml", lambda part: part[:300])), "no workbook that can be read"),
        (with_parts(ONE, on_part("sheet1.xml", lambda part: part[:200])), "no workbook that can be read .*save it again"),
        (with_parts(ONE, on_part("sheet1.xml", lambda part: part.replace(b"<v>1</v>", b"<v>9</v>"))), "breaks off after row 1"),
        (with_parts(ONE, lambda _, part: part.replace(b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main")), "if it does hold one, .*'Strict Open XML'"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_says_why_and_what_to_do(results, data, said):
    (reject,) = results(data)
    assert reject.reason is Reason.UNREADABLE_FILE
    assert re.search(said, reject.message)


def test_a_sheet_that_breaks_off_keeps_its_rows_and_the_other_sheets(results, english):
    def fill(writer):
        put(writer.add_worksheet("One"), [["Text", "Outlet"], [english, "Post"], [OTHER, "Post"]])
        put(writer.add_worksheet("Two"), [["Text", "Outlet"], [english, "Star"]])

    found = results(with_parts(book(fill), on_part("sheet1.xml", lambda part: part[: part.index(b'<row r="3"') + 30])))
    assert [one.outlet for one in found if isinstance(one, Article)] == ["Post", "Star"]
    ((reason, message),) = messages(found)
    assert reason == Reason.UNREADABLE_FILE
    assert "sheet 'One' of" in message
    assert "breaks off after row 2" in message


def test_what_readers_stumble_over_does_no_harm(results, english):
    data = table(["Text", "Outlet"], [english, "Post"])
    odd = {
        "a giant dimension": lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', part),
        "a dimension of one cell": lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part),
        "no references": lambda part: re.sub(rb' r="[A-Z]*\d+"', b"", part),
        "prefixes": lambda part: re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", part).replace(b"xmlns=", b"xmlns:x="),
        "a row beyond the last": lambda part: part.replace(b"</sheetData>", b'<row r="99999999999"><c><v>1</v></c></row></sheetData>'),
        "what openpyxl warns of": lambda part: part.replace(b"</sheetData>", b'</sheetData><extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst>'),
    }  # fmt: skip
    for what, change in odd.items():
        (article,) = results(with_parts(data, on_part("sheet1.xml", change)))
        assert (article.text, article.outlet) == (english, "Post"), what


def test_a_sheet_ends_where_only_formats_follow(results, monkeypatch, english):
    monkeypatch.setattr(workbook, "_MOST_EMPTY", 1_000)

    def far(number: int) -> bytes:
        def fill(writer):
            empty, sheet = writer.add_format({"bold": True}), put(writer.add_worksheet(), [["Text"], [english]])
            for row in range(2, number):
                sheet.write_blank(row, 0, None, empty)
            sheet.write(number, 0, OTHER)

        return book(fill)

    assert [one.text for one in results(far(1_001))] == [english, OTHER]
    assert [one.text for one in results(far(1_002))] == [english]


def test_other_files_are_not_drawn_in(results, tmp_path, english):
    (tmp_path / "secret").write_text("Hidden words")
    entities = f'<!DOCTYPE sst [<!ENTITY other SYSTEM "{(tmp_path / "secret").as_uri()}">]><sst '.encode()
    data = with_parts(
        table(["Text", "Outlet"], [english, "Post"]),
        lambda name, part: (
            part.replace(b"<sst ", entities, 1).replace(b"The minister", b"&other; The minister")
            if name.endswith("sharedStrings.xml")
            else part
        ),
    )
    assert "Hidden words" not in repr([(one, getattr(one, "text", "")) for one in results(data)])


def test_packed_nameless_and_other_office_files(tmp_path, english):
    data = table(["Text", "Outlet"], [english, "Post"])
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("post/b.xlsx", data)
        archive.writestr("c.xlsx", data[:3_000])
    (tmp_path / "d.xlsx.gz").write_bytes(gzip.compress(data))
    (tmp_path / "e").write_bytes(data)
    (tmp_path / "~$e.xlsx").write_bytes(b"locked by a user")
    with zipfile.ZipFile(tmp_path / "f.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    found = list(read([tmp_path]))
    assert [one.article_id for one in found if isinstance(one, Article)] == ["post/b-0", "d-0", "e-0"]
    truncated, sheet = messages(found)
    assert "c.xlsx is no workbook that can be read" in truncated[1]
    assert "save it as .xlsx" in sheet[1]
    assert [one.format for one in inventory([tmp_path])] == ["excel", "excel", "excel", "unknown"]
    assert count_records([tmp_path]) == 5


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
def test_text_tables_and_pages_under_a_workbooks_name(results, english, name):
    for written, encoding in (
        (f"Headline\tText\r\nA\t{english}\r\n", "utf-16"),
        (f"Text;Outlet\n{english};Post\n", "cp1252"),
    ):
        (article,) = results(written.encode(encoding), name=name)
        assert article.text == english
    page = f"<html><body><table><tr><td>Text</td></tr><tr><td>{english}</td></tr></table></body></html>"
    (reject,) = results(page.encode(), name=name)
    assert reject.reason is Reason.UNKNOWN_FORMAT
    assert "is a table written as a web page; open it in Excel or LibreOffice and save it as .xlsx" in reject.message


def test_an_old_workbook_is_refused_with_advice(results):
    (reject,) = results(container("Workbook"), name="a.xls")
    assert reject.reason is Reason.UNKNOWN_FORMAT
    assert "save it as .xlsx, or save the sheet as CSV" in reject.message


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1))
def test_any_text_comes_back_as_it_was(tmp_path, text):
    path = tmp_path / "a.xlsx"
    path.write_bytes(table(["Text", "ID"], [f"x{text}", 1]))
    with path.open("rb") as stream, workbook.Workbook(stream, "a.xlsx") as opened:
        _, row = opened.rows(opened.sheets[0])
    assert row.cells == {0: f"x{text}", 1: 1}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_ends_a_run(tmp_path, data):
    whole = bytearray(
        with_parts(table(["Text", "Outlet"], [OTHER, "Post"], ["Then it was over.", "Star"]), lambda _, part: part)
    )
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    path = tmp_path / "a.xlsx"
    path.write_bytes(bytes(whole))
    options = ReadOptions(check_language=False)
    try:
        n_read = len(list(read([path], options=options)))
    except InputError:  # the name of the text's column was hit
        n_read = 1
    assert count_records([path], options=options) == n_read


def test_a_reader_that_is_left_early_closes_its_files(tmp_path, english):
    path = tmp_path / "a.xlsx"
    path.write_bytes(table(["Text"], *([f"{number}. {english}"] for number in range(50))))
    reader = read([path])
    assert isinstance(next(reader), Article)
    reader.close()
    path.unlink()  # a file that is still open would be a warning, and warnings are errors
