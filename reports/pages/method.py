"""Method: the definition of every metric that the report shows, with what it cannot see, and the references."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports import cells, layout, lettering, numbers, style, text
from reports.layout import Page
from reports.pages import articles, overview, quoted, robustness, told_tone
from reports.pages.flow import Flow
from reports.tables import MetricCard, ReportTables, VariantCard

ENTRY_SIZE, REFERENCE_SIZE = 7.0, 6.5
GAP, TIGHT_GAP = 0.06, 0.02
"""Inches under an entry; the second where that saves a page."""

NOTE = (
    "Outlet figures are ratios of sums over articles: counts are added first and divided last, so a long article counts for more "
    "than a short one. “media-audit metrics NAME” prints a metric’s full entry, “media-audit metrics” lists them all."
)
FAMILY_NAMES = {
    "source_diversity": "Source diversity",
    "quote_space": "Quote space",
    "attribution": "Attribution",
    "tone": "Tone",
    "readability": "Readability",
    "wording": "Wording",
}


BRIEF_NOTE = (
    "In brief: “media-audit metrics NAME” prints a metric’s full entry, with its unit and range, when it is undefined and the "
    "studies that it comes from."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """The definitions of the metrics that the pages show, and where those of the others stand; in brief of few articles."""
    used = [card for card in tables.metrics if card.id in measured(tables)]
    if not used:
        return
    note, several, variants = NOTE, 3, tables.variants if tables.robustness.height else ()
    if cells.one_by_one(tables):
        used = [replace(card, unit="", undefined="", references=()) for card in used]
        note, several, variants = BRIEF_NOTE, 2, ()
    loose, tight = (_drawn(used, note=note, several=several, gap=gap, variants=variants) for gap in (GAP, TIGHT_GAP))
    yield from tight if len(tight) < len(loose) else loose


def _drawn(
    used: Sequence[MetricCard], *, note: str, several: int, gap: float, variants: Sequence[VariantCard]
) -> list[Page]:
    """The pages; of a family, blind spots that ``several`` metrics have are said once; ``gap`` inches stand under an entry."""
    shown = [card for card in used if not card.id.endswith(cells.TABLES_ONLY)]
    lede = _lede(shown, n_used=len(used))
    flow = Flow(title="Method and definitions", lede=lede, note=note, section="Method")
    for family in dict.fromkeys(card.family for card in shown):
        _family(flow, family, [card for card in shown if card.family == family], several=several, gap=gap)
    _otherwise(flow, variants, gap=gap)
    _elsewhere(flow, [card for card in used if card not in shown])
    _references(flow, [*shown, *variants])
    return flow.pages


def measured(tables: ReportTables) -> set[str]:
    """The metrics of the run; where articles are shown one by one, those of the pages that there are then."""
    if not cells.one_by_one(tables):
        return {str(metric) for metric in tables.estimates["metric"].unique()}
    shown = articles.shown_metrics(tables) | set(overview.shown_metrics(tables))
    shown |= {told_tone.METRIC} if tables.tones.height else set()
    return shown | ({quoted.METRIC} if tables.actors["actor_id"].count() else set())


def _lede(shown: Sequence[MetricCard], *, n_used: int) -> str:
    n_more = n_used - len(shown)
    more = f"; {n_more} more {'is' if n_more == 1 else 'are'} in the tables" if n_used > len(shown) else ""
    return f"What each of the {numbers.count(len(shown), 'metric')} shown means, and what it cannot see{more}."


def _family(flow: Flow, family: str, cards: Sequence[MetricCard], *, several: int, gap: float) -> None:
    """What holds for all of a family's metrics once, then each of them."""
    flow.ensure(1.3)
    flow.page.subtitle(FAMILY_NAMES.get(family, family.replace("_", " ").capitalize()))
    common, usual = shared(cards, several=several), usually_undefined(cards)
    lead = [
        f"Blind spots that several of these metrics have: {' '.join(common)}" if common else "",
        f"Undefined where nothing else is said: {_plain(usual).rstrip('.')}." if usual else "",
    ]
    if any(lead):
        flow.paragraph(" ".join(filter(None, lead)), size=ENTRY_SIZE, colour=style.INK)
    for card in cards:
        _entry(flow, card, leave_out=[*common, usual], gap=gap)


