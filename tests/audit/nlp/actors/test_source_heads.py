"""Heads of sources beside a name: people of a body, sides, roles right before a name, groups, relative clauses."""

import pytest

from audit.model import Kind
from audit.nlp.actors import resolve

SAID = "said/VBD it/PRP rains/VBZ ./."
NAMES = {"University of Chicago": "ORG", "Beijing": "GPE", "Ann Lee": "PERSON", "Bo Ray": "PERSON", "Ray": "PERSON"}


def speaker(make, source: str, rest: str = SAID, *, before: str = "", deps: dict[int, tuple[int, str]] | None = None):
    plain = " ".join(item.rpartition("/")[0].replace("~", "") for item in source.split()).replace("pro - ", "pro-")
    doc = make.doc(f"{before}{source} {rest}", names=NAMES, said=[(plain, "it rains", Kind.INDIRECT)], deps=deps)
    found = resolve(doc)
    return next((actor.name for actor in found.actors if actor.actor_id == found.attributions[0].actor_id), None)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("the/DT University/NNP of/IN Chicago/NNP researchers/NNS", "University of Chicago researchers"),
        ("the/DT University/NNP of/IN Chicago/NNP", "University of Chicago"),
        ("a/DT University/NNP of/IN Chicago/NNP lecturer/NN", "University of Chicago lecturer"),
    ],
)
def test_people_of_a_body_are_not_the_body(make, source, expected):
    assert speaker(make, source) == expected


def test_whom_somebody_is_for_does_not_speak(make):
    found = speaker(make, "a/DT pro/JJ ~-/HYPH ~Beijing/NNP heavyweight/NN")
    assert found is not None
    assert found.endswith("heavyweight")


def test_a_role_right_before_a_name_is_that_person(make):
    assert speaker(make, "the/DT regional/JJ commissioner/NN", f",/, Ann/NNP Lee/NNP {SAID}") == "Ann Lee"
    assert speaker(make, "the/DT commissioner/NN", f",/, Ann/NNP Lee/NNP 's/POS friend/NN ,/, {SAID}") != "Ann Lee"


def test_a_source_behind_a_name_is_no_role_of_it(make):
    before = "Asked/VBN about/IN Mr./NNP Ray/NNP ,/, "
    assert speaker(make, "a/DT party/NN source/NN", before=before) == "party source"


def test_a_role_before_a_title_counts(make):
    before = "Bo/NNP Ray/NNP came/VBD ./.\nThe/DT researcher/NN Dr/NNP Ann/NNP Lee/NNP wrote/VBD it/PRP ./.\nBo/NNP Ray/NNP left/VBD ./.\n"
    assert speaker(make, "The/DT researcher/NN", before=before) == "Ann Lee"


def test_a_diplomat_may_be_a_foreign_minister(make):
    before = "Foreign/NNP Minister/NNP Ann/NNP Lee/NNP spoke/VBD ./.\nBo/NNP Ray/NNP left/VBD ./.\n"
    assert speaker(make, "The/DT top/JJ diplomat/NN", before=before) == "Ann Lee"


def test_who_behind_a_place_is_whoever_lives_there(make):
    before = "Ann/NNP Lee/NNP was/VBD a/DT citizen/NN of/IN Beijing/NNP ,/, "
    deps = {0: (1, "compound"), 1: (4, "nsubj"), 4: (4, "root"), 6: (4, "nmod"), 8: (9, "nsubj"), 9: (6, "acl:relcl")}
    assert speaker(make, "who/WP", before=before, deps=deps) == "Ann Lee"


def test_they_behind_a_joint_source_are_all_of_it(make):
    text = f"Ann/NNP Lee/NNP and/CC her/PRP$ colleagues/NNS {SAID}\nThey/PRP said/VBD it/PRP snows/VBZ ./."
    said = [("Ann Lee and her colleagues", "it rains", Kind.INDIRECT), ("They", "it snows", Kind.INDIRECT)]
    found = resolve(make.doc(text, names=NAMES, said=said))
    assert found.attributions[0].actor_id == found.attributions[1].actor_id


def test_two_countries_are_no_two_bodies(make):
    before = "Reuters/NNP met/VBD Meridian/NNP Press/NNP ./.\n"
    doc = make.doc(
        f"{before}The/DT two/CD countries/NNS {SAID}",
        names={"Reuters": "ORG", "Meridian Press": "ORG"},
        said=[("The two countries", "it rains", Kind.INDIRECT)],
    )
    found = resolve(doc)
    assert [actor.name for actor in found.actors if actor.actor_id == found.attributions[0].actor_id] == ["countries"]
