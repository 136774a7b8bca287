import pytest
import spacy
from spacy.tokens import Doc

from audit.nlp.reporting import cue_class, cue_classes, cue_lemma, finite_forms

NLP = spacy.blank("en")


def cue(words: str, lemmas: str, tags: str):
    parts = words.split()
    return Doc(
        NLP.vocab,
        words=parts,
        lemmas=lemmas.split(),
        pos=tags.split(),
        heads=[0] * len(parts),
        deps=["dep"] * len(parts),
    )[:]


@pytest.mark.parametrize(
    ("words", "lemmas", "tags", "lemma", "kind"),
    [
        ("said", "say", "VERB", "say", "neutral"),
        ("has slammed", "have slam", "AUX VERB", "slam", "emotive"),
        ("claimed", "claim", "VERB", "claim", "doubting"),
        ("pointed out", "point out", "VERB ADP", "point out", "endorsing"),
        ("according to", "accord to", "VERB ADP", None, "neutral"),
        ("made it clear", "make it clear", "VERB PRON ADJ", "make it clear", "endorsing"),
        ("made clear", "make clear", "VERB ADJ", "make clear", "endorsing"),
        ("expressed outrage", "express outrage", "VERB NOUN", "outrage", "cognitive"),
        ("expressed hurriedly", "express hurriedly", "VERB ADV", "express", "neutral"),
        ("issued a denial", "issue a denial", "VERB DET NOUN", "denial", "illocutionary"),
        ("is known for", "be know for", "AUX VERB ADP", "be known", "neutral"),
        ("has known", "have know", "AUX VERB", "know", "endorsing"),
    ],
)
def test_cues_get_their_lemma_and_class(words, lemmas, tags, lemma, kind):
    span = cue(words, lemmas, tags)
    assert lemma is None or cue_lemma(span) == lemma
    assert cue_class(span) == kind


@pytest.mark.parametrize(
    ("words", "lemmas", "tags", "lemma"),
    [
        ("blasted", "blaste", "VERB", "blast"),
        ("ridiculed", "ridicul", "VERB", "ridicule"),
        ("hinted", "hinted", "ADJ", "hint"),
        ("also noting", "also noting", "ADV NOUN", "note"),
        ("admitted", "admitte", "VERB", "admit"),
        ("denies", "denie", "NOUN", "deny"),
        ("claims blasted", "claim blaste", "NOUN VERB", "claim"),  # a lemma that the list has comes first
    ],
)
def test_a_wrong_lemma_does_not_hide_a_listed_verb(words, lemmas, tags, lemma):
    assert cue_lemma(cue(words, lemmas, tags)) == lemma


def test_words_that_only_end_like_verbs_stay_what_they_are():
    assert cue_class(cue("red", "red", "ADJ")) == "other"
    assert cue_lemma(cue("was bedding", "be bedding", "AUX NOUN")) == "be"


def test_a_colon_points_at_a_source():
    assert cue_class(cue(":", ":", "PUNCT")) == "neutral"


def test_an_unlisted_word_is_other():
    assert cue_class(cue("grabbed", "grab", "VERB")) == "other"


def test_every_class_is_one_of_the_documented(root):
    readme = (root / "seeds" / "README.md").read_text(encoding="utf-8")
    assert all(f"`{kind}`" in readme or kind in readme for kind in set(cue_classes().values()))


def test_finite_forms_are_pasts_and_third_persons_of_listed_verbs():
    assert {"fumed", "snapped", "cried", "cries", "said", "says", "told", "quipped"} <= finite_forms()
    assert not {"say", "fuming", "perfumed", "sayed"} & finite_forms()
