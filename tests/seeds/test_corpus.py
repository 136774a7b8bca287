"""The demo corpus: its size, its house styles, and that nothing real is in it."""

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from audit.codebook import load_codebook
from audit.words import count_words

QUOTATION_MARKS = {
    "Ansel Courier": "“”",
    "The Firebell": "‘’",
    "Northline": '"',
    "Brackwater Gazette": '"',
    "The Sounding": "'",
}
OTHERS = '“”‘"'


@pytest.fixture(scope="module")
def stories(root: Path) -> list[dict[str, str]]:
    with (root / "seeds" / "demo" / "stories.csv").open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_outlet_covers_every_story(corpus, stories):
    outlets = defaultdict(list)
    for row in stories:
        outlets[row["story"]].append(row["outlet"])
    assert len(outlets) == 12
    assert {tuple(sorted(names)) for names in outlets.values()} == {tuple(sorted(QUOTATION_MARKS))}
    assert {row["article_id"] for row in stories} == set(corpus)


def test_dates_and_outlets_of_the_list_are_those_that_are_read(corpus, stories):
    for row in stories:
        article = corpus[row["article_id"]]
        assert (article.outlet, article.published) == (row["outlet"], date.fromisoformat(row["published"]))


def test_articles_have_the_length_of_news(corpus):
    lengths = [count_words(article.text) for article in corpus.values()]
    assert min(lengths) >= 250
    assert max(lengths) <= 700
    assert 350 <= sum(lengths) / len(lengths) <= 410


def test_dates_are_spread_over_three_months(corpus):
    days = sorted(article.published for article in corpus.values())
    assert days[-1] - days[0] > timedelta(days=80)
    assert max(after - before for before, after in pairwise(days)) < timedelta(days=14)


def test_quotations_are_marked_by_house_style(corpus):
    for article in corpus.values():
        foreign = set(OTHERS) - set(QUOTATION_MARKS[article.outlet])
        assert not foreign & set(article.text), (article.article_id, foreign & set(article.text))


def test_no_clutter_survives_cleaning(corpus):
    for article in corpus.values():
        for clutter in (
            "Advertisement",
            "Story continues",
            "skip to",
            "Post Comment",
            "Photo:",
            "With inputs",
            "Published:",
        ):
            assert clutter not in article.text, (article.article_id, clutter)


def test_no_long_sentence_stands_in_two_articles_unless_it_is_a_quotation(corpus):
    seen = defaultdict(set)
    for article in corpus.values():
        words = article.text.translate(str.maketrans("", "", "“”‘’\"',.")).lower().split()
        for start in range(len(words) - 13):
            seen[" ".join(words[start : start + 14])].add(article.article_id)
    repeated = {passage for passage, ids in seen.items() if len(ids) > 1}
    assert len(repeated) < 0.01 * len(seen)


def test_codebook_members_all_appear_and_in_several_outlets(corpus, root):
    codebook = load_codebook(root / "seeds" / "demo" / "codebook.toml")
    leaders = {"Helena Marrish", "Tomas Verrin", "Ilsa Quennell", "Gerrit Halvane"}
    for party in codebook.parties:
        for member in party.members:
            outlets = {article.outlet for article in corpus.values() if member in article.text}
            assert outlets, member
            assert len(outlets) >= 3 or member not in leaders, (member, outlets)


def test_addresses_are_invented_ones(corpus):
    addresses = [article.url for article in corpus.values() if article.url]
    assert len(addresses) == 48
    assert all(address.split("/")[2].endswith(".example") for address in addresses)


def test_two_people_of_one_surname_stand_in_one_article(corpus):
    both = [
        name for name, article in corpus.items() if "Petra Lowick" in article.text and "Pavel Lowick" in article.text
    ]
    assert len(both) >= 4


def test_recurring_actors(corpus, root):
    path = root / "seeds" / "demo" / "gold" / "actors.csv"
    with path.open(encoding="utf8", newline="") as file:
        people = [row["name"] for row in csv.DictReader(file) if row["kind"] == "person"]
    counts = Counter({name: sum(name in article.text for article in corpus.values()) for name in people})
    assert sum(count >= 3 for count in counts.values()) >= 25
