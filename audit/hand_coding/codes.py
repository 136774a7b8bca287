"""The codes of a sheet laid beside the units of the run that it was drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl

from audit.config import Settings
from audit.hand_coding.reading import Coder
from audit.hand_coding.unit import Quantity, Unit
from metrics.bootstrap import Floats
from metrics.double_sampling import Bools, Estimate, Human, Ints, Machine, estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The codes of a sheet beside the units of the run.

    Attributes
    ----------
    frame
        all units, with the story of each.
    place
        of each row of the sheet in the frame.
    human
        the reference: of each row, the codes of the first coder who coded it.
    """

    unit: Unit
    frame: pl.DataFrame
    place: Ints
    human: Mapping[str, Floats]
    coders: Sequence[Coder]
    settings: Settings

    def numbers(self, column: str) -> Floats:
        """A column of the frame as numbers."""
        return self.frame[column].to_numpy().astype(np.float64)

    def machine(self, column: str) -> Floats:
        """The machine's answers to a question in the rows of the sheet."""
        return np.asarray(self.numbers(column)[self.place])

    def of_rows(self, column: str) -> Floats:
        """People's answers; of a column that nobody codes (words), what the frame says."""
        return np.asarray(self.human[column]) if column in self.human else self.machine(column)

    def usable(self, quantity: Quantity) -> Bools:
        """The rows of the sheet in which people answered what a figure needs."""
        return np.isfinite(self.of_rows(quantity.numerator)) & np.isfinite(self.of_rows(quantity.denominator))

    def weights(self, rows: Bools) -> Floats:
        """What each of some rows stands for: the units of its stratum over those of the rows."""
        stratum = self.frame["stratum"].to_numpy()
        of_row = stratum[self.place[rows]]
        n_units, n_rows = np.bincount(stratum), np.bincount(of_row, minlength=int(stratum.max()) + 1)
        return np.asarray(n_units[of_row] / n_rows[of_row])


def two_phases(codes: Codes, quantity: Quantity) -> tuple[Machine, Human]:
    """What machine and people say of a figure's two counts, people in the usable rows."""
    frame, usable = codes.frame, codes.usable(quantity)
    machine = Machine(
        outlet=numbered(frame["outlet"]),
        story=numbered(frame["story"]),
        code=numbered(frame["code"]),
        numerator=codes.numbers(quantity.numerator),
        denominator=codes.numbers(quantity.denominator),
    )
    human = Human(
        unit=codes.place[usable],
        numerator=codes.of_rows(quantity.numerator)[usable],
        denominator=codes.of_rows(quantity.denominator)[usable],
    )
    return machine, human


class Estimated(NamedTuple):
    """A quantity that people coded: what machine and people say of its two counts, and each outlet's estimate."""

    quantity: Quantity
    machine: Machine
    human: Human
    by_outlet: dict[str, Estimate]


def estimated(codes: Codes) -> list[Estimated]:
    """The quantities with a usable row, each outlet's figure estimated once."""
    outlets = codes.frame["outlet"]
    found = []
    for quantity in codes.unit.quantities:
        if codes.usable(quantity).any():
            machine, human = two_phases(codes, quantity)
            figures = {name: estimate(machine, human, (outlets == name).to_numpy()) for name in outlets.unique().sort()}
            found.append(Estimated(quantity, machine, human, figures))
    return found


def numbered(names: pl.Series) -> Ints:
    """Equal names by equal numbers, from 0."""
    return names.rank("dense").to_numpy().astype(np.int64) - 1
