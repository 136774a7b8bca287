"""What `correct` found, written as CSV: to a file of the user's choice, and into the run's folder, where the report finds it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from audit.errors import InputError, TableError
from audit.hand_coding import design as designs
from audit.hand_coding.correcting import AGREEMENT, CORRECTED, Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The last correction by a sheet: `CORRECTED` and `AGREEMENT`, empty where ``outdated``.

    Attributes
    ----------
    n_rows
        rows that were drawn.
    outdated
        why it no longer belongs to the run; empty where it does.
    """

    sheet: str
    unit: str
    n_rows: int
    corrected: pl.DataFrame
    agreement: pl.DataFrame
    outdated: str = ""


def files_of(figures: Path) -> tuple[Path, Path, Path]:
    """The files of figures, agreement and problems."""
    return figures, figures.with_stem(f"{figures.stem}-agreement"), figures.with_stem(f"{figures.stem}-problems")


def keep(found: Correction, run: Path) -> list[Path]:
    """Write a correction into the run's folder, over the former one by the same sheet."""
    return write(found, _place(run, found.design.id))


def write(found: Correction, figures: Path) -> list[Path]:
    """Write the tables; an old file of problems that are solved is removed."""
    figures, agreement, problems = files_of(figures)
    figures.parent.mkdir(parents=True, exist_ok=True)
    found.estimates.write_csv(figures, include_bom=True)
    found.agreement.write_csv(agreement, include_bom=True)
    problems.unlink(missing_ok=True)
    if not found.problems:
        return [figures, agreement]
    pl.DataFrame([problem._asdict() for problem in found.problems]).write_csv(problems, include_bom=True)
    return [figures, agreement, problems]


def kept(run: Path) -> Iterator[Kept]:
    """The corrections in a run's folder, by the ids of their sheets.

    Raises
    ------
    InputError
        when a file is damaged.
    """
    for sheet in designs.drawn(run):
        figures, agreement, _ = files_of(_place(run, sheet))
        if figures.exists() and agreement.exists():
            design = designs.load(run, sheet)
            tables = _read(figures, CORRECTED), _read(agreement, AGREEMENT)
            outdated = _outdated(design, run)
            if outdated:
                tables = tables[0].clear(), tables[1].clear()
            yield Kept(
                sheet=sheet,
                unit=design.unit,
                n_rows=len(design.rows),
                corrected=tables[0],
                agreement=tables[1],
                outdated=outdated,
            )


def _place(run: Path, sheet: str) -> Path:
    return run / designs.FOLDER / f"{sheet}-corrected.csv"


def _outdated(design: designs.Design, run: Path) -> str:
    try:
        designs.frame_as_drawn(design, run)
    except TableError as error:
        return str(error)
    return ""


def _read(path: Path, schema: pl.Schema) -> pl.DataFrame:
    try:
        found = pl.read_csv(path, schema=schema)
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path} is damaged ({str(error).splitlines()[0]}); give `media-audit correct` again, or remove the file"
        ) from error
    text = [name for name, kind in schema.items() if kind == pl.String]
    return found.with_columns(pl.col(text).fill_null(""))  # an empty text comes back as a missing one
