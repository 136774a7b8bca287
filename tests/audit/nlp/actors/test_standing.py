"""What tells the sort of source besides roles, on made-up sentences."""

import pytest

from audit.model import ActorKind, Kind
from audit.nlp.actors import resolve


def types(make, text, names, **options):
    """Name -> source type of the actors of a text."""
    return {actor.name: actor.source_type for actor in resolve(make.doc(text, names=names, **options)).actors}


def evidence(make, text, names):
    """Attribute -> words of the evidence of the first actor."""
    doc = make.doc(text, names=names)
    return {item.attribute: doc.text[item.start : item.end] for item in resolve(doc).actors[0].evidence}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann/NNP Lee/NNP (/-LRB- D/NNP -/HYPH Mont./NNP )/-RRB- spoke/VBD ./.", "politician"),
        ("CNN/NNP 's/POS Ann/NNP Lee/NNP spoke/VBD ./.", "media"),
        ("Ann/NNP Lee/NNP of/IN the/DT Daily/NNP Herald/NNP spoke/VBD ./.", "media"),
        ("Ann/NNP Lee/NNP ,/, who/WP is/VBZ a/DT lawyer/NN ,/, spoke/VBD ./.", "expert"),
        ("Ann/NNP Lee/NNP ,/, who/WP served/VBD as/IN ambassador/NN to/IN Burma/NNP ,/, spoke/VBD ./.", "official"),
        ("Ann/NNP Lee/NNP ,/, who/WP runs/VBZ a/DT hedge/NN fund/NN ,/, spoke/VBD ./.", "business"),
        ("Ann/NNP Lee/NNP ,/, who/WP heads/VBZ the/DT Daily/NNP Herald/NNP ,/, spoke/VBD ./.", "media"),
        (
            "Ann/NNP Lee/NNP ,/, who/WP covered/VBD Congress/NNP for/IN years/NNS for/IN the/DT Daily/NNP Herald/NNP ,/, spoke/VBD ./.",
            "media",
        ),
        ("Ann/NNP Lee/NNP ,/, who/WP is/VBZ running/VBG for/IN mayor/NN ,/, spoke/VBD ./.", "politician"),
        ("Ann/NNP Lee/NNP ,/, who/WP lives/VBZ in/IN Ashton/NNP ,/, spoke/VBD ./.", "citizen"),
        ("Ann/NNP Lee/NNP ,/, 25/CD ,/, spoke/VBD ./.", "citizen"),
        ("Ann/NNP Lee/NNP ,/, of/IN Ashton/NNP ,/, spoke/VBD ./.", "citizen"),
        ("Senators/NNS Bo/NNP Ray/NNP and/CC Ann/NNP Lee/NNP spoke/VBD ./.", "politician"),
        ("Ann/NNP Lee/NNP ,/, who/WP was/VBD shot/VBN by/IN an/DT officer/NN ,/, spoke/VBD ./.", None),
        ("Ann/NNP Lee/NNP ,/, one/CD of/IN the/DT mayor/NN 's/POS advisers/NNS ,/, spoke/VBD ./.", "official"),
        ("One/CD of/IN the/DT family/NN 's/POS attorneys/NNS ,/, Ann/NNP Lee/NNP ,/, spoke/VBD ./.", "expert"),
        ("An/DT attorney/NN for/IN the/DT hauliers/NNS ,/, Ann/NNP Lee/NNP ,/, spoke/VBD ./.", "expert"),
        ("As/IN a/DT student/NN at/IN Ashton/NNP ,/, Ann/NNP Lee/NNP spoke/VBD ./.", None),
        ("Tidemark/NNP 's/POS chief/JJ executive/JJ ,/, Ann/NNP Lee/NNP ,/, spoke/VBD ./.", "business"),
        ("the/DT actress/NN and/CC activist/NN Ann/NNP Lee/NNP spoke/VBD ./.", "celebrity"),
        ("Vice/NNP President/NNP Ann/NNP Lee/NNP spoke/VBD ./.", "politician"),
        ("Ann/NNP Lee/NNP spoke/VBD ./.", None),
        ("Ann/NNP Lee/NNP ,/, defending/VBG ,/, spoke/VBD ./.", "expert"),
        ("Prosecuting/VBG ,/, Ann/NNP Lee/NNP spoke/VBD ./.", "official"),
        ("Ann/NNP Lee/NNP ,/, defending/VBG her/PRP$ record/NN ,/, spoke/VBD ./.", None),
        ("Ann/NNP Lee/NNP KC/NNP spoke/VBD ./.", "expert"),
        ("Ann/NNP Lee/NNP MP/NNP spoke/VBD ./.", "politician"),
        ("Ann/NNP Lee/NNP ,/, of/IN Ashton/NNP police/NN ,/, spoke/VBD ./.", "official"),
        ("Ann/NNP Lee/NNP ,/, who/WP studies/VBZ animal/NN minds/NNS ,/, spoke/VBD ./.", "expert"),
        ("Ann/NNP Lee/NNP ,/, who/WP studied/VBD law/NN ,/, spoke/VBD ./.", None),
        ("It/PRP ended/VBD ,/, said/VBD Ann/NNP Lee/NNP ,/, who/WP led/VBD the/DT study/NN ./.", "expert"),
        ("Ann/NNP Lee/NNP ,/, who/WP represents/VBZ the/DT ward/NN ,/, spoke/VBD ./.", "politician"),
        ("Ann/NNP Lee/NNP ,/, who/WP represents/VBZ the/DT family/NN ,/, spoke/VBD ./.", None),
        ("Ann/NNP Lee/NNP ,/, who/WP owns/VBZ two/CD shops/NNS ,/, spoke/VBD ./.", "business"),
        ("Ann/NNP Lee/NNP ,/, who/WP owns/VBZ two/CD dogs/NNS ,/, spoke/VBD ./.", None),
        ("the/DT shopkeeper/JJ Ann/NNP Lee/NNP spoke/VBD ./.", "business"),
        ("the/DT junior/JJ Ann/NNP Lee/NNP spoke/VBD ./.", None),
        ("the/DT captain/NN Ann/NNP Lee/NNP spoke/VBD ./.", "celebrity"),
        ("the/DT police/NN captain/NN Ann/NNP Lee/NNP spoke/VBD ./.", "official"),
    ],
)
def test_people(make, text, expected):
    names = {
        "Ann Lee": "PERSON",
        "Bo Ray": "PERSON",
        "Daily Herald": "ORG",
        "Ashton": "GPE",
        "CNN": "ORG",
        "Tidemark": "ORG",
    }
    assert types(make, text, names)["Ann Lee"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The/DT energy/NN company/NN Tidemark/NNP lost/VBD ./.", "business"),
        ("Tidemark/NNP ,/, a/DT think/NN tank/NN in/IN Ashton/NNP ,/, lost/VBD ./.", "expert"),
        ("Tidemark/NNP ,/, the/DT firm/NN the/DT party/NN hired/VBD ,/, lost/VBD ./.", "business"),
        ("Tidemark/NNP shares/NNS fell/VBD ./.", "business"),
        ("Tidemark/NNP 's/POS stock/NN fell/VBD ./.", "business"),
        ("Tidemark/NNP lost/VBD ./.", None),
    ],
)
def test_bodies_whose_names_tell_nothing(make, text, expected):
    assert types(make, text, {"Tidemark": "ORG", "Ashton": "GPE"})["Tidemark"] == expected


