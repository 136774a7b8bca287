"""Tone: how each actor and party is talked about, and by whom."""

from collections.abc import Iterator, Mapping

import polars as pl

from reports import cells, numbers, style, text
from reports.figures.strips import Look, across_for
from reports.layout import Page
from reports.pages.flow import Flow
from reports.pages.quoted import names_of
from reports.tables import ReportTables

METRIC = "tone.mean"
BY_ACTOR, BY_PARTY = "actor:voice", "party:voice"
MAX_ACTORS, MAX_PARTIES = 12, 12
_MOST_DIGITS = 4
LEFT_OUT = (
    " Bad news about an actor counts as negative, however fairly told. Outlet by outlet, actors and outlets that have too few "
    "cases everywhere are left out."
)
OF_PARTIES = {"self": "the party’s own quotes", "others": "others’ quotes about the party"}
SERIES = {
    voice: (label, style.VOICE_COLOURS[voice], style.VOICE_MARKERS[voice])
    for voice, label in style.VOICE_LABELS.items()
}


def pages(tables: ReportTables) -> Iterator[Page]:
    """Actors by voice over all outlets, the journalist's voice by outlet, then parties."""
    if not cells.has_figures(tables, "tone"):
        return
    card = cells.card_of(tables, METRIC)
    names = shown_actors(tables)
    flow = Flow(
        title="Tone toward actors, by voice",
        lede=lede(tables, names),
        note=text.method_note([card], tables.manifest) + method_said(tables) + LEFT_OUT,
        section="Tone",
    )
    frame = by_voice(tables, BY_ACTOR, names, outlet=None)
    flow.strips(
        frame,
        look=Look(across=1, series=SERIES),
        subtitle="All outlets together",
        nothing=text.no_value("tone toward actors", frame),
    )
    if cells.outlets_have_figures(tables.estimates):
        _outlets(flow, tables, names)
    _parties(flow, tables)
    yield from flow.pages


def _outlets(flow: Flow, tables: ReportTables, names: Mapping[str, str]) -> None:
    known = pl.col("value").is_not_null()
    one_voice = cells.by_group(
        tables,
        METRIC,
        group_by=BY_ACTOR,
        groups={f"{actor}:journalist": name for actor, name in names.items()},
        outlets_as_rows=False,
    )
    one_voice = one_voice.filter(known.any().over("row"), known.any().over("column"))
    flow.strips(
        one_voice,
        look=Look(across=across_for(one_voice["column"].n_unique()), common_scale=True, keep_width=True),
        subtitle="In the journalist’s own words, outlet by outlet",
        nothing="No outlet’s own words mention an actor in enough articles for a figure.",
    )


def method_said(tables: ReportTables) -> str:
    """Which method the figures come from."""
    known = set(tables.estimates.filter(pl.col("value").is_not_null())["metric"].unique())
    if f"{METRIC}_target" in known:
        return (
            " Scores run from −1 (negative) through 0 (neutral) to 1 (positive): the tone toward this actor, as a trained model "
            "reads each sentence that mentions it. Figures by VADER’s word list are in the tables."
        )
    if f"{METRIC}_vader" in known:
        return (
            " Method: VADER’s word list on each sentence that mentions the actor, from −1 to 1; it does not know whom its "
            "words are about."
        )
    return ""


def shown_actors(tables: ReportTables) -> dict[str, str]:
    """Actor id -> name of the actors with most cases of tone over all outlets, those with a figure first."""
    found = cells.whole_period(tables).filter(pl.col("metric") == METRIC, pl.col("group_by") == BY_ACTOR)
    split = found.with_columns(actor_id=pl.col("group").str.replace(r":[^:]*$", ""))
    sized = split.group_by("actor_id").agg(known=pl.col("value").count() > 0, n=pl.col("n").sum())
    order = sized.sort("known", "n", "actor_id", descending=[True, True, False]).head(MAX_ACTORS)
    return names_of(tables, order)


