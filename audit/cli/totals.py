"""The last lines of a run: what was read, what was refused and why, and what the articles lack."""

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from audit import manifest, tables
from audit.lacking import NO_OUTLET, lacking


def sum_up(folder: Path, say: Callable[[object], None]) -> int:
    """Say what was read and refused, and what the articles lack; returns how many records were refused."""
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
    for lack in lacks(tables.scan(folder, "articles").select("outlet", "title", "published", "content_hash").collect()):
        say(f"  {lack}")
    return len(rejects)


def lacks(articles: pl.DataFrame) -> Iterator[str]:
    """What is to be known of the articles that were read, and what to do about it."""
    found = lacking(articles)
    of = f"of {articles.height:,} articles"
    if found.undated:
        yield (
            f"{found.undated:,} {of} without a date that can be read, which no month counts; in a table --map published=COLUMN "
            "names the column, --day-first or --month-first says how to read 03/04/2016"
        )
    if articles.height and articles["title"].null_count() == articles.height:
        yield "no article has a headline; in a table --map title=COLUMN names the column, if headlines are to be read"
    if found.nameless:
        yield (
            f"{found.nameless:,} {of} without an outlet, which stand under {NO_OUTLET!r}; --map outlet=COLUMN names the column, "
            "--outlet NAME the outlet"
        )
    if found.again:
        yield (
            f"{found.again:,} {of} with headline and text of another one of the outlet, which count once more; take them out "
            "if they are copies"
        )
