"""Passives and who does them, by dependency labels of either scheme a pipeline may speak.

Two schemes are read: Universal Dependencies with subtypes (``nsubj:pass``), as `en_media_audit` gives them, and ClearNLP
(``nsubjpass``), as spaCy's own ``en_core_web_*`` pipelines give them.
"""

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
