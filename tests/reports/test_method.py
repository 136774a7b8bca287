import pytest

from reports import MetricCard
from reports.pages import method
from reports.pages.method import entry_text, shared, short_reference, usually_undefined


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("Hill, M. O. (1973). Diversity and evenness. Ecology 54(2).", "Hill 1973"),
        ("Hutto, C. J. & Gilbert, E. (2014). VADER. ICWSM.", "Hutto & Gilbert 2014"),
        ("Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words.", "Monroe et al. 2008"),
        ("A newspaper's style guide", "A newspaper's style guide"),
    ],
)
def test_short_reference(reference, shown):
    assert short_reference(reference) == shown


def test_entry_holds_question_formula_symbols_and_blind_spots():
    card = MetricCard(
        id="f.m",
        question="How much?",
        formula="a / w",
        symbols={"a": "claims"},
        unit="share",
        blind_spots="Silence.",
        undefined="never",
    )
    assert entry_text(card) == "How much? a / w, where a: claims. Unit: share. Undefined: never. Blind spots: Silence."


def test_what_several_metrics_of_a_family_cannot_see_is_said_once():
    cards = [
        MetricCard(
            id=f"f.{name}",
            question="How much?",
            blind_spots=f"Counts what is found. Misses {name}.",
            undefined="no words",
        )
        for name in ("irony", "silence", "pictures")
    ]
    assert shared(cards) == ["Counts what is found."]
    assert usually_undefined(cards) == "no words"
    said = entry_text(cards[0], leave_out=[*shared(cards), usually_undefined(cards)])
    assert said == "How much? Blind spots: Misses irony."


def test_what_two_metrics_share_is_left_with_them():
    cards = [MetricCard(id=f"f.{name}", blind_spots="Silence.", undefined="never") for name in "ab"]
    assert shared(cards) == []
    assert usually_undefined(cards) == ""


def test_a_status_is_written_as_in_the_figures():
    assert (
        entry_text(MetricCard(id="f.m", undefined="too_few under 100 words")) == "Undefined: too few under 100 words."
    )


@pytest.mark.parametrize(("n_tight", "shown"), [(6, ["tight"] * 6), (7, ["loose"] * 7)])
def test_entries_stand_closer_where_that_saves_a_page(four, monkeypatch, n_tight, shown):
    def drawn(used, *, note, several, gap, variants):
        return ["loose"] * 7 if gap == method.GAP else ["tight"] * n_tight

    monkeypatch.setattr(method, "_drawn", drawn)
    assert list(method.pages(four)) == shown
