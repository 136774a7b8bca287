"""Train the syntax pipeline `en_media_audit`: `python -m audit.nlp.training.syntax convert|train|evaluate|package`."""

import json
from pathlib import Path
from typing import Annotated

import spacy
import typer
from spacy.cli.train import train as spacy_train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from audit.nlp.pipeline import SHIPPED, load
from audit.nlp.training import syntax_batches  # noqa: F401  (registers the reader and the batcher)
from audit.nlp.training.syntax_conllu import convert as convert_treebanks
from audit.nlp.training.syntax_conllu import read_docs
from audit.nlp.training.syntax_evaluate import evaluate, table, without_seen
from audit.nlp.training.syntax_package import package
from audit.nlp.training.syntax_speed import Products, compare

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
def train(
    train_data: Annotated[Path, typer.Option("--train", help="DocBin of `convert`")],
    dev_data: Annotated[Path, typer.Option("--dev", help="DocBin of `convert`")],
    out: Annotated[Path, typer.Option("--out", help="folder for model-best and model-last")],
    start: Annotated[Path | None, typer.Option("--start", help="trained pipeline to go on from")] = None,
    changes: Annotated[list[str] | None, typer.Option("--set", help="setting of syntax.cfg, as KEY=JSON")] = None,
) -> None:
    """Train by `spacy train` with syntax.cfg; a small treebank wants --set components.parser.min_action_freq=1.

    Example: python -m audit.nlp.training.syntax train --train train.spacy --dev dev.spacy --out runs/syntax
    """
    overrides: dict[str, object] = {"paths.train": str(train_data), "paths.dev": str(dev_data)}
    for change in changes or []:
        key, _, value = change.partition("=")
        overrides[key] = json.loads(value)
    # numpy's own matrix product (OpenBLAS) is two to three times as fast as thinc's bundled BLIS on this kind of layer.
    set_current_ops(NumpyOps(use_blis=False))
    spacy_train(CONFIG if start is None else _going_on(start, out), out, overrides=overrides)


def _going_on(start: Path, out: Path) -> Path:
    """Write a configuration that takes every component from the pipeline in `start`."""
    config = load_config(CONFIG)
    config["components"] = {name: {"source": str(start)} for name in config["nlp"]["pipeline"]}
    out.mkdir(parents=True, exist_ok=True)
    path = out / "going_on.cfg"
    config.to_disk(path)
    return path


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
    model: Annotated[str | None, typer.Option("--model", help="folder or name; ours if left out")] = None,
    train_data: Annotated[Path | None, typer.Option("--train", help="DocBin whose documents are left out")] = None,
) -> None:
    """Print accuracy by treebank and genre as a Markdown table.

    Example: python -m audit.nlp.training.syntax evaluate dev.spacy --train train.spacy
    """
    docs = read_docs(gold)
    if train_data is not None:
        unseen = without_seen(docs, read_docs(train_data))
        typer.echo(f"{len(docs) - len(unseen)} of {len(docs)} documents left out: they are in {train_data}", err=True)
        docs = unseen
    typer.echo(table(evaluate(load(model, components=()), docs)))


@app.command("speed")
def speed_command(
    data: Annotated[Path, typer.Argument(help="DocBin of `convert`")],
    docs: Annotated[int, typer.Option("--docs", help="documents to run over")] = 60,
    rounds: Annotated[int, typer.Option("--rounds")] = 5,
) -> None:
    """Print words a second of processor time beside spaCy's efficiency pipeline of the same components.

    Example: OMP_NUM_THREADS=1 python -m audit.nlp.training.syntax speed dev.spacy
    """
    typer.echo("| products | components | shipped | efficiency | ratio |\n|---|---|---:|---:|---:|")
    for products in Products:
        for lemmatizer in (False, True):
            speed = compare(data, n_docs=docs, rounds=rounds, products=products, lemmatizer=lemmatizer)
            name = "tagger, morphologizer, parser" + (", lemmatizer" if lemmatizer else "")
            cells = f"{speed.shipped:,.0f} | {speed.efficiency:,.0f} | {speed.ratio:.2f}"
            typer.echo(f"| {products} | {name} | {cells} |")


if __name__ == "__main__":
    app()
