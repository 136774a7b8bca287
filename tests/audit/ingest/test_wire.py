"""News agencies, read from datelines, credits and bylines."""

import csv

import pytest

from audit.ingest import clean
from audit.ingest.wire import agency_in, agency_named, credit_at_end, dateline_of

NEXT = "\n\nThe vote was held on Friday.\n\nIt was over by noon."


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("WASHINGTON (AP) — ", "Associated Press"),
        ("BEDFORD, N.H. (AP) — ", "Associated Press"),
        ("KATHMANDU, April 25 (Reuters) - ", "Reuters"),
        ("BEIRUT/THE HAGUE, March 7 (Reuters) - ", "Reuters"),
        ("(Reuters) - ", "Reuters"),
        ("DES MOINES, Iowa, Aug. 10 (UPI) — ", "United Press International"),
        ("New York (AFP) – ", "Agence France-Presse"),
        ("MOSCOW, September 5. /TASS/. ", "TASS"),
        ("Berlin (dpa) - ", "Deutsche Presse-Agentur"),
    ],
)
def test_a_dateline_becomes_the_agency_and_only_the_marker_is_cut(dateline, agency):
    cleaned = clean(f"{dateline}The minister said (AP) no.{NEXT}")
    assert cleaned.wire == agency
    assert cleaned.text == f"The minister said (AP) no.{NEXT}"
    assert [cut.rule for cut in cleaned.cuts] == ["dateline"]


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("(With inputs from Reuters)", "Reuters"),
        ("(With inputs from agencies and PTI)", "Press Trust of India"),
        ("(With inputs from PTI and agencies)", "Press Trust of India"),
        ("With reporting by Associated Press writer Sheikh Saaliq", "Associated Press"),
        ("The Associated Press contributed to this report.", "Associated Press"),
        ("(Reporting by Amanda Becker in Washington; Editing by Eric Beech)", "Reuters"),
        ("Reporting by Maya Gebeily in Beirut; Writing by David Clarke; Editing by Daniel Flynn", "Reuters"),
        ("(Additional reporting by Jane Doe and John Roe in Beijing; Editing by Mary Poe.)", "Reuters"),
        ("Additional reporting from PA", "PA Media"),
        ("Source: Reuters", "Reuters"),
        ("- Reuters", "Reuters"),
        ("(AFP)", "Agence France-Presse"),
        ("Jane Doe contributed to this report.", None),
    ],
)
def test_a_credit_of_its_own_becomes_the_agency_and_is_cut(credit, agency):
    body = "The minister said no. It was late." + NEXT
    cleaned = clean(f"{body}\n\n{credit}")
    assert cleaned.wire == agency
    if agency or "contributed" in credit:
        assert cleaned.text == body


def test_a_credit_at_the_end_of_a_paragraph_is_cut_from_it():
    cleaned = clean(f"The minister said no.{NEXT} (Reporting by Amanda Becker; Editing by Eric Beech.)")
    assert cleaned.text.endswith("It was over by noon.")
    assert cleaned.wire == "Reuters"


@pytest.mark.parametrize(
    "sentence",
    ["He spoke to Reuters.", "That was reported by Reuters.", "She works for AP", "They heard it from Reuters."],
)
def test_a_sentence_that_names_an_agency_stays(sentence):
    text = f"The minister said no.{NEXT}\n\n{sentence}"
    cleaned = clean(text)
    assert cleaned.text == text
    assert cleaned.wire is None


def test_the_first_agency_named_counts():
    assert agency_in("Reuters, AFP") == "Reuters"
    assert agency_in("Associated Press of Pakistan") == "Associated Press of Pakistan"
    assert agency_in("SNAP, REAP and capital") is None
    assert agency_in(None) is None


def test_columns_of_credits_and_authors_are_read(read_bytes):
    first, second, third = read_bytes(
        "a.csv",
        "id,text,author,credit\n1,A text.,Jane Doe,AP\n2,A text.,Reuters Staff,\n3,A text.,Jane Doe,h/t: Fox News\n",
    )
    assert (first.wire, second.wire, third.wire) == ("Associated Press", "Reuters", None)


def test_very_long_lines_are_no_trouble():
    assert credit_at_end("word " * 200_000 + "(Reuters)") == ("Reuters", 999_999)
    assert dateline_of("A " * 500_000) is None


def test_agencies_of_polnear_are_those_its_editors_recorded(shared):
    """All agency copy of one outlet is found but for three articles, which say so nowhere in their text."""
    names = {
        "AP": "Associated Press",
        "UPI": "United Press International",
        "AFP": "Agence France-Presse",
        "reuters": "Reuters",
        "Reuters": "Reuters",
    }
    n_marked = n_right = n_found = 0
    with (shared / "data/polnear/metadata.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            path = shared / "data/polnear" / row["compartment"] / "text" / f"{row['filename']}.txt"
            if row["publisher"] != "breitbart" or not path.exists():
                continue
            wire = clean(path.read_text("utf-8"), find_title=True).wire
            n_marked += row["wire"] in names
            n_found += wire is not None
            n_right += wire is not None and wire == names.get(row["wire"])
    assert n_right / n_marked > 0.9
    assert n_right / n_found > 0.95


@pytest.mark.parametrize(
    ("field", "agency"),
    [
        ("reuters", "Reuters"),
        (" ap ", "Associated Press"),
        ("Reuters/Staff", "Reuters"),
        ("Jane Doe", None),
        ("ap reported it", None),
        ("no", None),
        (None, None),
    ],
)
def test_a_field_of_its_own_may_name_the_agency_in_small_letters(field, agency):
    assert agency_named(field) == agency
