"""Metrics are found by looking, once each, and a wrong name gets help."""

from dataclasses import replace

import pytest

from audit.errors import SettingsError
from metrics import registry, tone
from metrics.base import Metric, OutletMetric

RELIED_UPON = (
    "source_diversity.n_sources",
    "source_diversity.hill_0",
    "source_diversity.hill_1",
    "source_diversity.hill_2",
    "source_diversity.named_share",
    "quote_space.speech_share",
    "quote_space.mention_share",
    "quote_space.balance",
    "attribution.density",
    "attribution.attributed_share",
    "attribution.indirect_share",
    "attribution.unnamed_share",
    "tone.mean",
    "readability.flesch_reading_ease",
    "readability.flesch_kincaid_grade",
    "readability.gunning_fog",
    "readability.smog",
)


def test_the_ids_that_others_rely_upon_are_there():
    assert set(RELIED_UPON) <= set(registry.all_metrics())


def test_both_kinds_together_are_all_declarations():
    both = {**registry.all_metrics(), **registry.outlet_metrics()}
    assert both == registry.declarations()
    assert all(isinstance(metric, Metric) for metric in registry.all_metrics().values())
    assert all(isinstance(metric, OutletMetric) for metric in registry.outlet_metrics().values())


def test_families_stand_together_with_their_own_module_first():
    families = [metric.family for metric in registry.declarations().values()]
    assert families == sorted(families)
    first = next(metric for metric in registry.declarations().values() if metric.family == "tone")
    assert first is tone.METRICS[0]


def test_a_wrong_name_is_answered_with_near_ones():
    with pytest.raises(SettingsError, match=r"no metric is called 'tone.meen' \(near: .*tone.mean"):
        registry.get("tone.meen")


def test_an_id_is_given_once():
    found = {}
    registry._add(found, tone.METRICS[:1], origin="metrics/tone.py")
    with pytest.raises(SettingsError, match=r"'tone.mean' of other.py exists already"):
        registry._add(found, tone.METRICS[:1], origin="other.py")


def test_other_packages_add_families_by_entry_point(monkeypatch):
    class Entry:
        value = "elsewhere.tone:METRICS"

        def load(self):
            return (replace(tone.METRICS[0], id="elsewhere.tone"),)

    monkeypatch.setattr(registry, "entry_points", lambda *, group: [Entry()] if group == "media_audit.metrics" else [])
    registry.declarations.cache_clear()
    try:
        assert registry.get("elsewhere.tone").family == "elsewhere"
    finally:
        registry.declarations.cache_clear()
