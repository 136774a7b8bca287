"""How papers outside the United States call people: offices, honorifics, acronyms, seats, double names."""

import pytest

from audit.model import Kind
from audit.nlp.actors import resolve

SAID = "said/VBD it/PRP rains/VBZ ./."


def plain(source: str) -> str:
    return "".join(
        f"{'' if item.startswith('~') else ' '}{item.rpartition('/')[0].removeprefix('~')}" for item in source.split()
    ).strip()


def actor(make, source: str, *, before: str = "", names: dict[str, str] | None = None):
    doc = make.doc(f"{before}\n{source} {SAID}", names=names, said=[(plain(source), "it rains", Kind.INDIRECT)])
    found = resolve(doc)
    return next((item for item in found.actors if item.actor_id == found.attributions[0].actor_id), None)


def speaker(make, source: str, *, before: str = "", names: dict[str, str] | None = None):
    found = actor(make, source, before=before, names=names)
    return found.name if found else None


LEE = {"Ann Lee": "PERSON"}


@pytest.mark.parametrize(
    "source",
    [
        "the/DT governorship/NN candidate/NN of/IN the/DT Alliance/NNP (/-LRB- PPA/NNP )/-RRB- in/IN Ashton/NNP ,/, Barr/NNP ./. Ann/NNP Lee/NNP ,/,",
        "the/DT ruler/NN of/IN Ashton/NNP ,/, HRH/NNP Eze/NNP Dr./NNP Ann/NNP Lee/NNP ,/,",
        "Security/NNP Minister/NNP Brigadier/NNP (/-LRB- Ret'd/NN )/-RRB- Ann/NNP Lee/NNP",
        "DCP/NNP (/-LRB- Zone/NNP II/NNP )/-RRB- Ann/NNP Lee/NNP",
        "Minister/NNP of/IN State/NNP for/IN Trade/NNP Ann/NNP Lee/NNP",
        "Leader/NNP of/IN Opposition/NNP Smt/NNP Ann/NNP Lee/NNP of/IN the/DT Reform/NNP Party/NNP",
    ],
)
def test_an_office_with_its_holder_is_the_holder(make, source):
    assert speaker(make, source, names={**LEE, "PPA": "ORG", "Reform Party": "ORG"}) == "Ann Lee"


def test_a_spokesman_for_a_minister_by_office_and_name_is_not_the_minister(make):
    source = "a/DT spokesman/NN for/IN federal/JJ Health/NNP Minister/NNP Ann/NNP Lee/NNP"
    assert speaker(make, source, names=LEE) == "spokesman for federal Health Minister Ann Lee"


@pytest.mark.parametrize(("verb", "name"), [("obtained", "figures obtained by Reuters"), ("released", "Reuters")])
def test_who_got_hold_of_figures_is_not_their_author(make, verb, name):
    found = speaker(make, f"Figures/NNS {verb}/VBN by/IN Reuters/NNP", names={"Reuters": "ORG"})
    assert found == name


@pytest.mark.parametrize(
    ("before", "source", "names"),
    [
        ("Chief/NNP Minister/NNP Ann/NNP Lee/NNP spoke/VBD ./.", "the/DT CM/NN", {}),
        ("The/DT Police/NNP Relations/NNP Officer/NNP ,/, SP/NNP Ann/NNP Lee/NNP ,/, spoke/VBD ./.", "the/DT PRO/NNP", {"PRO": "ORG"}),
        ("the/DT Resident/NNP Electoral/NNP Commissioner/NNP ,/, Prof./NNP Ann/NNP Lee/NNP ,/, spoke/VBD ./.", "the/DT REC/JJ", {}),
        ("The/DT governor/NN ~-/HYPH ~elect/NN ,/, Ann/NNP Lee/NNP ,/, spoke/VBD ./.", "the/DT governor/NN ~-/HYPH ~elect/NN", {}),
        ("MP/NN Ann/NNP Lee/NNP spoke/VBD ./.", "the/DT backbencher/NN", {}),
        ("Rep./NNP Ann/NNP Lee/NNP spoke/VBD ./.", "the/DT solon/NN", {}),
        ("Ann/NNP Lee/NNP spoke/VBD ./.", "Crofter/NNP Ann/NNP Mae/NNP Lee/NNP", {"Crofter Ann Mae Lee": "PERSON"}),
    ],
)  # fmt: skip
def test_an_office_or_its_acronym_means_its_holder(make, before, source, names):
    assert speaker(make, source, before=before, names={**LEE, **names}) == "Ann Lee"


