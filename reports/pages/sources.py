"""Source diversity: how many sources speak, how evenly, and of what kind."""

from collections.abc import Iterator, Sequence

import polars as pl

from reports import cells, confirmed, text
from reports.figures import profile
from reports.figures.strips import Look, across_for
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

FAMILY = "source_diversity"
PROFILE = {f"{FAMILY}.hill_{order}": f"q = {order}" for order in (0, 1, 2)}
ABOVE = f"{FAMILY}.n_sources"
"""The profile's first point says it already."""

COVERAGE = f"{FAMILY}.coverage"
"""Stands in the appendix."""

MAX_TYPES = 6
SECTIONS: dict[str, tuple[str, ...]] = {
    "How evenly, how concentrated, by name or not": (),
    "At a common size of attributions; compare by the first where numbers of articles differ": (
        "rarefied",
        "pooled",
    ),
    "Articles that meet the criteria of the Project for Excellence in Journalism (PEJ)": ("pej",),
}
"""Subtitle -> how the names of its metrics begin; metrics that no other subtitle claims stand under the first."""

GROUPED = {
    "source_type": "Who the sources are: shares by type of source",
    "gender": "Gender of the persons quoted, where the text tells it",
}
NOT_TOLD = {("source_type", "unknown"): "type not told", ("gender", "unknown"): "not told"}
"""What the groups are called of whom the text does not say what they are; unknown sources they are not."""

MUCH_LONGER = 1.5
"""How many times as long the articles of one outlet are as those of another, from which on the first sentence says so."""

MORE = " (rarer ones: see the last pages)"
READ_PROFILE = (
    "The effective number of sources is how many sources there would be if all spoke equally often: q = 0 counts each source "
    "once, q = 1 weighs it by how often it speaks, q = 2 hardly counts the rare ones. A steep fall means that few sources do "
    "most of the talking, a flat line that they share it. Numbers are per article; other outlets are grey."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """The diversity profile, the family’s other metrics, and the source types."""
    if not cells.has_figures(tables, FAMILY):
        return
    outlets = cells.by_metric(tables, [f"{FAMILY}.hill_1"])
    differences = confirmed.of_metric(tables, f"{FAMILY}.hill_1")
    family = cells.family(tables, FAMILY, leave_out=[*PROFILE, ABOVE, COVERAGE])
    chosen = [metric for metric in family if not metric.endswith(cells.TABLES_ONLY)]
    cards = [cells.card_of(tables, metric) for metric in (f"{FAMILY}.hill_1", *chosen[:2])]
    flow = Flow(
        title="Source diversity",
        lede=text.spread(
            "effective sources per article (q = 1, weighed by how often each speaks)", outlets, differences
        )
        + lengths(tables, outlets),
        note=text.method_note(cards, tables.manifest),
        section="Sources",
    )
    _profile(flow, tables)
    parts = sections(chosen)
    first = next(iter(parts), None)
    for subtitle, metrics in parts.items():
        frame = cells.by_metric(tables, metrics)
        nothing = text.no_value("these measures of sources", frame)
        look = Look(across=across_for(len(metrics)), keep_width=True)
        flow.strips(frame, look=look, subtitle=subtitle, nothing=nothing)
        if subtitle == first:
            _shares(flow, tables)
    yield from flow.pages


def lengths(tables: ReportTables, outlets: pl.DataFrame) -> str:
    """That the outlets of the first sentence print articles of unequal length, which by itself makes sources more or fewer."""
    valued = outlets.filter(pl.col("value").is_not_null()).sort("value", "row")
    medians = dict(tables.articles.group_by("outlet").agg(pl.col("n_words").median()).iter_rows())
    if valued.height < 2 or not set(valued["row"]) <= medians.keys():
        return ""
    low, high = (medians[valued["row"][place]] or 0.0 for place in (0, -1))
    if not low or high < MUCH_LONGER * low:
        return ""
    words = " against ".join(f"{n:,.0f}" for n in (high, low))
    return (
        f" Articles there are longer (median {words} words), which alone makes for more sources: compare the figures at a common "
        "size."
    )


def sections(metrics: Sequence[str]) -> dict[str, list[str]]:
    """Sort metric ids under the subtitles of :data:`SECTIONS`; what is not named there comes under the first."""
    sorted_in: dict[str, list[str]] = {}
    for metric in metrics:
        name = metric.split(".", 1)[1]
        subtitle = next((title for title, starts in SECTIONS.items() if name.startswith(starts)), next(iter(SECTIONS)))
        sorted_in.setdefault(subtitle, []).append(metric)
    return {subtitle: sorted_in[subtitle] for subtitle in SECTIONS if subtitle in sorted_in}


def _profile(flow: Flow, tables: ReportTables) -> None:
    found = cells.by_metric(tables, [*PROFILE])
    names = {text.capital(cells.card_of(tables, metric).name): order for metric, order in PROFILE.items()}
    frame = found.with_columns(column=pl.col("column").replace(names))
    if frame["value"].count() == 0:
        flow.silence(text.no_value("the diversity profile", frame), subtitle="Diversity profile")
        return
    flow.paragraph(READ_PROFILE)
    flow.figure(lambda into: profile.profile(frame, into=into), profile.height(frame))


def _shares(flow: Flow, tables: ReportTables) -> None:
    for grouping, subtitle in GROUPED.items():
        for metric in cells.family(tables, FAMILY, group_by=grouping)[:1]:
            every = cells.groups_by_size(tables, metric, group_by=grouping, limit=1_000)
            groups = every[:MAX_TYPES]
            labels = {group: NOT_TOLD.get((grouping, group), group.replace("_", " ")) for group in groups}
            frame = cells.by_group(tables, metric, group_by=grouping, groups=labels)
            flow.strips(
                frame,
                look=Look(common_scale=True, keep_width=True),
                subtitle=subtitle + (MORE if len(every) > len(groups) else ""),
                nothing=text.no_value("the kinds of source", frame),
            )
