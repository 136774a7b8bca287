"""What somebody without a name is called: the phrase without what only counts, unless nothing sensible is left."""

import pytest

from audit.model import Kind
from audit.nlp.actors.resolve import resolve


def first_speaker(doc):
    found = resolve(doc)
    return next(actor for actor in found.actors if actor.actor_id == found.attributions[0].actor_id)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("One/CD of/IN them/PRP", "one of them"),
        ("Those/DT around/IN the/DT minister/NN", "those around the minister"),
        ("People/NNS close/JJ to/TO him/PRP", "people close to him"),
        ("Two/CD of/IN the/DT officials/NNS", "officials"),
        ("Several/JJ young/JJ voters/NNS", "young voters"),
    ],
)
def test_a_name_begins_where_it_makes_sense(make, source, name):
    words = " ".join(item.rpartition("/")[0] for item in source.split())
    doc = make.doc(
        f"{source} said/VBD the/DT vote/NN was/VBD lost/VBN ./.",
        said=[(words, "the vote was lost", Kind.INDIRECT)],
    )
    assert first_speaker(doc).name == name


def test_a_number_with_and_does_not_end_the_phrase(make):
    doc = make.doc(
        "A/DT hundred/CD and/CC sixty/CD people/NNS said/VBD the/DT vote/NN was/VBD lost/VBN ./.",
        said=[("A hundred and sixty people", "the vote was lost", Kind.INDIRECT)],
    )
    speaker = first_speaker(doc)
    assert (speaker.kind, speaker.name) == ("group", "a hundred and sixty people")


def test_a_noun_tagged_as_an_adjective_is_still_a_person(make):
    doc = make.doc(
        "a/DT serving/VBG official/JJ calls/VBZ it/PRP a/DT farce/NN ./.",
        said=[("a serving official", "it a farce", Kind.INDIRECT)],
    )
    speaker = first_speaker(doc)
    assert (speaker.kind, speaker.name, speaker.source_type) == ("unnamed", "serving official", "official")
