"""The tone head's training: silver files, renamed targets, soft labels, the teacher's start, and both ways in miniature."""

import json
import random

import numpy as np
import pytest

from audit.nlp.encoder import MODEL, session
from audit.nlp.pieces import Tokenization

torch = pytest.importorskip("torch", reason="training needs the extra `training` (torch)")

from audit.nlp.training import encoder_data as data  # noqa: E402
from audit.nlp.training import encoder_tone as head  # noqa: E402
from audit.nlp.training import encoder_tone_silver as silver  # noqa: E402
from audit.nlp.training import encoder_tone_teacher as teaching  # noqa: E402
from audit.nlp.training import encoder_tone_texts as plain  # noqa: E402
from audit.nlp.training.encoder_model import TONE_FROM, TONE_LAYERS, Model, Tone  # noqa: E402

TEXT = "Ann Lee praised Trump, but President Trump said she lied."


def words(text, target):
    return text.text[target.start : target.end]


def sentence(*targets):
    return plain.SilverSentence(0, len(TEXT), targets)


def spot(part, *, after=0, **more):
    start = TEXT.index(part, after)
    return plain.SilverTarget(start, start + len(part), **more)


@pytest.fixture(scope="module")
def tokenization():
    return Tokenization(MODEL / "tokenizer.json")


@pytest.fixture
def corpus(tmp_path):
    record = {
        "sentence_normalized": TEXT,
        "targets": [
            {"from": 0, "to": 7, "polarity": 2.0, "further_mentions": [{"from": 48, "to": 51}]},
            {"from": 27, "to": 42, "polarity": 6.0},
        ],
    }
    for part in ("train", "dev-mt"):
        (tmp_path / f"{part}.jsonl").write_text(f"{json.dumps(record)}\n" * 3, encoding="utf8")
    return tmp_path


def test_gold_gives_further_mentions_the_class_of_their_target(corpus):
    (text, *_) = silver.read_gold(corpus / "train.jsonl")
    assert [(words(text, t), t.label) for t in text.sentences[0].targets] == [
        ("Ann Lee", 0),
        ("she", 0),
        ("President Trump", 2),
    ]
    (text, *_) = silver.read_gold(corpus / "train.jsonl", further=False)
    assert len(text.sentences[0].targets) == 2


def test_a_renamed_target_keeps_every_offset():
    text = plain.SilverText("a", TEXT, False, (sentence(spot("Ann Lee"), spot("President Trump"), spot("she")),))
    target = spot("Trump")
    changed = silver.rename(text, target, "Bo")
    assert changed.text == "Ann Lee praised Bo, but President Bo said she lied."
    assert [words(changed, t) for t in changed.sentences[0].targets] == ["Ann Lee", "President Bo", "she"]
    longer = silver.rename(text, spot("Ann Lee"), "Maria de la Cruz")
    assert [words(longer, t) for t in longer.sentences[0].targets] == ["Maria de la Cruz", "President Trump", "she"]


def test_a_name_that_only_overlaps_another_target_stays():
    overlapping = plain.SilverTarget(36, 42)  # " Trump", of which "President Trump" covers more
    changed = silver.rename(plain.SilverText("a", TEXT, False, (sentence(overlapping),)), spot("President Trump"), "Bo")
    assert changed.text == TEXT


def test_silver_files_come_back_as_they_were(tmp_path):
    target = plain.SilverTarget(0, 7, 2, ((0.1, 0.2, 0.7), (0.0, 0.5, 0.5)))
    texts = [plain.SilverText("a", "Ann Lee\u2028won.", True, (plain.SilverSentence(0, 12, (target,)),))]
    silver.write_silver(texts, tmp_path / "silver.jsonl")
    assert silver.read_silver(tmp_path / "silver.jsonl") == texts


def test_sentences_with_several_mentions_are_chosen_first():
    one, two = sentence(spot("Ann Lee")), sentence(spot("Ann Lee"), spot("Trump"))
    texts = [plain.SilverText(str(number), TEXT, False, (one, two)) for number in range(3)]
    found = silver.chosen(texts, 6, random.Random(1))
    assert [text.sentences for text in found] == [(two,)] * 3
    assert sum(len(s.targets) for text in silver.chosen(texts, 8, random.Random(1)) for s in text.sentences) == 8


def test_soft_labels_mix_people_and_teachers():
    options = head.ToneOptions(smoothing=0.3, gold_share=0.5)
    both = plain.SilverTarget(0, 1, 0, ((0.2, 0.8, 0.0), (0.4, 0.6, 0.0)))
    assert head.soft_label(both, options) == pytest.approx((0.5 * 0.8 + 0.15, 0.5 * 0.1 + 0.35, 0.05))
    assert head.soft_label(plain.SilverTarget(0, 1, 1), options) == pytest.approx((0.1, 0.8, 0.1))
    assert head.soft_label(plain.SilverTarget(0, 1, None, ((0.2, 0.8, 0.0),)), options) == pytest.approx((0.2, 0.8, 0))
    assert head.soft_label(plain.SilverTarget(0, 1), options) is None


