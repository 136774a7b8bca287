"""What counting otherwise does: the sentence that names the figures that do not stand, the order of outlets, single articles."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from reports import cells, numbers, text
from reports.figures.grid import Column
from reports.labels import labeller
from reports.pages.flow import Flow
from reports.tables import ReportTables

FIGURE = ("outlet", "metric", "group_by", "group")
ONE_ARTICLE = "one_less"
MAX_NAMED, MAX_ARTICLES = 2, 4
ARTICLES = (
    Column("figure", "figure", 2.4, lines=2),
    Column("outlet", "outlet", 1.3, lines=2),
    Column("main", "with it", 0.65, "right"),
    Column("value", "without", 0.65, "right"),
    Column("pull", "shift, of interval", 0.75, "right"),
    Column("article", "article", 4.0, lines=2),
)


def shown_figures(tables: ReportTables, *, whole: Sequence[str], parties: Mapping[str, str]) -> pl.DataFrame:
    """The figures of single outlets that are drawn and have a value: outlet, metric, group_by, group, once each."""
    groups = [*parties, *(f"{party}:journalist" for party in parties)]
    of_whole = pl.col("metric").is_in(list(whole)) & pl.col("group_by").is_in(list(cells.WHOLE))
    of_parties = pl.col("metric").is_in(["quote_space.speech_share", "tone.mean"]) & pl.col("group").is_in(groups)
    found = tables.robustness.filter(
        (of_whole & (pl.col("group") == cells.ALL)) | of_parties,
        pl.col("outlet").is_in(cells.outlets_of(tables)),
        pl.col("main").is_not_null(),
    )
    return found.select(FIGURE).unique(maintain_order=True)


def lede(tables: ReportTables, shown: pl.DataFrame) -> str:
    """How many figures stay in their intervals however they are counted, and which do not."""
    off = tables.robustness.filter(~pl.col("within")).join(shown, on=FIGURE, how="semi")
    figures = numbers.count(shown.height, "figure")
    outlets = "single outlets" if shown["outlet"].n_unique() > 1 else str(shown["outlet"].first())
    if off.is_empty():
        which = f"The figure for {outlets} stays" if shown.height == 1 else f"All {figures} for {outlets} stay"
        return f"{which} within the interval whichever way it is counted here."
    n_stand = shown.height - off.select(FIGURE).n_unique()
    if shown.height == 1:
        first = f"The figure for {outlets} falls outside its interval in some ways of counting."
    elif n_stand < 2:
        none = f"{'Only 1' if n_stand else 'None'} of {figures}"
        first = f"{none} for {outlets} stays within its interval whichever way it is counted here."
    else:
        first = (
            f"{n_stand:,} of {figures} for {outlets} stay within their intervals whichever way they are counted here."
        )
    return " ".join([first, *_named(tables, off)])


def _named(tables: ReportTables, off: pl.DataFrame) -> list[str]:
    """A sentence on each way of counting that moves figures out of their intervals, the one that moves one furthest first."""
    beyond = pl.max_horizontal(pl.col("ci_low") - pl.col("value"), pl.col("value") - pl.col("ci_high"))
    ordered = off.with_columns(excess=beyond / (pl.col("ci_high") - pl.col("ci_low")))
    ordered = ordered.sort("excess", "metric", "group", "outlet", descending=[True, False, False, False])
    parts = ordered.partition_by("variant", maintain_order=True)
    return [_sentence(tables, part) for part in parts[:MAX_NAMED]]


def _sentence(tables: ReportTables, part: pl.DataFrame) -> str:
    """How many figures one way of counting moves out of their intervals, and the one that it moves furthest."""
    row = part.row(0, named=True)
    phrase = next((card.phrase for card in tables.variants if card.name == row["variant"]), row["variant"])
    name, before, after = figure_name(tables, row), *_values(tables, row)
    outlet, instead = row["outlet"], f"{after} instead of {before}"
    if part.height == 1:
        return f"{text.capital(phrase)}, the figure for {name} at {outlet} would be {instead}."
    outlets = part["outlet"].n_unique()
    where = f"at {outlet}" if outlets == 1 else f"at {outlets} outlets"
    at = "" if outlets == 1 else f" at {outlet}"
    return f"{text.capital(phrase)}, {part.height:,} figures {where} fall outside, the furthest {name}{at}: {instead}."


def figure_name(tables: ReportTables, row: Mapping[str, Any]) -> str:
    """What a figure is called within a sentence, with its party."""
    group = labeller(tables)(row["group_by"], row["group"])
    name = text.in_a_list(cells.card_of(tables, row["metric"]).name)
    return f"{name} ({group})" if group else name


def _values(tables: ReportTables, row: Mapping[str, Any]) -> tuple[str, str]:
    """The main figure and the variant's, rounded alike, with as many digits as tell them apart."""
    unit = cells.unit_of(cells.card_of(tables, row["metric"]))
    main, value = row["main"], row["value"]
    digits = numbers.digits_of([main, value], unit)
    shown = tuple(numbers.figure(one, unit, digits=digits) for one in (main, value))
    if shown[0] == shown[1]:
        shown = tuple(numbers.figure(one, unit, digits=digits + 1) for one in (main, value))
    return shown[0], shown[1]


