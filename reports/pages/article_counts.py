"""What was counted in single articles, as it is printed: "4 of 16 · 25%"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from reports import cells, numbers, text
from reports.figures import grid
from reports.labels import labeller
from reports.tables import MetricCard, ReportTables

MAX_PARTIES = 8
"""Parties of a codebook up to this number are listed even where nothing they say is quoted."""

READABILITY = "Readability"
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Sources": tuple(
        f"source_diversity.{name}"
        for name in ("n_sources", "hill_1", "named_share", "source_type_share", "gender_share")
    ),
    "Attribution": tuple(
        f"attribution.{name}"
        for name in (
            *("density", "attributed_share", "unsourced_share", "direct_share", "indirect_share", "mixed_share"),
            *("unnamed_share", "unresolved_share", "via_share", "wire_share"),
        )
    ),
    "Parties": ("quote_space.speech_share", "quote_space.mention_share"),
    READABILITY: tuple(
        f"readability.{name}"
        for name in ("flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "smog", "dale_chall", "lix")
    ),
    "Wording of the journalist’s own text": tuple(
        f"wording.{name}" for name in ("hedges", "weasels", "agentless_passives")
    ),
}
"""Subtitle -> what is counted under it."""

ONLY_IF_ANY = tuple(f"attribution.{name}" for name in ("unresolved_share", "via_share", "wire_share"))
"""What is listed only where an article has any of it."""

GROUPINGS = ("all", "text", "source_type", "gender", "party")


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one metric and group in one article."""

    numerator: float
    denominator: float
    value: float | None
    status: str


Found = dict[tuple[str, str, str], Counted]
"""By metric, group and article."""


def counts(tables: ReportTables, articles: list[str], metrics: tuple[str, ...]) -> pl.DataFrame:
    """Printed rows: a metric each, or the groups of a metric under its name, with an entry for every article.

    Groups and formulas that no article has anything of are left out.
    """
    found, label = counted(tables, metrics), labeller(tables)
    printed: list[dict[str, str]] = []
    for metric in metrics:
        if metric in ONLY_IF_ANY and not any(one.numerator for (name, _, _), one in found.items() if name == metric):
            continue
        card = cells.card_of(tables, metric)
        heading = text.capital(card.name)
        groupings = shown_groups(tables, metric)
        rows = {group: _entries(found, metric, group, articles, card) for group in groupings}
        rows = {group: entries for group, entries in rows.items() if _tells(entries)}
        whole = _entries(found, metric, cells.ALL, articles, card)
        if _tells(whole):
            printed.append({"label": heading, "unit": _unit(card)} | whole)
        elif rows:
            printed.append({"label": heading})
        printed += [
            {"label": f"{grid.MEMBER}{label(groupings[group], group)}"} | entries for group, entries in rows.items()
        ]
    return pl.DataFrame(printed, schema=dict.fromkeys(("label", "unit", *articles), pl.String))


def _tells(entries: Mapping[str, str]) -> bool:
    """Whether an article has anything of what its entries count."""
    return bool(set(entries.values()) - {"–", "too few"})


def _unit(card: MetricCard) -> str:
    """What a count is out of, or the unit of a measure without counts."""
    if _is_mark(card):
        return ""
    said = numbers.unit_name(cells.unit_of(card))
    if said.split(" ")[0].casefold() == card.name.split(" ")[0].casefold():
        return ""  # the name says it
    if card.unit == "share":
        return said.replace("% of ", "of ")
    return said[said.find("per 1") :] if "per 1" in said else said


def counted(tables: ReportTables, metrics: Sequence[str]) -> Found:
    """What was counted of some metrics, as a whole and by group, in each article."""
    chosen = tables.scores.filter(pl.col("metric").is_in(list(metrics)), pl.col("group_by").is_in(GROUPINGS))
    return {
        (row["metric"], row["group"], row["article_id"]): Counted(
            row["numerator"] or 0.0, row["denominator"] or 0.0, row["value"], row["status"]
        )
        for row in chosen.iter_rows(named=True)
    }


def shown_groups(tables: ReportTables, metric: str) -> dict[str, str]:
    """Group -> grouping of the groups that have something in an article, those with most first; texts in their order."""
    scores = tables.scores.filter(
        pl.col("metric") == metric, pl.col("group_by").is_in(GROUPINGS), pl.col("group") != cells.ALL
    )
    summed = (
        scores.group_by("group", "group_by")
        .agg(pl.col("numerator").sum())
        .sort(pl.col("group_by") != "text", -pl.col("numerator"), "group")
    )
    few = {party.id for party in tables.parties} if len(tables.parties) <= MAX_PARTIES else set[str]()
    kept = summed.filter((pl.col("numerator") > 0) | pl.col("group").is_in(list(few)))
    if (kept["group_by"] == "text").any():
        kept = kept.sort("group")
    return dict(kept.select("group", "group_by").iter_rows())


def _entries(found: Found, metric: str, group: str, articles: list[str], card: MetricCard) -> dict[str, str]:
    keys = {article: (metric, group, article) for article in articles}
    return {article: entry(found[key], card) if key in found else "–" for article, key in keys.items()}


def _is_mark(card: MetricCard) -> bool:
    """Whether an article has the quality or has it not."""
    return card.unit.startswith("share of articles")


def entry(counted: Counted, card: MetricCard, *, bare: bool = False) -> str:
    """What was counted, and unless ``bare`` what that makes: ``4 of 16 · 25%``, ``16 in 357 · 4.5``; else a measure's value."""
    few = counted.value is None and counted.status == text.TOO_FEW
    if _is_mark(card) and counted.value is not None:
        return "yes" if counted.numerator else "no"
    digits = 0 if card.unit == "share" or counted.value == 0 else None
    shown = "too few" if few else numbers.figure(counted.value, card.unit, digits=digits)
    between = " of " if card.unit == "share" else " in " if "per 1" in card.unit else ""
    whole = not (counted.numerator % 1 or counted.denominator % 1)
    if between and whole and (few or counted.value is not None):
        made = "" if bare else f" · {shown}"
        return f"{counted.numerator:,.0f}{between}{counted.denominator:,.0f}{made}"
    if counted.value is None:
        return shown
    return f"{counted.value:,.0f}" if card.unit == "sources" and not counted.value % 1 else shown
