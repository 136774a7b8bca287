"""Train the syntax pipeline `en_media_audit`: `python -m audit.nlp.training.syntax convert|train|evaluate|package`."""

from pathlib import Path
from typing import Annotated

import spacy
import typer
from spacy.cli.train import train as spacy_train
from thinc.api import NumpyOps, set_current_ops

from audit.nlp.pipeline import SHIPPED, load
from audit.nlp.training import syntax_batches  # noqa: F401  (registers the reader and the batcher)
from audit.nlp.training.syntax_conllu import convert as convert_treebanks
from audit.nlp.training.syntax_conllu import read_docs
from audit.nlp.training.syntax_evaluate import evaluate, table
from audit.nlp.training.syntax_package import package

CONFIG = Path(__file__).with_name("syntax.cfg")
app = typer.Typer(no_args_is_help=True, help=__doc__)


@app.command()
def convert(
    files: Annotated[list[Path], typer.Argument(help="CoNLL-U files")],
    out: Annotated[Path, typer.Option("--out", help="DocBin to write, such as train.spacy")],
) -> None:
    """Convert CoNLL-U treebanks to one DocBin of documents.

    Example: python -m audit.nlp.training.syntax convert gum/train.conllu ewt/train.conllu --out train.spacy
    """
    typer.echo(f"{convert_treebanks(files, out, spacy.blank('en').vocab)} documents in {out}", err=True)


@app.command()
def train(  # noqa: PLR0917  (options of a command)
    train_data: Annotated[Path, typer.Option("--train", help="DocBin of `convert`")],
    dev_data: Annotated[Path, typer.Option("--dev", help="DocBin of `convert`")],
    out: Annotated[Path, typer.Option("--out", help="folder for model-best and model-last")],
    config: Annotated[Path, typer.Option("--config")] = CONFIG,
    max_steps: Annotated[int | None, typer.Option("--max-steps", help="default: the configuration's")] = None,
    rare: Annotated[
        int | None, typer.Option("--rare", help="uses below which a label is not learnt; 1 for a small treebank")
    ] = None,
) -> None:
    """Train by `spacy train` with the repository's configuration."""
    overrides: dict[str, object] = {"paths.train": str(train_data), "paths.dev": str(dev_data)}
    if max_steps is not None:
        overrides |= {"training.max_steps": max_steps}
    if rare is not None:
        overrides |= {"components.parser.min_action_freq": rare}
    # numpy's own matrix product (OpenBLAS) is two to three times as fast as thinc's bundled BLIS on this kind of layer.
    set_current_ops(NumpyOps(use_blis=False))
    spacy_train(config, out, overrides=overrides)


@app.command("package")
def package_command(
    trained: Annotated[Path, typer.Argument(help="model-best of `train`")],
    train_data: Annotated[Path, typer.Option("--train", help="DocBin that the lemmatizer is learnt from")],
    out: Annotated[Path, typer.Option("--out", help="folder to replace")] = SHIPPED,
) -> None:
    """Add the lemmatizer, strip what only training needs, write the folder that is shipped.

    Example: python -m audit.nlp.training.syntax package runs/syntax/model-best --train train.spacy
    """
    package(trained, read_docs(train_data), out)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    typer.echo(f"{out}: {size / 1e6:.1f} MB", err=True)


@app.command("evaluate")
def evaluate_command(
    gold: Annotated[Path, typer.Argument(help="DocBin of `convert`")],
    model: Annotated[
        str | None, typer.Option("--model", help="folder or name; the shipped pipeline if left out")
    ] = None,
) -> None:
    """Print accuracy by treebank and genre as a Markdown table.

    Example: python -m audit.nlp.training.syntax evaluate dev.spacy
    """
    typer.echo(table(evaluate(load(model, components=()), read_docs(gold))))


if __name__ == "__main__":
    app()
