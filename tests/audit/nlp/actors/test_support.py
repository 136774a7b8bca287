"""Declared support: what counts as stated, and of whom it is said. Trees by hand (token: head and label)."""

import pytest

from audit.nlp.actors import resolve

NAMES = {"Ann Lee": "PERSON", "Helena Marrish": "PERSON", "Marrish": "PERSON", "Bo Ray": "PERSON"}

LEMMAS = {
    "backs": "back",
    "backed": "back",
    "endorsed": "endorse",
    "plans": "plan",
    "votes": "vote",
    "is": "be",
    "was": "be",
}
LEMMAS |= {"refused": "refuse", "used": "use", "does": "do", "would": "will", "had": "have"}


def supports(make, text, deps, names=NAMES):
    """Name and words of support of every actor."""
    doc = make.doc(text, names=names, deps=deps)
    for token in doc:
        token.lemma_ = LEMMAS.get(token.lower_, token.lower_)
    return [
        (actor.name, doc.text[item.start : item.end])
        for actor in resolve(doc).actors
        for item in actor.evidence
        if item.attribute == "supports"
    ]


BACKS = {1: (2, "nsubj"), 0: (1, "compound"), 3: (2, "obj")}


def test_subject_of_a_verb_of_support(make):
    assert supports(make, "Ann/NNP Lee/NNP backs/VBZ Marrish/NNP ./.", BACKS) == [("Ann Lee", "backs Marrish")]


def test_only_where_the_object_is_named(make):
    assert supports(make, "Ann/NNP Lee/NNP backs/VBZ reform/NN ./.", BACKS) == []


def test_what_belongs_to_somebody_is_not_somebody(make):
    text = "Ann/NNP Lee/NNP backs/VBZ Marrish/NNP 's/POS wall/NN ./."
    deps = {1: (2, "nsubj"), 0: (1, "compound"), 3: (5, "nmod:poss"), 4: (3, "case"), 5: (2, "obj")}
    assert supports(make, text, deps) == []


def test_a_candidacy_stands_for_its_candidate(make):
    text = "Ann/NNP Lee/NNP endorsed/VBD Marrish/NNP 's/POS bid/NN ./."
    deps = {1: (2, "nsubj"), 0: (1, "compound"), 3: (5, "nmod:poss"), 4: (3, "case"), 5: (2, "obj")}
    assert supports(make, text, deps) == [("Ann Lee", "endorsed Marrish 's bid")]


@pytest.mark.parametrize(
    ("text", "deps"),
    [
        # Ann Lee does not back Marrish.
        (
            "Ann/NNP Lee/NNP does/VBZ not/RB back/VB Marrish/NNP ./.",
            {1: (4, "nsubj"), 0: (1, "compound"), 2: (4, "aux"), 3: (4, "advmod"), 5: (4, "obj")},
        ),
        # Ann Lee would back Marrish.
        (
            "Ann/NNP Lee/NNP would/MD back/VB Marrish/NNP ./.",
            {1: (3, "nsubj"), 0: (1, "compound"), 2: (3, "aux"), 4: (3, "obj")},
        ),
        # Ann Lee refused to back Marrish.
        (
            "Ann/NNP Lee/NNP refused/VBD to/TO back/VB Marrish/NNP ./.",
            {1: (2, "nsubj"), 0: (1, "compound"), 3: (4, "mark"), 4: (2, "xcomp"), 5: (4, "obj")},
        ),
        # Ann Lee no longer backs Marrish.
        (
            "Ann/NNP Lee/NNP no/RB longer/RB backs/VBZ Marrish/NNP ./.",
            {1: (4, "nsubj"), 0: (1, "compound"), 3: (4, "advmod"), 2: (3, "advmod"), 5: (4, "obj")},
        ),
        # Ann Lee used to back Marrish.
        (
            "Ann/NNP Lee/NNP used/VBD to/TO back/VB Marrish/NNP ./.",
            {1: (2, "nsubj"), 0: (1, "compound"), 3: (4, "mark"), 4: (2, "xcomp"), 5: (4, "obj")},
        ),
        # Does Ann Lee back Marrish?
        (
            "Does/VBZ Ann/NNP Lee/NNP back/VB Marrish/NNP ?/.",
            {2: (3, "nsubj"), 1: (2, "compound"), 0: (3, "aux"), 4: (3, "obj"), 5: (3, "punct")},
        ),
        # If Ann Lee backs Marrish, it ends.
        (
            "If/IN Ann/NNP Lee/NNP backs/VBZ Marrish/NNP ,/, it/PRP ends/VBZ ./.",
            {2: (3, "nsubj"), 1: (2, "compound"), 0: (3, "mark"), 4: (3, "obj"), 3: (7, "advcl"), 6: (7, "nsubj")},
        ),
        # Ann Lee backed Marrish in 1992.
        (
            "Ann/NNP Lee/NNP backed/VBD Marrish/NNP in/IN 1992/CD ./.",
            {1: (2, "nsubj"), 0: (1, "compound"), 3: (2, "obj"), 4: (5, "case"), 5: (2, "obl")},
        ),
        # Ann Lee had backed Marrish.
        (
            "Ann/NNP Lee/NNP had/VBD backed/VBN Marrish/NNP ./.",
            {1: (3, "nsubj"), 0: (1, "compound"), 2: (3, "aux"), 4: (3, "obj")},
        ),
    ],
)
def test_what_is_denied_asked_possible_or_over_is_no_support(make, text, deps):
    assert supports(make, text, deps) == []


