"""Passives and who does them, by dependency labels of either scheme a pipeline may speak.

Two schemes are read: Universal Dependencies with subtypes (``nsubj:pass``), as `en_media_audit` gives them, and ClearNLP
(``nsubjpass``), as spaCy's own ``en_core_web_*`` pipelines give them.
"""

from collections.abc import Iterator

from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
_OF_PASSIVES = frozenset({"nsubj:pass", "csubj:pass", "nsubjpass", "csubjpass", "aux:pass", "auxpass"})
_AGENTS = frozenset({"obl:agent", "nmod:agent", "agent"})


def base_label(label: str) -> str:
    """A dependency label without its subtype: ``nsubj`` of ``nsubj:outer``."""
    return label.partition(":")[0]


def is_subject(token: Token) -> bool:
    """Whether the token is a subject of any kind (active, passive, a clause); expletives are none."""
    return base_label(token.dep_) in _SUBJECTS


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive by its own auxiliary or subject; reduced participles ("the man *shot* by") are not."""
    return any(child.dep_ in _OF_PASSIVES for child in verb.children)


def has_agent(verb: Token) -> bool:
    """Whether a passive names its doer ("by *police*")."""
    return any(child.dep_ in _AGENTS for child in verb.children)


def is_passive_agent_missing(verb: Token) -> bool:
    """Whether the verb is passive and nobody is named as its doer, in its clause or by the verb it is joined to."""
    return is_passive(verb) and not has_agent(verb) and not any(has_agent(other) for other in _joined(verb))


def _joined(verb: Token) -> Iterator[Token]:
    """Verbs coordinated after this one: "was seized and burned by police" names the doer of both."""
    for child in verb.children:
        if child.dep_ == "conj" and not any(is_subject(grandchild) for grandchild in child.children):
            yield child
