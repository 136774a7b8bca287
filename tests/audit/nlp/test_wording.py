"""Hedges, weasels and agentless passives in hand-made Docs."""

import pytest
import spacy
from spacy.tokens import Doc

from audit.config import seeds_path
from audit.model import AttributionSpan, Kind, Span
from audit.nlp.wording import HEDGE, PASSIVE, WEASEL, entry_class, find_wording, forms_of, phrase_list
from audit.nlp.wording_sources import PARSED_CLASSES

VOCAB = spacy.blank("en").vocab


def doc(text, pos):
    """A tagged Doc of words divided by single spaces."""
    return Doc(VOCAB, text.split(), pos=pos.split())


def found(text, pos, kind=HEDGE, **options):
    rows = find_wording(doc(text, pos), options.get("attributions", []))
    return [row["form"] for row in rows if row["kind"] == kind]


@pytest.mark.parametrize(
    ("text", "pos", "forms"),
    [
        ("It may rain", "PRON AUX VERB", ["may"]),
        ("In May it rained", "ADP PROPN PRON VERB", []),
        ("It could rain", "PRON AUX VERB", ["could"]),
        ("They could also lose", "PRON AUX ADV VERB", ["could"]),
        ("He could not say why", "PRON AUX PART VERB ADV", []),
        ("She could clearly hear him", "PRON AUX ADV VERB PRON", []),
        ("You can and should", "PRON AUX CCONJ AUX", []),
        ("about 300 people", "ADP NUM NOUN", ["about"]),
        ("about a dozen people", "ADP DET NOUN NOUN", ["about"]),
        ("a book about cats", "DET NOUN ADP NOUN", []),
        ("It appears to work", "PRON VERB PART VERB", ["it appears"]),
        ("Prices appeared to fall", "NOUN VERB PART VERB", ["appear"]),
        ("He appeared in court", "PRON VERB ADP NOUN", []),
        ("I suspect a leak", "PRON VERB DET NOUN", ["suspect"]),
        ("Some suspect a leak", "PRON VERB DET NOUN", []),
        ("where it is supposed to go", "ADV PRON AUX VERB PART VERB", []),
        ("It was kind of sad", "PRON AUX NOUN ADP ADJ", ["kind of"]),
        ("that kind of return", "DET NOUN ADP NOUN", []),
        ("It looks like rain", "PRON VERB ADP NOUN", ["looks like"]),
        ("The heap looked like a whale", "DET NOUN VERB ADP DET NOUN", []),
        ("It is possible", "PRON AUX ADJ", ["it is possible"]),
        ("whenever it is possible", "ADV PRON AUX ADJ", []),
        ("on the assumption that", "ADP DET NOUN SCONJ", ["assumption"]),
        ("the assumption of office", "DET NOUN ADP NOUN", []),
        ("rather high", "ADV ADJ", ["rather"]),
        ("rather than wait", "ADV ADP VERB", []),
        ("fairly high", "ADV ADJ", ["fairly"]),
        ("treated fairly .", "VERB ADV PUNCT", []),
        ("the theories and hypotheses", "DET NOUN CCONJ NOUN", ["hypothesis"]),
        ("he has the potential", "PRON VERB DET NOUN", []),
        ("among likely voters", "ADP ADJ NOUN", []),
        ("a likely winner", "DET ADJ NOUN", ["likely"]),
        ("a potential threat", "DET ADJ NOUN", ["potential"]),
        ("among likely Republican voters", "ADP ADJ ADJ NOUN", []),
        ("more likely to vote", "ADV ADJ PART VERB", []),
        ("as soon as possible", "ADV ADV ADP ADJ", []),
        ("a possible threat", "DET ADJ NOUN", ["possible"]),
        ("as much as she could .", "ADV ADV ADP PRON AUX PUNCT", []),
        ("It remains uncertain whether", "PRON VERB ADJ SCONJ", ["uncertain"]),
        ("She was uncertain how", "PRON AUX ADJ ADV", []),
        ("If anything , it grew", "SCONJ PRON PUNCT PRON VERB", ["if anything"]),
        ("If anything good comes", "SCONJ PRON ADJ VERB", []),
        ("some 300 people", "DET NUM NOUN", ["some"]),
        ("some people", "DET NOUN", []),
        ("all but certain", "DET ADP ADJ", ["all but"]),
        ("all but two", "DET ADP NUM", []),
        ("no heir apparent", "DET NOUN ADJ", []),
        ("Muslims in general", "PROPN ADP ADJ", []),
        ("More broadly , it", "ADV ADV PUNCT PRON", []),
        ("He is not expected to win", "PRON AUX PART VERB PART VERB", ["is expected to"]),
        ("It wasn't clear why", "PRON AUX ADJ ADV", ["it is not clear"]),
        ("They often win", "PRON ADV VERB", []),
        ("They sometimes win", "PRON ADV VERB", []),
        ("arms around one another", "NOUN ADP NUM DET", []),
        ("only a little over a year", "ADV DET NOUN ADP DET NOUN", ["a little"]),
        ("an apparent mistake", "DET ADJ NOUN", ["apparent"]),
        ("It became apparent later", "PRON VERB ADJ ADV", []),
        ("her perceived flaws", "PRON ADJ NOUN", ["perceived"]),
        ("is unlikely to win", "AUX ADJ PART VERB", ["is unlikely to"]),
        ("an unlikely friendship", "DET ADJ NOUN", []),
        ("It effectively ended", "PRON ADV VERB", ["effectively"]),
        ("It works effectively .", "PRON VERB ADV PUNCT", []),
        ("In effect it ended", "ADP NOUN PRON VERB", ["in effect"]),
        ("It is in effect for months", "PRON AUX ADP NOUN ADP NOUN", []),
        ("made possible by rain", "VERB ADJ ADP NOUN", []),
        ("He would rather wait", "PRON AUX ADV VERB", []),
        ("Rather , it grew", "ADV PUNCT PRON VERB", []),
        ("I could barely stop", "PRON AUX ADV VERB", []),
        ("the impression of calm", "DET NOUN ADP NOUN", ["impression"]),
        ("made an impression here", "VERB DET NOUN ADV", []),
        ("near-universal support", "ADJ NOUN", ["near-universal"]),
        ("It was not immediately known why", "PRON AUX PART ADV VERB ADV", ["not immediately known"]),
    ],
)
def test_hedges(text, pos, forms):
    assert found(text, pos) == forms


