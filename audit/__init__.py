"""media-audit: audit news coverage with evidence and uncertainty behind every number.

In a notebook::

    import audit
    run = audit.run("articles/", out="audit-2026", codebook="parties.toml")
    run.estimates("quote_space.speech_share")

``audit.run`` makes a run, ``audit.open`` opens one that was made before; both give a :class:`audit.notebook.Run`.
"""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audit.notebook import Run, run
    from audit.notebook import open_run as open  # noqa: A004

__all__ = ["Run", "__version__", "open", "run"]

try:
    __version__ = version("media-audit")
except PackageNotFoundError:
    __version__ = "0+unknown"


def __getattr__(name: str) -> Any:
    """Load the notebook face on first use, so that `import audit` stays quick."""
    names = {"run": "run", "open": "open_run", "Run": "Run"}
    if name not in names:
        raise AttributeError(f"module 'audit' has no attribute {name!r} (it offers: {', '.join(__all__)})")
    from audit import notebook

    return getattr(notebook, names[name])


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)


MARKS = {"metrics": "registry.py", "reports": "style.py"}


def _refuse_shadows() -> None:
    """Stop with a plain message where a stray metrics.py or reports.py hides the toolkit's packages."""
    from importlib.util import find_spec

    for name in ("metrics", "reports"):
        spec = find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or origin.name != "__init__.py" or not (origin.parent / MARKS[name]).exists():
            raise ImportError(
                f"media-audit needs its package {name!r} but Python finds {origin or 'none'}; rename or move your own "
                f"{name}.py (or folder {name}/) out of this folder, or start Python elsewhere"
            )


_refuse_shadows()
