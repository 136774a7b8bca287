"""Whose words they are where the model found a cue and no source: the cue's subject, owner or agent, by syntax.

"Claiming that …, Trump told Fox", "Trump had bragged and joked that …", "North Korea's claims that …", "was called a charlatan
by fellow physicians". Where the syntax names nobody ("it is believed") the attribution stays without an actor.
"""

from audit.model import AttributionSpan
from audit.nlp.actors.block import Block
from audit.nlp.actors.elided import elided_subject
from audit.nlp.actors.lexicon import ASKED, POSSESSIVE_DEPS, RELCL_DEPS, SECOND, SUBJECT_DEPS, word_set
from audit.nlp.actors.nominals import NOUNS

_PASSIVE = frozenset({"nsubj:pass", "nsubjpass", "aux:pass", "auxpass"})
_AUXILIARY = frozenset({"aux", "aux:pass", "auxpass", "cop"})
_AGENT = frozenset({"obl:agent", "agent"})
_SHARED = frozenset({"conj", "xcomp", "advcl", "parataxis", "ccomp"})
"""Labels of a verb without a subject of its own that takes over its head's."""

_OBJECT_CONTROL = word_set(
    "urge ask tell want force lead let help allow cause encourage press push order invite persuade convince see hear get warn"
)
_LIGHT = word_set("make give offer have issue express voice raise repeat hold share deliver present take draw")
_NOBODY = SECOND | frozenset({"it", "there", "that", "this", "what", "which"})
_DASHES = frozenset({"-", "--", "–", "—"})
_HEARERS = word_set(
    "court jury jurors inquest tribunal hearing inquiry trial magistrates committee panel mps lawmakers councillors meeting"
)
_HEARING, _BEING = word_set("heard hears hear"), word_set("was were is are been being")
_STEPS = 4


def implied_source(block: Block, number: int) -> int | None:
    """The token that stands for whoever says attribution ``number``; None where the syntax does not tell."""
    cue = block.attributions[number].cue
    if cue is None:
        return None
    start, end = block.tokens(cue)
    head = next((at for at in range(start, end) if not start <= block.heads[at] < end or block.heads[at] == at), None)
    if head is None or not any(block.deps[start:end]) or _is_question(block, start):
        return None
    found = _owner(block, head) if block.tags[head] in NOUNS else subject_of(block, _verb(block, start, end, head))
    if found is None:
        found = elided_subject(block, start)
    if found is None or block.lowers[found] in _NOBODY or block.content_of[found] == number:
        return None
    return found


def listens(block: Block, item: AttributionSpan) -> bool:
    """Whether the source of an attribution is who hears it: "the jury heard that", "the inquest was told that"."""
    if item.source is None or item.cue is None:
        return False
    words = block.lowers[slice(*block.tokens(item.source))]
    cue = block.lowers[slice(*block.tokens(item.cue))]
    told = "told" in cue and not _BEING.isdisjoint(cue)
    return (told or not _HEARING.isdisjoint(cue)) and not _HEARERS.isdisjoint(words)


def _is_question(block: Block, start: int) -> bool:
    """Whether a cue begins a sentence in which somebody answers: "Asked if Lee had been pushed, she said"."""
    first = start == 0 or block.sentence[start - 1] != block.sentence[start]
    return first and block.lowers[start] in ASKED


def _verb(block: Block, start: int, end: int, head: int) -> int:
    """The first verb of a cue that is no auxiliary, else its head."""
    verbs = (at for at in range(start, end) if block.tags[at].startswith("VB") and block.deps[at] not in _AUXILIARY)
    return next(verbs, head)


def subject_of(block: Block, verb: int) -> int | None:
    """Subject of an active verb, agent of a passive one; of a verb without either, its governor's."""
    for _ in range(_STEPS):
        children = dependents(block, verb)
        labels = {block.deps[at] for at in children}
        if labels & _PASSIVE:
            return next((at for at in children if block.deps[at] in _AGENT or _by(block, at)), None)
        found = next((at for at in children if block.deps[at] in SUBJECT_DEPS), None)
        if found is not None:
            return _behind_dash(block, found)
        governor = block.heads[verb]
        if block.deps[verb] in RELCL_DEPS or (block.deps[verb] == "acl" and block.tags[verb] == "VBG"):
            return governor
        if block.deps[verb] not in _SHARED or governor == verb:
            return None
        if block.deps[verb] == "xcomp" and block.lemmas[governor] in _OBJECT_CONTROL:
            return next((at for at in dependents(block, governor) if block.deps[at] in {"obj", "dobj", "iobj"}), None)
        verb = governor
    return None


def _behind_dash(block: Block, subject: int) -> int:
    """Who stands behind the dash of a dateline that was read as the subject: "KARLOVO (AP) — Prime Minister Eva Marek said"."""
    apposed = (at for at in dependents(block, subject) if block.deps[at] == "appos")
    behind = (at for at in apposed if at > subject and any(map(_DASHES.__contains__, block.words[subject:at])))
    return next(behind, subject) if block.words[subject].isupper() else subject


def _owner(block: Block, noun: int) -> int | None:
    """Possessor of a noun that is a cue, or the subject of the verb that has it as object ("made the claim")."""
    children = dependents(block, noun)
    owner = next((at for at in children if block.deps[at] in POSSESSIVE_DEPS), None)
    if owner is not None:
        return owner
    verb = block.heads[noun]
    if block.deps[noun] in {"obj", "dobj"} and block.lemmas[verb] in _LIGHT:
        return subject_of(block, verb)
    return None


def _by(block: Block, index: int) -> bool:
    return block.deps[index] == "obl" and any(block.lowers[at] == "by" for at in dependents(block, index))


def dependents(block: Block, head: int) -> list[int]:
    """Tokens that depend on a token, as far as a sentence reasonably reaches."""
    begin, stop = max(head - 60, 0), min(head + 60, len(block))
    return [at for at in range(begin, stop) if block.heads[at] == head and at != head]
