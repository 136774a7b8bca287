"""Source diversity: how many sources speak, how evenly, and of what kind."""

from collections.abc import Iterator

import polars as pl

from reports import cells, text
from reports.figures import profile
from reports.figures.strips import Look
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

FAMILY = "source_diversity"
PROFILE = {f"{FAMILY}.hill_{order}": f"q = {order}" for order in (0, 1, 2)}
MAX_TYPES = 12
READ_PROFILE = (
    "The profile counts sources as if all spoke equally often: q = 0 counts each source once, q = 1 weighs it by how often "
    "it speaks, q = 2 hardly counts the rare ones. A steep fall means that few sources do most of the talking; a flat line, "
    "that they share. The other outlets’ profiles stand in grey."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """The diversity profile, the family’s other metrics, and the source types."""
    outlets = cells.by_metric(tables, [f"{FAMILY}.hill_1"])
    differences = cells.differences_of(tables, f"{FAMILY}.hill_1")
    chosen = cells.family(tables, FAMILY, leave_out=[*PROFILE])
    cards = [cells.card_of(tables, metric) for metric in (f"{FAMILY}.hill_1", *chosen[:2])]
    flow = Flow(
        title="Source diversity",
        lede=text.spread("the effective number of sources (q = 1)", outlets, differences),
        note=text.method_note(cards, tables.manifest),
        section="Sources",
    )
    _profile(flow, tables)
    frame = cells.by_metric(tables, chosen)
    flow.strips(
        frame,
        look=Look(across=3, keep_width=True),
        subtitle="How many, how evenly, by name or not",
        nothing=text.no_value("the other measures of sources", frame),
    )
    _types(flow, tables)
    yield from flow.pages


def _profile(flow: Flow, tables: ReportTables) -> None:
    found = cells.by_metric(tables, [*PROFILE])
    names = {cells.card_of(tables, metric).name: order for metric, order in PROFILE.items()}
    frame = found.with_columns(column=pl.col("column").replace(names))
    if frame["value"].count() == 0:
        flow.silence(text.no_value("the diversity profile", frame), subtitle="Diversity profile")
        return
    flow.paragraph(READ_PROFILE)
    flow.figure(lambda into: profile.profile(frame, into=into), profile.height(frame))


def _types(flow: Flow, tables: ReportTables) -> None:
    for metric in cells.family(tables, FAMILY, group_by="source_type")[:1]:
        groups = cells.groups_by_size(tables, metric, group_by="source_type", limit=MAX_TYPES)
        labels = {group: group.replace("_", " ") for group in groups}
        frame = cells.by_group(tables, metric, group_by="source_type", groups=labels)
        flow.strips(
            frame,
            look=Look(across=3, common_scale=True, keep_width=True),
            subtitle="Who the sources are: shares by type of source",
            nothing=text.no_value("the types of source", frame),
        )
