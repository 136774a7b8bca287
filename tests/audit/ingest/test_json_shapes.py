"""Tables that programs write as JSON in other ways than record by record."""

import json

import pytest

from audit.errors import InputError
from audit.ingest.json_shapes import records_in

A, B = {"text": "One.", "outlet": "Post"}, {"text": "Two.", "outlet": "Times"}


@pytest.mark.parametrize(
    "table",
    [
        {"text": ["One.", "Two."], "outlet": ["Post", "Times"]},
        {"text": {"0": "One.", "1": "Two."}, "outlet": {"0": "Post", "1": "Times"}},
        {"columns": ["text", "outlet"], "index": [0, 1], "data": [["One.", "Post"], ["Two.", "Times"]]},
        {"articles": [A, B]},
        {"response": {"results": [A, B]}},
    ],
)
def test_a_table_gives_its_rows(table):
    assert list(records_in(table, {}, is_item=False)) == [A, B]


def test_records_by_their_ids(read_bytes):
    articles = read_bytes("a.json", json.dumps({"a-1": A, "a-2": B}))
    assert [(article.article_id, article.text) for article in articles] == [("a-1", "One."), ("a-2", "Two.")]


@pytest.mark.parametrize(
    "record",
    [
        {"text": ["A paragraph.", "Another."], "authors": ["Ann Lee", "Bo Roe"]},
        {"text": ["A paragraph.", "Another."], "outlet": ["Post"]},
        {"text": ["A paragraph.", "Another."], "tags": ["a", "b"]},
        {"text": "One.", "data": [{"x": 1}]},
        {"text": {"en": "One."}, "outlet": {"name": "Post"}},
        {},
        [],
        None,
    ],
)
def test_a_record_with_lists_of_its_own_stays_one(record):
    assert len(list(records_in(record, {}, is_item=False))) == 1


def test_a_record_whose_text_the_user_named_is_not_opened():
    record = {"inhalt": "One.", "articles": [{"text": "A teaser."}]}
    assert list(records_in(record, {"text": "inhalt"}, is_item=False)) == [record]


def test_an_item_of_an_array_is_no_table(read_bytes):
    record = {"text": ["A paragraph.", "Another."], "section": ["World", "Politics"]}
    (article,) = read_bytes("a.json", json.dumps([record]), clean=False)
    assert article.text == "A paragraph.\n\nAnother."


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_what_elasticsearch_stores_under_source_are_fields(read_bytes, name):
    lines = "\n".join(json.dumps({"_index": "news", "_id": key, "_source": one}) for key, one in (("x", A), ("y", B)))
    articles = read_bytes(name, lines)
    assert [(one.article_id, one.outlet, one.text) for one in articles] == [
        ("x", "Post", "One."),
        ("y", "Times", "Two."),
    ]
    mapped = read_bytes(name, lines, mapping={"text": "_source.text"})
    assert [one.text for one in mapped] == ["One.", "Two."]


def test_texts_and_headlines_in_objects_of_their_own_are_read(read_bytes):
    record = {"title": {"rendered": "Rain &amp; shine"}, "content": {"rendered": "<p>It rains.</p><p>It shines.</p>"}}
    (article,) = read_bytes("a.json", json.dumps([record]))
    assert (article.title, article.text) == ("Rain & shine", "It rains.\n\nIt shines.")
    (mapped,) = read_bytes("a.json", json.dumps([record]), mapping={"text": "content.rendered"})
    assert mapped.text == article.text
    (headed,) = read_bytes("a.json", json.dumps([A | {"headline": {"main": "Rain", "kicker": None}}]))
    assert headed.title == "Rain"


def test_a_list_of_objects_is_not_proposed_as_a_text(read_bytes):
    with pytest.raises(
        InputError, match=r"no column holds a text as long as an article \(meta: 'x'; list: 'a list of 2'\)"
    ):
        read_bytes("a.json", json.dumps({"meta": "x", "list": [{"head": "A" * 300}, {"head": "B" * 300}]}))
