import re
from itertools import pairwise

import polars as pl
import pytest
from matplotlib.text import Text

from reports import style
from reports.figures import grid, strips
from reports.figures.strips import CELLS, Look
from reports.layout import Page
from reports.pages import flow as flowing
from reports.pages.flow import FEWEST_ROWS, HEADING_ROOM, SEE_FIRST, Flow

COLUMNS = (grid.Column("word", "word", 1.0),)


@pytest.mark.parametrize("left_over", [1, 2])
def test_a_table_leaves_no_single_row_for_the_next_page(monkeypatch, left_over):
    flow = Flow(title="Words")
    drawn: list[int] = []
    monkeypatch.setattr(flowing.grid, "grid", lambda piece, **_: drawn.append(piece.height))
    one = pl.DataFrame({"word": ["a"]})
    many = pl.concat([one] * 200)
    fits = grid.rows_for(many, COLUMNS, flow.page.room - HEADING_ROOM)
    flow.grid(many.head(fits + left_over), columns=COLUMNS, nothing="none", subtitle="Words")
    assert drawn == [fits + left_over - FEWEST_ROWS, FEWEST_ROWS]


def rows_of(n_rows: int) -> pl.DataFrame:
    cells = pl.DataFrame({"row": [f"outlet {at}" for at in range(n_rows)]}).with_columns(
        *(pl.lit(text).alias(name) for name, text in (("column", "c"), ("series", ""), ("unit", ""), ("status", "ok"))),
        value=0.5,
        ci_low=0.0,
        ci_high=1.0,
        n=pl.lit(9, dtype=pl.UInt32),
        reach=pl.lit(None, dtype=pl.Float64),
    )
    return cells.match_to_schema(CELLS)


def pages_drawn(monkeypatch, n_rows: int) -> list[int]:
    flow = Flow(title="Rows", lede="A sentence. " * 120)
    drawn: list[int] = []
    monkeypatch.setattr(flowing.strips, "strips", lambda *_, **__: drawn.append(len(flow.pages)))
    flow.strips(rows_of(n_rows), look=Look(), nothing="none")
    return drawn


def test_rows_for_several_pages_begin_under_the_lede_and_those_for_one_stay_together(monkeypatch):
    whole = Page(title="Rows (continued)", note=SEE_FIRST).room
    fits = max(n for n in range(1, 99) if strips.height(rows_of(n), look=Look(tight=True)) <= whole)
    assert pages_drawn(monkeypatch, fits) == [2]
    assert pages_drawn(monkeypatch, fits + 1) == [1, 2]


FIGURES = (grid.Column("label", "metric", 1.0), grid.Column("value", "outlet", 1.0))


def grouped(*groups):
    """Rows under headings: (name, how many)."""
    rows = []
    for name, size in groups:
        rows += [(name, None), *((f"{grid.MEMBER}{name} {at}", "1") for at in range(size))]
    return pl.DataFrame(rows, schema=["label", "value"], orient="row")


def drawn_pieces(monkeypatch, table):
    flow = Flow(title="Figures")
    drawn: list[list[str]] = []
    monkeypatch.setattr(flowing.grid, "grid", lambda piece, **_: drawn.append(piece["label"].to_list()))
    flow.grid(table, columns=FIGURES, nothing="none")
    return drawn


def fits():
    return grid.rows_for(grouped(("a", 400)), FIGURES, Flow(title="Figures").page.room)


def test_the_heading_of_a_group_stands_again_on_the_next_page(monkeypatch):
    n_fit = fits()
    first, second = drawn_pieces(monkeypatch, grouped(("a", n_fit + 9)))
    assert first[0] == "a"
    assert second[:2] == ["a (continued)", f"{grid.MEMBER}a {n_fit - 1}"]
    assert len(first) - 1 + len(second) - 1 == n_fit + 9  # every row once


def test_a_heading_never_ends_a_page_and_no_row_is_lost(monkeypatch):
    n_fit = fits()
    first, second = drawn_pieces(monkeypatch, grouped(("a", n_fit - 2), ("b", 12)))
    assert len(first) == n_fit - 1  # the heading of b would have been the last row
    assert second[0] == "b"
    assert len(second) == 13


def test_plain_rows_behind_a_group_get_no_heading():
    table = pl.concat([grouped(("a", 2)), pl.DataFrame({"label": ["plain"], "value": ["1"]})])
    assert grid.with_head_again(table, 3, FIGURES)["label"].to_list() == ["plain"]
    assert grid.with_head_again(table, 2, FIGURES)["label"].to_list() == ["a (continued)", f"{grid.MEMBER}a 1", "plain"]


@pytest.mark.parametrize(("whole", "headed"), [(True, [0, 1]), (False, [1, 1])])
def test_a_whole_table_begins_on_a_new_page_rather_than_break(whole, headed):
    """Two tables of two thirds of a page each: the second is headed on every page that has a part of it."""
    flow = Flow(title="Figures")
    n_rows = int(flow.page.room * 2 / 3 / grid.ROW)
    table = pl.DataFrame({"word": ["a"] * n_rows})
    flow.grid(table, columns=COLUMNS, nothing="", subtitle="First", whole=whole)
    flow.grid(table, columns=COLUMNS, nothing="", subtitle="Second", whole=whole)
    assert [[text.get_text() for text in page.figure.texts].count("Second") for page in flow.pages] == headed


def test_a_row_of_a_table_leads_to_its_page():
    flow = Flow(title="Contents")
    table = pl.DataFrame({"word": [f"chapter {n}" for n in range(90)]})
    flow.grid(table, columns=COLUMNS, nothing="", targets=range(2, 92))
    links = [link for page in flow.pages for link in page.links]
    assert [link.page for link in links] == list(range(2, 92))
    first = flow.pages[0].links
    assert all(one.top + one.height == pytest.approx(other.top) for one, other in pairwise(first))
    assert {round(link.height, 3) for link in links} == {grid.ROW}


def test_paragraphs_in_two_columns_end_level_and_none_is_lost():
    with style.house_style():
        flow = Flow(title="T")
        flow.columns(
            [
                f"Author, A. ({year}). A title that takes two lines of a column, surely so. Journal {year}."
                for year in range(1900, 2020)
            ],
            size=6.5,
        )
    shown = [text for page in flow.pages for text in page.figure.findobj(Text)]
    assert [str(year) for year in range(1900, 2020)] == [
        year for text in shown for year in re.findall(r"\((\d{4})\)", text.get_text())
    ]
    assert len(flow.pages) == 2
    last = [text for text in flow.pages[-1].figure.findobj(Text) if "Author" in text.get_text()]
    assert len({round(text.get_position()[0], 3) for text in last}) == 2
