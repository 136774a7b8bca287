"""Do the figures hold up? Each headline figure with its interval, and the same figure counted otherwise in one respect."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from reports import cells, numbers, text
from reports.figures.grid import Column
from reports.figures.strips import OFF, Look, across_for
from reports.layout import Page
from reports.pages import overview, space, standing
from reports.pages.flow import Flow
from reports.tables import ReportTables, VariantCard

TITLE = "Do the figures hold up?"
MARKS = (("^", "△"), ("s", "□"), ("v", "▽"), ("D", "◇"), ("*", "☆"), ("P", "✚"))
"""A marker for each variant that is drawn, and the sign that looks like it in a text."""

UNSURE_OF = "sure"
SPEECH, TONE, VOICE = space.SPEECH, "tone.mean", "journalist"
MAX_PARTIES = 3
MOVED = 1e-9  # relative; sums taken in another order differ by less
NOTE = (
    "Dots and lines: the figure and its interval, as on the other pages. Marks below: the same figure with one choice made "
    "differently, filled where it falls outside the interval; no mark means no change. A mark has no interval of its own, since "
    "it shares most articles with the figure: it shows whether the choice matters more than the chance of which stories were "
    "covered. With few articles intervals are wide, and little falls outside them."
)
OF_ORDER = (
    " Counting fewer attributions lowers their density and the number of sources at every outlet: there, see whether the order "
    "stays. Last table: how many figures fall outside their intervals, and Kendall’s τ between the outlets’ order and the usual "
    "one (1: the same, 0: as many pairs are reversed as kept; of several parties the lowest τ; one article fewer: the most "
    "that one article of one outlet does; VADER: how many change sign, of those whose interval excludes 0; =: nothing changes)."
)
METHOD = " Method: docs/robustness.md."
TWINS = ("source_diversity.hill_1", "readability.flesch_kincaid_grade")
"""Headlines that tell what another does (sources, reading ease): counting both would count one change twice."""

VARIANTS = (
    Column("mark", "", 0.4),
    Column("label", "way of counting", 1.5),
    Column("sentence", "what is done", 4.4, lines=3),
    Column("here", "in this run", 1.7, lines=2),
    Column("off", "figures outside their interval", 1.2, "right", lines=2),
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """What was counted otherwise, every headline figure with its marks, what that does to the order, single articles."""
    if tables.robustness.is_empty() or not cells.outlets_have_figures(tables.estimates):
        return
    whole = [metric for metric in overview.headline_metrics(tables) if metric not in TWINS]
    shown = standing.shown_figures(tables, whole=whole, parties=parties(tables))
    if shown.is_empty():
        return
    drawn = drawn_variants(tables)
    note = NOTE + (OF_ORDER if shown["outlet"].n_unique() > 1 else "") + METHOD
    flow = Flow(title=TITLE, lede=standing.lede(tables, shown), note=note, section="Comparison")
    flow.grid(variant_rows(tables, shown, drawn), columns=VARIANTS, subtitle="Other ways of counting", nothing="")
    look = Look(across=3, keep_width=True, tight=True, marks={card.name: marker for card, (marker, _) in drawn})
    names = [card.name for card, _ in drawn]
    flow.strips(
        marked(tables, names, lambda of: cells.by_metric(of, [one for one in whole if one in set(shown["metric"])])),
        look=look,
        subtitle="Whole articles",
        nothing="No figure of whole articles has been counted otherwise.",
    )
    _parties(flow, tables, names, look)
    standing.order(flow, tables, shown, metrics=[*whole, SPEECH, TONE])
    standing.articles(flow, tables, shown)
    yield from flow.pages


def parties(tables: ReportTables) -> dict[str, str]:
    """Party id -> label of the parties with most speech space."""
    found = {party: label for party, label in space.shown_parties(tables).items() if party not in ("none", "unknown")}
    return dict(list(cells.brief(found).items())[:MAX_PARTIES])


def drawn_variants(tables: ReportTables) -> list[tuple[VariantCard, tuple[str, str]]]:
    """The variants on the figures' own scale that change any of them, with their marks."""
    of_scale = tables.robustness.filter(pl.col("within").is_not_null())
    on_scale = [card for card in tables.variants if card.name in set(of_scale["variant"])]
    moving = set(of_scale.filter(moved())["variant"])
    return [(card, mark) for card, mark in zip(on_scale, MARKS, strict=False) if card.name in moving]


def moved() -> pl.Expr:
    """Whether a variant's figure is another than the main one."""
    value, main = pl.col("value"), pl.col("main")
    return (value - main).abs() > MOVED * pl.max_horizontal(value.abs(), main.abs())