def test_a_spokesman_has_the_type_that_the_article_gives_the_firm(make):
    names = {"Tidemark": "ORG", "Ann Lee": "PERSON"}
    silent = "Tidemark/NNP spokeswoman/NN Ann/NNP Lee/NNP spoke/VBD ./."
    assert types(make, silent, names)["Ann Lee"] is None
    assert types(make, silent + "\nThe/DT developer/NN Tidemark/NNP lost/VBD ./.", names)["Ann Lee"] == "business"
    assert (
        evidence(make, "Spokeswoman/NN Ann/NNP Lee/NNP of/IN Tidemark/NNP spoke/VBD ./.", names)["belongs_to"]
        == "Tidemark"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senator/NNP Bo/NNP Ray/NNP sat/VBD ./.\nRay/NNP aide/NN Ann/NNP Lee/NNP spoke/VBD ./.", "politician"),
        ("President/NNP Bo/NNP Ray/NNP sat/VBD ./.\nRay/NNP aide/NN Ann/NNP Lee/NNP spoke/VBD ./.", "official"),
        ("Bo/NNP Ray/NNP sat/VBD ./.\nRay/NNP aide/NN Ann/NNP Lee/NNP spoke/VBD ./.", "official"),
        ("Singer/NN Bo/NNP Ray/NNP sat/VBD ./.\nRay/NNP spokesman/NN Ann/NNP Lee/NNP spoke/VBD ./.", "celebrity"),
        ("Bo/NNP Ray/NNP sat/VBD ./.\nRay/NNP spokesman/NN Ann/NNP Lee/NNP spoke/VBD ./.", None),
    ],
)
def test_who_serves_a_person(make, text, expected):
    assert types(make, text, {"Ann Lee": "PERSON", "Bo Ray": "PERSON", "Ray": "PERSON"})["Ann Lee"] == expected


def test_within_an_article_a_full_role_outweighs_a_bare_weak_noun(make):
    text = "Governor/NNP Ann/NNP Lee/NNP spoke/VBD ./.\nCentral/NNP Bank/NNP Governor/NNP Ann/NNP Lee/NNP left/VBD ./."
    assert types(make, text, {"Ann Lee": "PERSON"})["Ann Lee"] == "official"
    told = evidence(make, "Governor/NNP Ann/NNP Lee/NNP spoke/VBD ./.", {"Ann Lee": "PERSON"})
    assert told["weak_source_type"] == "Governor"
    assert "source_type" in evidence(make, text, {"Ann Lee": "PERSON"})


def test_whoever_is_elected_stays_a_politician(make):
    text = "Ann/NNP Lee/NNP (/-LRB- R/NNP -/HYPH Utah/NNP )/-RRB- ,/, an/DT activist/NN ,/, spoke/VBD ./."
    assert types(make, text, {"Ann Lee": "PERSON"})["Ann Lee"] == "politician"


