"""Language analysis: the shipped pipeline `en_media_audit` and the project's spaCy components.

>>> from audit.nlp import load
>>> nlp = load()
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audit.nlp.pipeline import load

__all__ = ["load"]


def __getattr__(name: str) -> Any:
    """Import the pipeline when it is asked for: reading labels or quotation marks needs no model."""
    if name == "load":
        from audit.nlp.pipeline import load

        return load
    raise AttributeError(f"module 'audit.nlp' has no attribute {name!r}")
