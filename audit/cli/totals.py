"""The last lines of a run: what was read, what was refused and why."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from audit import manifest, tables


def sum_up(folder: Path, say: Callable[[object], None]) -> int:
    """Say what was read and refused; returns how many records were refused."""
    from audit.workflow.annotate import REJECTS_LISTED

    counts = manifest.read(folder)["counts"]
    say(
        f"{counts['records']:,} records: {counts['articles']:,} articles ({counts['words']:,} words), "
        f"{counts['rejects']:,} refused"
    )
    rejects = tables.read(folder, "rejects")
    firsts = pl.col("source_path", "source_record", "message").first()
    by_reason = rejects.group_by("reason", maintain_order=True).agg(pl.len(), firsts).sort("len", descending=True)
    for reason, count, path, record, message in by_reason.iter_rows():
        where = "" if path in message else f"{path}, record {record}: "
        say(f"  {count:,} x {reason}, such as: {where}{message}")
    if len(rejects):
        say(f"  all of them: {folder / REJECTS_LISTED}")
    return len(rejects)
