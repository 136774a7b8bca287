"""What is no workbook, damaged, or goes by a workbook's name: no run ends by it, and every message helps."""

import gzip
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.errors import InputError
from audit.ingest import ReadOptions, count_records, inventory, read, workbook
from audit.model import Article, Reason

from .made_workbooks import OTHER, book, messages, put, table, with_parts


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
        (b"", "is empty; export the workbook again"),
        (b"titel;tekst\na;b\n", r"is no Excel workbook \(it starts b'titel;tekst"),
        (ONE[:3_000], "cannot be opened .*check that it is whole"),
        (table(), "holds no row that can be read; a table starts with a row of column names"),
        (without("workbook.xml"), "no workbook that can be read .*save it again as .xlsx"),
        (without("sharedStrings.xml"), "no workbook that can be read .KeyError.*sharedStrings.xml"),
        (with_parts(ONE, on_part("sheet1.xml", lambda part: part[:200])), "sheet 'Sheet1' of .* cannot be read .*save it again"),
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


@pytest.mark.parametrize("damage", [None, b"", b"<worksheet><she"])
def test_a_sheet_that_is_missing_or_damaged_at_once_leaves_the_others(results, english, damage):
    def fill(writer):
        put(writer.add_worksheet("One"), [["Text", "Outlet"], [english, "Post"]])
        put(writer.add_worksheet("Two"), [["Text", "Outlet"], [OTHER, "Star"]])

    article, reject = results(with_parts(book(fill), on_part("sheet1.xml", lambda _: damage)))
    assert article.outlet == "Star"
    assert reject.reason is Reason.UNREADABLE_FILE
    assert re.search(
        r"sheet 'One' of .* cannot be read .*; open it in Excel or LibreOffice and save it", reject.message
    )


def test_days_are_read_where_the_formats_are_damaged(results, english):
    data = table(["Text", "Date"], [english, 43_831])
    article, reject = results(with_parts(data, on_part("styles.xml", lambda part: part[:300])))
    assert str(article.published) == "2020-01-01"
    assert "the formats, by which days are told from numbers, of" in reject.message


@pytest.mark.parametrize("part", ["core.xml", "app.xml", "theme1.xml"])
def test_damage_to_what_holds_no_articles_is_none(results, english, part):
    (article,) = results(with_parts(table(["Text"], [english]), on_part(part, lambda _: b"<odd")))
    assert article.text == english


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
