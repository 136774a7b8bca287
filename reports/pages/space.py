"""Quote space: who gets to speak, whom the journalist writes about, and the balance against named baselines."""

from collections.abc import Iterator, Mapping

import polars as pl

from reports import cells, confirmed, lettering, numbers, style, text
from reports.figures.strips import HEAD_SIZE, Look, across_for
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

SPEECH, MENTION, BALANCE = "quote_space.speech_share", "quote_space.mention_share", "quote_space.balance"
UPPER = "quote_space.speech_share_upper"
PROMINENCE = tuple(f"quote_space.{name}" for name in ("in_headline", "in_lead", "first_quoted"))
MAX_PARTIES, MAX_PAIRS = 15, 6
PARTY_ROOM = 1.15
"""Inches for the name of each party of a pair, so that both and the baseline fit over a column."""
REACH = (
    " The pale band runs to the share a party would have if every unknown speaker were its own. Balance: at −1 or 1 only one of "
    "the two speaks; against parity, 0 means that both have the same; other baselines are the codebook’s. Shown are the pairs "
    "with most words; all are in the tables."
)
SERIES = {
    "speech": ("who speaks: share of attributed words", style.INK, "o"),
    "mention": ("who is written about: share of the journalist’s words about anybody", "#e69f00", "D"),
}


def pages(tables: ReportTables) -> Iterator[Page]:
    """Speech space of parties, speech against mention space, balance, prominence, one-sided articles."""
    labels = shown_parties(tables)
    if not labels or not cells.has_figures(tables, "quote_space"):
        return
    cards = [cells.card_of(tables, metric) for metric in (SPEECH, MENTION)]
    band = REACH if cells.present(tables, [UPPER], group_by="party") else ""
    flow = Flow(
        title="Quote space of the parties",
        lede=lede(tables, labels),
        note=text.method_note(cards, tables.manifest) + band,
        section="Quote space",
    )
    _speech(flow, tables, labels)
    _balance(flow, tables)
    _prominence(flow, tables, labels)
    _whole_articles(flow, tables)
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
    real = next((party for party in labels if party not in style.NO_PARTY_COLOURS), None)
    if real is None:
        return "No attributed word could be given to a party."
    frame = cells.by_group(tables, SPEECH, group_by="party", groups={real: labels[real]})
    tested = confirmed.of_metric(tables, SPEECH, group=real)
    said = text.spread(f"{text.possessive(cells.brief(labels)[real])} share of attributed words", frame, tested)
    unknown = cells.overall(tables, SPEECH, group_by="party", groups={"unknown": "unknown"})["value"].drop_nulls()
    if unknown.is_empty():
        return said
    over = " in all outlets" if tables.articles["outlet"].n_unique() > 1 else ""
    return f"{said} {numbers.figure(unknown[0], 'share')} of the words{over} have no known speaker."


def colours_by_label(tables: ReportTables, labels: Mapping[str, str]) -> dict[str, str]:
    """Row label -> colour of the party."""
    chosen = {party.id: party.colour for party in tables.parties if party.colour}
    colours = style.party_colours([party.id for party in tables.parties], chosen)
    return {label: colours.get(party, style.ACCENT) for party, label in labels.items()}


def _speech(flow: Flow, tables: ReportTables, labels: Mapping[str, str]) -> None:
    frame = speech_cells(tables, labels)
    left_out = len(tables.parties) - sum(party not in style.NO_PARTY_COLOURS for party in labels)
    more = f" ({left_out} smaller parties: see the tables)" if left_out > 0 else ""
    across = across_for(frame["column"].n_unique())
    flow.strips(
        frame,
        look=Look(across=across, common_scale=True, keep_width=True, series=SERIES),
        subtitle=f"Who speaks, and who is written about{more}",
        nothing=text.no_value("the parties’ speech and mention space", frame),
    )


def speech_cells(tables: ReportTables, labels: Mapping[str, str]) -> pl.DataFrame:
    """Cells with parties as rows, outlets as columns, speech and mention space as series; speech with its reach."""
    speech, mention, highest = (
        cells.by_group(tables, metric, group_by="party", groups=labels, outlets_as_rows=False)
        for metric in (SPEECH, MENTION, UPPER)
    )
    both = cells.in_series({"speech": speech.with_columns(reach=highest["value"]), "mention": mention})
    return both.with_columns(unit=pl.lit("share"))


def _balance(flow: Flow, tables: ReportTables) -> None:
    found = cells.whole_period(tables).filter(pl.col("metric") == BALANCE)
    grouping = found["group_by"].first()
    if grouping is None:
        return
    labels = cells.brief(cells.party_labels(tables.parties))
    shown = dict(zip(labels, lettering.labels([*labels.values()], PARTY_ROOM, HEAD_SIZE), strict=True))
    groups = {group: _pair_label(group, shown) for group in pairs(tables)}
    frame = cells.by_group(tables, BALANCE, group_by=str(grouping), groups=groups)
    flow.strips(
        frame,
        look=Look(across=across_for(len(groups)), common_scale=True),
        subtitle="Balance of speech: above 0 the first party has more, below 0 the second",
        nothing=text.no_value("the balance of speech space", frame),
    )


def pairs(tables: ReportTables) -> list[str]:
    """The groups of the pairs of parties with most words, the baselines of a pair side by side."""
    found = cells.whole_period(tables).filter(pl.col("metric") == BALANCE, ~cells.mirrored(tables))
    pair = pl.col("group").str.split(":").list.head(2).list.join(":")
    sized = found.group_by("group").agg(pl.col("n").sum()).with_columns(most=pl.col("n").max().over(pair), pair=pair)
    return sized.sort("most", "pair", "group", descending=[True, False, False])["group"].head(MAX_PAIRS).to_list()


def _pair_label(group: str, labels: Mapping[str, str]) -> str:
    """``a:b:parity`` as ``A – B, against parity``."""
    parts = group.split(":")
    pair = " – ".join(labels.get(part, part) for part in parts[:2])
    return ", against ".join([pair, *parts[2:]])


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
        look=Look(keep_width=True, common_scale=True, row_colours=colours_by_label(tables, groups)),
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
        subtitle="One-sided articles: a single party speaks, of those in which any does",
        nothing=text.no_value("one-sided articles", frame),
    )
