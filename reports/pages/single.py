"""The articles one by one: a run of very few articles has no outlet figures, but each article has its own counts."""

from collections.abc import Iterator

import polars as pl

from reports import cells, numbers, text
from reports.figures.grid import Column
from reports.labels import labeller
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

FEW = 4
"""Up to so many articles are printed one by one."""

MAX_ROWS = 55
GROUPINGS = ("all", "text", "party", "actor", "source_type")
COLUMNS = (
    Column("metric", "metric", 3.0),
    Column("group", "group", 2.4),
    Column("value", "value", 0.9, "right"),
    Column("numerator", "numerator", 1.0, "right"),
    Column("denominator", "denominator", 1.0, "right"),
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """One page an article, where there are few and their scores were given."""
    if not 0 < tables.articles.height <= FEW or tables.scores.is_empty():
        return
    for article in tables.articles.sort("outlet", "article_id").iter_rows(named=True):
        flow = Flow(
            title=article["title"] or article["article_id"],
            lede=f"One article of {article['outlet']}, {numbers.count(article['n_words'] or 0, 'word')}: its own counts.",
            note="Value = numerator over denominator, in the metric’s unit. These are counts of one article, all of it: there is "
            "no sample and so no interval, and they say nothing of the outlet.",
            section="Article by article",
        )
        rows = printed(tables, str(article["article_id"]))
        flow.grid(rows.head(MAX_ROWS), columns=COLUMNS, nothing="No metric has a value in this article.")
        if rows.height > MAX_ROWS:
            flow.paragraph(f"{rows.height - MAX_ROWS:,} further values are in the table of scores.")
        yield from flow.pages


def printed(tables: ReportTables, article_id: str) -> pl.DataFrame:
    """Printed rows of one article's values, whole articles first."""
    label = labeller(tables)
    order = {grouping: place for place, grouping in enumerate(GROUPINGS)}
    chosen = tables.scores.filter(
        pl.col("article_id") == article_id, pl.col("group_by").is_in(GROUPINGS), pl.col("value").is_not_null()
    ).sort(pl.col("group_by").replace_strict(order, return_dtype=pl.Int64), "metric", "group")
    rows = [
        {
            "metric": text.capital(cells.card_of(tables, row["metric"]).name),
            "group": label(row["group_by"], row["group"]),
            "value": numbers.figure(row["value"], cells.card_of(tables, row["metric"]).unit),
            "numerator": f"{row['numerator']:,.6g}",
            "denominator": f"{row['denominator']:,.6g}",
        }
        for row in chosen.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema={column.name: pl.String for column in COLUMNS})
