"""Whom an actor supports, where the article says so: "Ann Lee, who backs Marrish", "a Marrish supporter", "voted for Dellane".

Only support that the text states counts: what is denied, asked, possible or over ("if he voted for", "a former backer
of", "no longer supports") does not. It goes to somebody named, or to a campaign by its candidate's name.
"""

from collections.abc import Iterator
from typing import NamedTuple

from audit.model import Evidence, Span
from audit.nlp.actors.block import Block
from audit.nlp.actors.clauses import bearer, is_stated
from audit.nlp.actors.entities import Entity, Reference, Sort
from audit.nlp.actors.implied import dependents, subject_of
from audit.nlp.actors.lexicon import OBJECT_DEPS, RELATIVE, RELCL_DEPS, word_set
from audit.nlp.actors.nominals import NOUNS, meaning, noun_of, phrase_start
from audit.nlp.actors.roles import Names
from audit.nlp.actors.state import Reading, State

_VERBS = word_set("back support endorse favor favour champion")
_VERBS_WITH: dict[str, frozenset[str]] = {
    "vote": frozenset({"for"}),
    "campaign": frozenset({"for"}),
    "volunteer": frozenset({"for", "with"}),
    "canvass": frozenset({"for"}),
    "caucus": frozenset({"for"}),
    "stump": frozenset({"for"}),
    "root": frozenset({"for"}),
    "rally": frozenset({"behind", "around"}),
    "stand": frozenset({"behind", "by", "with"}),
}
_NOUNS = word_set("supporter backer voter fan ally volunteer delegate surrogate loyalist booster admirer campaigner")
_OF = frozenset({"of", "for", "with"})
_RUNS = word_set("campaign candidacy bid run ticket nomination presidency team")
"""What of a candidate is supported in the candidate's place: "endorsed Marrish's bid"."""

_OVER = word_set(
    "former ex onetime one-time once erstwhile would-be potential possible prospective supposed anti never disillusioned no not"
)
_PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass"})
_APPOSED = frozenset({"appos", "flat", "compound", "nmod:desc"})
_THINGS = frozenset({"which", "that"})
"""Relative pronouns that the news do not use of people."""

_NEVER = frozenset({Sort.PLACE, Sort.DOCUMENT})
_NAMED_BESIDE = 4


class Stated(NamedTuple):
    """Tokens [start, end) that state support by a verb or ``noun``, the token of whoever gives it, the name it goes to."""

    start: int
    end: int
    who: int
    whom: Reference
    noun: bool = False


def note_support(state: State, reading: Reading) -> None:
    """Note with each actor where a block says whom it supports; called when all references are decided."""
    block = reading.block
    if not any(block.deps):
        return
    holders = _role_holders(reading)
    for found in (*_by_verb(block, reading.names), *_by_noun(block, reading.names)):
        who = _antecedent(block, found.who)
        entity = _holder(block, holders.get(who), who, noun=found.noun) or state.covering(reading, who)
        if entity is None or entity is found.whom.entity or entity.sort in _NEVER:
            continue
        wrong = Sort.BODY if found.noun else Sort.PERSON if block.lowers[found.who] in _THINGS else None
        if entity.sort is wrong:
            continue
        span = block.span(found.start, found.end)
        evidence = Evidence("supports", span.start, span.end, block.in_title)
        if evidence not in entity.supports:
            entity.supports.append(evidence)


def _holder(block: Block, entity: Entity | None, who: int, *, noun: bool) -> Entity | None:
    """Whose role a noun of support stands in, or whose role is headed by the antecedent of a verb of support."""
    if entity is None or noun:
        return entity
    plain = meaning(noun_of(block, who))
    return entity if any(role.noun == plain for role in entity.roles) else None


def _antecedent(block: Block, who: int) -> int:
    """What a relative pronoun takes up by syntax, and what that is in apposition to; other tokens stand for themselves."""
    if block.lowers[who] not in RELATIVE:
        return who
    verb = block.heads[who]
    while block.deps[verb] not in RELCL_DEPS and block.heads[verb] != verb and block.deps[verb] in {"conj", "xcomp"}:
        verb = block.heads[verb]
    head = block.heads[verb] if block.deps[verb] in RELCL_DEPS else who
    return block.heads[head] if block.deps[head] == "appos" else head


def _role_holders(reading: Reading) -> dict[int, Entity]:
    """Whose role each token stands in."""
    block, holders = reading.block, dict[int, Entity]()
    people = {name.entity.number: name.entity for name in reading.names if name and name.entity}
    for entity in people.values():
        for _, start, end, in_title in (role.evidence for role in entity.roles):
            if in_title == block.in_title:
                holders.update(dict.fromkeys(range(*block.tokens(Span(start, end))), entity))
    return holders


