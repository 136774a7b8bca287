"""What else than roles tells the sort of source: a party's letter, where somebody belongs, what a clause says of him or her.

"Jon Tester (D-Mont.)", "CNN's Jake Tapper", "Paul Krugman of the New York Times", "Jon Ralston, who runs a newsletter",
"Angela Corey is the state attorney", "Ann Lee, 25, of Ashton"; of bodies "the energy company Tidemark", "Tidemark, a developer",
"Tidemark's shares". Unlike roles, it decides nothing but types.
"""

import re
from collections.abc import Iterator

from audit.model import Evidence, Form, Span
from audit.nlp.actors.block import Block
from audit.nlp.actors.clauses import is_stated
from audit.nlp.actors.entities import Entity, Reference, Role, Sort, Standing
from audit.nlp.actors.implied import dependents
from audit.nlp.actors.lexicon import DETERMINERS, FAMILY, POSTNOMINALS, SUBJECT_DEPS, word_set
from audit.nlp.actors.lists import role_nouns
from audit.nlp.actors.names import is_title
from audit.nlp.actors.nominals import NOUNS, PLURAL, complement_end, core_end, meaning, noun_of, phrase_start
from audit.nlp.actors.roles import Names
from audit.nlp.actors.state import Reading, State
from audit.nlp.actors.type_words import FIRM, WEAK, collective_type, organisation_type, rated
from audit.nlp.actors.types import ELECTED, LIKELY

_PARTIES = (
    "Democrat|Republican|Libertarian|Labour|Labor|Conservative|Tory|Lib Dem|Liberal Democrat|SNP|Plaid Cymru|DUP|UKIP|"
    "Sinn F[eé]in|Green|BJP|Liberal|NDP"
)
_PARTY_TAG = re.compile(
    rf"\s?(?:[,(\[]\s?[DRI]\s?[-–—]\s?[A-Z][A-Za-z.]|\(\s?[DRI]\s?\)|\(\s?(?:{_PARTIES})\s?[,)]|"
    r",\s(?:an? )?(?:Democrat|Republican)(?:\s?,|\sof\s|\sfrom\s))"
)
_AGE = re.compile(r"\s?,\s(?:aged? )?[1-9]\d(?:\s?,|\s?\.(?:\s|$)|\sand\s|\sof\s|\sfrom\s)")
_HOME = re.compile(r"\s?,\s(?:of|from)\s(?=[A-Z])")
_MARKET = word_set("share shares stock shareholder shareholders investor investors")
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
_COURT = {"prosecuting": "official", "defending": "expert", "mitigating": "expert"}
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
_FURTHEST = 12
_STOPS = frozenset({"", ".", "!", "?", ";"})


def note_standing(state: State, reading: Reading) -> None:
    """Note with each actor what a block says of the sort of source it is; called when all references are decided."""
    block, names = reading.block, reading.names
    for entity in state.book.entities:
        for role in entity.roles:
            if role.evidence.in_title == block.in_title and role.body is None:
                role.body = _named_in(state, reading, role, entity)
        if entity.sort in {Sort.PERSON, Sort.GROUP} and not entity.named and entity.owner is None and entity.references:
            entity.owner = _served(reading, entity)
    seen: set[int] = set()
    for reference in names:
        if reference is None or reference.entity is None or id(reference) in seen:
            continue
        seen.add(id(reference))
        found = _of_person if reference.entity.sort is Sort.PERSON else _of_body
        reference.entity.standings.extend(found(block, reference, names))
    if any(block.deps):
        for (in_title, token), reference in state.at.items():
            if in_title == block.in_title and block.deps[token] in SUBJECT_DEPS and reference.entity is not None:
                reference.entity.standings.extend(_by_predicate(block, token))


def _named_in(state: State, reading: Reading, role: Role, entity: Entity) -> Entity | None:
    """Whom the words of a role name: the last name in it, else the possessor."""
    start, end = reading.block.tokens(Span(role.evidence.start, role.evidence.end))
    for at in range(end - 1, start - 1, -1):
        name = reading.names[at]
        if name is not None and name.entity is not None and name.entity is not entity:
            return name.entity
    for at in range(start, end):
        if reading.block.tags[at] == "PRP$":
            found = state.at.get((reading.block.in_title, at))
            return found.entity if found and found.entity is not entity else None
    return None


