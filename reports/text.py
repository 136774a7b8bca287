"""Sentences from numbers. Pure functions; they claim a difference only where test and interval agree on one (:func:`differ`)."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from reports import numbers
from reports.tables import MetricCard

LEVEL = 0.05
"""Two outlets can only "differ" where the p-value, adjusted for the number of comparisons, lies under this."""

TOO_FEW = "too_few"

EVERYWHERE = "All outlets"
"""What all outlets together are called in place of an outlet's name."""

PROPER_NAMES = ("Flesch", "Gunning", "Coleman", "Dale")


def differ() -> pl.Expr:
    """Whether the outlets of a row of table ``differences`` differ: adjusted p under :data:`LEVEL`, and 0 not in the interval.

    The permutation test takes articles for interchangeable. Of rare things in few articles it may turn on how long the articles
    are (docs/estimates.md); the interval answers for that, and where the two disagree nothing is claimed.
    """
    holds_zero = (pl.col("ci_low") <= 0) & (pl.col("ci_high") >= 0)
    return (pl.col("p_adjusted") < LEVEL) & ~holds_zero.fill_null(value=False)


def tested_pair(differences: pl.DataFrame, one: str, other: str) -> pl.DataFrame:
    """The tested row of a pair of outlets, in either order; no row where it was not tested."""
    a, b = pl.col("outlet_a"), pl.col("outlet_b")
    pair = ((a == one) & (b == other)) | ((a == other) & (b == one))
    return differences.filter(pair, pl.col("p_adjusted").is_not_null()).head(1)


def spread(name: str, cells: pl.DataFrame, differences: pl.DataFrame) -> str:
    """How a metric lies over outlets: the highest, the lowest, and whether these two differ.

    Parameters
    ----------
    name
        what the metric is called in a sentence.
    cells
        one row an outlet, columns ``row`` (the outlet), ``unit``, ``value``, ``ci_low``, ``ci_high``, ``n``, ``status``.
    differences
        rows of table ``differences`` of this metric and group.
    """
    valued = cells.filter(pl.col("value").is_not_null()).sort("value", "row")
    if valued.is_empty():
        return no_value(name, cells)
    low, high = valued.row(0, named=True), valued.row(-1, named=True)
    subject = capital(name)
    if valued.height == 1:
        alone = "" if cells.height == 1 else "; no other outlet has enough cases"
        where = "in all outlets together" if high["row"] == EVERYWHERE else f"at {high['row']}"
        return f"{subject}: {_said([high])[0]} {where} (n = {numbers.count(high['n'] or 0, 'article')}){alone}."
    if low["value"] == high["value"]:
        return f"{subject}: {numbers.figure(low['value'], low['unit'])} at every outlet."
    tested = tested_pair(differences, low["row"], high["row"])
    least, most = _said([low, high])
    return f"{subject}: from {least} at {low['row']} to {most} at {high['row']}; {verdict(tested)}."


def _said(cells: Sequence[Mapping[str, Any]]) -> list[str]:
    """Values with their intervals, rounded alike."""
    ends = ("value", "ci_low", "ci_high")
    digits = numbers.digits_of([cell[end] for cell in cells for end in ends], cells[0]["unit"])
    return [
        numbers.with_interval(cell["value"], cell["ci_low"], cell["ci_high"], cell["unit"], digits=digits)
        for cell in cells
    ]


def verdict(tested: pl.DataFrame) -> str:
    """What the test of a pair of outlets allows to say of them; ``tested`` has its row, or none where it was not tested.

    Its column ``held``, if any, says whether the difference is clear after the correction by people's codes
    (:mod:`reports.confirmed`).
    """
    if tested.is_empty():
        return "this difference was not tested"
    p = tested["p_adjusted"][0]
    shown = numbers.p_value(p)
    said = f"adjusted p {shown}" if shown.startswith(("<", ">")) else f"adjusted p = {shown}"
    held = tested["held"][0] if "held" in tested.columns else None
    if tested.select(differ()).item():
        if held is False:
            return f"these two differ ({said}), but not clearly after correction by people’s codes"
        return f"these two differ ({said}){', also after correction by people’s codes' if held else ''}"
    unsure = ", but the interval of the difference includes 0" if p < LEVEL else ""
    corrected = ", but a clear one after correction by people’s codes" if held else ""
    return f"no clear difference ({said}{unsure}){corrected}"


