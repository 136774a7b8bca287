"""What can be coded by hand: what is asked of each unit of a sheet, and the figures that follow from the answers.

A question's column has the name of the machine's own answer in the unit's frame, so that the two can be laid side by side.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from audit.errors import SettingsError
from audit.hand_coding import answers
from audit.hand_coding.frames import TONES, Scope, attribution_frame, tone_frame
from metrics.agreement import Level
from metrics.bootstrap import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A column that the coder fills.

    ``part_of`` names a count that this one may not exceed, and that makes an empty cell a 0 where it is 0.
    """

    column: str
    text: str
    read: Callable[[str], float | None]
    expected: str
    part_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure that the codes correct: the ratio of the sums of two columns of the frame, times ``scale``."""

    metric: str
    unit: str
    numerator: str
    denominator: str
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
    by_actor
        whether single actors have figures beside the outlets'.
    """

    name: str
    keys: tuple[str, ...]
    weights: Mapping[str, float]
    questions: tuple[Question, ...]
    quantities: tuple[Quantity, ...]
    measures: tuple[Measure, ...]
    frame: Callable[[Path, Scope], pl.DataFrame]
    by_actor: bool = False


def _part(column: str, text: str) -> Question:
    return Question(column=column, text=text, read=answers.count, expected=answers.COUNT, part_of="attributions")


def _share(metric: str, column: str) -> Quantity:
    return Quantity(
        metric=metric, unit="share of attributions", numerator=column, denominator="attributions", is_share=True
    )


def _is(value: float) -> Callable[[Floats], Floats]:
    return lambda codes: (codes == value).astype(np.float64)


ATTRIBUTIONS = Unit(
    name="attributions",
    keys=("article_id", "sentence_id"),
    # Standard deviation of the machine's error: .46 and .37 a sentence (PolNeAR dev); shares rest on the first kind alone.
    weights={"with": 1.5, "without": 1.0},
    questions=(
        Question(
            column="attributions",
            text="how many statements, thoughts or wishes does the sentence give to a source, by a word of reporting ('said', "
            "'according to', 'hopes') that stands in this very sentence? 0 if none. A quotation that no such word goes with "
            "counts where it begins",
            read=answers.count,
            expected=answers.COUNT,
        ),
        _part("unnamed", "how many of them come from a source known neither by name nor by an office of one holder?"),
        _part("direct", "how many of them stand in quotation marks as a whole?"),
    ),
    quantities=(
        Quantity(
            metric="attribution.density",
            unit="attributions per 100 words",
            numerator="attributions",
            denominator="n_words",
            scale=100,
        ),
        _share("attribution.unnamed_share", "unnamed"),
        _share("attribution.direct_share", "direct"),
    ),
    measures=(
        Measure(name="any attribution", column="attributions", level="nominal", of=np.sign),
        Measure(name="attributions", column="attributions", level="interval"),
        Measure(name="unnamed", column="unnamed", level="interval"),
        Measure(name="direct", column="direct", level="interval"),
    ),
    frame=attribution_frame,
)

TONE = Unit(
    name="tone",
    keys=("article_id", "sentence_id", "actor_id", "voice"),
    weights=dict.fromkeys(TONES, 1.0),
    questions=(
        Question(
            column="tone",
            text="how is the actor in [[brackets]] presented in this sentence: negative, neutral or positive?",
            read=answers.tone,
            expected="negative, neutral or positive",
        ),
    ),
    quantities=(Quantity(metric="tone.net", unit="difference of shares", numerator="tone", denominator="each"),),
    measures=(
        Measure(name="tone", column="tone", level="interval", has_matches=False),
        Measure(name="tone", column="tone", level="nominal", has_matches=False),
        *(Measure(name=name, column="tone", level="nominal", of=_is(value)) for name, value in TONES.items()),
    ),
    frame=tone_frame,
    by_actor=True,
)

UNITS = {unit.name: unit for unit in (ATTRIBUTIONS, TONE)}


def unit_of(name: str) -> Unit:
    """The unit of that name.

    Raises
    ------
    SettingsError
        when there is none.
    """
    if name not in UNITS:
        raise SettingsError(f"--unit {name!r} is unknown; it is one of {', '.join(UNITS)}")
    return UNITS[name]
