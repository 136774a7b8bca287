"""Claims of nobody in particular: "many see a mistake", "critics say", "polls show", "is widely seen as".

A vague voice ("many", "some") opens the source; a vague authority ("experts"), side ("critics") or document ("polls")
heads it, bare: "the experts", "its scientists", "three critics" and "experts at Yale" are somebody. Only what is claimed
counts, not what is wanted, backed or done ("many seek asylum"). Sources are those of attributions, and subjects and agents
of verbs that report or judge which the attributions lack ("in what many see as a mistake").
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from audit.model import AttributionSpan, Span
from audit.nlp.reporting import OTHER, cue_class, cue_lemma
from audit.nlp.wording_passives import names_doer

IntArray = NDArray[np.uint64]
Hit = tuple[str, int, int]
"""Entry of the list, and the offsets of a hit."""

VOICE = "vague_voice"
AUTHORITY, SIDE, DOCUMENT = "vague_authority", "vague_side", "vague_document"
PASSIVE_REPORT = "passive_report"
PARSED_CLASSES = frozenset({VOICE, AUTHORITY, SIDE, DOCUMENT, PASSIVE_REPORT})
"""Classes of weasels that are told by attributions and the parse, not looked for in the text as they stand."""

_STANCES = frozenset(
    "alarm anger appear applaud approve back backing boo bristle call chant cheer decide decline".split()  # noqa: SIM905
    + "demand denounce disapprove dismay embrace endorse enthusiasm erupt favor favour hope hopeful".split()  # noqa: SIM905
    + "ignore infuriate intend like oppose outrage petition plan pledge prefer promise promote reaffirm refuse".split()  # noqa: SIM905
    + "reject resist seek sound support threaten urge vote vow want welcome".split()  # noqa: SIM905
)
"""Listed cues that tell what somebody feels, wants or does about a thing, not what somebody says is so."""

_OPPOSING = frozenset({"opposition", "resistance", "support"})
"""Nouns that are cues of the same kind."""

_BEFORE_A_NOUN = frozenset({"amod", "det", "nummod"})
_DOERS = frozenset({"nsubj", "obl:agent"})
_STATED = frozenset({"ccomp", "xcomp"})
_NOT_TOLD = frozenset({"can", "must", "should", "will"})

_POLLED = re.compile(r"%|\bper ?cent\b|\bpolls?\b|\bsurvey", re.IGNORECASE)
_SHARE = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
_COUNTED = frozenset({"a majority of", "large majority", "most", "overwhelming majority", "vast majority"})
"""Voices that a poll near by has counted ("most said they were worried; 85 percent …"): answers, nobody's claim."""

_SINGLE = frozenset({"a", "an", "another", "one"})
_NAMELESS = frozenset({"source", "sources"})
"""Nouns that tell of somebody who is not to be named, whatever else the source says."""

_SINGLE_DOCUMENTS = frozenset({"poll", "study", "survey"})
_PLACING = frozenset({"at", "by", "for", "from", "including", "like", "with"})


def vague_sources(doc: Doc, attributions: Sequence[AttributionSpan], entries: Mapping[str, str]) -> list[Hit]:
    """Entry and offsets of each source that is nobody in particular, one a source.

    Parameters
    ----------
    doc
        title or body, parsed.
    attributions
        its attributions.
    entries
        the list of weasels: entry to class.
    """
    if not doc.has_annotation("DEP"):
        return []
    words = _words_of(frozenset(entries.items()))
    told = [item.source for item in attributions if item.source is not None]
    found = {}
    for item in attributions:
        source = None if item.source is None else doc.char_span(*item.source, alignment_mode="expand")
        hit = _nobody(source, entries, words) if source else None
        if hit is not None and _claims(doc, item):
            found[hit[1]] = hit
    for source in _actors(doc, words):
        hit = None if _meets(source, told) else _nobody(source, entries, words)
        if hit is not None:
            found[hit[1]] = hit
    return [found[start] for start in sorted(found)]


class _Words(NamedTuple):
    """What the list's entries of the parsed classes are made of."""

    opening: IntArray
    """Keys of the single words that open a vague source or head it."""
    first: frozenset[str]
    """First words of the vague voices."""
    longest: int
    """Words of the longest vague voice."""
    participles: IntArray
    """Keys of the participles that report."""


@cache
def _words_of(entries: frozenset[tuple[str, str]]) -> _Words:
    voices = [entry.split() for entry, name in entries if name == VOICE]
    single = (entry for entry, name in entries if name in PARSED_CLASSES - {PASSIVE_REPORT} and " " not in entry)
    participles = {entry.partition(" ")[0] for entry, name in entries if name == PASSIVE_REPORT}
    return _Words(
        _keys(single), frozenset(voice[0] for voice in voices), max(map(len, voices), default=0), _keys(participles)
    )


