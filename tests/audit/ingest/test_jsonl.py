"""JSON in its three shapes: lines, arrays, objects."""

import json

import pytest

from audit.errors import InputError
from audit.model import Article, Reason

ODD = "  He said:\u00a0“no”.\r\nThen\t\u201cyes\u201d… \n\n\n end  "


def test_every_line_is_an_article_or_a_reject(read_bytes):
    lines = [
        '{"id": 7, "outlet": "Post", "text": "One fine text."}',
        '{"id": 8, "text": "broken',
        "",
        '{"id": 9, "text": null}',
        '{"id": 10, "text": "   "}',
        '{"id": 7, "text": "The same id again."}',
        "[1, 2]",
        '{"id": 11, "headline": "No text here"}',
        '{"id": 12, "text": 5}',
    ]
    results = read_bytes("a.jsonl", "\n".join(lines))
    assert [result.source_record for result in results] == [0, 1, 2, 3, 4, 5, 6, 7]
    assert results[0].article_id == "7"
    assert [result.reason for result in results[1:]] == [
        Reason.BAD_RECORD,
        Reason.EMPTY_TEXT,
        Reason.EMPTY_TEXT,
        Reason.DUPLICATE_ID,
        Reason.BAD_RECORD,
        Reason.MISSING_COLUMN,
        Reason.BAD_RECORD,
    ]
    assert "line 2" in results[1].message


def test_without_cleaning_texts_are_stored_code_point_for_code_point(read_bytes):
    (article,) = read_bytes("a.jsonl", json.dumps({"id": "x", "title": " A  title ", "text": ODD}), clean=False)
    assert article.text == ODD
    assert article.title == " A  title "


@pytest.mark.parametrize(
    "shape",
    [
        json.dumps,
        lambda records: json.dumps(records, indent=2),
        lambda records: json.dumps({"status": "ok", "articles": records}),
        lambda records: "\n".join(map(json.dumps, records)),
        lambda records: "\n".join(json.dumps(record, indent=1) for record in records),
        lambda records: " " + json.dumps(records, ensure_ascii=False) + "\n\n",
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_all_shapes_hold_the_same_records(read_bytes, shape, name):
    records = [{"id": index, "text": f'Text “{index}” }}]{{[ \\ "quoted" it is.'} for index in range(5)]
    results = read_bytes(name, shape(records))
    assert [(result.article_id, result.text) for result in results] == [
        (str(one["id"]), one["text"]) for one in records
    ]


def test_one_object_is_one_article(read_bytes):
    (article,) = read_bytes("a.json", json.dumps({"headline": "H", "body": ["First part.", "Second part."]}, indent=2))
    assert article.text == "First part.\n\nSecond part."
    assert article.title == "H"


def test_an_array_that_breaks_off_keeps_what_came_before(read_bytes):
    results = read_bytes("a.json", '[{"id": 1, "text": "A text."}, {"id": 2, "te')
    assert isinstance(results[0], Article)
    assert results[1].reason is Reason.BAD_RECORD
    assert "after 1 records" in results[1].message


def test_half_a_surrogate_pair_is_replaced_or_refused(read_bytes):
    line = '{"id": 1, "text": "An odd \\ud800 character."}'
    assert read_bytes("a.jsonl", line)[0].text == "An odd \ufffd character."
    (reject,) = read_bytes("a.jsonl", line, clean=False)
    assert reject.reason is Reason.BAD_ENCODING
    assert "--no-clean" in reject.message
    assert (
        read_bytes("b.jsonl", '{"id": 1, "text": "A face \\ud83d\\ude00."}', clean=False)[0].text
        == "A face \U0001f600."
    )


def test_an_array_larger_than_the_buffer_is_read(read_bytes):
    records = [{"id": index, "text": f"{index} " + "words " * 40_000} for index in range(8)]
    results = read_bytes("a.json", json.dumps(records), clean=False, check_language=False)
    assert len(results) == 8
    assert all(isinstance(result, Article) for result in results)


def test_a_text_over_the_limit_is_refused_and_the_next_is_read(read_bytes):
    lines = [json.dumps({"id": 1, "text": "x" * 200}), json.dumps({"id": 2, "text": "A short text."})]
    first, second = read_bytes("a.jsonl", "\n".join(lines), max_chars=100)
    assert first.reason is Reason.TOO_LONG
    assert second.article_id == "2"


def test_generated_ids_never_clash(read_bytes):
    lines = [
        '{"id": "a-1", "text": "First."}',
        '{"text": "Second."}',
        '{"text": "Third."}',
        '{"id": "", "text": "Fourth."}',
    ]
    ids = [article.article_id for article in read_bytes("a.jsonl", "\n".join(lines))]
    assert ids == ["a-1", "a-1-2", "a-2", "a-3"]


@pytest.mark.parametrize(
    "wrapped",
    [
        {"response": {"status": "ok", "results": [{"text": "A."}, {"text": "B."}]}},
        {"status": "OK", "response": {"docs": [{"text": "A."}, {"text": "B."}], "meta": {"hits": 2}}},
        {"took": 3, "hits": {"total": 2, "hits": [{"text": "A."}, {"text": "B."}]}},
    ],
)
def test_the_answer_of_a_service_is_opened(read_bytes, wrapped):
    articles = read_bytes("a.json", json.dumps(wrapped))
    assert [article.text for article in articles] == ["A.", "B."]


def test_a_nested_text_is_proposed_by_its_path(read_bytes):
    with pytest.raises(
        InputError, match=r"\(columns: webTitle, fields.bodyText\); name it with --map text=fields.bodyText"
    ):
        read_bytes("a.json", json.dumps([{"webTitle": "T", "fields": {"bodyText": "A text of words. " * 20}}]))


@pytest.mark.parametrize(
    ("value", "kind"), [("null", "null"), ("17", "a number"), ('"a"', "a text"), ("[[1]]", "a list")]
)
def test_what_is_no_record_is_told_in_plain_words(read_bytes, value, kind):
    (reject,) = read_bytes("a.json", value)
    assert f"holds {kind}, not an object" in reject.message


def test_a_file_without_a_record_is_told_of(read_bytes):
    (reject,) = read_bytes("a.jsonl", "\n \n")
    assert (reject.source_record, reject.reason) == (0, Reason.NO_ARTICLE)
    assert "holds no record" in reject.message
