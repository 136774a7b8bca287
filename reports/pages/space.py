"""Quote space: who gets to speak, whom the journalist writes about, and the balance against named baselines."""

from collections.abc import Iterator, Mapping

import polars as pl

from reports import cells, numbers, style, text
from reports.figures.strips import Look, across_for
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

SPEECH, MENTION, BALANCE = "quote_space.speech_share", "quote_space.mention_share", "quote_space.balance"
UPPER = "quote_space.speech_share_upper"
PROMINENCE = tuple(f"quote_space.{name}" for name in ("in_headline", "in_lead", "first_quoted"))
MAX_PARTIES, MAX_PAIRS = 15, 6
REACH = " The pale band runs to the share a party would have if every unknown speaker were its own."
NO_SPEECH = "No figure for a party: no attributed words could be given to one."
NO_PARTIES = (
    "No parties were defined, so there is no figure for parties. A codebook sorts actors into parties: "
    "`media-audit codebook suggest DIR` lists the actors that matter, and `media-audit score DIR --codebook FILE` scores "
    "the run anew without reading the articles again."
)
SERIES = {
    "speech": ("speech: share of attributed words", style.INK, "o"),
    "mention": ("mention: share of the journalist’s words about a party", "#e69f00", "D"),
}


def pages(tables: ReportTables) -> Iterator[Page]:
    """Speech space of parties, speech against mention space, balance, prominence, one-sided articles."""
    labels = shown_parties(tables)
    cards = [cells.card_of(tables, metric) for metric in (SPEECH, MENTION)]
    band = REACH if labels and cells.present(tables, [UPPER], group_by="party") else ""
    flow = Flow(
        title="Quote space of the parties",
        lede=lede(tables, labels),
        note=text.method_note(cards, tables.manifest) + band,
        section="Quote space",
    )
    if labels:
        _speech(flow, tables, labels)
        _mention(flow, tables, labels)
        _balance(flow, tables)
        _prominence(flow, tables, labels)
        _whole_articles(flow, tables)
    else:
        flow.silence(NO_SPEECH if tables.parties else NO_PARTIES, subtitle="Parties")
    yield from flow.pages


def shown_parties(tables: ReportTables) -> dict[str, str]:
    """Party id -> label of the parties with most speech space, then those without a party and the unknown speakers."""
    if not tables.parties:
        return {}
    sized = cells.groups_by_size(tables, SPEECH, group_by="party", limit=10_000)
    labels = cells.party_labels(tables.parties)
    real = [party for party in sized if party not in style.NO_PARTY_COLOURS][:MAX_PARTIES]
    rest = [key for key in style.NO_PARTY_COLOURS if key in sized]
    return cells.distinct({party: labels.get(party, party) for party in [*real, *rest]})


def lede(tables: ReportTables, labels: Mapping[str, str]) -> str:
    """The largest party's share over outlets; how much is said by unknown speakers."""
    if not tables.parties:
        return "No parties were defined, so speech space is shown for single actors only (see Who is quoted most)."
    real = next((party for party in labels if party not in style.NO_PARTY_COLOURS), None)
    if real is None:
        return "No attributed word could be given to a party."
    frame = cells.by_group(tables, SPEECH, group_by="party", groups={real: labels[real]})
    tested = cells.differences_of(tables, SPEECH, group=real)
    said = text.spread(f"the share of attributed words of {labels[real]}", frame, tested)
    unknown = cells.overall(tables, SPEECH, group_by="party", groups={"unknown": "unknown"})["value"].drop_nulls()
    if unknown.is_empty():
        return said
    return f"{said} Speakers unknown, over all outlets: {numbers.figure(unknown[0], 'share')} of the words."


def colours_by_label(tables: ReportTables, labels: Mapping[str, str]) -> dict[str, str]:
    """Row label -> colour of the party."""
    chosen = {party.id: party.colour for party in tables.parties if party.colour}
    colours = style.party_colours([party.id for party in tables.parties], chosen)
    return {label: colours.get(party, style.ACCENT) for party, label in labels.items()}


