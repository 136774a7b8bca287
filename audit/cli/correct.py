"""`media-audit correct`: what a filled coding sheet says of the machine's figures."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import polars as pl
import typer

from audit.cli import folders
from audit.cli import options as opt
from audit.cli.talk import out, say
from audit.errors import SettingsError

if TYPE_CHECKING:
    from audit.hand_coding.correcting import Correction
    from audit.hand_coding.design import Design
    from audit.hand_coding.reading import Coder

NAME = "correct"
EXAMPLE = "Example: `media-audit correct audit-2026 sheet.csv --out corrected.csv`"
MOST_PROBLEMS = 20
LEVEL = 0.05

Sheets = Annotated[
    list[Path],
    typer.Argument(help="The filled sheet; one file for each coder.", metavar="SHEET...", show_default=False),
]
Result = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="Write the corrected figures to this CSV file, the agreement and the unusable cells beside it.",
        show_default=False,
    ),
]


def command(folder: opt.RunFolder, sheets: Sheets, result: Result = None) -> None:
    """Agreement of people and machine, and each outlet's figure corrected by the hand-coded sample, with intervals.

    The intervals cover the choice of articles and the machine's errors. Several sheets (or columns such as attributions_2)
    are several coders: the first one's codes count, and their agreement is told. The report shows the figures from then on.
    """
    folders.to_read(folder, anew=True)
    if result is not None:
        _check(result, sheets)
    from audit.hand_coding.correcting import correct_run
    from audit.hand_coding.kept import keep, write

    found = correct_run(folder, sheets)
    _say_what_was_read(found, result)
    console = out()
    told = (*_agreement_lines(found.agreement), *_figure_lines(found.estimates), *_difference_lines(found.differences))
    for line in told:
        console.print(line, markup=False, soft_wrap=True)
    keep(found, folder)
    for path in write(found, result) if result is not None else ():
        say(f"written: {path}")
    say(f"kept in the run: `media-audit report {folder}` shows these figures beside the machine's")


def _check(result: Path, sheets: list[Path]) -> None:
    """Refuse to write over the codes."""
    from audit.hand_coding.kept import files_of

    if result.suffix.lower() != ".csv":
        raise SettingsError(f"--out {result}: the figures are written as CSV; give a name that ends in .csv")
    for path in files_of(result):
        if path.resolve() in {sheet.resolve() for sheet in sheets}:
            raise SettingsError(f"--out {result} would write over the filled sheet {path}; give another name")


def _say_what_was_read(found: "Correction", result: Path | None) -> None:
    n = len(found.design.rows)
    say(f"sheet {found.design.id}: {n:,} rows drawn")
    for coder in found.coders:
        say(f"  {coder.name}: {_coded(coder, found.design)}")
    for question in found.design.of.questions[1:]:
        if not found.is_coded(question.column):
            say(f"  column {question.column!r} is empty: no figure is made of it")
    if found.problems:
        say(f"cells that cannot be used: {len(found.problems)}")
    for problem in found.problems[:MOST_PROBLEMS]:
        say(f"  {problem}")
    if (more := len(found.problems) - MOST_PROBLEMS) > 0:
        say(f"  and {more} more" + ("" if result else "; --out FILE.csv writes them all to a file"))


def _coded(coder: "Coder", design: "Design") -> str:
    """How many rows a coder coded, and where the others are."""
    from audit.hand_coding.reading import in_words, missing_rows

    missing = missing_rows(coder, design.of)
    wrong = set(missing) - coder.absent - coder.blank
    told = [f"{len(design.rows) - len(missing):,} coded"]
    for rows, what in ((coder.blank, "blank"), (wrong, "unusable"), (coder.absent, "not in the file")):
        if rows:
            told.append(f"{len(rows):,} {what} ({'row' if len(rows) == 1 else 'rows'} {in_words(rows)})")
    return ", ".join(told)


def _agreement_lines(agreement: pl.DataFrame) -> Iterator[str]:
    for between, title in (
        ("human - machine", "People and machine, as if every unit had been coded"),
        ("coders", "Coders among themselves, as if every unit had been coded"),
    ):
        rows = agreement.filter(pl.col("between") == between)
        if rows.is_empty():
            continue
        table = [["", "level", "rows", "alpha", "precision", "recall"]]
        for row in rows.iter_rows(named=True):
            ends = [
                _with_ends(row, name, f"{name}_low", f"{name}_high", digits=2)
                for name in ("alpha", "precision", "recall")
            ]
            table.append([row["measure"], row["level"], str(row["n_rows"]), *ends])
        yield from (title, *_aligned(table, n_names=2), "")


def _figure_lines(estimates: pl.DataFrame) -> Iterator[str]:
    for (metric, group), rows in estimates.group_by("metric", "group", maintain_order=True):
        digits = _digits(rows["unit"][0])
        names = ["outlet", "actor"] if (rows["actor"] != "").any() else ["outlet"]
        table = [[*names, "articles", "coded", "machine", "corrected"]]
        for row in rows.iter_rows(named=True):
            is_told = row["status"] == "ok"
            told = _with_ends(row, "corrected", "ci_low", "ci_high", digits=digits) if is_told else "too few"
            counts = [f"{row['n_articles']:,}", f"{row['n_coded']:,}"]
            table.append([*(row[name] for name in names), *counts, _number(row["machine"], digits), told])
        yield from (
            f"{_with_group(str(metric), str(group))} ({rows['unit'][0]})",
            *_aligned(table, n_names=len(names)),
            "",
        )


def _with_group(metric: str, group: str) -> str:
    return f"{metric}, {group}" if group else metric


def _difference_lines(differences: pl.DataFrame) -> Iterator[str]:
    """The pairs of outlets that differ by the corrected figures."""
    if differences.is_empty():
        return
    beyond = (pl.col("ci_low") > 0) | (pl.col("ci_high") < 0)
    clear = differences.filter((pl.col("p_adjusted") < LEVEL) & beyond)
    of = f"{len(clear)} of {len(differences)} comparisons of two outlets"
    yield f"{of} show a difference by the corrected figures (p under {LEVEL}, adjusted by Holm, and an interval without 0)"
    if clear.is_empty():
        return
    table = [["metric", "A", "B", "machine, A - B", "corrected, A - B", "adjusted p"]]
    for row in clear.iter_rows(named=True):
        digits = _digits(row["unit"])
        ends = _with_ends(row, "difference", "ci_low", "ci_high", digits=digits)
        names = [_with_group(row["metric"], row["group"]), row["outlet_a"], row["outlet_b"]]
        table.append([*names, _number(row["machine"], digits), ends, _p_value(row["p_adjusted"])])
    yield from _aligned(table, n_names=3)


def _p_value(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def _digits(unit: str) -> int:
    return 2 if "100" in unit else 3


def _aligned(table: list[list[str]], *, n_names: int) -> Iterator[str]:
    """Lines of a table, its first columns to the left and the others to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    for row in table:
        cells = [
            f"{cell:<{width}}" if at < n_names else f"{cell:>{width}}"
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  " + "  ".join(cells).rstrip()


def _with_ends(row: dict[str, object], value: str, low: str, high: str, *, digits: int) -> str:
    if row[low] is None:
        return _number(row[value], digits)
    return f"{_number(row[value], digits)} ({_number(row[low], digits)} to {_number(row[high], digits)})"


def _number(value: object, digits: int) -> str:
    return f"{value:.{digits}f}" if isinstance(value, float) else "–"
