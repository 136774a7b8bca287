"""Passives without a doer in hand-parsed sentences."""

import pytest

from audit.nlp.wording_passives import agentless_passives

from .hand_parsed import parsed


def found(rows):
    return [token.text for token, _ in agentless_passives(parsed(rows))]


SUBJECT = "She/PRON/PRP/nsubj:pass/2"


@pytest.mark.parametrize(
    ("rows", "participles"),
    [
        (f"{SUBJECT} was/AUX/VBD/aux:pass/2 arrested/VERB/VBN/ROOT/2", ["arrested"]),
        (f"{SUBJECT} got/AUX/VBD/aux:pass/2 hurt/VERB/VBN/ROOT/2", ["hurt"]),
        (
            f"{SUBJECT} was/AUX/VBD/aux:pass/2 arrested/VERB/VBN/ROOT/2 and/CCONJ/CC/cc/4 charged/VERB/VBN/conj/2",
            ["arrested", "charged"],
        ),
        (
            (
                f"{SUBJECT} was/AUX/VBD/aux:pass/2 attacked/VERB/VBN/ROOT/2 and/CCONJ/CC/cc/4 raised/VERB/VBN/conj/2 "
                "questions/NOUN/NNS/obj/4"
            ),
            ["attacked"],
        ),
        (
            (
                f"{SUBJECT} was/AUX/VBD/aux:pass/2 seized/VERB/VBN/ROOT/2 and/CCONJ/CC/cc/4 beaten/VERB/VBN/conj/2 "
                "by/ADP/IN/case/6 police/NOUN/NNS/obl:agent/4"
            ),
            [],
        ),
        (
            (
                f"{SUBJECT} was/AUX/VBD/aux:pass/2 seized/VERB/VBN/ROOT/2 by/ADP/IN/case/4 police/NOUN/NNS/obl:agent/2 "
                "and/CCONJ/CC/cc/6 held/VERB/VBN/conj/2"
            ),
            ["held"],
        ),
        ("Was/AUX/VBD/aux/2 she/PRON/PRP/nsubj/2 told/VERB/VBD/ROOT/2", ["told"]),
        ("Banks/NOUN/NNS/nsubj:pass/2 had/AUX/VBD/aux/2 sold/VERB/VBN/ROOT/2", []),
        (
            "Banks/NOUN/NNS/nsubj:pass/3 had/AUX/VBD/aux/3 been/AUX/VBN/aux:pass/3 sold/VERB/VBN/ROOT/3",
            ["sold"],
        ),
        ("the/DET/DT/det/1 man/NOUN/NN/ROOT/1 shot/VERB/VBN/acl/1 there/ADV/RB/advmod/2", []),
        ("They/PRON/PRP/nsubj/3 were/AUX/VBD/aux:pass/3 the/DET/DT/det/3 accused/VERB/VBN/ROOT/3", []),
        (f"{SUBJECT} was/AUX/VBD/aux:pass/2 upset/VERB/VBN/ROOT/2", []),
        (f"{SUBJECT} is/AUX/VBZ/aux:pass/2 set/VERB/VBN/ROOT/2 to/PART/TO/mark/4 win/VERB/VB/xcomp/2", []),
        (
            (
                "It/PRON/PRP/nsubj:pass/3 will/AUX/MD/aux/3 be/AUX/VB/aux:pass/3 set/VERB/VBN/ROOT/3 to/PART/TO/mark/5 "
                "match/VERB/VB/xcomp/3"
            ),
            ["set"],
        ),
    ],
)
def test_a_passive_has_an_auxiliary_or_shares_one_and_names_no_doer(rows, participles):
    assert found(rows) == participles