def test_an_acronym_that_fits_nobodys_office_stays(make):
    before = "The/DT Police/NNP Relations/NNP Officer/NNP ,/, Ann/NNP Lee/NNP ,/, spoke/VBD ./."
    assert speaker(make, "the/DT NLC/NNP", before=before, names={**LEE, "NLC": "ORG"}) == "NLC"


def test_a_mum_of_three_is_one_person(make):
    found = actor(make, "the/DT mum/NN ~-/HYPH ~of/IN ~-/HYPH ~three/CD")
    assert (found.name, found.kind.value, found.gender) == ("mum-of-three", "unnamed", "female")


@pytest.mark.parametrize(
    ("name", "acronym"),
    [("Jan Shakti Morcha", "JSM"), ("Commission on Audit", "COA"), ("Awami Tehreek i Adl", "ATA")],
)
def test_a_name_with_its_acronym_in_brackets_is_a_body(make, name, acronym):
    words = " ".join(f"{word}/{'NNP' if word[0].isupper() else 'IN'}" for word in name.split())
    before = f"She/PRP had/VBD joined/VBN what/WP was/VBD then/RB the/DT {words} (/-LRB- {acronym}/NNP )/-RRB- ./."
    found = actor(make, f"the/DT {acronym}/NNP", before=before, names={name: "PERSON", acronym: "ORG"})
    assert (found.name, found.kind.value) == (name, "organisation")


@pytest.mark.parametrize(
    ("full", "again"),
    [("Jaco van der Lee", "Van der Lee"), ("Pádraig Ó hEochaidh", "Ó hEochaidh"), ("Anwar Gujjar", "Chaudhry Anwar")],
)
def test_a_name_comes_back_in_another_form(make, full, again):
    before = " ".join(f"{word}/NNP" for word in full.split()) + " spoke/VBD ./."
    source = " ".join(f"{word}/NNP" for word in again.split())
    assert speaker(make, source, before=before, names={full: "PERSON", again: "PERSON"}) == full


def test_a_double_name_that_was_cut_at_its_hyphen_is_one(make):
    source = "Ann/NNP Penn/NNP ~-/HYPH ~Rowe/NNP"
    assert speaker(make, source, names={"Ann Penn": "PERSON", "Rowe": "PERSON"}) == "Ann Penn-Rowe"


def test_a_role_stands_before_a_courtesy_title(make):
    source = "Its/PRP$ chief/JJ executive/NN ,/, Ms/NNP Ann/NNP Lee/NNP ,/,"
    assert actor(make, source, names={"Ann Lee": "PERSON"}).role == "chief executive"


@pytest.mark.parametrize("seat", ["the/DT Ashton/NNP MCA/NNP", "the/DT St/NNP Ann/NNP ~'s/POS West/NNP MP/NNP"])
def test_the_member_for_a_seat_is_the_speaker_who_goes_on(make, seat):
    doc = make.doc(
        f"Speaker/NN Bo/NNP Ray/NNP spoke/VBD ./.\nAnn/NNP Lee/NNP {SAID}\n``/`` Well/UH ,/, ''/'' {seat} added/VBD ./.",
        names={"Ann Lee": "PERSON", "Bo Ray": "PERSON", "Ashton MCA": "ORG", "St Ann 's West": "ORG"},
        said=[("Ann Lee", "it rains", Kind.INDIRECT), (plain(seat), "Well ,", Kind.DIRECT)],
    )
    found = resolve(doc)
    names = {item.actor_id: item.name for item in found.actors}
    assert [names[item.actor_id] for item in found.attributions] == ["Ann Lee", "Ann Lee"]