def _speech(flow: Flow, tables: ReportTables, labels: Mapping[str, str]) -> None:
    frame = cells.by_group(tables, SPEECH, group_by="party", groups=labels, outlets_as_rows=False)
    highest = cells.by_group(tables, UPPER, group_by="party", groups=labels, outlets_as_rows=False)
    left_out = len(tables.parties) - sum(party not in style.NO_PARTY_COLOURS for party in labels)
    more = f" ({left_out} smaller parties: see the tables)" if left_out > 0 else ""
    flow.strips(
        frame.with_columns(reach=highest["value"]),
        look=Look(
            across=across_for(len(cells.outlets_of(tables))),
            common_scale=True,
            keep_width=True,
            row_colours=colours_by_label(tables, labels),
        ),
        subtitle=f"Who speaks: share of an outlet’s attributed words{more}",
        nothing=text.no_value("the parties’ speech space", frame),
    )


def _mention(flow: Flow, tables: ReportTables, labels: Mapping[str, str]) -> None:
    if not cells.present(tables, [MENTION], group_by="party"):
        return
    groups = {party: label for party, label in labels.items() if party != "unknown"}
    shares = {
        name: cells.by_group(tables, metric, group_by="party", groups=groups, outlets_as_rows=False)
        for name, metric in (("speech", SPEECH), ("mention", MENTION))
    }
    frame = cells.in_series(shares)
    flow.strips(
        frame,
        look=Look(across=across_for(len(cells.outlets_of(tables))), common_scale=True, series=SERIES, keep_width=True),
        subtitle="Who speaks, and who is spoken about",
        nothing=text.no_value("speech and mention space", frame),
    )


def _balance(flow: Flow, tables: ReportTables) -> None:
    found = cells.whole_period(tables).filter(pl.col("metric") == BALANCE)
    grouping = found["group_by"].first()
    if grouping is None:
        return
    sized = found.group_by("group").agg(pl.col("n").sum()).sort("n", "group", descending=[True, False])
    groups = {group: _pair_label(group, tables) for group in sized["group"].head(MAX_PAIRS)}
    frame = cells.by_group(tables, BALANCE, group_by=str(grouping), groups=groups)
    flow.strips(
        frame,
        look=Look(across=2, common_scale=True),
        subtitle="Balance: above 0 the first party speaks more than the baseline gives it, below 0 the second",
        nothing=text.no_value("the balance of speech space", frame),
    )


def _pair_label(group: str, tables: ReportTables) -> str:
    """``a:b:parity`` as ``A – B, by parity``."""
    labels = cells.party_labels(tables.parties)
    parts = group.split(":")
    if len(parts) == 3:
        return f"{labels.get(parts[0], parts[0])} – {labels.get(parts[1], parts[1])}, by {parts[2]}"
    return " – ".join(labels.get(part, part) for part in parts)


def _prominence(flow: Flow, tables: ReportTables, labels: Mapping[str, str]) -> None:
    chosen = [metric for metric in PROMINENCE if cells.present(tables, [metric], group_by="party")]
    groups = {party: label for party, label in labels.items() if party not in style.NO_PARTY_COLOURS}
    if not chosen or not groups:
        return
    frame = pl.concat(
        cells.overall(tables, metric, group_by="party", groups=groups).with_columns(
            column=pl.lit(cells.card_of(tables, metric).name)
        )
        for metric in chosen
    )
    flow.strips(
        frame,
        look=Look(keep_width=True, row_colours=colours_by_label(tables, groups)),
        subtitle="Prominence of the parties, all outlets together",
        nothing=text.no_value("prominence", frame),
    )


def _whole_articles(flow: Flow, tables: ReportTables) -> None:
    chosen = cells.family(tables, "quote_space")
    if not chosen:
        return
    frame = cells.by_metric(tables, chosen)
    flow.strips(
        frame,
        look=Look(keep_width=True),
        subtitle="One-sided articles",
        nothing=text.no_value("one-sided articles", frame),
    )