def marked(tables: ReportTables, variants: Sequence[str], draw: Callable[[ReportTables], pl.DataFrame]) -> pl.DataFrame:
    """The cells that ``draw`` makes of the main figures, and of each variant's where it differs, as series."""
    parts = [draw(tables)]
    for variant in variants:
        rows = tables.robustness.filter(pl.col("variant") == variant, moved())
        none = pl.lit(None, dtype=pl.Float64)
        as_estimates = rows.with_columns(
            month=pl.lit(None, dtype=pl.String),
            ci_low=none,
            ci_high=none,
            status=pl.when(~pl.col("within")).then(pl.lit(OFF)).otherwise("status"),
        ).select(tables.estimates.columns)
        found = draw(replace(tables, estimates=as_estimates)).filter(pl.col("value").is_not_null())
        parts.append(found.with_columns(series=pl.lit(variant)))
    return pl.concat(parts)


def _parties(flow: Flow, tables: ReportTables, variants: Sequence[str], look: Look) -> None:
    """Shares of speech, and the tone of the journalist's own words, of the largest parties."""
    labels = parties(tables)
    found = {
        "Share of attributed words, by party": (SPEECH, "party", labels),
        "Tone toward parties in the journalist’s own words": (
            TONE,
            "party:voice",
            {f"{party}:{VOICE}": label for party, label in labels.items()},
        ),
    }
    for subtitle, (metric, group_by, groups) in found.items():
        if not groups or not cells.present(tables, [metric], group_by=group_by):
            continue
        frame = marked(tables, variants, _by_group(metric, group_by, groups))
        flow.strips(
            frame,
            look=replace(look, common_scale=True, across=across_for(len(groups))),
            subtitle=subtitle,
            nothing=text.no_value(subtitle[:1].lower() + subtitle[1:], frame.filter(pl.col("series") == "")),
        )


def _by_group(metric: str, group_by: str, groups: Mapping[str, str]) -> Callable[[ReportTables], pl.DataFrame]:
    unit = pl.lit("share" if metric == SPEECH else "score")
    return lambda of: cells.by_group(of, metric, group_by=group_by, groups=groups).with_columns(unit=unit)


def variant_rows(
    tables: ReportTables, shown: pl.DataFrame, drawn: Sequence[tuple[VariantCard, tuple[str, str]]]
) -> pl.DataFrame:
    """Printed rows: each variant, what it does, what that leaves out here, how many figures leave their interval."""
    signs = {card.name: sign for card, (_, sign) in drawn}
    rows = []
    for card in tables.variants:
        own = tables.robustness.filter(pl.col("variant") == card.name)
        if own["value"].count() == 0:
            continue
        judged = own.join(shown, on=standing.FIGURE, how="semi").filter(pl.col("within").is_not_null())
        off = (
            f"{judged.filter(~pl.col('within')).height} of {judged.height}"
            if judged.height
            else signs_off(tables, shown, card)
        )
        rows.append(
            {
                "mark": signs.get(card.name, ""),
                "label": card.label,
                "sentence": card.sentence,
                "here": left_out(tables, card.name),
                "off": off,
            }
        )
    return pl.DataFrame(rows, schema={column.name: pl.String for column in VARIANTS})


def signs_off(tables: ReportTables, shown: pl.DataFrame, card: VariantCard) -> str:
    """Of a variant on another scale: how many of the figures drawn have the other sign, where their sign is clear."""
    drawn = tables.standing.join(shown, on=["metric", "group_by", "group"], how="semi")
    n_off, n_judged = drawn.filter(pl.col("variant") == card.name).select(pl.col("n_off", "n_judged").sum()).row(0)
    return f"{n_off} of {n_judged} change sign" if n_judged else "–"


def left_out(tables: ReportTables, variant: str) -> str:
    """How many articles or attributions a variant leaves out, where it leaves out a fixed set of them."""
    if variant == UNSURE_OF:
        n, n_unsure = (int(tables.trust[name].sum()) for name in ("n_attributions", "n_unsure"))
        return f"{n_unsure:,} of {numbers.count(n, 'attribution')} left out" if n else ""
    own = tables.robustness.filter(pl.col("variant") == variant)
    if own["article_id"].count():
        return "one article at a time"
    if own.filter(moved()).is_empty():
        return "changes nothing"
    keys = ["outlet", *standing.FIGURE[1:]]
    own = own.filter(pl.col("outlet") == cells.EVERY_OUTLET)
    beside = cells.whole_period(tables).select(*keys, whole=pl.col("n_articles")).join(own, on=keys)
    most = beside.sort("whole", descending=True).head(1)
    n_left = int((most["whole"] - most["n_articles"]).sum())
    return f"{n_left:,} of {numbers.count(int(most['whole'].sum()), 'article')} left out" if n_left else ""
