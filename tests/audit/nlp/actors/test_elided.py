"""Subjects left out in lists: whom a cue in an item means. Trees by hand (token: head and label)."""

from spacy.tokens import Doc

from audit.model import AttributionSpan, Kind
from audit.model import Span as Chars
from audit.nlp.actors import resolve
from audit.nlp.actors.block import read_block
from audit.nlp.actors.elided import elided_subject


def lines(make, *texts, deps):
    """A Doc with a line break after every line, as one token of white space."""
    words, tags, starts, at = [], [], [], []
    for text in texts:
        at.append(len(words))
        for place, item in enumerate(text.split()):
            word, _, tag = item.rpartition("/")
            words.append(word)
            tags.append(tag)
            starts.append(place == 0)
        words.append("\n")
        tags.append("_SP")
        starts.append(False)
    doc = Doc(make.vocab, words=words, tags=tags, sent_starts=starts)
    for token in doc:
        token.dep_ = "dep"
    for token, (head, label) in deps.items():
        doc[token].head = doc[head]
        doc[token].dep_ = label
    make.doc("x/X")  # makes the extension for attributions
    doc._.attributions = ()
    return doc, at


def found(make, *texts, deps, line=-1):
    doc, at = lines(make, *texts, deps=deps)
    token = elided_subject(read_block(doc), at[line])
    return None if token is None else doc[token].text


def test_an_item_has_the_subject_of_the_line_above_the_list(make):
    assert found(make, "Imagine/VB she/PRP :/:", "Thinks/VBZ taxes/NNS rise/VBP ./.", deps={1: (0, "ccomp")}) == "she"
    deps = {1: (2, "nsubj")}
    assert found(make, "Why/WRB Lee/NNP wins/VBZ :/:", "Says/VBZ so/RB ./.", deps=deps) == "Lee"


def test_items_between_are_passed_over(make):
    texts = ("Imagine/VB she/PRP :/:", "Lacks/VBZ sense/NN ./.", "Keeps/NNS saying/VBG it/PRP ./.")
    assert found(make, *texts, deps={1: (0, "ccomp")}) == "she"


def test_a_line_with_a_subject_ends_the_list(make):
    texts = ("Imagine/VB she/PRP :/:", "Bo/NNP left/VBD ./.", "Thinks/VBZ so/RB ./.")
    assert found(make, *texts, deps={1: (0, "ccomp"), 4: (5, "nsubj")}) is None


def test_no_list_no_subject(make):
    assert found(make, "She/PRP left/VBD ./.", "Thinks/VBZ so/RB ./.", deps={0: (1, "nsubj")}) is None
    assert found(make, "Thinks/VBZ so/RB ./.", deps={}) is None


def test_an_order_is_no_statement(make):
    assert found(make, "Imagine/VB she/PRP :/:", "Say/VB it/PRP ./.", deps={1: (0, "ccomp")}) is None


def test_an_item_with_its_own_subject_keeps_it(make):
    texts = ("Imagine/VB she/PRP :/:", "Critics/NNS say/VBP it/PRP ./.")
    assert found(make, *texts, deps={1: (0, "ccomp"), 4: (5, "nsubj")}) is None


def test_the_attribution_goes_to_the_person_the_list_is_about(make):
    texts = ("Ann/NNP Lee/NNP lost/VBD ./.", "What/WP she/PRP does/VBZ :/:", "Thinks/VBZ taxes/NNS rise/VBP ./.")
    deps = {1: (2, "nsubj"), 0: (1, "compound"), 6: (7, "nsubj"), 11: (12, "nsubj"), 12: (10, "ccomp")}
    doc, _ = lines(make, *texts, deps=deps)
    doc.set_ents([doc.char_span(0, 7, label="PERSON")])
    cue = doc.text.index("Thinks")
    content = doc.text.index("taxes")
    spans = {"cue": Chars(cue, cue + 6), "content": (Chars(content, content + len("taxes rise")),)}
    doc._.attributions = (AttributionSpan(kind=Kind.INDIRECT, source=None, confidence=1.0, **spans),)
    actors = resolve(doc)
    names = {actor.actor_id: actor.name for actor in actors.actors}
    assert [names.get(item.actor_id) for item in actors.attributions] == ["Ann Lee"]
