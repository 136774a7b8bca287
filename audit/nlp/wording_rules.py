"""When a word of the lists means what the list says: told by the words around it and their parts of speech."""

import csv
from collections.abc import Callable
from functools import cache

from spacy.tokens import Token

from audit.config import seeds_path

Rule = Callable[[Token, Token], bool]
"""From the first and the last word of a hit to whether it counts."""

_AMOUNTS = frozenset(
    {"half", "quarter", "third", "dozen", "hundred", "thousand", "million", "billion", "a", "an", "one"}
)
_DETERMINERS = frozenset(
    "a all an another any each every no of one other same some that the these this those what".split()  # noqa: SIM905
)
_ABILITIES = frozenset("afford bear find hear imagine feel remember resist see smell taste tell understand".split())  # noqa: SIM905
"""Verbs with which "could" says what somebody was able to do."""


def rule_of(entry: str, entry_class: str) -> Rule | None:
    """The rule of an entry of the lists, if it has one."""
    return _RULES.get(entry) or _CLASS_RULES.get(entry_class)


def is_deed(verb: Token) -> bool:
    """Whether a word that is parsed as a verb is a participle of something done, not of a state ("is known", "was married")."""
    form = verb.lower_
    kind = _participles().get(form, "regular" if form.endswith("ed") else "")
    return kind in {"regular", "irregular"}


@cache
def _participles() -> dict[str, str]:
    """Participles that do not end in -ed or that tell a state, and which of the two they are."""
    with (seeds_path() / "participles.csv").open(encoding="utf-8", newline="") as lines:
        return {row["participle"]: row["kind"] for row in csv.DictReader(lines)}


def _next(token: Token) -> Token | None:
    return token.nbor(1) if token.i + 1 < len(token.doc) else None


def _previous(token: Token) -> Token | None:
    return token.nbor(-1) if token.i else None


def _has_pos(*wanted: str) -> Rule:
    return lambda first, _last: first.pos_ in wanted


def _before_amount(_first: Token, last: Token) -> bool:
    """Before a figure: "about 300", "up to $5", "around half"."""
    after = _next(last)
    if after is None:
        return False
    return after.pos_ == "NUM" or after.lower_ in _AMOUNTS - {"a", "an"} or after.is_currency or _starts_amount(after)


def _starts_amount(article: Token) -> bool:
    noun = _next(article)
    return article.lower_ in {"a", "an"} and noun is not None and noun.lower_ in _AMOUNTS - {"one"}


def _before_quality(_first: Token, last: Token) -> bool:
    """Before an adjective or adverb, which it softens: "fairly high", "quite often", but not "treated fairly"."""
    after = _next(last)
    return after is not None and after.pos_ in {"ADJ", "ADV"}


def _as_seeming(first: Token, last: Token) -> bool:
    """Before what seems so: "appears to be", "seemed unlikely", "it seems that", but not "appeared in court"."""
    after = _next(last)
    if first.pos_ not in {"VERB", "AUX"} or after is None:
        return False
    return after.pos_ in {"PART", "ADJ", "ADV", "SCONJ"} or after.lower_ in {"to", "that", "as", "like", "likely"}


def _rather(first: Token, last: Token) -> bool:
    after = _next(last)
    return first.pos_ == "ADV" and after is not None and after.lower_ != "than"


def _own_view(first: Token, _last: Token) -> bool:
    """What the writer thinks ("I suspect", "we may assume"), not what others do ("voters think")."""
    before = first.doc[max(0, first.i - 3) : first.i]
    return first.pos_ == "VERB" and any(token.lower_ in {"i", "we"} for token in before)


def _as_degree(first: Token, last: Token) -> bool:
    """Softens a quality or a deed ("kind of sad"), is no sort of thing ("that kind of return")."""
    before, after = _previous(first), _next(last)
    told = before is None or before.lower_ not in _DETERMINERS
    return told and after is not None and after.pos_ in {"ADJ", "ADV", "VERB"}


def _after_it(first: Token, _last: Token) -> bool:
    """Said of how things will go ("it looks like …"), not of what somebody resembles ("the heap looked like a whale")."""
    before = _previous(first)
    return before is not None and before.lower_ == "it"


def _stated(first: Token, _last: Token) -> bool:
    """A statement of its own, not a condition ("whenever it is possible")."""
    before = _previous(first)
    return before is None or before.lower_ not in {"as", "if", "when", "whenever", "where", "wherever"}


def _open(first: Token, last: Token) -> bool:
    """What may come to be ("could cut jobs"), not what somebody was unable or able to do ("could not say", "could hear")."""
    after = _next(last)
    while after is not None and after.pos_ == "ADV":
        after = _next(after)
    if first.pos_ != "AUX" or after is None:
        return first.pos_ == "AUX"
    return after.lower_ not in _ABILITIES | {"not", "n't", "n’t"}


def _not_of_office(_first: Token, last: Token) -> bool:
    """What is taken for granted, not the taking of office or power."""
    after = _next(last)
    taken = None if after is None else _next(after)
    return taken is None or (after is not None and after.lower_ != "of") or taken.lower_ not in _TAKEN


_TAKEN = frozenset({"command", "control", "duties", "duty", "office", "power", "responsibility"})

_RULES: dict[str, Rule] = {
    **dict.fromkeys(("may", "might"), _has_pos("AUX")),
    "could": _open,
    **dict.fromkeys(("about", "around", "up to", "close to", "as many as", "as much as", "or so"), _before_amount),
    **dict.fromkeys(("fairly", "quite", "reasonably", "a little", "a bit"), _before_quality),
    **dict.fromkeys(("appear", "seem"), _as_seeming),
    **dict.fromkeys(("assume", "believe", "doubt", "guess", "presume"), _own_view),
    **dict.fromkeys(("reckon", "suppose", "surmise", "suspect", "think"), _own_view),
    **dict.fromkeys(("kind of", "sort of"), _as_degree),
    **dict.fromkeys(("it is likely", "it is possible", "it is unlikely"), _stated),
    "assumption": _not_of_office,
    "likely": lambda _first, last: (after := _next(last)) is None or after.lower_ not in {"voter", "voters"},
    "looks like": _after_it,
    "or so": lambda first, _last: (before := _previous(first)) is not None and before.pos_ in {"NOUN", "NUM"},
    "rather": _rather,
}
_CLASS_RULES: dict[str, Rule] = {
    "epistemic_verb": _has_pos("VERB", "AUX"),
    "epistemic_noun": _has_pos("NOUN"),
    "epistemic_adjective": _has_pos("ADJ", "VERB", "ADV"),
}
