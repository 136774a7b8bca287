"""The look: page size, inks, and colours that hint at no party.

Colours are those of Okabe & Ito (2008), safe for colour-blind readers. Parties get theirs from the codebook or, in the
sorted order of their ids, from the ones that are neither red nor blue; outlets need none, they are labelled.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import matplotlib as mpl
from matplotlib import style as mpl_style

STYLE_FILE = Path(__file__).with_name("media_audit.mplstyle")

PAGE_WIDTH, PAGE_HEIGHT = 8.27, 11.69
"""A4 portrait, in inches."""

MARGIN = 0.8
"""Inches left and right of the text."""

BODY_WIDTH = PAGE_WIDTH - 2 * MARGIN

INK = "#222222"
SOFT = "#666666"
FAINT = "#b5b5b5"
HAIR = "#e6e6e6"
ACCENT = "#1b6a5b"

PARTY_COLOURS = ("#009e73", "#cc79a7", "#e69f00", "#7a6a00", "#5c5c5c", "#a06cd5")
"""Okabe & Ito's green, purple and orange; a darkened yellow, a grey and a violet follow. No red, no blue."""

NO_PARTY_COLOURS: Mapping[str, str] = {"none": "#8c8c8c", "unknown": "#bdbdbd"}
"""Actors outside every party, and attributions whose speaker is not known."""

VOICE_COLOURS: Mapping[str, str] = {"journalist": "#222222", "self": "#e69f00", "others": "#009e73"}
VOICE_MARKERS: Mapping[str, str] = {"journalist": "o", "self": "s", "others": "D"}
VOICE_LABELS: Mapping[str, str] = {
    "journalist": "journalist’s own words",
    "self": "the actor’s own quotes",
    "others": "others’ quotes about the actor",
}


@contextmanager
def house_style() -> Iterator[None]:
    """The settings of the style file for the length of a ``with`` block; the caller's own are back afterwards."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl_style.use(STYLE_FILE)
        yield


def party_colours(parties: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """A colour for every party id: the codebook's, else the next free one in sorted order."""
    free = [colour for colour in PARTY_COLOURS if colour not in {value.lower() for value in chosen.values()}]
    free = free or list(PARTY_COLOURS)
    colours: dict[str, str] = {}
    waiting = [party for party in sorted(set(parties)) if party not in chosen and party not in NO_PARTY_COLOURS]
    for place, party in enumerate(waiting):
        colours[party] = free[place % len(free)]
    return {**colours, **NO_PARTY_COLOURS, **chosen}
