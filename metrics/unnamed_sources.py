"""What rests on sources without a name (family attribution), and of what kind they are: persons, groups, organisations.

"A senior official who asked not to be named" keeps an identity from the reader; "voters" and "critics" have none to keep. Both
are unnamed, and the share of all that is unnamed is mostly of the second kind. The three kinds add up to it.
"""

import polars as pl

from metrics import literature as by
from metrics.attribution import SOURCE_NEEDS, share_where
from metrics.base import ALL, Metric

_KIND = pl.col("actor_kind")
UNNAMED = pl.col("actor_id").is_not_null() & ~pl.col("named") & _KIND.ne_missing("document")
GROUPS = UNNAMED & _KIND.eq_missing("group")
ORGANISATIONS = UNNAMED & _KIND.eq_missing("organisation")
PERSONS = UNNAMED & _KIND.ne_missing("group") & _KIND.ne_missing("organisation")
"""Whoever is neither: a single unnamed person has the kind ``unnamed``."""

UNIDENTIFIED = (
    "the source is a resolved actor, no document, whom the article gives neither a name nor an office of a "
    "single holder ('the Finance Minister'); of organisations, only those brought in as any ('a company')"
)
LOWER_BOUND = (
    "Attributions without a resolved source are in the denominator only (see unresolved_share), so it is a lower bound."
)
ADD_UP = "unnamed_person_share, unnamed_group_share and unnamed_organisation_share add up to unnamed_share."


def _unnamed(ending: str, *, weight: pl.Expr | None, what: str) -> Metric:
    return Metric(
        id=f"attribution.unnamed_share{ending}",
        label="Unnamed sources" + (", by words" if ending else ""),
        question=f"What share of {what} comes from sources without a name?",
        formula="Σ_{k unnamed} w_k / Σ_k w_k over the attributions k of the article",
        symbols={"w_k": "words of attribution k" if ending else "1", "unnamed": UNIDENTIFIED},
        unit="share",
        unit_of_analysis="article",
        weight="words attributed" if ending else "attributions",
        bounds=(0, 1),
        direction="higher: more rests on sources that a reader cannot identify",
        minimum_n=1,
        undefined="the article has no attribution" + (" with words" if ending else ""),
        blind_spots=(
            f"{LOWER_BOUND} It is no measure of anonymous sourcing: groups ('voters') are unnamed without hiding anybody; see "
            "unnamed_person_share. Documents count in the denominator alone."
        ),
        references=(by.SIGAL_1973, by.DUFFY_WILLIAMS_2011),
        needs=SOURCE_NEEDS,
        group_by=(ALL,),
        compute=share_where(UNNAMED, weight=weight),
        headline=not ending,
    )


def _of_kind(
    kind: str,
    *,
    condition: pl.Expr,
    question: str,
    means: str,
    direction: str,
    blind_spots: str,
    headline: bool = False,
) -> Metric:
    """The part of ``unnamed_share`` that one kind of unnamed source has."""
    letter = kind[0]
    return Metric(
        id=f"attribution.unnamed_{kind}_share",
        label=f"Unnamed {kind}s",
        question=question,
        formula=f"N_{letter} / N",
        symbols={
            f"N_{letter}": f"attributions of the body whose source is {means}; {UNIDENTIFIED}",
            "N": "attributions in the body",
        },
        unit="share",
        unit_of_analysis="article",
        weight="attributions",
        bounds=(0, 1),
        direction=direction,
        minimum_n=1,
        undefined="the article has no attribution",
        blind_spots=f"{blind_spots} {LOWER_BOUND} {ADD_UP}",
        references=(by.CARLSON_2011, by.DUFFY_WILLIAMS_2011, by.SUNDAR_1998),
        needs=SOURCE_NEEDS,
        group_by=(ALL,),
        compute=share_where(condition),
        headline=headline,
    )


UNNAMED_PERSONS = _of_kind(
    "person",
    condition=PERSONS,
    question="How much of what is reported comes from single persons whose name the reader is not told: anonymous sources?",
    means="one unnamed person ('a senior official', 'a source', 'the insider')",
    direction="higher: more rests on anonymous persons",
    blind_spots=(
        "Why the name is missing is not seen: a promise of confidence, or a passer-by, a child, a spokesman whom nobody "
        "asked. Anonymous sources in the plural ('two officials said') are groups here; a coding scheme that counts them "
        "lies between this and the sum with unnamed_group_share."
    ),
    headline=True,
)

UNNAMED_GROUPS = _of_kind(
    "group",
    condition=GROUPS,
    question="How much of what is reported is said by groups without a name: officials, critics, voters, 'they'?",
    means="several unnamed persons, counted or not ('two officials', 'critics', 'voters', 'each')",
    direction="higher: more is told of what people in general, or several unnamed sources, say or think",
    blind_spots=(
        "Officials who speak together in confidence and what 'voters' think are one kind here; their nouns stand in "
        "actors.name, their type in actors.source_type."
    ),
)

UNNAMED_ORGANISATIONS = _of_kind(
    "organisation",
    condition=ORGANISATIONS,
    question="How much of what is reported is said by organisations that the reader could not find ('a rival firm')?",
    means="a body brought in as any of its sort ('a company')",
    direction="higher: more is said by organisations without a name",
    blind_spots="Bodies that anybody can find ('the ministry', 'police') are not unnamed.",
)

METRICS = (
    _unnamed("", weight=None, what="attributions"),
    UNNAMED_PERSONS,
    UNNAMED_GROUPS,
    UNNAMED_ORGANISATIONS,
    _unnamed("_words", weight=pl.col("n_words"), what="the attributed words"),
)
