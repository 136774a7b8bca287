"""The other ways in which a figure could have been counted, declared once for the table, the report and the documentation.

A figure rests on choices: which articles count, how much each of them, whose statements are believed to be statements. Each
variant makes one of these choices otherwise and leaves the others as they are.
"""

from dataclasses import dataclass

from metrics import literature as by

MULTIVERSE = (by.STEEGEN_2016, by.SIMONSOHN_2020)
SHORT = 150
"""Words under which an article is a brief, with little room for a second source; a round number, no study sets the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One choice made otherwise.

    Attributes
    ----------
    name
        its id in table ``robustness``.
    label
        what a legend calls it.
    sentence
        what it does, one plain sentence.
    phrase
        how a sentence about a figure goes on: "28 %, but 21 % without …".
    same_scale
        whether its values can be held against the interval of the main figure.
    references
        author, year, title, where.
    """

    name: str
    label: str
    sentence: str
    phrase: str
    same_scale: bool = True
    references: tuple[str, ...] = MULTIVERSE


SURE = Variant(
    name="sure",
    label="sure attributions",
    sentence="Only attributions found with a confidence of .5 or more; the words of the others count as the journalist's.",
    phrase="counting only attributions that the model is sure of",
)
NO_AGENCY = Variant(
    name="no_agency",
    label="no agency copy",
    sentence="Articles that credit a news agency, or share half of their text with an article of another outlet, are left out.",
    phrase="without agency copy and shared texts",
)
NO_SHORT = Variant(
    name="no_short",
    label="no short articles",
    sentence=f"Articles of fewer than {SHORT} words are left out; headlines are never counted.",
    phrase=f"without articles of fewer than {SHORT} words",
)
ONE_LESS = Variant(
    name="one_less",
    label="one article fewer",
    sentence="The single article that moves the figure most is left out.",
    phrase="without one single article",
    references=(by.BELSLEY_1980,),
)
EQUAL_WEIGHT = Variant(
    name="equal_weight",
    label="equal weights",
    sentence="Every article counts equally, long or short: the mean of the articles' values instead of the ratio of sums.",
    phrase="if every article counted equally",
)
VADER = Variant(
    name="vader",
    label="VADER",
    sentence="Tone by VADER's word list instead of the trained model; the scale is another, so only sign and order are compared.",
    phrase="by VADER's word list",
    same_scale=False,
    references=(by.HUTTO_GILBERT_2014,),
)
VARIANTS = (SURE, NO_AGENCY, NO_SHORT, ONE_LESS, EQUAL_WEIGHT, VADER)
