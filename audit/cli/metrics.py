"""`media-audit metrics`: the data dictionary."""

from typing import Annotated

import typer

from audit.cli.talk import out

NAME = "metrics"
EXAMPLE = "Example: `media-audit metrics quote_space.speech_share`"


def command(
    name: Annotated[
        str | None, typer.Argument(help="Id of a metric, or a family; all are listed without it.", show_default=False)
    ] = None,
) -> None:
    """List the metrics, or a family's, or show one: question, formula, unit, range, when undefined, blind spots, sources."""
    from metrics.dictionary import describe, overview
    from metrics.registry import declarations, get

    known = declarations().values()
    listed = [metric for metric in known if name in (None, metric.family)]
    text = overview(listed) if listed else describe(get(str(name)))
    out().print(text, markup=False)
