"""`media-audit evaluate`: how right the models are, on anybody's gold."""

from pathlib import Path
from typing import Annotated

import typer

from audit.cli import options as opt
from audit.errors import SettingsError

NAME = "evaluate"
EXAMPLE = "Example: `media-audit evaluate my-annotations/ --task attribution`"
TASKS = ("attribution", "actors", "tone")


def command(
    gold: Annotated[Path, typer.Argument(help="A brat folder or JSON; for tone, JSON Lines.", show_default=False)],
    task: Annotated[str, typer.Option("--task", "-t", help="attribution, actors or tone.")] = "attribution",
    predictions: Annotated[
        Path | None,
        typer.Option(
            "--predictions",
            "-p",
            help="attribution, actors: a run folder (or JSON in the gold's form) to measure in place of the models; "
            "tone: the file to write, one JSON line a target.",
            show_default=False,
        ),
    ] = None,
    method: Annotated[str, typer.Option("--method", help="tone: vader or target.")] = "target",
    model: opt.Model = None,
) -> None:
    """Precision, recall and F1 against human annotation, as JSON on stdout, in percent."""
    from audit.workflow.evaluate import as_json, evaluate_actors, evaluate_attribution
    from audit.workflow.tone_gold import evaluate_tone

    if task == "attribution":
        figures = evaluate_attribution(gold, predictions=predictions, model=model)
    elif task == "actors":
        figures = evaluate_actors(gold, predictions=predictions, model=model)
    elif task == "tone":
        if method not in ("vader", "target"):
            raise SettingsError(
                f"--method {method!r} is unknown; it is target (trained, toward the target) or vader (sentence)"
            )
        figures = evaluate_tone(gold, method="vader" if method == "vader" else "target", predictions=predictions)
    else:
        raise SettingsError(f"--task {task!r} is unknown; it is one of {', '.join(TASKS)}")
    typer.echo(as_json(figures))
