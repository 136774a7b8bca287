"""Who is an unnamed source and who is not."""

import pytest

from audit.model import ActorKind, Kind
from audit.nlp.actors import resolve

SAID = "said/VBD it/PRP rains/VBZ ./."


def speaker(make, source: str, names: dict[str, str] | None = None):
    plain = " ".join(item.rpartition("/")[0] for item in source.split())
    doc = make.doc(f"{source} {SAID}", names=names, said=[(plain, "it rains", Kind.INDIRECT)])
    found = resolve(doc)
    return next(actor for actor in found.actors if actor.actor_id == found.attributions[0].actor_id)


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("The/DT Prime/NNP Minister/NNP", True),
        ("The/DT PM/NNP", True),
        ("The/DT Finance/NNP Minister/NNP", True),
        ("A/DT minister/NN", False),
        ("The/DT minister/NN", False),
        ("A/DT former/JJ president/NN", False),
        ("The/DT deputy/NN mayor/NN", False),
        ("A/DT government/NN source/NN", False),
        ("The/DT ministry/NN", True),
        ("Police/NNS", True),
        ("A/DT company/NN", False),
        ("Two/CD officials/NNS", False),
    ],
)
def test_an_office_of_one_holder_identifies_and_so_does_an_institution(make, source, named):
    assert speaker(make, source).named is named


def test_the_holder_of_a_sole_office_is_a_person(make):
    assert speaker(make, "The/DT Finance/NNP Minister/NNP").kind is ActorKind.PERSON
    assert speaker(make, "A/DT minister/NN").kind is ActorKind.UNNAMED


def test_several_people_are_named_where_each_is(make):
    names = {"Ann Lee": "PERSON", "Bo Ray": "PERSON"}
    assert speaker(make, "Ann/NNP Lee/NNP and/CC Bo/NNP Ray/NNP", names).named
    assert not speaker(make, "Ann/NNP Lee/NNP and/CC aides/NNS", names).named


def test_the_author_speaks_outside_all_quotation_marks(make):
    actor = speaker(make, "I/PRP")
    assert (actor.name, actor.kind, actor.named) == ("author", ActorKind.PERSON, True)
    doc = make.doc("“/`` I/PRP said/VBD it/PRP rains/VBZ ”/'' ./.", said=[("I", "it rains", Kind.INDIRECT)])
    assert resolve(doc).attributions[0].actor_id is None
