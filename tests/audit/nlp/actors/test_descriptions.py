"""Sources described in other ways than US news does: ages, titles without full stops, offices before a name, rows of adjectives."""

import pytest

from audit.model import AttributionSpan, Kind, Span
from audit.nlp.actors.lists import given_names
from audit.nlp.actors.resolve import resolve


def speakers(doc):
    """Name, kind and whether named of each attribution's speaker."""
    found = resolve(doc)
    actors = {actor.actor_id: actor for actor in found.actors}
    return [(actors[one.actor_id].name, str(actors[one.actor_id].kind)) for one in found.attributions if one.actor_id]


AGED = """Ann/NNP Lee/NNP ,/, 37/CD ,/, met/VBD him/PRP in/IN May/NNP ./.
The/DT {age}/CD ~-/HYPH ~year/NN ~-/HYPH ~old/JJ said/VBD he/PRP left/VBD ./."""


@pytest.mark.parametrize(("age", "speaker"), [("37", ("Ann Lee", "person")), ("19", ("19-year-old", "unnamed"))])
def test_an_age_means_who_has_it_and_nobody_known_to_have_another(make, age, speaker):
    said = [(f"The {age}-year-old", "he left", Kind.INDIRECT)]
    doc = make.doc(AGED.format(age=age), names={"Ann Lee": "PERSON"}, said=said)
    assert speakers(doc) == [speaker]


def test_ages_are_people_even_where_nobody_is_known(make):
    text = """The/DT 19/CD ~-/HYPH ~year/NN ~-/HYPH ~old/JJ denied/VBD it/PRP ./.
Six/CD ~-/HYPH ~year/NN ~-/HYPH ~olds/NNS told/VBD teachers/NNS that/IN it/PRP rained/VBD ./."""
    said = [("The 19-year-old", "it", Kind.INDIRECT), ("Six-year-olds", "it rained", Kind.INDIRECT)]
    assert speakers(make.doc(text, said=said)) == [("19-year-old", "unnamed"), ("six-year-olds", "group")]
    text = "The/DT 22/CD year/NN old/JJ ,/, who/WP won/VBD ,/, said/VBD it/PRP rained/VBD ./."
    doc = make.doc(text, said=[("The 22 year old , who won ,", "it rained", Kind.INDIRECT)])
    assert speakers(doc) == [("22 year old", "unnamed")]


def test_a_comma_between_adjectives_ends_no_phrase(make):
    text = "A/DT few/JJ small/JJ ,/, limited/JJ studies/NNS suggested/VBD that/IN it/PRP works/VBZ ./."
    doc = make.doc(text, said=[("A few small , limited studies", "it works", Kind.INDIRECT)])
    assert speakers(doc) == [("limited studies", "document")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("minister/NN of/IN mines/NNS and/CC energy/NN Tom/NNP Alweendo/NNP said/VBD it/PRP works/VBZ ./.",
         "minister of mines and energy Tom Alweendo"),
        ("Secretary/NNP of/IN State/NNP Tom/NNP Alweendo/NNP said/VBD it/PRP works/VBZ ./.", "Secretary of State Tom Alweendo"),
        ("Cllr/NNP Tom/NNP Alweendo/NNP said/VBD it/PRP works/VBZ ./.", "Cllr Tom Alweendo"),
    ],
)  # fmt: skip
def test_an_office_before_a_name_leaves_the_name(make, text, source):
    doc = make.doc(text, names={"Tom Alweendo": "PERSON"}, said=[(source, "it works", Kind.INDIRECT)])
    assert speakers(doc) == [("Tom Alweendo", "person")]


@pytest.mark.parametrize("role", ["spokesman/NN for/IN", "lawyer/NN for/IN defendant/NN", "aide/NN to/IN"])
def test_whom_somebody_serves_does_not_speak(make, role):
    text = f"A/DT {role} Tom/NNP Alweendo/NNP said/VBD it/PRP works/VBZ ./."
    source = "A " + " ".join(item.rpartition("/")[0] for item in role.split()) + " Tom Alweendo"
    doc = make.doc(text, names={"Tom Alweendo": "PERSON"}, said=[(source, "it works", Kind.INDIRECT)])
    assert [kind for _, kind in speakers(doc)] == ["unnamed"]


def test_a_new_ally_is_not_the_one_named_before(make):
    text = """Stephen/NNP Moore/NNP ,/, a/DT senator/NN ,/, said/VBD it/PRP works/VBZ ./.
A/DT senator/NN said/VBD it/PRP fails/VBZ ./."""
    said = [("Stephen Moore , a senator ,", "it works", Kind.INDIRECT), ("A senator", "it fails", Kind.INDIRECT)]
    doc = make.doc(text, names={"Stephen Moore": "PERSON"}, said=said)
    assert speakers(doc) == [("Stephen Moore", "person"), ("senator", "unnamed")]


def test_words_of_a_nation_keep_their_capital(make):
    text = """On/IN Monday/NNP the/DT Indian/JJ army/NN said/VBD it/PRP works/VBZ ./.
Pakistani/JJ officials/NNS said/VBD it/PRP fails/VBZ ./.
Senior/JJ officials/NNS said/VBD it/PRP ended/VBD ./."""
    said = [("the Indian army", "it works", Kind.INDIRECT), ("Pakistani officials", "it fails", Kind.INDIRECT),
            ("Senior officials", "it ended", Kind.INDIRECT)]  # fmt: skip
    doc = make.doc(text, names={"Indian": "NORP", "Pakistani": "NORP"}, said=said)
    assert [name for name, _ in speakers(doc)] == ["Indian army", "Pakistani officials", "senior officials"]