def _keys(words: Iterable[str]) -> IntArray:
    return np.array([get_string_id(word) for word in words], dtype=np.uint64)


def _tokens_of(doc: Doc, keys: IntArray) -> Iterator[Token]:
    for at in np.isin(doc.to_array("LOWER"), keys).nonzero()[0].tolist():
        yield doc[at]


def _meets(source: TokenSpan, told: Sequence[Span]) -> bool:
    return any(span.start < source.end_char and source.start_char < span.end for span in told)


def _nobody(source: TokenSpan, entries: Mapping[str, str], words: _Words) -> Hit | None:
    return _voice(source, entries, words) or _group(source, entries)


def _actors(doc: Doc, words: _Words) -> Iterator[TokenSpan]:
    """Phrases with a word of the list that claim something by the parse: subjects, agents, and whom a noun comes from."""
    for word in _tokens_of(doc, words.opening):
        noun = word.head if word.dep_ in _BEFORE_A_NOUN and word.head.i > word.i else word
        is_doer = noun.dep_ in _DOERS
        if (is_doer and _judges(noun.head, by=noun.dep_ != "nsubj")) or (not is_doer and _is_origin(noun)):
            first = min([noun.i, *(child.left_edge.i for child in noun.lefts if child.dep_ != "case")])
            last = max([noun.i, *(child.right_edge.i for child in noun.rights)])
            yield doc[first : last + 1] if last < noun.head.i or noun.dep_ != "nsubj" else doc[first : noun.i + 1]


def _is_origin(noun: Token) -> bool:
    """Whether a claim that is a noun comes from it: "warnings from experts", "doubts among analysts"."""
    if noun.dep_ != "nmod" or noun.head.pos_ != "NOUN":
        return False
    led = any(child.dep_ == "case" and child.lower_ in {"among", "by", "from"} for child in noun.lefts)
    return led and is_claim(noun.doc[noun.head.i : noun.head.i + 1])


def _judges(verb: Token, *, by: bool) -> bool:
    """Whether a verb claims something: a statement, a name or an "as" hangs on it, or it on what it is about."""
    if verb.pos_ != "VERB" or not is_claim(verb.doc[verb.i : verb.i + 1]):
        return False
    if any(child.pos_ == "AUX" and child.lower_ in _NOT_TOLD for child in verb.children):
        return False
    inside = not by and verb.dep_ in {"parataxis", "acl:relcl", "relcl"}
    return inside or any(child.dep_ in _STATED or _is_as(child) for child in verb.children)


def _is_as(token: Token) -> bool:
    return any(child.lower_ == "as" and child.dep_ in {"case", "mark"} for child in token.children)


def _claims(doc: Doc, item: AttributionSpan) -> bool:
    cue = None if item.cue is None else doc.char_span(*item.cue, alignment_mode="expand")
    if cue is None:
        return True
    return is_claim(cue)


def is_claim(cue: TokenSpan) -> bool:
    """Whether a cue says that something is so; "call" does as a verb ("critics call it a failure"), not as a noun."""
    lemma = cue_lemma(cue).partition(" ")[0]
    if cue_class(cue) in {OTHER, "directive"} or lemma in _OPPOSING:
        return False
    names = lemma == "call" and any(token.pos_ == "VERB" and token.lemma_.lower() == "call" for token in cue)
    return names or lemma not in _STANCES


def _voice(source: TokenSpan, entries: Mapping[str, str], words: _Words) -> Hit | None:
    """The vague voice that the source begins with, the longest; "some 300 people" are counted people."""
    tokens = [token for token in source if not token.is_space]
    tokens = tokens[1:] if tokens and tokens[0].lower_ == "by" else tokens
    if not tokens or tokens[0].lower_ not in words.first:
        return None
    for length in range(min(len(tokens), words.longest), 0, -1):
        entry = " ".join(token.lower_ for token in tokens[:length])
        if entries.get(entry) == VOICE:
            after = [token.lower_ for token in tokens[length : length + 2]]
            numbered = after == ["of", "us"] or (length < len(tokens) and tokens[length].pos_ == "NUM")
            if numbered or (entry in _COUNTED and _is_polled(source)):
                return None
            return entry, tokens[0].idx, tokens[length - 1].idx + len(tokens[length - 1])
    return None


def _is_polled(source: TokenSpan) -> bool:
    """Whether the sentence or one beside it gives figures of a poll."""
    doc, sentence = source.doc, source[0].sent
    before, after = doc[max(0, sentence.start - 1)].sent, doc[min(len(doc) - 1, sentence.end)].sent
    return _POLLED.search(doc[before.start : after.end].text) is not None


