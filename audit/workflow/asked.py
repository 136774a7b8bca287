"""Which figure of a run somebody asks for: metric, outlet, month and group, by id or by the name that a report shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from audit import manifest, tables
from audit.errors import SettingsError
from metrics.base import ALL, Declaration, OutletMetric
from metrics.places import ALL_OUTLETS
from metrics.registry import get
from reports.labels import Labeller, labels_of
from reports.tables import PartyCard

MOST_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One figure; ``outlet`` is "(all)" for all together, ``month`` None for the whole period."""

    metric: Declaration
    outlet: str
    month: str | None
    group_by: str
    group: str
    label: str


def asked(
    out: Path,
    metric: str,
    *,
    outlet: str | None = None,
    group: str | None = None,
    by: str | None = None,
    month: str | None = None,
) -> Asked:
    """The figure that is meant.

    Parameters
    ----------
    out
        folder of a scored run.
    metric
        its id.
    outlet
        an outlet's name; None for all together.
    group
        id or label of a group (``reform``, ``Reform Union``, ``donald-trump:journalist``); None where the metric has a figure of
        whole articles.
    by
        the grouping, where a group's name stands in several.
    month
        such as ``2016-09``.

    Raises
    ------
    SettingsError
        when the run has no such figure, with the nearest that it has.
    """
    declared = get(metric)
    name = _outlet(out, outlet)
    _check_month(out, month)
    group_by, found, label = _group(out, declared, group=group, by=by)
    return Asked(metric=declared, outlet=name, month=month, group_by=group_by, group=found, label=label)


def labeller(out: Path) -> Labeller:
    """What a report of the run calls its groups."""
    names = (
        tables.scan(out, "actors").filter(pl.col("name").is_not_null()).select("actor_id", "name").unique("actor_id")
    )
    return labels_of(party_cards(out), dict(names.collect().iter_rows()))


def party_cards(out: Path) -> tuple[PartyCard, ...]:
    """The parties of the codebook that the run was scored with."""
    codebook = manifest.read(out).get("codebook") or {}
    return tuple(PartyCard(**card) for card in codebook.get("parties", ()))


def _outlet(out: Path, outlet: str | None) -> str:
    if outlet is None or outlet == ALL_OUTLETS:
        return ALL_OUTLETS
    known = tables.scan(out, "articles").select(pl.col("outlet").unique()).collect()["outlet"].drop_nulls().sort()
    return _one_of({name: name for name in known}, outlet, what="outlet")


def _check_month(out: Path, month: str | None) -> None:
    if month is None:
        return
    found = tables.scan(out, "articles").select(pl.col("published").dt.strftime("%Y-%m").unique()).collect()
    known = found["published"].drop_nulls().sort().to_list()
    if month not in known:
        span = f"{known[0]} to {known[-1]}" if known else "no article has a date"
        raise SettingsError(f"no article of month {month!r} (months: {span}); write it as 2016-09")


def _group(out: Path, metric: Declaration, *, group: str | None, by: str | None) -> tuple[str, str, str]:
    """Grouping, id and label of a group."""
    if by is not None and by not in metric.group_by:
        raise SettingsError(f"{metric.id} has no grouping {by!r}; it has {', '.join(metric.group_by)}")
    known = _groups(out, metric, by=by)
    label = labeller(out)
    if group is None:
        if ALL in metric.group_by or (by or metric.group_by[0]) == "text":
            grouping = ALL if ALL in metric.group_by else "text"
            return grouping, ALL, label(grouping, ALL)
        raise SettingsError(
            f"{metric.id} has a figure for each {' or '.join(metric.group_by)}, none of all; name one with --group: "
            f"{_some(known, label)}"
        )
    places = {(row[0], row[1]): label(*row[:2]) for row in known.select("group_by", "group").iter_rows()}
    exact = _meant(places, group)
    if len(exact) > 1:
        exact = _estimated(out, metric, exact) or exact
    if len(exact) == 1:
        return *exact[0], places[exact[0]]
    if exact:
        raise SettingsError(f"{metric.id} has several groups {group!r}; say which is meant: {_ways(exact)}")
    near = _near(group, [*(place[1] for place in places), *places.values()])
    raise SettingsError(f"{metric.id} has no group {group!r} in this run (near: {near or _some(known, label)})")


def _meant(places: Mapping[tuple[str, str], str], group: str) -> list[tuple[str, str]]:
    """The groups whose id is as given; else those whose id or label is, whatever the capitals."""
    exact = [place for place in places if place[1] == group]
    folded = group.casefold()
    return exact or [place for place, shown in places.items() if folded in (place[1].casefold(), shown.casefold())]


def _estimated(out: Path, metric: Declaration, places: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the groups that have a figure: a party rather than the actors of single articles that are called like it."""
    valued = tables.scan(out, "estimates").filter(pl.col("metric") == metric.id, pl.col("value").is_not_null())
    known = set(valued.select("group_by", "group").unique().collect().iter_rows())
    return [place for place in places if place in known]


def _ways(places: Sequence[tuple[str, str]]) -> str:
    """How to name one of several groups: by its grouping, or by its id where a grouping has several."""
    groupings = [group_by for group_by, _ in places]
    ways = [
        f"--by {group_by}" if groupings.count(group_by) == 1 else f"--by {group_by} --group {group!r}"
        for group_by, group in places
    ]
    more = len(ways) - MOST_NAMED
    return ", ".join(ways[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _groups(out: Path, metric: Declaration, *, by: str | None) -> pl.DataFrame:
    """group_by, group, n: the groups that a metric has in the run, those with most behind them first."""
    of = pl.col("metric") == metric.id
    if isinstance(metric, OutletMetric):
        pooled = tables.scan(out, "estimates").filter(of & pl.col("month").is_null() & pl.col("value").is_not_null())
        found = pooled.group_by("group_by", "group").agg(n=pl.col("n").max())
    else:
        scored = tables.scan(out, "scores").filter(of)
        found = scored.group_by("group_by", "group").agg(n=pl.col("numerator").abs().sum())
    chosen = found if by is None else found.filter(pl.col("group_by") == by)
    return chosen.sort("n", "group_by", "group", descending=[True, False, False]).collect()


def _some(known: pl.DataFrame, label: Labeller) -> str:
    """Some groups as one may write them, with their labels."""
    shown = []
    for group_by, group in known.select("group_by", "group").head(MOST_NAMED).iter_rows():
        name = label(group_by, group)
        shown.append(group if name.casefold() == group.casefold() else f"{group} ({name})")
    more = known.height - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "") if shown else "there is none in this run"


def _one_of(known: Mapping[str, str], given: str, *, what: str) -> str:
    """The name that is meant, whatever its capitals."""
    if given in known:
        return known[given]
    found = [name for key, name in known.items() if key.casefold() == given.casefold()]
    if len(found) == 1:
        return found[0]
    near = _near(given, list(known)) or ", ".join(list(known)[:MOST_NAMED])
    raise SettingsError(f"no {what} {given!r} in this run (near: {near})")


def _near(given: str, known: Sequence[str]) -> str:
    folded = {name.casefold(): name for name in known}
    return ", ".join(folded[name] for name in get_close_matches(given.casefold(), folded, n=4, cutoff=0.5))
