"""Columns by their natural names, and the values behind them."""

import pytest

from audit.errors import InputError
from audit.ingest.fields import authors_of, domain_of, fields_of


@pytest.mark.parametrize("name", ["text", "TEXT", "Body", "maintext", "Full Text", "article_text", "Content"])
@pytest.mark.parametrize("other", ["outlet", "Source", "media_name", "Publisher", "Newspaper"])
def test_natural_names(name, other):
    fields = fields_of({name: "A text.", other: "Post"}, {}, where="a.csv")
    assert (fields.text, fields.outlet) == ("A text.", "Post")


def test_the_better_name_wins_unless_it_is_empty():
    record = {"id": "1", "article_id": "2", "content": "B", "text": "A", "outlet": None, "domain": "post.example"}
    fields = fields_of(record, {}, where="a")
    assert (fields.article_id, fields.text, fields.outlet) == ("2", "A", "post.example")


def test_nested_values_are_reached_by_dots_and_names():
    record = {
        "source": {"id": "x", "name": "Post"},
        "doc": {"body": {"en": "A text."}},
        "author": [{"name": "Jane Doe"}, {"name": "John Roe"}],
    }
    fields = fields_of(record, {"text": "doc.body.en"}, where="a")
    assert (fields.text, fields.outlet, fields.authors) == ("A text.", "Post", ("Jane Doe", "John Roe"))


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Jane Doe, John Roe, Mary Poe", ("Jane Doe", "John Roe", "Mary Poe")),
        ("Doe, Jane; Roe, John", ("Doe, Jane", "Roe, John")),
        ("['Jane Doe', \"Mary O'Hara\"]", ("Jane Doe", "Mary O'Hara")),
        ("Mattha Busby (now), Andrew Sparrow (earlier)", ("Mattha Busby", "Andrew Sparrow")),
        (["Jane Doe", "Jane Doe", ""], ("Jane Doe",)),
        ({"@type": "Person", "name": "Jane Doe"}, ("Jane Doe",)),
        ("nan", ()),
        (None, ()),
        ("[]", ()),
    ],
)
def test_authors(value, names):
    assert authors_of(value) == names


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.post.example/a?b=c", "post.example"),
        ("post.example/a", "post.example"),
        ("https://edition.post.example:443/", "edition.post.example"),
        ("not an address", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_domains(url, domain):
    assert domain_of(url) == domain


def test_null_words_are_empty(read_bytes):
    article, reject = read_bytes("a.csv", "id,title,text,author,source\n1,nan,A text.,None,N/A\n2,T,NaN,x,y\n")
    assert (article.title, article.authors, article.outlet) == (None, (), "unknown")
    assert reject.reason == "empty_text"


def test_numbers_and_floats_as_ids(read_bytes):
    results = read_bytes("a.jsonl", '{"id": 12, "text": "A."}\n{"id": 13.0, "text": "B."}\n{"id": "012", "text": "C."}')
    assert [article.article_id for article in results] == ["12", "13", "012"]


def test_one_file_without_the_column_does_not_stop_the_others(tmp_path):
    from audit.ingest import read
    from audit.model import Article, Reason

    (tmp_path / "a.csv").write_text("id,words\n1,A text.\n2,More.\n")
    (tmp_path / "b.csv").write_text("id,text\n1,A text.\n")
    first, second, third = read([tmp_path])
    assert first.reason is second.reason is Reason.MISSING_COLUMN
    assert isinstance(third, Article)
    with pytest.raises(InputError, match="no record can be read"):
        list(read([tmp_path / "a.csv"]))
