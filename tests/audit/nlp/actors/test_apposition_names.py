"""A person named in apposition is the source, not the noun before the comma."""

import pytest

from audit.nlp import load
from audit.nlp.actors import resolve


@pytest.fixture(scope="module")
def nlp():
    return load()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Counsel for the families, Abel Rudge, said the inquiry had failed them.", "Abel Rudge"),
        ("The alliance's chief whip, Kamil Westry, said the vote was lost.", "Kamil Westry"),
        ("Her brother, farmer Gerrit Halvane, said the dam would drown the valley.", "Gerrit Halvane"),
    ],
)
def test_the_person_behind_the_comma_is_the_source(nlp, text, name):
    found = resolve(nlp(text))
    actors = {actor.actor_id: actor for actor in found.actors}
    speakers = [actors[item.actor_id] for item in found.attributions if item.actor_id]
    assert [(actor.name, actor.named) for actor in speakers] == [(name, True)]
