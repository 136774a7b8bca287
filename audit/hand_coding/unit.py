"""What a kind of sheet is: the questions asked of each unit, and the figures and agreements that follow from the answers.

A question's column has the name of the machine's own answer in the unit's frame, so that the two can be laid side by side.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from audit.hand_coding.frames import Scope
from metrics.agreement import Level
from metrics.bootstrap import Floats

Answers = Mapping[str, Floats]
"""Codes of some units by column, not a number where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A column that the coder fills.

    ``part_of`` names a column that makes an empty cell a 0 where it is 0; a count may not exceed it, and what is no count
    (``is_count``) may not be there where it is 0.
    """

    column: str
    text: str
    read: Callable[[str], float | None]
    expected: str
    part_of: str | None = None
    is_count: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure that the codes correct: the ratio of the sums of two columns of the frame, times ``scale``.

    ``group``: whose figure it is, where the metric has one for each party.
    """

    metric: str
    unit: str
    numerator: str
    denominator: str
    group: str = ""
    scale: float = 1.0
    is_share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A way to look at a question's codes where two codings are compared; ``has_matches``: also by precision and recall."""

    name: str
    column: str
    level: Level
    of: Callable[[Floats], Floats] = np.asarray
    has_matches: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One kind of sheet.

    Attributes
    ----------
    keys
        columns that name a unit.
    weights
        the machine's codes, which make strata in each outlet, and how much a unit of each is worth when rows are shared out.
    frame
        every unit of a run, in the order of the keys.
    complete
        the columns that follow from a coder's answers, given these and the coded units' rows of the frame.
    by_actor
        whether single actors have figures beside the outlets'.
    uses_parties
        whether what is asked, or the strata, depend on the codebook that the run was scored with.
    """

    name: str
    keys: tuple[str, ...]
    weights: Mapping[str, float]
    questions: tuple[Question, ...]
    quantities: tuple[Quantity, ...]
    measures: tuple[Measure, ...]
    frame: Callable[[Path, Scope], pl.DataFrame]
    complete: Callable[[Answers, pl.DataFrame], Answers] = lambda answers, _: answers
    by_actor: bool = False
    uses_parties: bool = False
