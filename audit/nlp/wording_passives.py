"""Passives that name no doer: which verbs of a parsed text are told to be done, and by nobody.

A passive has an auxiliary of its own ("was arrested", "got hurt", "to be sold"), or shares that of the verb it is joined
to ("was arrested and *charged*"). Reduced relatives ("the man *shot* there") are none. The parser takes an "'s" before a
participle for "is" in most cases where it is "has" ("he's made mistakes"); what the verb acts on tells.
"""

import csv
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from audit.config import seeds_path
from audit.nlp import labels

_OBJECTS, _SECOND_OBJECTS = frozenset({"obj", "dobj"}), frozenset({"iobj", "dative"})
_HAVE = frozenset("has have had having 've ’ve".split())  # noqa: SIM905
_PASSIVE_AFTER_HAVE = frozenset("been got gotten being".split())  # noqa: SIM905
_BE = frozenset("am is are was were be been being".split())  # noqa: SIM905
_SHORT_IS = frozenset({"'s", "’s"})
_RELATIVES = frozenset("that which who whom what".split())  # noqa: SIM905
_ADVERBIAL_RELATIVES = frozenset("where when why how whose".split())  # noqa: SIM905
_ADVERBIAL_NOUNS = frozenset("day moment month night place reason time way week year".split())  # noqa: SIM905
"""Nouns that are no object of the relative clause behind them ("the way it's marketed")."""

_KEEP_AN_OBJECT = frozenset(
    "allow ask award call charge deny fine give grant hand lend name offer owe pay promise send serve".split()  # noqa: SIM905
    + "show teach tell".split()  # noqa: SIM905
)
"""Verbs that have an object in the passive too ("he's given a chance")."""

_NAMES = frozenset({"NOUN", "PROPN", "PRON"})
_ENDS = frozenset({"VERB", "PUNCT", "SCONJ", "CCONJ", "SPACE"})
_NO_DOERS = frozenset(
    "accident afternoon air boat bus car chance choice court day deadline default definition email".split()  # noqa: SIM905
    + "end evening fax foot force hand helicopter law letter mail margin means midnight mistake month".split()  # noqa: SIM905
    + "morning nature night noon percent percentage phone plane points post rail road sea ship".split()  # noqa: SIM905
    + "telephone time today tomorrow train truck virtue voice vote way week year".split()  # noqa: SIM905
)
"""Nouns behind "by" that tell when, how or how much."""

_TELL = frozenset({"advise", "assure", "convince", "inform", "persuade", "remind", "tell", "warn"})
"""Verbs of which the person told is the passive subject ("he's told that")."""


class _Participle(NamedTuple):
    kind: str
    before: frozenset[str]


def agentless_passives(doc: Doc) -> Iterator[tuple[Token, int]]:
    """Participles of passives without a doer, in order, each with the offset where the passive begins."""
    for at in (doc.to_array("POS") == doc.vocab.strings["VERB"]).nonzero()[0].tolist():
        verb = doc[at]
        if is_passive(verb) and is_deed(verb) and not names_doer(verb):
            marks = [child.idx for child in verb.lefts if child.pos_ == "AUX"]
            yield verb, min([*marks[-1:], verb.idx])


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive, by its own auxiliary or subject or by that of the verb it is joined to."""
    if any(child.pos_ == "DET" and child.i < verb.i for child in verb.children if child.dep_ == "det"):
        return False  # "the accused"
    helped = any(child.pos_ == "AUX" for child in verb.children)  # without one passive subjects are mostly wrong
    if helped and (labels.is_passive(verb) or _has_be(verb)):
        return not _is_perfect(verb)
    if verb.dep_ != "conj" or verb.tag_ != "VBN" or verb.head.pos_ != "VERB":
        return False
    own = any(child.pos_ == "AUX" or child.dep_ in _OBJECTS or labels.is_subject(child) for child in verb.children)
    return not own and is_passive(verb.head)


def _has_be(verb: Token) -> bool:
    """Whether "be" is an auxiliary of a participle in -ed: a passive whatever the label ("was the mayor *told*?")."""
    return verb.tag_ in {"VBN", "VBD"} and any(child.dep_ == "aux" and child.lower_ in _BE for child in verb.children)


def is_deed(verb: Token) -> bool:
    """Whether a word that is parsed as a verb is a participle of something done, not of a state ("is known", "was married")."""
    form = verb.lower_
    listed = _participles().get(form)
    if listed is None:
        return form.endswith("ed")
    if listed.kind == "state" and listed.before:
        return not _leads_to_state(verb, listed.before)
    return listed.kind == "irregular"


def _leads_to_state(verb: Token, words: frozenset[str]) -> bool:
    """Whether one of ``words`` follows ("committed to"); "used to make" tells a purpose, "will be set to" a deed."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if after is None or after.lower_ not in words or (verb.lower_ == "used" and after.pos_ == "PART"):
        return False
    return verb.lower_ != "set" or not any(child.lower_ in {"be", "been", "being"} for child in verb.children)


