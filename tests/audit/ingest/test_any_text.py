"""What must hold for any text at all (hypothesis)."""

import json
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import InputError
from audit.ingest import ReadOptions, clean, read
from audit.ingest.clutter import RULES
from audit.ingest.dates import parse_date
from audit.ingest.language import is_english
from audit.model import Article

ANY = st.text(st.characters(codec="utf-8"), max_size=300)
PIECES = st.sampled_from(
    [
        "Advertisement",
        "By Jane Doe",
        "(AP) — ",
        "WASHINGTON",
        "Read more:",
        "The vote was held.",
        "“Yes,” he said.",
        "(Photo: X/AFP)",
        "\n",
        "\n\n",
        " ",
        " " * 50,
        "1-1/1:1.",
        "May. ",
        "Facebook ",
        "((((",
        "/",
        "Updated ",
        "http://t.co/a",
        "Â£",
        "â€™",
        "12 ",
        "and ",
        "Reuters",
        "A, ",
    ]
)
CLUTTERED = st.lists(PIECES | ANY, max_size=40).map("".join)


@given(text=CLUTTERED, find_title=st.booleans())
@settings(max_examples=300, deadline=timedelta(seconds=3))
def test_cleaning_never_fails_never_grows_and_counts_what_it_cuts(text, find_title):
    cleaned = clean(text, find_title=find_title)
    assert len(cleaned.text) + len(cleaned.title or "") <= len(text)
    assert all(cut.text.strip() for cut in cleaned.cuts)
    assert cleaned.n_cut >= 0


@given(
    text=ANY.filter(
        lambda text: text.strip() and text.strip().lower() not in {"nan", "none", "null", "n/a", "na", "-", "unknown"}
    )
)
@settings(max_examples=100, deadline=timedelta(seconds=3))
def test_a_text_in_json_is_stored_as_it_is_without_cleaning(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text}), "utf-8")
    (result,) = read([path], options=ReadOptions(clean=False, check_language=False))
    if isinstance(result, Article):
        assert result.text == text
    else:
        assert result.reason in {"bad_encoding", "empty_text"}


@given(
    data=st.binary(max_size=400),
    name=st.sampled_from(
        ["a.txt", "a.jsonl", "a.csv", "a.html", "a.docx", "a.rtf", "a.warc", "a.parquet", "a.zip", "a.json.gz"]
    ),
)
@settings(max_examples=150, deadline=timedelta(seconds=5))
def test_any_bytes_in_any_file_become_articles_or_rejects(tmp_path_factory, data, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(data)
    try:
        results = list(read([path]))
    except InputError:
        return
    assert all(result.source_path.startswith(str(path)) for result in results)


@given(text=st.text(alphabet="1-/:. aMyJun,|()x\t", max_size=400))
@settings(max_examples=200, deadline=timedelta(seconds=2))
def test_no_rule_takes_long_over_any_line(text):
    for rule in RULES:
        rule.pattern.match(text)
    parse_date(text)
    is_english(text)
