"""Each figure function takes a table and returns a figure that shows value, interval and n."""

import polars as pl
import pytest
from matplotlib.figure import Figure, FigureBase
from matplotlib.text import Text

from reports import style
from reports.figures import grid, profile, strips, timeline, words

ROWS = [
    {"row": "Post", "column": "Hedges", "value": 0.3, "ci_low": 0.2, "ci_high": 0.45, "n": 12, "status": "ok"},
    {"row": "Times", "column": "Hedges", "value": None, "ci_low": None, "ci_high": None, "n": 3, "status": "too_few"},
    {"row": "Post", "column": "Weasels", "value": None, "ci_low": None, "ci_high": None, "n": 0, "status": "undefined"},
    {
        "row": "Times",
        "column": "Weasels",
        "value": None,
        "ci_low": None,
        "ci_high": None,
        "n": 0,
        "status": "undefined",
    },
]


def cells(rows=ROWS, **values):
    base = {"series": "", "unit": "share", "reach": None}
    return pl.DataFrame([{**base, **row, **values} for row in rows], schema=strips.CELLS)


def shown(figure: FigureBase) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def drawn_axes(figure):
    return [axes for axes in figure.get_axes() if axes.axison]


def test_strips_show_value_interval_and_n():
    figure = strips.strips(cells())
    assert isinstance(figure, Figure)
    assert {"Hedges", "Weasels", "Post", "Times", "30%", "12", "too few", "3"} <= set(shown(figure))
    (axes,) = drawn_axes(figure)
    spans = [tuple(line.get_xdata()) for line in axes.get_lines()]
    assert (0.2, 0.45) in spans
    assert (0.3,) in spans


def test_a_column_without_values_has_dashes_and_no_axis():
    figure = strips.strips(cells(ROWS[2:]))
    assert drawn_axes(figure) == []
    assert shown(figure).count("–") == 2


def test_values_of_a_column_are_rounded_alike():
    rows = [{**ROWS[0], "value": value, "ci_low": None, "ci_high": None} for value in (0.124, 0.031)]
    texts = shown(strips.strips(cells([rows[0], {**rows[1], "row": "Times"}])))
    assert {"12%", "3%"} <= set(texts)
    assert "3.1%" not in texts


def test_a_unit_that_the_heading_says_is_not_said_again():
    rows = [{**ROWS[0], "column": "Claims per 100 words", "value": 2.0}]
    assert "claims per 100 words" not in shown(strips.strips(cells(rows, unit="claims per 100 words")))
    assert "claims per article" in shown(strips.strips(cells(rows, unit="claims per article")))


def test_a_long_unit_is_wrapped_and_not_cut():
    unit = "share of attributions whose cue stands on the list of verbs"
    rows = [{**ROWS[0], "column": f"metric {place}"} for place in range(4)]
    texts = shown(strips.strips(cells(rows, unit=unit), look=strips.Look(across=4)))
    assert not [text for text in texts if text.endswith("…") and not text.startswith("%")]
    assert any(text.startswith("% of") for text in texts)


def test_the_scale_holds_the_interval_and_the_reach():
    (axes,) = drawn_axes(strips.strips(cells(ROWS[:1], reach=0.8)))
    low, high = axes.get_xlim()
    assert low < 0.2
    assert high > 0.8


def test_strips_draw_into_a_part_of_a_page():
    page = Figure(figsize=(8, 6))
    part = page.add_subfigure(page.add_gridspec(1, 2)[0, 1])
    assert strips.strips(cells(), into=part) is part


def test_split_keeps_whole_strips_and_every_column():
    rows = [{**ROWS[0], "column": f"metric {place}"} for place in range(10)]
    pieces = strips.split(cells(rows), look=strips.Look(across=3), room=2.2, first_room=1.2)
    assert pieces[0]["column"].n_unique() == 3
    assert pl.concat(pieces)["column"].to_list() == [f"metric {place}" for place in range(10)]


