import polars as pl
import pytest

from reports.figures import grid
from reports.pages import flow as flowing
from reports.pages.flow import FEWEST_ROWS, HEADING_ROOM, Flow

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