def test_the_targets_of_a_sentence_share_a_batch(tokenization, corpus):
    targets = teaching.read_targets(corpus / "train.jsonl", tokenization, neutral_weight=2.0)
    assert [(t.label, t.weight, t.sentence) for t in targets[:2]] == [(0, 1.0, 0), (2, 1.0, 0)]
    groups = list(teaching.batches(targets, 2 * (len(targets[0].pieces) + 2), random.Random(3)))
    assert sorted(len({target.sentence for target in group}) for group in groups) == [1, 1, 1]
    assert {len(group) for group in groups} == {2}


def test_neutral_targets_beside_others_weigh_more(tokenization, corpus):
    path = corpus / "train.jsonl"
    path.write_text(path.read_text(encoding="utf8").replace("6.0", "4.0"), encoding="utf8")
    targets = teaching.read_targets(path, tokenization, neutral_weight=2.0)
    assert [target.weight for target in targets[:2]] == [1.0, 2.0]


def test_masked_names_leave_the_rest_of_the_sentence(tokenization, corpus):
    targets = teaching.read_targets(corpus / "train.jsonl", tokenization)[:1]
    options = teaching.TeacherOptions(masked_share=0.0, further_share=0.0, hidden_share=1.0)
    inputs, marks = teaching.varied(targets, options, random.Random(1))
    plain, _ = teaching.marked(targets, [targets[0].mask])
    assert (inputs.ids != plain.ids).tolist() == marks.bool().tolist()
    assert marks.sum() == len(targets[0].mask) == 2


@pytest.fixture(scope="module")
def small_teacher():
    torch.manual_seed(1)
    teacher = teaching.Teacher()
    teacher.encoder.layers = teacher.encoder.layers[:1]
    return teacher


def test_a_teacher_begins_as_the_model_it_starts_from(small_teacher, tokenization, corpus):
    targets = teaching.read_targets(corpus / "train.jsonl", tokenization)[:2]
    inputs, marks = teaching.marked(targets, [target.mask for target in targets])
    with torch.no_grad():
        states = small_teacher.encoder(inputs)[:, 1:-1]
        expected = small_teacher.tone(states, marks[:, 1:-1], torch.ones(states.shape[:2]))
    assert np.allclose(teaching.scores_of(small_teacher, targets), expected.numpy(), atol=1e-4)


def test_macro_f1_by_hand():
    scores = np.eye(3, dtype=np.float32)[[0, 0, 1, 2]]
    assert teaching.macro_f1(scores, [0, 1, 1, 2]) == pytest.approx(100 * (2 / 3 + 2 / 3 + 1) / 3)


def test_the_head_learns_what_the_states_tell():
    generator = torch.Generator().manual_seed(5)
    torch.manual_seed(5)
    targets = []
    for number in range(60):
        states = torch.randn(6, 384, generator=generator)
        states[2] += (number % 3 - 1) * 2.0
        targets.append(head.ReadTarget(states.half(), (2,), tuple(np.eye(3)[number % 3].tolist())))
    options = head.ToneOptions(epochs=8, batch=80, average=0.8)
    _, figures = head.fit(Tone(), targets, {"dev": targets}, options)
    assert figures["dev"][0] > 90
    assert figures["dev"][1] < 0.5


def test_a_head_begins_with_the_layers_of_the_encoder_unless_the_checkpoint_has_one():
    torch.manual_seed(3)
    model = Model(data.ROLE_TAGS, data.ENTITY_TAGS)
    weights = model.state_dict()
    held = head.beginning(weights).state_dict()
    assert all(torch.equal(value, weights[f"tone.{name}"]) for name, value in held.items())
    without = {name: value for name, value in weights.items() if not name.startswith("tone.")}
    fresh = head.beginning(without | {"tone.of_another_build": torch.zeros(1)})
    assert len(fresh.layers) == TONE_LAYERS
    assert torch.equal(fresh.layers[0].up.weight, model.encoder.layers[TONE_FROM].up.weight)


def test_the_exported_head_gives_what_the_trained_one_gives(tmp_path):
    torch.manual_seed(2)
    tone = Tone()
    torch.nn.init.normal_(tone.target, std=0.5)
    torch.nn.init.normal_(tone.classes.weight, std=0.2)
    torch.save({f"tone.{name}": value for name, value in tone.state_dict().items()}, tmp_path / "head.pt")
    states, target = torch.randn(3, 9, 384), torch.zeros(3, 9)
    target[:, 2:4] = 1
    with torch.no_grad():
        expected = tone(states, target, torch.ones(3, 9)).numpy()
        elsewhere = tone(states, target.flip(1), torch.ones(3, 9)).numpy()
    head.export_tone(tmp_path / "head.pt", tmp_path / "model" / "tone.onnx")
    fed = {"hidden": states.numpy(), "target": target.numpy()}
    found = session(tmp_path / "model" / "tone.onnx", threads=1).run(["tone"], fed)[0]
    assert np.abs(found - expected).max() < 0.2 * np.abs(elsewhere - expected).max()
