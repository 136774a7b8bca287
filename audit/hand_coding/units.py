"""What can be coded by hand: attributions, speakers, tone."""

from collections.abc import Callable, Sequence

import numpy as np

from audit.errors import SettingsError
from audit.hand_coding import answers
from audit.hand_coding.frames import TONES, Party, attribution_frame, tone_frame
from audit.hand_coding.speakers import speakers
from audit.hand_coding.unit import Measure, Quantity, Question, Unit
from metrics.bootstrap import Floats


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
    uses_parties=True,
)

UNITS = ("attributions", "speakers", "tone")


def unit_of(name: str, parties: Sequence[Party] = ()) -> Unit:
    """The unit of that name; the parties are those that speakers may belong to.

    Raises
    ------
    SettingsError
        when there is none.
    """
    if name not in UNITS:
        raise SettingsError(f"--unit {name!r} is unknown; it is one of {', '.join(UNITS)}")
    if name == "speakers":
        return speakers(parties)
    return ATTRIBUTIONS if name == "attributions" else TONE
