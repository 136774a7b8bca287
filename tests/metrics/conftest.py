"""Toy tables: a run of a few rows, and a metric's counts by article and group."""

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import settings

from audit import tables
from metrics.base import Metric

settings.register_profile("tables", deadline=None, max_examples=50)  # a table query may wait for a busy core
settings.load_profile("tables")

Rows = list[dict[str, object]]
NAMES = ("articles", "sentences", "attributions", "mentions", "actors", "text_counts", "wording", "tone", "baselines")


@pytest.fixture
def run() -> Callable[..., dict[str, pl.LazyFrame]]:
    """Build the tables of a run from rows; tables left out are empty, ``in_title`` is false where not given."""

    def build(**given: Rows) -> dict[str, pl.LazyFrame]:
        rows = {
            name: [
                {"in_title": False, **row} if "in_title" in tables.schema_of(name) else row
                for row in given.get(name, [])
            ]
            for name in NAMES
        }
        return {name: tables.from_rows(name, some).lazy() for name, some in rows.items()}

    return build


@pytest.fixture
def attributed() -> Callable[..., Rows]:
    """Rows of ``attributions`` of one article from (actor, words[, words in quotation marks])."""

    def build(article_id: str, *spoken: tuple[object, ...], **columns: object) -> Rows:
        return [
            {
                "article_id": article_id,
                "attribution_id": number,
                "sentence_id": number,
                "actor_id": item[0],
                "n_words": item[1],
                "n_words_direct": item[2] if len(item) > 2 else 0,
                **columns,
            }
            for number, item in enumerate(spoken)
        ]

    return build


@pytest.fixture
def counts() -> Callable[..., dict[tuple[str, str], tuple[float, float]]]:
    """Numerator and denominator by (article_id, group) of one grouping."""

    def score(
        metric: Metric, given: dict[str, pl.LazyFrame], *, group_by: str = "all"
    ) -> dict[tuple[str, str], tuple[float, float]]:
        rows = metric.score(given).filter(pl.col("group_by") == group_by).collect()
        found = {(row["article_id"], row["group"]): (row["numerator"], row["denominator"]) for row in rows.to_dicts()}
        assert len(found) == len(rows), "a group stands twice in an article"
        return found

    return score


@pytest.fixture
def values() -> Callable[..., dict[tuple[str, str], float | str]]:
    """Value by (article_id, group) of one grouping, or the status where there is no value."""

    def score(
        metric: Metric, given: dict[str, pl.LazyFrame], *, group_by: str = "all"
    ) -> dict[tuple[str, str], float | str]:
        rows = metric.score(given).filter(pl.col("group_by") == group_by).collect().to_dicts()
        return {
            (row["article_id"], row["group"]): row["status"] if row["value"] is None else row["value"] for row in rows
        }

    return score