@pytest.mark.parametrize(("word", "name"), [("former", "Ann Lee"), ("latter", "Bo Ray")])
def test_the_former_and_the_latter_of_two(make, word, name):
    before = "He/PRP met/VBD Ann/NNP Lee/NNP and/CC Bo/NNP Ray/NNP ./."
    assert speaker(make, f"the/DT {word}/JJ", before=before, names={**LEE, "Bo Ray": "PERSON"}) == name


def test_the_latter_of_nobody_is_somebody_else(make):
    before = "Ann/NNP Lee/NNP came/VBD before/IN Bo/NNP Ray/NNP did/VBD ./."
    assert speaker(make, "the/DT latter/JJ", before=before, names={**LEE, "Bo Ray": "PERSON"}) == "latter"


@pytest.mark.parametrize("known", ["popularly/RB known/VBN as/IN Bonnie/NNP", "alias/NN Bonnie/NNP"])
def test_a_name_by_which_somebody_is_also_known(make, known):
    before = f"Ann/NNP Lee/NNP ,/, {known} ,/, spoke/VBD ./."
    assert speaker(make, "Bonnie/NNP", before=before, names={**LEE, "Bonnie": "PERSON"}) == "Ann Lee"


def test_a_relative_known_by_a_name_is_not_whom_the_article_named(make):
    before = "Ann/NNP Lee/NNP ~'s/POS brother/NN ,/, known/VBN as/IN Bonnie/NNP ,/, spoke/VBD ./."
    assert speaker(make, "Bonnie/NNP", before=before, names={**LEE, "Bonnie": "PERSON"}) == "Bonnie"


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("University/NNP of/IN Ashton/NNP freshwater/JJ ecologist/NN Ann/NNP Lee/NNP", {"University": "ORG", "Ashton": "GPE"}),
        ("MP/NN for/IN Ashton/NNP ,/, the/DT Nationals/NNPS '/POS Angus/NNP Lee/NNP ,/,", {"Nationals ' Angus Lee": "ORG"}),
    ],
)  # fmt: skip
def test_a_person_behind_a_body_is_the_source(make, source, names):
    assert speaker(make, source, names={**LEE, **names}).split()[-1] == "Lee"


def test_a_source_cut_before_a_role_and_a_name_is_that_person(make):
    doc = make.doc(f"Tory/NNP MP/NNP Ann/NNP Lee/NNP {SAID}", names=LEE, said=[("Tory", "it rains", Kind.INDIRECT)])
    found = resolve(doc)
    assert [item.name for item in found.actors if item.actor_id == found.attributions[0].actor_id] == ["Ann Lee"]


@pytest.mark.parametrize(("office", "same"), [("housing", True), ("foreign", False)])
def test_a_minister_of_the_lead_holds_the_office_of_the_same_field(make, office, same):
    doc = make.doc(
        f"The/DT {office}/NN minister/NN {SAID}\nSecretary/NNP for/IN Housing/NNP Ann/NNP Lee/NNP spoke/VBD ./.",
        names=LEE,
        said=[(f"The {office} minister", "it rains", Kind.INDIRECT)],
    )
    found = resolve(doc)
    name = next(item.name for item in found.actors if item.actor_id == found.attributions[0].actor_id)
    assert (name == "Ann Lee") is same


def test_a_role_stands_before_a_comma_and_a_title_that_is_one_too(make):
    before = "The/DT ruler/NN of/IN Ashton/NNP ,/, Dr./NNP Ann/NNP Lee/NNP ,/, spoke/VBD ./."
    assert speaker(make, "the/DT monarch/NN", before=before, names=LEE) == "Ann Lee"
