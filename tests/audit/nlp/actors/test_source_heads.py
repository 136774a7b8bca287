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


def roles(make, text: str) -> dict[str, str | None]:
    return {actor.name: actor.role for actor in resolve(make.doc(text, names=NAMES)).actors if actor.named}


def test_an_office_of_several_fields_belongs_to_the_name_behind_it(make):
    text = "Minister/NNP of/IN Mines/NNP ~,/, Energy/NNP and/CC Water/NNP Ann/NNP Lee/NNP left/VBD ./."
    assert roles(make, text) == {"Ann Lee": "Minister of Mines, Energy and Water"}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Deputy/NNP Minister/NNP of/IN Health/NNP Ann/NNP Lee/NNP", None),
        ("Deputy/NNP Minister/NNP Ann/NNP Lee/NNP", None),
        ("Chief/NNP Aide/NNP to/IN Minister/NNP Ann/NNP Lee/NNP", "Chief Aide to Minister Ann Lee"),
        ("a/DT friend/NN of/IN Ann/NNP Lee/NNP", "friend of Ann Lee"),
    ],
)
def test_in_a_list_an_office_belongs_to_the_next_name(make, phrase, expected):
    assert roles(make, f"Bo/NNP Ray/NNP ,/, {phrase} ,/, came/VBD ./.")["Bo Ray"] == expected


@pytest.mark.parametrize(("role", "expected"), [("boss/NN", "Ann Lee"), ("leader/NN", "Bo Ray")])
def test_somebody_just_named_may_have_a_role_that_the_last_speaker_has_not(make, role, expected):
    text = (
        f"The/DT firm/NN ~'s/POS {role} Bo/NNP Ray/NNP said/VBD little/JJ ./.\nHe/PRP would/MD not/RB go/VB ./.\n"
        f"Ann/NNP Lee/NNP will/MD ./.\nThe/DT leader/NN {SAID}"
    )
    said = [("The firm's " + role.split("/")[0] + " Bo Ray", "little", Kind.INDIRECT)]
    doc = make.doc(text, names=NAMES, said=[*said, ("The leader", "it rains", Kind.INDIRECT)])
    found = resolve(doc)
    assert next(actor.name for actor in found.actors if actor.actor_id == found.attributions[1].actor_id) == expected


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("and/CC his/PRP$ counterpart/NN", "Bo Ray and Ann Lee"),
        ("who/WP met/VBD the/DT", "Ann Lee"),
    ],
)
def test_they_are_both_whom_an_and_joins(make, between, expected):
    text = f"Bo/NNP Ray/NNP {between} Ann/NNP Lee/NNP “/`` are/VBP here/RB ”/'' ,/, they/PRP said/VBD ./."
    found = resolve(make.doc(text, names=NAMES, said=[("they", "“ are here ”", Kind.DIRECT)]))
    assert next(actor.name for actor in found.actors if actor.actor_id == found.attributions[0].actor_id) == expected


def test_no_one_is_nobody_who_was_spoken_of(make):
    text = (
        "Ann/NNP Lee/NNP spoke/VBD ./.\nNo/DT one/NN in/IN authority/NN said/VBD whose/WP$ idea/NN it/PRP was/VBD ./."
    )
    doc = make.doc(
        text, names={"Ann Lee": "PERSON"}, said=[("No one in authority", "whose idea it was", Kind.INDIRECT)]
    )
    (found,) = resolve(doc).attributions
    assert found.actor_id is None
