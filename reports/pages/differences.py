"""Differences between outlets: every pair that differs, with intervals and adjusted p-values."""

from collections.abc import Iterator

import polars as pl

from reports import cells, numbers, text
from reports.figures.grid import Column
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

MAX_ROWS, MAX_NEAREST = 70, 25
COLUMNS = (
    Column("metric", "metric", 2.3),
    Column("group", "group", 1.2),
    Column("one", "outlet A", 1.45),
    Column("other", "outlet B", 1.45),
    Column("difference", "A − B, with interval", 1.95, "right"),
    Column("n", "n A, B", 0.75, "right"),
    Column("p", "adj. p", 0.8, "right"),
)
NOTE = (
    "p: permutation test over articles (over stories, where outlets share them), adjusted for the number of comparisons; "
    "under .05 the outlets are said to differ. A − B is in the metric’s unit, of shares in percentage points (pp). "
    "That no clear difference was found does not show that there is none: with few articles only large ones are found. "
    "Recall of the language models differs between outlets (see the section on accuracy); a small difference may come "
    "from there."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """The pairs that differ."""
    found = text.differing(tables.differences).sort(pl.col("group") != cells.ALL, maintain_order=True)
    flow = Flow(title="Differences between outlets", lede=lede(tables, found), note=NOTE, section="Comparison")
    nearest = tables.differences.filter(pl.col("p_adjusted").is_not_null()).sort(
        "p_value", "metric", "group", "outlet_a"
    )
    flow.grid(
        rows(tables, found.head(MAX_ROWS) if found.height else nearest.head(MAX_NEAREST)),
        columns=COLUMNS,
        subtitle="" if found.height else "The largest contrasts, none of them clear",
        nothing="There is no pair of outlets to list.",
    )
    if found.height > MAX_ROWS:
        flow.paragraph(f"{found.height - MAX_ROWS:,} further pairs that differ are in the table of differences.")
    yield from flow.pages


def lede(tables: ReportTables, found: pl.DataFrame) -> str:
    """How many of the comparisons show a difference."""
    tested = tables.differences["p_adjusted"].count()
    if not tested:
        alone = tables.articles["outlet"].n_unique() < 2
        why = "there are not two outlets" if alone else "no two outlets have enough articles"
        return f"No differences were tested: {why}."
    if found.is_empty():
        return f"No clear difference in any of {numbers.count(tested, 'comparison')} between two outlets."
    return f"{found.height:,} of {numbers.count(tested, 'comparison')} between two outlets show a difference (adjusted p < .05)."


def rows(tables: ReportTables, found: pl.DataFrame) -> pl.DataFrame:
    """Printed rows."""
    labels = cells.party_labels(tables.parties)
    printed = []
    for row in found.iter_rows(named=True):
        unit = cells.card_of(tables, row["metric"]).unit
        ends = [numbers.difference(row[name], unit).removesuffix(" pp") for name in ("ci_low", "ci_high")]
        shown = f"{numbers.difference(row['difference'], unit)} [{', '.join(ends)}]"
        printed.append(
            {
                "metric": text.capital(cells.card_of(tables, row["metric"]).name),
                "group": group_label(row["group"], labels),
                "one": row["outlet_a"],
                "other": row["outlet_b"],
                "difference": shown,
                "n": f"{row['n_articles_a']}, {row['n_articles_b']}",
                "p": numbers.p_value(row["p_adjusted"]),
            }
        )
    return pl.DataFrame(printed)


def group_label(group: str | None, labels: dict[str, str]) -> str:
    """A group's id as a reader should see it."""
    if group is None or group == cells.ALL:
        return ""
    return ", ".join(labels.get(part, part) for part in group.split(":"))