def test_series_are_told_apart_by_marker_and_named():
    rows = [{**ROWS[0], "series": name} for name in ("speech", "mention")]
    series = {"speech": ("who speaks", "#000000", "o"), "mention": ("who is spoken of", "#e69f00", "D")}
    figure = strips.strips(cells(rows), look=strips.Look(series=series))
    assert {"who speaks", "who is spoken of"} <= set(shown(figure))
    (axes,) = drawn_axes(figure)
    assert {line.get_marker() for line in axes.get_lines()} >= {"o", "D"}


def test_profile_shows_three_orders_with_intervals_and_n():
    rows = [
        {**ROWS[0], "column": f"q = {order}", "value": 5.0 - order, "ci_low": 4.0 - order, "ci_high": 6.0 - order}
        for order in range(3)
    ]
    figure = profile.profile(cells(rows, unit=""))
    assert {"q = 0", "q = 1", "q = 2", "n = 12", "5.0", "4.0", "3.0"} <= set(shown(figure))


def test_timeline_breaks_the_line_where_a_month_has_no_figure():
    months = ("2025-01", "2025-02", "2025-03", "2025-04")
    points = pl.DataFrame(
        {
            "outlet": ["Post"] * 4,
            "month": months,
            "value": [1.0, 2.0, None, 3.0],
            "ci_low": [0.5, 1.5, None, 2.5],
            "ci_high": [1.5, 2.5, None, 3.5],
            "n_articles": [5, 9, 1, 7],
        }
    )
    figure = timeline.timeline(points, unit="sources")
    (axes,) = drawn_axes(figure)
    joined = [list(line.get_xdata()) for line in axes.get_lines() if line.get_marker() == "o"]
    assert joined == [[0, 1], [3]]
    assert "n = 5 to 9 a month" in shown(figure)


def test_timeline_leaves_room_for_months_that_nobody_has():
    months = ("2024-11", "2024-12", "2025-03")
    points = pl.DataFrame(
        {"outlet": "Post", "month": months, "value": [1.0, 2.0, 3.0], "ci_low": 0.5, "ci_high": 3.5, "n_articles": 6}
    )
    (axes,) = drawn_axes(timeline.timeline(points, unit="sources"))
    joined = [list(line.get_xdata()) for line in axes.get_lines() if line.get_marker() == "o"]
    assert joined == [[0, 1], [4]]  # January and February stand between
    assert timeline.calendar(points["month"]) == ["2024-11", "2024-12", "2025-01", "2025-02", "2025-03"]


def test_metrics_of_a_single_outlet_stand_side_by_side_each_on_its_own_scale():
    points = pl.DataFrame(
        {
            "outlet": "Post",
            "month": ["2025-01", "2025-02"],
            "value": [1.0, 2.0],
            "ci_low": 0.5,
            "ci_high": 2.5,
            "n_articles": 6,
        }
    )
    tenfold = points.with_columns(pl.col("value", "ci_low", "ci_high") * 10)
    figure = timeline.couple(
        [timeline.Course("Sources", points, "sources"), timeline.Course("Words", tenfold, "words")]
    )
    one, ten = drawn_axes(figure)
    assert {"Sources", "Words"} <= set(shown(figure))
    assert one.get_ylim()[1] < 5
    assert ten.get_ylim()[1] >= 25
    assert one.get_position().width == pytest.approx(ten.get_position().width)


def test_words_have_intervals_of_their_log_odds():
    table = pl.DataFrame(
        {"group": ["Post"], "word": ["ferry"], "n": [12], "n_articles": [5], "log_odds": [1.0], "z": [4.0]}
    )
    found = words.cells_of(table, group="Post")
    assert found["ci_low"][0] == pytest.approx(1 - 1.96 * 0.25, abs=0.001)
    assert {"ferry", "5"} <= set(shown(words.words(table, group="Post")))


def test_grid_shortens_what_does_not_fit():
    columns = [grid.Column("a", "name", 1), grid.Column("b", "n", 1, "right")]
    figure = grid.grid(pl.DataFrame({"a": ["x" * 400], "b": ["7"]}), columns=columns)
    assert {"name", "n", "7"} <= set(shown(figure))
    assert any(text.endswith("…") for text in shown(figure))


