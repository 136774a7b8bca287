"""Measuring a run against gold: which of its articles are the gold's."""

import json

import polars as pl
import pytest

from audit import tables
from audit.errors import InputError
from audit.workflow.evaluate import evaluate_actors, read_run


@pytest.fixture
def run(tmp_path):
    """A run with one attribution ("Ann said no.") in each of the articles of a folder and of the folder above it."""

    def written(*ids: str):
        articles = [{"article_id": name, "outlet": "x", "text": "Ann said no."} for name in ids]
        spans = {"source": {"start": 0, "end": 3}, "content": [{"start": 9, "end": 11}], "in_title": False}
        attributions = [{"article_id": name, "attribution_id": 0, "actor_id": "ann", **spans} for name in ids]
        actors = [
            {"article_id": name, "actor_id": "ann", "name": "Ann", "kind": "person", "named": True} for name in ids
        ]
        for table, rows in (("articles", articles), ("attributions", attributions), ("actors", actors)):
            tables.write(_filled(rows, table), tmp_path / "run", table)
        return tmp_path / "run"

    return written


def _filled(rows: list[dict], table: str) -> pl.DataFrame:
    columns = tables.schema_of(table)
    return pl.DataFrame([{name: row.get(name) for name in columns} for row in rows], schema=columns)


def gold(tmp_path, article: str):
    source = {"source": [[0, 3]], "cue": [], "content": [[9, 11]], "actors": ["Ann"], "kinds": ["person"]}
    path = tmp_path / "gold.json"
    path.write_text(
        json.dumps([{"article": article, "attributions": [source | {"parties": ["none"], "agreed": True}]}])
    )
    return path


def test_articles_found_in_a_folder_go_by_the_name_of_their_file(run, tmp_path):
    figures = evaluate_actors(gold(tmp_path, "a"), predictions=run("City News/a", "City News/b"))
    assert (figures["total"], figures["found"], figures["right"]) == (1, 1, 1)


def test_a_name_that_two_articles_have_names_neither(run, tmp_path):
    with pytest.raises(InputError, match="1 of 1 gold articles"):
        evaluate_actors(gold(tmp_path, "a"), predictions=run("City News/a", "Other/a"))


def test_the_whole_id_wins_over_the_name_of_a_file(run):
    frames = read_run(run("a", "City News/a"), ("articles",), names=["a"])
    assert frames["articles"]["article_id"].to_list() == ["a", "City News/a"]
