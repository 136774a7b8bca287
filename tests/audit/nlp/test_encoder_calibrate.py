"""Weights fitted on choices and texts whose answer is plain."""

import numpy as np
import pytest

from audit.nlp.encoder import shared_encoder
from audit.nlp.gold import GoldArticle
from audit.nlp.scoring import Parts
from audit.nlp.training.encoder_calibrate import Choice, Read, collect, fit_sources, source_choices, sources_right

TEXT = "Mayor Ann Lee said that the bridge was safe. It rained for days."


def choices(n=60):
    """The option with the higher first trait is right, but where "none" (the last) is, the second trait of the others is low."""
    rng = np.random.default_rng(1)
    made = []
    for number in range(n):
        traits = np.zeros((3, 6))
        traits[:2, :2] = rng.normal(size=(2, 2))
        traits[2, 4] = 1
        none = number % 4 == 0
        traits[:2, 1] = -2 if none else 2
        best = 2 if none else int(traits[:2, 0].argmax())
        made.append(Choice(traits, np.arange(3) == best, number))
    return made


def test_weights_of_a_choice_are_found():
    weights = fit_sources(choices())
    assert weights[0] > 1
    assert weights[1] > 0.5
    assert abs(weights[2]) < 1e-3  # a trait that never differs


def test_held_out_choices_are_right():
    found = sources_right(choices())
    assert found["n"] == 60
    assert found["right_fitted"] >= 0.95


def test_of_two_right_options_either_will_do():
    both = [
        Choice(choice.traits, np.array([True, True, False]), choice.article)
        for choice in choices()
        if choice.right[:2].any()
    ]
    assert sources_right(both)["right_fitted"] == pytest.approx(1.0)


@pytest.fixture(scope="module")
def read():
    gold = Parts(source=((0, 13),), cue=((14, 18),), content=((19, 43),))
    encodings = tuple(shared_encoder().segments(TEXT))
    return Read(GoldArticle("a", "o", TEXT, ((gold,),)), encodings)


def test_the_annotated_source_is_the_right_choice(read):
    (choice,) = source_choices(shared_encoder(), [read])
    assert choice.right.tolist().count(True) >= 1
    assert not choice.right[-1]
    assert choice.traits.shape == (len(choice.right), 6)


def test_without_an_annotated_source_none_is_right(read):
    (gold,) = read.gold.attributions
    silent = GoldArticle("a", "o", TEXT, ((Parts((), gold.cue, gold.content),),))
    (choice,) = source_choices(shared_encoder(), [Read(silent, read.encodings)])
    assert choice.right.tolist() == [False] * (len(choice.right) - 1) + [True]


def test_a_cue_nobody_marked_teaches_nothing(read):
    assert source_choices(shared_encoder(), [Read(GoldArticle("a", "o", TEXT, ((),)), read.encodings)]) == []


def test_right_attributions_are_counted(read):
    sample = collect(shared_encoder(), [read])
    assert sample.right.tolist() == [1.0]
    assert sample.features.shape == (1, 5)
