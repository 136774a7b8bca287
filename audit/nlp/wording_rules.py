"""When a word of the lists means what the list says: told by the words around it and their parts of speech."""

from collections.abc import Callable

from spacy.tokens import Token

from audit.nlp.wording_sources import is_bare

Rule = Callable[[Token, Token], bool]
"""From the first and the last word of a hit to whether it counts."""

_AMOUNTS = frozenset(
    {
        "half",
        "quarter",
        "third",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "billion",
        "twice",
        "double",
        "a",
        "an",
        "one",
    }
)
_DETERMINERS = frozenset(
    "a all an another any each every no of one other same some that the these this those what".split()  # noqa: SIM905
)
_ABILITIES = frozenset("afford bear find hear imagine feel remember resist see smell taste tell understand".split())  # noqa: SIM905
"""Verbs with which "could" says what somebody was able to do."""


def rule_of(entry: str, entry_class: str) -> Rule | None:
    """The rule of an entry of the lists, if it has one."""
    return _RULES.get(entry) or _CLASS_RULES.get(entry_class)


def _next(token: Token) -> Token | None:
    return token.nbor(1) if token.i + 1 < len(token.doc) else None


def _previous(token: Token) -> Token | None:
    return token.nbor(-1) if token.i else None


def _has_pos(*wanted: str) -> Rule:
    return lambda first, _last: first.pos_ in wanted


def _not_after(*words: str) -> Rule:
    def rule(first: Token, _last: Token) -> bool:
        before = _previous(first)
        return before is None or before.lower_ not in words

    return rule


def _before_amount(_first: Token, last: Token) -> bool:
    """Before a figure: "about 300", "up to $5", "around half"."""
    after = _next(last)
    if after is None or (after.lower_ == "one" and (behind := _next(after)) is not None and behind.lower_ == "another"):
        return False
    return after.pos_ == "NUM" or after.lower_ in _AMOUNTS - {"a", "an"} or after.is_currency or _starts_amount(after)


def _starts_amount(article: Token) -> bool:
    noun = _next(article)
    return article.lower_ in {"a", "an"} and noun is not None and noun.lower_ in _AMOUNTS - {"one"}


def _before_quality(_first: Token, last: Token) -> bool:
    """Before an adjective or adverb, which it softens: "fairly high", "quite often", but not "treated fairly"."""
    after = _next(last)
    return after is not None and after.pos_ in {"ADJ", "ADV"}


def _before_degree(first: Token, last: Token) -> bool:
    """Before a quality or a limit that it softens: "a bit overvalued", "a little over a year"."""
    after = _next(last)
    limits = after is not None and after.lower_ in {"over", "under", "above", "below", "past", "short", "shy"}
    return limits or _before_quality(first, last) or (after is not None and after.tag_ == "VBN")


def _before_name(_first: Token, last: Token) -> bool:
    """Before what it tells of ("an apparent mistake"), not said of it ("it became apparent")."""
    after = _next(last)
    return after is not None and after.pos_ in {"NOUN", "PROPN", "ADJ"}


def _not_striking(first: Token, last: Token) -> bool:
    """What may not come ("is unlikely to win"), not what is odd ("an unlikely friendship")."""
    after = _next(last)
    return after is None or after.pos_ not in {"NOUN", "PROPN", "ADJ"} or first.pos_ == "ADV"


def _before_deed(_first: Token, last: Token) -> bool:
    """Before a verb or its like ("effectively ended it"), not behind it ("works effectively")."""
    after = _next(last)
    return after is not None and after.pos_ in {"VERB", "AUX", "DET"} and after.tag_ != "TO"


def _as_aside(_first: Token, last: Token) -> bool:
    """Said of what comes to the same ("in effect ended it"), not of what holds ("is in effect for a year")."""
    after = _next(last)
    return after is not None and after.pos_ != "ADP" and not (after.pos_ == "PUNCT" and after.lower_ != ",")


def _attributive(first: Token, last: Token) -> bool:
    """A participle before what it tells of ("an estimated 300"), or a verb that nobody in particular does."""
    after = _next(last)
    if first.lower_ == "estimated":
        return first.pos_ == "ADJ" or first.tag_ in {"VBN", "JJ"} or (after is not None and after.pos_ == "NUM")
    return first.pos_ == "VERB" and not any(child.dep_ == "nsubj" for child in first.children)


