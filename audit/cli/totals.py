"""The last lines of a run: what was read, what was refused and why."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from audit import manifest, tables


def sum_up(folder: Path, say: Callable[[object], None]) -> int:
    """Say what was read and refused; returns how many records were refused."""
    counts = manifest.read(folder)["counts"]
    say(
        f"{counts['records']:,} records: {counts['articles']:,} articles ({counts['words']:,} words), "
        f"{counts['rejects']:,} refused"
    )
    rejects = tables.read(folder, "rejects")
    by_reason = rejects.group_by("reason").agg(pl.len(), pl.col("message").first()).sort("len", descending=True)
    for reason, count, message in by_reason.iter_rows():
        say(f"  {count:,} x {reason}, such as: {message}")
    if len(rejects):
        say(f"  all of them: {tables.path_of(folder, 'rejects')}")
    return len(rejects)
