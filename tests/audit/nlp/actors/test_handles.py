"""User names of social media as speakers."""

import pytest

from audit.model import ActorKind, Kind
from audit.nlp.actors import resolve


def speakers(make, text: str, *said: tuple[str, str], names: dict[str, str] | None = None):
    doc = make.doc(text, names=names, said=[(source, content, Kind.DIRECT) for source, content in said])
    found = resolve(doc)
    by_id = {actor.actor_id: actor for actor in found.actors}
    return [by_id[item.actor_id] if item.actor_id else None for item in found.attributions]


@pytest.mark.parametrize("name", ["@katie_p92", "acebush1", "red_fox"])
@pytest.mark.parametrize("seen_as", [None, "ORG", "PERSON"])
def test_a_user_name_speaks_however_the_recogniser_took_it(make, name, seen_as):
    text = f"No/UH ./. {name}/NN wrote/VBD ./.\nNever/UH ./. {name}/NN added/VBD ./."
    one, other = speakers(make, text, (name, "No"), (name, "Never"), names={name: seen_as} if seen_as else None)
    assert one is other
    assert (one.name, one.kind) == (name, ActorKind.PERSON)


def test_a_user_name_in_apposition_is_the_user(make):
    text = "Another/DT user/NN ~,/, acebush1/NN ~,/, said/VBD no/UH ./.\nacebush1/NN added/VBD never/UH ./."
    one, other = speakers(make, text, ("Another user, acebush1,", "no"), ("acebush1", "never"))
    assert (one.name, one.source_type) == ("acebush1", "citizen")
    assert one is other


@pytest.mark.parametrize("word", ["MI5", "G20"])
def test_bodies_with_digits_are_no_users(make, word):
    (found,) = speakers(make, f"No/UH ./. {word}/NNP said/VBD ./.", (word, "No"), names={word: "ORG"})
    assert found.kind is ActorKind.ORGANISATION


def test_what_only_looks_like_one_and_never_speaks_is_none(make):
    text = "covid19/NN spread/VBD ./.\nMinisters/NNS said/VBD no/UH ./."
    doc = make.doc(text, said=[("Ministers", "no", Kind.DIRECT)])
    assert "covid19" not in {actor.name for actor in resolve(doc).actors}
