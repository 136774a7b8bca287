import pytest

from reports import MetricCard
from reports.pages.method import entry_text, short_reference


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
