"""From estimates to the cells of a figure: which rows, which columns, in which order, under which names."""

from collections import Counter
from collections.abc import Mapping, Sequence

import polars as pl

from reports import text
from reports.figures.strips import CELLS
from reports.tables import MAX_ARTICLES, MetricCard, PartyCard, ReportTables

ALL = "all"
WHOLE = ("all", "text")
"""Groupings whose group ``all`` is the whole article."""

EVERY_OUTLET, TOGETHER = "(all)", text.EVERYWHERE
TABLES_ONLY = (
    *("_words", "_vader", "_target", "_direct", "_indirect"),
    *(
        ".hill_0",
        ".log_ratio",
        ".balance_against_others",
        ".loaded_verb_gap",
        ".sources_per_100_words",
        ".simpson_unbiased",
    ),
    *(
        ".pooled_simpson",
        ".speech_share_upper",
        ".gap",
        ".positive_share",
        ".negative_share",
        ".net",
        ".janis_fadner",
        ".position",
    ),
)
"""How the ids of metrics end that stand in the tables alone: variants of those that the pages show."""

MAX_OUTLETS = 36
"""Rows that fit on a page under a heading; more outlets than that are shown in the tables only."""


MAX_BARE = 3
"""Outlets without any figure that are shown as such; more of them would fill the pages with “too few”."""


def outlets_of(tables: ReportTables) -> list[str]:
    """The outlets in alphabetical order, those with most articles where there are too many for a page; no bare ones."""
    counts = tables.articles.group_by("outlet").len().sort("len", "outlet", descending=[True, False])
    counts = counts.filter(~pl.col("outlet").is_in(bare_outlets(tables)))
    return sorted(counts["outlet"].drop_nulls().head(MAX_OUTLETS).to_list(), key=lambda name: (name.casefold(), name))


def bare_outlets(tables: ReportTables) -> list[str]:
    """The outlets that figures leave out: those without any, where others have some and they are more than a few."""
    valued = whole_period(tables).filter(pl.col("value").is_not_null(), pl.col("outlet") != EVERY_OUTLET)
    bare = set(tables.articles["outlet"].drop_nulls()) - set(valued["outlet"])
    return sorted(bare) if len(bare) > MAX_BARE and valued.height else []


def shown_outlets(tables: ReportTables) -> dict[str, str]:
    """The outlets (name -> label) that figures show; all of them together where that alone has figures."""
    together = whole_period(tables).filter(pl.col("outlet") == EVERY_OUTLET)["value"].count()
    if together and not outlets_have_figures(tables.estimates) and not one_by_one(tables):
        return {EVERY_OUTLET: TOGETHER}
    return {outlet: outlet for outlet in outlets_of(tables)}


def outlets_have_figures(estimates: pl.DataFrame) -> bool:
    """Whether any single outlet has a figure over the whole period."""
    single = estimates.filter(pl.col("month").is_null(), pl.col("outlet") != EVERY_OUTLET)
    return bool(single["value"].count())


def one_by_one(tables: ReportTables) -> bool:
    """Whether the articles are shown one by one: no outlet has a figure, and they are not too many for it."""
    return tables.articles.height <= MAX_ARTICLES and not outlets_have_figures(tables.estimates)


def has_figures(tables: ReportTables, family: str) -> bool:
    """Whether a page on a family of metrics has something to show: a figure, of outlets that do not stand for their articles."""
    here = whole_period(tables).filter(pl.col("metric").str.starts_with(f"{family}."))
    return not one_by_one(tables) and bool(here["value"].count())


def whole_period(tables: ReportTables) -> pl.DataFrame:
    """Outlet figures over the whole period (no single months)."""
    return tables.estimates.filter(pl.col("month").is_null())


def card_of(tables: ReportTables, metric: str) -> MetricCard:
    """The card of a metric, or a bare one where the run brought no declaration."""
    found = next((card for card in tables.metrics if card.id == metric), None)
    return found or MetricCard(id=metric)


def unit_of(card: MetricCard) -> str:
    """The metric's unit; of a share, with what it is a share of."""
    weight, _, remark = card.weight.partition(" (")
    averaged = "mean" in remark  # then the weight is what the mean runs over, not what the share is a share of
    return f"share of {weight}" if card.unit == "share" and weight and not averaged else card.unit


def present(tables: ReportTables, metrics: Sequence[str], *, group_by: str = ALL) -> list[str]:
    """Those of the metrics that have estimates in this grouping."""
    here = set(tables.estimates.filter(pl.col("group_by") == group_by)["metric"].unique())
    return [metric for metric in metrics if metric in here]


def party_labels(parties: Sequence[PartyCard]) -> dict[str, str]:
    """Party id -> what the report calls it."""
    return {
        "none": "no party",
        "unknown": "speaker unknown",
        **{party.id: party.label or party.id for party in parties},
    }


def brief(labels: Mapping[str, str]) -> dict[str, str]:
    """The labels without what they say in brackets, where they differ without it too."""
    short = {key: label.split(" (", maxsplit=1)[0] for key, label in labels.items()}
    return short if len(set(short.values())) == len(short) else dict(labels)


