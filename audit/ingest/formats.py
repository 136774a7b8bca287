"""Finds every format, and tells which one a file is in: by suffix, unless its first bytes can only be something else."""

import importlib
import pkgutil
from functools import cache

import audit.ingest
from audit.errors import SettingsError
from audit.ingest.encoding import as_utf8
from audit.ingest.options import ReadOptions
from audit.ingest.records import USUAL_RANK, Format, Source


@cache
def all_formats() -> dict[str, Format]:
    """Every format by name, in the order in which they are asked."""
    found = []
    for info in pkgutil.iter_modules(audit.ingest.__path__):
        if info.name.startswith("_"):
            continue
        declared = getattr(importlib.import_module(f"audit.ingest.{info.name}"), "FORMAT", None)
        if isinstance(declared, Format):
            found.append(declared)
    return {format_.name: format_ for format_ in sorted(found, key=lambda one: (one.rank, one.name))}


def get(name: str) -> Format:
    """A format by its name.

    Raises
    ------
    SettingsError
        when there is none of that name.
    """
    known = all_formats()
    if name not in known:
        raise SettingsError(
            f"no format is called {name!r} (formats: {', '.join(known)}); leave --format out to have it recognised"
        )
    return known[name]


def recognise(source: Source, options: ReadOptions) -> Format | None:
    """The format of a file, or None where nothing fits."""
    if options.format is not None:
        return get(options.format)
    head = as_utf8(source.head(), options)
    known = all_formats().values()
    claimed = [format_ for format_ in known if source.suffix in format_.suffixes]
    signed = [format_ for format_ in known if format_.signature(head)]
    asked = [format_ for format_ in known if source.suffix in (*format_.suffixes, *format_.borrowed)]
    second = [format_ for format_ in asked if format_.looks_like(source, options)]
    both = [format_ for format_ in signed if format_ in claimed]
    unsigned = [format_ for format_ in claimed if format_.rank >= USUAL_RANK]
    return next((candidates[0] for candidates in (second, both, signed, unsigned) if candidates), None)
