"""Annotated batches on disk: ``DIR/parts/000012/``, each with a key, so that a killed run goes on where it was."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from audit import tables
from audit.model import Article, Reject

KEY = "key.json"


def key_of(articles: Sequence[Article], maker: str) -> str:
    """What decides a batch's annotation: the articles as read, and what annotates them (`audit.nlp.fingerprint`)."""
    digest = hashlib.sha256(maker.encode())
    for article in articles:
        digest.update(repr(article).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def folder(run: Path, number: int) -> Path:
    """Where a batch lies."""
    return run / "parts" / f"{number:06d}"


def is_done(run: Path, number: int, key: str) -> bool:
    """Whether this very batch was annotated before."""
    path = folder(run, number) / KEY
    return path.exists() and json.loads(path.read_text(encoding="utf-8"))["key"] == key


def write(run: Path, number: int, key: str, frames: dict[str, pl.DataFrame], rejects: Iterable[Reject]) -> None:
    """Write a batch; it counts only when its key, written last, is there."""
    target = folder(run, number)
    partial = target.with_name(f"{target.name}.tmp")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for table, frame in frames.items():
        tables.check(frame, table).write_parquet(partial / f"{table}.parquet", compression="zstd")
    reject_frame(rejects).write_parquet(partial / "rejects.parquet")
    (partial / KEY).write_text(json.dumps({"key": key}), encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    partial.rename(target)


def drop_after(run: Path, count: int) -> None:
    """Remove the batches of an earlier run that this one does not have."""
    for path in (run / "parts").glob("[0-9]*"):
        if not path.stem.isdigit() or int(path.stem) >= count or path.suffix:
            shutil.rmtree(path, ignore_errors=True)


def scan(run: Path, table: str) -> pl.LazyFrame:
    """A lazy view of one table over all batches, in order; empty where there is no batch."""
    files = sorted((run / "parts").glob(f"*/{table}.parquet"))
    return pl.scan_parquet(files) if files else tables.empty(table).lazy()


def reject_frame(rejects: Iterable[Reject]) -> pl.DataFrame:
    """Table ``rejects``."""
    return tables.from_rows(
        "rejects",
        (
            {
                "source_path": reject.source_path,
                "source_record": reject.source_record,
                "stage": reject.stage,
                "reason": reject.reason.value,
                "message": reject.message,
            }
            for reject in rejects
        ),
    )