def by_metric(
    tables: ReportTables,
    metrics: Sequence[str],
    *,
    group_by: Sequence[str] = WHOLE,
    group: str = ALL,
    outlets: Mapping[str, str] | None = None,
) -> pl.DataFrame:
    """Cells with outlets (name -> label; `shown_outlets`) as rows and metrics as columns, of whole articles or a group."""
    outlets = shown_outlets(tables) if outlets is None else outlets
    names = {metric: card_of(tables, metric).name for metric in metrics}
    chosen = whole_period(tables).filter(
        pl.col("metric").is_in(list(metrics)), pl.col("group_by").is_in(list(group_by)), pl.col("group") == group
    )
    return _cells(tables, chosen, row="outlet", column="metric", rows=outlets, columns=names)


def by_group(
    tables: ReportTables, metric: str, *, group_by: str, groups: Mapping[str, str], outlets_as_rows: bool = True
) -> pl.DataFrame:
    """Cells with outlets one way and groups (id -> label) the other."""
    outlets = shown_outlets(tables)
    chosen = whole_period(tables).filter(pl.col("metric") == metric, pl.col("group_by") == group_by)
    if outlets_as_rows:
        return _cells(tables, chosen, row="outlet", column="group", rows=outlets, columns=groups)
    return _cells(tables, chosen, row="group", column="outlet", rows=groups, columns=outlets)


def overall(tables: ReportTables, metric: str, *, group_by: str, groups: Mapping[str, str]) -> pl.DataFrame:
    """Cells with groups as rows and one column, all outlets together."""
    everywhere = {EVERY_OUTLET: TOGETHER}
    chosen = whole_period(tables).filter(pl.col("metric") == metric, pl.col("group_by") == group_by)
    return _cells(tables, chosen, row="group", column="outlet", rows=groups, columns=everywhere)


def in_series(series: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Several sets of cells of the same rows and columns, put together as series."""
    if not series:
        return pl.DataFrame(schema=CELLS)
    return pl.concat([cells.with_columns(series=pl.lit(name)) for name, cells in series.items()])


def differences_of(tables: ReportTables, metric: str, *, group: str = ALL) -> pl.DataFrame:
    """The tested pairs of outlets of one metric and group."""
    return tables.differences.filter(pl.col("metric") == metric, pl.col("group") == group)


def family(tables: ReportTables, name: str, *, group_by: str = ALL, leave_out: Sequence[str] = ()) -> list[str]:
    """The metrics of a family that have estimates in this grouping, in the order of their declarations."""
    known = [card.id for card in tables.metrics if card.family == name]
    others = tables.estimates.filter(pl.col("metric").str.starts_with(f"{name}."))["metric"].unique().sort().to_list()
    ordered = list(dict.fromkeys([*known, *others]))
    return [metric for metric in present(tables, ordered, group_by=group_by) if metric not in leave_out]


def groups_by_size(tables: ReportTables, metric: str, *, group_by: str, limit: int) -> list[str]:
    """The groups of a metric, those with the greatest value over all outlets first."""
    chosen = whole_period(tables).filter(
        pl.col("metric") == metric, pl.col("group_by") == group_by, pl.col("group").is_not_null()
    )
    together = chosen.filter(pl.col("outlet") == EVERY_OUTLET)
    sized = (together if together["value"].count() else chosen).group_by("group").agg(pl.col("value").mean())
    return sized.sort("value", "group", descending=[True, False], nulls_last=True)["group"].head(limit).to_list()


def mirrored(tables: ReportTables) -> pl.Expr:
    """Pairs of parties the other way round (``b:a:parity``), whose figures are the same with the other sign."""
    order = {party.id: place for place, party in enumerate(tables.parties)}
    pair = pl.col("group").str.split(":")
    first, second = (
        pair.list.get(place, null_on_oob=True).replace_strict(order, default=None, return_dtype=pl.Int64)
        for place in (0, 1)
    )
    return (pl.col("group_by").str.starts_with("party:party") & (first > second)).fill_null(value=False)


def distinct(labels: Mapping[str, str]) -> dict[str, str]:
    """The labels, with the id behind those that two ids share."""
    seen = Counter(labels.values())
    return {key: f"{label} ({key})" if seen[label] > 1 else label for key, label in labels.items()}


def _cells(
    tables: ReportTables,
    chosen: pl.DataFrame,
    *,
    row: str,
    column: str,
    rows: Mapping[str, str],
    columns: Mapping[str, str],
) -> pl.DataFrame:
    """Lay estimates out on the full grid of rows and columns (id -> label); what was not estimated has status ``absent``."""
    rows, columns = distinct(rows), distinct(columns)
    if column != "outlet":  # an outlet's name is written as the outlet writes it
        columns = {key: text.capital(label) for key, label in columns.items()}
    keys = [(one, other) for other in columns for one in rows]
    frame = pl.DataFrame(keys, schema={row: pl.String, column: pl.String}, orient="row")
    wanted = chosen.unique(subset=[row, column], keep="first", maintain_order=True)
    units = {metric: unit_of(card_of(tables, metric)) for metric in wanted["metric"].unique()}
    only = next(iter(units.values()), "") if len(units) == 1 else ""
    return (
        frame.join(wanted, on=[row, column], how="left", maintain_order="left")
        .select(
            row=pl.col(row).replace_strict(dict(rows), return_dtype=pl.String),
            column=pl.col(column).replace_strict(dict(columns), return_dtype=pl.String),
            series=pl.lit(""),
            unit=pl.col("metric").replace_strict(units, default=only, return_dtype=pl.String),
            value="value",
            ci_low="ci_low",
            ci_high="ci_high",
            n=pl.col("n_articles").cast(pl.UInt32),
            status=pl.col("status").fill_null("absent"),
            reach=pl.lit(None, dtype=pl.Float64),
        )
        .match_to_schema(CELLS)
    )