def test_a_degree_says_less_than_an_office(make):
    text = "Dr/NNP Ann/NNP Lee/NNP ,/, the/DT chief/JJ inspector/NN ,/, spoke/VBD ./."
    assert types(make, text, {"Ann Lee": "PERSON"})["Ann Lee"] == "official"
    assert types(make, "Dr/NNP Ann/NNP Lee/NNP spoke/VBD ./.", {"Ann Lee": "PERSON"})["Ann Lee"] == "expert"


def test_what_is_in_the_past_yields_to_what_is_not(make):
    text = "Ann/NNP Lee/NNP ,/, a/DT former/JJ teacher/NN ,/, spoke/VBD ./.\nSenator/NNP Ann/NNP Lee/NNP left/VBD ./."
    assert types(make, text, {"Ann Lee": "PERSON"})["Ann Lee"] == "politician"


def test_a_predicate_in_the_journalists_words(make):
    text = "Ann/NNP Lee/NNP is/VBZ a/DT biochemist/NN ./."
    deps = {1: (4, "nsubj"), 0: (1, "compound"), 2: (4, "cop"), 3: (4, "det")}
    assert types(make, text, {"Ann Lee": "PERSON"}, deps=deps)["Ann Lee"] == "expert"
    denied = "Ann/NNP Lee/NNP is/VBZ not/RB a/DT biochemist/NN ./."
    deps = {1: (5, "nsubj"), 0: (1, "compound"), 2: (5, "cop"), 3: (5, "advmod"), 4: (5, "det")}
    assert types(make, denied, {"Ann Lee": "PERSON"}, deps=deps)["Ann Lee"] is None


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("each/DT of/IN the/DT six/CD", ActorKind.GROUP, "six"),
        ("six/CD", ActorKind.GROUP, "six"),
        ("the/DT Japanese/JJ", ActorKind.GROUP, "Japanese"),
        ("the/DT gizmo/NN", ActorKind.DOCUMENT, "gizmo"),
    ],
)
def test_numbers_and_peoples_are_no_documents(make, source, kind, name):
    words = " ".join(item.rpartition("/")[0] for item in source.split())
    doc = make.doc(f"{source} said/VBD it/PRP rained/VBD ./.", said=[(words, "it rained", Kind.INDIRECT)])
    actors = resolve(doc).actors
    assert [actor.kind for actor in actors] == [kind]
    assert actors[0].name.casefold() == name.casefold()


def test_words_that_a_page_glued_together_are_no_part_of_a_name(make):
    text = "She/PRP left/VBD Haryana)These/NNP for/IN Delhi/NNP ./.\nReuters)Ann/NNP Lee/NNP of/IN Haryana)These/NNP spoke/VBD ./."
    found = resolve(make.doc(text, names={"Haryana)These": "ORG", "Reuters)Ann Lee": "PERSON"}))
    assert {actor.name for actor in found.actors} == {"Haryana", "Ann Lee"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("his/PRP$ wife/NN ,/, Kim/NNP Lee/NNP ,/, left/VBD ./.", "female"),
        ("daughter/NN Kim/NNP Lee/NNP left/VBD ./.", "female"),
        ("Congresswoman/NNP Kim/NNP Lee/NNP left/VBD ./.", "female"),
        ("Kim/NNP Lee/NNP ,/, a/DT father/NN of/IN two/CD ,/, left/VBD ./.", "male"),
        ("chairman/NN Kim/NNP Lee/NNP left/VBD ./.", None),
        ("spokesman/NN Kim/NNP Lee/NNP left/VBD ./.", None),
        ("Kim/NNP Lee/NNP ,/, his/PRP$ wife/NN ,/, Mia/NNP Lee/NNP ,/, and/CC others/NNS left/VBD ./.", "male"),
    ],
)
def test_nouns_that_tell_a_gender(make, text, expected):
    found = resolve(make.doc(text, names={"Kim Lee": "PERSON", "Mia Lee": "PERSON"}))
    actor = next(actor for actor in found.actors if actor.name == "Kim Lee")
    assert actor.gender == expected


def test_an_unnamed_woman_is_one(make):
    doc = make.doc("A/DT woman/NN said/VBD it/PRP rained/VBD ./.", said=[("A woman", "it rained", Kind.INDIRECT)])
    assert [(actor.kind, actor.gender) for actor in resolve(doc).actors] == [(ActorKind.UNNAMED, "female")]


def test_two_roles_before_one_name_are_one_source(make):
    text = "his/PRP$ wife/NN and/CC current/JJ nominee/NN Ann/NNP Lee/NNP said/VBD it/PRP rained/VBD ./."
    doc = make.doc(
        text, names={"Ann Lee": "PERSON"}, said=[("his wife and current nominee Ann Lee", "it rained", Kind.INDIRECT)]
    )
    found = resolve(doc)
    names = {actor.actor_id: actor.name for actor in found.actors}
    assert [names.get(item.actor_id or "") for item in found.attributions] == ["Ann Lee"]
