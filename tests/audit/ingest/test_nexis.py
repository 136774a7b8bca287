"""Exports of Nexis, in the old and the new layout, and plain Word and RTF files."""

import zipfile
from pathlib import Path

import pytest

from audit.ingest import ReadOptions, count_records, inventory, read
from audit.model import Article, Reason

NEW = """Date and Time: Friday, 5. July 2019 09:31:00 CEST
Documents (2)
1. A headline

A headline
The Guardian(London)
July 1, 2019 Monday 9:20 AM GMT

Copyright 2019 The Guardian All Rights Reserved

Section:\u00a0POLITICS; Version:28
Length:\u00a012 words
Byline:\u00a0Mattha Busby (now), Andrew Sparrow (earlier)
Body

The minister said no.

Then he said yes: twice.

Classification

Language: ENGLISH
End of Document

Another headline
The Times
July 2, 2019 Tuesday
Length: 3 words
Body
One more text.
End of Document
"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path: Path, lines: list[str]) -> Path:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
    return path


def rtf(text: str) -> bytes:
    escaped = "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text).replace("\n", "\\par\n")
    return b"{\\rtf1\\ansi\\ansicpg1252 " + escaped.encode("ascii") + b"}"


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".rtf"])
def test_the_new_layout_in_every_file_type(tmp_path, suffix):
    path = tmp_path / f"export{suffix}"
    if suffix == ".docx":
        docx(path, NEW.split("\n"))
    else:
        path.write_bytes(rtf(NEW) if suffix == ".rtf" else NEW.encode())
    first, second = read([path])
    assert (first.title, first.outlet, str(first.published)) == ("A headline", "The Guardian (London)", "2019-07-01")
    assert first.authors == ("Mattha Busby", "Andrew Sparrow")
    assert first.section == "POLITICS; Version:28"
    assert first.text == "The minister said no.\n\nThen he said yes: twice."
    assert (second.title, second.outlet, second.text) == ("Another headline", "The Times", "One more text.")
    assert [first.article_id, second.article_id] == ["export-0", "export-1"]
    assert inventory([path])[0].format == "nexis"


@pytest.mark.parametrize("name", ["sample.TXT", "sample.DOCX"])
def test_the_samples_hold_ten_articles_each(shared, name):
    path = shared / "data/nexis" / name
    articles = list(read([path], options=ReadOptions(check_language=False)))
    assert len(articles) == count_records([path]) == 10
    assert all(isinstance(article, Article) and article.title and article.published for article in articles)
    assert not [
        article
        for article in articles
        if "LENGTH" in article.text or "Length:" in article.text or "Copyright" in article.text
    ]
    assert articles[0].text.startswith("Lorem ipsum dolor sit amet, consectetur")
    assert articles[0].text.endswith("varius.")


def test_the_lengths_that_the_sample_states_are_those_read(shared):
    """The first article of the sample states 355 words and no more are read; lines broken at 78 characters are joined."""
    first = next(iter(read([shared / "data/nexis/sample.TXT"], options=ReadOptions(check_language=False))))
    assert abs(len(first.text.split()) - 355) <= 5
    assert first.text.count("\n\n") == 4
    assert "\n" not in first.text.replace("\n\n", "")


def test_a_plain_word_file_is_one_article(tmp_path, english):
    (article,) = read([docx(tmp_path / "a.docx", ["A headline of the day", "By Jane Doe", english])])
    assert (article.article_id, article.title, article.authors, article.text) == (
        "a",
        "A headline of the day",
        ("Jane Doe",),
        english,
    )


def test_a_plain_rtf_file_keeps_its_quotation_marks(tmp_path, english):
    path = tmp_path / "a.rtf"
    path.write_bytes(rtf(f"{english} “Yes,” she said."))
    (article,) = read([path])
    assert article.text.endswith("“Yes,” she said.")


def test_a_damaged_word_file_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(tmp_path / "b.docx", ["A text."]).read_bytes()[:150])
    (reject,) = read([path])
    assert reject.reason is Reason.UNREADABLE_FILE


OLD = "".join(
    f"{number} of 4 DOCUMENTS\n\nThe Times\n\nJuly 2, 2019\n\nA headline\n\nLENGTH: 3 words\n\n{text} one more text.\n\n"
    for number, text in enumerate(("First", "Second", "Third", "Fourth"), start=1)
)


def test_an_article_of_the_old_layout_that_lost_its_first_line_is_told_of(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(OLD.replace("2 of 4 DOCUMENTS", "2 o# 4 DOCUMENTS"))
    *articles, told = read([path])
    assert [type(article) for article in articles] == [Article] * 3
    assert (told.source_record, told.reason) == (3, Reason.BAD_RECORD)
    assert "the lines that begin documents 2 are missing" in told.message
    assert count_records([path]) == 4


def test_a_part_of_a_larger_export_is_whole(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(OLD[OLD.index("2 of 4") : OLD.index("4 of 4")])
    assert [type(one) for one in read([path])] == [Article] * 2


def test_an_export_of_the_new_layout_that_breaks_off_is_told_of(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(NEW[: NEW.rindex("One more text.") + 8])
    article, told = read([path])
    assert isinstance(article, Article)
    assert "the last document breaks off before its end" in told.message
    assert count_records([path]) == 2


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-32"])
def test_an_export_in_another_encoding_is_recognised(tmp_path, codec):
    path = tmp_path / "a.txt"
    path.write_bytes((NEW + " " * 500).encode(codec))
    assert [file.format for file in inventory([path])] == ["nexis"]
    assert len(list(read([path]))) == 2
