"""One reading of dependency and entity labels, whichever scheme a pipeline speaks.

Two schemes are read: Universal Dependencies with subtypes (``nsubj:pass``), as `en_media_audit` gives them, and ClearNLP
(``nsubjpass``), as spaCy's own ``en_core_web_*`` pipelines give them. Entity labels may be OntoNotes' (``GPE``) or those of
CoNLL 2003 (``PER``). No other module compares a label with a string.
"""

from collections.abc import Iterator
from enum import StrEnum

from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
_PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass", "nsubjpass", "csubjpass"})
_PASSIVE_AUXILIARIES = frozenset({"aux:pass", "auxpass"})
_OBJECTS = frozenset({"obj", "dobj"})
_INDIRECT_OBJECTS = frozenset({"iobj", "dative"})
_AGENTS = frozenset({"obl:agent", "nmod:agent", "agent"})
_RELATIVE = frozenset({"acl:relcl", "advcl:relcl", "relcl"})
_REPORTED = frozenset({"ccomp", "parataxis"})
_POSSESSIVES = frozenset({"nmod:poss", "poss"})
_NAME_PARTS = frozenset({"flat", "compound", "nn"})
_OBLIQUE = frozenset({"obl", "nmod", "pobj"})
_PREPOSITIONS = frozenset({"case", "prep"})


class EntityClass(StrEnum):
    """What a named entity is, over all label schemes."""

    PERSON = "person"
    ORG = "org"
    PLACE = "place"
    NORP = "norp"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    PRODUCT = "product"
    EVENT = "event"
    WORK = "work"
    LAW = "law"
    LANGUAGE = "language"
    MISC = "misc"


_ENTITIES = {
    "PER": EntityClass.PERSON,
    "PERSON": EntityClass.PERSON,
    "ORG": EntityClass.ORG,
    "ORGANIZATION": EntityClass.ORG,
    "GPE": EntityClass.PLACE,
    "LOC": EntityClass.PLACE,
    "LOCATION": EntityClass.PLACE,
    "PLACE": EntityClass.PLACE,
    "FAC": EntityClass.PLACE,
    "FACILITY": EntityClass.PLACE,
    "NORP": EntityClass.NORP,
    "NATIONALITY": EntityClass.NORP,
    "DATE": EntityClass.DATE,
    "TIME": EntityClass.DATE,
    "MONEY": EntityClass.MONEY,
    "CARDINAL": EntityClass.NUMBER,
    "ORDINAL": EntityClass.NUMBER,
    "PERCENT": EntityClass.NUMBER,
    "QUANTITY": EntityClass.NUMBER,
    "PRODUCT": EntityClass.PRODUCT,
    "EVENT": EntityClass.EVENT,
    "WORK_OF_ART": EntityClass.WORK,
    "LAW": EntityClass.LAW,
    "LANGUAGE": EntityClass.LANGUAGE,
}


def entity_class(label: str) -> EntityClass:
    """The class of an entity label, in any case and with or without a BIO prefix; unknown labels are MISC."""
    name = label.upper()
    if name[:2] in {"B-", "I-", "L-", "U-"}:
        name = name[2:]
    return _ENTITIES.get(name, EntityClass.MISC)


def base_label(label: str) -> str:
    """A dependency label without its subtype: ``nsubj`` of ``nsubj:outer``."""
    return label.partition(":")[0]


def is_root_clause(token: Token) -> bool:
    """Whether the token heads its sentence."""
    return token.dep_.lower() == "root"


def is_subject(token: Token) -> bool:
    """Whether the token is a subject of any kind (active, passive, a clause); expletives are none."""
    return base_label(token.dep_) in _SUBJECTS


def is_passive_subject(token: Token) -> bool:
    """Whether the token is the subject of a passive verb."""
    return token.dep_ in _PASSIVE_SUBJECTS


def is_object(token: Token) -> bool:
    """Whether the token is a direct object."""
    return token.dep_ in _OBJECTS


def is_indirect_object(token: Token) -> bool:
    """Whether the token is an indirect object ("told *reporters* that …" where it is parsed so)."""
    return token.dep_ in _INDIRECT_OBJECTS


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive by its own auxiliary or subject; reduced participles ("the man *shot* by") are not."""
    return any(child.dep_ in _PASSIVE_AUXILIARIES or child.dep_ in _PASSIVE_SUBJECTS for child in verb.children)


def agent(verb: Token) -> Token | None:
    """The noun that a passive names as its doer ("by *police*"), None where it names none."""
    for child in verb.children:
        if child.dep_ in _AGENTS:
            if child.dep_ != "agent":
                return child
            return next((noun for noun in child.children if noun.dep_ in {"pobj", "pcomp"}), child)
    return None


def has_agent(verb: Token) -> bool:
    """Whether a passive names its doer."""
    return agent(verb) is not None


def is_passive_agent_missing(verb: Token) -> bool:
    """Whether the verb is passive and nobody is named as its doer, in its clause or by the verb it is joined to."""
    return is_passive(verb) and not has_agent(verb) and not any(has_agent(other) for other in _joined(verb))


def _joined(verb: Token) -> Iterator[Token]:
    """Verbs coordinated after this one: "was seized and burned by police" names the doer of both."""
    for child in verb.children:
        if child.dep_ == "conj" and not any(is_subject(grandchild) for grandchild in child.children):
            yield child


def is_reported_clause(token: Token) -> bool:
    """Whether the token heads a clause as it hangs on a verb of saying (a complement, or speech set beside it)."""
    return token.dep_ in _REPORTED


def is_relative_clause(token: Token) -> bool:
    """Whether the token heads a relative clause."""
    return token.dep_ in _RELATIVE


def is_apposition(token: Token) -> bool:
    """Whether the token is in apposition to its head."""
    return token.dep_ == "appos"


def is_conjunct(token: Token) -> bool:
    """Whether the token is joined to its head by coordination."""
    return token.dep_ == "conj"


def is_possessor(token: Token) -> bool:
    """Whether the token owns its head ("*Trump*'s lawyer", "*his* lawyer")."""
    return token.dep_ in _POSSESSIVES


def is_name_part(token: Token) -> bool:
    """Whether the token is a part of the name or compound that its head carries."""
    return base_label(token.dep_) in _NAME_PARTS and token.dep_ != "compound:prt"


def is_negation(token: Token) -> bool:
    """Whether the token negates its head."""
    if token.dep_ == "neg":
        return True
    return token.dep_ in {"advmod", "det"} and token.text.lower() in {"not", "n't", "n’t", "never", "no"}


def is_copula(token: Token) -> bool:
    """Whether the token is a linking verb: UD hangs it on its predicate, ClearNLP hangs the predicate on it."""
    return token.dep_ == "cop" or any(child.dep_ in {"attr", "acomp"} for child in token.children)


def is_preposition(token: Token) -> bool:
    """Whether the token marks a noun phrase as oblique or as a modifier."""
    return token.dep_ in _PREPOSITIONS


def preposition(noun: Token) -> Token | None:
    """The preposition of a noun ("*of* the party"), whichever of the two the scheme makes the head."""
    if noun.dep_ == "pobj":
        return noun.head
    if base_label(noun.dep_) not in _OBLIQUE:
        return None
    return next((child for child in noun.children if child.dep_ == "case" and child.pos_ in {"ADP", "SCONJ"}), None)


def subjects(verb: Token) -> list[Token]:
    """The subjects of a verb or predicate in text order, coordinated ones left with their first."""
    return [child for child in verb.children if is_subject(child)]
