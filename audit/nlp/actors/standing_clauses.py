"""What a clause says of the sort of source somebody is, and whom somebody is said to belong to.

"Jon Ralston, who runs a newsletter", "Ann Lee, who led the study", "Angela Corey is the state attorney"; "Paul Krugman of the New
York Times".
"""

from collections.abc import Iterator

from audit.model import Evidence
from audit.nlp.actors.block import Block
from audit.nlp.actors.clauses import is_stated
from audit.nlp.actors.entities import Reference, Sort, Standing
from audit.nlp.actors.implied import dependents
from audit.nlp.actors.lexicon import DETERMINERS, FAMILY, word_set
from audit.nlp.actors.lists import role_nouns
from audit.nlp.actors.nominals import NOUNS, PLURAL, complement_end, core_end, meaning, noun_of, phrase_start
from audit.nlp.actors.roles import Names
from audit.nlp.actors.type_words import FIRM, WEAK, collective_type, rated
from audit.nlp.actors.types import LIKELY

_BELONGING = word_set("of at from for")
_BEING = word_set("is was 's ’s been")
_SERVING_AS = word_set("serve serves served work works worked")
_WORKING = word_set("work works worked")
_LIVING = word_set("live lives lived reside resides resided")
_LEADING = word_set(
    "run runs ran head heads headed lead leads led direct directs directed chair chairs chaired found founds founded co-founded "
    "cofounded oversee oversees oversaw edit edits edited own owns owned manage manages managed helm helms helmed"
)
_COVERING = word_set("cover covers covered report reports reported write writes wrote")
_STUDYING = word_set("studies study researches research lectures lecture researched")
_CONDUCTING = word_set(
    "led leads lead conducted co-led ran wrote co-wrote authored co-authored supervised coordinated designed"
)
_STUDIES = word_set("study survey research trial experiment paper studies trials experiments analysis")
_SPEAKING_FOR = word_set("represents represent represented")
_SEATS = word_set(
    "district ward constituency seat riding senate parliament assembly congress senedd legislature council house statehouse"
)
_OWNING = word_set("owns own owned runs run ran manages manage managed opened founded")
_TRADES = word_set(
    "cafe café restaurant shop store pub bar hotel arcade salon bakery garage gym boutique brewery vineyard winery diner "
    "takeaway guesthouse farm business nightclub newsagent butcher pharmacy factory bookshop bookstore barbershop hairdresser"
)
_PLAIN = {"DT", "JJ", "NN", "NNP", "PRP$", "NNPS", "HYPH", "CD"}
_STOPS = frozenset({"", ".", "!", "?", ";"})
FURTHEST = 12
"""Tokens to which a phrase or clause reaches from a name."""


def clause_at(block: Block, end: int) -> int:
    """The token of "who" that goes on from a name, also behind an age or a home; -1 if there is none."""
    sentence = block.sentence[end - 1]
    for at in range(end, min(end + FURTHEST, len(block))):
        if block.sentence[at] != sentence:
            return -1
        if block.lowers[at] == "who":
            return at if at == end or block.words[at - 1] == "," else -1
        if block.tags[at].startswith("V") or block.lowers[at] in {"and", "said"}:
            return -1
    return -1


def by_clause(block: Block, who: int, names: Names) -> Iterator[Standing]:
    """What a relative clause tells: "who is a lawyer", "who served as ambassador", "who runs the Centre", "who works for CNN"."""
    verb = _past_tags(block, who + 1, {"RB", "MD"})
    if verb < len(block) and block.lowers[verb] == "has":
        verb = _past_tags(block, verb + 1, {"RB"})
    begin = _past_tags(block, verb + 1, {"RB"})
    if begin + 1 >= len(block) or block.sentence[begin] != block.sentence[who]:
        return
    low, weight = block.lowers[verb], FIRM if block.tags[verb] in {"VBZ", "VBP"} else WEAK
    if low in _BEING and block.lowers[begin] == "running" and block.lowers[begin + 1] in {"for", "against"}:
        yield Standing("politician", WEAK, evidence(block, who, begin + 1))
    elif low in _BEING:
        yield from _by_phrase(block, begin, weight=weight)
    elif low in _SERVING_AS and block.lowers[begin] == "as":
        yield from _by_phrase(block, begin + 1, weight=weight)
    elif found := _by_work(block, low, begin):
        yield Standing(found, WEAK, evidence(block, who, core_end(block, begin, limit_of(block, begin))))
    elif low in _LEADING:
        yield from _by_lead(block, begin, names, weight=weight)
    elif low in _LIVING:
        yield Standing("citizen", LIKELY, evidence(block, who, begin))
    else:
        body = _employer(block, low, begin, names)
        if body is not None:
            yield Standing(None, WEAK, evidence(block, who, body.end), body.entity)