def _before_statement(_first: Token, last: Token) -> bool:
    after = _next(last)
    return after is not None and after.lower_ in {"that", "of"}


def _as_seeming(first: Token, last: Token) -> bool:
    """Before what seems so: "appears to be", "seemed unlikely", "it seems that", but not "appeared in court"."""
    after = _next(last)
    if first.pos_ not in {"VERB", "AUX"} or after is None:
        return False
    return (
        after.pos_ in {"PART", "ADJ", "ADV", "SCONJ", "DET"}
        or after.tag_ == "VBN"
        or after.lower_
        in {
            "to",
            "that",
            "as",
            "like",
            "likely",
        }
    )


def _rather(first: Token, last: Token) -> bool:
    before, after = _previous(first), _next(last)
    prefers = before is not None and before.lower_ in {"but", "would", "'d", "’d"}
    return first.pos_ == "ADV" and not prefers and after is not None and after.pos_ in {"ADJ", "ADV", "DET", "VERB"}


def own_view(first: Token, _last: Token) -> bool:
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


def _told(_first: Token, last: Token) -> bool:
    """What is told ("it was announced that he left"), not when it was ("a year after it was announced, …")."""
    after = _next(last)
    return after is not None and after.pos_ not in {"PUNCT", "ADP"}


def _open(first: Token, last: Token) -> bool:
    """What may come to be ("could cut jobs"), not what somebody was able to do ("could hear", "as much as she could")."""
    after = _next(last)
    while after is not None and after.pos_ == "ADV":
        after = _next(after)
    if first.pos_ != "AUX" or after is None:
        return first.pos_ == "AUX"
    barred = first.doc[first.i + 1 : after.i]
    if any(token.lower_ in {"barely", "hardly", "only", "scarcely"} for token in barred):
        return False
    return after.pos_ != "PUNCT" and after.lower_ not in _ABILITIES | {"not", "n't", "n’t"}


def _not_more(first: Token, last: Token) -> bool:
    """No term of polls ("likely Republican voters"), nor what is commoner than something else ("more likely to say")."""
    before, following = _previous(first), first.doc[last.i + 1 : last.i + 5]
    compared = before is not None and before.lower_ in {"less", "more"}
    return not compared and not any(
        token.lower_ in {"voter", "voters", "caucusgoers", "delegates"} for token in following
    )


def _not_utmost(first: Token, _last: Token) -> bool:
    """What may be so, not the utmost or a condition ("as soon as possible", "every possible voter", "if possible")."""
    before = first.doc[max(0, first.i - 4) : first.i]
    if any(token.tag_ in {"JJS", "RBS"} for token in before):
        return False
    return not before or before[-1].lower_ not in _UTMOST


_UTMOST = frozenset("all as every if made make makes making when whenever where wherever".split())  # noqa: SIM905


def _impersonal(first: Token, _last: Token) -> bool:
    """What is not known ("it remains uncertain whether"), not what somebody is unsure of."""
    return any(token.lower_ == "it" for token in first.doc[max(0, first.i - 4) : first.i])


def _aside(_first: Token, last: Token) -> bool:
    """As an aside ("if anything, it grew"), not a condition ("if anything good comes of it")."""
    after = _next(last)
    return after is not None and after.pos_ in {"PUNCT", "ADV", "VERB", "AUX", "PRON"}


def _before_number(_first: Token, last: Token) -> bool:
    after = _next(last)
    return after is not None and after.pos_ == "NUM" and after.lower_ != "one"


def _all_but(_first: Token, last: Token) -> bool:
    """Nearly ("all but certain", "all but ended"), not all except ("all but two states")."""
    after = _next(last)
    return after is not None and after.pos_ in {"ADJ", "ADV", "VERB"}


