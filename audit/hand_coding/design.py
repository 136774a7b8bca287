"""How a sheet was drawn, kept in the run's folder: ``DIR/hand_coding/ID.json``. The sheet itself carries the ID in each row.

So the sheet may be renamed, sent about and saved by any program, and the codes still find what was drawn.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from audit import manifest, tables
from audit.errors import InputError, TableError
from audit.hand_coding.frames import Party, Scope
from audit.hand_coding.unit import Unit
from audit.hand_coding.units import unit_of

FOLDER = "hand_coding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """Units of an outlet with one code by the machine: how many there are and how many were drawn, all with equal chance."""

    outlet: str
    code: str
    n_units: int
    n_drawn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A drawn sheet.

    Attributes
    ----------
    frame_hash
        of all units with their strata: what must not have changed when the codes come back.
    rows
        keys of the drawn units; the sheet counts them from 1.
    """

    id: str
    unit: str
    seed: int
    scope: Scope
    frame_hash: str
    strata: tuple[Stratum, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def of(self) -> Unit:
        """The kind of sheet."""
        return unit_of(self.unit, self.scope.parties)


def hash_of(frame: pl.DataFrame, run: Path, *, unit: Unit) -> str:
    """A hash of the units of a run: their keys, places and strata, and the texts they stand in."""
    digest = hashlib.sha256()
    texts = tables.scan(run, "articles").select("article_id", "content_hash").sort("article_id").collect()
    for part in (texts, frame.select(*unit.keys, "start", "end", "outlet", "code")):
        for rows in part.iter_slices(100_000):
            digest.update(rows.write_csv(include_header=False).encode("utf-8"))
    return digest.hexdigest()


def save(design: Design, run: Path) -> Path:
    """Write a design into the run's folder."""
    path = run / FOLDER / f"{design.id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = {**asdict(design), "drawn": manifest.now(), "versions": manifest.versions()}
    path.write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def load(run: Path, design_id: str) -> Design:
    """The design of a sheet.

    Raises
    ------
    InputError
        when no such sheet was drawn from this run, or its file is damaged.
    """
    path = run / FOLDER / f"{design_id}.json"
    if design_id not in drawn(run):
        known = ", ".join(drawn(run)) or "none"
        raise InputError(
            f"no sheet {design_id!r} was drawn from {run} (drawn: {known}); give the run that the sheet was drawn from, "
            f"with its folder {FOLDER}"
        )
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        scope = entries["scope"]
        return Design(
            id=entries["id"],
            unit=entries["unit"],
            seed=entries["seed"],
            scope=Scope(
                outlets=tuple(scope["outlets"]),
                actors=tuple(scope["actors"]),
                voice=scope["voice"],
                parties=tuple(Party(*party) for party in scope.get("parties", ())),
            ),
            frame_hash=entries["frame_hash"],
            strata=tuple(Stratum(**stratum) for stratum in entries["strata"]),
            rows=tuple(tuple(row) for row in entries["rows"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} is damaged ({type(error).__name__}: {error}); restore it from a copy of the run, or draw the sheet again "
            "with the same options and seed"
        ) from error


def drawn(run: Path) -> list[str]:
    """Ids of the sheets drawn from a run."""
    return sorted(path.stem for path in (run / FOLDER).glob("*.json"))


def frame_as_drawn(design: Design, run: Path) -> pl.DataFrame:
    """The units of a run, as they were when the sheet was drawn.

    Raises
    ------
    TableError
        when they have changed since.
    """
    frame = design.of.frame(run, design.scope)
    if hash_of(frame, run, unit=design.of) != design.frame_hash:
        raise TableError(
            f"the units of {run} are no longer those that sheet {design.id} was drawn from: the articles were annotated anew"
            f"{', or scored with another codebook' if design.of.uses_parties else ''}; give the run as it was "
            f"{'(score it with the former codebook) ' if design.of.uses_parties else ''}or draw a new sheet from this one"
        )
    return frame