def no_value(name: str, cells: pl.DataFrame) -> str:
    """Why there is nothing to show."""
    if cells.is_empty():
        return f"There is no outlet to show {name} for."
    if (cells["status"] == TOO_FEW).any():
        most = max(cells["n"].drop_nulls(), default=0)
        seen = f" (at most n = {most})" if most else ""
        return f"{capital(name)}: no figure is shown, because no outlet has enough cases{seen}."
    return f"{capital(name)}: no figure is shown, because it is undefined for every outlet."


def differing(differences: pl.DataFrame) -> pl.DataFrame:
    """The pairs of outlets that differ, the clearest first."""
    return differences.filter(differ()).sort("p_adjusted", "metric", "group", "outlet_a", "outlet_b")


def at_a_glance(cards: Sequence[MetricCard], differences: pl.DataFrame, n_outlets: int) -> str:
    """On which of the headline metrics at least one pair of outlets differs."""
    if n_outlets < 2:
        return "Only one outlet was read, so there is nothing to compare it with; its figures have intervals."
    tested = differences.filter(pl.col("p_adjusted").is_not_null(), pl.col("group") == "all")
    if tested.is_empty():
        return "No two outlets have enough articles to be compared; read the intervals, and do not rank the outlets."
    seen = set(differing(tested)["metric"].to_list())
    ids = [card for card in cards if card.id in set(tested["metric"].to_list())]
    clear = [card.name for card in ids if card.id in seen]
    if not clear:
        return f"No clear difference between outlets on any of the {numbers.count(len(ids), 'headline metric')} tested."
    of = f"{len(clear)} of {numbers.count(len(ids), 'headline metric')}"
    named = listed([in_a_list(name) for name in clear], limit=8)
    said = f"Outlets differ on {of} tested: {named}.{_not_held(ids, tested)}"
    return f"{said} Where intervals overlap widely, do not rank the outlets."


def _not_held(cards: Sequence[MetricCard], tested: pl.DataFrame) -> str:
    """The metrics with differences that people's codes do not bear out; empty where there is none or nobody coded."""
    if "held" not in tested.columns:
        return ""
    lost = set(differing(tested).filter(~pl.col("held"))["metric"])
    named = [in_a_list(card.name) for card in cards if card.id in lost]
    if not named:
        return ""
    return f" After people’s codes, not every one in {listed(named)} is clear."


TOGETHER = (
    "All outlets together; none of them has enough articles for a figure of its own, so there is nothing to compare."
)
"""Whose figures are shown where no single outlet has one."""


def in_a_list(name: str) -> str:
    """A name fit for a list in a sentence: no comma, no capital unless it is a name's (``Flesch``, ``SMOG``)."""
    plain = re.sub(r", ([^,]+)$", r" (\1)", name)
    proper = plain[1:2].isupper() or plain.startswith(PROPER_NAMES)
    return plain if proper else plain[:1].lower() + plain[1:]


def listed(names: Sequence[str], *, limit: int = 6) -> str:
    """Names as a list in a sentence: ``a, b and c``; past ``limit``, how many more there are."""
    shown = list(names[:limit])
    if len(names) > limit:
        shown.append(f"{len(names) - limit} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f" and {shown[-1]}" if shown else ""


def how_to_read(manifest: Mapping[str, Any]) -> str:
    """What dots, lines and n stand for."""
    settings = manifest.get("settings", {})
    percent = numbers.figure(settings.get("confidence", 0.95), "share")
    draws = settings.get("n_bootstrap")
    by = (
        f" ({draws:,} bootstrap replicates over stories, widened where articles are few)"
        if draws
        else " (bootstrap over stories)"
    )
    fewest = settings.get("minimum_articles")
    few = f"under {fewest} of them no figure is given (“too few”)" if fewest else "“too few”: no figure is given"
    return (
        f"Dots: an outlet’s figure, a ratio of sums over its articles. Lines: {percent} intervals{by}. "
        f"n: articles behind the figure; {few}. –: nothing to measure."
    )


def method_note(cards: Sequence[MetricCard], manifest: Mapping[str, Any]) -> str:
    """How to read the figure, and what the metrics in it cannot see."""
    blind = dict.fromkeys(first_sentence(card.blind_spots) for card in cards if card.blind_spots)
    spots = f" Blind spots: {' '.join(list(blind)[:3])}" if blind else ""
    return how_to_read(manifest) + spots


def possessive(name: str) -> str:
    """A name with what says that something is its own: ``the Greens’``, ``Reform Union’s``."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def first_sentence(text: str) -> str:
    """The text up to its first full stop that ends a sentence; the section on method has the rest."""
    return text.strip().split(". ", maxsplit=1)[0].rstrip(".") + "."


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
