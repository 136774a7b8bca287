"""Where the shipped data lies, and the settings of a run."""

import os
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from audit.errors import SettingsError


def free_cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def seeds_path() -> Path:
    """The folder of the shipped reference tables and the demo corpus (in a wheel: inside the package)."""
    here = Path(__file__).resolve().parent
    for candidate in (here / "_seeds", here.parent / "seeds"):
        if candidate.is_dir():
            return candidate
    raise SettingsError(f"the shipped seeds folder is missing (looked in {here}); install media-audit again")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can change a number, written to the manifest of the run.

    Attributes
    ----------
    clean
        cut boilerplate before measuring.
    model
        name of an installed spaCy pipeline; None is the shipped one.
    seed
        seed of every random choice (bootstrap, permutation).
    n_bootstrap
        number of bootstrap replicates behind an interval.
    n_permutations
        number of random relabellings behind a p-value.
    confidence
        coverage of intervals, as a share.
    minimum_articles
        fewest articles behind an outlet figure; below it the figure is null with status ``too_few``.
    max_chars
        longest text accepted, in code points.
    batch_size
        articles annotated and written together.
    """

    clean: bool = True
    model: str | None = None
    seed: int = 20160926
    n_bootstrap: int = 1000
    n_permutations: int = 10_000
    confidence: float = 0.95
    minimum_articles: int = 5
    max_chars: int = 1_000_000
    batch_size: int = 64

    def __post_init__(self) -> None:
        """Refuse values that would make every number meaningless."""
        if not 0 < self.confidence < 1:
            raise SettingsError(f"confidence is {self.confidence}; it must lie between 0 and 1, such as 0.95")
        for name in ("n_bootstrap", "minimum_articles", "max_chars", "batch_size"):
            if getattr(self, name) < 1:
                raise SettingsError(f"{name} is {getattr(self, name)}; it must be 1 or more")

    def as_dict(self) -> dict[str, object]:
        """The settings as plain values, for the manifest."""
        return asdict(self)
