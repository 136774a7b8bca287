"""At a glance: the headline metrics of every outlet."""

from collections.abc import Iterator

import polars as pl

from reports import cells, confirmed, text
from reports.figures.strips import Look
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

USUAL = (
    "source_diversity.n_sources",
    "source_diversity.hill_1",
    "source_diversity.named_share",
    "attribution.density",
    "attribution.attributed_share",
    "attribution.indirect_share",
    "attribution.unnamed_person_share",
    "readability.flesch_reading_ease",
    "readability.flesch_kincaid_grade",
)
"""The metrics shown first where the run has them; other headlines follow."""

ELSEWHERE = ("source_diversity.hill_0", "source_diversity.hill_2", "attribution.unnamed_share")
"""Headlines that the diversity profile shows, and all unnamed sources, which stand with their kinds under attribution."""

MAX_METRICS = 12


def pages(tables: ReportTables) -> Iterator[Page]:
    """One column a headline metric, one row an outlet, or one for all of them where no single outlet has a figure."""
    chosen = headline_metrics(tables)
    cards = [cells.card_of(tables, metric) for metric in chosen]
    single = cells.outlets_have_figures(tables.estimates)
    frame = cells.by_metric(tables, chosen, outlets=None if single else {cells.EVERY_OUTLET: cells.TOGETHER})
    if not shown_metrics(tables):
        return
    n_outlets = tables.articles["outlet"].n_unique()
    flow = Flow(
        title="At a glance",
        lede=text.at_a_glance(cards, confirmed.differences(tables), n_outlets) if single else text.TOGETHER,
        note=text.how_to_read(tables.manifest) + " Each column has its own scale.",
        section="Overview",
    )
    flow.strips(frame, look=Look(across=3), nothing=text.no_value("the headline metrics", frame))
    yield from flow.pages


def shown_metrics(tables: ReportTables) -> list[str]:
    """The headline metrics, where any of them has a figure."""
    chosen = headline_metrics(tables)
    figures = cells.whole_period(tables).filter(pl.col("metric").is_in(chosen), pl.col("group") == cells.ALL)
    return chosen if figures["value"].count() else []


def headline_metrics(tables: ReportTables) -> list[str]:
    """The usual metrics and those declared as headlines that have estimates for whole articles."""
    declared = [card.id for card in tables.metrics if card.headline and card.id not in ELSEWHERE]
    wanted = list(dict.fromkeys([*USUAL, *declared]))
    whole = tables.estimates.filter(pl.col("group") == cells.ALL, pl.col("group_by").is_in(list(cells.WHOLE)))
    here = set(whole["metric"].unique())
    return [metric for metric in wanted if metric in here][:MAX_METRICS]
