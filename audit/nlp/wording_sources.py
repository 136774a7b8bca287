"""Claims of nobody in particular: "many see a mistake", "critics say", "polls show", "is widely seen as".

A vague voice ("many", "some") opens the source; a vague authority ("experts"), side ("critics") or document ("polls")
heads it, bare: "the experts", "its scientists", "three critics" and "experts at Yale" are somebody. Only what is claimed
counts, not what is wanted, backed or done ("many seek asylum").
"""

from collections.abc import Mapping, Sequence
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from audit.model import AttributionSpan
from audit.nlp.reporting import OTHER, cue_class, cue_lemma

VOICE = "vague_voice"
AUTHORITY, SIDE, DOCUMENT = "vague_authority", "vague_side", "vague_document"
PASSIVE_REPORT = "passive_report"
PARSED_CLASSES = frozenset({VOICE, AUTHORITY, SIDE, DOCUMENT, PASSIVE_REPORT})
"""Classes of weasels that are told by attributions and the parse, not looked for in the text as they stand."""

_STANCES = frozenset(
    "alarm anger appear applaud approve back backing boo call chant cheer decide decline demand denounce".split()  # noqa: SIM905
    + "disapprove dismay embrace endorse favor favour hope ignore infuriate intend like oppose outrage".split()  # noqa: SIM905
    + "petition plan pledge prefer promise refuse reject seek sound support threaten urge vote vow want welcome".split()  # noqa: SIM905
)
"""Listed cues that tell what somebody feels, wants or does about a thing, not what somebody says is so."""

_PLACING = frozenset({"at", "by", "for", "from", "including", "like", "with"})


def vague_sources(
    doc: Doc, attributions: Sequence[AttributionSpan], entries: Mapping[str, str]
) -> list[tuple[str, int, int]]:
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
    found = {}
    for item in attributions:
        source = None if item.source is None else doc.char_span(*item.source, alignment_mode="expand")
        if source and _claims(doc, item):
            hit = _voice(source, entries) or _group(source, entries)
            if hit is not None:
                found[hit[1]] = hit
    return [found[start] for start in sorted(found)]


def _claims(doc: Doc, item: AttributionSpan) -> bool:
    cue = None if item.cue is None else doc.char_span(*item.cue, alignment_mode="expand")
    if cue is None:
        return True
    return cue_class(cue) not in {OTHER, "directive"} and cue_lemma(cue).partition(" ")[0] not in _STANCES


def _voice(source: TokenSpan, entries: Mapping[str, str]) -> tuple[str, int, int] | None:
    """The vague voice that the source begins with, the longest; "some 300 people" are counted people."""
    tokens = [token for token in source if not token.is_space]
    tokens = tokens[1:] if tokens and tokens[0].lower_ == "by" else tokens
    for length in range(min(len(tokens), _longest(VOICE, entries)), 0, -1):
        entry = " ".join(token.lower_ for token in tokens[:length])
        if entries.get(entry) == VOICE:
            if length < len(tokens) and tokens[length].pos_ == "NUM":
                return None
            return entry, tokens[0].idx, tokens[length - 1].idx + len(tokens[length - 1])
    return None


def _longest(name: str, entries: Mapping[str, str]) -> int:
    return max(entry.count(" ") + 1 for entry, kind in entries.items() if kind == name)


def _group(source: TokenSpan, entries: Mapping[str, str]) -> tuple[str, int, int] | None:
    """The head of the source, where it is a noun of the list without anything that says whose or which."""
    head = source.root
    entry = head.lower_
    name = entries.get(entry)
    if name not in {AUTHORITY, SIDE, DOCUMENT} or head.pos_ not in {"NOUN", "PROPN"}:
        return None
    if not is_bare(head, sided=name == SIDE) or _is_placed(head, source):
        return None
    if name == DOCUMENT and any(_names(token) for token in source if token.i < head.i):
        return None
    return entry, head.idx, head.idx + len(head)


def is_bare(noun: Token, *, sided: bool = False) -> bool:
    """Whether nothing before a noun says which ones: "some experts", not "the experts", "his experts", "three experts".

    ``sided`` nouns may have an owner: "Trump's critics" are as open a group as "critics".
    """
    for child in noun.lefts:
        owner = child.dep_ in {"nmod:poss", "poss"} or child.tag_ == "PRP$"
        if child.pos_ == "NUM" or (owner and not sided) or (child.pos_ == "DET" and child.lower_ not in _open_words()):
            return False
    return noun.dep_ not in {"conj", "appos"}


@cache
def _open_words() -> frozenset[str]:
    return frozenset({"some", "any", "many", "several", "most", "few", "more"})


def _names(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.lower_ not in {"media", "news"}


def _is_placed(head: Token, source: TokenSpan) -> bool:
    """Whether what follows the head says who they are: "scientists at Yale", "experts who reviewed the report"."""
    behind = [token for token in source if token.i > head.i]
    return any(token.lower_ in _PLACING or token.tag_ in {"WP", "WDT"} for token in behind)


def passive_reports(passives: Sequence[tuple[Token, int]], entries: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """Entry and offsets of those passives that put a claim to nobody: "has long been seen as", "is widely believed to"."""
    found = []
    for verb, start in passives:
        link = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
        entry = f"{verb.lower_} {link.lower_}"
        handed = link.lower_ == "to" and link.pos_ == "ADP"  # "reported to the police"
        if entries.get(entry) == PASSIVE_REPORT and not handed:
            found.append((entry, start, link.idx + len(link)))
    return found
