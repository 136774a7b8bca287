"""The whole way of the training in seconds: invented data, two steps, export, one reading."""

import json
from pathlib import Path

from audit.nlp.attribution import find_attributions
from audit.nlp.encoder import Encoder
from audit.nlp.pieces import Tokenization
from audit.nlp.training.encoder import minilm_folder
from audit.nlp.training.encoder_corpora import read_corpora
from audit.nlp.training.encoder_export import export
from audit.nlp.training.encoder_train import TrainOptions, train

_TEXT = "The mayor said the bridge is safe.\n\n“It held for a century,” Ann Lee added. Critics doubt it.\n"
_EVENTS = (
    ("The mayor", "said", "the bridge is safe"),
    ("Ann Lee", "added", "“It held for a century,”"),
    ("Critics", "doubt", "it"),
)


def smoke(out: Path) -> str:
    """Train two steps, export and read; a line that says what came out."""
    data = write_data(out / "data")
    tokenization = Tokenization(minilm_folder() / "tokenizer.json")
    options = TrainOptions(seconds=600, steps=2, role_pieces=200, entity_pieces=100, tone_pieces=60)
    train(read_corpora(data, tokenization), None, minilm_folder() / "model.safetensors", out, options)
    export(out / "latest.pt", minilm_folder() / "tokenizer.json", out / "model", version="smoke")
    found = find_attributions(_TEXT, encoder=Encoder(out / "model"))
    return f"trained {options.steps} steps, exported to {out / 'model'}, read {len(_TEXT)} characters: {len(found)} attributions"


def write_data(folder: Path) -> Path:
    """Two articles in brat, a tagged sentence and a sentence with targets, in the corpora's layout."""
    text, notes = folder / "polnear" / "train" / "text", folder / "polnear" / "train" / "attributions"
    entities, tone = folder / "newswire-ner" / "train", folder / "newsmtsc"
    for path in (text, notes, entities, tone):
        path.mkdir(parents=True, exist_ok=True)
    for name in ("daily_one", "weekly_two"):
        (text / f"{name}.txt").write_text(_TEXT, encoding="utf8")
        (notes / f"{name}_a1.ann").write_text(_brat(), encoding="utf8")
    rows = [("Ann", "B-Person"), ("Lee", "I-Person"), ("visited", "O"), ("Oslo", "B-Location"), (".", "O")]
    (entities / "one.txt.tsv").write_text("\n".join("\t".join(row) for row in rows) + "\n", encoding="utf8")
    target = {"Input.gid": "1", "from": 0, "to": 7, "mention": "Ann Lee", "polarity": 6.0}
    line = json.dumps({"primary_gid": "1", "sentence_normalized": "Ann Lee won praise.", "targets": [target]})
    (tone / "train.jsonl").write_text(f"{line}\n{line}\n", encoding="utf8")
    return folder


def _brat() -> str:
    lines = []
    for number, parts in enumerate(_EVENTS):
        names = []
        for offset, (role, words) in enumerate(zip(("Source", "Cue", "Content"), parts, strict=True)):
            start, key = _TEXT.index(words), f"T{4 * number + offset + 1}"
            lines.append(f"{key}\t{role} {start} {start + len(words)}\t{words}")
            names.append(f"{role}:{key}")
        lines.append(f"E{number + 1}\tAttribution:T{4 * number + 4} {' '.join(names)}")
    return "\n".join(lines) + "\n"
