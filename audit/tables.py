"""The contract: every table's columns and types, checked wherever a table crosses a border.

Tables live as Parquet in ``DIR/tables/``, either ``NAME.parquet`` or a folder ``NAME/`` of parts.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
from polars.datatypes import DataTypeClass

from audit.errors import TableError

SPAN = pl.Struct({"start": pl.UInt32, "end": pl.UInt32})


def _schema(columns: Mapping[str, pl.DataType | DataTypeClass]) -> pl.Schema:
    return pl.Schema(columns)


SCHEMAS: dict[str, pl.Schema] = {
    "articles": _schema(
        {
            "article_id": pl.String,
            "outlet": pl.String,
            "title": pl.String,
            "published": pl.Date,
            "authors": pl.List(pl.String),
            "url": pl.String,
            "section": pl.String,
            "language": pl.String,
            "wire": pl.String,
            "text": pl.String,
            "n_words": pl.UInt32,
            "n_sentences": pl.UInt32,
            "n_cut": pl.UInt32,
            "source_path": pl.String,
            "source_record": pl.UInt32,
            "content_hash": pl.String,
        }
    ),
    "sentences": _schema(
        {
            "article_id": pl.String,
            "sentence_id": pl.UInt32,
            "start": pl.UInt32,
            "end": pl.UInt32,
            "n_words": pl.UInt32,
            "n_words_direct": pl.UInt32,
            "n_words_attributed": pl.UInt32,
            "n_words_quoted": pl.UInt32,
            "n_words_stray": pl.UInt32,
            "in_title": pl.Boolean,
        }
    ),
    "attributions": _schema(
        {
            "article_id": pl.String,
            "attribution_id": pl.UInt32,
            "kind": pl.String,
            "source": SPAN,
            "source_text": pl.String,
            "cue": SPAN,
            "cue_text": pl.String,
            "cue_lemma": pl.String,
            "cue_class": pl.String,
            "content": pl.List(SPAN),
            "content_text": pl.String,
            "n_words": pl.UInt32,
            "n_words_direct": pl.UInt32,
            "actor_id": pl.String,
            "via_actor_id": pl.String,
            "sentence_id": pl.UInt32,
            "in_title": pl.Boolean,
            "confidence": pl.Float32,
        }
    ),
    "mentions": _schema(
        {
            "article_id": pl.String,
            "mention_id": pl.UInt32,
            "actor_id": pl.String,
            "start": pl.UInt32,
            "end": pl.UInt32,
            "sentence_id": pl.UInt32,
            "form": pl.String,
            "attribution_id": pl.UInt32,
            "in_title": pl.Boolean,
            "voice": pl.String,
            "vader_score": pl.Float32,
            "target_label": pl.String,
            "target_score": pl.Float32,
        }
    ),
    "actors": _schema(
        {
            "article_id": pl.String,
            "actor_id": pl.String,
            "name": pl.String,
            "kind": pl.String,
            "named": pl.Boolean,
            "role": pl.String,
            "source_type": pl.String,
            "gender": pl.String,
            "party": pl.String,
            "names": pl.List(pl.String),
            "evidence": pl.List(
                pl.Struct({"attribute": pl.String, "start": pl.UInt32, "end": pl.UInt32, "in_title": pl.Boolean})
            ),
        }
    ),
    "text_counts": _schema(
        {
            "article_id": pl.String,
            "text": pl.String,
            "n_words": pl.UInt32,
            "n_sentences": pl.UInt32,
            "n_letters": pl.UInt32,
            "n_characters": pl.UInt32,
            "n_syllables": pl.UInt32,
            "n_polysyllables": pl.UInt32,
            "n_complex_words": pl.UInt32,
            "n_long_words": pl.UInt32,
            "n_difficult_words": pl.UInt32,
            "n_dictionary_words": pl.UInt32,
        }
    ),
    "wording": _schema(
        {
            "article_id": pl.String,
            "kind": pl.String,
            "form": pl.String,
            "start": pl.UInt32,
            "end": pl.UInt32,
            "sentence_id": pl.UInt32,
            "in_title": pl.Boolean,
            "in_quote": pl.Boolean,
        }
    ),
    "tone": _schema(
        {
            "article_id": pl.String,
            "actor_id": pl.String,
            "voice": pl.String,
            "method": pl.String,
            "n_sentences": pl.UInt32,
            "n_positive": pl.UInt32,
            "n_neutral": pl.UInt32,
            "n_negative": pl.UInt32,
            "sum_score": pl.Float64,
        }
    ),
    "baselines": pl.Schema({"name": pl.String, "party": pl.String, "weight": pl.Float64}),
    "scores": _schema(
        {
            "article_id": pl.String,
            "metric": pl.String,
            "group_by": pl.String,
            "group": pl.String,
            "numerator": pl.Float64,
            "denominator": pl.Float64,
            "value": pl.Float64,
            "status": pl.String,
        }
    ),
    "estimates": _schema(
        {
            "outlet": pl.String,
            "month": pl.String,
            "metric": pl.String,
            "group_by": pl.String,
            "group": pl.String,
            "n_articles": pl.UInt32,
            "n": pl.Float64,
            "value": pl.Float64,
            "ci_low": pl.Float64,
            "ci_high": pl.Float64,
            "status": pl.String,
        }
    ),
    "differences": _schema(
        {
            "metric": pl.String,
            "group_by": pl.String,
            "group": pl.String,
            "outlet_a": pl.String,
            "outlet_b": pl.String,
            "n_articles_a": pl.UInt32,
            "n_articles_b": pl.UInt32,
            "difference": pl.Float64,
            "ci_low": pl.Float64,
            "ci_high": pl.Float64,
            "p_value": pl.Float64,
            "p_adjusted": pl.Float64,
            "status": pl.String,
        }
    ),
    "robustness": _schema(
        {
            "outlet": pl.String,
            "metric": pl.String,
            "group_by": pl.String,
            "group": pl.String,
            "variant": pl.String,
            "n_articles": pl.UInt32,
            "n": pl.Float64,
            "value": pl.Float64,
            "main": pl.Float64,
            "ci_low": pl.Float64,
            "ci_high": pl.Float64,
            "within": pl.Boolean,
            "article_id": pl.String,
            "status": pl.String,
        }
    ),
    "rejects": _schema(
        {
            "source_path": pl.String,
            "source_record": pl.UInt32,
            "stage": pl.String,
            "reason": pl.String,
            "message": pl.String,
        }
    ),
}

OPTIONAL = ("baselines", "robustness")
"""Tables that a run may lack, which then come empty: ``baselines`` lists the codebook's parties in its own order, runs that an
earlier version scored have no ``robustness``."""

STANDING = _schema(
    {
        "metric": pl.String,
        "group_by": pl.String,
        "group": pl.String,
        "variant": pl.String,
        "n_outlets": pl.UInt32,
        "n_judged": pl.UInt32,
        "n_off": pl.UInt32,
        "n_moved": pl.UInt32,
        "tau": pl.Float64,
    }
)
"""How far figures stand, one row a metric, group and variant (``metrics.standing``): made of ``robustness``, not stored."""

LATER = {"sentences": ("n_words_quoted", "n_words_stray")}
"""Columns that came later; runs of earlier versions lack them and can still be scored: there they come without values."""


def empty(table: str) -> pl.DataFrame:
    """An empty frame of the given table."""
    return pl.DataFrame(schema=schema_of(table))


def schema_of(table: str) -> pl.Schema:
    """Column names and types of a table."""
    if table not in SCHEMAS:
        raise TableError(f"no table is called {table!r} (tables: {', '.join(SCHEMAS)}); check the name")
    return SCHEMAS[table]


def from_rows(table: str, rows: Iterable[dict[str, object]]) -> pl.DataFrame:
    """A frame of the given table from rows that name its columns; columns left out become null."""
    return pl.DataFrame(list(rows), schema=schema_of(table), orient="row")


def check(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """Return ``frame`` with the table's columns first and of the promised types; extra columns stay behind them.

    Raises
    ------
    TableError
        when a promised column is missing or cannot be cast.
    """
    schema = schema_of(table)
    missing = [name for name in schema if name not in frame.columns]
    if missing:
        raise TableError(
            f"table {table!r} lacks column {missing[0]!r} (columns: {', '.join(frame.columns)}); "
            "it was made by another version: run `media-audit annotate` and `media-audit score` again"
        )
    extra = [name for name in frame.columns if name not in schema]
    try:
        return frame.select(
            [pl.col(name).cast(kind) for name, kind in schema.items()] + [pl.col(name) for name in extra]
        )
    except pl.exceptions.PolarsError as error:
        raise TableError(f"table {table!r} has a column of another type than promised: {error}") from error


def path_of(run: Path, table: str) -> Path:
    """Where a table of a run lives when it is written whole."""
    return run / "tables" / f"{table}.parquet"


def files_of(run: Path, table: str) -> list[Path]:
    """The Parquet files that hold a table, in order; empty when there is none."""
    whole = path_of(run, table)
    parts = sorted((run / "tables" / table).glob("*.parquet"))
    return ([whole] if whole.exists() else []) + parts


def scan(run: Path, table: str) -> pl.LazyFrame:
    """A lazy view of a run's table; columns of :data:`LATER` that it lacks are null, a table of :data:`OPTIONAL` is empty.

    Raises
    ------
    TableError
        when the run has no such table.
    """
    schema = schema_of(table)
    files = files_of(run, table)
    if not files and table in OPTIONAL:
        return empty(table).lazy()
    if not files:
        raise TableError(
            f"{run} holds no table {table!r} (expected {path_of(run, table)}); "
            "run `media-audit run INPUT --out DIR` first, or give the folder of a finished run"
        )
    frame = pl.scan_parquet(files)
    later = LATER.get(table, ())
    known = frame.collect_schema() if later else ()
    return frame.with_columns(pl.lit(None, schema[name]).alias(name) for name in later if name not in known)


def read(run: Path, table: str) -> pl.DataFrame:
    """A run's table, whole."""
    return scan(run, table).collect()


def write(frame: pl.DataFrame, run: Path, table: str) -> Path:
    """Check and write a table whole, replacing what was there; the file appears only when it is complete."""
    target = path_of(run, table)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".tmp")
    check(frame, table).write_parquet(partial, compression="zstd")
    partial.replace(target)
    return target


def sink(frame: pl.LazyFrame, run: Path, table: str) -> Path:
    """Write a table that need not fit into memory, replacing what was there; the file appears only when it is complete."""
    target = path_of(run, table)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".tmp")
    frame.sink_parquet(partial, compression="zstd")
    partial.replace(target)
    return target