@cache
def _participles() -> dict[str, _Participle]:
    """Participles that do not end in -ed or tell no deed: their kind, and the words before which alone they tell a state."""
    with (seeds_path() / "participles.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {row["participle"]: _Participle(row["kind"], frozenset(row["before"].split())) for row in rows}


def names_doer(verb: Token) -> bool:
    """Whether a doer hangs on the verb or on one joined to it that comes later: "was seized and burned by police"."""
    if labels.has_agent(verb) or _has_by_behind(verb):
        return True
    return any(labels.has_agent(other) for other in _joined(_first(verb)) if other.i > verb.i)


def _has_by_behind(verb: Token) -> bool:
    """Whether a doer follows that the parser took for something else: "was held back partly by a fall in oil"."""
    behind = verb.doc[verb.i + 1 : verb.i + 6]
    for token in behind:
        if token.lower_ == "by":
            noun = token.head
            after = verb.doc[token.i + 1] if token.i + 1 < len(verb.doc) else token
            return (
                noun.i > token.i
                and noun.pos_ in _NAMES
                and not _tells_when_or_how(noun, after)
                and _hangs_between(verb, noun)
            )
        if (token.pos_ in _ENDS and not token.is_quote) or token.is_sent_start:
            return False
    return False


def _hangs_between(verb: Token, noun: Token) -> bool:
    """Whether a noun behind a verb hangs on it or on what stands between the two, no verb."""
    above = noun.head
    return above == verb or (verb.i < above.i < noun.i and above.pos_ != "VERB")


def _tells_when_or_how(noun: Token, after: Token) -> bool:
    return (
        noun.pos_ == "NUM"
        or after.pos_ == "NUM"
        or after.tag_ == "VBG"
        or noun.lower_ in _NO_DOERS
        or noun.ent_type_ == "Date"
    )


def _first(verb: Token) -> Token:
    return _first(verb.head) if verb.dep_ == "conj" and verb.head is not verb else verb


def _joined(verb: Token) -> Iterator[Token]:
    """Verbs coordinated with this one that have no subject of their own."""
    for child in verb.children:
        if child.dep_ == "conj" and not any(labels.is_subject(inner) for inner in child.children):
            yield child
            yield from _joined(child)


def _is_perfect(verb: Token) -> bool:
    """Whether what was taken for a passive is an active perfect: "had both sold", "he's made mistakes"."""
    auxiliaries = {child.lower_: child.dep_ for child in verb.children if child.pos_ == "AUX"}
    if auxiliaries.keys() & _PASSIVE_AFTER_HAVE:
        return False
    if auxiliaries.keys() & _HAVE:
        return True
    short = [auxiliaries[form] for form in auxiliaries.keys() & _SHORT_IS]
    return bool(short) and ("aux" in short or _has_object(verb))


def _has_object(verb: Token) -> bool:
    """Whether the verb acts on something: an object behind it, a statement, or what a relative clause is about."""
    kinds = {child.dep_ for child in verb.children}
    lemma = verb.lemma_.lower()
    if kinds & _OBJECTS:
        return bool(kinds & _SECOND_OBJECTS) or lemma not in _KEEP_AN_OBJECT
    if "ccomp" in kinds and lemma not in _TELL:
        return not any(child.lower_ == "it" and child.i < verb.i for child in verb.children)
    return labels.base_label(verb.dep_) in {"acl", "relcl"} and lemma not in _KEEP_AN_OBJECT and _lacks_object(verb)


def _lacks_object(verb: Token) -> bool:
    """Whether a relative clause with a subject of its own leaves its object to the noun: "the best the world's seen"."""
    if verb.head.lemma_.lower() in _ADVERBIAL_NOUNS:
        return False
    for child in verb.children:
        is_open = child.pos_ == "ADP" and child.i > verb.i and child.dep_ not in {"compound:prt", "prt"}
        governed = child.lower_ in _RELATIVES and any(inner.pos_ == "ADP" for inner in child.children)
        own = labels.is_subject(child) and child.lower_ in _RELATIVES
        if is_open or governed or own or child.lower_ in _ADVERBIAL_RELATIVES:
            return False
    return any(labels.is_subject(child) for child in verb.children)
