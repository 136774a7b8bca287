"""The way of the data, joined: read, annotate, link, score, estimate, draw.

The only place that knows ingest, nlp, metrics and reports together.
"""

from collections.abc import Sequence
from pathlib import Path

from audit.workflow.annotate import annotate
from audit.workflow.options import Engine, Listener, RunOptions, Silent
from audit.workflow.present import article_page, print_article, report
from audit.workflow.score import score

__all__ = [
    "Engine",
    "Listener",
    "RunOptions",
    "Silent",
    "annotate",
    "article_page",
    "print_article",
    "report",
    "run",
    "score",
]


def run(
    inputs: Sequence[Path], out: Path, *, options: RunOptions | None = None, listener: Listener | None = None
) -> Path:
    """From files of articles to tables and a PDF report; returns the report's path."""
    options, listener = options or RunOptions(), listener or Silent()
    annotate(inputs, out, options=options, listener=listener)
    score(out, codebook=options.codebook, settings=options.settings, listener=listener)
    return report(out, listener=listener)
