"""The actors that matter, from hand-made tables."""

import tomllib
from pathlib import Path

import polars as pl

from audit import tables
from audit.codebook import parse_codebook
from audit.suggest import as_toml, suggest

TEXT = "Anna Lee said it rains. Bo Ray left."


def run_folder(tmp_path: Path) -> Path:
    span = {"start": 0, "end": 8}
    rows: dict[str, list[dict[str, object]]] = {
        "articles": [{"article_id": "x", "text": TEXT}],
        "sentences": [
            {"article_id": "x", "sentence_id": 0, "start": 0, "end": 23, "n_words": 5, "in_title": False},
            {"article_id": "x", "sentence_id": 1, "start": 24, "end": 36, "n_words": 3, "in_title": False},
        ],
        "attributions": [
            {
                "article_id": "x",
                "attribution_id": 0,
                "actor_id": "anna-lee",
                "n_words": 2,
                "source": span,
                "in_title": False,
            },
            {"article_id": "x", "attribution_id": 1, "actor_id": "anna-lee", "n_words": 7, "in_title": True},
        ],
        "mentions": [
            {"article_id": "x", "mention_id": 0, "actor_id": "anna-lee", "sentence_id": 0, "form": "name"},
            {"article_id": "x", "mention_id": 1, "actor_id": "bo-ray", "sentence_id": 1, "form": "name"},
        ],
        "actors": [
            {
                "article_id": "x",
                "actor_id": "anna-lee",
                "name": "Anna Lee",
                "kind": "person",
                "named": True,
                "role": "mayor",
                "evidence": [{"attribute": "supports", "start": 9, "end": 16, "in_title": False}],
            },
            {"article_id": "x", "actor_id": "bo-ray", "name": "Bo Ray", "kind": "person", "named": True},
            {"article_id": "x", "actor_id": "unnamed/x/aide", "name": "aide", "kind": "unnamed", "named": False},
            {"article_id": "x", "actor_id": "person/x/author", "name": "author", "kind": "person", "named": True},
        ],
    }
    for table, found in rows.items():
        tables.write(tables.from_rows(table, found), tmp_path, table)
    return tmp_path


def test_most_quoted_first_with_counts_and_sample(tmp_path):
    found = suggest(run_folder(tmp_path))
    assert found["name"].to_list() == ["Anna Lee", "Bo Ray"]
    assert found.select("n_attributions", "n_words", "n_mentions").rows() == [(1, 2, 1), (0, 0, 1)]
    assert found["supports"].to_list() == ["said it", None]
    assert found["sample"].to_list() == ["Anna Lee said it rains.", "Bo Ray left."]


def test_top_and_unnamed(tmp_path):
    folder = run_folder(tmp_path)
    assert suggest(folder, top=1)["name"].to_list() == ["Anna Lee"]
    assert "aide" in suggest(folder, named_only=False)["name"].to_list()


def test_skeleton_is_toml(tmp_path):
    text = as_toml(suggest(run_folder(tmp_path)), title='A "quoted" title')
    assert tomllib.loads(text)["title"] == 'A "quoted" title'
    assert '# "Anna Lee",  # mayor; 2 words attributed, seen in 1 article' in text


def test_what_the_skeleton_offers_besides_members_is_a_codebook_when_filled_in(tmp_path):
    text = as_toml(suggest(run_folder(tmp_path))).replace("# aliases", "aliases").replace("# patterns", "patterns")
    filled = text.replace('# "Anna Lee"', '"Anna Lee"').replace("Jane Doe", "Anna Lee")
    party = parse_codebook(filled.encode()).parties[0]
    assert (party.members, party.aliases) == (("Anna Lee",), {"Anna Lee": ("The Owl",)})
    assert party.patterns == {"role": (r"\bgreen mp\b",)}


def test_a_name_stands_in_the_skeleton_once(tmp_path):
    twice = suggest(run_folder(tmp_path)).filter(name="Anna Lee")
    assert as_toml(pl.concat([twice, twice])).count("Anna Lee") == 1