@pytest.mark.parametrize(
    ("rows", "participles"),
    [
        ("He/PRON/PRP/nsubj:pass/2 's/AUX/VBZ/aux:pass/2 elected/VERB/VBN/ROOT/2", ["elected"]),
        ("He/PRON/PRP/nsubj:pass/2 's/AUX/VBZ/aux/2 learned/VERB/VBN/ROOT/2 enough/ADV/RB/advmod/2", []),
        ("He/PRON/PRP/nsubj:pass/2 ’s/AUX/VBZ/aux:pass/2 made/VERB/VBN/ROOT/2 mistakes/NOUN/NNS/obj/2", []),
        ("He/PRON/PRP/nsubj:pass/2 's/AUX/VBZ/aux:pass/2 teamed/VERB/VBN/ROOT/2 up/ADP/RP/compound:prt/2", []),
        (
            "He/PRON/PRP/nsubj:pass/3 's/AUX/VBZ/aux/3 been/AUX/VBN/aux:pass/3 elected/VERB/VBN/ROOT/3",
            ["elected"],
        ),
        (
            "the/DET/DT/det/1 best/NOUN/NN/ROOT/1 she/PRON/PRP/nsubj:pass/4 's/AUX/VBZ/aux:pass/4 published/VERB/VBN/acl:relcl/1",
            [],
        ),
        (
            "the/DET/DT/det/1 man/NOUN/NN/ROOT/1 who/PRON/WP/nsubj:pass/4 's/AUX/VBZ/aux:pass/4 accused/VERB/VBN/acl:relcl/1",
            ["accused"],
        ),
        (
            (
                "the/DET/DT/det/1 crime/NOUN/NN/ROOT/1 she/PRON/PRP/nsubj:pass/4 's/AUX/VBZ/aux:pass/4 accused/VERB/VBN/acl:relcl/1 "
                "of/ADP/IN/obl/4"
            ),
            ["accused"],
        ),
        (
            "the/DET/DT/det/1 way/NOUN/NN/ROOT/1 it/PRON/PRP/nsubj:pass/4 's/AUX/VBZ/aux:pass/4 marketed/VERB/VBN/acl:relcl/1",
            ["marketed"],
        ),
    ],
)
def test_a_short_has_is_no_passive(rows, participles):
    assert found(rows) == participles


@pytest.mark.parametrize(
    ("after", "participles"),
    [
        ("to/PART/TO/mark/4 pay/VERB/VB/advcl/2", ["used"]),
        ("to/ADP/IN/case/4 noise/NOUN/NN/obl/2", []),
    ],
)
def test_used_to_something_is_a_state(after, participles):
    assert found(f"Cash/NOUN/NN/nsubj:pass/2 was/AUX/VBD/aux:pass/2 used/VERB/VBN/ROOT/2 {after}") == participles


@pytest.mark.parametrize(
    ("participle", "is_counted"),
    [("burned", True), ("thrown", True), ("known", False), ("married", False), ("risen", False), ("frank", False)],
)
def test_states_intransitives_and_words_that_are_no_participles_are_left_out(participle, is_counted):
    assert found(f"{SUBJECT} was/AUX/VBD/aux:pass/2 {participle}/VERB/VBN/ROOT/2") == [participle] * is_counted


@pytest.mark.parametrize(
    ("behind", "participles"),
    [
        ("partly/ADV/RB/advmod/5 by/ADP/IN/case/5 banks/NOUN/NNS/obl/2", []),
        ("guilty/ADJ/JJ/xcomp/2 by/ADP/IN/case/5 judges/NOUN/NNS/obl/3", []),
        ("here/ADV/RB/advmod/2 by/ADP/IN/case/5 noon/NOUN/NN/obl/2", ["held"]),
        ("there/ADV/RB/advmod/2 ,/PUNCT/,/punct/2 by/ADP/IN/case/6 banks/NOUN/NNS/obl/2", ["held"]),
    ],
)
def test_a_doer_that_the_parser_took_for_something_else(behind, participles):
    assert found(f"{SUBJECT} was/AUX/VBD/aux:pass/2 held/VERB/VBN/ROOT/2 {behind}") == participles