def _group(source: TokenSpan, entries: Mapping[str, str]) -> Hit | None:
    """A head of the source that is a noun of the list without anything that says whose or which."""
    for head in _heads(source):
        entry = head.lower_
        name = entries.get(entry)
        if name in {AUTHORITY, SIDE, DOCUMENT} and head.pos_ in {"NOUN", "PROPN"} and _is_open(head, source, name):
            return entry, head.idx, head.idx + len(head)
    return None


def _heads(source: TokenSpan) -> Iterator[Token]:
    """The head of a source and those joined to it ("doctors and *experts*"); its last word where a verb is taken for the head."""
    root = source.root
    yield root
    for token in source:
        joined = token.dep_ == "conj" and token.head == root and root.pos_ == "NOUN"
        if joined or (token.i == source.end - 1 and root.pos_ == "VERB"):
            yield token


def _is_open(head: Token, source: TokenSpan, name: str) -> bool:
    """Whether nothing in the source says who or whose the group at its head is."""
    if not is_bare(head, sided=name == SIDE):
        return False
    if head.lower_ in _NAMELESS:
        return True
    if name == SIDE and _SHARE.search(head.sent.text):
        return False
    if _is_placed(head, source) or (head.pos_ == "PROPN" and head.text[0].isupper() and not head.is_sent_start):
        return False
    single = head.tag_ == "NN"
    told = source if single else (token for token in source if token.i < head.i)
    if (name == DOCUMENT or single) and any(_names(token) for token in told):
        return False
    return head.lower_ not in _SINGLE_DOCUMENTS or any(token.lower_ in _SINGLE for token in source)


def is_bare(noun: Token, *, sided: bool = False) -> bool:
    """Whether nothing before a noun says which ones: "some experts", not "the experts", "his experts", "three experts".

    ``sided`` nouns may have an owner: "Trump's critics" are as open a group as "critics". One of them may have an article.
    """
    allowed = _SINGLE if noun.tag_ == "NN" else _open_words()
    for child in noun.lefts:
        owner = child.dep_ in {"nmod:poss", "poss"} or child.tag_ == "PRP$"
        marked = child.pos_ in {"DET", "NUM"} and (child.lower_ not in allowed)
        if marked or (owner and not sided):
            return False
    return noun.dep_ != "appos" and (
        noun.dep_ != "conj" or noun.head.pos_ not in {"NOUN", "PROPN"} or is_bare(noun.head, sided=sided)
    )


@cache
def _open_words() -> frozenset[str]:
    return frozenset({"some", "any", "many", "several", "most", "few", "more"})


def _names(token: Token) -> bool:
    named = token.pos_ == "PROPN" or (token.text[0].isupper() and not token.is_sent_start)
    return named and token.lower_ not in {"media", "news"}


def _is_placed(head: Token, source: TokenSpan) -> bool:
    """Whether what follows the head says who they are: "scientists at Yale", "experts who reviewed the report"."""
    behind = [token for token in source if token.i > head.i]
    return any(token.lower_ in _PLACING or token.tag_ in {"WP", "WDT"} for token in behind)


def passive_reports(doc: Doc, passives: Sequence[tuple[Token, int]], entries: Mapping[str, str]) -> list[Hit]:
    """Entry and offsets of those passives that put a claim to nobody: "has long been seen as", "is widely believed to".

    Participles behind a noun count as well ("a man *considered* sound"), unless somebody does it ("considered sound by police").
    """
    found = []
    for verb, start in [*passives, *_reduced(doc, entries)]:
        link = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
        if entries.get(verb.lower_) == PASSIVE_REPORT:
            if _is_held(verb, link):
                found.append((verb.lower_, start, verb.idx + len(verb)))
            continue
        entry = f"{verb.lower_} {link.lower_}"
        handed = link.lower_ == "to" and link.pos_ == "ADP"  # "reported to the police"
        if entries.get(entry) == PASSIVE_REPORT and not handed:
            found.append((entry, start, link.idx + len(link)))
    return found


def _is_held(verb: Token, after: Token) -> bool:
    """Whether something is held to be so ("is considered sound"), not weighed ("is being considered", "considered for")."""
    weighed = any(child.lower_ == "being" for child in verb.children)
    return not weighed and after is not verb and after.pos_ not in {"ADP", "PUNCT", "SPACE"}


def _reduced(doc: Doc, entries: Mapping[str, str]) -> Iterator[tuple[Token, int]]:
    """Participles of the list behind the noun they tell of, without an auxiliary and a doer, and where each begins."""
    for verb in _tokens_of(doc, _words_of(frozenset(entries.items())).participles):
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and not names_doer(verb):
            alone = not any(child.pos_ == "AUX" or child.dep_ in {"nsubj", "obj", "dobj"} for child in verb.children)
            if alone:
                yield verb, verb.idx
