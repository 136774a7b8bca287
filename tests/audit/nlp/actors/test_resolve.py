"""Who is who, on passages short enough to be read at a glance."""

import pytest
from spacy.tokens import Doc

from audit.model import ActorKind, ArticleActors, Form, Kind
from audit.nlp.actors import resolve

DIRECT, INDIRECT = Kind.DIRECT, Kind.INDIRECT
SAID = "said/VBD"


def speakers(found: ArticleActors) -> list[str | None]:
    names = {actor.actor_id: actor.name for actor in found.actors}
    return [names.get(item.actor_id) if item.actor_id else None for item in found.attributions]


def mentions(doc: Doc, found: ArticleActors, name: str) -> list[str]:
    ids = {actor.actor_id for actor in found.actors if actor.name == name}
    return [doc.text[item.start : item.end] for item in found.mentions if item.actor_id in ids]


def test_surname_title_and_full_name_are_one_actor(make):
    doc = make.doc(
        "Donald/NNP Trump/NNP spoke/VBD ./.\nMr./NNP Trump/NNP left/VBD ./.\nTrump/NNP smiled/VBD ./.",
        names={"Donald Trump": "PERSON", "Trump": "PERSON"},
    )
    found = resolve(doc)
    assert [actor.name for actor in found.actors] == ["Donald Trump"]
    assert mentions(doc, found, "Donald Trump") == ["Donald Trump", "Mr. Trump", "Trump"]
    assert found.actors[0].gender == "male"


def test_two_people_of_one_surname_stay_apart_by_honorific(make):
    doc = make.doc(
        "Mr./NNP Bill/NNP Clinton/NNP and/CC Hillary/NNP Clinton/NNP came/VBD ./.\nMrs./NNP Clinton/NNP spoke/VBD ./.\n"
        "Mr./NNP Clinton/NNP listened/VBD ./.\nMrs./NNP Clinton/NNP left/VBD ./.",
        names={"Bill Clinton": "PERSON", "Hillary Clinton": "PERSON", "Clinton": "PERSON"},
    )
    found = resolve(doc)
    assert {actor.name: actor.gender for actor in found.actors} == {"Bill Clinton": "male", "Hillary Clinton": "female"}
    assert mentions(doc, found, "Hillary Clinton") == ["Hillary Clinton", "Mrs. Clinton", "Mrs. Clinton"]


def test_a_son_of_the_same_name_is_somebody_else(make):
    doc = make.doc(
        "Donald/NNP Trump/NNP and/CC Donald/NNP Trump/NNP Jr./NNP spoke/VBD ./.",
        names={"Donald Trump": "PERSON", "Donald Trump Jr.": "PERSON"},
    )
    assert len(resolve(doc).actors) == 2


def test_first_name_is_never_read_as_gender(make):
    doc = make.doc("Mary/NNP Jones/NNP spoke/VBD ./.", names={"Mary Jones": "PERSON"})
    assert resolve(doc).actors[0].gender is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Clinton/NNP campaign/NN manager/NN Robby/NNP Mook/NNP", "Robby Mook"),
        ("Robby/NNP Mook/NNP ,/, the/DT manager/NN for/IN Clinton/NNP ,/,", "Robby Mook"),
        ("A/DT lawyer/NN for/IN Clinton/NNP ,/, Robby/NNP Mook/NNP ,/,", "Robby Mook"),
        ("A/DT spokesman/NN for/IN Robby/NNP Mook/NNP", "spokesman for Robby Mook"),
        ("Several/JJ aides/NNS to/IN Robby/NNP Mook/NNP", "aides to Robby Mook"),
        ("A/DT report/NN by/IN Robby/NNP Mook/NNP", "Robby Mook"),
        ("Robby/NNP Mook/NNP 's/POS letter/NN", "Robby Mook"),
        ("Robby/NNP Mook/NNP and/CC Hillary/NNP Clinton/NNP", "Robby Mook and Hillary Clinton"),
        ("The/DT Clinton/NNP campaign/NN", "Clinton campaign"),
        ("Many/JJ experts/NNS", "experts"),
    ],
)
def test_source_is_its_head_and_not_any_name_in_it(make, source, expected):
    text = f"{source} {SAID} it/PRP rains/VBZ ./."
    plain = " ".join(item.rpartition("/")[0] for item in source.split())
    doc = make.doc(
        text,
        names={"Robby Mook": "PERSON", "Hillary Clinton": "PERSON", "Clinton": "PERSON"},
        said=[(plain, "it rains", INDIRECT)],
    )
    assert speakers(resolve(doc)) == [expected]


