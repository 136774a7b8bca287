"""What a source span is about, where its head is easily missed."""

import pytest

from audit.model import ArticleActors, AttributionSpan, Kind, Span
from audit.nlp.actors import resolve

SAID = "said/VBD it/PRP rains/VBZ ./."
NAMES = {"Ann Lee": "PERSON", "Bo Ray": "PERSON", "China": "GPE", "Supreme Court": "ORG"}


def speakers(found: ArticleActors) -> list[str | None]:
    names = {actor.actor_id: actor.name for actor in found.actors}
    return [names.get(item.actor_id) if item.actor_id else None for item in found.attributions]


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        ("Even/RB China/NNP ,/, ", "its/PRP$ only/JJ ally/NN ,/,", "China"),
        ("", "two/CD voters/NNS ,/, Ann/NNP Lee/NNP and/CC Bo/NNP Ray/NNP ,/,", "Ann Lee and Bo Ray"),
        ("", "The/DT Supreme/NNP Court/NNP this/DT month/NN", "Supreme Court"),
        ("", "BERLIN/NNP —/: Ann/NNP Lee/NNP", "Ann Lee"),
        ("", "The/DT head/NN of/IN CEI/NNP (/-LRB- a/DT club/NN )/-RRB- ,/, Bo/NNP Ray/NNP ,/,", "Bo Ray"),
        ("", "More/JJR than/IN 19,000/CD people/NNS", "people"),
        ("", "Nobody/NN at/IN the/DT firm/NN", None),
        ("", "Senior/JJ party/NN figures/NNS", "senior party figures"),
        ("", "Ann/NNP Lee/NNP MP/NNP", "Ann Lee"),
        ("", "The/DT work/NN and/CC pensions/NNS minister/NN", "work and pensions minister"),
        ("", "The/DT health/NN and/CC social/JJ care/NN secretary/NN", "health and social care secretary"),
    ],
)
def test_the_head_of_a_source(make, before, source, expected):
    plain = " ".join(item.rpartition("/")[0] for item in source.split())
    doc = make.doc(f"{before}{source} {SAID}", names=NAMES, said=[(plain, "it rains", Kind.INDIRECT)])
    assert speakers(resolve(doc)) == [expected]


def test_the_two_people_are_those_spoken_of_last(make):
    doc = make.doc(
        "Ann/NNP Lee/NNP met/VBD Bo/NNP Ray/NNP ./.\nThe/DT two/CD women/NNS said/VBD it/PRP rains/VBZ ./.",
        names=NAMES,
        said=[("The two women", "it rains", Kind.INDIRECT)],
    )
    assert speakers(resolve(doc)) == ["Ann Lee and Bo Ray"]


def implied(make, text: str, cue: str, deps: dict[int, tuple[int, str]]):
    doc = make.doc(text, names=NAMES, deps=deps)
    at, content = doc.text.index(cue), doc.text.index("it rains")
    doc._.attributions = (
        AttributionSpan(
            kind=Kind.INDIRECT,
            source=None,
            cue=Span(at, at + len(cue)),
            content=(Span(content, content + len("it rains")),),
            confidence=1.0,
        ),
    )
    return speakers(resolve(doc))


def test_a_cue_without_a_source_has_the_subject_of_its_verb(make):
    deps = {1: (2, "nsubj"), 0: (1, "compound"), 4: (2, "conj"), 3: (4, "cc"), 6: (4, "ccomp"), 5: (6, "nsubj")}
    assert implied(make, "Ann/NNP Lee/NNP agreed/VBD and/CC said/VBD it/PRP rains/VBZ", "said", deps) == ["Ann Lee"]