def test_party_colours_are_neither_red_nor_blue_and_the_codebook_s_come_first():
    colours = style.party_colours([f"p{place}" for place in range(6)], {"p1": "#123456"})
    assert colours["p1"] == "#123456"
    assert colours["none"] != colours["p0"]
    for party, colour in colours.items():
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        if party != "p1":
            assert not (red > 1.6 * green and red > 1.6 * blue), colour
            assert not (blue > 1.6 * red and blue > 1.6 * green), colour


def test_party_colours_do_not_depend_on_the_order_given():
    assert style.party_colours(["b", "a"], {}) == style.party_colours(["a", "b"], {})


def test_rows_are_split_where_a_strip_would_not_fit_on_a_page():
    rows = [{**ROWS[0], "row": f"Paper {place}"} for place in range(40)]
    pieces = strips.split_rows(cells(rows), look=strips.Look(), room=5.0)
    assert [name for piece in pieces for name in piece["row"]] == [f"Paper {place}" for place in range(40)]
    assert len(pieces) > 1
    assert all(strips.height(piece, look=strips.Look()) <= 5.0 for piece in pieces)


def many_rows(n_rows, n_columns=1):
    rows = [
        {"row": f"outlet {row}", "column": f"c{column}", "value": 0.1 * (column + 1), "ci_low": 0.0, "ci_high": 0.9,
         "n": 9, "status": "ok"}
        for column in range(n_columns) for row in range(n_rows)
    ]  # fmt: skip
    return cells(rows)


def test_rows_stand_closer_only_where_that_makes_them_fit():
    table, look = many_rows(20), strips.Look()
    loose = strips.height(table, look=look)
    closer = strips.fitted(table, look=look, rooms=(loose - 0.1, loose))
    assert closer.tight
    assert strips.height(table, look=closer) <= loose - 0.1
    assert not strips.fitted(table, look=look, rooms=(loose,)).tight
    assert not strips.fitted(table, look=look, rooms=(1.0, loose)).tight  # the next page has room enough
    assert not strips.fitted(table, look=look, rooms=(1.0, 1.0)).tight  # nothing is won


def test_columns_on_several_pages_share_one_scale():
    table, look = many_rows(3, n_columns=4), strips.Look(common_scale=True)
    fitted = strips.fitted(table, look=look, rooms=(9.0,))
    pieces = [strips.strips(table.filter(pl.col("column") == name), look=fitted) for name in ("c0", "c3")]
    assert len({drawn_axes(piece)[0].get_xlim() for piece in pieces}) == 1


def test_short_heads_take_one_line_less_than_long_ones():
    look, full = strips.Look(keep_width=True), strips.Look(keep_width=True, full_head=True)
    short = strips.height(many_rows(4), look=look)
    long = many_rows(4).with_columns(column=pl.lit("a name that is far too long for one line"))
    assert strips.height(long, look=look) == pytest.approx(short + strips.HEAD_LINE)
    assert strips.height(many_rows(4), look=full) == pytest.approx(short + strips.HEAD_LINE)


def test_a_head_of_two_parties_and_a_baseline_takes_a_third_line():
    look, name = strips.Look(keep_width=True), "Conservative and Unionist Party – Liberal Democrats, against polls"
    table = many_rows(4).with_columns(column=pl.lit(name))
    short = strips.height(many_rows(4), look=look)
    assert strips.height(table, look=look) == pytest.approx(short + 2 * strips.HEAD_LINE)
    assert name in " ".join(shown(strips.strips(table, look=look)))


def test_fewer_words_an_outlet_where_many_share_the_page():
    rows = [
        {"group": f"o{outlet}", "word": f"w{word}", "n": 5, "n_articles": 3, "log_odds": 1.0, "z": 9.0 - word}
        for outlet in range(7)
        for word in range(9)
    ]
    few = pl.DataFrame([row for row in rows if row["group"] < "o6"])
    assert words.cells_of(few, group="o0").height == words.SHOWN
    assert words.cells_of(pl.DataFrame(rows), group="o0").height == words.SHOWN_OF_MANY
