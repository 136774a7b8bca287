"""Who says what in the body of an article: attributions with what is known of their speakers.

Titles are left out of everything that counts attributions or words; they count for prominence alone. A headline repeats
the body, and many input formats have none, so counting it would compare formats.
"""

import polars as pl

from metrics.base import Tables
from metrics.groups import NO_PARTY, UNKNOWN

ATTRIBUTIONS = ("article_id", "attribution_id", "actor_id", "n_words", "n_words_direct", "in_title")
ACTORS = ("article_id", "actor_id", "kind", "named", "source_type", "gender", "party")
BASELINES = ("name", "party", "weight")
SENTENCES = ("article_id", "sentence_id", "n_words", "n_words_attributed", "in_title")


def body(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of ``frame`` that stand in the article's body, not in its title."""
    return frame.filter(~pl.col("in_title").fill_null(value=False))


def attributions(tables: Tables) -> pl.LazyFrame:
    """Attributions of the body, word counts as integers that may be subtracted."""
    counts = [name for name in ("n_words", "n_words_direct") if name in tables["attributions"].collect_schema()]
    return body(tables["attributions"]).with_columns(pl.col(counts).cast(pl.Int64))


def sentences(tables: Tables) -> pl.LazyFrame:
    """Sentences of the body, word counts as integers that may be subtracted."""
    return body(tables["sentences"]).with_columns(pl.col("^n_words.*$").cast(pl.Int64))


def actors(tables: Tables) -> pl.LazyFrame:
    """Actors of each article, once each; no party is ``none``, an attribute that the text does not tell ``unknown``."""
    known = tables["actors"].unique(["article_id", "actor_id"], keep="first", maintain_order=True)
    return known.with_columns(
        pl.col("party").fill_null(NO_PARTY),
        pl.col("source_type", "gender").fill_null(UNKNOWN),
        pl.col("named").fill_null(value=False),
    )


def spoken(tables: Tables) -> pl.LazyFrame:
    """Attributions of the body with their actors' attributes; ``actor`` and ``party`` are ``unknown`` where unresolved."""
    joined = attributions(tables).join(
        actors(tables).rename({"kind": "actor_kind"}), on=["article_id", "actor_id"], how="left"
    )
    resolved = pl.col("actor_id").is_not_null()
    return joined.with_columns(
        actor=pl.col("actor_id").fill_null(UNKNOWN),
        party=pl.when(resolved).then(pl.col("party").fill_null(NO_PARTY)).otherwise(pl.lit(UNKNOWN)),
        source_type=pl.col("source_type").fill_null(UNKNOWN),
        gender=pl.col("gender").fill_null(UNKNOWN),
        named=pl.col("named").fill_null(value=False),
    )


def sources(tables: Tables) -> pl.LazyFrame:
    """Each resolved source of an article once: its attributes, ``n_attributions`` and the ``n_words`` attributed to it."""
    resolved = spoken(tables).filter(pl.col("actor_id").is_not_null())
    attributes = [pl.col(name).first() for name in ("actor_kind", "named", "source_type", "gender", "party")]
    return resolved.group_by("article_id", "actor").agg(
        *attributes, n_attributions=pl.len(), n_words=pl.col("n_words").sum()
    )
