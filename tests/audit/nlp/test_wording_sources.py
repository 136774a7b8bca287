"""Claims of nobody in particular in hand-parsed sentences."""

import pytest

from audit.model import AttributionSpan, Kind, Span
from audit.nlp.wording import WEASEL, find_wording

from .hand_parsed import parsed


def weasels(rows, *, source, cue):
    """Forms of the weasels of a sentence with an attribution whose source and cue are tokens from-to."""
    doc = parsed(rows)

    def span(first, last):
        return Span(doc[first].idx, doc[last].idx + len(doc[last]))

    item = AttributionSpan(
        kind=Kind.INDIRECT, source=span(*source), cue=span(cue, cue), content=(span(len(doc) - 1, len(doc) - 1),), confidence=1.0
    )  # fmt: skip
    return [row["form"] for row in find_wording(doc, [item]) if row["kind"] == WEASEL]


CLAIM = "see/VERB/VBP/ROOT/{0} it/PRON/PRP/obj/{0}"


@pytest.mark.parametrize(
    ("source", "forms"),
    [
        ("Many/ADJ/JJ/nsubj/{0}", ["many"]),
        ("Some/DET/DT/det/1 voters/NOUN/NNS/nsubj/{0}", ["some"]),
        ("Some/DET/DT/advmod/1 300/NUM/CD/nummod/2 voters/NOUN/NNS/nsubj/{0}", []),
        ("Experts/NOUN/NNS/nsubj/{0}", ["experts"]),
        ("Legal/ADJ/JJ/amod/1 experts/NOUN/NNS/nsubj/{0}", ["experts"]),
        ("The/DET/DT/det/1 experts/NOUN/NNS/nsubj/{0}", []),
        ("Three/NUM/CD/nummod/1 experts/NOUN/NNS/nsubj/{0}", []),
        ("Its/PRON/PRP$/nmod:poss/1 experts/NOUN/NNS/nsubj/{0}", []),
        ("Its/PRON/PRP$/nmod:poss/1 critics/NOUN/NNS/nsubj/{0}", ["critics"]),
        ("Experts/NOUN/NNS/nsubj/{0} at/ADP/IN/case/2 Yale/PROPN/NNP/nmod/0", []),
        ("Polls/NOUN/NNS/nsubj/{0}", ["polls"]),
        ("Gallup/PROPN/NNP/compound/1 polls/NOUN/NNS/nsubj/{0}", []),
        ("News/PROPN/NNP/compound/1 reports/NOUN/NNS/nsubj/{0}", ["reports"]),
        ("Polls/NOUN/NNS/nsubj/{0} in/ADP/IN/case/2 Iowa/PROPN/NNP/nmod/0", ["polls"]),
        ("Voters/NOUN/NNS/nsubj/{0}", []),
        ("An/DET/DT/det/1 expert/NOUN/NN/nsubj/{0}", ["expert"]),
        ("The/DET/DT/det/1 expert/NOUN/NN/nsubj/{0}", []),
        ("A/DET/DT/det/1 poll/NOUN/NN/nsubj/{0}", ["poll"]),
        ("A/DET/DT/det/2 CBS/PROPN/NNP/compound/2 poll/NOUN/NN/nsubj/{0}", []),
        ("A/DET/DT/det/2 Trump/PROPN/NNP/compound/2 source/NOUN/NN/nsubj/{0}", ["source"]),
        ("Sources/NOUN/NNS/nsubj/{0} at/ADP/IN/case/2 Yale/PROPN/NNP/nmod/0", ["sources"]),
        ("Doctors/NOUN/NNS/nsubj/{0} and/CCONJ/CC/cc/2 experts/NOUN/NNS/conj/0", ["experts"]),
        ("The/DET/DT/det/1 doctors/NOUN/NNS/nsubj/{0} and/CCONJ/CC/cc/3 experts/NOUN/NNS/conj/1", []),
        ("Most/ADJ/JJS/nsubj/{0} of/ADP/IN/case/2 us/PRON/PRP/nmod/0", []),
    ],
)
def test_a_source_is_nobody_in_particular(source, forms):
    length = len(source.split())
    rows = f"{source} {CLAIM}".format(length)
    assert weasels(rows, source=(0, length - 1), cue=length) == forms


@pytest.mark.parametrize(("cue", "forms"), [("say", ["many"]), ("support", []), ("seek", []), ("dance", [])])
def test_only_what_is_claimed_counts(cue, forms):
    rows = f"Many/ADJ/JJ/nsubj/1 {cue}/VERB/VBP/ROOT/1 it/PRON/PRP/obj/1"
    assert weasels(rows, source=(0, 0), cue=1) == forms


@pytest.mark.parametrize(("cue", "forms"), [("call", ["critics"]), ("calls", [])])
def test_to_call_is_to_claim_but_calls_are_demands(cue, forms):
    pos = "VERB/VBP" if forms else "NOUN/NNS"
    rows = f"Critics/NOUN/NNS/nsubj/1 {cue}/{pos}/ROOT/1 it/PRON/PRP/obj/1 unfair/ADJ/JJ/xcomp/1"
    assert weasels(rows, source=(0, 0), cue=1) == forms


