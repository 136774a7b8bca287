"""`media-audit sample`: a sheet of randomly drawn sentences for people to code."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audit.cli import folders
from audit.cli import options as opt
from audit.cli.talk import out, say
from audit.errors import SettingsError

if TYPE_CHECKING:
    from audit.hand_coding.design import Design
    from audit.hand_coding.frames import Scope

NAME = "sample"
EXAMPLE = (
    "Example: `media-audit sample audit-2026 --out sheet.csv --n 300`, then `media-audit correct audit-2026 sheet.csv`"
)

FEWEST_ROWS = 30
"""Rows of an outlet below which corrected intervals are too wide to be of use (docs/hand-coding.md)."""

Sheet = Annotated[Path, typer.Option("--out", "-o", help="The sheet, a CSV file that Excel opens.", show_default=False)]
Rows = Annotated[int, typer.Option("--n", min=1, help="How many rows.")]
UnitName = Annotated[
    str,
    typer.Option(
        "--unit",
        "-u",
        help="attributions or speakers (one row a sentence), or tone (one row a sentence and actor).",
    ),
]
DrawSeed = Annotated[int, typer.Option("--seed", help="Seed of the draw; the same seed draws the same rows.")]
Outlets = Annotated[
    list[str] | None, typer.Option("--outlet", help="Only this outlet; repeatable.", show_default=False)
]
Actors = Annotated[
    list[str] | None,
    typer.Option("--actor", help="tone: only this actor_id, such as donald-trump; repeatable.", show_default=False),
]
VoiceName = Annotated[
    str | None,
    typer.Option(
        "--voice", help="tone: in whose words, journalist (as when left out), self, others or all.", show_default=False
    ),
]
Semicolons = Annotated[
    bool, typer.Option("--semicolons", help="Semicolons between cells, for Excel where the decimal mark is a comma.")
]


def command(
    folder: opt.RunFolder,
    sheet: Sheet,
    n: Rows = 300,
    unit: UnitName = "attributions",
    seed: DrawSeed = 1,
    outlets: Outlets = None,
    actors: Actors = None,
    voice: VoiceName = None,
    semicolons: Semicolons = False,
) -> None:
    """Draw a random sample of sentences, in every outlet and of every code of the machine's, and write a sheet to code.

    What the machine found is not in the sheet. How it was drawn is kept in DIR/hand_coding.
    """
    folders.to_read(folder, anew=True)
    from audit.hand_coding import design as designs
    from audit.hand_coding.drawing import draw
    from audit.hand_coding.sheet import write
    from audit.hand_coding.units import unit_of

    scope = _scope(folder, unit, outlets=outlets, actors=actors, voice=voice)
    design, rows = draw(folder, unit=unit_of(unit, scope.parties), n=n, seed=seed, scope=scope)
    write(design, rows, run=folder, path=sheet, semicolons=semicolons)
    designs.save(design, folder)
    _tell(design, n=n, run=folder, sheet=sheet)
    out().print(str(sheet), markup=False)


def _scope(run: Path, unit: str, *, outlets: list[str] | None, actors: list[str] | None, voice: str | None) -> "Scope":
    from audit.hand_coding.frames import VOICES, Scope, parties_of

    if unit != "tone":
        for option, given in (("--actor", actors), ("--voice", voice)):
            if given:
                raise SettingsError(f"{option} belongs to --unit tone; leave it out, or add --unit tone")
        return Scope(outlets=tuple(outlets or ()), parties=parties_of(run) if unit == "speakers" else ())
    voice = voice or VOICES[0]
    if voice not in (*VOICES, "all"):
        raise SettingsError(f"--voice {voice!r} is unknown; it is one of {', '.join(VOICES)}, all")
    return Scope(outlets=tuple(outlets or ()), actors=tuple(actors or ()), voice=None if voice == "all" else voice)


def _tell(design: "Design", *, n: int, run: Path, sheet: Path) -> None:
    """Say what was drawn and how to fill it."""
    if len(design.rows) < n:
        say(f"there are only {len(design.rows):,} to code; the sheet holds all of them")
    say(f"sheet {design.id}: {len(design.rows):,} rows in random order")
    width = max(len(stratum.outlet) for stratum in design.strata)
    for outlet in dict.fromkeys(stratum.outlet for stratum in design.strata):
        here = [stratum for stratum in design.strata if stratum.outlet == outlet]
        drawn = sum(stratum.n_drawn for stratum in here)
        say(f"  {outlet:{width}}  {drawn:4,} of {sum(stratum.n_units for stratum in here):,}")
    _tell_if_few(design)
    say("fill the empty columns; the rules with examples are in docs/hand-coding.md")
    for question in design.of.questions:
        say(f"  {question.column}: {question.text}")
    say(f"save as CSV or .xlsx, keep the columns sheet and row, then: media-audit correct {run} {sheet}")


def _tell_if_few(design: "Design") -> None:
    """Say so where outlets have fewer rows than intervals of any use need, though there are more to draw."""
    outlets = {stratum.outlet for stratum in design.strata}
    few = [
        outlet
        for outlet in outlets
        if sum(one.n_drawn for one in design.strata if one.outlet == outlet)
        < FEWEST_ROWS
        < sum(one.n_units for one in design.strata if one.outlet == outlet)
    ]
    if few:
        all_of_them = f"--n {FEWEST_ROWS * len(outlets)} would do for all {len(outlets)}"
        fewer = f"{all_of_them}, or draw from fewer with --outlet" if len(outlets) > 1 else f"give --n {FEWEST_ROWS}"
        say(
            f"{len(few)} of {len(outlets)} outlets have fewer than {FEWEST_ROWS} rows, from which intervals are too wide "
            f"to be of use; {fewer}"
        )