def _bare_noun(first: Token, _last: Token) -> bool:
    """Said of nobody in particular ("experts say"), not of somebody ("the experts say", "what people think")."""
    before = _previous(first)
    asked = before is not None and before.tag_ in {"WP", "WRB", "WDT"}
    if asked or first.pos_ not in {"NOUN", "PROPN"}:
        return not asked
    named = any(child.pos_ == "PROPN" for child in first.lefts) or (before is not None and before.pos_ == "PROPN")
    if (named and first.lower_ in _DOCUMENTS) or first.dep_ in {"obj", "dobj", "iobj"}:
        return False
    return is_bare(first, sided=first.lower_ in _SIDES)


def _bare_reports(first: Token, _last: Token) -> bool:
    """A claim without an owner ("faces accusations of bias"), not one whose maker is told ("he repeated claims that")."""
    made = first.dep_ in {"obj", "dobj"} and first.head.lemma_.lower() in _MAKING
    return first.pos_ == "NOUN" and not made and is_bare(first)


_MAKING = frozenset("express file have level lodge make raise reiterate repeat share spread voice".split())  # noqa: SIM905
"""Verbs whose subject makes the claim that is their object."""

_SIDES = frozenset("activists advocates critics opponents proponents sceptics skeptics supporters".split())  # noqa: SIM905
"""Who they belong to says nothing of who they are: "Trump's critics say"."""

_DOCUMENTS = frozenset({"polls", "reports", "research", "statistics", "studies", "surveys"})


def _not_of_office(_first: Token, last: Token) -> bool:
    """What is taken for granted, not the taking of office or power."""
    after = _next(last)
    taken = None if after is None else _next(after)
    return taken is None or (after is not None and after.lower_ != "of") or taken.lower_ not in _TAKEN


_CLAIMS = (
    *("accusations of", "accusations that", "allegations of", "allegations that", "claims that", "complaints that"),
    *("concerns that", "criticism that", "fears of", "fears that", "suggestions that"),
    *("buzz about", "chatter about", "reports about", "reports of", "reports that", "talk of", "talk that"),
)

_TAKEN = frozenset({"command", "control", "duties", "duty", "office", "power", "responsibility"})

_RULES: dict[str, Rule] = {
    **dict.fromkeys(("may", "might"), _has_pos("AUX")),
    "could": _open,
    **dict.fromkeys(("about", "around", "close to", "as many as", "as much as", "or so"), _before_amount),
    **dict.fromkeys(("fairly", "quite", "reasonably"), _before_quality),
    **dict.fromkeys(("a little", "a bit"), _before_degree),
    **dict.fromkeys(("appear", "seem"), _as_seeming),
    **dict.fromkeys(("assume", "believe", "doubt", "guess", "presume"), own_view),
    **dict.fromkeys(("reckon", "suppose", "surmise", "suspect", "think"), own_view),
    **dict.fromkeys(("kind of", "sort of"), _as_degree),
    **dict.fromkeys(("it is likely", "it is possible", "it is unlikely"), _stated),
    **dict.fromkeys(("it is announced", "it is disclosed", "it is revealed"), _told),
    **dict.fromkeys(_CLAIMS, _bare_reports),
    **dict.fromkeys(("speculation", "rumor", "rumors", "rumour", "rumours"), _has_pos("NOUN")),
    "all but": _all_but,
    "apparent": _before_name,
    "called into question": lambda first, _last: first.tag_ == "VBN",
    "estimate": _attributive,
    "in effect": _as_aside,
    "perceived": _before_name,
    "unlikely": _not_striking,
    "effectively": _before_deed,
    "impression": _before_statement,
    "broadly": _not_after("more"),
    "assumption": _not_of_office,
    "if anything": _aside,
    "in general": lambda first, _last: (before := _previous(first)) is None or before.pos_ not in {"NOUN", "PROPN"},
    "likely": _not_more,
    "possible": _not_utmost,
    "some": _before_number,
    "uncertain": _impersonal,
    **dict.fromkeys(("looks like", "sounds like"), _after_it),
    "or so": lambda first, _last: (before := _previous(first)) is not None and before.pos_ in {"NOUN", "NUM"},
    "rather": _rather,
}
_CLASS_RULES: dict[str, Rule] = {
    "anonymous_authority": _bare_noun,
    "epistemic_verb": _has_pos("VERB", "AUX"),
    "epistemic_noun": _has_pos("NOUN"),
    "epistemic_adjective": _has_pos("ADJ", "VERB", "ADV"),
}
