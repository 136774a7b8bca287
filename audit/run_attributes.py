"""What the articles of a run together know of an actor: gender and source type, where an article itself does not say.

An article that calls somebody "Trump" throughout does not tell that he is a politician; others of the same run do. What most of
those that tell agree on holds for the article that is silent. What an article says itself is never changed.
"""

import polars as pl

ATTRIBUTES = ("gender", "source_type")
AGREEING_SHARE = 0.75
"""Share of the articles that tell an attribute in which it must be the same."""


def fill(actors: pl.LazyFrame) -> pl.LazyFrame:
    """Rows of ``actors`` with run-wide ids; missing attributes filled from the run's other articles.

    Actors known within their article alone (ids with a ``/``) stay as they are.
    """
    filled = actors
    for name in ATTRIBUTES:
        filled = filled.join(_agreed(actors, name), on="actor_id", how="left", maintain_order="left")
        filled = filled.with_columns(pl.coalesce(name, "agreed").alias(name)).drop("agreed")
    return filled


def _agreed(actors: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """``actor_id`` and the value (``agreed``) that enough of the articles give it that give any."""
    known = actors.filter(pl.col(name).is_not_null(), ~pl.col("actor_id").str.contains("/", literal=True))
    counted = known.group_by("actor_id", agreed=name).agg(n=pl.len())
    share = pl.col("n") / pl.col("n").sum().over("actor_id")
    return counted.filter(share >= AGREEING_SHARE).select("actor_id", "agreed")
