"""VADER's compound score: as the package scores, whatever the words; typographic marks read as plain ones."""

import time

from hypothesis import given
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from audit.nlp.vader import compound, label_of

ORIGINAL = SentimentIntensityAnalyzer()
# Words that VADER's rules know, in the neighbourhoods that they look at: negations, boosters, idioms, contrast, capitals.
RULES = (
    "good bad GREAT terrible war no not never without doubt so this isn't least at very kind of or nor but hardly VERY "
    "absolutely the shit bomb bus stop yeah right kiss death to die for minister said :) !!! 😁 taxes"
)
WORDS = st.sampled_from(RULES.split())


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_words_among_their_neighbours_score_as_in_the_whole_text(text: str):
    assert compound(text) == ORIGINAL.polarity_scores(text)["compound"]


def test_typographic_marks_are_read_as_plain_ones():
    assert (
        compound("They didn’t “win”—a disaster…")
        == ORIGINAL.polarity_scores('They didn\'t "win" - a disaster...')["compound"]
    )


def test_a_sentence_without_end_takes_no_minutes():
    words = "the good minister never said that the war was not a great disaster for happy people " * 1_000
    began = time.process_time()
    assert compound(words) == 1.0
    assert time.process_time() - began < 10  # 15,000 words: 1 s; 20 s where each word is scored among all of them


def test_scores_from_a_twentieth_on_have_a_side():
    assert [label_of(score) for score in (0.05, 0.049, -0.05)] == ["positive", "neutral", "negative"]
