"""Method: every metric's definition, and how well the language models do."""

import re
from collections.abc import Iterator, Sequence

from reports import layout, lettering, numbers, style, text
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import MetricCard, ModelCard, ReportTables

ENTRY_SIZE = 6.5
FAMILY_NAMES = {
    "source_diversity": "Source diversity",
    "quote_space": "Quote space",
    "attribution": "Attribution",
    "tone": "Tone",
    "readability": "Readability",
    "wording": "Wording",
}


def pages(tables: ReportTables) -> Iterator[Page]:
    """Definitions, then accuracy."""
    yield from _definitions(tables.metrics, shown={str(metric) for metric in tables.estimates["metric"].unique()})
    yield from _accuracy(tables.models)


def _definitions(cards: Sequence[MetricCard], *, shown: set[str]) -> Iterator[Page]:
    used = [card for card in cards if card.id in shown]
    flow = Flow(
        title="Method and definitions",
        lede=f"What the {numbers.count(len(used), 'metric')} of this report measure, and what they cannot see."
        if used
        else "No metric’s declaration was given to this report.",
        note="Outlet figures are ratios of sums over articles: counts are added first and divided last, so a long article "
        "counts for more than a short one. `media-audit metrics NAME` prints the full entry.",
        section="Method",
    )
    family = ""
    for card in used:
        if card.family != family:
            family = card.family
            flow.ensure(1.3)
            flow.page.subtitle(FAMILY_NAMES.get(family, family.replace("_", " ").capitalize()))
        _entry(flow, card)
    _references(flow, used)
    yield from flow.pages


def _entry(flow: Flow, card: MetricCard) -> None:
    body = entry_text(card)
    lines = len(lettering.wrap(body, style.BODY_WIDTH, ENTRY_SIZE))
    flow.ensure(lines * layout.line_height(ENTRY_SIZE) + 0.3)
    flow.page.text(f"{text.capital(card.name)}  ({card.id})", size=7, weight="bold", gap=0.01, max_lines=2)
    flow.page.text(body, size=ENTRY_SIZE, colour=style.SOFT, gap=0.06)


def entry_text(card: MetricCard) -> str:
    """A metric's definition in one paragraph."""
    symbols = "; ".join(f"{name}: {meaning}" for name, meaning in card.symbols.items())
    parts = [
        card.question,
        f"{card.formula}{f', where {symbols}' if symbols else ''}." if card.formula else "",
        f"Unit: {card.unit}." if card.unit else "",
        f"Undefined: {card.undefined.rstrip('.')}." if card.undefined else "",
        f"Blind spots: {card.blind_spots.rstrip('.')}." if card.blind_spots else "",
        f"({'; '.join(map(short_reference, card.references))})" if card.references else "",
    ]
    return " ".join(part for part in parts if part)


def short_reference(reference: str) -> str:
    """``Hill, M. O. (1973). Diversity …`` as ``Hill 1973``, three authors or more as the first ``et al.``."""
    found = re.match(r"(?P<authors>.+?) \((?P<year>\d{4})\w?\)", reference)
    if not found:
        return reference
    names = re.findall(r"(?:^|, |& |and )([^,.&]{2,}), (?:\w\.[ -]?)+", found["authors"])
    names = [name.strip() for name in names] or [found["authors"].split(",", maxsplit=1)[0]]
    who = names[0] if len(names) == 1 else f"{names[0]} & {names[1]}" if len(names) == 2 else f"{names[0]} et al."
    return f"{who} {found['year']}"


def _references(flow: Flow, cards: Sequence[MetricCard]) -> None:
    references = sorted({reference for card in cards for reference in card.references}, key=str.casefold)
    if not references:
        return
    flow.ensure(1.0)
    flow.page.subtitle("References")
    for reference in references:
        flow.ensure(0.3)
        flow.page.text(reference, size=ENTRY_SIZE, colour=style.SOFT, gap=0.02)


def _accuracy(models: Sequence[ModelCard]) -> Iterator[Page]:
    flow = Flow(
        title="How accurate the language models are",
        lede="What is counted here was found by language models, and they err. The intervals in this report cover the choice of "
        "articles, not the models’ mistakes."
        if models
        else "The accuracy of the language models was not given to this report; see the model cards shipped with the program.",
        note="Figures from the model cards. An error that falls on all outlets alike moves all their figures; one that falls on "
        "one outlet looks like a difference between outlets.",
        section="Method",
    )
    for model in models:
        _model(flow, model)
    yield from flow.pages


def _model(flow: Flow, model: ModelCard) -> None:
    flow.ensure(0.5 + 0.16 * min(len(model.figures), 8))
    flow.page.subtitle(f"{model.name} {model.version}".strip())
    for name, value in model.figures.items():
        flow.ensure(0.4)
        flow.page.text(f"{name}: {value}", size=8, colour=style.INK, gap=0.02, max_lines=3)
    if model.blind_spots:
        flow.ensure(0.6)
        flow.page.text(f"Blind spots: {model.blind_spots}", size=8, colour=style.SOFT, gap=0.1, max_lines=12)