@pytest.mark.parametrize(
    ("text", "pos", "forms"),
    [
        ("Experts said so", "NOUN VERB ADV", ["experts say"]),
        ("critics have argued", "NOUN AUX VERB", []),
        ("It was widely believed", "PRON AUX ADV VERB", ["it is widely believed"]),
        ("It was announced that", "PRON AUX VERB SCONJ", ["it is announced"]),
        ("after it was announced ,", "SCONJ PRON AUX VERB PUNCT", []),
        ("There was talk of war", "PRON AUX NOUN ADP NOUN", ["talk of"]),
        ("They talk of war", "PRON VERB ADP NOUN", []),
        ("It was widely condemned", "PRON AUX ADV VERB", ["widely condemned"]),
        ("He faces accusations of bias", "PRON VERB NOUN ADP NOUN", ["accusations of"]),
        ("It accusations of bias", "PRON VERB ADP NOUN", []),
        ("People close to him agree", "NOUN ADJ ADP PRON VERB", ["people close to"]),
        ("a very leading expert", "DET ADV ADJ NOUN", []),
    ],
)
def test_weasels(text, pos, forms):
    assert found(text, pos, WEASEL) == forms


def test_offsets_and_quotes():
    text = "He may go . She said it could fail ."
    content = Span(text.index("it"), text.index(" .", 12))
    item = AttributionSpan(kind=Kind.INDIRECT, source=None, cue=None, content=(content,), confidence=1.0)
    rows = find_wording(doc(text, "PRON AUX VERB PUNCT PRON VERB PRON AUX VERB PUNCT"), [item])
    assert [(text[row["start"] : row["end"]], row["in_quote"]) for row in rows] == [("may", False), ("could", True)]


