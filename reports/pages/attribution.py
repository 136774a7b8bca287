"""Attribution: how densely claims are sourced, in which form, by which verbs."""

from collections.abc import Iterator, Sequence

import polars as pl

from reports import cells, numbers, text
from reports.figures.grid import Column
from reports.figures.strips import CELLS, Look
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

FAMILY = "attribution"
DENSITY = f"{FAMILY}.density"
RELAYS = {
    "via": "Relayed: attributions that reach the reader through another medium",
    "wire": "Articles that credit an agency",
}
MAX_RELAYS = 6
NOBODY = "none"
ELSEWHERE = ("_share_words", "wire_share")
"""How the names of metrics end that are shown further down or in the appendix."""

BY_CLASS, BY_PARTY = "cue_class", "party:cue_class"
MAX_CLASSES, MAX_PARTIES, MAX_VERBS = 9, 12, 14
VERBS = (
    Column("cue_class", "class", 1.0),
    Column("verbs", "verbs, with how often they were used", 7.0),
    Column("n", "uses", 0.7, "right"),
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """The family's metrics over outlets, then reporting verbs."""
    frame = cells.by_metric(tables, [DENSITY])
    chosen = [metric for metric in cells.family(tables, FAMILY) if not metric.endswith(ELSEWHERE)]
    cards = [cells.card_of(tables, metric) for metric in chosen[:3]]
    flow = Flow(
        title="Attribution of claims",
        lede=text.spread(cells.card_of(tables, DENSITY).name, frame, cells.differences_of(tables, DENSITY)),
        note=text.method_note(cards, tables.manifest),
        section="Attribution",
    )
    if tables.kinds.height:
        flow.paragraph(counted(tables.kinds))
    whole = cells.by_metric(tables, chosen)
    flow.strips(
        whole,
        look=Look(across=3, keep_width=True),
        subtitle="How much is attributed, and how",
        nothing=text.no_value("attribution", whole),
    )
    _relays(flow, tables)
    yield from flow.pages
    yield from _verb_pages(tables)


def counted(kinds: pl.DataFrame) -> str:
    """How many attributions of each kind there are, with their words."""
    sums = (
        kinds.group_by("kind")
        .agg(pl.col("n").sum(), pl.col("n_words").sum())
        .sort("n", "kind", descending=[True, False])
    )
    each = [f"{n:,} {kind} ({words:,} words)" for kind, n, words in sums.iter_rows()]
    return f"Over all outlets: {numbers.count(int(sums['n'].sum()), 'attribution')}; {text.listed(each)}."


def _relays(flow: Flow, tables: ReportTables) -> None:
    for grouping, subtitle in RELAYS.items():
        for metric in cells.family(tables, FAMILY, group_by=grouping)[:1]:
            sized = cells.groups_by_size(tables, metric, group_by=grouping, limit=MAX_RELAYS + 1)
            groups = [group for group in sized if group != NOBODY][:MAX_RELAYS]
            frame = cells.by_group(tables, metric, group_by=grouping, groups=actor_names(tables, groups))
            flow.strips(
                frame,
                look=Look(keep_width=True, common_scale=True),
                subtitle=subtitle,
                nothing="No figure is shown, because too few articles have any.",
            )


def actor_names(tables: ReportTables, groups: Sequence[str]) -> dict[str, str]:
    """Actor id -> name, or the id in words where the name is not known."""
    known = dict(tables.actors.filter(pl.col("name").is_not_null()).select("actor_id", "name").iter_rows())
    return {group: known.get(group, group.replace("-", " ")) for group in groups}


def _verb_pages(tables: ReportTables) -> Iterator[Page]:
    flow = Flow(
        title="Reporting verbs",
        lede=_verb_lede(tables.verbs),
        note=text.how_to_read(tables.manifest)
        + " Classes come from a reviewed list of verbs; a verb that is not on it has no class. A class says how a verb "
        "usually colours what is said, not what the journalist meant here.",
        section="Attribution",
    )
    _by_class(flow, tables)
    _by_party(flow, tables)
    flow.grid(
        verb_rows(tables.verbs),
        columns=VERBS,
        subtitle="The verbs, in counts",
        nothing="No attribution has a reporting verb.",
    )
    yield from flow.pages


def _by_class(flow: Flow, tables: ReportTables) -> None:
    for metric in cells.family(tables, FAMILY, group_by=BY_CLASS)[:1]:
        groups = cells.groups_by_size(tables, metric, group_by=BY_CLASS, limit=MAX_CLASSES)
        frame = cells.by_group(tables, metric, group_by=BY_CLASS, groups={group: group for group in groups})
        flow.strips(
            frame,
            look=Look(across=3, keep_width=True),
            subtitle="Classes of reporting verbs",
            nothing=text.no_value("the classes of reporting verbs", frame),
        )


def _by_party(flow: Flow, tables: ReportTables) -> None:
    if not tables.parties:
        return
    for metric in cells.family(tables, FAMILY, group_by=BY_PARTY)[:1]:
        frame = party_cells(tables, metric)
        flow.strips(
            frame,
            look=Look(across=3, keep_width=True),
            subtitle="Classes of reporting verbs by party of the speaker, all outlets together",
            nothing=text.no_value("the reporting verbs of parties", frame),
        )


def party_cells(tables: ReportTables, metric: str) -> pl.DataFrame:
    """Cells with parties as rows and verb classes as columns, over all outlets."""
    labels = {card.id: card.label for card in tables.parties[:MAX_PARTIES]}
    found = cells.whole_period(tables).filter(pl.col("metric") == metric, pl.col("group_by") == BY_PARTY)
    classes = found["group"].str.split(":").list.last().unique().sort().head(MAX_CLASSES).to_list()
    parts = [
        cells.overall(
            tables, metric, group_by=BY_PARTY, groups={f"{party}:{kind}": label for party, label in labels.items()}
        ).with_columns(column=pl.lit(kind))
        for kind in classes
    ]
    return pl.concat(parts) if parts else pl.DataFrame(schema=CELLS)


def _verb_lede(verbs: pl.DataFrame) -> str:
    counted = verbs.filter(pl.col("cue_lemma").is_not_null()).group_by("cue_lemma").agg(pl.col("n").sum())
    total = int(counted["n"].sum() or 0)
    if not total:
        return "No attribution has a reporting verb, so there is nothing to count."
    top = counted.sort("n", "cue_lemma", descending=[True, False]).head(3)
    shares = [f"“{verb}” ({100 * n / total:.0f}%)" for verb, n in top.iter_rows()]
    return f"The most frequent cues are {text.listed(shares)} of {total:,} that introduce an attribution, over all outlets."


def verb_rows(verbs: pl.DataFrame) -> pl.DataFrame:
    """One printed row a class: its most frequent verbs."""
    counted = (
        verbs.filter(pl.col("cue_lemma").is_not_null())
        .group_by(pl.col("cue_class").fill_null("no class"), "cue_lemma")
        .agg(pl.col("n").sum())
        .sort("n", "cue_lemma", descending=[True, False])
    )
    listed = counted.group_by("cue_class").agg(
        verbs=pl.format("{} {}", "cue_lemma", "n").head(MAX_VERBS).str.join(", "), total=pl.col("n").sum()
    )
    return listed.sort("total", "cue_class", descending=[True, False]).select(
        "cue_class", "verbs", n=pl.col("total").cast(pl.String)
    )