def by_voice(tables: ReportTables, grouping: str, names: Mapping[str, str], *, outlet: str | None) -> pl.DataFrame:
    """Cells with actors or parties as rows and voices as series, of one outlet or of all together."""
    parts = {}
    for voice in SERIES:
        groups = {f"{group}:{voice}": name for group, name in names.items()}
        if outlet is None:
            parts[voice] = cells.overall(tables, METRIC, group_by=grouping, groups=groups)
        else:
            frame = cells.by_group(tables, METRIC, group_by=grouping, groups=groups, outlets_as_rows=False)
            parts[voice] = frame.filter(pl.col("column") == outlet)
    return cells.in_series(parts)


def lede(tables: ReportTables, names: Mapping[str, str]) -> str:
    """For whom the interval of the tone of the journalists' own words lies on one side of 0."""
    frame = cells.overall(
        tables, METRIC, group_by=BY_ACTOR, groups={f"{actor}:journalist": name for actor, name in names.items()}
    )
    valued = frame.filter(pl.col("value").is_not_null())
    if valued.is_empty():
        return text.no_value("tone toward actors", frame)
    below = valued.filter(pl.col("ci_high") < 0).sort("value")
    above = valued.filter(pl.col("ci_low") > 0).sort("value", descending=True)
    sides = (("below", below), ("above", above))
    said = [f"{side} 0 toward {text.listed(_with_intervals(found), limit=3)}" for side, found in sides if found.height]
    of = numbers.count(valued.height, "actor")
    if not said:
        return (
            f"In the journalists’ own words the tone is clearly negative or positive toward none of {of}: every interval "
            "includes 0."
        )
    n_others = valued.height - below.height - above.height
    others = f"; toward {numbers.count(n_others, 'other actor')} the interval includes 0" if n_others else ""
    return (
        f"On a scale from −1 to 1, the tone in the journalists’ own words is {' and '.join(said)}{others}. The intervals are not "
        "adjusted for the number of actors."
    )


def _with_intervals(found: pl.DataFrame) -> list[str]:
    """Each actor with its figure and interval, in as many digits as show on which side of 0 it ends."""
    rows = [(row, (row["value"], row["ci_low"], row["ci_high"])) for row in found.iter_rows(named=True)]
    return [f"{row['row']} ({numbers.with_interval(*ends, row['unit'], digits=_digits(*ends))})" for row, ends in rows]


def _digits(*ends: float) -> int:
    return next((digits for digits in range(2, _MOST_DIGITS) if all(round(end, digits) for end in ends)), _MOST_DIGITS)


def _parties(flow: Flow, tables: ReportTables) -> None:
    if not tables.parties or not cells.present(tables, [METRIC], group_by=BY_PARTY):
        return
    known = {card.id: card.label for card in tables.parties}
    found = cells.whole_period(tables).filter(pl.col("metric") == METRIC, pl.col("group_by") == BY_PARTY)
    sized = found.group_by(party=pl.col("group").str.replace(r":[^:]*$", "")).agg(pl.col("n").sum())
    order = sized.filter(pl.col("party").is_in(list(known))).sort("n", "party", descending=[True, False])["party"]
    names = {party: known[party] for party in order.head(MAX_PARTIES)}
    parts = [by_voice(tables, BY_PARTY, names, outlet=None)]
    if cells.outlets_have_figures(tables.estimates):
        parts += [by_voice(tables, BY_PARTY, names, outlet=outlet) for outlet in cells.outlets_of(tables)]
    valued = pl.col("value").is_not_null().any().over("column") | (pl.col("column") == cells.TOGETHER)
    frame = pl.concat(parts).filter(valued)
    of_parties = {voice: (OF_PARTIES.get(voice, look[0]), *look[1:]) for voice, look in SERIES.items()}
    flow.strips(
        frame,
        look=Look(across=across_for(frame["column"].n_unique()), common_scale=True, series=of_parties, keep_width=True),
        subtitle="Toward parties",
        nothing=text.no_value("tone toward parties", frame),
    )