@pytest.mark.parametrize(
    ("rows", "forms"),
    [
        (
            "what/PRON/WP/obj/2 many/ADJ/JJ/nsubj/2 see/VERB/VBP/acl:relcl/2 as/ADP/IN/case/4 mistake/NOUN/NN/obl/2",
            ["many"],
        ),
        (
            "Critics/NOUN/NNS/nsubj/1 believe/VERB/VBP/ROOT/1 it/PRON/PRP/nsubj/3 fell/VERB/VBD/ccomp/1",
            ["critics"],
        ),
        ("Few/ADJ/JJ/nsubj/1 believe/VERB/VBP/ROOT/1 it/PRON/PRP/nsubj/3 fell/VERB/VBD/ccomp/1", ["few"]),
        ("Few/ADJ/JJ/nsubj/1 saw/VERB/VBD/ROOT/1 it/PRON/PRP/obj/1", []),
        ("warnings/NOUN/NNS/ROOT/0 from/ADP/IN/case/2 experts/NOUN/NNS/nmod/0", ["experts"]),
        ("support/NOUN/NN/ROOT/0 from/ADP/IN/case/2 experts/NOUN/NNS/nmod/0", []),
    ],
)
def test_what_the_parse_shows_without_an_attribution(rows, forms):
    lemmas = {"warnings": "warning"}
    doc = parsed(rows)
    for token in doc:
        token.lemma_ = lemmas.get(token.text, token.lemma_)
    assert [row["form"] for row in find_wording(doc, []) if row["kind"] == WEASEL] == forms


@pytest.mark.parametrize(("after", "forms"), [("85/NUM/CD/obj/3 %/SYM/NN/obj/3", []), ("so/ADV/RB/advmod/3", ["most"])])
def test_answers_that_a_poll_counted_are_nobodys_claim(after, forms):
    rows = f"Most/ADJ/JJS/nsubj/1 agree/VERB/VBP/ROOT/1 they/PRON/PRP/nsubj/3 lost/VERB/VBD/ccomp/1 {after}"
    assert weasels(rows, source=(0, 0), cue=1) == forms


def test_an_agent_is_a_source_too():
    rows = (
        "It/PRON/PRP/nsubj:pass/2 was/AUX/VBD/aux:pass/2 seen/VERB/VBN/ROOT/2 by/ADP/IN/case/4 many/ADJ/JJ/obl:agent/2 "
        "as/ADP/IN/case/6 failure/NOUN/NN/obl/2"
    )
    assert weasels(rows, source=(3, 4), cue=2) == ["many"]


@pytest.mark.parametrize(
    ("rows", "forms"),
    [
        (
            (
                "It/PRON/PRP/nsubj:pass/3 is/AUX/VBZ/aux:pass/3 widely/ADV/RB/advmod/3 seen/VERB/VBN/ROOT/3 "
                "as/ADP/IN/case/5 failure/NOUN/NN/obl/3"
            ),
            ["seen as"],
        ),
        (
            (
                "It/PRON/PRP/nsubj:pass/2 was/AUX/VBD/aux:pass/2 seen/VERB/VBN/ROOT/2 as/ADP/IN/case/4 failure/NOUN/NN/obl/2 "
                "by/ADP/IN/case/6 police/NOUN/NNS/obl:agent/2"
            ),
            [],
        ),
        ("It/PRON/PRP/nsubj:pass/2 was/AUX/VBD/aux:pass/2 seen/VERB/VBN/ROOT/2 there/ADV/RB/advmod/2", []),
        (
            (
                "She/PRON/PRP/nsubj:pass/2 was/AUX/VBD/aux:pass/2 reported/VERB/VBN/ROOT/2 to/ADP/IN/case/4 "
                "police/NOUN/NNS/obl/2"
            ),
            [],
        ),
        (
            (
                "She/PRON/PRP/nsubj:pass/2 was/AUX/VBD/aux:pass/2 reported/VERB/VBN/ROOT/2 to/PART/TO/mark/4 "
                "fail/VERB/VB/xcomp/2"
            ),
            ["reported to"],
        ),
    ],
)
def test_a_passive_without_a_doer_puts_a_claim_to_nobody(rows, forms):
    assert [row["form"] for row in find_wording(parsed(rows), []) if row["kind"] == WEASEL] == forms


@pytest.mark.parametrize(
    ("rows", "forms"),
    [
        ("man/NOUN/NN/ROOT/0 considered/VERB/VBN/acl/0 sound/ADJ/JJ/xcomp/1", ["considered"]),
        (
            (
                "man/NOUN/NN/ROOT/0 considered/VERB/VBN/acl/0 sound/ADJ/JJ/xcomp/1 by/ADP/IN/case/4 "
                "police/NOUN/NNS/obl:agent/1"
            ),
            [],
        ),
        (
            (
                "It/PRON/PRP/nsubj:pass/3 is/AUX/VBZ/aux/3 being/AUX/VBG/aux:pass/3 considered/VERB/VBN/ROOT/3 "
                "again/ADV/RB/advmod/3"
            ),
            [],
        ),
    ],
)
def test_what_is_held_to_be_so_by_nobody(rows, forms):
    assert [row["form"] for row in find_wording(parsed(rows), []) if row["kind"] == WEASEL] == forms


@pytest.mark.parametrize(
    ("owner", "noun", "forms"),
    [("her/PRON/PRP$", "surveys", []), ("her/PRON/PRP$", "critics", ["critics say"]), ("new/ADJ/JJ", "surveys", ["surveys show"])],
)  # fmt: skip
def test_a_phrase_is_bare_too(owner, noun, forms):
    dep = "amod" if owner.startswith("new") else "nmod:poss"
    verb = "show" if noun == "surveys" else "say"
    rows = f"{owner}/{dep}/1 {noun}/NOUN/NNS/nsubj/2 {verb}/VERB/VBP/ROOT/2 so/ADV/RB/advmod/2"
    assert [row["form"] for row in find_wording(parsed(rows), []) if row["kind"] == WEASEL] == forms