def test_a_plan_to_vote_counts(make):
    text = "Ann/NNP Lee/NNP plans/VBZ to/TO vote/VB for/IN Marrish/NNP ./."
    deps = {1: (2, "nsubj"), 0: (1, "compound"), 3: (4, "mark"), 4: (2, "xcomp"), 5: (6, "case"), 6: (4, "obl")}
    assert supports(make, text, deps) == [("Ann Lee", "vote for Marrish")]


def test_voting_against_is_no_support(make):
    text = "Ann/NNP Lee/NNP votes/VBZ against/IN Marrish/NNP ./."
    assert supports(make, text, {1: (2, "nsubj"), 0: (1, "compound"), 3: (4, "case"), 4: (2, "obl")}) == []


def test_agent_of_a_passive(make):
    text = "Marrish/NNP was/VBD endorsed/VBN by/IN Ann/NNP Lee/NNP ./."
    deps = {0: (2, "nsubj:pass"), 1: (2, "aux:pass"), 3: (5, "case"), 5: (2, "obl:agent"), 4: (5, "compound")}
    assert supports(make, text, deps) == [("Ann Lee", "Marrish was endorsed")]


def test_a_relative_clause_belongs_to_the_noun_that_it_hangs_on(make):
    text = "Ann/NNP Lee/NNP met/VBD voters/NNS who/WP back/VBP Marrish/NNP ./."
    deps = {1: (2, "nsubj"), 0: (1, "compound"), 3: (2, "obj"), 4: (5, "nsubj"), 5: (3, "acl:relcl"), 6: (5, "obj")}
    assert supports(make, text, deps) == []


def test_apposition_and_noun_before_a_name(make):
    text = "Ann/NNP Lee/NNP ,/, a/DT Marrish/NNP supporter/NN ,/, met/VBD Bo/NNP Ray/NNP ./."
    deps = {
        1: (7, "nsubj"),
        0: (1, "compound"),
        3: (5, "det"),
        4: (5, "compound"),
        5: (1, "appos"),
        9: (7, "obj"),
        8: (9, "compound"),
    }
    assert supports(make, text, deps) == [("Ann Lee", "a Marrish supporter")]
    assert supports(make, text.replace("a/DT", "ex/JJ"), deps) == []


def test_predicate_noun_with_of(make):
    text = "Ann/NNP Lee/NNP is/VBZ a/DT backer/NN of/IN Helena/NNP Marrish/NNP ./."
    deps = {
        1: (4, "nsubj"),
        0: (1, "compound"),
        2: (4, "cop"),
        3: (4, "det"),
        5: (7, "case"),
        7: (4, "nmod"),
        6: (7, "compound"),
    }
    assert supports(make, text, deps) == [("Ann Lee", "a backer of Helena Marrish")]


def test_a_text_without_a_tree_tells_nothing(make):
    assert supports(make, "Ann/NNP Lee/NNP backs/VBZ Marrish/NNP ./.", {}) == []


def test_what_has_gone_on_since_a_year_is_not_over(make):
    text = "Ann/NNP Lee/NNP has/VBZ backed/VBN Marrish/NNP since/IN 2008/CD ./."
    deps = {1: (3, "nsubj"), 0: (1, "compound"), 2: (3, "aux"), 4: (3, "obj"), 5: (6, "case"), 6: (3, "obl")}
    assert supports(make, text, deps) == [("Ann Lee", "backed Marrish")]


def test_a_relative_pronoun_for_things_is_nobody(make):
    text = "Ann/NNP Lee/NNP ,/, that/WDT backs/VBZ Marrish/NNP ,/, left/VBD ./."
    deps = {1: (7, "nsubj"), 0: (1, "compound"), 3: (4, "nsubj"), 4: (1, "acl:relcl"), 5: (4, "obj")}
    assert supports(make, text, deps) == []
    assert supports(make, text.replace("that/WDT", "who/WP"), deps) == [("Ann Lee", "backs Marrish")]
