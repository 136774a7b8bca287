"""Counts of a hand-counted passage, apart by voice."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from audit.model import AttributionSpan, Kind, ResolvedAttribution, Span
from audit.nlp.blocks import Block
from audit.nlp.text_counts import count_text

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


def attribution(text, content, *, in_title=False):
    start = text.index(content)
    span = AttributionSpan(
        kind=Kind.DIRECT, source=None, cue=None, content=(Span(start, start + len(content)),), confidence=1.0
    )
    return ResolvedAttribution(attribution=span, actor_id=None, in_title=in_title)


def count(text, *contents, **options):
    rows = count_text(Block.of(NLP(text)), [attribution(text, content, **options) for content in contents])
    return {row.pop("text"): row for row in rows}


PASSAGE = "The bookkeeper resigned. “We created a considerable newspaper,” she said. Companies understand 1918."


def test_all_the_text():
    found = count(PASSAGE)["all"]
    assert found == {
        "n_words": 13,
        "n_sentences": 3,
        # The 3 bookkeeper 10 resigned 8 We 2 created 7 a 1 considerable 12 newspaper 9 she 3 said 4 Companies 9 understand 10
        "n_letters": 78,
        "n_characters": 82,  # and the four figures of 1918
        "n_syllables": 1 + 3 + 2 + 1 + 3 + 1 + 5 + 3 + 1 + 1 + 3 + 3 + 4,
        "n_polysyllables": 7,  # bookkeeper created considerable newspaper Companies understand 1918
        "n_complex_words": 2,  # considerable, Companies; not the compounds, not created, not the figure
        "n_long_words": 7,  # bookkeeper resigned created considerable newspaper Companies understand
        "n_difficult_words": 3,  # resigned created considerable
        "n_dictionary_words": 13,
    }


def test_the_voices_of_the_passage():
    found = count(PASSAGE, "“We created a considerable newspaper,”")
    assert (found["quoted"]["n_words"], found["quoted"]["n_sentences"]) == (5, 1)
    assert found["quoted"]["n_syllables"] == 13
    assert (found["journalist"]["n_words"], found["journalist"]["n_sentences"]) == (6, 2)  # without "she said"


def test_a_phrase_quoted_in_passing_is_no_sentence():
    text = "The mayor called the plan of the council “a disaster” on Monday."
    found = count(text, "“a disaster”")
    assert (found["quoted"]["n_words"], found["quoted"]["n_sentences"]) == (0, 0)
    assert (found["journalist"]["n_words"], found["journalist"]["n_sentences"]) == (10, 1)


def test_words_in_quotation_marks_that_nobody_spoke_are_the_journalists():
    assert count("The so-called “smart money” left.")["quoted"]["n_words"] == 0


def test_indirect_speech_is_the_journalists():
    text = "She said that the plan was dead."
    found = count(text, "that the plan was dead")
    assert (found["journalist"]["n_words"], found["quoted"]["n_words"]) == (7, 0)


def test_attributions_of_the_title_do_not_count():
    found = count(PASSAGE, "“We created a considerable newspaper,”", in_title=True)
    assert found["quoted"]["n_words"] == 0


def test_half_and_half_is_the_journalists():
    found = count("“We won,” she said.", "“We won,”")
    assert (found["journalist"]["n_words"], found["quoted"]["n_words"]) == (2, 0)


def test_a_quotation_over_two_sentences_is_two_sentences():
    text = "“We won the vote. We will win again,” she said."
    found = count(text, "“We won the vote. We will win again,”")
    assert (found["quoted"]["n_sentences"], found["quoted"]["n_words"]) == (2, 8)


def test_names_are_neither_complex_nor_difficult():
    words = ["Obama", "visited", "Afghanistan", "."]
    plain = Doc(NLP.vocab, words, sent_starts=[True, False, False, False])
    tagged = Doc(NLP.vocab, words, pos=["PROPN", "VERB", "PROPN", "PUNCT"], sent_starts=[True, False, False, False])
    before, after = count_text(Block.of(plain), [])[0], count_text(Block.of(tagged), [])[0]
    assert (before["n_complex_words"], after["n_complex_words"]) == (2, 0)  # visited is made of visit
    assert (before["n_difficult_words"], after["n_difficult_words"]) == (2, 0)
    assert before["n_polysyllables"] == after["n_polysyllables"] == 3


@pytest.mark.parametrize("text", ["", " ", "…", "\n\n", "—"])
def test_texts_without_words(text):
    assert all(value == 0 for row in count(text).values() for value in row.values())


@given(st.text(alphabet="ab1 .“”\"'’—-\n\u00e9", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_voices_never_hold_more_than_all(text, start, end):
    span = Span(*sorted((min(start, len(text)), min(end, len(text)))))
    item = AttributionSpan(kind=Kind.DIRECT, source=None, cue=None, content=(span,), confidence=1.0)
    whole, journalist, quoted = count_text(Block.of(NLP(text)), [ResolvedAttribution(attribution=item, actor_id=None)])
    for column in ("n_words", "n_sentences", "n_syllables", "n_letters"):
        assert journalist[column] + quoted[column] <= whole[column]
