"""Versions, settings and hashes: what it takes to make the same numbers again."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

import polars as pl

from reports import lettering
from reports.figures.grid import Column
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables, inputs_of

MAX_INPUTS = 30
PAIRS = (Column("name", "", 1.3), Column("value", "", 2.0, family=lettering.MONO))
INPUTS = (Column("name", "file", 3.0), Column("value", "SHA-256 of its content", 4.6, "left", lettering.MONO))
SIDE_BY_SIDE = ((("Settings", "settings"), ("Versions", "versions")), (("Counts", "counts"), ("Times (UTC)", "times")))


def pages(tables: ReportTables) -> Iterator[Page]:
    """The manifest, printed."""
    manifest = tables.manifest
    flow = Flow(
        title="Versions and settings",
        lede="With the same inputs, versions and settings the same numbers come out."
        if manifest
        else "The run left no manifest, so this report cannot say which versions and settings made it.",
        note="The whole of it is in manifest.json beside the tables.",
        section="Provenance",
    )
    for couple in SIDE_BY_SIDE:
        shown = {heading: pairs(manifest[key]) for heading, key in couple if isinstance(manifest.get(key), dict)}
        flow.couple({heading: frame for heading, frame in shown.items() if frame.height}, columns=PAIRS)
    codebook = manifest.get("codebook")
    if isinstance(codebook, dict):
        plain = {name: value for name, value in codebook.items() if not isinstance(value, list | dict)}
        flow.grid(pairs(plain), columns=CODEBOOK, subtitle="Codebook", nothing="")
    _inputs(flow, inputs_of(tables))
    yield from flow.pages


CODEBOOK = (Column("name", "", 1.3), Column("value", "", 5.4, family=lettering.MONO))


def pairs(entries: Mapping[str, Any]) -> pl.DataFrame:
    """Names and values as printed rows."""
    return pl.DataFrame(
        {
            "name": [str(name).replace("_", " ") for name in entries],
            "value": [_shown(value) for value in entries.values()],
        },
        schema={"name": pl.String, "value": pl.String},
    )


def _shown(value: object) -> str:
    if value is None:
        return "default"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) and value >= 100_000 and len(str(value)) < 8 else str(value)


def _inputs(flow: Flow, inputs: Mapping[str, str]) -> None:
    if not inputs:
        return
    named = dict(list(inputs.items())[:MAX_INPUTS])
    shown = pairs(named).with_columns(name=pl.Series([PurePath(name).name for name in named], dtype=pl.String))
    flow.grid(shown, columns=INPUTS, subtitle="Inputs", nothing="")
    if len(inputs) > MAX_INPUTS:
        flow.paragraph(f"{len(inputs) - MAX_INPUTS:,} further files are listed in manifest.json.")
