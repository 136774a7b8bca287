"""Made-up sentences that teach the tone head whom a verb means."""

import pytest

torch = pytest.importorskip("torch", reason="training needs torch (pip install -e .[train])")

from audit.nlp.training.encoder_tone_contrast import ContrastOptions, contrasts, names_in  # noqa: E402
from audit.nlp.training.encoder_tone_texts import SilverSentence, SilverTarget, SilverText  # noqa: E402

NAMES = ["Ann Lee", "Bo Ek", "Cy Dahl", "Di Moe", "Ed Ness"]


@pytest.fixture(scope="module")
def texts():
    return list(contrasts(NAMES, ContrastOptions(sentences=600, seed=3)))


def marked(text):
    return [(text.text[target.start : target.end], target.label) for target in text.sentences[0].targets]


def test_every_target_is_a_name_and_stands_once_in_its_sentence(texts):
    for text in texts:
        names = [name for name, _ in marked(text)]
        assert names
        assert all(name in NAMES and text.text.count(name) == 1 for name in names)
        assert len(set(names)) == len(names)


def test_nothing_of_a_template_is_left_and_sentences_begin_with_a_capital(texts):
    for text in texts:
        assert not set("{}+=") & set(text.text)
        assert text.text.lstrip("“")[0].isupper()
        assert text.sentences == (SilverSentence(0, len(text.text), text.sentences[0].targets),)


def test_who_is_praised_comes_off_well_and_who_is_blamed_badly(texts):
    verbs = {
        "praised": 2,
        "hailed": 2,
        "defended": 2,
        "thanked": 2,
        "blamed": 0,
        "mocked": 0,
        "rebuked": 0,
        "attacked": 0,
    }
    found = [
        (verb, label)
        for text in texts
        for verb in verbs
        for name, label in marked(text)
        if f"{verb} {name}" in text.text
    ]
    assert len(found) > 10
    assert all(label == verbs[verb] for verb, label in found)


def test_a_third_of_the_sentences_hold_targets_of_different_classes(texts):
    differ = [text for text in texts if len({label for _, label in marked(text)}) > 1]
    assert len(differ) > len(texts) / 3
    assert {label for text in texts for _, label in marked(text)} == {0, 1, 2}


def test_the_same_seed_makes_the_same_sentences(texts):
    assert list(contrasts(NAMES, ContrastOptions(sentences=600, seed=3))) == texts
    assert list(contrasts(NAMES, ContrastOptions(sentences=600, seed=4))) != texts


def test_names_are_targets_that_look_like_names():
    text = "Ann Lee said he met Bo Ek's aide and Ann Lee."
    spans = ((0, 7), (13, 15), (20, 27), (37, 44))
    sentence = SilverSentence(0, len(text), tuple(SilverTarget(*span) for span in spans))
    assert names_in([SilverText("one", text, False, (sentence,))]) == ["Ann Lee"]