def by_predicate(block: Block, subject: int) -> Iterator[Standing]:
    """What a clause in the journalist's words says that somebody is: "She is a professor at Yale"."""
    head = block.heads[subject]
    if head <= subject or block.content_of[head] >= 0 or block.tags[head] not in {"NN", "NNP"}:
        return
    if meaning(noun_of(block, head)) not in role_nouns() or noun_of(block, head) in FAMILY:
        return
    copula = next((at for at in dependents(block, head) if block.deps[at] == "cop"), -1)
    if copula < 0 or block.lowers[copula] not in {"is", "'s", "’s"} or not is_stated(block, head):
        return
    start = phrase_start(block, head)[0]
    if block.lowers[start - 1] in {"like", "as"}:
        return
    end = max(complement_end(block, start, limit_of(block, head)), head + 1)
    kind, told = rated(block.words[start:end])
    if kind not in {None, "citizen", "celebrity"} and told >= WEAK:  # "he is a star", "she is a fan" praise and blame
        yield Standing(kind, WEAK, evidence(block, start, end))


def _by_work(block: Block, verb: str, begin: int) -> str | None:
    """What a verb and its object tell: "who led the study", "who studies bees", "who represents the ward", "who owns a café"."""
    words = block.lowers[begin : limit_of(block, begin)]
    clause = words[: next((at for at, word in enumerate(words) if word in {",", ".", "and", "which"}), len(words))]
    noun = noun_of(block, core_end(block, begin, limit_of(block, begin)) - 1)
    if verb in _CONDUCTING and _STUDIES.intersection((noun, block.lowers[begin])):
        return "expert"
    if verb in _STUDYING:
        return "expert"
    if verb in _SPEAKING_FOR and _SEATS.intersection(clause):
        return "politician"
    return "business" if verb in _OWNING and {noun, noun.removesuffix("s")} & _TRADES else None


def _past_tags(block: Block, at: int, tags: set[str]) -> int:
    """The first token from here on whose tag is another."""
    while at < len(block) and block.tags[at] in tags:
        at += 1
    return at


def _employer(block: Block, verb: str, begin: int, names: Names) -> Reference | None:
    """The body that somebody works at, or for which somebody covers something: "who covered Congress for CNN"."""
    if verb in _WORKING and block.lowers[begin] in {"for", "at"}:
        return belongs_to(block, begin, names)
    if verb not in _COVERING:
        return None
    for at in range(begin, limit_of(block, begin)):
        body = belongs_to(block, at, names) if block.lowers[at] == "for" else None
        if body is not None:
            return body
        if block.words[at] == ",":
            return None
    return None


def _by_phrase(block: Block, begin: int, *, weight: float) -> Iterator[Standing]:
    """A role told by a noun phrase that begins at a token: "a professor of law", "ambassador to Burma"."""
    limit = limit_of(block, begin)
    core = core_end(block, begin, limit)
    head = core - 1
    if block.tags[begin] not in _PLAIN or block.tags[head] not in NOUNS or block.tags[head] in PLURAL:
        return
    noun = meaning(noun_of(block, head))
    if noun not in role_nouns():
        return
    end = max(complement_end(block, begin, limit), core)
    kind, told = rated(block.words[begin:end])
    if kind:
        yield Standing(kind, min(told, weight), evidence(block, begin, end))


def _by_lead(block: Block, begin: int, names: Names, *, weight: float) -> Iterator[Standing]:
    """The type of what somebody leads: "heads the Centre of Research", "runs a hedge fund"."""
    limit = limit_of(block, begin)
    core = core_end(block, begin, limit)
    end = max(complement_end(block, begin, limit), core)
    body = next((found for at in range(begin, core) if (found := body_at(names, at)) is not None), None)
    if body is not None:
        yield Standing(None, weight, evidence(block, begin, core), body.entity)
    elif block.tags[core - 1] in NOUNS:
        kind = collective_type(word.lower() for word in block.words[begin:core] if word.lower() not in DETERMINERS)
        if kind:
            yield Standing(kind, WEAK, evidence(block, begin, end))


def evidence(block: Block, start: int, end: int) -> Evidence:
    """The place that a type was read from."""
    span = block.span(start, end)
    return Evidence("source_type", span.start, span.end, block.in_title)


def body_at(names: Names, token: int) -> Reference | None:
    """The body whose name a token is part of."""
    found = names[token]
    return found if found is not None and found.entity is not None and found.entity.sort is Sort.BODY else None


def belongs_to(block: Block, at: int, names: Names) -> Reference | None:
    """The body named behind a preposition: "of the New York Times", "at Morning Consult"."""
    if at >= len(block) or block.lowers[at] not in _BELONGING:
        return None
    for index in range(at + 1, min(at + 4, len(block))):
        found = body_at(names, index)
        if found is not None:
            return found
        if block.tags[index] not in {"DT", "JJ", "PRP$", "NN"}:
            return None
    return None


def limit_of(block: Block, begin: int) -> int:
    """How far a phrase may reach: some words, up to the end of the sentence."""
    limit = begin
    while (
        limit < min(begin + FURTHEST, len(block))
        and block.sentence[limit] == block.sentence[begin]
        and block.words[limit].strip() not in _STOPS
    ):
        limit += 1
    return limit
