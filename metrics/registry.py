"""Finds every metric: each module of this package that holds a ``METRICS`` tuple contributes its declarations.

A new metric is therefore one new file in ``metrics/``. Other installed packages may add families through the entry
point group ``media_audit.metrics`` (each entry point names a ``METRICS`` tuple).
"""

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points

import metrics
from audit.errors import SettingsError
from metrics.base import Declaration, Metric, OutletMetric


@cache
def declarations() -> dict[str, Declaration]:
    """Every declaration by id: families in alphabetical order, the module that bears a family's name first in it."""
    found: dict[str, Declaration] = {}
    modules = sorted(module.name for module in pkgutil.iter_modules(metrics.__path__))
    declared = {name: getattr(importlib.import_module(f"metrics.{name}"), "METRICS", ()) for name in modules}
    own = {metric.id for name, members in declared.items() for metric in members if metric.family == name}
    for name, members in declared.items():
        _add(found, members, origin=f"metrics/{name}.py")
    for entry in entry_points(group="media_audit.metrics"):
        _add(found, entry.load(), origin=entry.value)
    ordered = sorted(found.values(), key=lambda metric: (metric.family, metric.id not in own))
    return {metric.id: metric for metric in ordered}


def all_metrics() -> dict[str, Metric]:
    """Every metric that has a value for each article, by id."""
    return {key: metric for key, metric in declarations().items() if isinstance(metric, Metric)}


def outlet_metrics() -> dict[str, OutletMetric]:
    """Every metric that only an outlet has, by id."""
    return {key: metric for key, metric in declarations().items() if isinstance(metric, OutletMetric)}


def get(metric_id: str) -> Declaration:
    """One declaration by its id.

    Raises
    ------
    SettingsError
        when there is none, with the nearest ids.
    """
    from difflib import get_close_matches

    known = declarations()
    if metric_id not in known:
        near = get_close_matches(metric_id, known, n=3, cutoff=0.4) or list(known)[:3]
        raise SettingsError(
            f"no metric is called {metric_id!r} (near: {', '.join(near)}); `media-audit metrics` lists all {len(known)}"
        )
    return known[metric_id]


def _add(found: dict[str, Declaration], declared: tuple[Declaration, ...], *, origin: str) -> None:
    for metric in declared:
        if metric.id in found:
            raise SettingsError(f"metric {metric.id!r} of {origin} exists already; give it another id")
        found[metric.id] = metric
