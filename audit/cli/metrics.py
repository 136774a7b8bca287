"""`media-audit metrics`: the data dictionary."""

from typing import Annotated

import typer

from audit.cli.talk import out

NAME = "metrics"
EXAMPLE = "Example: `media-audit metrics quote_space.speech_share`"


def command(
    name: Annotated[
        str | None, typer.Argument(help="Id of a metric; all are listed without it.", show_default=False)
    ] = None,
) -> None:
    """List every metric, or show one in full: question, formula, unit, range, when undefined, blind spots, sources."""
    from metrics.dictionary import describe, overview
    from metrics.registry import declarations, get

    text = describe(get(name)) if name else overview(declarations().values())
    out().print(text, markup=False)
