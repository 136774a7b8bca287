"""Dates that can be read in two ways, in tables whose other dates tell which part is the day."""

import gzip
import json
import re
import zipfile
from datetime import date

import pytest

from audit.ingest import ReadOptions, read
from audit.ingest.dates import is_ambiguous, order_told

TEXT = "The council met on Monday and the mayor said that the bridge would open in spring."
THIRD_OF_APRIL, FOURTH_OF_MARCH = date(2016, 4, 3), date(2016, 3, 4)


def table(*dates: str) -> str:
    return "text,date\n" + "".join(f"{TEXT},{one}\n" for one in dates)


def days(path, **options):
    return [article.published for article in read([path], options=ReadOptions(**options))]


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (("03/04/2016", "25/04/2016"), THIRD_OF_APRIL),
        (("25/04/2016", "03/04/2016"), THIRD_OF_APRIL),
        (("03/04/2016", "04/25/2016"), FOURTH_OF_MARCH),
        (("03.04.2016", "25.04.2016", "2016-04-26", "26 April 2016"), THIRD_OF_APRIL),
    ],
)
def test_the_other_dates_of_the_table_tell(tmp_path, dates, first):
    path = tmp_path / "a.csv"
    path.write_text(table(*dates))
    assert first in days(path)
    assert None not in days(path)


@pytest.mark.parametrize("others", [(), ("25/04/2016", "04/25/2016"), ("2016-04-25",), ("05/05/2016",)])
def test_without_a_date_that_tells_or_with_two_that_disagree_it_stays_empty(tmp_path, others):
    path = tmp_path / "a.csv"
    path.write_text(table("03/04/2016", *others))
    assert days(path)[0] is None


def test_the_user_knows_better(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(table("03/04/2016", "25/04/2016"))
    assert days(path, day_first=False)[0] == FOURTH_OF_MARCH


def test_each_file_for_itself_in_archives_as_well(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.csv", table("03/04/2016", "25/04/2016"))
        archive.writestr("two.csv", table("03/04/2016", "04/25/2016"))
        archive.writestr("three.csv", table("03/04/2016"))
    lines = [json.dumps({"text": TEXT, "date": one}) for one in ("03/04/2016", "25/04/2016")]
    with gzip.open(tmp_path / "b.jsonl.gz", "wt") as file:
        file.write("\n".join(lines))
    found = {
        re.split("[/!]", article.source_path)[-1]: article.published
        for article in read([tmp_path])
        if article.source_record == 0
    }
    assert found == {
        "one.csv": THIRD_OF_APRIL,
        "two.csv": FOURTH_OF_MARCH,
        "three.csv": None,
        "b.jsonl.gz": THIRD_OF_APRIL,
    }


def test_files_of_one_name_in_several_folders(tmp_path):
    for folder, other in (("a", "25/04/2016"), ("b", "04/25/2016"), ("c", "2016-04-25")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.csv").write_text(table("03/04/2016", other))
    found = [article.published for article in read([tmp_path / name for name in "abc"]) if article.source_record == 0]
    assert found == [THIRD_OF_APRIL, FOURTH_OF_MARCH, None]


def test_a_column_that_the_user_names(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(table("03/04/2016", "25/04/2016").replace("text,date", "text,when"))
    assert days(path, mapping={"published": "when"})[0] == THIRD_OF_APRIL


@pytest.mark.parametrize("value", ["2016-04-03", "3 April 2016", "25/04/2016", "20160403", None, 5, "soon"])
def test_what_is_not_ambiguous(value):
    assert not is_ambiguous(value)


@pytest.mark.parametrize("value", ["2016-04-25", "25 April 2016", "03/04/2016", "05/05/2016", "45/04/2016", None])
def test_what_tells_no_order(value):
    assert order_told(value) is None