def _served(reading: Reading, entity: Entity) -> Entity | None:
    """Whom an unnamed source belongs to: "a spokesman for the Tidemark group", "a Lee aide"."""
    first, block = entity.references[0], reading.block
    if first.in_title != block.in_title or first.form is not Form.NOMINAL:
        return None
    before = reading.names[first.head - 1] if first.head > first.start else None
    if before is not None:
        return before.entity
    at = first.head + 1
    if at >= len(block) or block.lowers[at] not in {"for", "of", "to", "at", "with", "in"}:
        return None
    for index in range(at + 1, min(at + 5, len(block))):
        name = reading.names[index]
        if name is not None:
            return name.entity
        if block.tags[index] not in {"DT", "JJ", "NN", "NNP", "PRP$"}:
            return None
    return None


def _evidence(block: Block, start: int, end: int) -> Evidence:
    span = block.span(start, end)
    return Evidence("source_type", span.start, span.end, block.in_title)


def _of_person(block: Block, reference: Reference, names: Names) -> Iterator[Standing]:
    start, end = reference.start, reference.end
    last = block.starts[end - 1] + len(block.words[end - 1])
    if _PARTY_TAG.match(block.raw, last):
        yield Standing("politician", ELECTED, _evidence(block, start, min(end + 4, len(block))))
    if end < len(block) and block.words[end] in POSTNOMINALS:
        yield Standing(POSTNOMINALS[block.words[end]], FIRM, _evidence(block, start, end + 1))
    yield from _in_court(block, start, end)
    yield from _by_possessor(block, start, names)
    if end - start - is_title(block.words[start]) > 1:
        yield from _of_full_name(block, reference, names, last)
    yield from _in_a_list(block, reference, names)


def _in_court(block: Block, start: int, end: int) -> Iterator[Standing]:
    """Whom somebody speaks for in court: "Helen Shand, defending, said", "Prosecuting, Simon Aldous told the court"."""
    behind = end + 2 < len(block) and block.words[end] == "," and block.words[end + 2] in {",", ".", ":"}
    before = start > 1 and block.words[start - 1] == "," and block.words[start - 2][:1].isupper()
    for at, stands in ((end + 1, behind), (start - 2, before)):
        if stands and block.lowers[at] in _COURT:
            yield Standing(_COURT[block.lowers[at]], FIRM, _evidence(block, min(start, at), max(end, at + 1)))


def _by_possessor(block: Block, start: int, names: Names) -> Iterator[Standing]:
    """The body whose name, as possessor, stands right before a person's: "CNN's Jake Tapper"."""
    if start < 2 or block.lowers[start - 1] not in {"'s", "’s", "'", "’"}:
        return
    owner = _body_at(names, start - 2)
    if owner is not None:
        yield Standing(None, FIRM, _evidence(block, owner.start, start), owner.entity)
    elif names[start - 2] is None and block.words[start - 2][:1].isupper():
        kind = organisation_type((block.lowers[start - 2],))
        if kind:
            yield Standing(kind, FIRM, _evidence(block, start - 2, start))


def _body_at(names: Names, token: int) -> Reference | None:
    found = names[token]
    return found if found is not None and found.entity is not None and found.entity.sort is Sort.BODY else None


def _of_full_name(block: Block, reference: Reference, names: Names, last: int) -> Iterator[Standing]:
    """What follows a full name: the body one belongs to, age and home, a relative clause."""
    start, end = reference.start, reference.end
    body = _belongs_to(block, end, names)
    if body is not None:
        weight = FIRM if block.lowers[end] == "of" else WEAK
        yield Standing(None, weight, _evidence(block, start, body.end), body.entity)
    aged = _AGE.match(block.raw, last)
    office = _office_at_home(block, end, names)
    if office is not None:
        yield Standing(office, FIRM, _evidence(block, start, end + 3))
    elif aged or (_HOME.match(block.raw, last) and body is None and _at_home(block, end, names)):
        yield Standing("citizen", LIKELY, _evidence(block, start, min(end + 2, len(block))))
    who = _clause_at(block, end)
    if who >= 0:
        yield from _by_clause(block, who, names)