def test_a_friend_is_not_whom_it_is_a_friend_of(make):
    text = "Ann/NNP Lee/NNP pal/NN says/VBZ it/PRP works/VBZ ./."
    doc = make.doc(text, names={"Ann Lee": "PERSON"}, said=[("Ann Lee pal", "it works", Kind.INDIRECT)])
    assert speakers(doc) == [("Ann Lee pal", "unnamed")]


@pytest.mark.parametrize(
    ("words", "kind", "speaker"),
    [
        ("that/IN Bo/NNP Ray/NNP was/VBD ill/JJ", Kind.INDIRECT, "Al Poe"),  # nobody names himself so
        ("that/IN it/PRP was/VBD an/DT old/JJ tale/NN of/IN Bo/NNP Ray/NNP", Kind.INDIRECT, "Bo Ray"),
        ("“/`` Bo/NNP Ray/NNP was/VBD ill/JJ ”/''", Kind.DIRECT, "Bo Ray"),
    ],
)
def test_he_is_not_whom_his_words_begin_with(make, words, kind, speaker):
    text = f"""Al/NNP Poe/NNP met/VBD Bo/NNP Ray/NNP ./.
Bo/NNP Ray/NNP smiled/VBD ./.
He/PRP said/VBD {words} ./."""
    content = " ".join(item.rpartition("/")[0] for item in words.split())
    doc = make.doc(text, names={"Al Poe": "PERSON", "Bo Ray": "PERSON"})
    begin = doc.text.rindex(content)
    at = doc.text.index("He said")
    doc._.attributions = (
        AttributionSpan(
            kind=kind, source=Span(at, at + 2), cue=None, content=(Span(begin, begin + len(content)),), confidence=1.0
        ),
    )
    assert [name for name, _ in speakers(doc)] == [speaker]


def test_a_given_name_guides_a_pronoun_and_states_no_gender(make):
    text = """Marina/NNP Lee/NNP met/VBD Russell/NNP Ray/NNP ./.
{}/PRP said/VBD it/PRP works/VBZ ./."""
    for pronoun, name, gender in (("She", "Marina Lee", "female"), ("He", "Russell Ray", "male")):
        doc = make.doc(text.format(pronoun), names={"Marina Lee": "PERSON", "Russell Ray": "PERSON"})
        at, content = doc.text.index(pronoun), doc.text.index("it works")
        span = (Span(content, content + len("it works")),)
        doc._.attributions = (
            AttributionSpan(
                kind=Kind.INDIRECT, source=Span(at, at + len(pronoun)), cue=None, content=span, confidence=1.0
            ),
        )
        assert [who for who, _ in speakers(doc)] == [name]
        genders = {actor.name: actor.gender for actor in resolve(doc).actors}
        assert genders.pop(name) in {gender, None}
        assert set(genders.values()) == {None}


def test_given_names_have_one_gender_each():
    names = given_names()
    assert set(names.values()) == {"male", "female"}
    assert all(name.isalpha() and name.islower() for name in names)
    assert names["hillary"] == names["angela"] == "female"
    assert names["vladimir"] == "male"
    assert "chris" not in names  # borne by both


def test_a_role_may_be_hers(make):
    text = """Hillary/NNP Lee/NNP thanked/VBD Donald/NNP Ray/NNP ./.
She/PRP smiled/VBD ./.
She/PRP left/VBD ./.
The/DT former/JJ diplomat/NN said/VBD it/PRP works/VBZ ./."""
    doc = make.doc(
        text,
        names={"Hillary Lee": "PERSON", "Donald Ray": "PERSON"},
        said=[("The former diplomat", "it works", Kind.INDIRECT)],
    )
    assert [who for who, _ in speakers(doc)] == ["Hillary Lee"]


def test_a_style_means_who_is_styled_so(make):
    text = """King/NNP Abdullah/NNP came/VBD with/IN Prince/NNP Hussein/NNP ./.
His/PRP$ Majesty/NNP said/VBD it/PRP works/VBZ ./."""
    names = {"Abdullah": "PERSON", "Hussein": "PERSON", "Majesty": "ORG"}
    doc = make.doc(text, names=names, said=[("His Majesty", "it works", Kind.INDIRECT)])
    assert speakers(doc) == [("Abdullah", "person")]


def test_what_one_would_think_nobody_says(make):
    text = "Ann/NNP Lee/NNP left/VBD ./.\nOne/PRP would/MD think/VB it/PRP works/VBZ ./."
    doc = make.doc(text, names={"Ann Lee": "PERSON"}, said=[("One", "it works", Kind.INDIRECT)])
    assert speakers(doc) == []


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The/DT curator/NN", "unnamed"),
        ("44/CD per/NN cent/NN of/IN readers/NNS", "group"),
        ("The/DT S.E.C./NN", "organisation"),
        ("Growers/NNP", "group"),
    ],
)
def test_people_shares_and_acronyms_are_no_documents(make, source, kind):
    words = " ".join(item.rpartition("/")[0] for item in source.split())
    doc = make.doc(f"{source} said/VBD it/PRP works/VBZ ./.", said=[(words, "it works", Kind.INDIRECT)])
    assert [found for _, found in speakers(doc)] == [kind]


def test_a_role_may_end_with_the_last_word_of_the_article(make):
    """Its last word was taken for a finite verb, and what stands behind the article's end was looked at."""
    text = "Ann/NNP Lee/NNP said/VBD it/PRP rained/VBD ./.\nBo/NNP Ray/NNP ,/, a/DT member/NN of/IN the/DT board/VBZ"
    doc = make.doc(
        text, names={"Ann Lee": "PERSON", "Bo Ray": "PERSON"}, said=[("Ann Lee", "it rained", Kind.INDIRECT)]
    )
    assert speakers(doc) == [("Ann Lee", "person")]
