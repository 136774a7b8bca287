"""Tone toward targets: sentences that leave no doubt, batching, and the block interface."""

import re
from dataclasses import dataclass

import pytest
import spacy

from audit.model import Span
from audit.nlp.tone import LONGEST, target_tone, tones_in

PRAISE = "Voters adore Maria Lopez, the brilliant and honest governor who saved the town."
BLAME = "Prosecutors called Carl Stone a corrupt liar who betrayed his own people."
BOTH = "While critics slammed Carl Stone as a corrupt liar, everyone praised Maria Lopez as a brilliant hero."


def at(text, words):
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("text", "name", "label"), [(PRAISE, "Maria Lopez", "positive"), (BLAME, "Carl Stone", "negative")]
)
def test_plain_tone(text, name, label):
    tone = tones_in(text, [at(text, name)])[0]
    assert tone.label == label
    assert sum(tone.probabilities.values()) == pytest.approx(1, abs=1e-3)
    assert tone.score == pytest.approx(tone.probabilities["positive"] - tone.probabilities["negative"], abs=1e-4)


def test_two_targets_of_one_sentence_differ():
    bad, good = tones_in(BOTH, [at(BOTH, "Carl Stone"), at(BOTH, "Maria Lopez")])
    assert bad.score < good.score


@pytest.mark.parametrize(
    "text",
    [
        "Unions applauded [Jones] but scorned [Lee].",
        "Readers love [Jones] and despise [Lee].",
        "[Jones] is a far more capable mayor than [Lee].",
        "The inquiry vindicates [Jones] and finds fault with [Lee].",
        "Many parents have faith in [Jones] and none in [Lee].",
    ],
)
def test_whom_a_word_means_decides_not_what_the_sentence_holds(text):
    both = re.findall(r"\[(.*?)\]", text)
    text = re.sub(r"[\[\]]", "", text)
    swapped = text.replace(both[0], "#").replace(both[1], both[0]).replace("#", both[1])
    for sentence, (good, bad) in ((text, both), (swapped, both[::-1])):
        better, worse = tones_in(sentence, [at(sentence, good), at(sentence, bad)])
        assert better.score > worse.score + 0.2


def test_many_targets_are_read_as_each_alone():
    targets = [at(BOTH, word) for word in ("critics", "Carl Stone", "liar", "Maria Lopez")]
    together = tones_in(BOTH, targets)
    alone = [tones_in(BOTH, [target])[0] for target in targets]
    assert [tone.label for tone in together] == [tone.label for tone in alone]


def test_an_empty_target_has_no_tone():
    assert tones_in("   ", [Span(0, 1)]) == [None]


def test_a_very_long_sentence_is_read_around_its_target():
    filler = "and so it went on " * LONGEST
    text = f"{filler}while prosecutors called Carl Stone a corrupt liar who betrayed his people {filler}"
    assert tones_in(text, [at(text, "Carl Stone")])[0] is not None


@dataclass(frozen=True)
class Block:
    doc: object
    sentences: tuple


def test_mentions_are_read_in_their_own_sentence_in_any_order():
    nlp = spacy.blank("en")
    nlp.add_pipe("audit_encoder")
    text = f"{BLAME} {PRAISE}"
    block = Block(nlp(text), (Span(0, len(BLAME)), Span(len(BLAME) + 1, len(text))))
    good, bad, nowhere = target_tone(
        block, [at(text, "Maria Lopez"), at(text, "Carl Stone"), Span(len(text), len(text) + 1)]
    )
    assert (good[0], bad[0], nowhere) == ("positive", "negative", None)
    unread = Block(spacy.blank("en")(text), block.sentences)
    assert [tone[0] for tone in target_tone(unread, [at(text, "Maria Lopez")])] == ["positive"]


def test_the_component_lets_a_span_tell_its_tone():
    nlp = spacy.blank("en")
    for name in ("sentencizer", "audit_encoder", "audit_tone"):
        nlp.add_pipe(name)
    doc = nlp(BLAME)
    span = doc.char_span(*at(BLAME, "Carl Stone"))
    assert span._.tone.label == "negative"