def _belongs_to(block: Block, at: int, names: Names) -> Reference | None:
    """The body named behind a preposition: "of the New York Times", "at Morning Consult"."""
    if at >= len(block) or block.lowers[at] not in _BELONGING:
        return None
    for index in range(at + 1, min(at + 4, len(block))):
        found = _body_at(names, index)
        if found is not None:
            return found
        if block.tags[index] not in {"DT", "JJ", "PRP$", "NN"}:
            return None
    return None


def _at_home(block: Block, at: int, names: Names) -> bool:
    """Whether what follows a name is "of" or "from" and a place, set off by a comma on both sides."""
    if at + 2 >= len(block) or block.words[at] != ",":
        return False
    name = names[at + 2]
    return name is not None and name.entity is not None and name.entity.sort is Sort.PLACE


def _office_at_home(block: Block, at: int, names: Names) -> str | None:
    """The type of what stands behind the place that somebody is of: "Ruth Amery, of Wendshire police,"."""
    if not _at_home(block, at, names):
        return None
    place = names[at + 2]
    behind = place.end if place else len(block)
    return organisation_type((block.lowers[behind],)) if behind < len(block) and block.tags[behind] in NOUNS else None


def _clause_at(block: Block, end: int) -> int:
    """The token of "who" that goes on from a name, also behind an age or a home; -1 if there is none."""
    sentence = block.sentence[end - 1]
    for at in range(end, min(end + _FURTHEST, len(block))):
        if block.sentence[at] != sentence:
            return -1
        if block.lowers[at] == "who":
            return at if at == end or block.words[at - 1] == "," else -1
        if block.tags[at].startswith("V") or block.lowers[at] in {"and", "said"}:
            return -1
    return -1


def _by_clause(block: Block, who: int, names: Names) -> Iterator[Standing]:
    """What a relative clause tells: "who is a lawyer", "who served as ambassador", "who runs the Centre", "who works for CNN"."""
    verb = _past_tags(block, who + 1, {"RB", "MD"})
    if verb < len(block) and block.lowers[verb] == "has":
        verb = _past_tags(block, verb + 1, {"RB"})
    begin = _past_tags(block, verb + 1, {"RB"})
    if begin + 1 >= len(block) or block.sentence[begin] != block.sentence[who]:
        return
    low, weight = block.lowers[verb], FIRM if block.tags[verb] in {"VBZ", "VBP"} else WEAK
    if low in _BEING and block.lowers[begin] == "running" and block.lowers[begin + 1] in {"for", "against"}:
        yield Standing("politician", WEAK, _evidence(block, who, begin + 1))
    elif low in _BEING:
        yield from _by_phrase(block, begin, weight=weight)
    elif low in _SERVING_AS and block.lowers[begin] == "as":
        yield from _by_phrase(block, begin + 1, weight=weight)
    elif found := _by_work(block, low, begin):
        yield Standing(found, WEAK, _evidence(block, who, core_end(block, begin, _limit(block, begin))))
    elif low in _LEADING:
        yield from _by_lead(block, begin, names, weight=weight)
    elif low in _LIVING:
        yield Standing("citizen", LIKELY, _evidence(block, who, begin))
    else:
        body = _employer(block, low, begin, names)
        if body is not None:
            yield Standing(None, WEAK, _evidence(block, who, body.end), body.entity)


def _by_work(block: Block, verb: str, begin: int) -> str | None:
    """What a verb and its object tell: "who led the study", "who studies bees", "who represents the ward", "who owns a café"."""
    words = block.lowers[begin : _limit(block, begin)]
    clause = words[: next((at for at, word in enumerate(words) if word in {",", ".", "and", "which"}), len(words))]
    noun = noun_of(block, core_end(block, begin, _limit(block, begin)) - 1)
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
        return _belongs_to(block, begin, names)
    if verb not in _COVERING:
        return None
    for at in range(begin, _limit(block, begin)):
        body = _belongs_to(block, at, names) if block.lowers[at] == "for" else None
        if body is not None:
            return body
        if block.words[at] == ",":
            return None
    return None


def _by_phrase(block: Block, begin: int, *, weight: float) -> Iterator[Standing]:
    """A role told by a noun phrase that begins at a token: "a professor of law", "ambassador to Burma"."""
    limit = _limit(block, begin)
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
        yield Standing(kind, min(told, weight), _evidence(block, begin, end))


