"""What people's codes of a random sample say: how far they agree with the machine, and its figures without its mistakes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from reports import cells, confirmed, numbers, style, text
from reports.figures.grid import Column
from reports.figures.strips import CELLS, Look
from reports.layout import Page
from reports.pages.flow import Flow
from reports.pages.quoted import names_of
from reports.tables import HandCheck, ReportTables

TITLE = "Checked by people"
TOGETHER = "Those outlets together"
"""What the outlets are called that a sheet was drawn from, where the report has others too."""

NOTE = (
    "Corrected: the machine’s figure plus what people found beyond it in rows drawn at random (double sampling); the interval "
    "answers for the choice of articles and for the machine’s mistakes. Where the two figures differ, report the corrected one. "
    "n: rows coded. Alpha is Krippendorff’s (1 is full agreement, 0 is chance). Agreement is weighted to the whole corpus, with "
    "95% intervals from resampled articles. People’s codes are taken for the truth here. Method: docs/hand-coding.md."
)
SERIES = {
    "machine": ("as counted by the machine", style.FAINT, "o"),
    "corrected": ("corrected by people’s codes", style.ACCENT, "D"),
}
AGREEMENT = (
    Column("measure", "coded", 1.6),
    Column("between", "between", 1.6),
    Column("level", "level", 0.9),
    Column("rows", "rows", 0.6, "right"),
    Column("alpha", "alpha", 1.5, "right"),
    Column("precision", "precision", 1.5, "right"),
    Column("recall", "recall", 1.5, "right"),
)
DIFFERENCES = (
    Column("metric", "metric", 2.2, lines=2),
    Column("pair", "A, B", 2.8, lines=2),
    Column("machine", "A − B, machine", 1.1, "right"),
    Column("corrected", "A − B, corrected", 1.9, "right"),
    Column("p", "adj. p", 0.6, "right"),
)
MAX_DIFFERENCES = 30
BETWEEN = {"human - machine": "people and machine", "coders": "the coders"}
ROWS = {"attributions": "sentence", "speakers": "sentence", "tone": "mention"}
ASKED = {
    "any attribution": "whether a sentence attributes anything",
    "any word of a source": "whether a sentence holds a source’s words",
    "tone": "its tone",
}


def pages(tables: ReportTables) -> Iterator[Page]:
    """One part a coded sheet; no page where nobody coded."""
    current = [check for check in tables.checks if not check.outdated]
    if not tables.checks:
        return
    flow = Flow(
        title=TITLE,
        lede=" ".join(f"{lede(check)} {findings(tables, check)}".strip() for check in current)
        or _outdated(tables.checks[0]),
        note=NOTE,
        section="Data quality",
    )
    for check in current:
        _figures(flow, tables, check)
        _differences(flow, tables, check)
        flow.grid(
            agreement_rows(check.agreement), columns=AGREEMENT, subtitle="Agreement", nothing="No row was coded twice."
        )
    for check in tables.checks if current else tables.checks[1:]:
        if check.outdated:
            flow.paragraph(_outdated(check))
    yield from flow.pages


def lede(check: HandCheck) -> str:
    """How many rows were coded, and how far people agree with the machine on the first question."""
    drawn = numbers.count(check.n_rows, ROWS.get(check.unit, "row"))
    first = check.agreement.filter(pl.col("between") == "human - machine").head(1)
    if first.is_empty() or first["alpha"][0] is None:
        return f"{drawn} drawn at random were given to people."
    row = first.row(0, named=True)
    coded = drawn if row["n_rows"] == check.n_rows else f"{row['n_rows']:,} of {drawn}"
    asked = ASKED.get(row["measure"], row["measure"])
    return f"People coded {coded} drawn at random; with the machine they agree on {asked} with alpha {_told(row, 'alpha')}."


def findings(tables: ReportTables, check: HandCheck) -> str:
    """How many of the machine's figures people's codes do not bear out, and how many differences between outlets."""
    known = pl.col("ci_low").is_not_null() & pl.col("machine").is_not_null()
    figures = check.corrected.filter(known, pl.col("actor") == "", pl.col("outlet") != cells.EVERY_OUTLET)
    if figures.is_empty():
        return ""
    off = figures.filter((pl.col("machine") < pl.col("ci_low")) | (pl.col("machine") > pl.col("ci_high"))).height
    of = numbers.count(figures.height, "figure")
    said = f"{f'{off:,}' if off else 'None'} of the machine’s {of} for single outlets is outside the corrected interval"
    one = confirmed.differences(replace(tables, checks=(check,)))
    shown = text.differing(one).filter(pl.col("held").is_not_null())
    if shown.is_empty():
        return f"{said}."
    lost = int((~shown["held"]).sum())
    differences = numbers.count(shown.height, "difference")
    return f"{said}; corrected, {f'{lost:,}' if lost else 'none'} of {differences} is no longer clear."


def _together(tables: ReportTables, check: HandCheck) -> str:
    """What the outlets of a sheet are called together: all of them, or those that it was drawn from."""
    drawn = set(check.corrected["outlet"]) - {cells.EVERY_OUTLET}
    return cells.TOGETHER if drawn >= set(tables.articles["outlet"]) else TOGETHER


def _outdated(check: HandCheck) -> str:
    return f"The corrections by sheet {check.sheet} are not shown: {check.outdated}"


def _figures(flow: Flow, tables: ReportTables, check: HandCheck) -> None:
    """Machine and corrected figure of every outlet, then of actors."""
    of_outlets = check.corrected.filter(pl.col("actor") == "")
    order = {**{outlet: outlet for outlet in cells.outlets_of(tables)}, cells.EVERY_OUTLET: _together(tables, check)}
    shown = beside(tables, of_outlets, row="outlet", names=order)
    flow.strips(
        shown,
        look=Look(across=3, series=SERIES, keep_width=True),
        subtitle=f"Machine and people, sheet {check.sheet}",
        nothing="No outlet has enough coded rows for a corrected figure.",
    )
    of_actors = check.corrected.filter(pl.col("actor") != "")
    if of_actors.height:
        flow.strips(
            beside(
                tables,
                of_actors,
                row="actor",
                names=names_of(tables, of_actors.select(actor_id="actor").unique(maintain_order=True)),
            ),
            look=Look(across=3, series=SERIES, keep_width=True),
            subtitle="Actors, all outlets together",
            nothing="",
        )


def _differences(flow: Flow, tables: ReportTables, check: HandCheck) -> None:
    """The pairs of outlets that differ by the corrected figures."""
    if check.differences.is_empty():
        return
    clear = check.differences.filter(text.differ())
    of = numbers.count(check.differences.height, "comparison")
    flow.grid(
        difference_rows(tables, clear.head(MAX_DIFFERENCES)),
        columns=DIFFERENCES,
        subtitle=f"{clear.height:,} of {of} of two outlets show a clear difference after the correction",
        nothing="None of them is clear (adjusted p < .05, 0 outside the interval).",
    )
    if (more := clear.height - MAX_DIFFERENCES) > 0:
        flow.paragraph(f"{more:,} more are in hand_coding/{check.sheet}-corrected-differences.csv.")


def difference_rows(tables: ReportTables, differences: pl.DataFrame) -> pl.DataFrame:
    """The printed rows of a table of corrected differences."""
    printed = []
    for row in differences.iter_rows(named=True):
        difference, low, high = (row[name] for name in ("difference", "ci_low", "ci_high"))
        digits = numbers.digits_of([difference, low, high, row["machine"]], row["unit"])
        printed.append(
            {
                "metric": text.capital(_name(tables, row["metric"], row["group"])),
                "pair": f"{row['outlet_a']}, {row['outlet_b']}",
                "machine": numbers.difference(row["machine"], row["unit"], digits=digits),
                "corrected": numbers.difference_with_interval(difference, low, high, row["unit"], digits=digits),
                "p": numbers.p_value(row["p_adjusted"]),
            }
        )
    return pl.DataFrame(printed)


def beside(tables: ReportTables, corrected: pl.DataFrame, *, row: str, names: Mapping[str, str]) -> pl.DataFrame:
    """Cells with outlets or actors as rows, metrics as columns, and the machine's and the corrected figure as series."""
    here = [key for key in names if key in set(corrected[row])]
    metrics = corrected.select("metric", "group").unique(maintain_order=True).rows()
    by_key = {(one["metric"], one["group"], one[row]): one for one in corrected.iter_rows(named=True)}
    found = [
        _cell(by_key[metric, group, key], row=names[key], column=_name(tables, metric, group), series=series)
        for metric, group in metrics
        for key in here
        for series in SERIES
        if (metric, group, key) in by_key
    ]
    return pl.DataFrame(found, schema=CELLS)


