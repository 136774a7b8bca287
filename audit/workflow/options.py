"""What a run can be told, and who is told what it does. Nothing in this package prints."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from audit.config import Settings
from audit.ingest import ReadOptions


class Listener(Protocol):
    """Told what a run is doing; all numbers are totals so far."""

    def stage(self, name: str) -> None:
        """A stage begins: ``annotate``, ``link``, ``score``, ``draw``."""

    def batch(self, *, articles: int, words: int, rejects: int) -> None:
        """A batch is done."""

    def note(self, message: str) -> None:
        """Something a user should know."""


class Silent:
    """A listener that says nothing."""

    def stage(self, name: str) -> None:
        """Say nothing."""

    def batch(self, *, articles: int, words: int, rejects: int) -> None:
        """Say nothing."""

    def note(self, message: str) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Where batches are annotated: worker processes of this machine, or a Dask cluster."""

    name: Literal["local", "dask"] = "local"
    workers: int = 1
    scheduler: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """Everything a run can be told beside its inputs and its folder."""

    settings: Settings = field(default_factory=Settings)
    reading: ReadOptions = field(default_factory=ReadOptions)
    engine: Engine = field(default_factory=Engine)
    codebook: Path | None = None
