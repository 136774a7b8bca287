"""The gold annotations: marks, offsets, the derived files, and what the outlets' sourcing looks like in them."""

import json
import re
from collections import Counter
from itertools import pairwise

import pytest

ROLES = ("source", "cue", "content")
OPENING, CLOSING = "“‘", "”’"


def spans_of(one):
    return [(role, start, end) for role in ROLES for start, end in getattr(one, role)]


def words(text):
    return len(re.findall(r"\S*\w\S*", text.replace("–", " ").replace("—", " ")))


def attributed(gold, outlet):
    """(attribution, its words of content) of an outlet's gold articles."""
    return [
        (one, sum(words(article.text[start:end]) for start, end in one.content))
        for article in gold
        if article.outlet == outlet
        for one in article.in_text
    ]


def share_of_party(gold, actors, outlet, party):
    rows = [(actors[one.actor].party, n) for one, n in attributed(gold, outlet) if one.actor in actors]
    of_parties = [(name, n) for name, n in rows if name != "none"]
    return sum(n for name, n in of_parties if name == party) / sum(n for _, n in of_parties)


def test_marks_become_offsets_into_the_plain_text(markup):
    text, found = markup.parse_marks("{q1 “No,”} {s1 {s2 Ann}} {c1 said}, {c2 adding} {q2 that}. {q1 “Never.”}")
    assert text == "“No,” Ann said, adding that. “Never.”"
    assert found[1].content == [(0, 5), (29, 37)]
    assert found[1].source == found[2].source == [(6, 9)]
    assert [text[start:end] for start, end in found[2].cue] == ["adding"]


@pytest.mark.parametrize("marked", ["{q1 open", "closed}", "{x1 unknown}"])
def test_wrong_marks_are_refused(markup, marked):
    with pytest.raises(ValueError):
        markup.parse_marks(marked)


def test_an_actor_missing_from_the_list_is_refused(markup, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "# article: a\n# outlet: b\n# title: c\n\n{s1 Ann} {c1 said} {q1 no}\n\n% Ben: 2\n", encoding="utf8"
    )
    with pytest.raises(ValueError, match=r"\[1, 2\]"):
        markup.read_gold(path)


def test_at_least_three_gold_articles_per_outlet(gold):
    counts = Counter(article.outlet for article in gold)
    assert len(counts) == 5
    assert min(counts.values()) >= 3


def test_gold_text_and_title_are_what_the_reader_stores(gold, corpus):
    for article in gold:
        stored = corpus[article.article]
        assert (stored.text, stored.title, stored.outlet) == (article.text, article.title, article.outlet)


def test_every_span_is_words_of_the_text_and_starts_and_ends_with_one(gold):
    for article in gold:
        for text, found in ((article.title, article.in_title), (article.text, article.in_text)):
            for one in found:
                assert one.cue, (article.article, one.id)
                assert one.content, (article.article, one.id)
                for role, start, end in spans_of(one):
                    assert 0 <= start < end <= len(text)
                    assert text[start:end] == text[start:end].strip(), (article.article, one.id, role)


def test_source_cue_and_content_of_an_attribution_never_overlap(gold):
    for article in gold:
        for one in article.in_title + article.in_text:
            found = sorted((start, end, role) for role, start, end in spans_of(one))
            for (_, end, _), (start, _, _) in pairwise(found):
                assert end <= start, (article.article, one.id)


def test_only_what_nobody_is_named_for_has_no_source(gold):
    for article in gold:
        for one in article.in_title + article.in_text:
            assert bool(one.source) == (one.actor != "NONE"), (article.article, one.id, one.actor)


def test_every_word_in_curly_double_quotation_marks_belongs_to_some_attribution(gold):
    """The Courier quotes in “…”; a quotation of three words or more is somebody's."""
    for article in gold:
        for quotation in re.finditer(r"“[^”]*?(?:”|\n\n)", article.text):
            if words(quotation.group()) < 3:
                continue
            start, end = quotation.start(), quotation.end()
            covered = any(s < end and start < e for one in article.in_text for s, e in one.content)
            assert covered, (article.article, quotation.group())


def test_every_actor_has_a_kind_and_parties_are_those_of_the_codebook(gold, markup, root):
    from audit.codebook import load_codebook

    actors = markup.read_actors()
    parties = {party.id: set(party.members) for party in load_codebook(root / "seeds/demo/codebook.toml").parties}
    for article in gold:
        for one in article.in_title + article.in_text:
            assert markup.kind_of(one.actor, actors)
            assert not one.via or one.via in actors
    for name, actor in actors.items():
        assert actor.party in {"none", *parties}
        if actor.kind == "person":
            assert [party for party, members in parties.items() if name in members] == [actor.party][
                : actor.party != "none"
            ]


def test_derived_files_are_current(markup):
    for path, contents in markup.derived_files():
        assert path.read_text(encoding="utf8") == contents, (
            f"{path.name} is stale; run python tests/seeds/gold_markup.py"
        )


def test_no_derived_file_is_left_over(markup):
    expected = {path for path, _ in markup.derived_files()}
    present = {*markup.GOLD.glob("text/*"), *markup.GOLD.glob("attributions/*"), markup.GOLD / "attributions.json"}
    assert present == expected


def test_json_says_who_each_source_is(markup):
    rows = {row["article"]: row for row in json.loads((markup.GOLD / "attributions.json").read_text(encoding="utf8"))}
    article = rows["northline_2025-03-11_maternity"]
    sources = {
        article["text"][one["source"][0][0] : one["source"][0][1]]: one["actors"]
        for one in article["attributions"]
        if one["source"]
    }
    assert sources["Petra Lowick"] == ["Petra Lowick"]
    assert sources["Pavel Lowick"] == ["Pavel Lowick"]
    relayed = [one for one in article["attributions"] if "via" in one]
    assert [(one["actors"], one["via"]) for one in relayed] == [(["Brackwater ambulance service"], ["Meridian Press"])]


@pytest.mark.parametrize("form", ["", "attributions.json"])
def test_derived_files_are_read_back_to_the_same_spans(markup, gold, form):
    from audit.nlp.gold import read_gold

    read = {article.name: article for article in read_gold(markup.GOLD / form)}
    assert set(read) == {article.article for article in gold}
    for article in gold:
        again = [(one.source, one.cue, one.content) for one in read[article.article].attributions]
        assert read[article.article].text == article.text
        assert again == [(tuple(one.source), tuple(one.cue), tuple(one.content)) for one in article.in_text]


def test_courier_gives_the_government_the_floor_and_firebell_the_opposition(gold, markup):
    actors = markup.read_actors()
    assert share_of_party(gold, actors, "Ansel Courier", "unity") > 0.6
    assert share_of_party(gold, actors, "The Firebell", "reform") > 0.6


def test_firebell_alone_leans_on_unnamed_sources(gold):
    def unnamed(outlet):
        rows = attributed(gold, outlet)
        return sum(one.actor.startswith("UNNAMED") for one, _ in rows) / len(rows)

    assert unnamed("The Firebell") > 0.1
    assert unnamed("Ansel Courier") < 0.02


def test_northline_attributes_more_densely_than_the_magazine(gold):
    def density(outlet):
        return 100 * len(attributed(gold, outlet)) / sum(words(a.text) for a in gold if a.outlet == outlet)

    assert density("Northline") > 1.4 * density("The Sounding")