def test_a_verb_of_belief_that_reports_somebody_is_no_hedge():
    text = "Data suggest it"
    cue = AttributionSpan(
        kind=Kind.INDIRECT, source=Span(0, 4), cue=Span(5, 12), content=(Span(13, 15),), confidence=1.0
    )
    assert found(text, "NOUN VERB PRON") == ["suggest"]
    assert found(text, "NOUN VERB PRON", attributions=[cue]) == []


def test_seeming_is_the_writers_caution_even_as_a_cue():
    text = "Words appeared to clash"
    cue = AttributionSpan(
        kind=Kind.INDIRECT, source=Span(0, 5), cue=Span(6, 14), content=(Span(15, 23),), confidence=1.0
    )
    assert found(text, "NOUN VERB PART VERB", attributions=[cue]) == ["appear"]


def test_what_the_writer_suspects_is_a_hedge_even_as_a_cue():
    text = "I suspect a leak"
    cue = AttributionSpan(
        kind=Kind.INDIRECT, source=Span(0, 1), cue=Span(2, 9), content=(Span(10, 16),), confidence=1.0
    )
    assert found(text, "PRON VERB DET NOUN", attributions=[cue]) == ["suspect"]


def test_without_parts_of_speech_every_form_counts():
    assert [row["form"] for row in find_wording(Doc(VOCAB, ["In", "May", "it", "may"]), [])] == ["may", "may"]


@pytest.mark.parametrize("scheme", [("nsubj:pass", "aux:pass", "obl:agent"), ("nsubjpass", "auxpass", "agent")])
def test_passives_without_a_doer(scheme):
    subject, auxiliary, agent = scheme
    words = ["Mistakes", "were", "made", ".", "Homes", "were", "burned", "by", "police"]
    parsed = Doc(
        VOCAB, words,
        pos=["NOUN", "AUX", "VERB", "PUNCT", "NOUN", "AUX", "VERB", "ADP", "NOUN"],
        heads=[2, 2, 2, 2, 6, 6, 6, 8, 6],
        deps=[subject, auxiliary, "ROOT", "punct", subject, auxiliary, "ROOT", "case", agent],
        lemmas=["mistake", "be", "make", ".", "home", "be", "burn", "by", "police"],
    )  # fmt: skip
    rows = [row for row in find_wording(parsed, []) if row["kind"] == PASSIVE]
    assert rows == [{"kind": PASSIVE, "form": "make", "start": 9, "end": 18, "in_quote": False}]


def test_a_text_without_words():
    assert find_wording(Doc(VOCAB, []), []) == []


def test_forms():
    assert forms_of("imply", "epistemic_verb") == ["imply", "implies", "implied", "implying"]
    assert forms_of("infer", "epistemic_verb") == ["infer", "infers", "inferred", "inferring"]
    assert forms_of("possibility", "epistemic_noun") == ["possibility", "possibilities"]
    assert forms_of("hypothesis", "epistemic_noun") == ["hypothesis", "hypotheses"]
    assert forms_of("experts say", "anonymous_authority") == ["experts say", "experts said"]
    assert "were believed to" in forms_of("is believed to", "epistemic_phrase")
    assert "appeared to be" in forms_of("appear to be", "epistemic_phrase")


@pytest.mark.parametrize("kind", [HEDGE, WEASEL])
def test_every_entry_of_the_lists_is_found_as_it_stands(kind):
    import csv

    name, column = {HEDGE: ("hedges.csv", "hedge"), WEASEL: ("weasels.csv", "phrase")}[kind]
    with (seeds_path() / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["class"] in PARSED_CLASSES:
                continue
            assert [hit.entry for hit in phrase_list(kind).find(f"x {row[column]}.")] == [row[column]]
            assert entry_class(kind, row[column]) == row["class"]
