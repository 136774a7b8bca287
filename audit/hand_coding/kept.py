"""What `correct` found, written as CSV: to a file of the user's choice, and into the run's folder, where the report finds it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

from audit.errors import InputError, TableError
from audit.hand_coding import design as designs
from audit.hand_coding.comparing import DIFFERENCES
from audit.hand_coding.correcting import AGREEMENT, CORRECTED, Correction
from reports.tables import HandCheck


class Files(NamedTuple):
    """Where a correction is written."""

    figures: Path
    differences: Path
    agreement: Path
    problems: Path


def files_of(figures: Path) -> Files:
    """The file of the figures and those beside it."""
    others = (figures.with_stem(f"{figures.stem}-{name}") for name in Files._fields[1:])
    return Files(figures, *others)


def keep(found: Correction, run: Path) -> list[Path]:
    """Write a correction into the run's folder, over the former one by the same sheet."""
    return write(found, _place(run, found.design.id))


def write(found: Correction, figures: Path) -> list[Path]:
    """Write the tables; an old file of problems that are solved is removed."""
    files = files_of(figures)
    figures.parent.mkdir(parents=True, exist_ok=True)
    found.estimates.write_csv(files.figures, include_bom=True)
    found.differences.write_csv(files.differences, include_bom=True)
    found.agreement.write_csv(files.agreement, include_bom=True)
    files.problems.unlink(missing_ok=True)
    if not found.problems:
        return [*files[:-1]]
    pl.DataFrame([problem._asdict() for problem in found.problems]).write_csv(files.problems, include_bom=True)
    return [*files]


def kept(run: Path) -> Iterator[HandCheck]:
    """The last correction by each sheet in a run's folder, by the sheets' ids; tables are empty where it is outdated.

    Raises
    ------
    InputError
        when a file is damaged.
    """
    for sheet in designs.drawn(run):
        files = files_of(_place(run, sheet))
        if all(path.exists() for path in files[:-1]):
            design = designs.load(run, sheet)
            corrected, differences, agreement = (
                _read(path, schema) for path, schema in zip(files, (CORRECTED, DIFFERENCES, AGREEMENT), strict=False)
            )
            outdated = _outdated(design, run)
            yield HandCheck(
                sheet=sheet,
                unit=design.unit,
                n_rows=len(design.rows),
                corrected=corrected.clear() if outdated else corrected,
                differences=differences.clear() if outdated else differences,
                agreement=agreement.clear() if outdated else agreement,
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