def test_a_passive_cue_has_its_agent_or_nobody(make):
    deps = {
        0: (2, "nsubj:pass"),
        1: (2, "aux:pass"),
        4: (2, "ccomp"),
        3: (4, "nsubj"),
        6: (7, "compound"),
        7: (2, "obl"),
    }
    text = "It/PRP was/VBD said/VBN it/PRP rains/VBZ by/IN Ann/NNP Lee/NNP"
    assert implied(make, text, "was said", deps | {5: (7, "case")}) == ["Ann Lee"]
    assert implied(
        make, "It/PRP was/VBD said/VBN it/PRP rains/VBZ", "was said", {k: deps[k] for k in (0, 1, 3, 4)}
    ) == [None]


def test_a_noun_as_cue_has_its_owner(make):
    deps = {0: (1, "compound"), 1: (3, "nmod:poss"), 2: (1, "case"), 3: (3, "ROOT"), 5: (3, "acl"), 4: (5, "nsubj")}
    assert implied(make, "Ann/NNP Lee/NNP 's/POS claim/NN it/PRP rains/VBZ", "claim", deps) == ["Ann Lee"]


def test_the_subject_of_a_dateline_is_who_stands_behind_its_dash(make):
    deps = {0: (5, "nsubj"), 3: (4, "compound"), 4: (0, "appos"), 5: (5, "ROOT"), 7: (5, "ccomp"), 6: (7, "nsubj")}
    text = "KARLOVO/NNP (AP)/NNP —/: Ann/NNP Lee/NNP said/VBD it/PRP rains/VBZ"
    assert implied(make, text, "said", deps) == ["Ann Lee"]


def test_a_question_is_nobodys_whom_it_names(make):
    deps = {2: (3, "compound"), 3: (5, "nsubj"), 5: (0, "advcl"), 4: (5, "aux"), 1: (5, "mark"), 7: (5, "obj")}
    text = "Asked/VBN if/IN Ann/NNP Lee/NNP had/VBD said/VBN it/PRP rains/VBZ"
    assert implied(make, text, "Asked", deps) == [None]


def test_who_answers_is_not_whom_the_question_names(make):
    text = (
        "Ann/NNP Lee/NNP spoke/VBD ./.\n"
        "Asked/VBN if/IN Bo/NNP Ray/NNP had/VBD left/VBN ,/, she/PRP said/VBD it/PRP rains/VBZ ./."
    )
    doc = make.doc(text, names=NAMES, said=[("she", "it rains", Kind.INDIRECT)])
    assert speakers(resolve(doc)) == ["Ann Lee"]


def test_who_hears_a_statement_does_not_make_it(make):
    doc = make.doc("The/DT jury/NN heard/VBD that/IN it/PRP rains/VBZ ./.", names=NAMES)
    source, cue, content = (Span(doc.text.index(part), doc.text.index(part) + len(part)) for part in HEARD)
    item = AttributionSpan(kind=Kind.INDIRECT, source=source, cue=cue, content=(content,), confidence=1.0)
    doc._.attributions = (item,)
    assert speakers(resolve(doc)) == [None]


HEARD = ("The jury", "heard", "it rains")


def test_one_who_says_something_is_somebody_of_several(make):
    text = "Ann/NNP Lee/NNP sang/VBD ./.\nFans/NNS rushed/VBD in/RB ./.\nOne/CD said/VBD it/PRP rains/VBZ ./."
    doc = make.doc(text, names=NAMES, said=[("One", "it rains", Kind.INDIRECT)])
    assert speakers(resolve(doc)) == ["one"]


def test_a_minister_of_something_is_not_the_prime_minister(make):
    text = (
        "Ann/NNP Lee/NNP ,/, the/DT prime/JJ minister/NN ,/, left/VBD ./.\n"
        "The/DT {}/NN minister/NN said/VBD it/PRP rains/VBZ ./."
    )
    for word, expected in (("health", "health minister"), ("prime", "Ann Lee")):
        said = [(f"The {word} minister", "it rains", Kind.INDIRECT)]
        assert speakers(resolve(make.doc(text.format(word), names=NAMES, said=said))) == [expected]
