"""Entries of a list in a text: the longest, whole words only, whatever case, space and apostrophe."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from audit.nlp.phrases import Hit, PhraseList


def find(text, *entries):
    return list(PhraseList((entry, entry) for entry in entries).find(text))


def test_the_longest_entry_wins():
    assert find("a number of people", "a", "a number", "a number of") == [Hit("a number of", 0, 11)]
    assert find("a numbers game", "a", "a number of") == [Hit("a", 0, 1)]


def test_whole_words_only():
    assert find("maybe mayor may", "may") == [Hit("may", 12, 15)]


def test_case_line_ends_and_apostrophes_do_not_matter():
    assert find("It’s\nsaid", "it's said") == [Hit("it's said", 0, 9)]


def test_a_form_leads_to_its_entry():
    assert list(PhraseList([("said", "say"), ("says", "say")]).find("he said")) == [Hit("say", 3, 7)]


def test_signs_in_entries_are_no_patterns():
    assert find("a+b aab", "a+b") == [Hit("a+b", 0, 3)]


def test_no_entries_find_nothing():
    assert find("text") == []


@given(st.lists(st.text(alphabet="ab' ", min_size=1).filter(str.strip), min_size=1), st.text(alphabet="ab' \n"))
def test_hits_are_in_order_and_stand_apart(entries, text):
    hits = find(text, *entries)
    assert all(first.end <= second.start for first, second in itertools.pairwise(hits))
    for hit in hits:
        assert " ".join(text[hit.start : hit.end].split()) == " ".join(hit.entry.split())
