"""How many figures leave their intervals, and what becomes of the order of outlets."""

import pytest

from audit.tables import from_rows
from metrics.standing import STANDING, standing, tau
from reports.tables import STANDING as SHOWN


def rows(variant, *figures, interval=(0.0, 1.0)):
    """Rows of outlets a, b, c … from (main, value[, within])."""
    return [
        {
            "outlet": "abcdef"[at], "metric": "test.share", "group_by": "all", "group": "all", "variant": variant,
            "main": main, "value": value, "ci_low": interval[0], "ci_high": interval[1],
            "within": rest[0] if rest else None if value is None else True,
        }
        for at, (main, value, *rest) in enumerate(figures)
    ]  # fmt: skip


def found(*given):
    table = standing(from_rows("robustness", given))
    assert len(table) == 1
    return table.row(0, named=True)


def test_columns_are_those_that_the_report_reads():
    assert standing(from_rows("robustness", [])).schema == STANDING == SHOWN


def test_counts():
    row = found(*rows("sure", (0.1, 0.1), (0.2, 0.3), (0.3, 0.9, False), (0.4, None)))
    assert (row["n_outlets"], row["n_judged"], row["n_off"], row["n_moved"]) == (3, 3, 1, 2)


def test_all_outlets_together_are_no_outlet():
    alone = rows("sure", (0.1, 0.1))
    assert found(*alone, {**alone[0], "outlet": "(all)", "value": 0.9})["n_outlets"] == 1


def test_the_order_stays_or_turns_round():
    assert found(*rows("sure", (0.1, 0.3), (0.2, 0.4), (0.3, 0.5)))["tau"] == pytest.approx(1)
    assert found(*rows("sure", (0.1, 0.5), (0.2, 0.4), (0.3, 0.3)))["tau"] == pytest.approx(-1)
    assert found(*rows("sure", (0.1, 0.2), (0.2, 0.1), (0.3, 0.5)))["tau"] == pytest.approx(1 / 3)  # one pair of three


def test_two_outlets_stay_or_flip_and_one_has_no_order():
    assert found(*rows("sure", (0.1, 0.3), (0.2, 0.4)))["tau"] == pytest.approx(1)
    assert found(*rows("sure", (0.1, 0.4), (0.2, 0.3)))["tau"] == pytest.approx(-1)
    assert found(*rows("sure", (0.1, 0.4)))["tau"] is None
    assert tau([1.0, 2.0], [3.0, 3.0]) is None


def test_one_article_less_changes_one_outlet_at_a_time():
    row = found(*rows("one_less", (0.1, 0.25), (0.2, 0.05), (0.4, 0.3)))
    assert row["tau"] == pytest.approx(1 / 3)  # all at once would turn round as many; each alone turns one pair
    together = found(*rows("sure", (0.1, 0.45), (0.2, 0.3), (0.4, 0.2)))
    assert together["tau"] == pytest.approx(-1)
    assert found(*rows("one_less", (0.1, 0.45), (0.2, 0.3), (0.4, 0.2)))["tau"] == pytest.approx(-1 / 3)


def test_vader_is_judged_by_sign_where_the_figure_has_one():
    clear = rows("vader", (-0.3, 0.2, None), (-0.2, -0.1, None), interval=(-0.4, -0.1))
    row = found(*clear)
    assert (row["n_judged"], row["n_off"]) == (2, 1)
    open_ended = found(*rows("vader", (-0.3, 0.2, None), interval=(-0.4, 0.1)))
    assert (open_ended["n_outlets"], open_ended["n_judged"], open_ended["n_off"]) == (1, 0, 0)
