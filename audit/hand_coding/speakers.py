"""The sheet of speakers: how many of a sentence's words are somebody's, and whose; it corrects the parties' shares of words."""

from collections.abc import Callable, Sequence

import numpy as np
import polars as pl

from audit.hand_coding import answers
from audit.hand_coding.frames import Party, groups_of, speaker_frame, words_of
from audit.hand_coding.unit import Answers, Measure, Quantity, Question, Unit
from metrics.bootstrap import Floats
from metrics.groups import NO_PARTY, UNKNOWN

_WEIGHTS = {"party": 3.5, "other": 2.2, "without": 1.0}
"""The spread of the machine's error in sentences of each code: 5.3, 3.2, 1.4 words (PolNeAR dev)."""


def speakers(parties: Sequence[Party]) -> Unit:
    """The unit for a codebook's parties."""
    groups = groups_of(parties)
    spellings: dict[str, tuple[str, ...]] = {party.id: (party.id, party.label) for party in parties}
    spellings |= {NO_PARTY: (NO_PARTY, "no party", "other"), UNKNOWN: (UNKNOWN, "?")}
    one_of = ", ".join(groups)
    return Unit(
        name="speakers",
        keys=("article_id", "sentence_id"),
        weights=_WEIGHTS,
        questions=(
            Question(
                column="words",
                text="how many words of the sentence are a source's statement, thought or wish, quoted or told? 0 if none; "
                "'all'; '-3' for all but three",
                read=answers.words,
                expected=answers.WORDS,
            ),
            Question(
                column="party",
                text=f"whose are they? {one_of} ({NO_PARTY}: of a source in no party; {UNKNOWN}: the article does not tell); "
                "several with a plus between them",
                read=lambda cell: answers.some_of(cell, spellings),
                expected=f"one of {one_of}, or several with a plus between them",
                part_of="words",
                is_count=False,
            ),
        ),
        quantities=tuple(
            Quantity(
                metric="quote_space.speech_share",
                group=name,
                unit="share of words attributed",
                numerator=words_of(name),
                denominator="words",
                is_share=True,
            )
            for name in groups
        ),
        measures=(
            Measure(name="any word of a source", column="words", level="nominal", of=np.sign),
            Measure(name="words of a source", column="words", level="interval"),
            Measure(name="whose", column="party", level="nominal", has_matches=False),
            *(
                Measure(name=f"whose: {name}", column="party", level="nominal", of=_has(at))
                for at, name in enumerate(groups)
            ),
        ),
        frame=speaker_frame,
        complete=lambda codes, rows: _completed(codes, rows, groups=groups),
        uses_parties=True,
    )


def _has(place: int) -> Callable[[Floats], Floats]:
    """Whether a set of groups holds the one at a place."""
    return lambda codes: np.floor(codes / 2**place) % 2


def _completed(codes: Answers, rows: pl.DataFrame, *, groups: Sequence[str]) -> Answers:
    """Words as numbers, at most the sentence's, and how many are each group's; several groups share them equally."""
    n_words = rows["n_words"].to_numpy()
    words = np.clip(np.where(codes["words"] < 0, n_words + codes["words"], codes["words"]), 0, n_words)
    party = np.where(words == 0, 0.0, codes["party"])
    belongs = np.column_stack([_has(place)(party) for place in range(len(groups))])
    share = belongs / np.maximum(belongs.sum(axis=1, keepdims=True), 1)
    whose = {words_of(name): words * share[:, place] for place, name in enumerate(groups)}
    return {**codes, "words": words, "party": party, **whose}