def test_pronoun_follows_the_gender_that_honorifics_tell(make):
    doc = make.doc(
        "Ms./NNP Park/NNP met/VBD Mr./NNP Lee/NNP ./.\n``/`` We/PRP agree/VBP ,/, ''/'' she/PRP said/VBD ./.",
        names={"Park": "PERSON", "Lee": "PERSON"},
        said=[("she", "We agree", DIRECT)],
        deps={1: (2, "nsubj"), 4: (2, "obj"), 11: (12, "nsubj")},
    )
    assert speakers(resolve(doc)) == ["Park"]


def test_we_in_a_quotation_means_its_speaker(make):
    doc = make.doc(
        "``/`` We/PRP agree/VBP ,/, ''/'' Anna/NNP Lee/NNP said/VBD ./.",
        names={"Anna Lee": "PERSON"},
        said=[("Anna Lee", "We agree", DIRECT)],
    )
    found = resolve(doc)
    assert mentions(doc, found, "Anna Lee") == ["We", "Anna Lee"]
    assert [item.form for item in found.mentions] == [Form.PRONOUN, Form.NAME]


def test_you_is_nobody(make):
    doc = make.doc("You/PRP said/VBD it/PRP rains/VBZ ./.", said=[("You", "it rains", INDIRECT)])
    assert speakers(resolve(doc)) == [None]


def test_role_given_to_a_name_is_taken_up_later(make):
    doc = make.doc(
        "Sen./NNP Ted/NNP Cruz/NNP met/VBD Lena/NNP Ruiz/NNP ./.\nThe/DT senator/NN said/VBD it/PRP rains/VBZ ./.",
        names={"Ted Cruz": "PERSON", "Lena Ruiz": "PERSON"},
        said=[("The senator", "it rains", INDIRECT)],
    )
    found = resolve(doc)
    assert speakers(found) == ["Ted Cruz"]
    cruz = found.actors[0]
    assert (cruz.role, cruz.source_type) == ("Sen.", "politician")
    evidence = {item.attribute: doc.text[item.start : item.end] for item in cruz.evidence}
    assert evidence == {"role": "Sen.", "source_type": "Sen."}


def test_a_role_under_another_name_is_not_the_likeness_of_ones_own(make):
    doc = make.doc(
        "Central/NNP Bank/NNP chief/NN Rosa/NNP Achter/NNP kept/VBD rates/NNS ./.\nTom/NNP Verrin/NNP asked/VBD her/PRP ./.\n"
        "The/DT Reform/NNP leader/NN raged/VBD that/IN it/PRP rained/VBD ./.\nThe/DT bank/NN leader/NN said/VBD it/PRP snowed/VBD ./.",
        names={"Rosa Achter": "PERSON", "Tom Verrin": "PERSON"},
        said=[("The Reform leader", "it rained", INDIRECT), ("The bank leader", "it snowed", INDIRECT)],
    )
    assert speakers(resolve(doc)) == ["Tom Verrin", "Rosa Achter"]


def test_lead_without_a_name_is_the_person_named_after_by_role(make):
    doc = make.doc(
        "A/DT judge/NN ruled/VBD it/PRP rains/VBZ ./.\nJustice/NNP Frank/NNP Nervo/NNP spoke/VBD ./.",
        names={"Frank Nervo": "PERSON"},
        said=[("A judge", "it rains", INDIRECT)],
    )
    assert speakers(resolve(doc)) == ["Frank Nervo"]


