"""Token vectors made piece by piece: the same as of the whole, with bounded work at a time."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from audit.model import Article, Reason
from audit.nlp import annotate as annotate_module
from audit.nlp import long_docs
from audit.nlp.annotate import Annotator
from audit.nlp.long_docs import AROUND, PiecewisePredict

TEXT = "The minister said on Monday that the plan would go ahead, and Ann Lee did not agree with him. "


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator()


class Recorder:
    """Stands for a network: a token's vector is its position in the whole text, which its word tells."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def __call__(self, docs):
        self.sizes.append(sum(map(len, docs)))
        return [np.array([[float(token.text)] for token in doc]).reshape(len(doc), 1) for doc in docs]


@pytest.mark.parametrize("sizes", [[100], [3, 0, 5], [40, 1, 39, 7], [20, 20, 20], [0], [33], []])
def test_every_token_has_its_own_vector_and_no_more_are_read_at_once(monkeypatch, sizes):
    monkeypatch.setattr(long_docs, "AT_ONCE", 20)
    nlp = spacy.blank("en")
    docs = [Doc(nlp.vocab, words=list(map(str, range(n)))) for n in sizes]
    network = Recorder()
    vectors = PiecewisePredict(network)(docs)
    assert [list(found[:, 0]) for found in vectors] == [list(range(n)) for n in sizes]
    assert max(network.sizes, default=0) <= 20 + 2 * AROUND


def test_few_tokens_are_read_as_ever():
    nlp = spacy.blank("en")
    docs = [nlp("1 2 3"), nlp("4 5")]
    network = Recorder()
    PiecewisePredict(network)(docs)
    assert network.sizes == [5]


def test_pieces_give_the_syntax_that_the_whole_gives(monkeypatch, annotator):
    text = TEXT * 20
    whole = [(token.tag_, token.dep_, token.head.i) for token in annotator.nlp(text)]
    monkeypatch.setattr(long_docs, "AT_ONCE", 64)
    pieces = [(token.tag_, token.dep_, token.head.i) for token in annotator.nlp(text)]
    assert pieces == whole


def test_an_article_of_too_many_tokens_is_refused_alone(monkeypatch, annotator):
    monkeypatch.setattr(annotate_module, "MOST_TOKENS", 50)
    articles = [
        Article(article_id="fits", outlet="Post", text=TEXT),
        Article(article_id="long", outlet="Post", text=TEXT * 4, source_path="a.csv", source_record=1),
        Article(article_id="wide", outlet="Post", text="word" * 50),
    ]
    found = annotator.annotate(articles)
    assert found.frames["articles"]["article_id"].to_list() == ["fits", "wide"]
    (refused,) = found.rejects
    assert (refused.source_path, refused.source_record, refused.stage) == ("a.csv", 1, "annotate")
    assert refused.reason is Reason.TOO_LONG
    assert "more than 50 words and signs" in refused.message


@pytest.mark.parametrize("at_once", [1, 150, 10_000])
def test_how_many_are_held_at_once_changes_nothing(monkeypatch, annotator, at_once):
    articles = [Article(article_id=str(n), outlet="Post", text=TEXT * (n + 1), title="A vote") for n in range(4)]
    wanted = annotator.annotate(articles)
    monkeypatch.setattr(annotate_module, "AT_ONCE", at_once)
    found = annotator.annotate(articles)
    assert all(frame.equals(wanted.frames[name]) for name, frame in found.frames.items())


def test_want_of_memory_refuses_the_article(monkeypatch, annotator):
    def exhausted(*_):
        raise MemoryError

    monkeypatch.setattr(annotate_module, "resolve", exhausted)
    (refused,) = annotator.annotate([Article(article_id="a", outlet="Post", text=TEXT)]).rejects
    assert refused.reason is Reason.ANNOTATION_FAILED
    assert "there is not memory enough for it" in refused.message