def _by_lead(block: Block, begin: int, names: Names, *, weight: float) -> Iterator[Standing]:
    """The type of what somebody leads: "heads the Centre of Research", "runs a hedge fund"."""
    limit = _limit(block, begin)
    core = core_end(block, begin, limit)
    end = max(complement_end(block, begin, limit), core)
    body = next((found for at in range(begin, core) if (found := _body_at(names, at)) is not None), None)
    if body is not None:
        yield Standing(None, weight, _evidence(block, begin, core), body.entity)
    elif block.tags[core - 1] in NOUNS:
        kind = collective_type(word.lower() for word in block.words[begin:core] if word.lower() not in DETERMINERS)
        if kind:
            yield Standing(kind, WEAK, _evidence(block, begin, end))


def _in_a_list(block: Block, reference: Reference, names: Names) -> Iterator[Standing]:
    """A plural noun before several names: "Senators Ann Lee and Bo Ray", "Reporters Ann Lee, Bo Ray and Cy Dee"."""
    at, joints = reference.start - 1, 0
    sentence = block.sentence[reference.start]
    while at >= 0 and reference.start - at < 3 * _FURTHEST and block.sentence[at] == sentence:
        if block.tags[at] in PLURAL and names[at] is None:
            break
        if block.lowers[at] in {"and", ",", "&"}:
            joints += 1
        elif (
            names[at] is None and block.words[at] not in {"(", ")", "-", "–", "."} and not block.words[at][:1].isupper()
        ):
            return
        at -= 1
    else:
        return
    follows = reference.end < len(block) and block.lowers[reference.end] in {"and", ",", "&", "("}
    if not (joints or follows) or at + 1 >= len(block) or names[at + 1] is None:
        return
    if meaning(noun_of(block, at)) not in role_nouns():
        return
    start = phrase_start(block, at)[0]
    kind, weight = rated(block.words[start : at + 1])
    if kind and kind != "citizen" and weight >= WEAK:
        yield Standing(kind, WEAK, _evidence(block, start, reference.end))


def _by_predicate(block: Block, subject: int) -> Iterator[Standing]:
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
    end = max(complement_end(block, start, _limit(block, head)), head + 1)
    kind, told = rated(block.words[start:end])
    if kind not in {None, "citizen", "celebrity"} and told >= WEAK:  # "he is a star", "she is a fan" praise and blame
        yield Standing(kind, WEAK, _evidence(block, start, end))


def _limit(block: Block, begin: int) -> int:
    """How far a phrase may reach: some words, up to the end of the sentence."""
    limit = begin
    while (
        limit < min(begin + _FURTHEST, len(block))
        and block.sentence[limit] == block.sentence[begin]
        and block.words[limit].strip() not in _STOPS
    ):
        limit += 1
    return limit


def _of_body(block: Block, reference: Reference, names: Names) -> Iterator[Standing]:
    """What tells the type of a body whose name does not: a noun before it, an apposition, its shares."""
    start, end = reference.start, reference.end
    if start and block.tags[start - 1] == "NN" and names[start - 1] is None:
        yield from _by_noun(block, phrase_start(block, start - 1)[0], start, start)
    if end + 2 < len(block) and block.words[end] in {",", "--", "–", "—"} and block.tags[end + 1] in {"DT", "PRP$"}:
        limit = _limit(block, end + 1)
        yield from _by_noun(block, end + 1, core_end(block, end + 1, limit), complement_end(block, end + 1, limit))
    behind = end + 1 if end < len(block) and block.lowers[end] in {"'s", "’s"} else end
    if behind < len(block) and block.lowers[behind] in _MARKET:
        yield Standing("business", WEAK, _evidence(block, start, behind + 1))


def _by_noun(block: Block, start: int, core: int, end: int) -> Iterator[Standing]:
    """The type that a common noun gives a body: "energy company", "a developer of flats"."""
    while start < core and block.lowers[start] in DETERMINERS:
        start += 1
    core = next((at for at in range(start, core) if block.tags[at] == "DT"), core)  # "the firm the party hired"
    if start >= core or block.tags[core - 1] != "NN":
        return
    kind = collective_type(block.words[start:core]) or rated(block.words[start:core])[0]
    if kind:
        yield Standing(kind, WEAK, _evidence(block, start, max(end, core)))