def test_quotation_without_cue_carries_on(make):
    doc = make.doc(
        "``/`` It/PRP rains/VBZ ,/, ''/'' Anna/NNP Lee/NNP said/VBD ./.\n``/`` It/PRP pours/VBZ ./. ''/''",
        names={"Anna Lee": "PERSON"},
        said=[("Anna Lee", "It rains", DIRECT), (None, "It pours", DIRECT)],
    )
    assert speakers(resolve(doc)) == ["Anna Lee", "Anna Lee"]


def test_acronym_and_short_form_of_a_body(make):
    doc = make.doc(
        "The/DT Federal/NNP Reserve/NNP Board/NNP met/VBD ./.\nThe/DT FRB/NNP said/VBD it/PRP rains/VBZ ./.",
        names={"Federal Reserve Board": "ORG", "FRB": "ORG"},
        said=[("The FRB", "it rains", INDIRECT)],
    )
    assert speakers(resolve(doc)) == ["Federal Reserve Board"]


def test_place_is_an_actor_only_where_it_speaks(make):
    text = "Moscow/NNP said/VBD it/PRP rains/VBZ in/IN Kazan/NNP ./."
    names = {"Moscow": "GPE", "Kazan": "GPE"}
    found = resolve(make.doc(text, names=names, said=[("Moscow", "it rains in Kazan", INDIRECT)]))
    assert [(actor.name, actor.kind) for actor in found.actors] == [("Moscow", ActorKind.ORGANISATION)]
    assert resolve(make.doc(text, names=names)).actors == ()


def test_unnamed_source_is_an_actor_without_name(make):
    doc = make.doc(
        "A/DT senior/JJ official/NN said/VBD it/PRP rains/VBZ ./.", said=[("A senior official", "it rains", INDIRECT)]
    )
    actor = resolve(doc).actors[0]
    assert (actor.name, actor.kind, actor.named) == ("senior official", ActorKind.UNNAMED, False)


def test_title_is_read_with_the_body_in_mind(make):
    body = make.doc("Anna/NNP Lee/NNP spoke/VBD ./.", names={"Anna Lee": "PERSON"})
    title = make.doc("Lee/NNP :/: It/PRP rains/VBZ", names={"Lee": "PERSON"}, said=[("Lee", "It rains", INDIRECT)])
    found = resolve(body, title)
    assert speakers(found) == ["Anna Lee"]
    assert [item.in_title for item in found.mentions] == [False, True]
    assert found.attributions[0].in_title


def test_text_without_anything_in_it(make):
    assert resolve(make.doc("It/PRP rains/VBZ ./.")).actors == ()
    assert resolve(Doc(make.doc("x/NN").vocab)) == ArticleActors(actors=(), mentions=(), attributions=())


def test_mentions_point_at_known_actors_and_real_text(make):
    doc = make.doc(
        "Anna/NNP Lee/NNP met/VBD Bo/NNP Ray/NNP ,/, who/WP spoke/VBD ./.\nHe/PRP left/VBD ./.",
        names={"Anna Lee": "PERSON", "Bo Ray": "PERSON"},
    )
    found = resolve(doc)
    ids = [actor.actor_id for actor in found.actors]
    assert ids == [f"a{number}" for number in range(len(ids))]
    assert all(item.actor_id in ids and doc.text[item.start : item.end].strip() for item in found.mentions)
    assert mentions(doc, found, "Bo Ray")[:2] == ["Bo Ray", "who"]


def test_a_paragraph_that_is_all_quotation_carries_on_behind_a_report(make):
    doc = make.doc(
        "Anna/NNP Lee/NNP said/VBD it/PRP rains/VBZ ./.\n``/`` It/PRP pours/VBZ ./. ''/''",
        names={"Anna Lee": "PERSON"},
        said=[("Anna Lee", "it rains", INDIRECT), (None, "`` It pours . ''", DIRECT)],
    )
    assert speakers(resolve(doc)) == ["Anna Lee", "Anna Lee"]