def _by_verb(block: Block, names: Names) -> Iterator[Stated]:
    for verb, tag in enumerate(block.tags):
        lemma = block.lemmas[verb]
        if not tag.startswith("VB") or not (lemma in _VERBS or lemma in _VERBS_WITH):
            continue
        found = _active(block, verb, names) or _passive(block, verb, names)
        if found and is_stated(block, verb):
            yield found


def _active(block: Block, verb: int, names: Names) -> Stated | None:
    below = dependents(block, verb)
    if any(block.deps[at] in _PASSIVE_SUBJECTS or block.deps[at] in {"compound:prt", "prt"} for at in below):
        return None
    wanted = _VERBS_WITH.get(block.lemmas[verb])
    objects = (
        (at for at in below if at > verb and block.deps[at] in OBJECT_DEPS)
        if wanted is None
        else _with_preposition(block, verb, wanted)
    )
    whom = next((name for at in objects if (name := _supported(block, at, names))), None)
    who = subject_of(block, verb)
    if whom is None or who is None or whom.start <= verb or whom.end - verb > 2 * _NAMED_BESIDE + 4:
        return None
    return Stated(verb, _end(block, whom), who, whom)


def _passive(block: Block, verb: int, names: Names) -> Stated | None:
    """What a passive states: "Marrish was endorsed by Ann Lee"."""
    below = dependents(block, verb)
    object_at = next((at for at in below if block.deps[at] in _PASSIVE_SUBJECTS), None)
    if object_at is None or block.lemmas[verb] not in _VERBS:
        return None
    whom, who = _supported(block, object_at, names), subject_of(block, verb)
    if whom is None or who is None or whom.end > verb:
        return None
    return Stated(whom.start, verb + 1, who, whom)


def _with_preposition(block: Block, head: int, wanted: frozenset[str]) -> Iterator[int]:
    """What depends on a word through one of these prepositions (Universal Dependencies or ClearNLP)."""
    for at in dependents(block, head):
        if at < head:
            continue
        if block.deps[at].partition(":")[0] in {"obl", "nmod"}:
            if _case(block, at) in wanted:
                yield at
        elif block.deps[at] == "prep" and block.lowers[at] in wanted:
            yield from (child for child in dependents(block, at) if block.deps[child] == "pobj")


def _case(block: Block, at: int) -> str:
    """The first preposition of a noun, also where it hangs on a title before it ("for GOP nominee Ann Lee")."""
    below = dependents(block, at)
    titles = (child for head in below if head < at for child in dependents(block, head))
    return next((block.lowers[child] for child in (*below, *titles) if block.deps[child] == "case"), "")


def _supported(block: Block, at: int, names: Names) -> Reference | None:
    """The name that a noun phrase stands for: its head, one in apposition to it, or the candidate of a campaign."""
    name = names[at]
    if name is not None:
        following = name.end
        if following < len(block) and block.lowers[following] in {"'s", "’s"} and block.heads[at] != at:
            return name if _heads_run(block, at) else None
        return name
    if noun_of(block, at) in _RUNS:
        return next((names[child] for child in dependents(block, at) if child < at and names[child]), None)
    if block.tags[at] not in NOUNS:
        return None
    beside = (names[child] for child in dependents(block, at) if child > at and block.deps[child] in _APPOSED)
    return next((name for name in beside if name and name.start - at <= _NAMED_BESIDE), None)


def _heads_run(block: Block, at: int) -> bool:
    return noun_of(block, block.heads[at]) in _RUNS


def _end(block: Block, whom: Reference) -> int:
    """Where a statement ends: behind the name, and behind the campaign that it stands before."""
    at = whom.end
    if at < len(block) and block.lowers[at] in {"'s", "’s"}:
        at += 1
    return at + 1 if at < len(block) and noun_of(block, at) in _RUNS else whom.end


def _by_noun(block: Block, names: Names) -> Iterator[Stated]:
    for noun, tag in enumerate(block.tags):
        if tag not in NOUNS or noun_of(block, noun) not in _NOUNS:
            continue
        start, _ = phrase_start(block, noun)
        if _OVER & set(block.lowers[max(start - 1, 0) : noun]) or not is_stated(block, noun):
            continue
        before = _name_before(block, start, noun, names)
        after = next(
            (name for at in _with_preposition(block, noun, _OF) if (name := _supported(block, at, names))), None
        )
        whom = before or after
        if whom is not None:
            yield Stated(start, noun + 1 if before else _end(block, whom), bearer(block, noun), whom, noun=True)


def _name_before(block: Block, start: int, noun: int, names: Names) -> Reference | None:
    """The name right before a noun, with no more than a campaign or a hyphen between: "a Marrish campaign volunteer"."""
    at = noun - 1
    while at >= start and (block.words[at] == "-" or block.lowers[at] in _RUNS or block.lowers[at] in {"'s", "’s"}):
        at -= 1
    name = names[at] if at >= start else None
    return name if name is not None and name.end == at + 1 else None