def _name(tables: ReportTables, metric: str, group: str) -> str:
    """What a figure is called, with the party it is of."""
    name = cells.card_of(tables, metric).name
    return f"{name}: {cells.brief(cells.party_labels(tables.parties)).get(group, group)}" if group else name


def _cell(figure: Mapping[str, Any], *, row: str, column: str, series: str) -> dict[str, Any]:
    is_corrected = series == "corrected"
    return {
        "row": row,
        "column": text.capital(column),
        "series": series,
        "unit": figure["unit"],
        "value": figure[series],
        "ci_low": figure["ci_low"] if is_corrected else None,
        "ci_high": figure["ci_high"] if is_corrected else None,
        "n": figure["n_coded"] if is_corrected else None,
        "status": figure["status"] if is_corrected else "ok",
        "reach": None,
    }


def agreement_rows(agreement: pl.DataFrame) -> pl.DataFrame:
    """The printed rows of a table of agreement."""
    return pl.DataFrame(
        [
            {
                "measure": row["measure"],
                "between": BETWEEN.get(row["between"], row["between"]),
                "level": row["level"],
                "rows": f"{row['n_rows']:,}",
                **{name: _told(row, name) for name in ("alpha", "precision", "recall")},
            }
            for row in agreement.iter_rows(named=True)
        ]
    )


def _told(row: Mapping[str, Any], name: str) -> str:
    return numbers.with_interval(row[name], row[f"{name}_low"], row[f"{name}_high"], digits=2)
