"""The last speaker goes on behind a long quotation, where nobody else came up."""

from audit.model import ArticleActors, Kind
from audit.nlp.actors import resolve

DIRECT, INDIRECT = Kind.DIRECT, Kind.INDIRECT
NAMES = {"Adam Islah": "PERSON", "Kojo Johar": "PERSON", "Islah": "PERSON", "Johar": "PERSON"}
FIRST = (
    "Mr./NNP Adam/NNP Islah/NNP said/VBD the/DT camp/NN burned/VBD ./.\n``/`` We/PRP ran/VBD ,/, ''/'' he/PRP said/VBD ./.\n"
    "He/PRP said/VBD nobody/NN came/VBD ./.\n"
)
SAID_FIRST = [
    ("Mr. Adam Islah", "the camp burned", INDIRECT),
    ("he", "`` We ran , ''", DIRECT),
    ("He", "nobody came", INDIRECT),
]
QUOTE = "``/`` It/PRP is/VBZ sad/JJ ./.\nNobody/NN helps/VBZ ./.\nWe/PRP wait/VBP ./.\nIt/PRP rains/VBZ ./. ''/''\n"
QUOTED = "`` It is sad . Nobody helps . We wait . It rains . ''"
LAST = "He/PRP added/VBD everyone/NN left/VBD ./."
SAID_LAST = ("He", "everyone left", INDIRECT)


def speakers(found: ArticleActors) -> list[str | None]:
    names = {actor.actor_id: actor.name for actor in found.actors}
    return [names.get(item.actor_id) if item.actor_id else None for item in found.attributions]


def johar(make, between: str = "", *, title: str = ""):
    source = f"{title} Kojo Johar".strip()
    words = " ".join(f"{word}/NNP" for word in source.split())
    return make.doc(
        f"{FIRST}{words} said/VBD :/: {QUOTE}{between}{LAST}",
        names=NAMES,
        said=[*SAID_FIRST, (source, QUOTED, DIRECT), SAID_LAST],
    )


def test_he_behind_a_quotation_is_the_new_speaker(make):
    assert speakers(resolve(johar(make))) == ["Adam Islah"] * 3 + ["Kojo Johar"] * 2


def test_whom_the_journalist_names_since_comes_to_the_fore(make):
    assert speakers(resolve(johar(make, "Islah/NNP nodded/VBD ./.\n")))[-1] == "Adam Islah"


def test_a_pronoun_of_another_gender_is_not_the_last_speaker(make):
    assert speakers(resolve(johar(make, title="Ms.")))[-1] == "Adam Islah"


def test_of_whom_a_speaker_of_unknown_gender_just_spoke_may_be_meant(make):
    doc = make.doc(
        f"{FIRST}Kojo/NNP Johar/NNP said/VBD Islah/NNP was/VBD right/JJ ./.\nHe/PRP said/VBD nothing/NN ./.",
        names=NAMES,
        said=[*SAID_FIRST, ("Kojo Johar", "Islah was right", INDIRECT), ("He", "nothing", INDIRECT)],
    )
    assert speakers(resolve(doc))[-1] == "Adam Islah"