def order(flow: Flow, tables: ReportTables, shown: pl.DataFrame, *, metrics: Sequence[str]) -> None:
    """For each metric and way of counting: how many figures leave their intervals, and whether the order of outlets stays."""
    if shown["outlet"].n_unique() < 2:
        return
    table = order_rows(tables, shown, metrics)
    known = [card for card in tables.variants if card.name in table.columns]
    columns = (
        Column("figure", "figure", 1.9, lines=2),
        *(Column(card.name, card.label, 1.12, "right") for card in known),
    )
    flow.grid(
        table,
        columns=columns,
        subtitle="Do comparisons hold up? Figures outside their intervals · τ of the order of outlets",
        nothing="",
        whole=True,
    )


def order_rows(tables: ReportTables, shown: pl.DataFrame, metrics: Sequence[str]) -> pl.DataFrame:
    """Printed rows: a metric, and for each variant the outlets off their intervals and τ; groups of a metric together."""
    keys = ["metric", "group_by", "group"]
    found = tables.standing.join(shown.select(keys).unique(), on=keys, how="semi")
    summed = found.group_by("metric", "group_by", "variant", maintain_order=True).agg(
        pl.col("n_judged", "n_off", "n_moved").sum(), pl.col("tau").min(), n_groups=pl.len()
    )
    by_key = {(row["metric"], row["variant"]): row for row in summed.iter_rows(named=True)}
    variants = [card.name for card in tables.variants if card.name in set(summed["variant"])]
    rows = []
    for metric in metrics:
        first = next((by_key[metric, variant] for variant in variants if (metric, variant) in by_key), None)
        if first is None:
            continue
        name = text.capital(cells.card_of(tables, metric).name)
        grouped = first["group_by"].startswith("party")
        rows.append(
            {"figure": f"{name}, {numbers.count(first['n_groups'], 'party', 'parties')}" if grouped else name}
            | {variant: _cell(by_key.get((metric, variant))) for variant in variants}
        )
    return pl.DataFrame(rows)


def _cell(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return "–"
    if not row["n_moved"]:
        return "="
    tau = "" if row["tau"] is None else f" · {numbers.figure(row['tau'], digits=2).replace('0.', '.')}"
    return f"{row['n_off']} of {row['n_judged']}{tau}"


def articles(flow: Flow, tables: ReportTables, shown: pl.DataFrame) -> None:
    """The single articles on which most hangs."""
    table = article_rows(tables, shown)
    flow.grid(
        table,
        columns=ARTICLES,
        subtitle="The most influential single articles",
        nothing="No single article moves a figure.",
        whole=True,
    )


def article_rows(tables: ReportTables, shown: pl.DataFrame) -> pl.DataFrame:
    """Printed rows: figure, outlet, value with and without the article, its id; an article once, where it moves most."""
    found = tables.robustness.filter(pl.col("variant") == ONE_ARTICLE, pl.col("article_id").is_not_null())
    width = pl.col("ci_high") - pl.col("ci_low")
    pull = (pl.col("value") - pl.col("main")).abs() / width
    held = found.join(shown, on=FIGURE, how="semi").filter(width > 0).with_columns(pull=pull)
    first = held.sort("pull", "metric", "group", "outlet", descending=[True, False, False, False])
    first = first.unique("article_id", keep="first", maintain_order=True).head(MAX_ARTICLES)
    rows = []
    for row in first.iter_rows(named=True):
        main, value = _values(tables, row)
        printed = {
            "figure": text.capital(figure_name(tables, row)),
            "outlet": row["outlet"],
            "main": main,
            "value": value,
        }
        rows.append(printed | {"pull": numbers.figure(row["pull"], "share", digits=0), "article": row["article_id"]})
    return pl.DataFrame(rows, schema={column.name: pl.String for column in ARTICLES})
