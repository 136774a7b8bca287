"""Who stands behind a document that speaks: "the report" that Politico published is Politico's word."""

from audit.nlp.actors.entities import Entity, Sort
from audit.nlp.actors.lexicon import OBJECT_DEPS, SUBJECT_DEPS, word_set
from audit.nlp.actors.names import plain_words
from audit.nlp.actors.nominals import Nominal
from audit.nlp.actors.sources import SourceHead
from audit.nlp.actors.state import Reading, State

_KINDRED = (
    frozenset(
        {
            "article",
            "piece",
            "story",
            "report",
            "column",
            "editorial",
            "op-ed",
            "series",
            "feature",
            "profile",
            "dispatch",
        }
    ),
    frozenset({"film", "movie", "documentary", "series"}),
    frozenset({"study", "report", "analysis", "research", "paper", "survey", "review", "estimate"}),
    frozenset({"poll", "survey", "polling"}),
    frozenset({"statement", "letter", "release", "memo", "email", "e-mail", "note", "message"}),
    frozenset({"filing", "brief", "lawsuit", "suit", "complaint", "motion", "petition", "submission", "affidavit"}),
    frozenset({"book", "memoir", "biography", "autobiography"}),
)
"""Nouns that one article uses for the same document."""

_ISSUING = word_set(
    "issue release publish write post send file tweet air produce direct make deliver give submit run print carry broadcast "
    "commission screen"
)


def behind_document(state: State, reading: Reading, nominal: Nominal, head: SourceHead | None) -> Entity | None:
    """The author of a document; for a source without one, the document itself; None for a document that is no source."""
    agent = head.agent.entity if head and head.agent else _author(state, reading, nominal)
    if agent is not None and agent.sort is not Sort.GROUP:
        state.agents.pop(nominal.noun, None)
        state.agents[nominal.noun] = agent
        return agent if head else None
    if head is None:
        return None
    return (_spoken_of(state, nominal) if nominal.definite else None) or _itself(state, nominal, head)


def _spoken_of(state: State, nominal: Nominal) -> Entity | None:
    """The author of the latest document of this kind."""
    for noun in reversed(state.agents):
        if noun == nominal.noun or any(noun in group and nominal.noun in group for group in _KINDRED):
            return state.agents[noun]
    return None


def _itself(state: State, nominal: Nominal, head: SourceHead) -> Entity:
    key = ("document", *plain_words(head.phrase.split()))
    if key not in state.groups:
        state.groups[key] = state.book.new(Sort.DOCUMENT, head.phrase, named=False)
        state.groups[key].noun = nominal.noun
    return state.groups[key]


def _author(state: State, reading: Reading, nominal: Nominal) -> Entity | None:
    """Whose document it is: its owner, a name before or "by" it, or the subject that issues it."""
    block = reading.block
    if nominal.owner_at >= 0:
        return state.owner(reading, nominal)
    inside = _name_among(reading, range(nominal.head - 1, nominal.start - 1, -1))
    if inside:
        return inside
    if nominal.end + 1 < len(block) and block.lowers[nominal.end] == "by":
        return _name_among(reading, range(nominal.end + 1, min(nominal.end + 5, len(block))))
    verb = block.heads[nominal.head]
    if block.deps[nominal.head] in OBJECT_DEPS and block.lemmas[verb] in _ISSUING:
        for index in range(max(verb - 8, 0), verb):
            if block.heads[index] == verb and block.deps[index] in SUBJECT_DEPS:
                return state.covering(reading, index)
    return None


def _name_among(reading: Reading, tokens: range) -> Entity | None:
    for index in tokens:
        name = reading.names[index]
        if name and name.entity and name.entity.sort in {Sort.BODY, Sort.PERSON}:
            return name.entity
    return None
