"""Who asks and who answers in interviews printed as "Q: … A: …"."""

from dataclasses import replace

import pytest

from audit.model import ActorKind, Kind, Span
from audit.nlp.actors import resolve

TURNS = "Q/NN ~:/: Why/WRB ?/.\nA/DT ~:/: Because/IN ./."
SAID = [("Q", "Why", Kind.DIRECT), ("A", "Because", Kind.DIRECT)]


def speakers(make, before: str, names: dict[str, str], *, turns: str = TURNS, said=SAID):
    """Name and kind of the speaker of each turn; each cue is the colon behind its source."""
    doc = make.doc(f"{before}\n{turns}", names=names, said=said)
    doc._.attributions = tuple(
        replace(item, cue=Span(item.source.end, item.source.end + 1)) for item in doc._.attributions
    )
    found = resolve(doc)
    by_id = {actor.actor_id: actor for actor in found.actors}
    return [
        (by_id[item.actor_id].name, by_id[item.actor_id].kind) if item.actor_id else None for item in found.attributions
    ]


def test_the_person_introduced_answers_and_an_interviewer_asks(make):
    before = "Maria/NNP Keller/NNP met/VBD Bo/NNP Ray/NNP ./.\nKeller/NNP is/VBZ mayor/NN ./."
    names = {"Maria Keller": "PERSON", "Bo Ray": "PERSON", "Keller": "PERSON", "Q": "ORG", "A": "ORG"}
    asked, answered = speakers(make, before, names)
    assert asked == ("interviewer", ActorKind.PERSON)
    assert answered == ("Maria Keller", ActorKind.PERSON)


def test_nobody_introduced_leaves_the_answers_to_somebody(make):
    assert speakers(make, "It/PRP rained/VBD ./.", {})[1] == ("interviewee", ActorKind.UNNAMED)


@pytest.mark.parametrize("label", ["Q", "A"])
def test_one_letter_alone_makes_no_interview(make, label):
    turns, said = f"{label}/NN ~:/: Why/WRB ?/.", [(label, "Why", Kind.DIRECT)]
    (found,) = speakers(make, "Maria/NNP Keller/NNP spoke/VBD ./.", {"Maria Keller": "PERSON"}, turns=turns, said=said)
    assert found is None or found[0] not in {"interviewer", "interviewee", "Maria Keller"}
