"""The folder of a run, looked at before anything is read or written: is it there, whole, and may it be written."""

import os
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from audit.errors import SettingsError, TableError

MAKE = "run `media-audit run INPUT --out DIR` first, or give the folder of a finished run"
ANNOTATED = ("articles", "sentences", "attributions", "actors")
AGAIN = "give the command that made it once more: it goes on where it was"


def to_write(folder: Path, *, inputs: Sequence[Path]) -> None:
    """Check that a run over ``inputs`` may be written to ``folder``, which need not be there yet.

    Raises
    ------
    SettingsError
        when it is a file, may not be written, or its tables would be read as articles.
    """
    for given in inputs:
        if given.is_dir() and given.resolve() in (folder.resolve(), *folder.resolve().parents):
            raise SettingsError(
                f"--out {folder} lies in the input {given}: the run's tables would be read as articles; give a folder beside it"
            )
        if (given / "manifest.json").is_file() and (given / "tables").is_dir():
            raise SettingsError(
                f"the input {given} is the folder of a run, not of articles; to work on that run give "
                f"`media-audit score {given}` or `media-audit report {given}`"
            )
    nearest = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if not nearest.is_dir():
        raise SettingsError(
            f"--out {folder}: {nearest} is a file; give the name of a folder, a new one or an earlier run's"
        )
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise SettingsError(f"--out {folder}: you may not write to {nearest}; give a folder of your own")


def to_read(folder: Path, *, scored: bool = False, anew: bool = False) -> None:
    """Check that ``folder`` holds a run that was annotated and, where asked for, scored, by this version.

    ``anew``: it is about to be scored, so what scoring makes is not looked at.

    Raises
    ------
    TableError
        with what is missing and the command that makes it.
    """
    if not folder.is_dir():
        seen = "is a file" if folder.exists() else "does not exist"
        raise TableError(f"{folder} {seen}{_near(folder)}; {MAKE}")
    absent = next((table for table in ANNOTATED if not _holds(folder, table)), None)
    if absent:
        stopped = (folder / "parts").is_dir()
        state = "was stopped before all articles were annotated" if stopped else "is no folder of a run"
        raise TableError(f"{folder} {state} (no tables/{absent}.parquet in it); {AGAIN if stopped else MAKE}")
    if scored and not (_holds(folder, "estimates") and _holds(folder, "differences")):
        raise TableError(
            f"{folder} was annotated but not scored (no tables/estimates.parquet in it); run `media-audit score {folder}` first"
        )
    _check_columns(folder, leave_out=SCORED if anew else ())


def _holds(folder: Path, table: str) -> bool:
    return (folder / "tables" / f"{table}.parquet").exists() or (folder / "tables" / table).is_dir()


def _near(folder: Path) -> str:
    there = (
        sorted(path.name for path in folder.absolute().parent.glob("*") if path.is_dir())
        if folder.absolute().parent.is_dir()
        else []
    )
    near = get_close_matches(folder.name, there, n=3)
    return f" (near: {', '.join(near)})" if near else ""


def _check_columns(folder: Path, *, leave_out: Sequence[str]) -> None:
    """A table of an earlier version or half a file is better found here than in the middle of the work."""
    import polars as pl

    from audit import tables

    for table, schema in tables.SCHEMAS.items():
        if table in leave_out:
            continue
        for file in tables.files_of(folder, table):
            try:
                seen = pl.read_parquet_schema(file)
            except (pl.exceptions.PolarsError, OSError) as error:
                reason = str(error).splitlines()[0]
                raise TableError(f"{file} cannot be read ({reason}); {_anew(folder, table)}") from error
            missing = [name for name in schema if name not in seen and name not in tables.LATER.get(table, ())]
            if missing:
                raise TableError(
                    f"{file} lacks column {missing[0]!r} (columns: {', '.join(seen)}): it was made by another version of "
                    f"media-audit; {_anew(folder, table)}"
                )


SCORED = ("tone", "scores", "estimates", "differences", "robustness", "baselines")


def _anew(folder: Path, table: str) -> str:
    if table in SCORED:
        return f"run `media-audit score {folder}` again"
    return "annotate the articles again: `media-audit run INPUT --out DIR` into a new folder"