def usually_undefined(cards: Sequence[MetricCard]) -> str:
    """When most of a family's metrics are undefined, where more than two have it in common."""
    found = Counter(card.undefined for card in cards if card.undefined).most_common(1)
    return found[0][0] if found and found[0][1] > 2 else ""


def shared(cards: Sequence[MetricCard], *, several: int = 3) -> list[str]:
    """Sentences of blind spots that ``several`` of the metrics or more have, in the order of their first appearance."""
    seen = Counter(sentence for card in cards for sentence in dict.fromkeys(sentences(card.blind_spots)))
    return [sentence for sentence, n in seen.items() if n >= several]


def sentences(prose: str) -> list[str]:
    """The sentences of a declaration's prose, each with its full stop."""
    return [f"{part.strip().rstrip('.')}." for part in prose.split(". ") if part.strip(" .")]


def _entry(flow: Flow, card: MetricCard, *, leave_out: Sequence[str], gap: float) -> None:
    body = entry_text(card, leave_out=leave_out)
    lines = len(lettering.wrap(body, style.BODY_WIDTH, ENTRY_SIZE))
    flow.ensure(lines * layout.line_height(ENTRY_SIZE) + 0.24 + gap)
    flow.page.text(f"{text.capital(card.name)}  ({card.id})", size=7.5, weight="bold", gap=0.01, max_lines=2)
    flow.page.text(body, size=ENTRY_SIZE, colour=style.SOFT, gap=gap)


def entry_text(card: MetricCard, *, leave_out: Sequence[str] = ()) -> str:
    """A metric's definition in one paragraph; what was said before of its family is left out."""
    symbols = "; ".join(f"{name}: {meaning}" for name, meaning in card.symbols.items())
    blind = " ".join(sentence for sentence in sentences(card.blind_spots) if sentence not in leave_out)
    parts = [
        card.question,
        f"{card.formula}{f', where {symbols}' if symbols else ''}." if card.formula else "",
        f"Unit: {cells.unit_of(card)}." if card.unit else "",
        f"Undefined: {card.undefined.rstrip('.')}." if card.undefined and card.undefined not in leave_out else "",
        f"Blind spots: {blind}" if blind else "",
        f"({'; '.join(map(short_reference, card.references))})" if card.references else "",
    ]
    return _plain(" ".join(part for part in parts if part))


def _plain(prose: str) -> str:
    """The name of a status as the figures write it."""
    return prose.replace("too_few", "too few")


def _otherwise(flow: Flow, variants: Sequence[VariantCard], *, gap: float) -> None:
    """Where the other ways stand in which headline figures are counted, and where they come from."""
    if not variants:
        return
    named = "; ".join(dict.fromkeys(short_reference(one) for card in variants for one in card.references))
    flow.ensure(0.8)
    flow.page.subtitle("Other ways of counting")
    body = f"The chapter “{robustness.TITLE}” says what is done in each of them{f' ({named})' if named else ''}."
    flow.page.text(body, size=ENTRY_SIZE, colour=style.SOFT, gap=gap)


def _elsewhere(flow: Flow, cards: Sequence[MetricCard]) -> None:
    if cards:
        named = text.listed([card.id for card in cards], limit=len(cards))
        flow.ensure(1.0)
        flow.page.subtitle("Also measured, in the tables only")
        flow.paragraph(f"{named}.", size=ENTRY_SIZE)


def short_reference(reference: str) -> str:
    """``Hill, M. O. (1973). Diversity …`` as ``Hill 1973``, three authors or more as the first ``et al.``."""
    found = re.match(r"(?P<authors>.+?) \((?P<year>\d{4})\w?\)", reference)
    if not found:
        return reference
    names = re.findall(r"(?:^|, |& |and )([^,.&]{2,}), (?:\w\.[ -]?)+", found["authors"])
    names = [name.strip() for name in names] or [found["authors"].split(",", maxsplit=1)[0]]
    who = names[0] if len(names) == 1 else f"{names[0]} & {names[1]}" if len(names) == 2 else f"{names[0]} et al."
    return f"{who} {found['year']}"


def _references(flow: Flow, cards: Sequence[MetricCard | VariantCard]) -> None:
    references = sorted({reference for card in cards for reference in card.references}, key=str.casefold)
    if not references:
        return
    flow.ensure(1.0)
    flow.page.subtitle("References")
    flow.columns(references, size=REFERENCE_SIZE)
