"""Method: every metric's definition, and how well the language models do."""

from collections.abc import Iterator, Sequence

from reports import layout, lettering, numbers, style, text
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import MetricCard, ModelCard, ReportTables

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
        flow.ensure(1.1)
        if card.family != family:
            family = card.family
            flow.page.subtitle(FAMILY_NAMES.get(family, family.replace("_", " ").capitalize()))
        _entry(flow, card)
    yield from flow.pages


def _entry(flow: Flow, card: MetricCard) -> None:
    body = entry_text(card)
    lines = sum(len(lettering.wrap(line, style.BODY_WIDTH, 7)) for line in body)
    flow.ensure(lines * layout.line_height(7) + 0.4)
    flow.page.text(f"{text.capital(card.name)}  ({card.id})", size=7.5, weight="bold", gap=0.01, max_lines=2)
    for line in body:
        flow.page.text(line, size=7, colour=style.SOFT, gap=0.0)
    flow.page.skip(0.08)


def entry_text(card: MetricCard) -> list[str]:
    """A metric's definition in a few lines."""
    symbols = "; ".join(f"{name}: {meaning}" for name, meaning in card.symbols.items())
    lines = [
        card.question,
        f"{card.formula}{f', where {symbols}' if symbols else ''}. Unit: {card.unit or 'none'}."
        if card.formula
        else "",
        f"Undefined: {card.undefined}." if card.undefined else "",
        f"Blind spots: {card.blind_spots}" if card.blind_spots else "",
        " ".join(card.references),
    ]
    return [line for line in lines if line]


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
