"""Gunning's hard words and Dale's easy ones."""

import time

import pytest

from audit.nlp.word_traits import easy_words, is_complex, is_familiar, traits


@pytest.mark.parametrize(
    "word", ["considerable", "government", "interview", "following", "state-controlled-enterprise"]
)
def test_hard_words(word):
    assert is_complex(word)


@pytest.mark.parametrize(
    "word",
    ["bookkeeper", "newspaper", "understand", "well-meaning", "created", "trespasses", "decided", "1918", "COVID-19"],
)
def test_long_words_that_are_not_hard(word):
    assert traits(word).polysyllable or word == "well-meaning"
    assert not is_complex(word)


@pytest.mark.parametrize(
    "word",
    [
        "house",
        "houses",
        "house’s",
        "walking",
        "hugged",
        "carried",
        "bigger",
        "happiest",
        "1918",
        "don’t",
        "farm-house",
        "“The",
    ],
)
def test_familiar_words(word):
    assert is_familiar(word)


@pytest.mark.parametrize("word", ["resign", "parliament-run", "parliament", "senator’s", "expeditiously"])
def test_difficult_words(word):
    assert not is_familiar(word)


def test_dales_list_has_about_three_thousand_words():
    assert 2900 <= len(easy_words()) <= 3100


def test_the_list_is_read_without_importing_textstat():
    import subprocess
    import sys

    code = "import sys; from audit.nlp.word_traits import easy_words; easy_words(); assert not {'textstat', 'nltk'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_traits_of_a_word_with_its_punctuation():
    found = traits("“e-mail’s”")
    assert (found.n_letters, found.n_characters, found.n_syllables, found.long) == (6, 6, 2, 0)


def test_a_word_of_a_hundred_thousand_letters():
    began = time.process_time()
    assert traits("aB" * 50_000).difficult
    assert time.process_time() - began < 2
