import pytest

from reports import numbers


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.343, "share", "34%"),
        (0.0261, "share of articles", "2.6%"),
        (0.0, "share", "0%"),
        (1.0, "share", "100%"),
        (-0.043, "difference of shares", "−4.3"),
        (6.218, "sources", "6.2"),
        (0.127, "score", "0.13"),
        (-0.001, "score", "0.00"),
        (1234.5, "words", "1,234"),
        (None, "share", "–"),
        (float("nan"), "", "–"),
    ],
)
def test_figure(value, unit, shown):
    assert numbers.figure(value, unit) == shown


def test_with_interval():
    assert numbers.with_interval(0.34, 0.28, 0.41, "share") == "34% [28, 41%]"
    assert numbers.with_interval(6.2, None, None, "sources") == "6.2"


def test_a_value_and_its_interval_are_rounded_alike():
    assert numbers.with_interval(0.018, 0.0, 0.048, "share") == "1.8% [0.0, 4.8%]"
    assert numbers.with_interval(0.04, 0.004, 0.12, "share") == "4% [0, 12%]"
    assert numbers.with_interval(2.5, 0.55, 5.9, "per 1,000 words") == "2.5 [0.6, 5.9]"
    assert numbers.with_interval(0.98, 0.4, 1.0, "index") == "0.98 [0.40, 1.00]"


def test_digits_are_those_of_the_largest_value():
    assert numbers.digits_of([0.004, 0.44], "share") == 0
    assert numbers.digits_of([0.004, 0.09], "share") == 1
    assert numbers.digits_of([0.5, None, 30.4]) == 1
    assert numbers.digits_of([-0.5, 1.0]) == 2
    assert numbers.digits_of([1234.5]) == 0
    assert numbers.digits_of([]) == 2


def test_a_small_share_is_not_shown_as_none():
    assert numbers.figure(0.004, "share", digits=0) == "<1%"
    assert numbers.figure(0.0004, "share") == "<0.1%"
    assert numbers.figure(0.0, "share", digits=0) == "0%"


def test_difference_of_shares_is_in_percentage_points():
    assert numbers.difference(0.12, "share") == "+12 pp"
    assert numbers.difference(-0.012, "share") == "−1.2 pp"
    assert numbers.difference(0.5, "sources") == "+0.50"
    assert numbers.difference(None, "share") == "–"


def test_p_value():
    assert numbers.p_value(0.0321) == ".032"
    assert numbers.p_value(0.0004) == "< .001"
    assert numbers.p_value(0.0498) == ".0498"
    assert numbers.p_value(0.0502) == ".0502"
    assert numbers.p_value(1.0) == "> .999"
    assert numbers.p_value(None) == "–"


def test_count():
    assert numbers.count(1, "party", "parties") == "1 party"
    assert numbers.count(1204, "article") == "1,204 articles"


def test_scale_starts_at_zero_where_zero_is_near():
    low, high = numbers.scale_of([2.0, 10.0])
    assert low < 0
    assert high > 10
    assert numbers.scale_of([50.0, 52.0])[0] > 40
    assert numbers.scale_of([]) == (0.0, 1.0)
    low, high = numbers.scale_of([3.0])
    assert low < 3 < high


@pytest.mark.parametrize("scale", [(0.0, 1.0), (-0.03, 0.17), (-0.3, 0.2), (9.5, 12.0), (0.0, 4000.0), (0.0, 1e-4)])
def test_ticks_are_told_apart_by_their_labels(scale):
    ticks = numbers.ticks(scale)
    shown = [numbers.tick(tick, "", ticks) for tick in ticks]
    assert len(ticks) >= 2
    assert len(set(shown)) == len(shown)
    assert all(scale[0] <= tick <= scale[1] for tick in ticks)


def test_unit_name():
    assert numbers.unit_name("share") == "per cent"
    assert numbers.unit_name("share of articles") == "% of articles"
    assert numbers.unit_name("difference of shares") == "percentage points"
    assert numbers.unit_name("raw score (of 1948)") == "raw score"
